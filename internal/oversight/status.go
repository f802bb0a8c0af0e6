package oversight

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// question is one question being answered.
type question struct {
	report.Overview
	say locale.Phrases
	// scope is the units that the person coordinates.
	scope report.Scope
	cmd   command.Command
	// offered are the buttons for what may be done about a unit.
	offered func(unit string) [][]chat.Choice
}

// Reply answers the command of somebody with these memberships. offered are the
// buttons for what they may do about a unit. It says
// something to everybody: to one who coordinates nothing, that the command is
// for those who do.
func Reply(s report.Overview, who []roster.Membership, cmd command.Command, offered func(unit string) [][]chat.Choice, say locale.Phrases) []chat.Content {
	d := question{Overview: s, say: say, scope: scopeOf(s, roster.Places(s.Units, who, roster.Look), say), cmd: cmd, offered: offered}
	switch {
	case len(d.scope.Roots) == 0:
		return one(say.Say("not_coordinator", "contact", s.Contact))
	case cmd.Name == command.Issues:
		return d.threads()
	case cmd.Code != "":
		return d.byCode(cmd.Code)
	case cmd.Unit != "":
		return d.byName(cmd.Unit)
	}
	var contents []chat.Content
	for _, root := range d.scope.Roots {
		contents = append(contents, d.about(root)...)
	}
	return contents
}

// scopeOf is the scope of somebody who may ask about these units.
func scopeOf(s report.Overview, roots []string, say locale.Phrases) report.Scope {
	return report.Scope{Units: s.Units, Roots: roots, Contact: s.Contact, Say: say}
}

func (d question) byCode(code string) []chat.Content {
	if !d.scope.Has(code) {
		return d.scope.Refuse()
	}
	return d.about(code)
}

// byName answers for the unit that the typed name means. Where several units have
// the name and one of them contains all the others (huyện Nga Sơn has a thị trấn
// Nga Sơn), it is shown and the others are offered below.
func (d question) byName(name string) []chat.Content {
	meant := d.scope.Find(name, nil)
	if u, ok := meant.One(); ok {
		return d.about(u.Code)
	}
	if head, others, ok := d.Units.Head(meant.Units); ok {
		contents := d.about(head.Code)
		last := &contents[len(contents)-1]
		last.Choices = append(last.Choices, d.scope.Offer(others, d.button)...)
		return contents
	}
	return d.scope.Unclear(name, meant, d.button)
}

// about answers the command for one unit.
func (d question) about(unit string) []chat.Content {
	u, _ := d.Units.Get(unit)
	switch d.cmd.Name {
	case command.Deadline:
		return one(report.Due(d.Overview, unit, d.say))
	case command.Causes:
		return report.ByCause(d.Overview, unit, causeOf(d.cmd.Part), d.say)
	case command.People:
		return d.people(u)
	}
	beside := u.Level != d.Level && slices.Contains(d.Levels, u.Level) && d.Units.Beside(u.Level)
	if u.Level == d.Level || beside {
		s := d.Overview
		if beside {
			s.SectionNumber = nil // that of another outline
		}
		return []chat.Content{{
			Text:    report.UnitState(s, unit, d.scope.Roots, d.say),
			Choices: d.offered(unit),
		}}
	}
	if d.cmd.Name == command.Missing {
		contents := report.MissingList(d.Overview, unit, d.say)
		if late := d.Late(unit); len(late) > 1 {
			last := &contents[len(contents)-1]
			last.Choices = d.drill(units(late))
		}
		if n := d.Tally(unit).Missing(); n > 0 {
			last := &contents[len(contents)-1]
			last.Choices = append([][]chat.Choice{{command.Button(command.RemindAll, unit, d.say.Say("remind_all_here", "n", n)),
				command.Button(command.Remind, "", d.say.Say("remind_pick"))}}, last.Choices...)
		}
		return contents
	}
	content := chat.Content{Text: report.Summary(d.Overview, unit, d.say), File: report.Chart(d.Overview, unit, d.say)}
	if d.Tally(unit).Missing() > 0 {
		content.Choices = [][]chat.Choice{{button(command.Missing, u, d.say.Say("button_missing_reports"))}}
	}
	content.Choices = append(content.Choices, d.drill(d.next(unit))...)
	return []chat.Content{content}
}

// people tells who answers a unit's report, and leads to it.
func (d question) people(u roster.Unit) []chat.Content {
	c := chat.Content{Text: report.Who(d.Overview, u.Code, d.scope.Roots, d.say)}
	c.Choices = [][]chat.Choice{{button(command.View, u, d.say.Say("read_button_view"))}}
	return []chat.Content{c}
}

// next are the units one step down: districts, the latest first, or those that
// report themselves.
func (d question) next(unit string) []roster.Unit {
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
func (d question) drill(below []roster.Unit) [][]chat.Choice {
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

// button offers the command for a unit.
func (d question) button(u roster.Unit, label string) chat.Choice {
	return button(d.cmd.Name, u, label)
}

func one(text string) []chat.Content { return []chat.Content{{Text: text}} }
