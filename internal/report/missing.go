package report

import (
	"fmt"
	"iter"
	"slices"
	"strings"
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

// missing are the units under one whose report is not in, by the unit that is
// over them.
type missing struct {
	writer
	groups []Group
	// common is the deadline that most of the units have, missing or not; zero where none
	// is missing.
	common time.Time
}

// missing gathers the units under the unit whose report is not in.
func (w writer) missing(under string) missing { return w.missingOf(w.late(under, w.units)) }

// missingOf is missing for groups at hand.
func (w writer) missingOf(groups []Group) missing {
	m := missing{writer: w, groups: groups}
	if m.count() > 0 {
		m.common = w.usual(w.units)
	}
	return m
}

// count returns how many units they are.
func (m missing) count() (n int) {
	for _, g := range m.groups {
		n += len(g.Missing)
	}
	return n
}

// MissingList names the units below whose report is not in, by the reason why:
// nobody registered, blocked, not begun, stuck, being filled in, returned,
// awaiting a signature. It takes three messages at most. Of a great many it
// gives the counts by reason and by district, and all names in a file.
func MissingList(s Overview, under string, say locale.Phrases) []chat.Content {
	w, ok := newWriter(s, under, say)
	if !ok {
		return nil
	}
	t := w.tally(w.units)
	beside := w.besideLines(false)
	if none := w.nobodyMissing(t); none != "" {
		return []chat.Content{{Text: strings.Join(append([]string{none}, beside...), "\n")}}
	}
	m := w.missing(under)
	title := say.Say("overview_title", "unit", w.head.Label(), "missing", t.Missing(), "total", t.Total, "noun", w.noun)
	if line := m.deadlines(); line != "" {
		title += "\n" + line
	}
	title = strings.Join(append([]string{title}, beside...), "\n")
	exempt, _ := w.exempt()
	if t.Missing() > maxApart {
		pages, shown := m.paginated(title, append(m.counts(), exempt))
		return m.withFile(pages, shown)
	}
	return m.named(title, exempt)
}

// named names all by the reason why, with whom to call at each. Where that takes too much
// room, the names come before the telephones, which each unit's card has.
func (m missing) named(title string, more ...section) []chat.Content {
	pages, shown := m.paginated(title, append(m.byReason(), more...))
	if shown < m.count() {
		m.told = nil
		pages, shown = m.paginated(title, append(m.byReason(), more...))
	}
	return m.withFile(pages, shown)
}

func (m missing) paginated(title string, sections []section) (pages []string, shown int) {
	sections = slices.DeleteFunc(sections, func(s section) bool { return len(s.lines) == 0 })
	return paginate(slices.Values(sections), title, m.say.Say("overview_title_again"), m.say.Say("overview_more"), maxPages)
}

// withFile makes contents of the pages, and adds the file if they do not name
// all who are missing.
func (m missing) withFile(pages []string, shown int) []chat.Content {
	contents := make([]chat.Content, 0, len(pages)+1)
	for _, page := range pages {
		contents = append(contents, chat.Content{Text: page})
	}
	missing := m.count()
	if shown >= missing {
		return contents
	}
	text := m.say.Count("overview_file", missing-shown, "noun", m.noun, "total", missing)
	if shown == 0 {
		text = m.say.Count("overview_file_all", missing, "noun", m.noun)
	}
	return append(contents, chat.Content{Text: text, File: m.file()})
}

// counts counts the missing by reason and by district, the latest first. It
// names nobody.
func (m missing) counts() []section {
	var reasons, districts section
	reasons.head = m.say.Say("overview_by_reason")
	labels := m.causeLabels()
	for cause, units := range m.byCause(m.groups) {
		if len(units) > 0 {
			reasons.lines = append(reasons.lines, line{text: m.say.Say("overview_count", "reason", labels[cause], "n", len(units))})
		}
	}
	districts.head = m.say.Say("overview_by_group")
	for _, g := range m.groups {
		districts.lines = append(districts.lines, line{text: m.say.Say("overview_group_line", "unit", m.groupName(g),
			"missing", g.Tally.Missing(), "total", g.Tally.Total)})
	}
	if len(m.groups) < 2 {
		return []section{reasons}
	}
	return []section{reasons, districts}
}

// exempt returns those that need not report, with why.
func (w writer) exempt() (b section, ok bool) {
	for _, u := range w.units {
		status := w.Status[u.Code]
		if status.State.Counts() {
			continue
		}
		text := u.Label()
		if status.Note != "" {
			text += " — " + status.Note
		}
		b.lines = append(b.lines, line{text: text})
	}
	b.head = w.say.Say("overview_reason", "reason", w.say.Say("overview_kind_exempt"), "n", len(b.lines))
	return b, len(b.lines) > 0
}

// nobodyMissing says that no report is expected, or that all are in; "" while some are
// missing.
func (w writer) nobodyMissing(t Tally) string {
	switch {
	case t.Total == 0:
		return w.noneExpected()
	case t.Missing() == 0:
		return w.allIn(t)
	}
	return ""
}

// noneExpected says that there is nothing to wait for.
func (w writer) noneExpected() string {
	return w.say.Say("digest_none_expected", "unit", w.head.Full())
}

// allIn says that nobody is missing.
func (w writer) allIn(t Tally) string {
	return w.say.Say("digest_all_in", "unit", w.head.Full(), "total", t.Total, "noun", w.noun)
}

// names lists the missing units by district: a line each if that fits on the
// pages, else close together by reason, and if even that is too long, with a
// file.
func (m missing) names(title string, most int) []chat.Content {
	total := m.count()
	again, more := m.say.Say("overview_title_again"), m.say.Say("overview_more")
	var pages []string
	shown := 0
	if total < most*maxLines {
		pages, shown = paginate(m.sections(m.apart), title, again, more, most)
	}
	if shown < total {
		pages, shown = paginate(m.sections(m.together), title, again, more, most)
	}
	return m.withFile(pages, shown)
}

// sections returns the groups in the form that lines gives to one group's units,
// made when they are wanted: most of a long list goes to the file alone.
func (m missing) sections(lines func(Group) []line) iter.Seq[section] {
	return func(yield func(section) bool) {
		for _, g := range m.groups {
			b := section{lines: lines(g)}
			if len(m.groups) > 1 || g.Unit.Code != m.head.Code {
				b.head = m.heading(g)
			}
			if !yield(b) {
				return
			}
		}
	}
}

// heading returns a group's first line: its name and how much is in.
func (w writer) heading(g Group) string {
	return w.say.Say("overview_group", "unit", w.groupName(g), "in", g.Tally.In(), "total", g.Tally.Total,
		"percent", percent(g.Tally.In(), g.Tally.Total))
}

func (w writer) groupName(g Group) string {
	if g.Direct {
		return w.say.Say("overview_direct", "unit", g.Unit.Label())
	}
	return g.Unit.Full()
}

// apart gives each unit a line of its own, with its deadline if that is not
// the common one.
func (m missing) apart(g Group) []line {
	lines := make([]line, len(g.Missing))
	for i, u := range g.Missing {
		lines[i] = line{text: m.unitLine(u, m.say.Join(m.far(u.Code), m.own(u, m.common), m.why(u))), units: 1}
	}
	return lines
}

// namesPerLine keeps the lines of together short enough to break a page at.
const namesPerLine = 25

// together sorts the units by why they are missing and puts their names in a
// row.
func (m missing) together(g Group) []line {
	var lines []line
	labels := m.causeLabels()
	for cause, units := range m.byCause([]Group{g}) {
		names := make([]string, len(units))
		for i, u := range units {
			names[i] = m.short(u)
			if r := Cause(cause); r == CauseInProgress || r == CauseStuck {
				status := m.Status[u.Code]
				names[i] = fmt.Sprintf("%s %d%%", names[i], percent(status.Done, status.Total))
			}
		}
		for some := range slices.Chunk(names, namesPerLine) {
			text := m.say.Say("overview_kind", "kind", labels[cause], "n", len(some), "names", m.say.Join(some...))
			lines = append(lines, line{text: text, units: len(some)})
		}
	}
	return lines
}

// short leaves out the type that most units have, unless the name is a number.
func (w writer) short(u roster.Unit) string {
	if u.Type == w.noun && u.Name != "" && (u.Name[0] < '0' || u.Name[0] > '9') {
		return u.Name
	}
	return u.Label()
}
