package officer

import (
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// presenceEnds is how long a person may be away and still count as being at a report.
const presenceEnds = 30 * time.Minute

// seen notes that the person is at the report, and reports whether they were away.
func (h Handler) seen(w *session.Report) (anew bool) {
	at := h.Chat.At(w.ID)
	anew = h.Update.At.Sub(time.Unix(at.Seen, 0)) > presenceEnds
	at.Seen = h.Update.At.Unix()
	return anew
}

// meetColleague looks whether a colleague is at the report. Whoever comes second is
// asked once, for as long as they stay, whether to look on or to take over; whoever was
// taken over from is told. Nothing is locked: the answers of both are taken.
func (h Handler) meetColleague(w *session.Report, anew bool, lead string) (also string, asked bool, err error) {
	if w.Turn.Frozen || h.Update.Input.Kind != chat.Text && h.Update.Input.Kind != chat.Press {
		return "", false, nil
	}
	shift, err := store.Presences.Get(h.Tx, w.ID)
	if err != nil {
		return "", false, campaigns.Damaged(err)
	}
	me := h.Update.From.String()
	switch {
	case shift.Editor == me:
		return "", false, nil
	case shift.Editor == "" || h.Update.At.Sub(lastAt(w, shift)) > presenceEnds:
		store.Presences.Put(h.Tx, w.ID, store.Presence{Editor: me, Since: h.Update.At})
		return "", false, nil
	case !anew && h.Chat.At(w.ID).Noticed == shift.Since.Unix():
		return "", false, nil
	}
	h.Chat.At(w.ID).Noticed = shift.Since.Unix()
	by, err := h.colleague(w, shift.Editor)
	switch {
	case err != nil:
		return "", false, err
	case shift.From == me && !anew:
		return h.Say.Say("presence_taken", "by", by, "since", h.Say.ClockMoment(shift.Since)), false, nil
	case !w.Turn.Entering():
		return h.Say.Say("presence_also", "by", by, "ago", h.ago(lastAt(w, shift))), false, nil
	}
	h.OpenDialog(store.Dialog{Kind: session.Presence, Report: w.ID})
	text := h.Say.Say("presence_ask", "by", by, "ago", h.ago(lastAt(w, shift)))
	if lead != "" {
		text = lead + "\n\n" + text
	}
	h.Reply(chat.Content{Text: h.Headed(text), Choices: h.presenceButtons(w)})
	return "", true, nil
}

// lastAt returns when the one who is at the report last did something.
func lastAt(w *session.Report, shift store.Presence) time.Time {
	if w.Status.Author == shift.Editor && w.Status.Changed.After(shift.Since) {
		return w.Status.Changed
	}
	return shift.Since
}

func (h Handler) presenceButtons(w *session.Report) [][]chat.Choice {
	return [][]chat.Choice{{session.UnitButton(session.ActLook, w.Turn.Report, h.Say.Say("button_look")),
		session.UnitButton(session.ActTake, w.Turn.Report, h.Say.Say("button_take"))}}
}

// colleague names somebody by the post that they gave, else as the channel does.
func (h Handler) colleague(w *session.Report, address string) (string, error) {
	members, err := store.Members.Get(h.Tx, h.Campaign.OnList(w.Unit.Code))
	if err != nil {
		return "", campaigns.Damaged(err)
	}
	for _, m := range members {
		if m.Address.String() == address && m.Post != "" {
			return m.Post, nil
		}
	}
	if w.Status.Author == address && w.Status.By != "" {
		return w.Status.By, nil
	}
	for _, m := range members {
		if m.Address.String() == address && viet.Line(m.Name) != "" {
			return viet.Line(m.Name), nil
		}
	}
	return h.Say.Say("presence_somebody"), nil
}

// TypedPresence takes «xem» and «nhập tiếp» for their buttons. Nothing else that is
// typed answers the question.
func (h Handler) TypedPresence(d store.Dialog) (bool, error) {
	if h.Context == nil || h.Context.Report() != d.Report {
		return false, nil
	}
	i, unclear := viet.ReadChoice(h.Update.Input.Text, []string{h.Say.Say("button_look"), h.Say.Say("button_take")})
	switch {
	case unclear != nil:
		return false, nil
	case i == 0:
		return true, h.Look()
	}
	return true, h.TakeOver()
}

// Look shows how far a colleague is, and changes nothing.
func (h Handler) Look() error {
	w, err := h.Open(h.Context.Member)
	if err != nil {
		return err
	}
	h.seen(w)
	shift, err := store.Presences.Get(h.Tx, w.ID)
	if err != nil {
		return campaigns.Damaged(err)
	}
	lines := []string{w.Turn.Overview(w.Status.Section)}
	if w.Err != nil {
		return w.Err
	}
	if shift.Editor != "" && shift.Editor != h.Update.From.String() {
		by, err := h.colleague(w, shift.Editor)
		if err != nil {
			return err
		}
		lines = append([]string{h.Say.Say("presence_at", "by", by, "ago", h.ago(lastAt(w, shift)))}, lines...)
	}
	h.OpenDialog(store.Dialog{Kind: session.Presence, Report: w.ID})
	h.Reply(chat.Content{Text: h.Headed(strings.Join(lines, "\n\n")), Choices: h.presenceButtons(w)})
	return nil
}

// TakeOver makes the person the one who is at the report. Their colleague is told with
// the next reply.
func (h Handler) TakeOver() error {
	w, err := h.Open(h.Context.Member)
	if err != nil {
		return err
	}
	shift, err := store.Presences.Get(h.Tx, w.ID)
	if err != nil {
		return campaigns.Damaged(err)
	}
	lead := ""
	if me := h.Update.From.String(); shift.Editor != me && !w.Turn.Frozen {
		by, err := h.colleague(w, shift.Editor)
		if err != nil {
			return err
		}
		lead = h.Say.Say("presence_yours", "by", by)
		store.Presences.Put(h.Tx, w.ID, store.Presence{Editor: me, Since: h.Update.At, From: shift.Editor})
	}
	return h.EnterReport(lead)
}

func (h Handler) ago(at time.Time) string {
	minutes := int(h.Update.At.Sub(at).Minutes())
	if minutes < 1 {
		return h.Say.Say("presence_now")
	}
	return h.Say.Count("presence_ago", minutes)
}
