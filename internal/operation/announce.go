package operation

import (
	"cmp"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// An announcement is a coordinator's own words to units.
type announcement struct{ *Engine }

// which offers the levels to which can be announced.
func (a announcement) which() []chat.Content {
	a.State.Asked = askUnits
	var most []roster.Unit
	rows := selection(a).offerAll(false, func(units []roster.Unit) string {
		if len(units) > len(most) {
			most = units
		}
		return a.Say.Say("announce_all", "target", counted(units, a.Say))
	})
	return []chat.Content{{Text: a.Say.Say("announce_whom", "kind", cmp.Or(report.Noun(most), a.Say.Say("kind_any"))), Choices: rows}}
}

// words asks for the words.
func (a announcement) words() []chat.Content {
	units := a.targets()
	switch {
	case len(units) == 0:
		return a.over(a.Say.Say("operation_nobody_below"))
	case a.State.Words != "":
		return nil
	}
	a.State.Asked = askWords
	return one(a.Say.Say("announce_words", "target", a.together(units)))
}

// preview says who would get it and what.
func (a announcement) preview() []chat.Content {
	units := a.targets()
	people := 0
	for _, u := range units {
		for _, m := range a.people(u.Code) {
			if !m.Blocked {
				people++
			}
		}
	}
	unheard := a.unheard(units)
	if people == 0 {
		return a.vain("announce_in_vain", unheard)
	}
	pages, names := a.names(units)
	lines := []string{a.Say.Say("announce_will", "target", a.together(units), "n", people)}
	lines = append(lines, waiting(a).lines("announce_at_hour")...)
	if len(units) > mostTogether {
		lines = append(lines, a.Say.Say("decision_these", "units", names))
	}
	switch n := len(unheard); {
	case n > mostTogether && len(units) > mostTogether: // they are named among all
		lines = append(lines, a.Say.Say("operation_unheard_n", "n", n))
	case n > 0:
		lines = append(lines, a.nobody(unheard))
	}
	lines = append(lines, a.content(a.Say.Word(Announcement(a.Office(a.from(units[0].Code)), a.State.Words)))...)
	return append(pages, a.confirm(lines, a.button("say", "", a.Say.Say("announce_change")))...)
}

// Announcement is what people are told: somebody's own words, and whose they are.
func Announcement(office, words string) locale.Phrase {
	return locale.Later("announce_text", "office", office, "words", strings.TrimSpace(words))
}
