package operation

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/whom"
)

// targets are the units that the operation is about.
func (e *Engine) targets() []roster.Unit {
	s, row := e.State, lineOf(e.State.Name)
	if len(s.Units) == 0 {
		return row.among(&e.Region, s.Group)
	}
	return without(e.meant(), func(u roster.Unit) bool {
		return !e.reaches(u.Code) || s.Name == command.Remind && !e.late(u)
	})
}

// meant are the units that were named, whatever can be done about them.
func (e *Engine) meant() (units []roster.Unit) {
	for _, code := range e.State.Units {
		if u, ok := e.Overview.Units.Get(code); ok {
			units = append(units, u)
		}
	}
	return units
}

// A selection settles which units are meant: named, or all of a kind.
type selection struct{ *Engine }

// which asks for the one unit.
func (t selection) which() []chat.Content {
	t.State.Asked = askUnits
	return one(t.Say.Say(lineOf(t.State.Name).ask))
}

// circle is where the units of the operation are looked for. Those that it can be about
// come first: huyện Nga Sơn cannot accept its own report, but that of thị trấn Nga Sơn.
func (t selection) circle() whom.Circle {
	return whom.Circle{Scope: t.scope(), Overview: t.Overview, Levels: t.levels(t.State.Name != command.Announce), Fits: t.fits}
}

// named takes the units that a list names; contents if something of it is not clear.
func (t selection) named(typed string) []chat.Content {
	s := t.State
	s.Asked, s.Said, s.Piece = askUnits, typed, ""
	circle := t.circle()
	found := circle.Find(typed)
	if len(circle.Levels) == 0 && len(found.Unclear) == 0 && len(found.Units) == 0 {
		return t.over(t.Say.Say("operation_nobody_below"))
	}
	for _, p := range found.Unclear {
		if p.Meant.Outside {
			return t.outside()
		}
	}
	switch {
	case len(found.Unclear) > 0:
		return t.unclear(found)
	case found.Level:
		return lineOf(s.Name).which(t.Engine)
	case len(found.Units) == 0:
		return t.none(typed)
	}
	t.settle(found)
	return nil
}

// settle keeps what a list means. All of a level below a unit stay a group: whoever joins
// it is in it too.
func (t selection) settle(found whom.Found) {
	s, all := t.State, found.Whole
	s.Units, s.Group, s.Scoped = codesOf(found.Units), Group{}, false
	s.ByName, s.All = codesOf(found.Named), s.Name == command.Accept && len(found.Named) < len(found.Units)
	switch {
	case all.Level == 0:
	case s.Name == command.Extend:
		s.Units, s.Level, s.Scoped = []string{all.Root}, all.Level, true
	case lineOf(s.Name).among != nil:
		s.Units, s.Group = nil, Group{Level: all.Level}
		if roots := t.roots(); len(roots) > 1 || roots[0] != all.Root {
			s.Root = all.Root
		}
	}
	if s.Name == command.Invite && all.Level == 0 && len(s.Units) > 1 {
		s.Role = roster.Officer
	}
}

// none says that no unit stands so.
func (t selection) none(typed string) []chat.Content {
	if t.State.Name == command.Invite {
		return t.over(t.Say.Say("invite_none"))
	}
	return t.over(t.Say.Say("operation_none_such", "input", report.Echo(typed)))
}

// unclear asks about the first piece that is not clear. The answer takes its place in what
// was typed, so that the others stay.
func (t selection) unclear(found whom.Found) []chat.Content {
	s, p := t.State, found.Unclear[0]
	s.Piece = p.Text
	var out []chat.Content
	if p.Vague {
		out = lineOf(s.Name).which(t.Engine)
		why := t.Say.Say("operation_vague", "input", report.Echo(p.Text))
		if n := len(p.Some); n > 0 && n <= mostTogether {
			why = t.Say.Say("operation_vague_some", "input", report.Echo(p.Text), "n", n, "units", t.list(p.Some))
		}
		out[0].Text = why + "\n\n" + out[0].Text
	} else {
		out = t.scope().Unclear(p.Text, p.Meant, t.offer)
	}
	if len(found.Units) > 0 && s.Piece != s.Said {
		out[0].Text += "\n" + t.Say.Say("operation_clear_so_far", "units", t.list(found.Units))
	}
	return out
}

// answered takes words, or a unit's code, for the piece that was asked about.
func (t selection) answered(words string) []chat.Content {
	s := t.State
	if s.Piece != "" && s.Piece != s.Said && strings.Contains(s.Said, s.Piece) {
		words = strings.Replace(s.Said, s.Piece, words, 1)
	}
	return t.named(words)
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

// The arguments of buttons for all of a level that stand in one way.
const (
	allLate      = "late"
	allSubmitted = "in"
)

// pressedAll takes the button for a level, or for those of it that stand in one way.
func (t selection) pressedAll(arg string) {
	level, how, _ := strings.Cut(arg, ".")
	s := t.State
	s.Units, s.Group = nil, Group{}
	s.Level, _ = strconv.Atoi(level)
	switch {
	case !s.Decides():
		s.Cause, _ = strconv.Atoi(how)
	case s.Name != command.Extend && how != allSubmitted:
		s.Level = 0
	case how == allLate:
		s.Units, s.Level, s.Scoped = codesOf(t.lateAll(Group{Level: s.Level})), 0, true
	case how == allSubmitted:
		s.Units, s.All, s.ByName = codesOf(t.submitted(Group{Level: s.Level})), true, nil
		s.Level = 0
	case len(t.roots()) == 1:
		s.Units, s.Scoped = t.roots(), true
	default:
		s.Units, s.Level, s.Scoped = codesOf(t.all(Group{Level: s.Level})), 0, true
	}
}

// submitted are the units of a group whose reports wait for a verdict.
func (r *Region) submitted(g Group) []roster.Unit {
	return without(r.all(g), func(u roster.Unit) bool { return r.Overview.Status[u.Code].State != report.Submitted })
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

// offerDecided offers all whose deadline can be put off, and all whose reports wait.
func (t selection) offerDecided() (rows [][]chat.Choice) {
	for _, level := range t.levels(true) {
		all, late, in := t.all(Group{Level: level}), t.lateAll(Group{Level: level}), t.submitted(Group{Level: level})
		n := strconv.Itoa(level)
		if t.State.Name == command.Extend {
			rows = append(rows, []chat.Choice{t.button("all", n, t.Say.Say("announce_all", "target", counted(all, t.Say)))})
			if len(late) > 0 && len(late) < len(all) {
				rows = append(rows, []chat.Choice{t.button("all", n+"."+allLate, t.Say.Say("decision_all_late", "target", counted(late, t.Say)))})
			}
		}
		if t.State.Name == command.Accept && len(in) > 0 && !slices.ContainsFunc(in, func(u roster.Unit) bool { return len(verdict(t).scopes(u)) == 0 }) {
			rows = append(rows, []chat.Choice{t.button("all", n+"."+allSubmitted, t.Say.Say("decision_all_submitted", "target", counted(in, t.Say)))})
		}
	}
	return rows
}

// codesOf are the codes of units.
func codesOf(units []roster.Unit) []string {
	codes := make([]string, len(units))
	for i, u := range units {
		codes[i] = u.Code
	}
	return codes
}
