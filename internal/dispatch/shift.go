package dispatch

import (
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// together looks whether a colleague is at the report. Who comes second is told
// and asked, once in a visit; whose report was taken over is told. Nothing is
// locked: what either of them answers is taken.
func (h officer) together(w *Report, anew bool, lead string) (also string, asked bool, err error) {
	if w.turn.Frozen || h.Update.Input.Kind != chat.Text && h.Update.Input.Kind != chat.Press {
		return "", false, nil
	}
	shift, err := store.GetShift(h.Tx, w.ID)
	if err != nil {
		return "", false, damaged(err)
	}
	me := h.Update.From.String()
	switch {
	case shift.Author == me:
		return "", false, nil
	case shift.Author == "" || h.Update.At.Sub(lastAt(w, shift)) > visitEnds:
		return "", false, store.PutShift(h.Tx, w.ID, store.Shift{Author: me, Since: h.Update.At})
	case !anew && h.person.Told[w.ID.String()] == shift.Since.Unix():
		return "", false, nil
	}
	if h.person.Told == nil {
		h.person.Told = map[string]int64{}
	}
	h.person.Told[w.ID.String()] = shift.Since.Unix()
	by, err := h.colleague(w, shift.Author)
	switch {
	case err != nil:
		return "", false, err
	case shift.From == me && !anew:
		return h.say.Say("shift_taken", "by", by, "since", h.moment(shift.Since)), false, nil
	case !w.turn.Entering():
		return h.say.Say("shift_also", "by", by, "ago", h.ago(lastAt(w, shift))), false, nil
	}
	h.person.Talk = &store.Talk{Kind: talkShift, Report: w.ID}
	text := h.say.Say("shift_ask", "by", by, "ago", h.ago(lastAt(w, shift)))
	if lead != "" {
		text = lead + "\n\n" + text
	}
	h.tell(chat.Content{Text: h.headed(text), Choices: h.shiftButtons(w)})
	return "", true, nil
}

// lastAt is when the one whose shift it is did something last.
func lastAt(w *Report, shift store.Shift) time.Time {
	if w.status.Author == shift.Author && w.status.Changed.After(shift.Since) {
		return w.status.Changed
	}
	return shift.Since
}

func (h officer) shiftButtons(w *Report) [][]chat.Choice {
	return [][]chat.Choice{{unitButton(actLook, w.turn.Report, h.say.Say("button_look")),
		unitButton(actTake, w.turn.Report, h.say.Say("button_take"))}}
}

// colleague names somebody by the post that they gave, else by what the channel
// calls them.
func (h officer) colleague(w *Report, address string) (string, error) {
	members, err := store.GetMembers(h.Tx, h.Campaign.list(), w.unit.Code)
	if err != nil {
		return "", damaged(err)
	}
	for _, m := range members {
		if m.Address.String() == address && m.Post != "" {
			return m.Post, nil
		}
	}
	if w.status.Author == address && w.status.By != "" {
		return w.status.By, nil
	}
	for _, m := range members {
		if m.Address.String() == address && viet.Line(m.Name) != "" {
			return viet.Line(m.Name), nil
		}
	}
	return h.say.Say("shift_somebody"), nil
}

// typedShift takes «xem» and «nhập tiếp» for their buttons; whatever else is
// typed is no answer to that.
func (h officer) typedShift(talk store.Talk) (bool, error) {
	if h.Context == nil || h.Context.report() != talk.Report {
		return false, nil
	}
	i, unclear := viet.ReadChoice(h.Update.Input.Text, []string{h.say.Say("button_look"), h.say.Say("button_take")})
	switch {
	case unclear != nil:
		return false, nil
	case i == 0:
		return true, h.look()
	}
	return true, h.takeOver()
}

// look shows how far a colleague is, and changes nothing.
func (h officer) look() error {
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	h.seen(w)
	shift, err := store.GetShift(h.Tx, w.ID)
	if err != nil {
		return damaged(err)
	}
	lines := []string{w.turn.Overview(w.status.Section)}
	if shift.Author != "" && shift.Author != h.Update.From.String() {
		by, err := h.colleague(w, shift.Author)
		if err != nil {
			return err
		}
		lines = append([]string{h.say.Say("shift_at", "by", by, "ago", h.ago(lastAt(w, shift)))}, lines...)
	}
	h.person.Talk = &store.Talk{Kind: talkShift, Report: w.ID}
	h.tell(chat.Content{Text: h.headed(strings.Join(lines, "\n\n")), Choices: h.shiftButtons(w)})
	return nil
}

// takeOver makes the report the person's. The one before is told when they
// write next.
func (h officer) takeOver() error {
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	shift, err := store.GetShift(h.Tx, w.ID)
	if err != nil {
		return damaged(err)
	}
	lead := ""
	if me := h.Update.From.String(); shift.Author != me && !w.turn.Frozen {
		by, err := h.colleague(w, shift.Author)
		if err != nil {
			return err
		}
		lead = h.say.Say("shift_yours", "by", by)
		if err := store.PutShift(h.Tx, w.ID, store.Shift{Author: me, Since: h.Update.At, From: shift.Author}); err != nil {
			return err
		}
	}
	return h.enterReport(lead)
}

// moment is an instant as a person says it.
func (s *Session) moment(at time.Time) string {
	at = s.Campaign.local(at)
	return s.say.Say("shift_moment", "time", at.Format("15:04"), "date", date(at))
}

func (h officer) ago(at time.Time) string {
	minutes := int(h.Update.At.Sub(at).Minutes())
	if minutes < 1 {
		return h.say.Say("shift_now")
	}
	return h.say.Count("shift_ago", minutes)
}

// headed puts where one is above the text.
func (s *Session) headed(text string) string {
	if here := s.here(); here != "" {
		return here + "\n\n" + text
	}
	return text
}
