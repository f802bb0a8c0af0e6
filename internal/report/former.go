package report

import (
	"strings"

	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// Former are the units of a level, at or below one, that ended and whose reports are in and count beside what is reported
// now: those counted apart always, those counted with the unit that took their place until that has reported itself.
func (s Overview) Former(under string, level int) (out []roster.Unit) {
	for _, u := range s.Units.Formers(under) {
		if u.Level == level && s.counts(u.Code) {
			out = append(out, u)
		}
	}
	return out
}

// counts reports whether what a unit that ended reported is among what is added up.
func (s Overview) counts(former string) bool {
	f, ended := s.Units.Ended(former)
	return ended && s.Status[former].State.In() && (f.At == "" || !s.Status[f.At].State.In())
}

// withFormer adds those that ended to units below one.
func (s Overview) withFormer(units []roster.Unit, under string) []roster.Unit {
	former := s.Former(under, s.Level)
	if len(former) == 0 {
		return units
	}
	return append(units[:len(units):len(units)], former...)
}

// formerLine says how many of the reports that are added up are of units that ended; "" if none is.
func (s Overview) formerLine(under string, say locale.Phrases) string {
	if n := len(s.Former(under, s.Level)); n > 0 {
		return say.Count("figures_former", n)
	}
	return ""
}

// FormerLine says what became of a unit that ended, and whether its report is counted; "" of one that is there.
func (s Overview) FormerLine(unit string, say locale.Phrases) string {
	f, ended := s.Units.Ended(unit)
	if !ended {
		return ""
	}
	var into []string
	for _, code := range f.Into {
		u, _ := s.Units.Get(code)
		into = append(into, u.Label())
	}
	lines := []string{say.Say("former_closed", "day", say.StoredDay(f.Day))}
	if len(into) > 0 {
		lines[0] = say.Say("former_into", "day", say.StoredDay(f.Day), "into", say.Join(into...))
	}
	switch at, _ := s.Units.Get(f.At); {
	case !s.Status[unit].State.In():
		lines = append(lines, say.Say("former_not_in"))
	case s.counts(unit) && f.At != "":
		lines = append(lines, say.Say("former_counts_until", "unit", at.Label()))
	case s.counts(unit):
		lines = append(lines, say.Say("former_counts"))
	default:
		lines = append(lines, say.Say("former_replaced", "unit", at.Label()))
	}
	return strings.Join(lines, " ")
}
