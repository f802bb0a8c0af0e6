package operation

import (
	"strconv"
	"strings"

	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/viet"
)

// askTimed is which of the orders in a list that wait for their hour is cancelled.
const askTimed = "timed"

// ListedTimed is the state of a chat that was shown a person's orders that wait for their hour.
func ListedTimed(id string, notices []string) *State {
	return &State{ID: id, Name: command.Timed, Asked: askTimed, Codes: notices}
}

// CancelsTimed tells what words are to that list: the order that they cancel, or that they leave all as they are. Of several a yes
// names none.
func (s *State) CancelsTimed(heard *command.Heard, say locale.Phrases) (notice string, leaves bool) {
	line := strings.Trim(viet.Fold(say.Tongue().Polite(viet.Line(heard.Text()))), " .!")
	for i, name := range s.Codes {
		if n := strconv.Itoa(i + 1); line == n || line == viet.Fold(say.Say("timed_cancel", "i", n)) {
			return name, false
		}
	}
	consent := heard.Consent(command.Deed{Name: "send", Undoable: true})
	if consent == command.Yes && len(s.Codes) == 1 {
		return s.Codes[0], false
	}
	return "", consent == command.No
}
