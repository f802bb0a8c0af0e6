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
func (v *visit) thread() (done bool, err error) {
	in := v.u.Input
	if n := desk.ThreadUnder(in.Under); n != 0 && !strings.HasPrefix(in.Text, "/") {
		return true, v.threadAct(desk.ThreadCommand{Act: desk.Answer, Number: n, Text: viet.Clean(in.Text)})
	}
	c, ok := desk.ParseThread(in.Text, false)
	if !ok || !strings.HasPrefix(in.Text, "/") && v.inText() {
		return false, nil
	}
	return true, v.threadAct(c)
}

// typedThread takes the words that were asked for a thread.
func (v *visit) typedThread(talk store.Talk) (bool, error) {
	if viet.Fold(viet.Line(strings.TrimPrefix(v.u.Input.Text, "/"))) == "huy" {
		v.tell(chat.Content{Text: v.say.Say("thread_cancelled")})
		return true, nil
	}
	n, err := strconv.Atoi(talk.Text)
	if err != nil {
		return false, damaged(err)
	}
	v.inCampaign(talk.Report.Campaign)
	text := viet.Clean(v.u.Input.Text)
	if n == 0 {
		return true, v.ask(talk.Report.Unit, text)
	}
	return true, v.threadAct(desk.ThreadCommand{Act: desk.Answer, Number: n, Text: text})
}

// awaits notes for which thread the next words are; 0 begins one.
func (v *visit) awaits(unit string, n int) {
	v.person.Talk = &store.Talk{Kind: talkThread, Report: v.d.report(unit), Text: strconv.Itoa(n)}
}

// threadAct does what was asked, or asks for the words.
func (v *visit) threadAct(c desk.ThreadCommand) error {
	if c.Number == 0 {
		return v.ask(v.asksFor(), c.Text)
	}
	t, ok, err := store.GetThread(v.tx, c.Number)
	if err != nil {
		return damaged(err)
	}
	if ok {
		v.inCampaign(t.Campaign)
	}
	below := ok && roster.May(v.d.Units, v.who(), t.Unit, roster.Work)
	by, above := roster.By(v.d.Units, v.who(), t.Holder, roster.Look)
	switch {
	case !ok || !below && !above:
		v.tell(chat.Content{Text: v.say.Say("thread_unknown", "n", c.Number)})
		return nil
	case c.Act == desk.PassUp && above:
		return v.passUp(t)
	case c.Text == "":
		v.awaits(cmp.Or(by.Unit, t.Unit), t.Number)
		if above {
			v.tell(chat.Content{Text: v.say.Say("thread_answer_ask", "n", t.Number, "unit", v.d.Units.Path(t.Unit), "text", t.Last())})
			return nil
		}
		v.tell(chat.Content{Text: v.say.Say("thread_more_ask", "n", t.Number)})
		return nil
	}
	if above {
		return v.answerThread(t, by.Unit, c.Text)
	}
	return v.saidBelow(t, c.Text)
}

// inCampaign turns to the campaign of that name.
func (v *visit) inCampaign(name string) {
	for _, d := range v.d.set.drives {
		if d.name() == name {
			v.in(d)
		}
	}
}

// ask begins a thread for the unit, or asks for its words.
func (v *visit) ask(unit, text string) error {
	parent, ok := v.d.Units.Parent(unit)
	if !ok {
		v.tell(chat.Content{Text: v.say.Say("thread_no_above", "contact", v.d.contact())})
		return nil
	}
	if text == "" {
		v.awaits(unit, 0)
		v.tell(chat.Content{Text: v.say.Say("thread_ask", "unit", parent.Label())})
		return nil
	}
	n, err := store.NewThread(v.tx)
	if err != nil {
		return damaged(err)
	}
	t := report.Thread{
		Campaign: v.d.name(), Number: n, Unit: unit, Asker: v.u.From, Post: v.postAt(unit),
		Asked: v.u.At, Holder: parent.Code,
	}
	return v.saidBelow(t, text)
}

// postAt is the post that the person holds at the unit, as they said.
func (v *visit) postAt(unit string) string {
	for _, m := range v.person.Memberships {
		if m.List == v.d.list() && m.Unit == unit && m.Post != "" {
			return m.Post
		}
	}
	return ""
}

// asksFor is the unit for which the person asks: that of the own report, or
// the one coordinated.
func (v *visit) asksFor() string {
	if v.seat != nil && !v.seat.follows {
		return v.seat.m.Unit
	}
	if ms := v.person.With(v.d.list(), roster.Coordinator); len(ms) > 0 {
		return ms[0].Unit
	}
	return ""
}

// saidBelow stores what the unit below says and gets it to who can answer.
func (v *visit) saidBelow(t report.Thread, text string) error {
	t.Said = append(t.Said, report.Said{By: v.u.From, Unit: t.Unit, At: v.u.At, Text: text})
	t.Open = true
	reached, err := v.d.tellHolders(v.tx, &t, "", v)
	if err != nil {
		return err
	}
	if err := v.putThread(t); err != nil {
		return err
	}
	holder, _ := v.d.Units.Get(t.Holder)
	if reached == 0 {
		v.tell(chat.Content{Text: v.say.Say("thread_sent_nobody", "n", t.Number, "unit", holder.Full(), "contact", v.d.contact())})
		return nil
	}
	sent := v.say.Say("thread_sent", "n", t.Number, "unit", holder.Label())
	if v.seat != nil {
		sent += " " + v.say.Say("thread_meanwhile")
	}
	v.tell(chat.Content{Text: sent})
	return nil
}

// putThread writes the thread, and notes it for the index of what is below.
func (v *visit) putThread(t report.Thread) error {
	v.r.threads = append(v.r.threads, t)
	return store.PutThread(v.tx, t)
}

