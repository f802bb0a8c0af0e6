package session

import (
	"encoding/json"
	"fmt"

	"giaoban/internal/operation"
	"giaoban/internal/store"
)

// The kinds of dialog: what a person can be asked beside the report. Their words
// are stored.
const (
	Post      = "post"      // which post they hold
	Telephone = "telephone" // where to call them
	Presence  = "presence"  // look on, or take over
	Place     = "place"     // which report
	Hours     = "hours"     // when digests come
	Leave     = "leave"     // which membership is given up, and whether
	Issue     = "issue"     // a question to the unit above, or an answer to one from below
	Why       = "why"       // why the report is late, in words
	Promise   = "promise"   // on which day it comes
	Operation = "operation" // what is done about units or reports, up to the confirmation
)

// OpenDialog asks the person something; what was asked before is dropped.
func (s *Session) OpenDialog(d store.Dialog) {
	s.Chat.Dialog, s.Operation = &d, nil
}

// CloseDialog drops what was asked.
func (s *Session) CloseDialog() { s.Chat.Dialog, s.Operation = nil, nil }

// KeepOperation keeps an operation open, or closes the one that was if it is nil.
func (s *Session) KeepOperation(state *operation.State) {
	switch {
	case state != nil:
		about := s.Campaign.ID()
		if state.Own() {
			about = s.Campaign.Report(state.Units[0])
		}
		raw, _ := json.Marshal(state) // nothing in it cannot be written
		s.OpenDialog(store.Dialog{Kind: Operation, Report: about, State: raw})
		s.Operation = state
	case s.Chat.Dialog != nil && s.Chat.Dialog.Kind == Operation:
		s.CloseDialog()
	}
}

// Awaited is the operation that words may be about: none that was set aside.
func (s *Session) Awaited() *operation.State {
	if s.Operation != nil && s.Chat.Dialog.Aside {
		return nil
	}
	return s.Operation
}

// OperationOf reads the operation that a person has begun and not ended; nil if
// there is none.
func OperationOf(c store.Chat) (*operation.State, error) {
	if c.Dialog == nil || c.Dialog.Kind != Operation {
		return nil, nil
	}
	state := new(operation.State)
	if err := json.Unmarshal(c.Dialog.State, state); err != nil {
		return nil, fmt.Errorf("read what waits in a chat: %w: %w", store.ErrDamaged, err)
	}
	return state, nil
}
