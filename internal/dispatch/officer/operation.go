package officer

import (
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/operation"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// beginOwn begins an operation of the unit on its own report.
func (h Handler) beginOwn(name command.Name) error {
	e := h.ownEngine(nil)
	out, err := e.Begin(command.Command{Name: name, Code: h.Context.Member.Unit})
	if err != nil {
		return err
	}
	return h.ownDone(e, out, nil)
}

// TypedOwn takes words for such an operation, and reports whether they were taken.
func (h Handler) TypedOwn(d store.Dialog, state *operation.State) (bool, error) {
	switch {
	case h.RefusedAsClosed():
		return true, nil
	case viet.Clean(h.Update.Input.Text) == "":
		return false, nil
	case h.Context == nil || h.Context.ID != d.Report: // the person has gone elsewhere
		return true, h.Tell(h.Say.Say("button_gone"))
	}
	if said, beside := h.Command.Heard.Said(); beside && state.Name == command.RequestReopen {
		if _, isCommand := said.Command(); !isCommand && h.Command.Heard.Consent(command.Deed{Name: "plea"}) == command.NoAnswer {
			return false, nil // a thank you, or a question of something else, is answered
		}
	}
	e := h.ownEngine(state)
	if h.Command.Is(command.Cancel) {
		return true, h.ownDone(e, e.Cancel(), nil)
	}
	out, order, _, err := e.Type(h.Update.Input.Text)
	if err != nil {
		return true, err
	}
	return true, h.ownDone(e, out, order)
}

func (h Handler) ownEngine(state *operation.State) *operation.Engine {
	return h.Operate(state, h.ownFolder)
}

// ownFolder reads what such an operation needs to know.
func (h Handler) ownFolder(unit string) (operation.Folder, error) {
	rep := h.Campaign.Report(unit)
	f := operation.Folder{Start: campaigns.StartButton(rep, h.Say)}
	var err error
	if f.Status, err = store.Statuses.Get(h.Tx, rep); err != nil {
		return f, err
	}
	p, err := store.ReopenRequests.Get(h.Tx, rep)
	if err != nil {
		return f, err
	}
	if campaigns.PleaWaits(p, f.Status) {
		f.Requested = p.At
	}
	return f, nil
}

// ownDone replies, and carries out what was confirmed.
func (h Handler) ownDone(e *operation.Engine, out []chat.Content, order *operation.Order) error {
	h.KeepOperation(e.State)
	h.Reply(out...)
	if order == nil {
		return nil
	}
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	switch order.Name {
	case command.Sign:
		return w.sign(order.Words)
	case command.SendBack:
		return w.sendBack(order.Words)
	}
	return w.requestReopen(order.Words)
}
