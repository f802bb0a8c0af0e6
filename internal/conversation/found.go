package conversation

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// found are the mode of what was found in a written report: page by page it is stored,
// corrected or left out. Nothing of it is an answer before.
type found struct {
	resting
	state *exchange.Placing
}

func (t *Turn) found() found { return found{resting{t}, &t.Focus.Found} }

// The most that stands on a page.
const (
	pageItems   = 16
	unsureItems = 7
	pageBytes   = 60_000 // of texts: a transaction holds only so much
)

// An entry is an item with its question and what it comes to.
type entry struct {
	i        int
	item     *answers.FoundItem
	q        *form.Question
	value    form.Value
	problem  string
	now      string // what the question has already
	personal string // a personal number in it
	odd      bool   // «không có» as the whole of a text
	dupe     bool   // the answer is there already
}

// plain reports whether the item may be stored with its neighbours.
func (e *entry) plain() bool {
	return !e.odd && e.problem == "" && e.now == "" && e.personal == ""
}

// A page is what comes next: numbered items that are stored together, or one that is asked
// about by itself.
type page struct {
	list  []entry // what is not sure behind what is
	alone *entry
}

// record is what the walk goes through. Whoever changes it says so by changes.
func (t found) record() *answers.Found { return t.word().record(t.state.File) }

// changes has what became of the items written down.
func (t found) changes() { t.Out.Found, t.Out.FoundIn = t.opened, t.openedIn }

// page is what comes next: first what is sure, of all sections, then what is not, with the
// words around it, then what is asked about by itself. What opens by an answer comes once
// that is given.
func (t found) page(f *answers.Found) (p page) {
	try := t.numbers().trial()
	var unsure []entry
	size, more := 0, 0
	for i := range f.List {
		item := &f.List[i]
		q := t.Outline.ByName[item.Name]
		if item.Fate != answers.Undecided || q == nil || try.Hidden(q, 0) {
			continue
		}
		switch e := try.found().read(i, item, q); {
		case e.dupe:
			item.Fate = answers.Taken
			t.changes()
		case !item.Sure && e.problem != "" && !q.IsGroup(): // what was guessed and cannot be
			item.Fate = answers.LeftOut
			if line := cmp.Or(item.From, item.Text); !slices.Contains(f.Left, line) {
				f.Left = append(f.Left, line)
			}
			t.changes()
		case !e.plain():
			if p.alone == nil {
				p.alone = &e
			}
		case !item.Sure:
			if more += len(item.Text); len(unsure) < unsureItems && more < pageBytes {
				unsure = append(unsure, e)
			}
		default:
			if size += len(item.Text); len(p.list) < pageItems && size < pageBytes {
				p.list = append(p.list, e)
				try.found().tryItem(e)
			}
		}
	}
	if len(p.list)+unsureItems <= pageItems {
		p.list = append(p.list, unsure...)
	}
	return p
}

// waits reports whether something found can be decided now.
func (t found) waits(f *answers.Found) bool {
	p := t.page(f)
	return len(p.list) > 0 || p.alone != nil
}

// read reads an item as it would be if it had been typed.
func (t found) read(i int, item *answers.FoundItem, q *form.Question) entry {
	e := entry{i: i, item: item, q: q}
	mode := t.Focus.Mode
	c := t.Draft.Cell(q, 0)
	switch {
	case q.IsGroup():
		key := answers.Describe(item.Text, 1, form.TextInfo{}).Key
		for _, r := range c.Rows {
			e.dupe = e.dupe || answers.Describe(r.Label, 1, form.TextInfo{}).Key == key
		}
		if most, _ := t.Ceiling(q); t.Full(q) {
			e.problem = t.WithContact(t.Say.Count("rows_most", most, "noun", q.Rows.Noun))
		}
		for _, field := range item.Fields {
			if f := t.Outline.ByName[field.Name]; f != nil && f.IsText() && e.personal == "" {
				e.personal = viet.PersonalNumber(field.Text)
			}
		}
		return e
	case q.IsText():
		e.value.Text = answers.Describe(item.Text, 1, form.TextInfo{})
		e.problem, e.personal = t.Constrained(q, 0, e.value), viet.PersonalNumber(item.Text)
		e.odd = (viet.Reader{}).None(item.Text)
	default:
		e.value, e.problem = t.Turn.Read(q, 0, item.Text)
	}
	t.Focus.Mode, t.Focus.Asked = mode, exchange.Asked{}
	if c.State == answers.Answered && e.problem == "" {
		e.now = t.Recalled(q, 0, c.Value)
		e.dupe = sameAnswer(q, c.Value, e.value) || q.IsText() && c.Value.Text.Key == e.value.Text.Key
	}
	return e
}