// tellHolders finds the nearest unit above with somebody who can answer, makes
// it the thread's holder and tells them, in the quiet hours later. Without
// anybody the thread waits at the unit next above.
func (d *drive) tellHolders(tx store.Tx, t *report.Thread, from string, v *visit) (reached int, err error) {
	for at := t.Holder; ; {
		members, err := store.GetMembers(tx, d.list(), at)
		if err != nil {
			return 0, damaged(err)
		}
		for _, m := range members.With(roster.Coordinator) {
			if m.Blocked {
				continue
			}
			t.Holder = at
			if err := d.tellHolder(tx, *t, m.Address, from, v); err != nil {
				return 0, err
			}
			reached++
		}
		up, ok := d.Units.Parent(at)
		if reached > 0 || !ok {
			return reached, nil
		}
		at = up.Code
	}
}

func (d *drive) tellHolder(tx store.Tx, t report.Thread, to chat.Address, from string, v *visit) error {
	if d.Plan.InQuiet(v.u.At) {
		told, err := store.GetTold(tx, d.name(), t.Holder, to)
		if err != nil {
			return damaged(err)
		}
		told.Questions = append(told.Questions, t.Number)
		return store.PutTold(tx, d.name(), t.Holder, to, told)
	}
	v.send(to, chat.Notice, d.newQuestion(t, from))
	return nil
}

func (d *drive) newQuestion(t report.Thread, from string) chat.Content {
	_, hasUp := d.Units.Parent(t.Holder)
	return desk.NewQuestion(t, d.Units.Path(t.Unit), from, !hasUp, d.phrases(""))
}

// send queues something for somebody else.
func (v *visit) send(to chat.Address, priority chat.Priority, c chat.Content) {
	m := v.d.message(v.number, len(v.r.messages), to, c)
	m.Priority = priority
	store.PutMessage(v.tx, m)
	v.r.messages = append(v.r.messages, m)
}

// answerThread brings the answer back to who asked, or, if they are no longer
// of the unit, to its officers.
func (v *visit) answerThread(t report.Thread, unit, text string) error {
	t.Said = append(t.Said, report.Said{By: v.u.From, Unit: unit, At: v.u.At, Text: text})
	t.Open = false
	if err := v.putThread(t); err != nil {
		return err
	}
	members, err := store.GetMembers(v.tx, v.d.list(), t.Unit)
	if err != nil {
		return damaged(err)
	}
	by, _ := v.d.Units.Get(unit)
	content := desk.Answered(t, by.Full(), text, v.d.phrases(""))
	there := false
	for _, m := range members {
		there = there || m.Address == t.Asker
	}
	if there {
		v.send(t.Asker, chat.Notice, content)
	} else {
		for _, m := range members.With(roster.Officer) {
			v.send(m.Address, chat.Notice, content)
		}
	}
	v.tell(chat.Content{Text: v.say.Say("thread_answered", "n", t.Number, "unit", v.d.Units.Path(t.Unit))})
	return nil
}

// passUp gives the thread to the unit above its holder.
func (v *visit) passUp(t report.Thread) error {
	from, _ := v.d.Units.Get(t.Holder)
	up, ok := v.d.Units.Parent(t.Holder)
	switch {
	case !t.Open:
		v.tell(chat.Content{Text: v.say.Say("thread_closed", "n", t.Number)})
		return nil
	case !ok:
		v.tell(chat.Content{Text: v.say.Say("thread_top", "n", t.Number)})
		return nil
	}
	t.Holder = up.Code
	if _, err := v.d.tellHolders(v.tx, &t, from.Label(), v); err != nil {
		return err
	}
	if err := v.putThread(t); err != nil {
		return err
	}
	to, _ := v.d.Units.Get(t.Holder)
	v.send(t.Asker, chat.Notice, chat.Content{Text: v.d.phrases("").Say("thread_passed_told", "n", t.Number, "from", from.Label(), "to", to.Label())})
	v.tell(chat.Content{Text: v.say.Say("thread_passed", "n", t.Number, "unit", to.Label())})
	return nil
}

// forward sends the texts up that the outline marks so («forward: up»), when
// they are closed; a text that is changed later goes on in the same thread.
func (v *visit) forward(w *work, closed []form.Place) error {
	for _, p := range closed {
		if !w.turn.Outline.Forwards(p.Code) {
			continue
		}
		pieces := store.Text(v.tx, w.report, w.turn.Outline.Filed(p), w.turn.Draft.Pieces(w.turn.Outline, p))
		text := strings.TrimSpace(viet.JoinPieces(pieces))
		if text == "" {
			continue
		}
		if err := v.forwardText(w, p.Code, text); err != nil {
			return err
		}
	}
	return nil
}

func (v *visit) forwardText(w *work, code, text string) error {
	parent, ok := v.d.Units.Parent(w.unit.Code)
	if !ok {
		return nil
	}
	n, err := store.GetForward(v.tx, w.report, code)
	if err != nil {
		return damaged(err)
	}
	t, known, err := store.GetThread(v.tx, n)
	switch {
	case err != nil:
		return damaged(err)
	case known && t.Last() == text:
		return nil
	case !known:
		if n, err = store.NewThread(v.tx); err != nil {
			return damaged(err)
		}
		t = report.Thread{
			Campaign: v.d.name(), Number: n, Unit: w.unit.Code, Asker: v.u.From, Post: w.status.By,
			Asked: v.u.At, Holder: parent.Code, Question: code,
		}
		if err := store.PutForward(v.tx, w.report, code, n); err != nil {
			return err
		}
	}
	return v.saidBelow(t, text)
}
