package campaigns

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// longestFile is the largest file, in bytes, that fits a transaction together with the
// rest of the message, written as JSON.
const longestFile = 600 << 10

// Fitting puts a sentence in the place of each content whose file is too long.
func (c *Campaign) Fitting(contents []chat.Content, say locale.Phrases) []chat.Content {
	for i, content := range contents {
		if content.File != nil && len(content.File.Data) > longestFile {
			contents[i] = c.TooLong(say)
		}
	}
	return contents
}

// TooLong says that a file is too long to be sent, and whom to ask.
func (c *Campaign) TooLong(say locale.Phrases) chat.Content {
	return chat.Content{Text: say.Say("view_file_too_long", "contact", c.In(say).Contact)}
}

// KindBelow is what most units are that report below a unit: «xã», «tổ dân phố». Examples of
// what can be asked speak of them, so it is a word that sentences know, or «đơn vị».
func (c *Campaign) KindBelow(unit string, say locale.Phrases) string {
	var units []roster.Unit
	for _, u := range c.Units.Below(unit) {
		if c.Outlines[u.Level] != nil {
			units = append(units, u)
		}
	}
	if own, ok := c.Units.Get(unit); ok && len(units) == 0 {
		units = append(units, own)
	}
	kind := report.Noun(units)
	if kind == "" || strings.Contains(kind, ",") { // «sở, ban, ngành» is no word
		return say.Say("kind_any")
	}
	return kind
}

// LongestWords is more letters than any command of a unit's own takes.
const LongestWords = 40

// Beginning is what is repeated of what was typed.
var Beginning = viet.Clip{Most: LongestWords, Kept: LongestWords, Spaced: true}
