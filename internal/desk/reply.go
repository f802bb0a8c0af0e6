package desk

import (
	"slices"
	"strings"
	"unicode/utf8"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// desk is one question being answered.
type desk struct {
	report.Scene
	say locale.Phrases
	// roots are the units that the person coordinates.
	roots []string
	who   []roster.Membership
	cmd   Command
}

// Reply answers the command of somebody with these memberships. It says
// something to everybody: to one who coordinates nothing, that the command is
// for those who do.
func Reply(s report.Scene, who []roster.Membership, cmd Command, say locale.Phrases) []chat.Content {
	d := desk{Scene: s, say: say, roots: roster.Places(s.Units, who, roster.Look), who: who, cmd: cmd}
	switch {
	case len(d.roots) == 0:
		return one(say.Say("desk_not_coordinator", "contact", s.Contact))
	case cmd.Name == Threads:
		return d.threads()
	case cmd.Code != "":
		return d.byCode(cmd.Code)
	case cmd.Unit != "":
		return d.byName(cmd.Unit)
	}
	var contents []chat.Content
	for _, root := range d.roots {
		contents = append(contents, d.about(root)...)
	}
	return contents
}

// mine tells whether the unit lies under one of the roots.
func (d desk) mine(unit string) bool {
	_, exists := d.Units.Get(unit)
	return exists && slices.ContainsFunc(d.roots, func(root string) bool { return d.Units.Contains(root, unit) })
}

func (d desk) byCode(code string) []chat.Content {
	if !d.mine(code) {
		return d.refuse()
	}
	return d.about(code)
}

// byName answers for the unit that the typed name means. Where several units have
// the name and one of them contains all the others (huyện Nga Sơn has a thị trấn
// Nga Sơn), it is shown and the others are offered below.
func (d desk) byName(name string) []chat.Content {
	meant := d.Units.Resolve(name, d.roots, nil)
	if u, ok := meant.One(); ok {
		return d.about(u.Code)
	}
	if head, others, ok := d.Units.Head(meant.Units); ok {
		contents := d.about(head.Code)
		last := &contents[len(contents)-1]
		last.Choices = append(last.Choices, d.buttons(others)...)
		return contents
	}
	return d.unclear(name, meant, d.buttons)
}

// unclear is what is said to a name that is not one unit's: the units that it
// can mean, or that have a name like it, are offered and none is taken unasked.
func (d desk) unclear(name string, meant roster.Meant, offer func([]roster.Unit) [][]chat.Choice) []chat.Content {
	switch n := len(meant.Units); {
	case n > maxButtons:
		text := d.say.Count("desk_several", n, "input", echo(name)) + " " + d.say.Count("desk_several_more", n-maxButtons)
		return []chat.Content{{Text: text, Choices: offer(meant.Units[:maxButtons])}}
	case n > 0:
		return []chat.Content{{Text: d.say.Count("desk_several", n, "input", echo(name)), Choices: offer(meant.Units)}}
	case meant.Outside:
		return d.refuse()
	case len(meant.Near) == 0:
		return one(d.say.Say("desk_unknown", "input", echo(name), "scope", d.scope(), "contact", d.Contact))
	}
	near := meant.Near[:min(len(meant.Near), maxNear)]
	return []chat.Content{{Text: d.say.Say("desk_near", "input", echo(name)), Choices: offer(near)}}
}

// refuse is the one answer to whatever lies outside, so that it tells nothing
// about it; not even whether it exists.
func (d desk) refuse() []chat.Content {
	return one(d.say.Say("desk_outside", "scope", d.scope(), "contact", d.Contact))
}

// maxScope is how many units the scope names; more only an admin has.
const maxScope = 5

// scope names what the person may ask about.
func (d desk) scope() string {
	var names []string
	for _, root := range d.roots[:min(len(d.roots), maxScope)] {
		if u, ok := d.Units.Get(root); ok {
			names = append(names, u.Label())
		}
	}
	text := strings.Join(names, ", ")
	if more := len(d.roots) - maxScope; more > 0 {
		return d.say.Count("desk_scope_more", more, "names", text)
	}
	return text
}

// about answers the command for one unit.
func (d desk) about(unit string) []chat.Content {
	u, _ := d.Units.Get(unit)
	switch d.cmd.Name {
	case Deadline:
		return one(report.Due(d.Scene, unit, d.say))
	case Causes:
		return report.ByCause(d.Scene, unit, causeOf(d.cmd.Part), d.say)
	case People:
		return d.people(u)
	}
	beside := u.Level != d.Level && slices.Contains(d.Levels, u.Level) && d.Units.Beside(u.Level)
	if u.Level == d.Level || beside {
		s := d.Scene
		if beside {
			s.SectionNumber = nil // that of another outline
		}
		return []chat.Content{{
			Text:    report.UnitState(s, unit, d.roots, d.say),
			Choices: append(OfferedDecisions(d.Units, d.who, unit, d.Status[unit], d.say), d.offeredErrands(unit)...),
		}}
	}
	if d.cmd.Name == Missing {
		contents := report.MissingList(d.Scene, unit, d.say)
		if late := d.Late(unit); len(late) > 1 {
			last := &contents[len(contents)-1]
			last.Choices = d.drill(units(late))
		}
		if n := d.Tally(unit).Missing(); n > 0 {
			last := &contents[len(contents)-1]
			last.Choices = append([][]chat.Choice{{nudgeAllButton(unit, d.say.Say("nudge_all_here", "n", n)),
				Button(Nudge, "", d.say.Say("nudge_pick"))}}, last.Choices...)
		}
		return contents
	}
	content := chat.Content{Text: report.Summary(d.Scene, unit, d.say), File: report.Chart(d.Scene, unit, d.say)}
	if d.Tally(unit).Missing() > 0 {
		content.Choices = [][]chat.Choice{{button(Missing, u, d.say.Say("desk_button_missing"))}}
	}
	content.Choices = append(content.Choices, d.drill(d.next(unit))...)
	return []chat.Content{content}
}

// people tells who answers a unit's report, and leads to it.
func (d desk) people(u roster.Unit) []chat.Content {
	c := chat.Content{Text: report.Who(d.Scene, u.Code, d.roots, d.say)}
	c.Choices = [][]chat.Choice{{button(View, u, d.say.Say("read_button_view"))}}
	return []chat.Content{c}
}

// next are the units one step down: districts, the latest first, or those that
// report themselves.
func (d desk) next(unit string) []roster.Unit {
	var below []roster.Unit
	for _, g := range d.Lines(unit) {
		if !g.Direct {
			below = append(below, g.Unit)
		}
	}
	for _, u := range d.Units.Children(unit) {
		if u.Level == d.Level {
			below = append(below, u)
		}
	}
	return below
}

func units(groups []report.Group) []roster.Unit {
	out := make([]roster.Unit, 0, len(groups))
	for _, g := range groups {
		if !g.Direct {
			out = append(out, g.Unit)
		}
	}
	return out
}

// maxDrill is how many units are offered as buttons; the platform takes a
// hundred under one message.
const maxDrill = 60

// drill offers the command for units below, two to a row.
func (d desk) drill(below []roster.Unit) [][]chat.Choice {
	var rows [][]chat.Choice
	for pair := range slices.Chunk(below[:min(len(below), maxDrill)], 2) {
		row := make([]chat.Choice, len(pair))
		for i, u := range pair {
			row[i] = button(d.cmd.Name, u, u.Label())
		}
		rows = append(rows, row)
	}
	return rows
}

const (
	maxButtons = 12 // of units that share a name
	maxNear    = 5  // of names like the one typed
	maxEcho    = 60 // letters of what was typed
)

// buttons offer the command for each unit, one below the other.
func (d desk) buttons(units []roster.Unit) [][]chat.Choice {
	return d.offer(units, func(u roster.Unit, label string) chat.Choice { return button(d.cmd.Name, u, label) })
}

// offer puts a button for each unit below the other, with its place as the label.
func (d desk) offer(units []roster.Unit, button func(u roster.Unit, label string) chat.Choice) [][]chat.Choice {
	rows := make([][]chat.Choice, 0, len(units))
	for _, u := range units {
		rows = append(rows, []chat.Choice{button(u, d.Place(u, d.roots))})
	}
	return rows
}

// echo repeats what was typed, but not a whole page of it.
func echo(typed string) string {
	if utf8.RuneCountInString(typed) <= maxEcho {
		return typed
	}
	return string([]rune(typed)[:maxEcho]) + "…"
}

func one(text string) []chat.Content { return []chat.Content{{Text: text}} }
