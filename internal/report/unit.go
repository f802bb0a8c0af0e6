package report

import (
	"strings"

	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// UnitState tells where one unit's report stands: the state, how much is done,
// where it is, who is at it, the last change, when it was submitted, and the
// deadline. Roots are the units that the reader coordinates; nothing above them
// is named.
func UnitState(s Overview, unit string, roots []string, say locale.Phrases) string {
	w, ok := newWriter(s, unit, say)
	if !ok {
		return ""
	}
	status := s.Status[unit]
	lines := []string{s.Place(w.head, roots), w.stateLine(status)}
	if line := s.FormerLine(unit, w.say); line != "" {
		return strings.Join(append(lines, line), "\n")
	}
	if !status.State.Counts() {
		return strings.Join(lines, "\n")
	}
	if !status.State.In() && status.State != NotStarted {
		lines = append(lines, w.say.Say("overview_unit_done", "bar", bar(status.Done, status.Total),
			"percent", percent(status.Done, status.Total), "done", status.Done, "total", status.Total))
		if section := w.sectionAt(status.Section); section != "" && status.State != AwaitingSignOff {
			lines = append(lines, w.say.Say("overview_unit_at", "section", section))
		}
	}
	if !status.Changed.IsZero() && !(status.State.In() && status.Changed.Equal(status.Submitted)) {
		lines = append(lines, w.say.Say("overview_unit_last", "moment", w.say.Moment(status.Changed)))
	}
	if status.By != "" {
		lines = append(lines, w.say.Say("overview_unit_by", "by", status.By))
	}
	lines = append(lines, w.joined()...)
	lines = append(lines, w.telephones()...)
	if d := w.deadline(unit); !d.IsZero() {
		if status.State.In() {
			lines = append(lines, w.say.Say("overview_deadline_was", "day", w.say.Deadline(d)))
		} else {
			lines = append(lines, w.say.Say("overview_deadline", "day", w.say.Deadline(d), "due", w.due(d)))
			if why := w.why(w.head); why != "" {
				lines = append(lines, w.say.Say("overview_unit_why", "why", why))
			}
		}
	}
	return strings.Join(lines, "\n")
}

// stateLine returns the mark and the state in words.
func (w writer) stateLine(status Status) string {
	var text string
	switch status.State {
	case InProgress:
		text = w.say.Say("overview_state_working")
	case AwaitingSignOff:
		text = w.say.Say("overview_state_awaiting")
	case Returned:
		text = w.say.Say("overview_state_returned")
	case Submitted, Accepted:
		text = w.submitted(status)
	case Exempt:
		return w.say.Say("overview_state_exempt")
	case Unreadable:
		return w.say.Say("overview_state_unreadable")
	default:
		text = w.say.Say("overview_state_nothing")
	}
	return mark(status.State) + " " + text
}

// submitted tells when a report came in, whether on time, and the how-manieth
// submission it was.
func (w writer) submitted(status Status) string {
	parts := []string{w.say.Say("overview_state_in")}
	if !status.Submitted.IsZero() {
		parts[0] = w.say.Say("overview_state_in_at", "moment", w.say.Moment(status.Submitted))
	}
	if status.Revision > 1 {
		parts = append(parts, w.say.Say("overview_revision", "n", status.Revision))
	}
	parts = append(parts, w.delay(status, w.deadline(w.head.Code)))
	if status.State == Accepted {
		parts = append(parts, w.say.Say("overview_state_accepted"))
	}
	return w.say.Join(parts...) + "."
}

// joined tells how many people work at the report and whom we cannot reach.
// Names are left out: they are what a channel says and nobody has checked.
func (w writer) joined() []string {
	if w.Members == nil {
		return nil
	}
	people := w.people(w.head.Code)
	switch {
	case len(people) == 0 && (w.Status[w.head.Code].Author != "" && !w.Status[w.head.Code].Behalf || w.Vacated != nil && w.Vacated(w.head.Code)):
		return []string{w.say.Say("overview_unit_vacant")}
	case len(people) == 0:
		return []string{w.say.Say("overview_unit_nobody")}
	}
	lines := []string{w.say.Count("overview_unit_people", len(people))}
	blocked := 0
	for _, m := range people {
		if m.Blocked {
			blocked++
		}
	}
	if blocked > 0 {
		lines = append(lines, w.say.Count("overview_unit_blocked", blocked))
	}
	return lines
}

// telephones tells whom to call.
func (w writer) telephones() []string {
	var calls []string
	for _, c := range w.calls(w.head.Code) {
		calls = append(calls, w.called(c))
	}
	if calls == nil {
		return nil
	}
	return []string{w.say.Say("overview_unit_call", "calls", w.say.Join(calls...))}
}

// Place returns the unit's full name with the unit above it, «Xã Nga An, huyện Nga
// Sơn», where that tells more: not if it is the one root, and never if it lies
// above the roots.
func (s Overview) Place(u roster.Unit, roots []string) string { return place(s.Units, u, roots) }

func place(units *roster.Units, u roster.Unit, roots []string) string {
	up, ok := units.Parent(u.Code)
	if !ok || len(roots) == 1 && up.Code == roots[0] {
		return u.Full()
	}
	for _, root := range roots {
		if units.Contains(root, up.Code) {
			return u.Full() + ", " + up.Label()
		}
	}
	return u.Full()
}
