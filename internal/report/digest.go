package report

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

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
	Questions []Waiting
	// Silent is for who wants to hear nothing where nothing changed; else that
	// is said in one line.
	Silent bool
	// List leads to the names of those who are missing, where they are not all given.
	List chat.Choice
}

// A digest is a summary for somebody who has read one before.
type digest struct {
	summary
	before Since
	// parts are the level whose reports are collected, then those above it.
	parts []part
	// own is what happened to the report of the unit itself.
	own Changes
}

// A part of a digest is about the reports of one level.
type part struct {
	missing
	pace Pace
	news Changes
}

func (w writer) digest(before Since) digest {
	d := digest{summary: w.summary(), before: before}
	for _, w := range append([]writer{w}, w.uppers()...) {
		d.parts = append(d.parts, part{w.missing(d.head.Code), w.pace(w.units), w.changes(w.units, before.Last)})
	}
	if w.ownReport() {
		d.own = w.changes([]roster.Unit{w.head}, before.Last)
	}
	return d
}

// Digest returns what a coordinator of the unit gets at the set hour. Before the deadline
// it is the figures with a picture, and then who has not submitted, by name, where one
// district is told about. After it, it is who has not submitted by what is to be done
// about them, on the days that the pace gives. Where nothing changed since the last one it
// is a line, or nothing if that is wanted.
func Digest(s Overview, under string, before Since, say locale.Phrases) []chat.Content {
	w, ok := newWriter(s, under, say)
	if !ok {
		return nil
	}
	d := w.digest(before)
	switch {
	case !d.due():
		return nil
	case !before.Last.IsZero() && len(before.Maybe) == 0 && d.none():
		return d.unchanged()
	}
	lines := d.state()
	if news := d.news(); len(news) > 0 {
		lines = append(append(lines, ""), news...)
	}
	collecting, named := d.parts[0].pace == Collecting, false
	var file *chat.File
	if collecting {
		file = Chart(s, under, say)
		lines = append(lines, d.outlook()...)
	}
	for i, p := range d.parts {
		if p.pace != Chased && !p.justOver() {
			continue
		}
		chase, all := p.list(i > 0)
		lines, named = append(lines, chase...), named || all && i == 0
	}
	lines = append(lines, d.needs(before.Questions)...)
	if collecting {
		lines = append(append(lines, w.figures()...), w.attention()...)
	}
	if len(before.Maybe) > 0 {
		lines = append(lines, "", say.Say("digest_maybe", "names", w.say.List(before.Maybe, namesInMaybe)))
	}
	contents := []chat.Content{{Text: strings.Join(lines, "\n"), File: file}}
	switch {
	case d.count() == 0:
	case collecting && onlyDirect(d.groups) && d.count() <= maxApart:
		t := w.tally(w.units)
		title := say.Say("digest_missing", "missing", t.Missing(), "total", t.Total, "noun", w.noun)
		return append(contents, d.names(title, digestPages-1)...)
	case !named:
		contents[0].Choices = d.listButton()
	}
	return contents
}

func (d digest) listButton() [][]chat.Choice {
	if d.before.List.Data == "" {
		return nil
	}
	return [][]chat.Choice{{d.before.List}}
}

// due reports whether a digest comes today. Once a level is chased, one whose deadline is
// to come breaks no day off.
func (d digest) due() bool {
	if len(d.before.Maybe) > 0 {
		return true
	}
	off := slices.ContainsFunc(d.parts, func(p part) bool { return p.pace == DayOff })
	for _, p := range d.parts {
		switch p.pace {
		case Collecting:
			if !off || p.news.Happened() {
				return true
			}
		case Chased:
			if p.count() > 0 || p.news.Happened() || len(d.before.Questions) > 0 {
				return true
			}
		case DayOff:
			if p.news.Happened() {
				return true
			}
		default:
			if len(p.news.Missed) > 0 {
				return true
			}
		}
	}
	return false
}

// justOver reports whether the deadline that most of the units have passed since the last
// digest.
func (p part) justOver() bool {
	usual := p.usual(p.units)
	return slices.ContainsFunc(p.news.Missed, func(m Missed) bool { return m.Deadline.Equal(usual) })
}

// none reports whether nothing happened since the last digest.
func (d digest) none() bool {
	for _, p := range d.parts {
		if !p.news.None() {
			return false
		}
	}
	return d.own.None()
}

// list gives the units of the part that are missing after their deadline, behind a title
// where they are those of a level above.
func (p part) list(above bool) (lines []string, named bool) {
	if lines, named = p.chase(); len(lines) > 0 && above {
		t := p.tally(p.units)
		lines = append([]string{p.say.Say("digest_upper_missing", "noun", p.noun, "missing", t.Missing(), "total", t.Total)}, lines...)
	}
	if len(lines) > 0 {
		lines = append([]string{""}, lines...)
	}
	return lines, named
}

