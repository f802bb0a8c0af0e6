package command

import (
	"slices"
	"strings"
)

// Who works at a report asks for its earlier periods in words too: «xem báo cáo tuần trước», «tuần 45 đã nộp chưa», «sửa số liệu
// tháng trước». What stands around the period is a word of these lists or it is none, for most of what they type is answers.

// What somebody wants of their unit's report of another period; without a part to see it.
const (
	EarlierDo   = "lam" // of Earlier: to fill it in, to submit it
	EarlierMend = "sua" // of Earlier: to correct it
	EarlierOnly = "ky"  // of Earlier: nothing was said but the period
)

// ofOwnPeriod reads a line of an officer in which another period is named. c is what the line is without looking for one, ok whether it
// is anything.
func (r *Reader) ofOwnPeriod(text string, who Sender, c Command, ok bool) (Command, bool) {
	if who.May&(Officers|Reporters) == 0 || len(text) > longest || ok && (c.Slash || c.Period.Asked()) {
		return c, ok
	}
	p, rest := r.periodIn(strings.Fields(text), who)
	if !p.Asked() || p.Every == "" && p.Back == 0 {
		return c, ok
	}
	asked, found := r.wantsEarlier(rest, p, who)
	if !found {
		return c, ok
	}
	asked.Period, asked.Heard = p, c.Heard
	if who.Bare != nil && !who.Bare(asked) {
		return c, ok
	}
	return asked, true
}

// byOwnWords is what a coordinator asks of a period in the words of those who report in it: to see how it stands, or to have
// something opened again.
func (r *Reader) byOwnWords(words []string, p Period, who Sender) (Command, bool) {
	switch c, found := r.wantsEarlier(words, p, who); {
	case !found:
		return Command{}, false
	case c.Part == EarlierMend:
		return Command{Name: Reopen, Sentence: true}, true
	}
	return Command{Name: Progress, Sentence: true}, true
}

// wantsEarlier is what the words around a period want of its report; found is false if they say anything else.
func (r *Reader) wantsEarlier(words []string, p Period, who Sender) (c Command, found bool) {
	c = Command{Name: Earlier, Sentence: true}
	if len(words) == 0 {
		c.Part = EarlierOnly
		return c, true
	}
	c.InText = r.lists("period_asked_own_shows", plain(words[0]))
	asks, figure := false, []string(nil)
	for _, w := range words {
		w = plain(w)
		switch {
		case r.lists("period_asked_own_asks", w):
			asks = true
		case w == "" || r.aroundPeriod([]string{w}, p) || r.lists("period_asked_own_around", w):
		case r.lists("period_asked_own_mend", w):
			c.Part = EarlierMend
		case r.lists("period_asked_own_do", w):
			if c.Part == "" {
				c.Part = EarlierDo
			}
		default:
			figure = append(figure, w)
		}
	}
	if len(figure) > 0 && (!asks || who.Figures == nil || who.Figures.Named(strings.Join(figure, " ")) < 2) {
		return Command{}, false
	}
	if asks { // «tuần trước nộp chưa»
		c.Part = ""
	}
	return c, slices.ContainsFunc(words, func(w string) bool { return plain(w) != "" })
}
