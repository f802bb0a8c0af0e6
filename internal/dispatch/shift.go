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
func (v *visit) together(w *work, anew bool, lead string) (also string, asked bool, err error) {
	if w.turn.Frozen || v.u.Input.Kind != chat.Text && v.u.Input.Kind != chat.Press {
		return "", false, nil
	}
	shift, err := store.GetShift(v.tx, w.report)
	if err != nil {
		return "", false, damaged(err)
	}
	me := v.u.From.String()
	switch {
	case shift.Author == me:
		return "", false, nil
	case shift.Author == "" || v.u.At.Sub(lastAt(w, shift)) > visitEnds:
		return "", false, store.PutShift(v.tx, w.report, store.Shift{Author: me, Since: v.u.At})
	case !anew && v.person.Told[w.report.String()] == shift.Since.Unix():
		return "", false, nil
	}
	if v.person.Told == nil {
		v.person.Told = map[string]int64{}
	}
	v.person.Told[w.report.String()] = shift.Since.Unix()
	by, err := v.colleague(w, shift.Author)
	switch {
	case err != nil:
		return "", false, err
	case shift.From == me && !anew:
		return v.say.Say("shift_taken", "by", by, "since", v.moment(shift.Since)), false, nil
	case !w.turn.Entering():
		return v.say.Say("shift_also", "by", by, "ago", v.ago(lastAt(w, shift))), false, nil
	}
	v.person.Talk = &store.Talk{Kind: talkShift, Report: w.report}
	text := v.say.Say("shift_ask", "by", by, "ago", v.ago(lastAt(w, shift)))
	if lead != "" {
		text = lead + "\n\n" + text
	}
	v.tell(chat.Content{Text: v.headed(text), Choices: v.shiftButtons(w)})
	return "", true, nil
}

// lastAt is when the one whose shift it is did something last.
func lastAt(w *work, shift store.Shift) time.Time {
	if w.status.Author == shift.Author && w.status.Changed.After(shift.Since) {
		return w.status.Changed
	}
	return shift.Since
}

func (v *visit) shiftButtons(w *work) [][]chat.Choice {
	return [][]chat.Choice{{unitButton(actLook, w.turn.Report, v.say.Say("button_look")),
		unitButton(actTake, w.turn.Report, v.say.Say("button_take"))}}
}

// colleague names somebody by the post that they gave, else by what the channel
// calls them.
func (v *visit) colleague(w *work, address string) (string, error) {
	members, err := store.GetMembers(v.tx, v.d.list(), w.unit.Code)
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
	return v.say.Say("shift_somebody"), nil
}

// typedShift takes «xem» and «nhập tiếp» for their buttons; whatever else is
// typed is no answer to that.
func (v *visit) typedShift(talk store.Talk) (bool, error) {
	if v.seat == nil || v.seat.report() != talk.Report {
		return false, nil
	}
	i, unclear := viet.ReadChoice(v.u.Input.Text, []string{v.say.Say("button_look"), v.say.Say("button_take")})
	switch {
	case unclear != nil:
		return false, nil
	case i == 0:
		return true, v.look()
	}
	return true, v.takeOver()
}

// look shows how far a colleague is, and changes nothing.
func (v *visit) look() error {
	w, err := v.open(v.seat.m)
	if err != nil {
		return err
	}
	v.seen(w)
	shift, err := store.GetShift(v.tx, w.report)
	if err != nil {
		return damaged(err)
	}
	lines := []string{w.turn.Overview(w.status.Section)}
	if shift.Author != "" && shift.Author != v.u.From.String() {
		by, err := v.colleague(w, shift.Author)
		if err != nil {
			return err
		}
		lines = append([]string{v.say.Say("shift_at", "by", by, "ago", v.ago(lastAt(w, shift)))}, lines...)
	}
	v.person.Talk = &store.Talk{Kind: talkShift, Report: w.report}
	v.tell(chat.Content{Text: v.headed(strings.Join(lines, "\n\n")), Choices: v.shiftButtons(w)})
	return nil
}

// takeOver makes the report the person's. The one before is told when they
// write next.
func (v *visit) takeOver() error {
	w, err := v.open(v.seat.m)
	if err != nil {
		return err
	}
	shift, err := store.GetShift(v.tx, w.report)
	if err != nil {
		return damaged(err)
	}
	lead := ""
	if me := v.u.From.String(); shift.Author != me && !w.turn.Frozen {
		by, err := v.colleague(w, shift.Author)
		if err != nil {
			return err
		}
		lead = v.say.Say("shift_yours", "by", by)
		if err := store.PutShift(v.tx, w.report, store.Shift{Author: me, Since: v.u.At, From: shift.Author}); err != nil {
			return err
		}
	}
	return v.enterReport(lead)
}

// moment is an instant as a person says it.
func (v *visit) moment(at time.Time) string {
	at = v.d.local(at)
	return v.say.Say("shift_moment", "time", at.Format("15:04"), "date", date(at))
}

func (v *visit) ago(at time.Time) string {
	minutes := int(v.u.At.Sub(at).Minutes())
	if minutes < 1 {
		return v.say.Say("shift_now")
	}
	return v.say.Count("shift_ago", minutes)
}

// headed puts where one is above the text.
func (v *visit) headed(text string) string {
	if here := v.here(); here != "" {
		return here + "\n\n" + text
	}
	return text
}
