package oversight

import (
	"maps"
	"time"

	"giaoban/internal/command"
	"giaoban/internal/content"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// doubting looks in reports for texts that a figure beside them denies. What it finds is
// asked, and is no verdict.
type doubting struct {
	*reader
	finders map[*form.Outline]*content.Finder
}

func (r *reader) doubting() doubting { return doubting{r, map[*form.Outline]*content.Finder{}} }

// finder looks for the claims of an outline; there is one for many reports.
func (d doubting) finder(o *form.Outline) *content.Finder {
	f := d.finders[o]
	if f == nil {
		claims := make([]content.Theme, len(o.Contradictions))
		for i := range o.Contradictions {
			claims[i] = o.Contradictions[i].Claim()
		}
		f = content.NewFinder(claims)
		d.finders[o] = f
	}
	return f
}

// claimLetters is how much of the sentence stands beside what is asked about it.
const claimLetters = 110

// of are the questions to ask about one unit's report, each once.
func (d doubting) of(u roster.Unit) (lines []string, err error) {
	o := d.lib.Outlines[u.Level]
	if len(o.Contradictions) == 0 {
		return nil, nil
	}
	asked := map[string]bool{}
	wanted := func(q *form.Question) bool { return q.IsText() && q.Group() == nil }
	err = d.gathered(o, []roster.Unit{u}, wanted, func(p Paper, t *form.Tally, a form.Told) {
		was := p.Outline.ByName[t.Question.Name]
		if !t.Question.IsText() || a.Text.None {
			return
		}
		text := viet.JoinPieces(p.Texts(form.Place{Code: was.Code}))
		for _, claim := range d.finder(p.Outline).Find(text) {
			c := &p.Outline.Contradictions[claim.Theme]
			if asked[c.Name] || !c.Looks(was) || !d.denied(u, p, c, claim.Number) {
				continue
			}
			asked[c.Name] = true
			lines = append(lines, d.say.Say("content_doubt", "code", was.Code, "ask", d.fill(p, c, claim.Number), "text", label(viet.UpperFirst(claim.Sentence), claimLetters)))
		}
	})
	return lines, err
}

// all are what to ask about one unit's report: texts that a figure denies, totals that are
// not the sum of their parts, figures far from the neighbours'.
func (d doubting) all(u roster.Unit) ([]string, error) {
	lines, err := d.of(u)
	if err != nil {
		return nil, err
	}
	apart, err := d.apart(u)
	lines = append(lines, apart...)
	if up, ok := d.Units.Parent(u.Code); ok && d.scope.Has(up.Code) {
		for _, o := range d.Outliers(up.Code) {
			if o.Unit.Code == u.Code {
				lines = append(lines, d.far(o.Label, o.Value, o.Usual))
			}
		}
	}
	return lines, err
}

// Doubts counts for each of the units what to ask about its report, as its front page says.
func Doubts(s report.Overview, lib Library, who []roster.Membership, units []roster.Unit, say locale.Phrases) (map[string]int, error) {
	d := (&reader{question: newQuestion(s, who, command.Command{}, say), lib: lib, who: who}).doubting()
	doubts := map[string]int{}
	for _, u := range units {
		lines, err := d.all(u)
		if err != nil {
			return nil, err
		}
		doubts[u.Code] = len(lines)
	}
	return doubts, nil
}

// denied reports whether the claim cannot be true beside what the report says, as far as
// the person may see it.
func (d doubting) denied(u roster.Unit, p Paper, c *form.Contradiction, number string) bool {
	for _, e := range c.Expressions() {
		for _, v := range e.Vars {
			if v.Q != nil && v.Q.Bars(true, func(right string) bool { return d.sees(u.Code, right) }) {
				return false
			}
		}
	}
	return c.Denied(number, func(e *form.Expression) (any, bool) { return p.Draft.EvalOn(e, nil, d.today()) })
}

func (d doubting) today() string { return d.Now.In(d.Zone).Format(time.DateOnly) }

// fill puts the figures into what is asked.
func (d doubting) fill(p Paper, c *form.Contradiction, number string) string {
	words := maps.Clone(p.Words)
	if words == nil {
		words = form.Words{}
	}
	words["n"] = number
	for name, e := range c.ValueExpressions {
		if v, known := p.Draft.EvalOn(e, nil, d.today()); known {
			words[name] = d.say.Amount(form.Number(v))
		}
	}
	return form.Fill(c.Ask, words)
}
