package oversight

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// lateOnly narrows what is worth a look to what came late.
const lateOnly = "muon"

// A worth is one unit with what is worth a look at it.
type worth struct {
	unit  roster.Unit
	lines []string
	// points marks that there are kept warnings, whose words are read for the
	// page that is shown only.
	points bool
}

// look answers «cần xem»: late and changed reports, warnings that were kept, figures far
// from the neighbours', texts that a figure denies, totals that are not the sum of their
// parts.
func (r *reader) look(u roster.Unit) ([]chat.Content, error) {
	late, worths, err := r.worths(u)
	if err != nil {
		return nil, err
	}
	switch {
	case len(worths) == 0 && r.cmd.Part == lateOnly:
		return one(r.say.Say("attention_none_late", "unit", u.Full())), nil
	case len(worths) == 0:
		return one(r.say.Say("attention_none", "unit", u.Full())), nil
	}
	pages := (len(worths) + worthsPerPage - 1) / worthsPerPage
	title := r.say.Count("attention_title", len(worths), "unit", u.Label())
	if r.cmd.Part == lateOnly {
		title = r.say.Count("attention_title_late", late, "unit", u.Label())
	}
	title, n := r.numbered(title, pages)
	lines := []string{title}
	var choices []chat.Choice
	for _, w := range worths[(n-1)*worthsPerPage : min(len(worths), n*worthsPerPage)] {
		if w.points {
			kept, err := r.points(w.unit)
			if err != nil {
				return nil, err
			}
			w.lines = append(w.lines, kept...)
		}
		if r.cmd.Part == lateOnly {
			lines = append(lines, "- "+r.located(w.unit, u)+": "+strings.Join(w.lines, "; "))
		} else {
			lines = append(lines, "", r.located(w.unit, u)+":", "- "+strings.Join(w.lines, "\n- "))
		}
		choices = append(choices, command.Command{Name: command.View, Code: w.unit.Code, Part: r.ownPart(w.unit)}.Choice(w.unit.Label()))
	}
	c := chat.Content{Text: strings.Join(lines, "\n"), Choices: pairs(choices)}
	c.Choices = append(c.Choices, r.turnPages(u, r.cmd.Part, n, pages)...)
	return []chat.Content{c}, nil
}

// ownPart leads to the report of a unit that also has units below it.
func (r *reader) ownPart(u roster.Unit) string {
	if levels := r.levels(u); len(levels) > 0 && levels[0] != u.Level {
		return command.OwnReport
	}
	return ""
}

// worthsPerPage keeps a page on a phone, and the reports few that are read for
// it.
const worthsPerPage = 8

// worths goes through the reports at and below the unit that are in.
func (r *reader) worths(u roster.Unit) (late int, out []worth, err error) {
	far := map[string][]report.Outlier{}
	if r.cmd.Part != lateOnly {
		for _, o := range r.Outliers(u.Code) {
			far[o.Unit.Code] = append(far[o.Unit.Code], o)
		}
	}
	doubting := r.doubting()
	units := append([]roster.Unit{u}, r.Units.Below(u.Code)...)
	for _, b := range units {
		s := r.Status[b.Code]
		if r.lib.Outlines[b.Level] == nil || !s.State.In() {
			continue
		}
		w := worth{unit: b}
		if d := report.Delay(r.Overview, b.Code, r.say); d != "" {
			late++
			w.lines = append(w.lines, d)
		}
		if r.cmd.Part != lateOnly {
			if s.Revision > 1 {
				w.lines = append(w.lines, r.say.Say("attention_revised", "n", s.Revision, "day", r.say.ShortDay(s.Submitted, s.Submitted)))
			}
			for _, o := range far[b.Code] {
				w.lines = append(w.lines, r.far(o.Label, o.Value, o.Usual))
			}
			for _, points := range []func(roster.Unit) ([]string, error){doubting.of, r.apart} {
				lines, err := points(b)
				if err != nil {
					return 0, nil, err
				}
				w.lines = append(w.lines, lines...)
			}
			w.points = s.Warnings > 0
		}
		if len(w.lines) > 0 || w.points {
			out = append(out, w)
		}
	}
	return late, out, nil
}

// far asks about a figure that is far from the neighbours'.
func (r *reader) far(label string, value, usual float64) string {
	return r.say.Say("attention_outlier", "label", label, "value", r.say.Amount(value), "usual", r.say.Amount(usual))
}

// apart are the unit's totals that are not what its parts add up to now.
func (r *reader) apart(u roster.Unit) (lines []string, err error) {
	if r.lib.Below == nil || !r.lib.Outlines[u.Level].UsesBelow() {
		return nil, nil
	}
	p, err := r.lib.Open(u.Code)
	if err != nil || p.Draft == nil || !p.Outline.UsesBelow() {
		return nil, err
	}
	all := p.Draft.Apart(p.Outline, r.lib.Below(u.Code), p.Words)
	for _, a := range all[:min(len(all), maxApart)] {
		lines = append(lines, r.say.Say("attention_apart", "code", a.Code, "label", label(a.Label, 60), "says", r.say.Amount(a.Says), "now", r.say.Amount(a.Now)))
	}
	if more := len(all) - maxApart; more > 0 {
		lines = append(lines, r.say.Count("attention_apart_more", more))
	}
	return lines, nil
}

// maxApart is how many totals of one unit are told.
const maxApart = 4

// points are the warnings that the unit's officers kept.
func (r *reader) points(u roster.Unit) ([]string, error) {
	p, err := r.lib.Open(u.Code)
	if err != nil || p.Draft == nil {
		return nil, err
	}
	f := front{r, u, p, r.paperView(u, p)}
	lines := f.shown(f.keptBlock(), maxKept)
	if len(lines) == 0 { // about what the person may not see
		return []string{r.say.Count("read_kept", r.Status[u.Code].Warnings)}, nil
	}
	return []string{strings.Join(lines, "\n  ")}, nil
}
