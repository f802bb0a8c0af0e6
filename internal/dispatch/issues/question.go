package issues

import (
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/oversight"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// asked is the kind of notice that a question came from below.
const asked = "question"

// question is what such a notice says of itself.
type question struct {
	Issue   int            `json:"n"`
	Message locale.Message `json:"m"`
}

// Kinds are how notices of issues are worded.
func Kinds() map[string]notify.Kind { return map[string]notify.Kind{asked: {Word: wordQuestion}} }

// wordQuestion words a question from below. It is not wanted if it was answered or
// passed up meanwhile.
func wordQuestion(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	var q question
	if err := t.Read(0, &q); err != nil {
		return c, false, err
	}
	thread, ok, err := store.Issues.Find(t.Tx, q.Issue)
	if err != nil || !ok || !thread.Open || thread.Holder != t.To.Unit {
		return c, false, err
	}
	return t.Say.Content(q.Message), true, nil
}

// notifyHolders finds the nearest unit above with somebody who can answer, makes it the
// issue's holder and notifies its coordinators. Without any the issue stays with the
// unit next above. It returns how many are notified.
func (h Handler) notifyHolders(t *report.Issue, from string) (reached int, err error) {
	for at := t.Holder; ; {
		members, err := store.Members.Get(h.Tx, h.Campaign.OnList(at))
		if err != nil {
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

func (h Handler) notifyHolder(t report.Issue, to chat.Address, from string) error {
	_, above := h.Campaign.Units.Parent(t.Holder)
	n := notify.About(asked, question{Issue: t.Number, Message: oversight.NewQuestion(t, h.Campaign.Units.Path(t.Report.Unit), from, !above)})
	n.To.Unit = t.Holder
	return notify.Send(h.Session, to, n)
}
