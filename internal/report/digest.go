package report

import (
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// Changes are what happened under a unit since an instant.
type Changes struct {
	// Submitted are the units whose report came in and is in.
	Submitted []roster.Unit
	// Begun, Continued and Returned count reports that are not in; Other
	// counts what else was done, such as accepting one.
	Begun, Continued, Returned, Other int
}

// None reports whether nothing happened.
func (c Changes) None() bool {
	return len(c.Submitted) == 0 && c.Begun+c.Continued+c.Returned+c.Other == 0
}

// Changes since the instant. Times are kept to the second, so what happened in
// the second of the last digest is told with the next one: at worst twice,
// never not at all.
func (s Overview) Changes(under string, since time.Time) Changes {
	return s.changes(s.reporters(under), since)
}

func (s Overview) changes(units []roster.Unit, since time.Time) Changes {
	var c Changes
	for _, u := range units {
		status := s.Status[u.Code]
		if status.Changed.Before(since) {
			continue
		}
		switch {
		case status.State.In() && !status.Submitted.Before(since):
			c.Submitted = append(c.Submitted, u)
		case status.State == Returned:
			c.Returned++
		case status.State == InProgress || status.State == AwaitingSignOff:
			if status.Started.Before(since) {
				c.Continued++
			} else {
				c.Begun++
			}
		default:
			c.Other++
		}
	}
	return c
}

const (
	// digestPages is how many messages a digest takes at most, the figures
	// among them.
	digestPages = 3
	// namesInChanges and namesInMaybe keep the figures on one screen.
	namesInChanges = 10
	namesInMaybe   = 10
)

// Since is what a coordinator was told before, and how they want to be told.
type Since struct {
	// Last is the instant of the digest before, zero if there was none.
	Last time.Time
	// Maybe names the messages that may not have arrived.
	Maybe []string
	// Questions are those that wait for this coordinator's answer.
	Questions int
	// Silent is for who wants to hear nothing where nothing changed; else that
	// is said in one line.
	Silent bool
}

// A digest is a summary for somebody who has read one before.
type digest struct {
	summary
	before Since
}

// Digest returns what a coordinator of the unit gets at the set hour: a message of
// figures that fits on a phone's screen, with a picture, and then who has not
// submitted, by name, grouped by district. Where nothing changed since the last
// one it is a line, or nothing if that is wanted.
func Digest(s Overview, under string, before Since, say locale.Phrases) []chat.Content {
	w, ok := newWriter(s, under, say)
	if !ok {
		return nil
	}
	d := digest{w.summary(), before}
	if !before.Last.IsZero() && len(before.Maybe) == 0 && w.changes(w.units, before.Last).None() && d.quietAbove() {
		return d.unchanged()
	}
	lines := d.state()
	if !before.Last.IsZero() {
		lines = append(lines, "")
		above := d.upperNews()
		if len(above) == 0 || !w.changes(w.units, before.Last).None() {
			lines = append(lines, d.news()...)
		}
		lines = append(lines, above...)
	}
	lines = append(lines, d.outlook()...)
	lines = append(lines, d.needs(before.Questions)...)
	lines = append(lines, w.figures()...)
	lines = append(lines, w.attention()...)
	if len(before.Maybe) > 0 {
		lines = append(lines, "", say.Say("digest_maybe", "names", w.say.List(before.Maybe, namesInMaybe)))
	}
	contents := []chat.Content{{Text: strings.Join(lines, "\n"), File: Chart(s, under, say)}}
	if len(d.groups) > 0 {
		t := w.tally(w.units)
		title := say.Say("digest_missing", "missing", t.Missing(), "total", t.Total, "noun", w.noun)
		contents = append(contents, d.names(title, digestPages-1)...)
	}
	return w.upperNames(contents)
}

// unchanged returns the digest of a day on which nothing happened.
func (d digest) unchanged() []chat.Content {
	if d.before.Silent {
		return nil
	}
	t := d.tally(d.units)
	if t.Total == 0 {
		return []chat.Content{{Text: d.noneExpected()}}
	}
	text := d.say.Say("digest_unchanged", "unit", d.head.Full(), "since", d.say.ShortMoment(d.before.Last, d.Now),
		"in", t.In(), "total", t.Total, "noun", d.noun)
	if line := d.deadlines(); line != "" {
		text += " " + line
	}
	waiting := d.before.Questions
	of := d.byCause(d.groups)
	for _, r := range []Cause{CauseUnregistered, CauseUnreachable, CauseStuck} {
		waiting += len(of[r])
	}
	if waiting > 0 {
		text += " " + d.say.Count("digest_unchanged_needs", waiting)
	}
	return []chat.Content{{Text: text}}
}

// news tells what happened since the last digest, in one line if nothing.
func (d digest) news() []string {
	c := d.changes(d.units, d.before.Last)
	since := d.say.ShortMoment(d.before.Last, d.Now)
	if c.None() {
		return []string{d.say.Say("digest_no_news", "since", since)}
	}
	var parts []string
	if n := len(c.Submitted); n > 0 {
		parts = append(parts, d.say.Count("digest_new_submitted", n))
	}
	if c.Begun > 0 {
		parts = append(parts, d.say.Count("digest_new_begun", c.Begun))
	}
	if c.Continued > 0 {
		parts = append(parts, d.say.Count("digest_new_continued", c.Continued))
	}
	if c.Returned > 0 {
		parts = append(parts, d.say.Count("digest_new_returned", c.Returned))
	}
	if c.Other > 0 {
		parts = append(parts, d.say.Count("digest_new_other", c.Other))
	}
	lines := []string{d.say.Say("digest_changed", "since", since, "parts", d.say.Join(parts...))}
	if len(c.Submitted) > 0 {
		names := d.say.List(d.located(c.Submitted), namesInChanges)
		lines = append(lines, d.say.Say("digest_new_names", "names", names))
	}
	return lines
}

// located names the units, each with the one above it unless that is the unit
// that is being told about: «xã Nga An (Nga Sơn)».
func (w writer) located(units []roster.Unit) []string {
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = u.Label()
		if up, ok := w.Units.Parent(u.Code); ok && u.Code != w.head.Code && up.Code != w.head.Code {
			names[i] += " (" + up.Name + ")"
		}
	}
	return names
}
