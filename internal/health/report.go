package health

import (
	"strings"
	"time"

	"giaoban/internal/locale"
)

// Report says how the bot does: what is wrong with what to do, then its figures, a line each.
func Report(f Facts, found []Finding, say locale.Phrases) string {
	var b lines
	b.add(say.Say("health_title", "version", f.Version, "since", say.ClockMoment(f.Now.Add(-f.Up)), "for", Span(f.Up, say)))
	var notes []Finding
	wrong := 0
	for _, x := range found {
		if x.Weight >= Degraded {
			wrong++
		} else {
			notes = append(notes, x)
		}
	}
	if wrong == 0 {
		b.add(say.Say("health_well"))
	} else {
		b.add(say.Count("health_wrong", wrong))
		b.findings(found[:wrong], f.Now, say)
	}
	if len(notes) > 0 {
		b.add(say.Say("health_notes"))
		b.findings(notes, f.Now, say)
	}
	b.add("")
	b.add(say.Say("health_today", "since", say.Clock(f.Today.Since), "updates", f.Today.Updates, "answers", f.Today.Answers, "submitted", f.Today.Submitted))
	b.add(say.Say("health_messages", "in", ago(f.Platform.Polled, f.Platform.Silent, say), "n", f.Outbox.Waiting, "out", ago(f.Outbox.Silent < f.Up, f.Outbox.Silent, say)))
	if line := f.backups(say); line != "" {
		b.add(line)
	}
	b.add(say.Say("health_data", "size", say.Size(f.DataSize), "n", f.FilesCount, "files", say.Size(f.FilesSize)))
	if f.Disk.Size > 0 {
		b.add(say.Say("health_disk", "size", say.Size(f.Disk.Free), "of", say.Size(f.Disk.Size)))
	}
	for _, c := range f.Campaigns {
		b.add(say.Say("health_campaign", "campaign", c.Title, "phase", say.Say(c.Phase), "units", c.Units, "begun", c.Begun, "in", c.In, "members", c.Members))
	}
	return b.String()
}

// backups says how the daily backups stand; "" if there are to be none, which is a finding.
func (f Facts) backups(say locale.Phrases) string {
	if !f.Backups.Configured || f.Backups.Newest.IsZero() {
		return ""
	}
	return say.Say("health_backups", "at", say.ClockMoment(f.Backups.Newest), "size", say.Size(f.Backups.Size), "n", f.Backups.Count)
}

// ago says how long ago something was.
func ago(ever bool, d time.Duration, say locale.Phrases) string {
	if !ever {
		return say.Say("health_not_yet")
	}
	if d < 10*time.Second {
		return say.Say("health_just_now")
	}
	return say.Say("health_ago", "for", Span(d, say))
}

// The phases of a campaign.
const (
	Open       = "health_open"
	Rehearsing = "health_rehearsing"
	Closed     = "health_closed"
	Wiping     = "health_wiping"
)

// lines is a text of lines.
type lines struct{ strings.Builder }

func (b *lines) add(line string) {
	if line != "" || b.Len() > 0 {
		b.WriteString(line + "\n")
	}
}

// findings adds what is wrong, since when, and what to do.
func (b *lines) findings(found []Finding, now time.Time, say locale.Phrases) {
	for _, x := range found {
		b.add(say.Say("health_finding", "wrong", x.Wrong(say), "since", say.ClockMoment(x.Since)))
		if calming := x.Calming(say); calming != "" {
			b.add("  " + calming)
		}
		b.add("  " + say.Say("health_todo", "todo", x.ToDo(say)))
	}
}
