package operation

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// Points are how much is to be looked at before a report is accepted: warnings that its
// officers kept, and what to ask about.
type Points struct{ Kept, Doubts int }

// toLookAt reports whether a submitted report is not accepted together with others, as
// something in it is to be looked at and nobody named it.
func (v verdict) toLookAt(u roster.Unit) bool {
	return v.State.Name == command.Accept && v.Points[u.Code] != Points{} && !slices.Contains(v.State.ByName, u.Code)
}

// pointed are those units of a decision in whose reports something is to be looked at.
func (v verdict) pointed(is func(roster.Unit) bool) []roster.Unit {
	return without(v.meant(), func(u roster.Unit) bool { return v.Points[u.Code] == Points{} || !is(u) })
}

// withPoints names units, each with how much is to be looked at.
func (v verdict) withPoints(units []roster.Unit) string {
	labels := v.labels(units, "%s (%s)")
	for i, u := range units {
		var said []string
		p := v.Points[u.Code]
		if p.Kept > 0 {
			said = append(said, v.Say.Count("decision_point_kept", p.Kept))
		}
		if p.Doubts > 0 {
			said = append(said, v.Say.Count("decision_point_doubt", p.Doubts))
		}
		labels[i] += ": " + v.Say.Join(said...)
	}
	return v.Say.List(labels, maxListed)
}

// mostLookedAt is how many buttons lead to reports in which something is to be looked at.
const mostLookedAt = 4

// lookAt are buttons to the reports that are left out for that.
func (v verdict) lookAt() (rows [][]chat.Choice) {
	units := v.pointed(v.toLookAt)
	for _, u := range units[:min(len(units), mostLookedAt)] {
		open := command.Command{Name: command.View, Code: u.Code, Part: command.OwnReport}
		rows = append(rows, []chat.Choice{open.Choice(v.Say.Say("decision_point_open", "unit", u.Label()))})
	}
	return rows
}

// acceptAll goes on with all reports at and below a unit that wait for the person's
// verdict. It is untrusted.
func (v verdict) acceptAll(unit string) []chat.Content {
	v.State = &State{ID: v.ID, Name: command.Accept, All: true}
	if !v.scope().Has(unit) {
		return v.outside()
	}
	for _, level := range v.levels(true) {
		for _, u := range v.submitted(Group{Root: unit, Level: level}) {
			if v.WhyNot(command.Accept, u, v.Overview.Status[u.Code]) == report.Legal {
				v.State.Units = append(v.State.Units, u.Code)
			}
		}
	}
	if len(v.State.Units) == 0 {
		return v.over(v.Say.Say("review_none_all"))
	}
	return v.next()
}
