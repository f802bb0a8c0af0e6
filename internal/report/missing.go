package report

import (
	"fmt"
	"iter"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// maxPages is how many messages one answer may take; the rest is a file.
const maxPages = 3

// MissingList names the units below whose report is not in, each with how far
// it is, grouped by the unit over them, the latest group first. It takes three
// messages at most; if they are not enough a file has all of them.
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
	order := say.Say("late_by_share")
	if len(groups) == 1 {
		order = say.Say("late_by_name")
	}
	title := say.Say("late_title", "unit", w.head.Label(), "missing", t.Missing(), "total", t.Total,
		"noun", w.noun, "order", order)
	if line := w.deadlines(groups); line != "" {
		title += "\n" + line
	}
	return w.names(groups, title, maxPages)
}

// noneExpected says that there is nothing to wait for.
func (w words) noneExpected() string {
	return w.say.Say("digest_none_expected", "unit", w.head.Full())
}

// allIn says that nobody is missing.
func (w words) allIn(t Tally) string {
	return w.say.Say("digest_all_in", "unit", w.head.Full(), "total", t.Total, "noun", w.noun)
}

// names lists the missing units: a line each if that fits on the pages, else
// close together by state, and if even that is too long, with a file.
func (w words) names(groups []Group, title string, max int) []chat.Content {
	total := 0
	for _, g := range groups {
		total += len(g.Missing)
	}
	again, more := w.say.Say("late_title_again"), w.say.Say("late_more")
	common, _ := w.commonDeadline(groups)
	apart := func(g Group) []entry { return w.apart(g, common) }
	var pages []string
	shown := 0
	if total < max*maxLines {
		pages, shown = paginate(w.blocks(groups, apart), title, again, more, max)
	}
	if shown < total {
		pages, shown = paginate(w.blocks(groups, w.together), title, again, more, max)
	}
	contents := make([]chat.Content, 0, len(pages)+1)
	for _, page := range pages {
		contents = append(contents, chat.Content{Text: page})
	}
	if shown < total {
		contents = append(contents, chat.Content{
			Text: w.say.Count("late_file", total-shown, "noun", w.noun, "total", total),
			File: w.file(groups),
		})
	}
	return contents
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
		how := w.far(u.Code)
		if d := w.deadline(u.Code); !d.IsZero() && !d.Equal(common) {
			how += ", " + w.say.Say("late_own", "day", w.shortDay(d), "due", w.due(d))
		}
		entries[i] = entry{text: w.line(u, how), units: 1}
	}
	return entries
}

// namesPerLine keeps the lines of together short enough to break a page at.
const namesPerLine = 25

// together sorts the units by how far they are and puts their names in a row.
func (w words) together(g Group) []entry {
	var kinds [5][]string
	for _, u := range g.Missing {
		kind, name := w.kind(u)
		kinds[kind] = append(kinds[kind], name)
	}
	labels := [5]string{
		w.say.Say("late_kind_nobody"), w.say.Say("late_kind_not_started"), w.say.Say("late_kind_working"),
		w.say.Say("late_kind_returned"), w.say.Say("late_kind_awaiting"),
	}
	var entries []entry
	for kind, names := range kinds {
		for at := 0; at < len(names); at += namesPerLine {
			some := names[at:min(at+namesPerLine, len(names))]
			text := w.say.Say("late_kind", "kind", labels[kind], "n", len(names), "names", commas(some))
			entries = append(entries, entry{text: text, units: len(some)})
		}
	}
	return entries
}

// kind is the place of the unit's state in together, and its name there.
func (w words) kind(u roster.Unit) (int, string) {
	status := w.Status[u.Code]
	switch status.State {
	case InProgress:
		return 2, fmt.Sprintf("%s %d%%", w.short(u), percent(status.Done, status.Total))
	case Returned:
		return 3, w.short(u)
	case AwaitingSignOff:
		return 4, w.short(u)
	default:
		if w.nobody(u.Code) {
			return 0, w.short(u)
		}
		return 1, w.short(u)
	}
}

// short leaves out the type that most units have, unless the name is a number.
func (w words) short(u roster.Unit) string {
	if u.Type == w.noun && u.Name != "" && (u.Name[0] < '0' || u.Name[0] > '9') {
		return u.Name
	}
	return u.Label()
}
