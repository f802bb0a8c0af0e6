package conversation

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/command"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// toOneLine is «sửa dòng 3».
var toOneLine = regexp.MustCompile(`^(?:(?:sua|change|correct|fix)\s+)?(?:dong|line)\s+(?:so\s+|thu\s+)?(\d{1,2})$`)

func (t numbers) typed() {
	if !t.mended(t.Input.Text) {
		t.again(t.Say.Say("table_how"))
	}
}

// mended takes words that say something of the table or of one of its lines.
func (t numbers) mended(text string) bool {
	folded := viet.Fold(t.Reader().Polite(viet.Line(text)))
	if m := toOneLine.FindStringSubmatch(folded); m != nil {
		n, _ := strconv.Atoi(m[1])
		return t.toLine(n)
	}
	switch {
	case folded == "bo" || folded == "bo bang" || t.Command.Is(command.Cancel):
		t.void()
		return true
	case t.mendLines(text):
		return true
	case t.state.Line > 0 && t.mends(text):
		return true
	case t.state.One != nil && t.isReading(text):
		t.takeOne()
		return true
	case t.typedAnew(text):
		return true
	}
	return false
}

// heard takes a whole yes or no to the table.
func (t numbers) heard() bool {
	switch t.Consents(command.Deed{Name: "table", Count: len(t.state.List), Undoable: true}) {
	case command.Yes:
		t.storeTable()
	case command.No:
		t.void()
	default:
		return false
	}
	return true
}

func (t numbers) isReading(text string) bool {
	n, unclear := t.number(text, t.Asked())
	folded := viet.Fold(viet.Line(text))
	return unclear == nil && n.Value == *t.state.One && !viet.BareSpaces.MatchString(folded) || strings.HasPrefix(folded, "la mot so")
}

// mendLines takes «3: 25», «dòng 3: 25», «5.03 = 25», on one line or several.
func (t numbers) mendLines(text string) bool {
	mends, ok := viet.CutMends(text)
	if !ok || len(mends) == len(t.state.List) && len(mends) > 1 { // that is the whole list anew
		return false
	}
	for i := range mends {
		m := &mends[i]
		if m.Ref != "" {
			m.Nth = t.lineOf(m.Ref)
		}
		if m.Nth < 1 || m.Nth > len(t.state.List) {
			return false
		}
	}
	slices.SortStableFunc(mends, func(a, b viet.Item) int { return b.Nth - a.Nth }) // a line taken out moves those behind it
	for i, m := range mends {
		if i+1 == len(mends) || mends[i+1].Nth != m.Nth { // of a line named twice the last counts
			t.setLine(m.Nth, m.Text)
		}
	}
	t.tableOrVoid()
	return true
}

func (t numbers) tableOrVoid() {
	if len(t.state.List) == 0 {
		t.void()
		return
	}
	t.show()
}

// lineOf is the line whose question has that code; 0 if none has.
func (t numbers) lineOf(code string) int {
	q := t.ways().meant(code)
	list, _ := t.lines()
	return 1 + slices.IndexFunc(list, func(l line) bool { return q != nil && l.q == q })
}

// mends takes a number as the line that is being corrected.
func (t numbers) mends(text string) bool {
	if t.state.Line > len(t.state.List) || !t.Reader().Alone(text) && !t.Reader().Later(text) {
		return false
	}
	t.setLine(t.state.Line, text)
	t.show()
	return true
}

func (t numbers) setLine(n int, text string) {
	t.state.List = slices.Clone(t.state.List)
	t.state.One, t.state.Line = nil, 0
	for i := range t.state.List {
		t.state.List[i].At = "" // it may open or close the questions behind
	}
	switch viet.Fold(t.Reader().Polite(viet.Line(text))) {
	case "bo", "bo di", "xoa":
		t.state.List = slices.Delete(t.state.List, n-1, n)
		return
	}
	it := &t.state.List[n-1]
	it.Text, it.Message = viet.Shorten(viet.Line(text), viet.ItemLetters), t.Input.Message
}

// typedAnew takes a whole new list in the place of the table.
func (t numbers) typedAnew(text string) bool {
	q := t.Asked()
	run := t.ahead(q, t.Focus.Row)
	c := t.cutter().Cut(text, wholeNumbers(run))
	if len(c.Items) < 2 || c.Unclear || !t.cutter().Lists(c, text) {
		return false
	}
	items := t.placed(c.Items, run)
	if t.Focus.Fixing {
		items = reused(items, t.state.List)
	}
	*t.state = exchange.Table{List: items, Whole: t.Input.Message}
	t.show()
	return true
}

// reused gives lines without a code those of the table before.
func reused(items, before []viet.Item) []viet.Item {
	for i := range items {
		if items[i].Ref == "" && i < len(before) {
			items[i].Ref = before[i].Ref
		}
	}
	return items
}

// edited takes the edited message that listed the numbers of the table.
func (t numbers) edited() bool {
	if t.Input.Message == "" || t.state.Whole != t.Input.Message {
		return false
	}
	if t.typedAnew(t.Input.Text) {
		return true
	}
	q, row, fixing := t.Asked(), t.Focus.Row, t.Focus.Fixing
	t.Focus.Enter(exchange.Asking, q.At(row))
	t.Focus.Fixing = fixing
	t.answer(q, row, t.Input.Text)
	return true
}

// editedList takes an edited message whose list was stored, with the questions
// that it answered then.
func (t numbers) editedList() bool {
	first := slices.IndexFunc(t.OfAll, t.Known)
	items := t.cutter().Cut(t.Input.Text, true).Items
	switch {
	case first < 0 || len(items) == 0:
		return false
	case t.Focus.Undecided != nil:
		t.again(t.Say.Say("held_first"))
		return true
	}
	items = t.placed(items, nil)
	for i := range items {
		if items[i].Ref == "" && i < len(t.OfAll) {
			items[i].Ref = t.OfAll[i].Code
		}
	}
	t.fix(t.OfAll[first], exchange.Table{List: items, Whole: t.Input.Message, Was: t.OfAll})
	return true
}

// listedFixes takes a list with codes, «5.01: 3» on each line, while an answer
// is being corrected: each line is put beside its own question, and stored
// only when the table is confirmed. What has lines without a code is no such
// list, for here nothing tells which question follows.
func (t numbers) listedFixes(q *form.Question, row int, text string) bool {
	items := t.cutter().Cut(text, true).Items
	for _, it := range items {
		if x := t.ways().meant(it.Ref); it.Ordinal() != 0 || x == nil || !x.IsNumber() || x.Parent != q.Parent {
			return false
		}
	}
	switch {
	case len(items) == 0:
		return false
	case len(items) == 1 && t.ways().meant(items[0].Ref) == q:
		return t.single(q, row, items[0].Text)
	}
	t.fix(q.At(row), exchange.Table{List: t.placed(items, nil), Whole: t.Input.Message})
	return true
}

// fix shows lines that correct what was answered.
func (t numbers) fix(p form.Place, lines exchange.Table) {
	t.Focus.Enter(exchange.Confirming, p)
	t.Focus.Fixing, *t.state = true, lines
	t.show()
}
