package operation

import (
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/report"
)

// whomToTell offers the levels to which can be announced.
func (e *Engine) whomToTell() []chat.Content {
	e.State.Asked = askUnits
	var rows [][]chat.Choice
	for _, level := range e.levels(false) {
		units := e.atLevel("", level)
		rows = append(rows, []chat.Choice{e.button("all", strconv.Itoa(level), e.Say.Say("announce_all", "target", strconv.Itoa(len(units))+" "+report.Noun(units)))})
	}
	return []chat.Content{{Text: e.Say.Say("announce_whom"), Choices: rows}}
}

// announcement asks for the words.
func (e *Engine) announcement() []chat.Content {
	units := e.targets()
	switch {
	case len(units) == 0:
		return e.over(e.Say.Say("operation_nobody_below"))
	case e.State.Words != "":
		return nil
	}
	e.State.Asked = askWords
	return one(e.Say.Say("announce_words", "target", e.together(units)))
}

// previewAnnounce says who would get it and what.
func (e *Engine) previewAnnounce() []chat.Content {
	units := e.targets()
	people := 0
	for _, u := range units {
		for _, m := range e.people(u.Code) {
			if !m.Blocked {
				people++
			}
		}
	}
	unheard := e.unheard(units)
	if people == 0 {
		return e.over(e.nobody(unheard))
	}
	lines := []string{e.Say.Say("announce_will", "target", e.together(units), "n", people)}
	if len(unheard) > 0 {
		lines = append(lines, e.nobody(unheard))
	}
	lines = append(lines, e.content(e.Say.Word(Announcement(e.Office(e.from(units[0].Code)), e.State.Words)))...)
	return e.confirm(lines, e.button("say", "", e.Say.Say("announce_change")))
}

// Announcement is what people are told: somebody's own words, and whose they are.
func Announcement(office, words string) locale.Phrase {
	return locale.Later("announce_text", "office", office, "words", strings.TrimSpace(words))
}
