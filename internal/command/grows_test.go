package command_test

import (
	"testing"
	"time"

	"giaoban/internal/command"
	"giaoban/internal/effort/efforttest"
)

// TestGrows: whoever types it, no message holds up the reader of commands, as short as
// sentences are and as long as the platform lets one be.
func TestGrows(t *testing.T) {
	r, units := reader(t), province(t)
	now := time.Date(2016, 7, 4, 8, 0, 0, 0, time.UTC)
	deed := command.Deed{Name: "submit", Count: 3, Undoable: true}
	readers := map[string]func(text string){
		"officer": func(text string) {
			c, _ := r.Parse(text, command.Sender{May: officer, Units: units, Now: now})
			c.Heard.Consent(deed)
			c.Heard.Guess()
			c.Heard.End(command.Rows{})
			c.Heard.Denies(deed)
			c.Heard.When()
			c.Heard.Talks(command.Subject{})
		},
		"head": func(text string) {
			c, _ := r.Parse(text, command.Sender{May: head, Units: units, Lists: listsOf(t, units, "vi"), Here: "16144", Now: now})
			c.Heard.Nearest()
			c.Heard.Wonders()
			c.Heard.Remarks()
		},
	}
	efforttest.Grows(t, efforttest.Greatest, 100, readers, efforttest.Messages())
}
