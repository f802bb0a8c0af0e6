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
	switch {
	case wrong > 0:
		b.add(say.Count("health_wrong", wrong))
		b.findings(found[:wrong], true, say)
		if len(notes) > 0 {
			b.add(say.Say("health_notes"))
		}
	case len(notes) > 0:
		b.add(say.Count("health_well_but", len(notes)))
	default:
		b.add(say.Say("health_well"))
	}
	b.findings(notes, true, say)
	b.add("")
	b.add(say.Say("health_today", "since", say.Clock(f.Today.Since), "updates", f.Today.Updates, "unkept", f.Today.Unkept, "answers", f.Today.Answers, "submitted", f.Today.Submitted))
	b.add(say.Say("health_messages", "in", ago(f.Platform.Polled, f.Platform.Silent, say), "n", f.Outbox.Waiting, "out", ago(f.Outbox.Silent < f.Up, f.Outbox.Silent, say)))
	if line := f.backups(say); line != "" {
		b.add(line)
	}
	b.add(say.Say("health_data", "size", say.Size(f.DataSize), "n", f.FilesCount, "files", say.Size(f.FilesSize)))
	if f.Disk.Size > 0 {
		b.add(say.Say("health_disk", "size", say.Size(f.Disk.Free), "of", say.Size(f.Disk.Size)))
	}
	for _, c := range f.Campaigns {
		b.add(c.line(say))
	}
	return b.String()
}

// line says how a campaign stands, and what of it could not be read.
func (c Campaign) line(say locale.Phrases) string {
	if !c.Counted {
		return say.Say("health_campaign_uncounted", "campaign", c.Title, "phase", say.Say(c.Phase), "units", c.Units)
	}
	line := say.Say("health_campaign", "campaign", c.Title, "phase", say.Say(c.Phase), "units", c.Units, "begun", c.Begun, "in", c.In, "members", c.Members)
	if c.Unreadable > 0 {
		line += " " + say.Count("health_campaign_unreadable", c.Unreadable)
	}
	if c.Memberless > 0 {
		line += " " + say.Count("health_campaign_memberless", c.Memberless)
	}
	return line
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

// findings adds what is wrong, since when, what to do, and, with details, what the machine said.
func (b *lines) findings(found []Finding, details bool, say locale.Phrases) {
	for _, x := range found {
		line := "health_finding"
		if x.dated() {
			line = "health_finding_bare"
		}
		b.add(say.Say(line, "wrong", x.Wrong(say), "since", say.ClockMoment(x.Since)))
		if calming := x.Calming(say); calming != "" {
			b.add("  " + calming)
		}
		b.add("  " + say.Say("health_todo", "todo", x.ToDo(say)))
		if x.Detail != "" && details {
			b.add("  " + say.Say("health_detail", "detail", x.Detailed(say)))
		}
	}
}
