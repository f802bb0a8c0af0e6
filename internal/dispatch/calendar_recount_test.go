package dispatch_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// What follows counts again what is due, with none of the product's calendar.

// ladder is the shipped campaign's, by days from the deadline.
var ladder = []struct {
	days int
	to   string
}{{-7, "officer"}, {-3, "officer"}, {-1, "officer"}, {0, "officer"}, {1, "approver"}, {1, "above"}, {6, "officer"}, {13, "officer"},
	{20, "officer"}, {27, "officer"}, {34, "officer"}, {41, "officer"}, {48, "officer"}, {55, "officer"}}

// off reports whether nobody works that day.
func off(d time.Time) bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday || d.Format("02/01") == "02/09"
}

// steps are the days on which a deadline's reminders come, with their receiver.
func steps(deadline time.Time) map[time.Time][]string {
	at := func(days int) time.Time {
		return day(deadline.Year(), deadline.Month(), deadline.Day()+days, "07:30")
	}
	out := map[time.Time][]string{}
	for _, s := range ladder {
		if !off(at(s.days)) || s.to == "above" {
			out[at(s.days)] = append(out[at(s.days)], s.to)
		}
	}
	for _, s := range ladder {
		days := s.days
		for s.to != "above" && off(at(days)) {
			if s.days > 0 {
				days++
			} else {
				days--
			}
		}
		if days != s.days && !slices.Contains(out[at(days)], s.to) {
			out[at(days)] = append(out[at(days)], s.to)
		}
	}
	return out
}

// sentAt is when what falls due at an instant can be sent: then, or when the
// program is back and the quiet hours are over.
func (tr *trial) sentAt(at time.Time) time.Time {
	if back := tr.hole(at); !back.IsZero() {
		at = back
		switch clock := back.In(tr.start.Location()).Format("15:04"); {
		case clock < "07:30":
			at = day(back.Year(), back.Month(), back.Day(), "07:30")
		case clock >= "20:00":
			at = day(back.Year(), back.Month(), back.Day()+1, "07:30")
		}
	}
	return at
}

// stateAt is the state of a unit's report at an instant, from the plan of the trial.
func (tr *trial) stateAt(unit string, at time.Time) report.State {
	state := report.NotStarted
	for _, e := range tr.byUnit[unit] {
		if !e.at.After(at) {
			state = e.status.State
		}
	}
	return state
}

// to are the people of a unit up to the first role in which somebody can be reached.
func (tr *trial) to(unit string, roles ...roster.Role) (out []string) {
	reached := false
	for _, role := range roles {
		for _, m := range tr.members[unit] {
			if m.Role == role {
				out = append(out, m.Address.ID)
				reached = reached || !m.Blocked
			}
		}
		if reached {
			return out
		}
	}
	return out
}

// expected are the lines of all that is due.
func (tr *trial) expected() []string {
	out := tr.expectedReminders()
	for _, unit := range append(tr.units.AtLevel(2), tr.units.AtLevel(1)...) {
		var last time.Time
		for _, at := range tr.digestsOf(unit.Code) {
			said := tr.digest(unit, at, last)
			if said == "" {
				continue
			}
			last = at
			for _, to := range tr.to(unit.Code, roster.Coordinator) {
				out = append(out, fmt.Sprintf("%s %s digest %s", at.Format("2006-01-02 15:04"), to, said))
			}
		}
	}
	return out
}

// digestsOf are the instants at which the unit's coordinators get a digest.
func (tr *trial) digestsOf(unit string) (out []time.Time) {
	hours, own := tr.own[unit]
	if !own {
		hours = []string{"07:30"}
	}
	last := day(2016, 8, 31, "23:59").AddDate(0, 0, 60)
	for d := tr.start; d.Before(last); d = d.AddDate(0, 0, 1) {
		for _, h := range hours {
			due := day(d.Year(), d.Month(), d.Day(), h)
			at := tr.sentAt(due)
			if due.After(tr.start) && !due.After(last) && !at.After(tr.end) && !slices.ContainsFunc(out, at.Equal) {
				out = append(out, at)
			}
		}
	}
	return out
}

