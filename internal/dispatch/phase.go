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

// Phase is how the campaign stands now.
func (d *Campaign) Phase() store.Phase {
	if p := d.current.Load(); p != nil {
		return *p
	}
	return store.Phase{}
}

// Rests tells whether nothing falls due by the calendar.
func (d *Campaign) Rests() bool {
	p := d.Phase()
	return p.Closed || p.Wiping
}

// loadPhase reads how the campaign stands, and goes on with a wipe that was cut
// off.
func loadPhase(ctx context.Context, d *Campaign) error {
	var p store.Phase
	err := d.Set.KV.View(ctx, func(r store.Reader) (err error) {
		p, err = store.GetPhase(r, d.name())
		return err
	})
	if err != nil {
		return err
	}
	d.current.Store(&p)
	if p.Wiping {
		return wipe(ctx, d)
	}
	return nil
}

// onTrial marks everything that is said during a rehearsal. What was marked
// before it waited is not marked twice.
func (d *Campaign) onTrial(c chat.Content) chat.Content {
	if !d.Phase().Trial {
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

// ClosedSentence says that nothing is taken any more, and whom to call; "" while
// it is.
func (d *Campaign) ClosedSentence(say locale.Phrases) string {
	p := d.Phase()
	if !p.Closed {
		return ""
	}
	return strings.TrimSpace(say.Say("closed", "campaign", d.Plan.Short(), "date", date(d.local(p.Since)), "contact", d.contact()))
}

// refusedAsClosed says so to who wants to change something.
func (s *Session) refusedAsClosed() bool {
	text := s.Campaign.ClosedSentence(s.say)
	if text == "" {
		return false
	}
	s.tell(chat.Content{Text: text})
	return true
}

// wiping asks to come back soon while a rehearsal is wiped: what is written now
// could be half gone.
func (r router) wiping() bool {
	if !r.Campaign.Phase().Wiping {
		return false
	}
	r.tell(chat.Content{Text: r.say.Say("trial_wiping")})
	return true
}
