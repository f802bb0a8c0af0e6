package campaigns

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/store"
)

// Phase is how the campaign stands now.
func (d *Campaign) Phase() store.Phase {
	if p := d.Current.Load(); p != nil {
		return *p
	}
	return store.Phase{}
}

// Rests tells whether nothing falls due by the calendar.
func (d *Campaign) Rests() bool {
	p := d.Phase()
	return p.Closed || p.Wiping
}

// onTrial marks everything that is said during a rehearsal.
func (d *Campaign) onTrial(c chat.Content) chat.Content {
	if !d.Phase().Trial {
		return c
	}
	say := d.Phrases("")
	c.Text = strings.TrimRight(say.Say("trial_mark")+"\n"+c.Text, "\n")
	if c.File != nil && len(c.File.Data) > 0 {
		file := *c.File
		file.Name = say.Say("trial_file") + file.Name
		c.File = &file
	}
	return c
}

// ClosedSentence says that nothing is taken any more, and whom to call; "" while
// it is.
func (d *Campaign) ClosedSentence(say locale.Phrases) string {
	p := d.Phase()
	if !p.Closed {
		return ""
	}
	return strings.TrimSpace(say.Say("closed", "campaign", d.Plan.Short(), "date", say.Day(p.Since), "contact", d.Contact()))
}
