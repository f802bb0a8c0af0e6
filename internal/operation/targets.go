package operation

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// targets are the units that the operation is about.
func (e *Engine) targets() []roster.Unit {
	s, row := e.State, lineOf(e.State.Name)
	if len(s.Units) == 0 {
		return row.among(&e.Region, s.Group)
	}
	var out []roster.Unit
	for _, code := range s.Units {
		if u, ok := e.Overview.Units.Get(code); ok && e.reaches(code) && (s.Name != command.Remind || e.late(u)) {
			out = append(out, u)
		}
	}
	return out
}

// A selection settles which units are meant: named, or all of a kind.
type selection struct{ *Engine }

// which asks for the one unit.
func (t selection) which() []chat.Content {
	t.State.Asked = askUnits
	return one(t.Say.Say(lineOf(t.State.Name).ask))
}

// named takes all of a kind, or names between commas; contents if one of them is
// not clear. Units that the operation can be about come first: huyện Nga Sơn
// cannot accept its own report, but that of thị trấn Nga Sơn.
func (t selection) named(typed string) []chat.Content {
	s := t.State
	s.Asked = askUnits
	names := []string{typed}
	switch {
	case s.Decides():
	case command.Everyone(typed, t.Say):
		return t.everyone(typed)
	default:
		names = strings.Split(typed, ",")
	}
	scope := t.scope()
	var codes []string
	for _, name := range names {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		meant := scope.Find(name, t.fits)
		u, ok := meant.One()
		switch {
		case ok:
			codes = append(codes, u.Code)
		case meant.Outside:
			return t.outside()
		default:
			return scope.Unclear(name, meant, t.offer)
		}
	}
	slices.Sort(codes)
	s.Units, s.Group = slices.Compact(codes), Group{}
	return nil
}

// fits reports whether the operation can be about the unit at all, whatever its
// state.
func (t selection) fits(u roster.Unit) bool {
	if t.State.Decides() {
		return len(verdict(t).scopes(u)) > 0
	}
	return t.reaches(u.Code) && (!lineOf(t.State.Name).reporting || t.Reports(u.Level))
}

// offer is a button that names the operation's unit.
func (t selection) offer(u roster.Unit, label string) chat.Choice {
	return command.Button(t.State.Name, u.Code, label)
}

// everyone reads «cả», «các xã», «tất cả các huyện», «các xã chưa bắt đầu»; contents
// if there are no such units.
func (t selection) everyone(typed string) []chat.Content {
	s := t.State
	f := " " + viet.Fold(typed) + " "
	has := func(words string) bool { return strings.Contains(f, " "+words+" ") }
	levels := t.levels(s.Name == command.Remind || s.Name == command.Invite)
	if len(levels) == 0 {
		return t.over(t.Say.Say("operation_nobody_below"))
	}
	level := levels[len(levels)-1]
	if s.Name == command.Remind {
		level = t.Overview.Level
	}
	for _, l := range levels {
		if slices.ContainsFunc(t.all(Group{Level: l}), func(u roster.Unit) bool { return has(viet.Fold(u.Type)) }) {
			level = l
		}
	}
	s.Units, s.Level = nil, level
	for cause, spelled := range causeWords {
		if s.Name == command.Remind && slices.ContainsFunc(command.Listed(t.Say.Say(spelled)), has) {
			s.Cause = cause + 1
		}
	}
	return nil
}

// causeWords are the phrases that list how people say for which reason late units
// are meant. Where several fit, the last is.
var causeWords = [...]string{
	report.CauseUnregistered:      "spelled_unregistered",
	report.CauseUnreachable:       "spelled_unreachable",
	report.CauseNotStarted:        "spelled_not_started",
	report.CauseStuck:             "spelled_stuck",
	report.CauseInProgress:        "spelled_in_progress",
	report.CauseReturned:          "spelled_returned",
	report.CauseAwaitingSignature: "spelled_awaiting_signature",
}

// pressedAll takes the button for a level, or for a level and a reason.
func (t selection) pressedAll(arg string) {
	level, cause, _ := strings.Cut(arg, ".")
	t.State.Units = nil
	t.State.Level, _ = strconv.Atoi(level)
	t.State.Cause, _ = strconv.Atoi(cause)
}

// offerAll offers all of each level, as many as the operation can be about.
func (t selection) offerAll(reporting bool, label func(units []roster.Unit) string) (rows [][]chat.Choice) {
	for _, level := range t.levels(reporting) {
		if units := lineOf(t.State.Name).among(&t.Region, Group{Level: level}); len(units) > 0 {
			rows = append(rows, []chat.Choice{t.button("all", strconv.Itoa(level), label(units))})
		}
	}
	return rows
}