// tryItem puts an item into a draft that is only tried.
func (t found) tryItem(e entry) {
	if e.q.IsGroup() {
		t.Draft.AddRow(t.Outline, e.q)
		t.Draft.Refresh(t.Outline, e.q, 0)
		return
	}
	t.Draft.Set(t.Outline, e.q, 0, e.value)
}

// put shows the page, or what is asked about by itself.
func (t found) put() bool {
	f := t.record()
	if f == nil {
		return false
	}
	if n := t.state.Item; n > 0 && n <= len(f.List) && f.List[n-1].Fate == answers.Undecided {
		if q := t.Outline.ByName[f.List[n-1].Name]; q != nil && !t.Hidden(q, 0) {
			t.askOne(t.read(n-1, &f.List[n-1], q))
			return true
		}
	}
	t.state.Item, t.state.Fixing = 0, false
	p := t.page(f)
	switch {
	case len(p.list) > 0:
		t.showPage(f, p)
	case p.alone != nil:
		t.state.Item = p.alone.i + 1
		t.askOne(*p.alone)
	default:
		t.end(f)
	}
	return true
}

// showPage lists what may be stored together, below the titles of its sections.
func (t found) showPage(f *answers.Found, p page) {
	if !t.state.Told {
		t.Tell(t.Say.Say("found_page", "label", f.Label))
	}
	var lines []string
	try, section, sure := t.numbers().trial(), -1, true
	for n, e := range p.list {
		if sure && !e.item.Sure {
			lines = append(lines, t.Say.Say("found_unsure"))
			sure, section = false, -1
		}
		if e.q.Section != section {
			section = e.q.Section
			lines = append(lines, t.Outline.Sections[section].Title+":")
		}
		lines = append(lines, try.found().line(n+1, e))
		try.found().tryItem(e)
	}
	t.Tell(strings.Join(lines, "\n"))
	t.askPage(p, try)
}

// askPage asks whether what was listed is to be stored.
func (t found) askPage(p page, try *Turn) {
	if failures := t.failuresOf(p.list, try); len(failures) > 0 {
		t.Tell(t.Say.Say("table_disagrees") + "\n" + try.FailureLines(failures))
	}
	ask := t.Say.Count("found_ask", len(p.list))
	if !t.state.Told {
		ask, t.state.Told = ask+" "+t.Say.Say("found_ask_how"), true
	}
	t.Bubble(ask, t.pageButtons(p.list))
}

// line is an item in few words, with where it stands if that is not sure.
func (t found) line(n int, e entry) string {
	name, value := t.brief(e.q), t.shown(e)
	if unit := t.Fill(e.q.Unit, 0); e.q.Short != "" && unit != "" && strings.Contains(viet.Fold(name), viet.Fold(unit)) {
		value = strings.TrimSuffix(value, " "+unit) // «Số hộ: 1.750»
	}
	if !e.item.Sure && e.item.From != "" && !strings.Contains(viet.Fold(e.item.From), viet.Fold(t.Outline.Sections[e.q.Section].Title)) {
		return t.Say.Say("found_line_from", "n", n, "question", name, "value", value, "words", t.Say.Quote(viet.Shorten(e.item.From, fromLetters)))
	}
	return t.Say.Say("found_line", "n", n, "question", name, "value", value)
}

// fromLetters is how much of where an item stands is shown beside it.
const fromLetters = 80

// brief names a question in few words.
func (t found) brief(q *form.Question) string {
	if q.Short != "" && !q.IsGroup() {
		return strings.TrimRight(t.FillOf(q, q.Short, 0), "?. ")
	}
	return strings.TrimRight(t.named(q), "?. ")
}

func (t found) named(q *form.Question) string {
	if q.IsGroup() {
		return viet.UpperFirst(q.Rows.Noun)
	}
	return t.Fill(q.Label, 0)
}

