package oversight

import (
	"cmp"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// rows answers Models and Awards: the rows of lists by unit. The first shows
// what everybody may see, the second what is kept for those with the right;
// whoever lacks it is told how many there are.
func (r *reader) rows(u roster.Unit) ([]chat.Content, error) {
	levels := r.levels(u)
	if len(levels) == 0 {
		return one(r.say.Say("digest_none_expected", "unit", u.Full())), nil
	}
	if r.cmd.Name == command.Awards && r.lib.Outlines[u.Level] != nil && (levels[0] == u.Level || r.cmd.Part == command.OwnReport) {
		return r.awardsOf(u)
	}
	units := handedIn(r, u, levels[0])
	nouns := r.say.Join(r.lib.Outlines[levels[0]].Nouns(r.isRowList)...)
	switch {
	case nouns == "" && r.cmd.Name == command.Awards:
		return one(r.say.Say("rows_no_restricted", "unit", u.Label())), nil
	case nouns == "":
		return one(r.say.Say("rows_no_list", "unit", u.Label())), nil
	}
	g, err := r.gather(r.lib.Outlines[levels[0]], units, r.isRowList)
	if err != nil {
		return nil, err
	}
	lines, of, total := r.rowLines(u, g)
	title := r.say.Count("rows_models", total, "lists", viet.UpperFirst(nouns), "unit", u.Label(), "in", len(units))
	if r.named() != "" {
		title = r.say.Count("rows_named", len(of), "name", report.Echo(r.named()), "unit", u.Label(), "in", len(units), "rows", total)
	}
	if total == 0 {
		return one(title), nil
	}
	if r.named() != "" {
		r.cmd.Part = namedPart + viet.Clip{Most: 24, Kept: 24}.Of(viet.Fold(viet.Line(r.named())))
	}
	return r.list(u, title, lines, func(from, to int) [][]chat.Choice {
		var choices []chat.Choice
		seen := map[string]bool{}
		for _, t := range of[from:to] {
			if seen[t.unit.Code] {
				continue
			}
			seen[t.unit.Code] = true
			c := command.Command{Name: command.View, Code: t.unit.Code, Part: t.code}
			if r.cmd.Name == command.Awards {
				c = command.Command{Name: command.Awards, Code: t.unit.Code}
				if !r.sees(t.unit.Code, roster.ViewersRight) {
					continue
				}
			}
			choices = append(choices, c.Choice(t.unit.Label()))
		}
		return pairs(choices)
	}), nil
}

// isRowList reports whether the question is a list of the kind that is asked for.
func (r *reader) isRowList(q *form.Question) bool {
	return q.IsGroup() && (q.VisibleTo != "") == (r.cmd.Name == command.Awards)
}

// namedPart stands in a part before the name of the rows that are asked for.
const namedPart = "ten:"

// named is the name of the rows that are asked for; "" for all.
func (r *reader) named() string {
	if name, ok := strings.CutPrefix(r.cmd.Part, namedPart); ok {
		return name
	}
	return r.cmd.Words
}

// isNamed reports whether a row is among those that are asked for: its name has all words,
// in their order. Words without marks are compared without.
func (r *reader) isNamed(name string) bool {
	wanted := viet.Line(r.named())
	if viet.Fold(wanted) == strings.ToLower(wanted) {
		return strings.Contains(" "+viet.Fold(name)+" ", viet.Fold(wanted))
	}
	return strings.Contains(viet.ToneKey(name), viet.ToneKey(wanted))
}

// rowOf is the unit of a line and the list that its rows are of.
type rowOf struct {
	unit roster.Unit
	code string
}

// rowLines are a line for each unit and list: how many rows, and their names.
func (r *reader) rowLines(head roster.Unit, g *answers.Gathering) (lines []string, of []rowOf, total int) {
	for _, t := range g.Tallies() {
		if t.Barred {
			total += t.Rows
			lines = append(lines, r.say.Count("rows_barred", t.Rows, "noun", t.Question.Rows.Noun, "given", t.Given))
			of = append(of, rowOf{})
			continue
		}
		for i := 0; i < len(t.All); {
			j := i
			var names []string
			for ; j < len(t.All) && t.All[j].Unit == t.All[i].Unit; j++ {
				if r.isNamed(t.All[j].Name) {
					names = append(names, cmp.Or(label(t.All[j].Name, 60), "…"))
				}
			}
			if total += len(names); len(names) == 0 {
				i = j
				continue
			}
			u, _ := r.Units.Get(t.All[i].Unit)
			lines = append(lines, r.say.Say("rows_line", "unit", r.located(u, head), "n", len(names), "names", label(strings.Join(names, "; "), 500)))
			of = append(of, rowOf{u, t.Question.Code})
			i = j
		}
	}
	return lines, of, total
}

// awardsOf shows one unit's rows in full, to those with the right.
func (r *reader) awardsOf(u roster.Unit) ([]chat.Content, error) {
	lists := r.say.Join(r.lib.Outlines[u.Level].Nouns(r.isRowList)...)
	if !r.sees(u.Code, roster.ViewersRight) {
		return one(r.say.Say("rows_no_right", "lists", lists, "contact", r.Contact)), nil
	}
	p, err := r.lib.Open(u.Code)
	if err != nil {
		return nil, err
	}
	if p.Draft == nil || !r.Status[u.Code].State.In() {
		return one(r.say.Say("rows_not_in", "unit", r.scope.Place(u), "lists", lists)), nil
	}
	v := r.paperView(u, p)
	v.Only = roster.ViewersRight
	n := min(max(r.cmd.Page, 1), v.Pages())
	return []chat.Content{{Text: v.Page(n - 1), Choices: r.turnPages(u, "", n, v.Pages())}}, nil
}

// gather reads the reports of units once.
func (r *reader) gather(o *form.Outline, units []roster.Unit, wanted func(*form.Question) bool) (*answers.Gathering, error) {
	g := answers.Gather(o, wanted, r.sees)
	for _, u := range units {
		p, err := r.lib.Open(u.Code)
		if err != nil {
			return nil, err
		}
		if p.Draft != nil {
			g.Add(u.Code, p.Outline, p.Draft)
		}
	}
	return g, nil
}

// gathered reads the reports of units once and hands on each answer that the person may
// see, with its report.
func (r *reader) gathered(o *form.Outline, units []roster.Unit, wanted func(*form.Question) bool, each func(Paper, *form.Tally, form.Told)) error {
	for _, u := range units {
		p, err := r.lib.Open(u.Code)
		if err != nil || p.Draft == nil {
			if err != nil {
				return err
			}
			continue
		}
		g := answers.Gather(o, wanted, r.sees)
		g.Add(u.Code, p.Outline, p.Draft)
		for _, t := range g.Tallies() {
			for _, a := range t.All {
				each(p, t, a)
			}
		}
	}
	return nil
}
