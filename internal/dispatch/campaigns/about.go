package campaigns

import (
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// PartOf is the section or the question of the unit's outline that words mean; "" if they
// mean none, so that the whole report is.
func (c *Campaign) PartOf(u roster.Unit, words string) string {
	o := c.Outlines[u.Level]
	if o == nil || words == "" {
		return ""
	}
	if section, ok := o.SectionTyped(words); ok {
		return section
	}
	code, _ := o.Find(words)
	return code
}

// AboutReport names a unit's report, or the section or the question of it that is meant.
func (c *Campaign) AboutReport(unit, part string, say locale.Phrases) string {
	u, _ := c.Units.Get(unit)
	o := c.Outlines[u.Level].In(say.Tag())
	if o == nil || part == "" {
		return say.Say("of_report", "unit", u.Label())
	}
	if label := o.LabelOf(part, c.AboutUnit(u, say).Words); label != "" {
		return say.Say("of_report_question", "unit", u.Label(), "code", part, "label", label)
	}
	for _, s := range o.Sections {
		if s.Code == part {
			return say.Say("of_report_section", "unit", u.Label(), "code", part, "title", s.Title)
		}
	}
	return say.Say("of_report", "unit", u.Label())
}
