package report

import (
	"fmt"
	"iter"
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

const (
	// maxPages is how many messages one answer may take; the rest is a file.
	maxPages = 3
	// maxApart is how many missing units are told one by one. Of more, a phone
	// shows the counts, and the file has the names.
	maxApart = 80
)

// MissingList names the units below whose report is not in, by the reason why:
// nobody registered, blocked, not begun, stuck, being filled in, returned,
// awaiting a signature. It takes three messages at most. Of a great many it
// gives the counts by reason and by district, and all names in a file.
func MissingList(s Scene, under string, say locale.Phrases) []chat.Content {
	w, ok := newWords(s, under, say)
	if !ok {
		return nil
	}
	t := w.tally(w.units)
	switch {
	case t.Total == 0:
		return []chat.Content{{Text: w.noneExpected()}}
	case t.Missing() == 0:
		return []chat.Content{{Text: w.allIn(t)}}
	}
	groups := w.late(under, w.units)
	title := say.Say("late_title", "unit", w.head.Label(), "missing", t.Missing(), "total", t.Total, "noun", w.noun)
	if line := w.deadlines(groups); line != "" {
		title += "\n" + line
	}
	blocks := w.causeBlocks(groups)
	if t.Missing() > maxApart {
		blocks = w.overview(groups)
	}
	if b, ok := w.exempt(); ok {
		blocks = append(blocks, b)
	}
	pages, shown := paginate(slices.Values(blocks), title, say.Say("late_title_again"), say.Say("late_more"), maxPages)
	return w.withFile(pages, groups, t.Missing(), shown)
}

// withFile makes contents of the pages, and adds the file if they do not name
// all who are missing.
func (w words) withFile(pages []string, groups []Group, missing, shown int) []chat.Content {
	contents := make([]chat.Content, 0, len(pages)+1)
	for _, page := range pages {
		contents = append(contents, chat.Content{Text: page})
	}
	if shown >= missing {
		return contents
	}
	text := w.say.Count("late_file", missing-shown, "noun", w.noun, "total", missing)
	if shown == 0 {
		text = w.say.Count("late_file_all", missing, "noun", w.noun)
	}
	return append(contents, chat.Content{Text: text, File: w.file(groups)})
}

// overview counts the missing by reason and by district, the latest first. It
// names nobody.
func (w words) overview(groups []Group) []block {
	var reasons, districts block
	reasons.head = w.say.Say("late_by_reason")
	labels := w.causeLabels()
	for cause, units := range w.byCause(groups) {
		if len(units) > 0 {
			reasons.lines = append(reasons.lines, entry{text: w.say.Say("late_count", "reason", labels[cause], "n", len(units))})
		}
	}
	districts.head = w.say.Say("late_by_group")
	for _, g := range groups {
		districts.lines = append(districts.lines, entry{text: w.say.Say("late_group_line", "unit", w.groupName(g),
			"missing", g.Tally.Missing(), "total", g.Tally.Total)})
	}
	if len(groups) < 2 {
		return []block{reasons}
	}
	return []block{reasons, districts}
}

// exempt are those that need not report, with why.
func (w words) exempt() (b block, ok bool) {
	for _, u := range w.units {
		status := w.Status[u.Code]
		if status.State != Exempt {
			continue
		}
		text := u.Label()
		if status.Note != "" {
			text += " — " + status.Note
		}
		b.lines = append(b.lines, entry{text: text})
	}
	b.head = w.say.Say("late_reason", "reason", w.say.Say("late_kind_exempt"), "n", len(b.lines))
	return b, len(b.lines) > 0
}

// noneExpected says that there is nothing to wait for.
func (w words) noneExpected() string {
	return w.say.Say("digest_none_expected", "unit", w.head.Full())
}

// allIn says that nobody is missing.
func (w words) allIn(t Tally) string {
	return w.say.Say("digest_all_in", "unit", w.head.Full(), "total", t.Total, "noun", w.noun)
}

// names lists the missing units by district: a line each if that fits on the
// pages, else close together by reason, and if even that is too long, with a
// file.
func (w words) names(groups []Group, title string, most int) []chat.Content {
	total := 0
	for _, g := range groups {
		total += len(g.Missing)
	}
	again, more := w.say.Say("late_title_again"), w.say.Say("late_more")
	common, _ := w.commonDeadline(groups)
	apart := func(g Group) []entry { return w.apart(g, common) }
	var pages []string
	shown := 0
	if total < most*maxLines {
		pages, shown = paginate(w.blocks(groups, apart), title, again, more, most)
	}
	if shown < total {
		pages, shown = paginate(w.blocks(groups, w.together), title, again, more, most)
	}
	return w.withFile(pages, groups, total, shown)
}

// blocks are the groups in the form that lines gives to one group's units,
// made when they are wanted: most of a long list goes to the file alone.
func (w words) blocks(groups []Group, lines func(Group) []entry) iter.Seq[block] {
	return func(yield func(block) bool) {
		for _, g := range groups {
			b := block{lines: lines(g)}
			if len(groups) > 1 || g.Unit.Code != w.head.Code {
				b.head = w.heading(g)
			}
			if !yield(b) {
				return
			}
		}
	}
}

// heading is a group's first line: its name and how much is in.
func (w words) heading(g Group) string {
	return w.say.Say("late_group", "unit", w.groupName(g), "in", g.Tally.In(), "total", g.Tally.Total,
		"percent", percent(g.Tally.In(), g.Tally.Total))
}

func (w words) groupName(g Group) string {
	if g.Direct {
		return w.say.Say("late_direct", "unit", g.Unit.Label())
	}
	return g.Unit.Full()
}

// apart gives each unit a line of its own, with its deadline if that is not
// the common one.
func (w words) apart(g Group, common time.Time) []entry {
	entries := make([]entry, len(g.Missing))
	for i, u := range g.Missing {
		entries[i] = entry{text: w.line(u, w.say.Join(w.far(u.Code), w.own(u, common))), units: 1}
	}
	return entries
}

// namesPerLine keeps the lines of together short enough to break a page at.
const namesPerLine = 25

// together sorts the units by why they are missing and puts their names in a
// row.
func (w words) together(g Group) []entry {
	var entries []entry
	labels := w.causeLabels()
	for cause, units := range w.byCause([]Group{g}) {
		names := make([]string, len(units))
		for i, u := range units {
			names[i] = w.short(u)
			if r := Cause(cause); r == Busy || r == Stuck {
				status := w.Status[u.Code]
				names[i] = fmt.Sprintf("%s %d%%", names[i], percent(status.Done, status.Total))
			}
		}
		for some := range slices.Chunk(names, namesPerLine) {
			text := w.say.Say("late_kind", "kind", labels[cause], "n", len(some), "names", w.say.Join(some...))
			entries = append(entries, entry{text: text, units: len(some)})
		}
	}
	return entries
}

// short leaves out the type that most units have, unless the name is a number.
func (w words) short(u roster.Unit) string {
	if u.Type == w.noun && u.Name != "" && (u.Name[0] < '0' || u.Name[0] > '9') {
		return u.Name
	}
	return u.Label()
}
