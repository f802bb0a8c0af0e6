package oversight

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
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
	d := newQuestion(s, who, cmd, say)
	d.offered = offered
	if cmd.Name == command.Compare && len(d.scope.Roots) > 0 {
		return d.compared()
	}
	contents, _ := d.each(d.button, func(u roster.Unit) ([]chat.Content, error) { return verbs[cmd.Name].stand(d, u), nil })
	return contents
}

// newQuestion is the command of somebody with these memberships.
func newQuestion(s report.Overview, who []roster.Membership, cmd command.Command, say locale.Phrases) question {
	scope := report.Scope{Units: s.Units, Roots: roster.Places(s.Units, who, roster.Look), Contact: s.Contact, Say: say}
	return question{Overview: s.ToldTo(who), say: say, scope: scope, cmd: cmd}
}

// each answers about each of the units that the command means. Whatever lies
// outside gets the one refusal. Where several units have the name that was typed
// and one of them contains all the others (huyện Nga Sơn has a thị trấn Nga Sơn),
// it is meant and the others are offered below.
func (d question) each(offer func(roster.Unit, string) chat.Choice, about func(roster.Unit) ([]chat.Content, error)) ([]chat.Content, error) {
	var codes []string
	var also []roster.Unit
	switch {
	case len(d.scope.Roots) == 0:
		return one(d.say.Say("not_coordinator", "contact", d.Contact)), nil
	case d.cmd.Code != "":
		if !d.scope.Has(d.cmd.Code) {
			return d.scope.Refuse(), nil
		}
		codes = []string{d.cmd.Code}
	case d.cmd.Unit == "":
		codes = d.only(d.scope.Roots)
	default:
		meant := d.scope.Find(d.cmd.Unit, nil)
		u, ok := meant.One()
		if !ok {
			u, also, ok = d.Units.Head(meant.Units)
		}
		if ok {
			codes = []string{u.Code}
			break
		}
		if len(meant.Units) > 0 || meant.Outside || !d.cmd.Sentence {
			return d.scope.Unclear(d.cmd.Unit, meant, offer), nil
		}
		several, unclear := d.listed(offer)
		if len(several) == 0 {
			if unclear == nil {
				unclear = d.scope.Unclear(d.cmd.Unit, meant, offer)
			}
			return unclear, nil
		}
		for _, u := range several[:min(len(several), maxCompared)] {
			codes = append(codes, u.Code)
		}
	}
	var contents []chat.Content
	for _, code := range codes {
		u, _ := d.Units.Get(code)
		more, err := about(u)
		if err != nil {
			return nil, err
		}
		contents = append(contents, more...)
	}
	if note := d.aside(); note != "" && len(contents) > 0 {
		contents[0].Text = note + "\n\n" + contents[0].Text
		if d.cmd.Aside == command.Past {
			contents[0].Choices = append(contents[0].Choices, []chat.Choice{command.Command{Name: command.Journal, Code: codes[0]}.Choice(d.say.Say("button_journal"))})
		}
	}
	if none := d.noSuchLevel(); none != "" && len(contents) > 0 {
		contents[0].Text = none + "\n" + contents[0].Text
	}
	if last := len(contents) - 1; last >= 0 && len(also) > 0 {
		contents[last].Choices = append(contents[last].Choices, d.scope.Offer(also, offer)...)
	}
	return contents, nil
}

// aside says why an order was not carried out as it was said; "" if none was.
func (d question) aside() string {
	switch d.cmd.Aside {
	case command.Unless:
		return d.say.Say("aside_unless")
	case command.Past:
		return d.say.Say("aside_past")
	case command.Odd:
		var words []string
		for word := range strings.SplitSeq(d.cmd.Odd, ", ") {
			words = append(words, d.say.Quote(word))
		}
		return d.say.Say("aside_odd", "words", d.say.Join(words...))
	}
	return ""
}

// only is the one unit below that is of the type that was said, if its siblings are mostly
// of another: «thị trấn» in a district. Else it is the units themselves.
func (d question) only(codes []string) []string {
	if d.cmd.Name != command.Progress {
		return codes
	}
	var of []string
	for _, code := range codes {
		for _, u := range d.Units.Children(code) {
			if viet.Fold(u.Type) == viet.Fold(d.cmd.Level) {
				of = append(of, u.Code)
			}
		}
	}
	if len(of) != 1 {
		return codes
	}
	return of
}

// progress tells how many reports are in, and leads to those that are not.
func (d question) progress(u roster.Unit) []chat.Content {
	if c, own := d.ownState(u); own {
		return c
	}
	content := chat.Content{Text: report.Standing(d.Overview, u.Code, d.say), File: report.Chart(d.Overview, u.Code, d.say)}
	if d.Tally(u.Code).Missing() > 0 {
		content.Choices = [][]chat.Choice{{button(command.Missing, u, d.say.Say("button_missing_reports"))}}
	}
	content.Choices = append(content.Choices, d.drill(d.next(u.Code))...)
	return []chat.Content{content}
}

// missing names whose report is not in, with ways to remind them.
func (d question) missing(u roster.Unit) []chat.Content {
	if c, own := d.ownState(u); own {
		return c
	}
	counts := d.cmd.Part == command.OnlyCount
	d = d.leveled()
	if counts {
		return d.counted(u)
	}
	contents := report.MissingList(d.Overview, u.Code, d.say)
	last := &contents[len(contents)-1]
	if late := d.Late(u.Code); len(late) > 1 {
		last.Choices = d.drill(units(late))
	}
	if n := d.Tally(u.Code).Missing(); n > 0 && !d.above() {
		last.Choices = append([][]chat.Choice{{command.Button(command.RemindAll, u.Code, d.say.Say("remind_all_here", "n", n)),
			command.Button(command.Remind, "", d.say.Say("remind_pick"))}}, last.Choices...)
	}
	return contents
}

// ownState tells how the unit's own report stands, with what may be done about it; ok
// is false where the reports below are meant.
func (d question) ownState(u roster.Unit) (c []chat.Content, ok bool) {
	s := d.Overview
	if u.Level != s.Level {
		if !slices.Contains(s.Levels, u.Level) || !s.Units.Beside(u.Level) {
			return nil, false
		}
		s.SectionNumber = nil // that of another outline
	}
	return []chat.Content{{Text: report.UnitState(s, u.Code, d.scope.Roots, d.say), Choices: d.offered(u.Code)}}, true
}

// due tells when the unit's report is due.
func (d question) due(u roster.Unit) []chat.Content {
	return one(report.DueAll(d.Overview, u.Code, d.say))
}

// causes names whose report is not in for one reason.
func (d question) causes(u roster.Unit) []chat.Content {
	if d.cmd.Part == "" {
		return d.missing(u)
	}
	return report.ByCause(d.Overview, u.Code, causeOf(d.cmd.Part), d.say)
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

// card offers how a unit stands.
func (d question) card(u roster.Unit, label string) chat.Choice {
	return button(command.Progress, u, label)
}

// button offers the command for a unit.
func (d question) button(u roster.Unit, label string) chat.Choice {
	return button(d.cmd.Name, u, label)
}

func one(text string) []chat.Content { return []chat.Content{{Text: text}} }
