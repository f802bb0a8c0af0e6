package officer

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/viet"
)

// Language changes the language in which the person is spoken to and read, or offers those
// of the campaign. The words are what a language is called in any of them, or its tag.
func (h Handler) Language(words string) error {
	tags := h.Campaign.Plan.Languages
	if len(tags) < 2 {
		return h.Tell(h.Say.Say("language_only", "language", h.Say.Say("language_name")))
	}
	said := viet.Fold(strings.Trim(viet.Line(words), " .!"))
	for _, tag := range tags {
		say := h.Campaign.Phrases(tag)
		if said == tag || said != "" && slices.Contains(command.Listed(say.Say("language_words")), said) {
			return h.speak(tag)
		}
	}
	var row []chat.Choice
	for _, tag := range tags {
		row = append(row, session.UnitButton(session.ActLanguage, "", h.Campaign.Phrases(tag).Say("language_name"), tag))
	}
	return h.Tell(h.Say.Say("language_ask", "language", h.Say.Say("language_name")), row)
}

// speak changes the language and says so in it.
func (h Handler) speak(tag string) error {
	if h.Person.Language = tag; tag == h.Campaign.Plan.Language {
		h.Person.Language = ""
	}
	h.Changed = true
	h.In(h.Campaign)
	if h.Context == nil {
		return h.Tell(h.Say.Say("language_set"))
	}
	return h.Tell(h.Say.Say("language_set"), []chat.Choice{campaigns.StartButton(h.Context.ID, h.Say)})
}

// languages says, in each other language of the campaign, how it is chosen; "" where there
// is but one.
func (h Handler) languages() string {
	var lines []string
	for _, tag := range h.Campaign.Plan.Languages {
		if say := h.Campaign.Phrases(tag); say.Tag() != h.Say.Tag() {
			lines = append(lines, "\n"+say.Say("language_offer"))
		}
	}
	return strings.Join(lines, "")
}
