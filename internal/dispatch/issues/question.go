package issues

import (
	"strconv"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/oversight"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// The kinds of notices: a question came from below, or went one step further.
const (
	asked   = "question"
	stepped = "question_step"
)

// told is what such a notice says of itself: the issue, and which of the things said is the
// first that it is about.
type told struct {
	Issue int `json:"n"`
	From  int `json:"f,omitempty"`
}

// Kinds are how notices of issues are worded.
func Kinds() map[string]notify.Kind {
	return map[string]notify.Kind{asked: {Word: wordQuestion}, stepped: {Word: wordStep}}
}

// issueOf is the issue that a notice is about; ok is false if nobody waits for its answer.
func issueOf(t notify.Delivery) (q told, thread report.Issue, ok bool, err error) {
	if err := t.Read(0, &q); err != nil {
		return q, thread, false, err
	}
	thread, ok, err = store.Issues.Find(t.Tx, q.Issue)
	return q, thread, ok && thread.Open, err
}

// wordQuestion words a question from below as it is by now, with all that was added to it.
// It is not wanted if it was answered or passed up meanwhile.
func wordQuestion(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	q, thread, ok, err := issueOf(t)
	if err != nil || !ok || thread.Holder != t.To.Unit {
		return c, false, err
	}
	units := t.Campaign.Units
	if thread.Down() {
		from, _ := units.Get(thread.From)
		about := t.Campaign.AboutReport(thread.Report.Unit, thread.Question, t.Say)
		return t.Say.Content(oversight.AskedFromAbove(thread, q.From, from.Full(), about)), true, nil
	}
	_, above := units.Parent(thread.Holder)
	from := ""
	if n := len(thread.Passed); n > 0 {
		from = t.Campaign.UnitLabel(thread.Passed[n-1])
	}
	return t.Say.Content(oversight.NewQuestion(thread, q.From, units.Path(thread.Report.Unit), from, !above)), true, nil
}

// wordStep words how far an issue is for who asked. The answer is told by itself.
func wordStep(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	_, thread, ok, err := issueOf(t)
	if err != nil || !ok {
		return c, false, err
	}
	holder := t.Campaign.UnitLabel(thread.Holder)
	n := len(thread.Passed)
	switch {
	case !thread.Taken.IsZero():
		c.Text = t.Say.Say("issue_taken", "number", thread.Number, "unit", viet.UpperFirst(holder))
	case n > 0:
		c.Text = t.Say.Say("issue_passed_told", "number", thread.Number, "from", t.Campaign.UnitLabel(thread.Passed[n-1]), "to", holder)
	default:
		return c, false, nil
	}
	return c, true, nil
}

// tellStep tells who asked how far the issue is, once however many steps it took while
// the notice waited.
func (h Handler) tellStep(t report.Issue) error {
	n := notify.About(stepped, told{Issue: t.Number})
	n.Instead = stepped + "/" + strconv.Itoa(t.Number)
	return notify.Send(h.Session, t.Asker, n)
}

// tellPassed tells the coordinators of the units that passed an issue up.
func (h Handler) tellPassed(t report.Issue, n store.Notice) error {
	for _, unit := range t.Passed {
		if unit == t.Holder {
			continue
		}
		if err := notify.ToUnit(h.Session, unit, n, roster.Coordinator); err != nil {
			return err
		}
	}
	return nil
}

// notifyHolders finds the nearest unit above with somebody who can answer, makes it the
// issue's holder and notifies its coordinators of what was said from there on. Without any the issue stays with the
// unit next above. It returns how many are notified.
func (h Handler) notifyHolders(t *report.Issue, from int) (reached int, err error) {
	for at := t.Holder; ; {
		members, err := store.Members.Get(h.Tx, h.Campaign.OnList(at))
		if err = h.Campaign.Set.Despite(err); err != nil {
			return 0, err
		}
		for _, m := range members.With(roster.Coordinator) {
			if m.Blocked {
				continue
			}
			t.Holder = at
			if err := h.notifyHolder(*t, m.Address, from); err != nil {
				return 0, err
			}
			reached++
		}
		up, ok := h.Campaign.Units.Parent(at)
		if reached > 0 || !ok {
			return reached, nil
		}
		at = up.Code
	}
}

// notifyHolder notifies somebody who can answer of what was said from there on. What is
// added while the notice waits is told by it.
func (h Handler) notifyHolder(t report.Issue, to chat.Address, from int) error {
	n := notify.About(asked, told{Issue: t.Number, From: from})
	n.Fold, n.To.Unit = asked+"/"+strconv.Itoa(t.Number), t.Holder
	return notify.Send(h.Session, to, n)
}
