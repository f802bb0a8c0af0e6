package session

import (
	"encoding/json"

	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// The kinds of dialog: what a person can be asked beside the report. Their words
// are stored.
const (
	Post      = "post"      // which post they hold
	Presence  = "presence"  // look on, or take over
	Place     = "place"     // which report
	Hours     = "hours"     // when digests come
	Issue     = "issue"     // a question to the unit above, or an answer to one from below
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
		about := report.ID{Campaign: s.Campaign.Name()}
		if state.Own() {
			about.Unit = state.Units[0]
		}
		s.OpenDialog(store.Dialog{Kind: Operation, Report: about, State: encoded(state)})
		s.Operation = state
	case s.Chat.Dialog != nil && s.Chat.Dialog.Kind == Operation:
		s.CloseDialog()
	}
}

// SetAside notes that the person went on to something else: words are not about
// the operation any more, while its buttons are.
func (s *Session) SetAside() {
	s.Operation.Aside = true
	s.Chat.Dialog.State = encoded(s.Operation)
}

func encoded(state *operation.State) json.RawMessage {
	raw, _ := json.Marshal(state) // nothing in it cannot be written
	return raw
}

// OperationOf reads the operation that a person has begun and not ended; nil if
// there is none.
func OperationOf(c store.Chat) (*operation.State, error) {
	if c.Dialog == nil || c.Dialog.Kind != Operation {
		return nil, nil
	}
	state := new(operation.State)
	if err := json.Unmarshal(c.Dialog.State, state); err != nil {
		return nil, campaigns.Damaged(err)
	}
	return state, nil
}