// shown is what an item comes to.
func (t found) shown(e entry) string {
	switch {
	case e.q.IsGroup():
		return t.rowShown(e)
	case e.q.IsText():
		return t.Say.Count("found_text", e.value.Text.Letters, "words", viet.Ends(e.item.Text, 4), "n", t.Say.Whole(e.value.Text.Letters))
	case e.problem != "":
		return t.Say.Quote(viet.Shorten(e.item.Text, 60))
	}
	return t.Shown(e.q, e.value)
}

// rowShown is a row in a few words.
func (t found) rowShown(e entry) string {
	var words []string
	for _, f := range e.item.Fields {
		if q := t.Outline.ByName[f.Name]; q != nil && q.Name != e.q.Rows.Name {
			words = append(words, viet.Shorten(f.Text, 40))
		}
	}
	name := t.Say.Quote(viet.Shorten(e.item.Text, 60))
	if len(words) == 0 {
		return name
	}
	return name + " (" + strings.Join(words, "; ") + ")"
}

// pageKey names what stands on a page, so that an old button stores no other.
func (t found) pageKey(list []entry) string {
	var b strings.Builder
	for _, e := range list {
		b.WriteString(e.q.Name + "=" + e.item.Text + "\n")
	}
	return form.NameHash(b.String())
}

func (t found) pageButtons(list []entry) [][]chat.Choice {
	file, key := strconv.Itoa(t.state.File), t.pageKey(list)
	return button.Rows(t.ButtonAt(form.Place{}, button.FoundAll, t.Say.Say("button_found_all"), file, key),
		t.ButtonAt(form.Place{}, button.FoundMend, t.Say.Say("button_found_mend"), file, key),
		t.ButtonAt(form.Place{}, button.FoundOut, t.Say.Say("button_found_out"), file, key),
		t.ButtonAt(form.Place{}, button.FoundWait, t.Say.Say("button_found_later"), file, key))
}

// onPage is what stands on the page that was shown.
func (t found) onPage() (f *answers.Found, p page) {
	if f = t.record(); f != nil {
		p = t.page(f)
	}
	return f, p
}

// pressed takes the walk's buttons.
func (t found) pressed(b button.Button) bool {
	if b.Arg(0) != strconv.Itoa(t.state.File) {
		return false
	}
	f, p := t.onPage()
	if f == nil {
		return false
	}
	n, _ := strconv.Atoi(b.Arg(1))
	one := t.state.Item > 0 && n == t.state.Item && n <= len(f.List)
	whole := t.state.Item == 0 && b.Arg(1) == t.pageKey(p.list)
	switch {
	case b.Act == button.FoundWait:
		t.leave()
	case b.Act == button.FoundAll && whole:
		t.storePage(p.list)
	case b.Act == button.FoundOut && whole:
		t.leaveOut(p.list)
	case b.Act == button.FoundMend && whole:
		t.Bubble(t.Say.Say("found_which", "n", len(p.list)), t.mendButtons(p.list))
	case b.Act == button.FoundFix && t.state.Item == 0:
		return t.toLine(p.list, b.Arg(1))
	case b.Act == button.FoundFix && one:
		t.state.Fixing = true
		t.put()
	case b.Act == button.FoundOne && one:
		t.tapped(&f.List[n-1], b.Arg(2))
		t.storeOne(f)
	case b.Act == button.FoundNot && one:
		t.notThis(f)
	default:
		t.gone()
	}
	return true
}

// mendButtons are the numbers of the lines.
func (t found) mendButtons(list []entry) [][]chat.Choice {
	var out []chat.Choice
	for n := range list {
		out = append(out, t.ButtonAt(form.Place{}, button.FoundFix, t.Say.Say("button_table_line", "n", n+1), strconv.Itoa(t.state.File), "#"+strconv.Itoa(n+1)))
	}
	return button.Rows(out...)
}

// toLine asks for the words of a line whose button was pressed.
func (t found) toLine(list []entry, line string) bool {
	n, err := strconv.Atoi(strings.TrimPrefix(line, "#"))
	if err != nil || n < 1 || n > len(list) {
		return false
	}
	t.toItem(list[n-1])
	return true
}

// toItem asks for the words of one line anew.
func (t found) toItem(e entry) {
	t.state.Item, t.state.Fixing = e.i+1, !e.q.IsGroup()
	t.put()
}
