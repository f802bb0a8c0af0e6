package dispatch

import (
	"fmt"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
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
	// seat is the report that it is about, if any; several counts the person's
	// seats, and switched marks that they were at another one before.
	seat     *seat
	several  int
	switched bool
	marked   *drive      // the campaign that a coordinator's button named
	action   chat.Action // of the button that was pressed
	delayed  int         // messages that wait for the end of the quiet hours
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
	v := &visit{tx: tx, u: u, action: pressed(u), number: number, person: p, r: r}
	v.in(d.firstOf(p.Memberships))
	if err := v.answer(); err != nil {
		return err
	}
	if u.Name != "" {
		v.person.Name = u.Name
	}
	v.albumAnswered()
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
	if v.wiping() {
		return nil
	}
	if code, ok := v.invitation(); ok {
		return v.join(code)
	}
	if len(v.person.Memberships) == 0 {
		v.stranger()
		return nil
	}
	if err := v.route(); err != nil {
		return err
	}
	if v.wiping() {
		return nil
	}
	v.pendingIn()
	if done, err := v.errands(); done || err != nil {
		return err
	}
	if !v.wordsWanted() && v.asks() {
		return nil
	}
	if taken, err := v.acts(); taken || err != nil {
		return err
	}
	if v.journalAsked() {
		return nil
	}
	if done, err := v.beside(); done || err != nil {
		return err
	}
	if v.seat != nil {
		return v.officer()
	}
	ms := v.person.With(v.d.list(), roster.Coordinator, roster.Admin)
	if in := v.u.Input; len(ms) > 0 && in.Kind == chat.Text && !isHelp(in.Text) && !isStart(in.Text) {
		v.tell(v.ownReports(v.menu(ms[0].Unit)))
		return nil
	}
	v.coordinator(ms)
	return nil
}

// asks tells whether the update is a coordinator's question, which is answered
// after the transaction: in the campaign where they are, else in the first in
// which they coordinate.
func (v *visit) asks() bool {
	for _, d := range v.nearest() {
		if v.marked != nil && d != v.marked {
			continue
		}
		may := v.mayAskFor(d)
		if may == nil {
			continue
		}
		if cmd, ok := v.asked(d, may); ok && !v.inOwnText() {
			v.in(d)
			v.r.ask = &question{in: d, command: cmd, who: roster.OnList(v.person.Memberships, d.list()), lang: v.person.Language}
			return true
		}
	}
	return false
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
			return damaged(err)
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
		if seen := v.person.With(v.d.list(), roster.Viewer); len(seen) > 0 {
			v.viewer(seen)
			return
		}
		v.tell(chat.Content{Text: v.say.Say("viewer_nothing", "contact", v.d.contact())})
		return
	}
	v.tell(v.ownReports(chat.Content{Text: v.say.Say("coordinator_help", "unit", v.d.Units.Path(ms[0].Unit), "contact", v.d.contact())}))
}

// ownReports adds the reports of the units that the person coordinates.
func (v *visit) ownReports(c chat.Content) chat.Content {
	for _, s := range v.seats() {
		if s.own && s.behalf.IsZero() && s.d == v.d {
			c.Text += "\n" + v.say.Say("own_report", "unit", v.d.Units.Path(s.m.Unit))
			c.Choices = append(c.Choices, []chat.Choice{unitButton(actSeat, s.short(), v.say.Say("button_own_report"))})
		}
	}
	return c
}

// coordinatorsHelp adds what coordinators can ask to the help of somebody who
// also fills in a report.
func (v *visit) coordinatorsHelp(out conversation.Outcome) {
	ms := v.person.With(v.d.list(), roster.Coordinator)
	if len(ms) == 0 || len(out.Contents) == 0 || v.u.Input.Kind != chat.Text || !isHelp(v.u.Input.Text) {
		return
	}
	last := &out.Contents[len(out.Contents)-1]
	last.Text += "\n\n" + v.say.Say("coordinator_help", "unit", v.d.Units.Path(ms[0].Unit), "contact", "")
}

// isStart tells whether the words only open the chat.
func isStart(text string) bool {
	words := strings.TrimLeft(strings.ReplaceAll(viet.Fold(viet.Line(text)), " ", ""), "/")
	return words == "start" || words == "batdau"
}

// isHelp tells whether the words ask what can be asked.
func isHelp(text string) bool {
	words := strings.TrimLeft(strings.ReplaceAll(viet.Fold(viet.Line(text)), " ", ""), "/")
	return words == "trogiup" || words == "giup" || words == "help"
}
