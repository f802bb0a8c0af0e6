package conversation

import (
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
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
	pageItems = 10
	pageBytes = 60_000 // of texts: a transaction holds only so much
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

// easy reports whether the item may be stored with its neighbours.
func (e *entry) easy() bool {
	return e.item.Sure && !e.odd && e.problem == "" && e.now == "" && e.personal == ""
}

// record is what the walk goes through. Whoever changes it says so by changes.
func (t found) record() *answers.Found { return t.word().record(t.state.File) }

// changes has what became of the items written down.
func (t found) changes() { t.Out.Found, t.Out.FoundIn = t.opened, t.openedIn }

// page is what comes next: of one section what may be stored together, and what is asked
// about by itself.
func (t found) page(f *answers.Found) (easy, each []entry) {
	try := t.numbers().trial()
	section, size := -1, 0
	for i := range f.List {
		item := &f.List[i]
		q := t.Outline.ByName[item.Name]
		if item.Fate != answers.Undecided || q == nil || try.Hidden(q, 0) {
			continue
		}
		if section < 0 {
			section = q.Section
		}
		if q.Section != section {
			break
		}
		e := try.found().read(i, item, q)
		switch {
		case e.dupe:
			item.Fate = answers.Taken
			t.changes()
		case !e.easy():
			each = append(each, e)
		case len(easy) < pageItems && size+len(item.Text) < pageBytes:
			easy, size = append(easy, e), size+len(item.Text)
			try.found().tryItem(e)
		}
	}
	return easy, each
}

// waits reports whether something found can be decided now.
func (t found) waits(f *answers.Found) bool {
	easy, each := t.page(f)
	return len(easy)+len(each) > 0
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
		if q.Rows.Max > 0 && len(c.Rows) >= q.Rows.Max {
			e.problem = t.WithContact(t.Say.Count("rows_most", q.Rows.Max, "noun", q.Rows.Noun))
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
		e.odd = viet.IsNone(item.Text)
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
	easy, each := t.page(f)
	switch {
	case len(easy) > 0:
		t.showPage(f, easy, each)
	case len(each) > 0:
		t.state.Item = each[0].i + 1
		t.askOne(each[0])
	default:
		t.end(f)
	}
	return true
}

// showPage lists what may be stored together.
func (t found) showPage(f *answers.Found, easy, each []entry) {
	section := t.Outline.Sections[easy[0].q.Section]
	var b strings.Builder
	b.WriteString(t.Say.Say("found_page", "label", f.Label, "title", section.Title))
	try := t.numbers().trial()
	for n, e := range easy {
		b.WriteString("\n" + t.Say.Say("found_line", "n", n+1, "question", strings.TrimRight(t.named(e.q), "?"), "value", try.found().shown(e)))
		try.found().tryItem(e)
	}
	t.Tell(b.String())
	if failures := t.failuresOf(easy, try); len(failures) > 0 {
		t.Tell(t.Say.Say("table_disagrees") + "\n" + try.FailureLines(failures))
	}
	if len(each) > 0 {
		t.Tell(t.Say.Count("found_each_count", len(each)))
	}
	ask := t.Say.Say("found_ask")
	if !t.state.Told {
		ask, t.state.Told = ask+" "+t.Say.Say("found_ask_how"), true
	}
	t.Bubble(ask, t.pageButtons(easy))
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
		return "«" + viet.Shorten(e.item.Text, 60) + "»"
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
	name := "«" + viet.Shorten(e.item.Text, 60) + "»"
	if len(words) == 0 {
		return name
	}
	return name + " (" + strings.Join(words, "; ") + ")"
}

// pageKey names what stands on a page, so that an old button stores no other.
func (t found) pageKey(easy []entry) string {
	var b strings.Builder
	for _, e := range easy {
		b.WriteString(e.q.Name + "=" + e.item.Text + "\n")
	}
	return form.NameHash(b.String())
}

func (t found) pageButtons(easy []entry) [][]chat.Choice {
	file, key := strconv.Itoa(t.state.File), t.pageKey(easy)
	return button.Rows(t.ButtonAt(form.Place{}, button.FoundAll, t.Say.Say("button_found_all"), file, key),
		t.ButtonAt(form.Place{}, button.FoundMend, t.Say.Say("button_found_mend"), file, key),
		t.ButtonAt(form.Place{}, button.FoundOut, t.Say.Say("button_found_out"), file, key),
		t.ButtonAt(form.Place{}, button.FoundWait, t.Say.Say("button_found_later"), file, key))
}

// onPage is what stands on the page that was shown.
func (t found) onPage() (f *answers.Found, easy []entry) {
	if f = t.record(); f == nil {
		return nil, nil
	}
	easy, _ = t.page(f)
	return f, easy
}

// pressed takes the walk's buttons.
func (t found) pressed(b button.Button) bool {
	if b.Arg(0) != strconv.Itoa(t.state.File) {
		return false
	}
	f, easy := t.onPage()
	if f == nil {
		return false
	}
	n, _ := strconv.Atoi(b.Arg(1))
	one := t.state.Item > 0 && n == t.state.Item && n <= len(f.List)
	whole := t.state.Item == 0 && b.Arg(1) == t.pageKey(easy)
	switch {
	case b.Act == button.FoundWait:
		t.leave()
	case b.Act == button.FoundAll && whole:
		t.storePage(easy)
	case b.Act == button.FoundOut && whole:
		t.leaveOut(f, easy)
	case b.Act == button.FoundMend && whole:
		t.Bubble(t.Say.Say("found_which", "n", len(easy)), t.mendButtons(easy))
	case b.Act == button.FoundFix && t.state.Item == 0:
		return t.toItem(f, easy, b.Arg(1))
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
func (t found) mendButtons(easy []entry) [][]chat.Choice {
	var out []chat.Choice
	for n := range easy {
		out = append(out, t.ButtonAt(form.Place{}, button.FoundFix, t.Say.Say("button_table_line", "n", n+1), strconv.Itoa(t.state.File), "#"+strconv.Itoa(n+1)))
	}
	return button.Rows(out...)
}

// toItem asks for the words of one line anew.
func (t found) toItem(f *answers.Found, easy []entry, line string) bool {
	n, err := strconv.Atoi(strings.TrimPrefix(line, "#"))
	if err != nil || n < 1 || n > len(easy) {
		return false
	}
	t.state.Item, t.state.Fixing = easy[n-1].i+1, !easy[n-1].q.IsGroup()
	f.List[easy[n-1].i].Sure = false
	t.changes()
	t.put()
	return true
}

// heard takes a whole yes or no.
func (t found) heard() bool {
	f, easy := t.onPage()
	if f == nil {
		return false
	}
	if n := t.state.Item; n > 0 && n <= len(f.List) {
		return t.heardOne(f, &f.List[n-1])
	}
	if t.matchesLabel(t.pageButtons(easy)) {
		return true
	}
	switch consent := t.Consents(command.Deed{Name: "table", Count: len(easy), Undoable: true}); {
	case consent == command.Yes && len(easy) > 0:
		t.storePage(easy)
	case t.saysDrop():
		t.leaveOut(f, easy)
	case consent == command.No: // what is left out does not come back, so a bare no only stops
		t.leave()
	default:
		return false
	}
	return true
}

// saysDrop reports whether the words leave out what is shown.
func (t found) saysDrop() bool { return t.Among(t.Say.Say("typed_drop"), t.Input.Text) }

// typed takes words that are no yes and no no: a line to be corrected, or new words for
// what is asked about.
func (t found) typed() {
	f, easy := t.onPage()
	if f == nil {
		t.Focus.Begin(exchange.Idle)
		t.next()
		return
	}
	if n := t.state.Item; n > 0 && n <= len(f.List) {
		t.retyped(f, &f.List[n-1])
		return
	}
	n, verb, words := t.NumberedLine(t.Input.Text)
	drops := t.Among(t.Say.Say("typed_drop"), verb)
	switch {
	case n < 1 || n > len(easy) || verb != "" && !drops && !t.Among(t.Say.Say("typed_fix"), verb):
		t.again(t.Say.Say("found_how"))
	case drops:
		f.List[easy[n-1].i].Fate = answers.LeftOut
		t.changes()
		t.put()
	case words != "":
		t.toItemWith(f, easy[n-1], words)
	default:
		t.toItem(f, easy, strconv.Itoa(n))
	}
}

// toItemWith corrects a line by the words behind its number.
func (t found) toItemWith(f *answers.Found, e entry, words string) {
	if e.q.IsGroup() {
		t.again(t.Say.Say("found_how"))
		return
	}
	t.state.Item, t.state.Fixing = e.i+1, true
	t.retyped(f, &f.List[e.i], words)
}
