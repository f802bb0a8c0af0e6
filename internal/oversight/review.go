package oversight

import (
	"cmp"
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// Reviewing reports go one after another, in the order in which they were submitted.

// toReview are the submitted reports that the person may accept, the earliest first.
func (r *reader) toReview() (waiting []roster.Unit) {
	if r.review == nil {
		return nil
	}
	for _, root := range r.scope.Roots {
		head, _ := r.Units.Get(root)
		for _, u := range append([]roster.Unit{head}, r.Units.Below(root)...) {
			if r.Status[u.Code].State == report.Submitted && len(r.review(u.Code)) > 0 && !slices.Contains(waiting, u) {
				waiting = append(waiting, u)
			}
		}
	}
	slices.SortFunc(waiting, r.earlier)
	return waiting
}

// earlier orders units by when their reports were submitted.
func (r *reader) earlier(a, b roster.Unit) int {
	return cmp.Or(r.Status[a.Code].Submitted.Compare(r.Status[b.Code].Submitted), cmp.Compare(a.Code, b.Code))
}

// reviewing are the buttons that end the review of a report, ask its unit about it, or about
// the part that is shown, and lead to the next one.
func (r *reader) reviewing(u roster.Unit, part string) (rows [][]chat.Choice) {
	if r.review == nil {
		return nil
	}
	if buttons := append(slices.Clone(r.review(u.Code)), r.askUnit(u, part)...); len(buttons) > 0 {
		rows = append(rows, buttons)
	}
	others := slices.DeleteFunc(r.toReview(), func(w roster.Unit) bool { return w.Code == u.Code })
	if len(others) > 0 {
		rows = append(rows, []chat.Choice{NextToReview(u.Code, r.say.Say("review_button_left", "n", len(others)))})
	}
	return rows
}

// NextToReview leads from one report to the one that was submitted next and waits for
// review. Which it is, is settled when the button is pressed.
func NextToReview(unit, label string) chat.Choice {
	return command.Command{Name: command.View, Code: unit, Part: command.NextToReview}.Choice(label)
}

// nextToReview opens the report that was submitted next after the unit's, and behind the
// last one the first.
func (r *reader) nextToReview(u roster.Unit) ([]chat.Content, error) {
	waiting := slices.DeleteFunc(r.toReview(), func(w roster.Unit) bool { return w.Code == u.Code })
	if len(waiting) == 0 {
		return one(r.say.Say("review_none")), nil
	}
	i := slices.IndexFunc(waiting, func(w roster.Unit) bool { return r.earlier(u, w) < 0 })
	r.cmd = command.Command{Name: command.View, Part: command.OwnReport}
	next := waiting[max(i, 0)]
	if r.lib.Opened != nil {
		r.lib.Opened(next.Code)
	}
	return r.view(next)
}
