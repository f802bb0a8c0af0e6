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

// named settles which units are meant: all of a kind, or names between commas;
// contents if one of them is not clear. Units that the operation can be about
// come first: huyện Nga Sơn cannot accept its own report, but that of thị trấn
// Nga Sơn.
func (e *Engine) named(typed string) []chat.Content {
	s := e.State
	s.Asked = askUnits
	if !s.Decides() && command.Everyone(typed) {
		return e.meantAll(typed)
	}
	names := []string{typed}
	if !s.Decides() {
		names = strings.Split(typed, ",")
	}
	scope := e.scope()
	var codes []string
	for _, name := range names {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		meant := scope.Find(name, e.fits)
		u, ok := meant.One()
		switch {
		case ok:
			codes = append(codes, u.Code)
		case meant.Outside:
			return e.outside()
		default:
			return scope.Unclear(name, meant, e.offer)
		}
	}
	slices.Sort(codes)
	s.Units, s.Root, s.Level, s.Cause = slices.Compact(codes), "", 0, 0
	return nil
}

// fits reports whether the operation can be about the unit at all, whatever its
// state.
func (e *Engine) fits(u roster.Unit) bool {
	if e.State.Decides() {
		return len(e.scopes(u)) > 0
	}
	reporting := e.State.Name == command.Remind || e.State.Name == command.Proxy
	return e.reaches(u.Code) && (!reporting || e.Reports(u.Level))
}

// reaches reports whether the unit is the person's to remind, announce to and
// invite.
func (e *Engine) reaches(unit string) bool {
	return roster.May(e.Overview.Units, e.Who, unit, roster.Reach)
}

// offer is a button that names the operation's unit.
func (e *Engine) offer(u roster.Unit, label string) chat.Choice {
	return command.Button(e.State.Name, u.Code, label)
}

// meantAll reads «cả», «các xã», «tất cả các huyện», «các xã chưa bắt đầu»;
// contents if there are no such units.
func (e *Engine) meantAll(typed string) []chat.Content {
	s := e.State
	f := " " + viet.Fold(typed) + " "
	levels := e.levels(s.Name == command.Remind || s.Name == command.Invite)
	if len(levels) == 0 {
		return e.over(e.Say.Say("operation_nobody_below"))
	}
	level := levels[len(levels)-1]
	if s.Name == command.Remind {
		level = e.Overview.Level
	}
	for _, l := range levels {
		if slices.ContainsFunc(e.atLevel("", l), func(u roster.Unit) bool { return strings.Contains(f, " "+viet.Fold(u.Type)+" ") }) {
			level = l
		}
	}
	s.Units, s.Level = nil, level
	for cause, words := range causeWords {
		if s.Name == command.Remind && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(f, " "+w+" ") }) {
			s.Cause = int(cause) + 1
		}
	}
	return nil
}

// causeWords are the reasons by which late units can be narrowed, as people say
// them.
var causeWords = map[report.Cause][]string{
	report.CauseUnregistered:      {"chua co ai", "chua kich hoat", "chua dang ky"},
	report.CauseUnreachable:       {"chan"},
	report.CauseNotStarted:        {"chua bat dau", "chua lam"},
	report.CauseStuck:             {"dung", "dang do"},
	report.CauseInProgress:        {"dang lam"},
	report.CauseReturned:          {"tra lai", "bi tra"},
	report.CauseAwaitingSignature: {"cho ky", "trinh ky", "cho duyet"},
}

// chosenAll takes the button for a level, or for a level and a reason.
func (e *Engine) chosenAll(arg string) {
	level, cause, _ := strings.Cut(arg, ".")
	s := e.State
	s.Units = nil
	s.Level, _ = strconv.Atoi(level)
	s.Cause, _ = strconv.Atoi(cause)
}

// under goes on with all that are late under a unit. It is untrusted.
func (e *Engine) under(unit string) []chat.Content {
	e.State = &State{ID: e.ID, Name: command.Remind, Root: unit, Level: e.Overview.Level}
	if !e.scope().Has(unit) {
		return e.outside()
	}
	return e.next()
}

// targets are the units that the operation is about.
func (e *Engine) targets() []roster.Unit {
	s := e.State
	var out []roster.Unit
	for _, code := range s.Units {
		if u, ok := e.Overview.Units.Get(code); ok && e.reaches(code) && (s.Name != command.Remind || e.late(u)) {
			out = append(out, u)
		}
	}
	switch {
	case len(s.Units) > 0:
		return out
	case s.Name == command.Remind:
		return e.lateAll(s.Root, s.Level, s.Cause)
	case s.Name == command.Invite:
		return e.empty(s.Root, s.Level)
	}
	return e.atLevel(s.Root, s.Level)
}

// atLevel are the units of a level under a root, or under all.
func (e *Engine) atLevel(root string, level int) []roster.Unit {
	roots := e.roots()
	if root != "" {
		roots = []string{root}
	}
	var out []roster.Unit
	for _, r := range roots {
		for _, u := range e.Overview.Units.Below(r) {
			if u.Level == level && e.reaches(u.Code) {
				out = append(out, u)
			}
		}
	}
	return out
}

// levels are the levels below the roots, those that report if only they matter.
func (e *Engine) levels(reporting bool) []int {
	var out []int
	for _, r := range e.roots() {
		for _, u := range e.Overview.Units.Below(r) {
			if !slices.Contains(out, u.Level) && (!reporting || e.Reports(u.Level)) && e.reaches(u.Code) {
				out = append(out, u.Level)
			}
		}
	}
	slices.Sort(out)
	return out
}

// whichUnit asks for the one unit.
func (e *Engine) whichUnit() []chat.Content {
	e.State.Asked = askUnits
	if e.State.Name == command.Proxy {
		return one(e.Say.Say("proxy_which"))
	}
	return one(e.Say.Say("members_which"))
}

// from is the unit in whose name the person acts on a unit: the nearest over it.
func (e *Engine) from(unit string) roster.Unit {
	by, _ := roster.By(e.Overview.Units, e.Who, unit, roster.Look)
	u, _ := e.Overview.Units.Get(by.Unit)
	return u
}

// people are those of a unit to whom something can be sent.
func (e *Engine) people(unit string) roster.Members {
	return e.Overview.Members(unit).With(roster.Officer, roster.Approver, roster.Coordinator)
}

// unheard are the units in which nobody can be reached.
func (e *Engine) unheard(units []roster.Unit) []roster.Unit {
	return slices.DeleteFunc(slices.Clone(units), func(u roster.Unit) bool {
		return slices.ContainsFunc(e.people(u.Code), func(m roster.Member) bool { return !m.Blocked })
	})
}

// maxListed is how many units a preview names.
const maxListed = 12

// list names units in a row.
func (e *Engine) list(units []roster.Unit) string {
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = u.Label()
	}
	return e.Say.List(names, maxListed)
}

// together names units in a row, or tells how many there are.
func (e *Engine) together(units []roster.Unit) string {
	if len(units) <= 3 {
		return e.list(units)
	}
	return strconv.Itoa(len(units)) + " " + report.Noun(units)
}
