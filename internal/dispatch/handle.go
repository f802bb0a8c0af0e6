package dispatch

import (
	"fmt"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// visit is one update inside its transaction.
type visit struct {
	d      *drive // the campaign that it is about
	tx     store.Tx
	u      chat.Update
	number int64
	person store.Person
	say    locale.Phrases
	r      *result
}

// handle answers one update in its transaction.
func (d *Dispatcher) handle(tx store.Tx, u chat.Update, number int64, r *result) error {
	if !store.Once(tx, "update/"+u.Key, u.At) {
		r.repeated = true
		return nil
	}
	p, err := store.GetPerson(tx, u.From)
	if err != nil {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	v := &visit{tx: tx, u: u, number: number, person: p, r: r}
	v.in(d.firstOf(p.Memberships))
	if err := v.answer(); err != nil {
		return err
	}
	if u.Name != "" {
		v.person.Name = u.Name
	}
	return store.PutPerson(tx, u.From, v.person)
}

// in says which campaign the update is about.
func (v *visit) in(d *drive) { v.d, v.say = d, d.phrases(v.person.Language) }

// answer finds who can deal with the update.
func (v *visit) answer() error {
	switch v.u.Input.Kind {
	case chat.Blocked, chat.Unblocked:
		return v.reachable(v.u.Input.Kind == chat.Unblocked)
	}
	if code, ok := v.invitation(); ok {
		return v.join(code)
	}
	if len(v.person.Memberships) == 0 {
		v.stranger()
		return nil
	}
	coordinates := v.person.With(v.d.list(), roster.Coordinator, roster.Admin)
	if len(coordinates) > 0 {
		if cmd, ok := v.d.asked(v.u); ok {
			v.r.ask = &question{in: v.d, command: cmd, who: roster.OnList(v.person.Memberships, v.d.list()), lang: v.person.Language}
			return nil
		}
	}
	if m, ok := v.reports(); ok {
		return v.officer(m)
	}
	v.coordinator(coordinates)
	return nil
}

// reports is the membership by which the person fills in a report: an
// officer's or approver's, or a coordinator's own unit's if a report is
// expected of it and a button of it was pressed or it was begun.
func (v *visit) reports() (roster.Membership, bool) {
	for _, m := range v.person.With(v.d.list(), roster.Officer, roster.Approver) {
		if u, ok := v.d.Units.Get(m.Unit); ok && v.d.Outlines[u.Level] != nil {
			return m, true
		}
	}
	return roster.Membership{}, false
}

// tell queues one thing said to the person.
func (v *visit) tell(contents ...chat.Content) {
	for _, c := range contents {
		m := v.d.message(v.number, len(v.r.messages), v.u.From, c)
		store.PutMessage(v.tx, m)
		v.r.messages = append(v.r.messages, m)
	}
}

// reachable notes that the person's chat refuses our messages, or takes them
// again, with the person and in the unit's list.
func (v *visit) reachable(yes bool) error {
	v.person.Blocked = !yes
	return markBlocked(v.tx, v.u.From, v.person, !yes)
}

func markBlocked(tx store.Tx, a chat.Address, p store.Person, blocked bool) error {
	for _, m := range p.Memberships {
		ms, err := store.GetMembers(tx, m.List, m.Unit)
		if err != nil {
			return fmt.Errorf("%w: %w", errDamaged, err)
		}
		for i := range ms {
			if ms[i].Address == a {
				ms[i].Blocked = blocked
			}
		}
		if err := store.PutMembers(tx, m.List, m.Unit, ms); err != nil {
			return err
		}
	}
	return nil
}

// coordinator answers what is no question of theirs: what can be asked.
func (v *visit) coordinator(ms []roster.Membership) {
	if len(ms) == 0 {
		v.tell(chat.Content{Text: v.say.Say("viewer_nothing", "contact", v.d.contact())})
		return
	}
	v.tell(chat.Content{Text: v.say.Say("coordinator_help", "unit", v.d.Units.Path(ms[0].Unit), "contact", v.d.contact())})
}