// unchanged returns the digest of a day on which nothing happened.
func (d digest) unchanged() []chat.Content {
	if d.before.Silent && len(d.before.Questions) == 0 {
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
	for _, up := range d.uppers() {
		if t := up.tally(up.units); t.Missing() > 0 || d.Units.Beside(up.Level) {
			text += " " + d.say.Say("digest_upper", "noun", up.noun, "in", t.In(), "total", t.Total)
		}
	}
	waiting := 0
	for _, units := range d.needing() {
		waiting += len(units)
	}
	if waiting > 0 {
		text += " " + d.say.Count("digest_unchanged_needs", waiting)
	}
	if line := d.questions(d.before.Questions); line != "" {
		text += "\n" + line
	}
	c := chat.Content{Text: text}
	if d.count() > 0 {
		c.Choices = d.listButton()
	}
	return []chat.Content{c}
}

// news tells what happened since the last digest, in one line if nothing. What happened to
// the unit's own report is told by how it stands.
func (d digest) news() []string {
	if d.before.Last.IsZero() {
		return nil
	}
	since := d.say.ShortMoment(d.before.Last, d.Now)
	var lines []string
	for i, p := range d.parts {
		lines = append(lines, p.missedLines(p.news.Missed)...)
		counts, submitted := p.happened(), p.say.List(p.located(p.news.Submitted), namesInChanges)
		if n := len(p.news.Submitted); n > 0 && i == 0 {
			counts = append([]string{p.say.Count("digest_new_submitted", n)}, counts...)
		}
		switch {
		case len(counts) > 0 && i == 0:
			lines = append(lines, p.say.Say("digest_changed", "since", since, "parts", p.say.Join(counts...)))
		case len(counts) > 0:
			lines = append(lines, p.say.Say("digest_upper_changed", "noun", p.noun, "parts", p.say.Join(counts...)))
		}
		switch {
		case submitted != "" && i == 0:
			lines = append(lines, p.say.Say("digest_new_names", "names", submitted))
		case submitted != "":
			lines = append(lines, p.say.Say("digest_upper_new", "noun", p.noun, "names", submitted))
		}
		lines = append(lines, p.named()...)
	}
	if len(lines) == 0 && d.own.None() {
		return []string{d.say.Say("digest_no_news", "since", since)}
	}
	return lines
}

// happened counts what else happened, a phrase for each kind.
func (p part) happened() (parts []string) {
	add := func(key string, n int) {
		if n > 0 {
			parts = append(parts, p.say.Count(key, n))
		}
	}
	c := p.news
	add("digest_new_again", len(c.Again))
	add("digest_new_begun", c.Begun)
	add("digest_new_continued", c.Continued)
	add("digest_new_returned", c.Returned)
	add("digest_new_accepted", c.Accepted)
	add("digest_new_reopened", c.Reopened)
	add("digest_new_extended", len(c.Extended))
	add("digest_new_explained", len(c.Explained))
	add("digest_new_questions", c.Questions)
	add("digest_new_exempted", c.Exempted)
	add("digest_new_unexempted", c.Unexempted)
	add("digest_new_other", c.Other)
	add("digest_new_reminded", len(c.Reminded))
	return parts
}

// named names who submitted again, who got another deadline, and whose promised day passed.
func (p part) named() (lines []string) {
	if len(p.news.Again) > 0 {
		lines = append(lines, p.say.Say("digest_again_names", "names", p.say.List(p.located(p.news.Again), namesInChanges)))
	}
	if units := p.news.Extended; len(units) > 0 {
		names := p.located(units)
		for i, u := range units {
			names[i] += " " + p.say.Say("digest_to_day", "day", p.say.ShortDeadline(p.deadline(u.Code), p.Now))
		}
		lines = append(lines, p.say.Say("digest_extended_names", "names", p.say.List(names, namesInChanges)))
	}
	if len(p.news.Broken) > 0 {
		lines = append(lines, p.say.Say("digest_broken_names", "names", p.say.List(p.located(p.news.Broken), namesInChanges)))
	}
	return lines
}

// located names the units, each with the one above it unless that is the unit
// that is being told about: «xã Nga An (Nga Sơn)».
func (w writer) located(units []roster.Unit) []string {
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = u.Label() + w.within(u)
	}
	return names
}

// placed is located for one unit, without the type that most have.
func (w writer) placed(u roster.Unit) string { return w.short(u) + w.within(u) }

// within names the unit above one, « (Nga Sơn)», unless that is being told about.
func (w writer) within(u roster.Unit) string {
	if up, ok := w.Units.Parent(u.Code); ok && u.Code != w.head.Code && up.Code != w.head.Code {
		return " (" + up.Name + ")"
	}
	return ""
}
