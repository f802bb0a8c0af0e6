package operation

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// several reports whether the decision is about several reports, or about those that stand
// in one way, however many they are.
func (s *State) several() bool { return s.Decides() && (len(s.Units) > 1 || s.All) }

// Several reports whether the order decides about several reports, each by its own state.
func (o *Order) Several() bool { return o.several() }

// Saw reports whether the unit's report is the one that the preview was about, and not one
// that was handed in since.
func (o *Order) Saw(unit string, s report.Status) bool {
	i := slices.Index(o.Able, unit)
	return i < 0 || i >= len(o.Seen) || o.Seen[i] == s.Revision || o.Name != command.Accept && o.Name != command.Return
}

// shortly are the reasons why one report of several is left out.
var shortly = map[report.Reason]string{
	report.WrongRole: "decision_short_role", report.OwnReport: "decision_short_own", report.WrongTier: "decision_short_tier",
	report.UnitEnded:  "decision_short_over",
	report.NothingYet: "decision_short_nothing", report.Unsigned: "decision_short_unsigned", report.InAlready: "decision_short_in",
	report.AcceptedAlready: "decision_short_accepted", report.ReturnedAlready: "decision_short_returned", report.OpenAlready: "decision_short_open",
	report.ExemptAlready: "decision_short_exempt", report.NotExempt: "decision_short_not_exempt",
}

// WhyNot is why a decision cannot be made about a unit's report that stands so.
func (r *Region) WhyNot(name command.Name, u roster.Unit, s report.Status) report.Reason {
	switch why := report.May(r.Overview.Units, r.Who, u.Code, Move(name)); {
	case why != report.Legal:
		return why
	case !r.Reports(u.Level):
		return report.NothingYet
	}
	return s.Refusal(Move(name))
}

// judgeAll judges each report by its own state, and keeps those about which it can be
// decided. Without any it says why of each.
func (v verdict) judgeAll() []chat.Content {
	v.State.Able, v.State.Seen = nil, nil
	for _, u := range v.meant() {
		status := v.Overview.Status[u.Code]
		if v.WhyNot(v.State.Name, u, status) == report.Legal && !v.toLookAt(u) {
			v.State.Able, v.State.Seen = append(v.State.Able, u.Code), append(v.State.Seen, status.Revision)
		}
	}
	if len(v.State.Able) > 0 {
		return nil
	}
	out := v.Say.Say("decision_none_able", "act", verb(v.State.Name, v.Say)) + "\n" + strings.Join(v.leftOut(), "\n")
	look := v.lookAt()
	v.State = nil
	return []chat.Content{{Text: out, Choices: look}}
}

// leftOut names the units about which it cannot be decided, by the reason.
func (v verdict) leftOut() (lines []string) {
	by := map[report.Reason][]roster.Unit{}
	var order []report.Reason
	for _, u := range v.meant() {
		why := v.WhyNot(v.State.Name, u, v.Overview.Status[u.Code])
		if why == report.Legal || why == report.AcceptedAlready && v.State.All && len(v.State.Able) > 0 && !slices.Contains(v.State.ByName, u.Code) {
			continue // «tất cả» is said of those that wait
		}
		if by[why] == nil {
			order = append(order, why)
		}
		by[why] = append(by[why], u)
	}
	for _, why := range order {
		key, ok := shortly[why]
		if !ok {
			key = "decision_short_not_in"
		}
		lines = append(lines, v.Say.Say("decision_left_out", "units", v.list(by[why]), "reason", v.Say.Say(key)))
	}
	if units := v.pointed(v.toLookAt); len(units) > 0 {
		lines = append(lines, v.Say.Count("decision_points_left", len(units), "units", v.withPoints(units)))
	}
	return lines
}

// able are the units about which it can be decided.
func (v verdict) able() (units []roster.Unit) {
	for _, code := range v.State.Able {
		u, _ := v.Overview.Units.Get(code)
		units = append(units, u)
	}
	return units
}

// previewAll names all units that it would be about, and those that it would not.
func (v verdict) previewAll() []chat.Content {
	s, units := v.State, v.able()
	told := 0
	for _, u := range units {
		told += len(v.people(u.Code))
	}
	pages, names := v.names(units)
	lines := []string{v.Say.Say("decision_will_all", "act", verb(s.Name, v.Say), "target", counted(units, v.Say), "units", names)}
	if s.Name == command.Extend {
		lines[0] = v.Say.Say("decision_will_extend_all", "target", counted(units, v.Say), "units", names, "day", v.Say.Until(s.Due))
		lines = append(lines, v.dayNow()...)
	}
	if s.Name == command.Return {
		lines = append(lines, v.Say.Say("decision_whole_report"))
	}
	if Move(s.Name).NeedsRemark() {
		lines = append(lines, v.Say.Say("decision_reason", "remark", s.Words))
	}
	if units := v.pointed(func(u roster.Unit) bool { return slices.Contains(s.Able, u.Code) }); len(units) > 0 {
		lines = append(lines, v.Say.Say("decision_points_in", "units", v.withPoints(units)))
	}
	lines = append(lines, v.leftOut()...)
	out := append(pages, v.confirm(append(lines, v.Say.Count("decision_told_all", told)+v.waits(told)))...)
	last := &out[len(out)-1]
	last.Choices = append(last.Choices, v.lookAt()...)
	return out
}

// DoneAll is what the coordinator is told when it was decided about several reports:
// which were left out because somebody else was faster, and when people hear of it.
func (o *Order) DoneAll(us *roster.Units, not []string, quiet, now time.Time, say locale.Phrases) []chat.Content {
	r := Region{Overview: report.Overview{Units: us}, Say: say}
	var did, left []roster.Unit
	for _, code := range o.Units {
		u, _ := us.Get(code)
		if slices.Contains(not, code) {
			left = append(left, u)
		} else {
			did = append(did, u)
		}
	}
	var lines []string
	if len(did) > 0 {
		done := say.Say("decision_did_all", "act", verb(o.Name, say), "target", counted(did, say), "units", r.list(did))
		if o.Name == command.Extend {
			done = say.Say("decision_did_extend_all", "target", counted(did, say), "units", r.list(did), "day", say.Until(o.Due))
		}
		lines = append(lines, done)
		if quiet.After(now) {
			lines = append(lines, say.Say("decision_will_tell_all", "moment", say.Moment(quiet)))
		}
	}
	if len(left) > 0 {
		lines = append(lines, say.Say("decision_left_out", "units", r.list(left), "reason", say.Say("decision_short_meanwhile")))
	}
	return one(strings.Join(lines, "\n"))
}

// Heads is what the unit between is told of a decision about several reports below it.
func (o *Order) Heads(us *roster.Units, by, head roster.Unit, say locale.Phrases) string {
	r := Region{Overview: report.Overview{Units: us}, Say: say}
	var below []roster.Unit
	for _, code := range o.Units {
		if u, ok := us.Get(code); ok && code != head.Code && us.Contains(head.Code, code) {
			below = append(below, u)
		}
	}
	if len(below) == 0 {
		return ""
	}
	text := say.Say("decision_tell_heads", "from", by.Full(), "act", verb(o.Name, say), "target", counted(below, say), "units", r.list(below))
	if !o.Due.IsZero() {
		text += " " + say.Say("decision_until", "day", say.Until(o.Due))
	}
	return text
}
