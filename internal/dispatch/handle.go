package dispatch

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// Session is one update inside its transaction.
type Session struct {
	Campaign *Campaign // the campaign that it is about
	Tx       store.Tx
	Update   chat.Update
	number   int64
	person   store.Person
	say      locale.Phrases
	Effects  *Effects
	// Context is the report that it is about, if any; several counts the person's
	// seats, and switched marks that they were at another one before.
	Context  *Context
	several  int
	switched bool
	marked   *Campaign   // the campaign that a coordinator's button named
	action   chat.Action // of the button that was pressed
	delayed  int         // messages that wait for the end of the quiet hours
}

// handle answers one update in its transaction.
func (d *Dispatcher) handle(tx store.Tx, u chat.Update, number int64, r *Effects) error {
	if !store.Once(tx, "update/"+u.Key, u.At) {
		r.repeated = true
		return nil
	}
	s, err := Begin(d.Set, tx, u, number, r)
	if err != nil {
		return err
	}
	route := router{Session: s}
	if err := route.answer(); err != nil {
		return err
	}
	if u.Name != "" {
		s.person.Name = u.Name
	}
	route.albumAnswered()
	return store.PutPerson(tx, u.From, s.person)
}

// Begin loads the person of an update, in the first campaign in which they have
// a part.
func Begin(in *Set, tx store.Tx, u chat.Update, number int64, r *Effects) (*Session, error) {
	p, err := store.GetPerson(tx, u.From)
	if err != nil {
		return nil, damaged(err)
	}
	s := &Session{Tx: tx, Update: u, action: pressed(u), number: number, person: p, Effects: r}
	s.in(in.FirstOf(p.Memberships))
	return s, nil
}

// in says which campaign the update is about.
func (s *Session) in(d *Campaign) { s.Campaign, s.say = d, d.phrases(s.person.Language) }

// answer finds who can deal with the update.
func (r router) answer() error {
	switch r.Update.Input.Kind {
	case chat.Blocked, chat.Unblocked:
		return reachable(r.Session, r.Update.Input.Kind == chat.Unblocked)
	}
	if r.wiping() {
		return nil
	}
	if code, ok := r.officer().invitation(); ok {
		coordinates, err := r.officer().join(code)
		if coordinates {
			r.coordinator().Help(r.person.With(r.Campaign.list(), roster.Coordinator, roster.Admin))
		}
		return err
	}
	if len(r.person.Memberships) == 0 {
		r.officer().stranger()
		return nil
	}
	if err := r.route(); err != nil {
		return err
	}
	if r.wiping() {
		return nil
	}
	r.pendingIn()
	if done, err := r.errands(); done || err != nil {
		return err
	}
	if q := r.asks(); q != nil && !r.wordsWanted() {
		r.in(q.Campaign)
		r.Effects.Question = q
		return nil
	}
	if taken, err := r.acts(); taken || err != nil {
		return err
	}
	if r.journalAsked() {
		return nil
	}
	if done, err := r.beside(); done || err != nil {
		return err
	}
	if r.Context != nil {
		return r.officer().Answer()
	}
	ms := r.person.With(r.Campaign.list(), roster.Coordinator, roster.Admin)
	if in := r.Update.Input; len(ms) > 0 && in.Kind == chat.Text && !isHelp(in.Text) && !isStart(in.Text) {
		r.tell(r.coordinator().ownReports(r.coordinator().menu(ms[0].Unit)))
		return nil
	}
	r.coordinator().Help(ms)
	return nil
}

// asks is the coordinator's question that the update is, which is answered after
// the transaction: in the campaign where they are, else in the first in which
// they coordinate. It is nil for anything else.
func (r router) asks() *Question {
	for _, d := range r.Nearest() {
		if r.marked != nil && d != r.marked {
			continue
		}
		may := r.mayAskFor(d)
		if may == nil {
			continue
		}
		if cmd, ok := r.asked(d, may); ok && !r.inOwnText() {
			return &Question{Campaign: d, command: cmd, who: roster.OnList(r.person.Memberships, d.list()), lang: r.person.Language}
		}
	}
	return nil
}

// tell queues one thing said to the person.
func (s *Session) tell(contents ...chat.Content) {
	for _, c := range contents {
		m := s.Campaign.message(s.number, len(s.Effects.messages), s.Update.From, c)
		store.PutMessage(s.Tx, m)
		s.Effects.messages = append(s.Effects.messages, m)
	}
}

// reachable notes that the person's chat refuses our messages, or takes them
// again, with the person and in the unit's list.
func reachable(s *Session, yes bool) error {
	s.person.Blocked = !yes
	return markBlocked(s.Tx, s.Update.From, s.person, !yes)
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

// Help answers what is no question of theirs: what can be asked.
func (h coordinator) Help(ms []roster.Membership) {
	if len(ms) == 0 {
		if seen := h.person.With(h.Campaign.list(), roster.Viewer); len(seen) > 0 {
			h.viewer(seen)
			return
		}
		h.tell(chat.Content{Text: h.say.Say("viewer_nothing", "contact", h.Campaign.contact())})
		return
	}
	h.tell(h.ownReports(chat.Content{Text: h.say.Say("coordinator_help", "unit", h.Campaign.Units.Path(ms[0].Unit), "contact", h.Campaign.contact())}))
}

// ownReports adds the reports of the units that the person coordinates.
func (h coordinator) ownReports(c chat.Content) chat.Content {
	for _, s := range h.Contexts() {
		if s.own && s.ProxySince.IsZero() && s.Campaign == h.Campaign {
			c.Text += "\n" + h.say.Say("own_report", "unit", h.Campaign.Units.Path(s.Member.Unit))
			c.Choices = append(c.Choices, []chat.Choice{unitButton(actSeat, s.short(), h.say.Say("button_own_report"))})
		}
	}
	return c
}

// coordinatorsHelp adds what coordinators can ask to the help of somebody who
// also fills in a report.
func (h officer) coordinatorsHelp(out conversation.Outcome) {
	ms := h.person.With(h.Campaign.list(), roster.Coordinator)
	if len(ms) == 0 || len(out.Contents) == 0 || h.Update.Input.Kind != chat.Text || !isHelp(h.Update.Input.Text) {
		return
	}
	last := &out.Contents[len(out.Contents)-1]
	last.Text += "\n\n" + h.say.Say("coordinator_help", "unit", h.Campaign.Units.Path(ms[0].Unit), "contact", "")
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
