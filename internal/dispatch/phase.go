package dispatch

import (
	"context"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/store"
)

// A campaign as a whole is taken for real, in rehearsal, or closed. That is kept
// in the store and, as every message needs it, in memory: who changes it while
// the program runs is the program.

// phaseNow is how the campaign stands now.
func (d *drive) phaseNow() store.Phase {
	if p := d.phase.Load(); p != nil {
		return *p
	}
	return store.Phase{}
}

// rests tells whether nothing falls due by the calendar.
func (d *drive) rests() bool {
	p := d.phaseNow()
	return p.Closed || p.Wiping
}

// loadPhase reads how the campaign stands, and goes on with a wipe that was cut
// off.
func (d *drive) loadPhase(ctx context.Context) error {
	var p store.Phase
	err := d.set.KV.View(ctx, func(r store.Reader) (err error) {
		p, err = store.GetPhase(r, d.name())
		return err
	})
	if err != nil {
		return err
	}
	d.phase.Store(&p)
	if p.Wiping {
		return d.wipe(ctx)
	}
	return nil
}

// onTrial marks everything that is said during a rehearsal. What was marked
// before it waited is not marked twice.
func (d *drive) onTrial(c chat.Content) chat.Content {
	if !d.phaseNow().Trial {
		return c
	}
	mark := d.phrases("").Say("trial_mark")
	if !strings.HasPrefix(c.Text, mark) {
		c.Text = strings.TrimRight(mark+"\n"+c.Text, "\n")
	}
	if prefix := d.phrases("").Say("trial_file"); c.File != nil && len(c.File.Data) > 0 && !strings.HasPrefix(c.File.Name, prefix) {
		file := *c.File
		file.Name = prefix + file.Name
		c.File = &file
	}
	return c
}

// closedSentence says that nothing is taken any more, and whom to call; "" while
// it is.
func (d *drive) closedSentence(say locale.Phrases) string {
	p := d.phaseNow()
	if !p.Closed {
		return ""
	}
	return strings.TrimSpace(say.Say("closed", "campaign", d.Plan.Short(), "date", date(d.local(p.Since)), "contact", d.contact()))
}

// refusedAsClosed says so to who wants to change something.
func (v *visit) refusedAsClosed() bool {
	text := v.d.closedSentence(v.say)
	if text == "" {
		return false
	}
	v.tell(chat.Content{Text: text})
	return true
}

// wiping asks to come back soon while a rehearsal is wiped: what is written now
// could be half gone.
func (v *visit) wiping() bool {
	if !v.d.phaseNow().Wiping {
		return false
	}
	v.tell(chat.Content{Text: v.say.Say("trial_wiping")})
	return true
}
