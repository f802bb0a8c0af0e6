package dispatch

import (
	"cmp"
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// thread takes what concerns questions from below («vướng mắc»): a new one, an
// answer, one passed up. A reply to the message that brought a question answers
// it. done is false when the words are about something else.
func (r router) thread() (done bool, err error) {
	in := r.Update.Input
	if n := desk.ThreadUnder(in.Under); n != 0 && !strings.HasPrefix(in.Text, "/") {
		return true, r.issues().threadAct(desk.ThreadCommand{Act: desk.Answer, Number: n, Text: viet.Clean(in.Text)})
	}
	c, ok := desk.ParseThread(in.Text, false)
	if !ok || !strings.HasPrefix(in.Text, "/") && r.InText() {
		return false, nil
	}
	return true, r.issues().threadAct(c)
}

// typedThread takes the words that were asked for a thread.
func (r router) typedThread(talk store.Talk) (bool, error) {
	if viet.Fold(viet.Line(strings.TrimPrefix(r.Update.Input.Text, "/"))) == "huy" {
		r.tell(chat.Content{Text: r.say.Say("thread_cancelled")})
		return true, nil
	}
	n, err := strconv.Atoi(talk.Text)
	if err != nil {
		return false, damaged(err)
	}
	r.in(r.CampaignNamed(talk.Report.Campaign))
	text := viet.Clean(r.Update.Input.Text)
	if n == 0 {
		return true, r.issues().ask(talk.Report.Unit, text)
	}
	return true, r.issues().threadAct(desk.ThreadCommand{Act: desk.Answer, Number: n, Text: text})
}

// awaits notes for which thread the next words are; 0 begins one.
func (h issues) awaits(unit string, n int) {
	h.person.Talk = &store.Talk{Kind: talkThread, Report: h.Campaign.report(unit), Text: strconv.Itoa(n)}
}

// threadAct does what was asked, or asks for the words.
func (h issues) threadAct(c desk.ThreadCommand) error {
	if c.Number == 0 {
		return h.ask(h.asksFor(), c.Text)
	}
	t, ok, err := store.GetThread(h.Tx, c.Number)
	if err != nil {
		return damaged(err)
	}
	if ok {
		h.in(h.CampaignNamed(t.Campaign))
	}
	below := ok && roster.May(h.Campaign.Units, h.Roles(), t.Unit, roster.Work)
	by, above := roster.By(h.Campaign.Units, h.Roles(), t.Holder, roster.Look)
	switch {
	case !ok || !below && !above:
		h.tell(chat.Content{Text: h.say.Say("thread_unknown", "n", c.Number)})
		return nil
	case c.Act == desk.PassUp && above:
		return h.passUp(t)
	case c.Text == "":
		h.awaits(cmp.Or(by.Unit, t.Unit), t.Number)
		if above {
			h.tell(chat.Content{Text: h.say.Say("thread_answer_ask", "n", t.Number, "unit", h.Campaign.Units.Path(t.Unit), "text", t.Last())})
			return nil
		}
		h.tell(chat.Content{Text: h.say.Say("thread_more_ask", "n", t.Number)})
		return nil
	}
	if above {
		return h.answerThread(t, by.Unit, c.Text)
	}
	return h.saidBelow(t, c.Text)
}

// CampaignNamed is the open campaign of that name, else that of the update.
func (s *Session) CampaignNamed(name string) *Campaign {
	if d := s.Campaign.Set.Named(name); d != nil {
		return d
	}
	return s.Campaign
}

// ask begins a thread for the unit, or asks for its words.
func (h issues) ask(unit, text string) error {
	parent, ok := h.Campaign.Units.Parent(unit)
	if !ok {
		h.tell(chat.Content{Text: h.say.Say("thread_no_above", "contact", h.Campaign.contact())})
		return nil
	}
	if text == "" {
		h.awaits(unit, 0)
		h.tell(chat.Content{Text: h.say.Say("thread_ask", "unit", parent.Label())})
		return nil
	}
	n, err := store.NewThread(h.Tx)
	if err != nil {
		return damaged(err)
	}
	t := report.Thread{
		Campaign: h.Campaign.name(), Number: n, Unit: unit, Asker: h.Update.From, Post: h.postAt(unit),
		Asked: h.Update.At, Holder: parent.Code,
	}
	return h.saidBelow(t, text)
}

// postAt is the post that the person holds at the unit, as they said.
func (s *Session) postAt(unit string) string {
	for _, m := range s.person.Memberships {
		if m.List == s.Campaign.list() && m.Unit == unit && m.Post != "" {
			return m.Post
		}
	}
	return ""
}

// asksFor is the unit for which the person asks: that of the own report, or
// the one coordinated.
func (h issues) asksFor() string {
	if h.Context != nil && !h.Context.follows {
		return h.Context.Member.Unit
	}
	if ms := h.person.With(h.Campaign.list(), roster.Coordinator); len(ms) > 0 {
		return ms[0].Unit
	}
	return ""
}

// saidBelow stores what the unit below says and gets it to who can answer.
func (h issues) saidBelow(t report.Thread, text string) error {
	t.Said = append(t.Said, report.Said{By: h.Update.From, Unit: t.Unit, At: h.Update.At, Text: text})
	t.Open = true
	reached, err := tellHolders(h.Session, &t, "")
	if err != nil {
		return err
	}
	if err := h.putThread(t); err != nil {
		return err
	}
	holder, _ := h.Campaign.Units.Get(t.Holder)
	if reached == 0 {
		h.tell(chat.Content{Text: h.say.Say("thread_sent_nobody", "n", t.Number, "unit", holder.Full(), "contact", h.Campaign.contact())})
		return nil
	}
	sent := h.say.Say("thread_sent", "n", t.Number, "unit", holder.Label())
	if h.Context != nil {
		sent += " " + h.say.Say("thread_meanwhile")
	}
	h.tell(chat.Content{Text: sent})
	return nil
}

// putThread writes the thread, and notes it for the index of what is below.
func (h issues) putThread(t report.Thread) error {
	h.Effects.threads = append(h.Effects.threads, t)
	return store.PutThread(h.Tx, t)
}

// tellHolders finds the nearest unit above with somebody who can answer, makes
// it the thread's holder and tells them, in the quiet hours later. Without
// anybody the thread waits at the unit next above.
func tellHolders(s *Session, t *report.Thread, from string) (reached int, err error) {
	for at := t.Holder; ; {
		members, err := store.GetMembers(s.Tx, s.Campaign.list(), at)
		if err != nil {
			return 0, damaged(err)
		}
		for _, m := range members.With(roster.Coordinator) {
			if m.Blocked {
				continue
			}
			t.Holder = at
			if err := tellHolder(s, *t, m.Address, from); err != nil {
				return 0, err
			}
			reached++
		}
		up, ok := s.Campaign.Units.Parent(at)
		if reached > 0 || !ok {
			return reached, nil
		}
		at = up.Code
	}
}

func tellHolder(s *Session, t report.Thread, to chat.Address, from string) error {
	if s.Campaign.Plan.InQuiet(s.Update.At) {
		told, err := store.GetTold(s.Tx, s.Campaign.name(), t.Holder, to)
		if err != nil {
			return damaged(err)
		}
		told.Questions = append(told.Questions, t.Number)
		return store.PutTold(s.Tx, s.Campaign.name(), t.Holder, to, told)
	}
	s.send(to, chat.Notice, newQuestion(s.Campaign, t, from))
	return nil
}

func newQuestion(d *Campaign, t report.Thread, from string) chat.Content {
	_, hasUp := d.Units.Parent(t.Holder)
	return desk.NewQuestion(t, d.Units.Path(t.Unit), from, !hasUp, d.phrases(""))
}

// send queues something for somebody else.
func (s *Session) send(to chat.Address, priority chat.Priority, c chat.Content) {
	m := s.Campaign.message(s.number, len(s.Effects.messages), to, c)
	m.Priority = priority
	store.PutMessage(s.Tx, m)
	s.Effects.messages = append(s.Effects.messages, m)
}

// answerThread brings the answer back to who asked, or, if they are no longer
// of the unit, to its officers.
func (h issues) answerThread(t report.Thread, unit, text string) error {
	t.Said = append(t.Said, report.Said{By: h.Update.From, Unit: unit, At: h.Update.At, Text: text})
	t.Open = false
	if err := h.putThread(t); err != nil {
		return err
	}
	members, err := store.GetMembers(h.Tx, h.Campaign.list(), t.Unit)
	if err != nil {
		return damaged(err)
	}
	by, _ := h.Campaign.Units.Get(unit)
	content := desk.Answered(t, by.Full(), text, h.Campaign.phrases(""))
	there := false
	for _, m := range members {
		there = there || m.Address == t.Asker
	}
	if there {
		h.send(t.Asker, chat.Notice, content)
	} else {
		for _, m := range members.With(roster.Officer) {
			h.send(m.Address, chat.Notice, content)
		}
	}
	h.tell(chat.Content{Text: h.say.Say("thread_answered", "n", t.Number, "unit", h.Campaign.Units.Path(t.Unit))})
	return nil
}

// passUp gives the thread to the unit above its holder.
func (h issues) passUp(t report.Thread) error {
	from, _ := h.Campaign.Units.Get(t.Holder)
	up, ok := h.Campaign.Units.Parent(t.Holder)
	switch {
	case !t.Open:
		h.tell(chat.Content{Text: h.say.Say("thread_closed", "n", t.Number)})
		return nil
	case !ok:
		h.tell(chat.Content{Text: h.say.Say("thread_top", "n", t.Number)})
		return nil
	}
	t.Holder = up.Code
	if _, err := tellHolders(h.Session, &t, from.Label()); err != nil {
		return err
	}
	if err := h.putThread(t); err != nil {
		return err
	}
	to, _ := h.Campaign.Units.Get(t.Holder)
	h.send(t.Asker, chat.Notice, chat.Content{Text: h.Campaign.phrases("").Say("thread_passed_told", "n", t.Number, "from", from.Label(), "to", to.Label())})
	h.tell(chat.Content{Text: h.say.Say("thread_passed", "n", t.Number, "unit", to.Label())})
	return nil
}

// forward sends the texts up that the outline marks so («forward: up»), when
// they are closed; a text that is changed later goes on in the same thread.
func (h issues) forward(w *Report, closed []form.Place) error {
	for _, p := range closed {
		if !w.turn.Outline.Forwards(p.Code) {
			continue
		}
		pieces := store.Text(h.Tx, w.ID, w.turn.Outline.Filed(p), w.turn.Draft.Pieces(w.turn.Outline, p))
		text := strings.TrimSpace(viet.JoinPieces(pieces))
		if text == "" {
			continue
		}
		if err := h.forwardText(w, p.Code, text); err != nil {
			return err
		}
	}
	return nil
}

func (h issues) forwardText(w *Report, code, text string) error {
	parent, ok := h.Campaign.Units.Parent(w.unit.Code)
	if !ok {
		return nil
	}
	n, err := store.GetForward(h.Tx, w.ID, code)
	if err != nil {
		return damaged(err)
	}
	t, known, err := store.GetThread(h.Tx, n)
	switch {
	case err != nil:
		return damaged(err)
	case known && t.Last() == text:
		return nil
	case !known:
		if n, err = store.NewThread(h.Tx); err != nil {
			return damaged(err)
		}
		t = report.Thread{
			Campaign: h.Campaign.name(), Number: n, Unit: w.unit.Code, Asker: h.Update.From, Post: w.status.By,
			Asked: h.Update.At, Holder: parent.Code, Question: code,
		}
		if err := store.PutForward(h.Tx, w.ID, code, n); err != nil {
			return err
		}
	}
	return h.saidBelow(t, text)
}
