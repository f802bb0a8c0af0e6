package conversation

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
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
	b, ok := button.Parse(flat[i].Data)
	if ok {
		t.pressButton(b)
	}
	return ok
}
