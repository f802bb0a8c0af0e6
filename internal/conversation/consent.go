package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/viet"
)

// consents is what the typed words are to something that waits.
func (t *Facts) consents(d command.Deed) command.Consent { return t.Command.Heard.Consent(d) }

// confirms takes the words of one of the buttons, of which the first does what waits
// and the second does not, or a whole yes or no.
func (t *Turn) confirms(d command.Deed, buttons [][]chat.Choice) bool {
	flat := slices.Concat(buttons...)
	i := 0
	switch t.consents(d) {
	case command.Yes:
	case command.No:
		i = 1
	default:
		return t.matchesLabel(buttons)
	}
	b, ok := ParseButton(flat[i].Data)
	if ok {
		t.pressButton(b)
	}
	return ok
}

// isLabel reports whether words are a label: if they carry marks, with the same.
func isLabel(words, label string) bool {
	words = strings.TrimRight(viet.Line(words), " .!")
	if viet.Fold(words) != strings.ToLower(words) {
		return viet.ToneKey(words) == viet.ToneKey(label)
	}
	return viet.Fold(words) == viet.Fold(label)
}
