package dispatch

import (
	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// beginOwn begins what the unit does about the report of the seat.
func (v *visit) beginOwn(name desk.Name) error {
	e := v.ownEngine(nil)
	out, err := e.Begin(desk.Request{Name: name, Code: v.seat.m.Unit})
	if err != nil {
		return err
	}
	return v.ownDone(e, out, nil)
}

// typedOwn takes words for it; false if they are none.
func (v *visit) typedOwn(state *desk.State) (bool, error) {
	switch {
	case v.refusedAsClosed():
		return true, nil
	case viet.Clean(v.u.Input.Text) == "":
		return false, nil
	case v.seat == nil || v.d.name() != state.Campaign || v.seat.m.Unit != state.Units[0]: // the person has gone elsewhere
		v.tell(chat.Content{Text: v.say.Say("button_gone")})
		return true, nil
	}
	e := v.ownEngine(state)
	out, order, _, err := e.Type(v.u.Input.Text)
	if err != nil {
		return true, err
	}
	return true, v.ownDone(e, out, order)
}

func (v *visit) ownEngine(state *desk.State) *desk.Engine {
	e := v.engine()
	e.State, e.Open = state, v.ownFolder
	return e
}

// ownFolder reads what such an operation needs to know of the report.
func (v *visit) ownFolder(unit string) (desk.Folder, error) {
	rep := v.d.report(unit)
	f := desk.Folder{Start: v.d.startButton(rep)}
	var err error
	if f.Status, err = store.GetStatus(v.tx, rep); err != nil {
		return f, damaged(err)
	}
	p, err := store.GetPlea(v.tx, rep)
	if err != nil {
		return f, damaged(err)
	}
	if pleading(p, f.Status) {
		f.Requested = p.At
	}
	return f, nil
}

// ownDone says what came of an input, and does what was ordered.
func (v *visit) ownDone(e *desk.Engine, out []chat.Content, order *desk.Order) error {
	v.person.Operation = e.State
	if e.State != nil {
		e.State.Campaign = v.d.name()
	}
	v.tell(out...)
	switch {
	case order == nil:
		return nil
	case order.Name == desk.Sign:
		return v.sign(order.Words)
	case order.Name == desk.SendBack:
		return v.sendBack(order.Words)
	}
	return v.pleaded(order.Words)
}