// expectedReminders are the lines of reminders, and of missed deadlines for those who get no
// digest that day. It notes which units are reminded when.
func (tr *trial) expectedReminders() (out []string) {
	tr.reminded = map[string][]time.Time{}
	seen, late := map[string]bool{}, map[above][]roster.Unit{}
	for _, l := range tr.c.Levels {
		for _, u := range tr.units.AtLevel(l.Level) {
			for due, receivers := range tr.stepsOf(u) {
				at := tr.sentAt(due)
				state := tr.stateAt(u.Code, at)
				if !due.After(tr.start) || at.After(tr.end) || state.In() || state == report.Exempt {
					continue
				}
				for _, step := range receivers {
					if step == "above" {
						for up := u.Parent; up != ""; {
							head, _ := tr.units.Get(up)
							late[above{at, up, u.Level}] = append(late[above{at, up, u.Level}], u)
							up = head.Parent
						}
						continue
					}
					roles := []roster.Role{roster.Officer, roster.Coordinator}
					if step == "approver" || state == report.AwaitingSignOff {
						roles = []roster.Role{roster.Approver, roster.Officer, roster.Coordinator}
					}
					for _, to := range tr.to(u.Code, roles...) {
						tr.reminded[u.Code] = append(tr.reminded[u.Code], at)
						line := at.Format("2006-01-02 15:04 ") + to + " " + tr.says(u, state, at) + " " + u.Code
						if !seen[line] {
							seen[line] = true
							out = append(out, line)
						}
					}
				}
			}
		}
	}
	for a, units := range late {
		out = append(out, tr.missedTo(a, units)...)
	}
	return out
}

// above is a unit that is told about units of a level that missed a deadline.
type above struct {
	at    time.Time
	unit  string
	level int
}

// missedTo is what is told to the unit's coordinators if they get no digest that day.
func (tr *trial) missedTo(a above, late []roster.Unit) (out []string) {
	if slices.ContainsFunc(tr.digestsOf(a.unit), func(at time.Time) bool { return at.Format(time.DateOnly) == a.at.Format(time.DateOnly) }) {
		return nil
	}
	head, _ := tr.units.Get(a.unit)
	t := tr.telling(head, a.level, a.at, time.Time{})
	missed := map[int64][]roster.Unit{}
	for _, u := range late {
		missed[t.due(u).Unix()] = append(missed[t.due(u).Unix()], u)
	}
	said := append(t.missedSaid(missed), fmt.Sprintf("Đến lúc này %s còn %d/%d %s chưa nộp.", head.Label(), len(t.missing()), len(t.units), t.noun))
	for _, to := range tr.to(a.unit, roster.Coordinator) {
		out = append(out, fmt.Sprintf("%s %s missed %s", a.at.Format("2006-01-02 15:04"), to, strings.Join(append(said, t.chase()...), " | ")))
	}
	return out
}

// deadlineOf is the unit's deadline that holds at an instant.
func (tr *trial) deadlineOf(u roster.Unit, at time.Time) time.Time {
	if e, ok := tr.extended[u.Code]; ok && !e.set.After(at) {
		return e.deadline
	}
	l, _ := tr.c.Level(u.Level)
	return l.Deadline
}

// stepsOf are the steps that a unit comes by: of the first deadline those sent
// before it was moved, of the second those that fall due after.
func (tr *trial) stepsOf(u roster.Unit) map[time.Time][]string {
	out := map[time.Time][]string{}
	e, moved := tr.extended[u.Code]
	for due, to := range steps(tr.deadlineOf(u, tr.start)) {
		if !moved || tr.sentAt(due).Before(e.set) {
			out[due] = append(out[due], to...)
		}
	}
	if moved {
		for due, to := range steps(e.deadline) {
			if due.After(e.set) {
				out[due] = append(out[due], to...)
			}
		}
	}
	return out
}

// says is what a reminder tells at an instant.
func (tr *trial) says(u roster.Unit, state report.State, at time.Time) string {
	switch state {
	case report.AwaitingSignOff:
		return "sign"
	case report.Returned:
		return "returned"
	}
	deadline := tr.deadlineOf(u, at)
	last := day(deadline.Year(), deadline.Month(), deadline.Day(), "00:00")
	today := day(at.Year(), at.Month(), at.Day(), "00:00")
	left := int(last.Sub(today) / (24 * time.Hour))
	if left < 0 {
		return fmt.Sprint("over ", -left)
	}
	return fmt.Sprint("left ", left)
}
