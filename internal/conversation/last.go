package conversation

import (
	"slices"
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

// mostCarried is how many answers of the last report are taken over at once: a transaction holds
// only so many records. What is more is offered again.
const mostCarried = 30

// one answers a question as the last report did; false if that is none any more.
func (t carrying) one(q *form.Question, p form.Place) bool {
	v, words, ok := t.LastAnswer(q, p.Row)
	if !ok {
		return false
	}
	if !q.IsText() {
		t.give(q, p, v, words)
		return true
	}
	if t.Draft.Cell(q, p.Row).State == answers.Answered { // a text is not overwritten by a tap
		t.decline(t.Say.Say("already_done", "label", t.Called(q, p.Row), "code", q.Code))
		return true
	}
	t.store(exchange.Carried{Q: q, Value: v, Words: words}, p.Row)
	t.TellSaved(t.InWords().ShownLast(q, v, words))
	if t.Current(p) {
		t.Focus.Text.Pieces = 0
		t.checkOr(q, p.Row, t.next)
	} else {
		t.checkOr(q, p.Row, t.resume)
	}
	return true
}

// store stores an answer of the last report. No message of the person's gave it, so that
// none corrects it.
func (t carrying) store(c exchange.Carried, row int) {
	if c.Q.IsText() {
		t.texts().putPiece(c.Q, row, c.Value.Text, c.Words, 1)
		t.Out.Closed = append(t.Out.Closed, c.Q.At(row))
	} else {
		t.Store(c.Q, row, c.Value, c.Words, 0)
	}
	t.Out.Answers[len(t.Out.Answers)-1].Copied = true
}

// asksForLast reports whether words for a text ask for what the last report has there.
func (t sayings) asksForLast(said command.Saying) bool {
	q := t.Asked()
	return said.Kind == string(command.AsBefore) && q != nil && q.Carry && t.Among(t.Say.Say("typed_last"), t.Input.Text)
}

// asLast takes «như kỳ trước», where the outline lets the last report's answer be taken over.
func (t sayings) asLast() {
	q := t.Asked()
	switch {
	case q == nil || t.Frozen || t.Focus.Over.Open():
	case t.Focus.Mode == exchange.Growing && len(t.LastRows(q)) > 0:
		carryingIn(t.Turn).show(q)
		return
	case t.Focus.Asking() && q.Carry && carryingIn(t.Turn).one(q, t.Focus.Place):
		return
	}
	t.still(t.Say.Say("reply_same"))
}

// show puts what the question's section, or the list, was answered in the last report.
func (t carrying) show(q *form.Question) {
	t.Focus.Enter(exchange.Carrying, q.At(0))
	t.again()
}

// carrying is the mode of answers of the last report that are shown, to be taken over together.
type carrying struct{ resting }

func carryingIn(t *Turn) carrying { return carrying{resting{t}} }

// section are the answers to open questions of the section that is in focus, in order, and the
// draft as it would be with them: what they open is among them.
func (t carrying) section() (list []entry, try *Turn) {
	try = t.numbers().trial()
	questions := t.Outline.Sections[t.Asked().Section].Questions
	for i := range questions {
		q := &questions[i]
		c := &try.Draft.Cells[q.Pos]
		if len(list) == mostCarried || !q.Carry || q.IsGroup() || c.Hidden || c.State != answers.Open && c.State != answers.Later {
			continue
		}
		if v, words, ok := try.LastAnswer(q, 0); ok {
			list = append(list, entry{q: q, value: v, item: &answers.FoundItem{Name: q.Name, Text: words}})
			try.Draft.Set(t.Outline, q, 0, v)
		}
	}
	return list, try
}

// rows are the rows that would be added to the list in focus.
func (t carrying) rows() (list []answers.Row) {
	group := t.Asked()
	list, room := t.LastRows(group), mostCarried
	for i := range list {
		room -= len(group.Questions)
		most, bounded := t.Ceiling(group)
		if bounded && len(t.Draft.Cells[group.Pos].Rows)+i >= most || room < 0 && i > 0 {
			return list[:i]
		}
	}
	return list
}

// lines are what is shown, one for each answer or row.
func (t carrying) lines() (lines []string) {
	if group := t.Asked(); group.IsGroup() {
		for i, r := range t.rows() {
			lines = append(lines, t.rowLine(i+1, group, r))
		}
		return lines
	}
	list, _ := t.section()
	for i, e := range list {
		lines = append(lines, t.Say.Say("found_line", "n", i+1, "question", t.found().brief(e.q), "value", t.InWords().ShownLast(e.q, e.value, e.item.Text)))
	}
	return lines
}

// rowLine is a row in a line: its name, and the other answers in brackets.
func (t carrying) rowLine(n int, group *form.Question, r answers.Row) string {
	var others []string
	for _, c := range t.LastRow(group, r, 0) {
		if c.Q.Name != group.Rows.Name {
			others = append(others, viet.Shorten(strings.Trim(t.InWords().ShownLast(c.Q, c.Value, c.Words), "«»“”"), rowWordLetters))
		}
	}
	line := strconv.Itoa(n) + ". " + viet.Shorten(r.Label, rowNameLetters)
	if len(others) > 0 {
		line += " (" + strings.Join(others, "; ") + ")"
	}
	return line
}

// What of a row's name, and of each other answer in it, is shown in its line.
const (
	rowNameLetters = 60
	rowWordLetters = 40
)

// key names what is shown, so that an old button takes over nothing else.
func (t carrying) key(lines []string) string { return form.NameHash(strings.Join(lines, "\n")) }

func (t carrying) buttons(lines []string) [][]chat.Choice {
	q, no := t.Asked(), "button_last_each"
	if q.IsGroup() {
		no = "button_last_own"
	}
	return button.Rows(t.Button(q, 0, button.LastAll, t.Say.Say("button_found_all"), t.key(lines)),
		t.Button(q, 0, button.Each, t.Say.Say(no)))
}

func (t carrying) put() bool {
	lines := t.lines()
	if len(lines) == 0 {
		t.Focus.Begin(exchange.Idle)
		return false
	}
	title, group := t.Say.Say("last_section", "section", t.SectionTitle(t.Asked().Section)), t.Asked()
	if group.IsGroup() {
		title = t.Say.Count("last_rows", len(lines), "noun", group.Rows.Noun)
	}
	t.Tell(title + "\n" + strings.Join(lines, "\n"))
	if !group.IsGroup() {
		if list, try := t.section(); len(list) > 0 {
			if failures := t.found().failuresOf(list, try); len(failures) > 0 {
				t.Tell(t.Say.Say("table_disagrees") + "\n" + try.FailureLines(failures))
			}
		}
	}
	t.Bubble(t.Say.Count("last_ask", len(lines)), t.buttons(lines))
	return true
}

func (t carrying) heard() bool {
	return t.confirms(command.Deed{Undoable: true}, t.buttons(t.lines()))
}

func (t carrying) typed() { t.again(t.Say.Say("choice_no_match")) }

func (t carrying) commanded(c command.Command) bool {
	switch c.Name {
	case command.Cancel, command.Keep, command.Later, command.Skip:
		t.leave()
		return true
	}
	return t.resting.commanded(c)
}

func (t carrying) pressed(b button.Button) bool {
	if !t.Current(b.Place) {
		return false
	}
	switch lines := t.lines(); {
	case b.Act == button.Each:
		t.leave()
	case b.Act == button.LastAll && b.Arg(0) == t.key(lines):
		t.takeAll()
	case b.Act == button.LastAll:
		t.again()
	default:
		return false
	}
	return true
}

// leave goes on with the questions one by one.
func (t carrying) leave() {
	q := t.Asked()
	t.Focus.Begin(exchange.Idle)
	if q.IsGroup() {
		t.Turn.rows().askMore(q)
		return
	}
	t.ask(q, 0)
}

// takeAll stores what was shown.
func (t carrying) takeAll() {
	if group := t.Asked(); group.IsGroup() {
		t.takeRows(group)
		return
	}
	list, try := t.section()
	failures := t.found().failuresOf(list, try)
	for _, e := range list {
		t.store(exchange.Carried{Q: e.q, Value: e.value, Words: e.item.Text}, 0)
	}
	t.Tell(t.Say.Count("last_stored", len(list)))
	t.TellMended()
	t.keepShown(failures)
	section := t.Asked()
	t.Focus.Begin(exchange.Idle)
	t.Focus.Place = section.At(0) // go on in this section
	t.next()
}

// keepShown keeps the warnings that stood below what was confirmed; what must not stay so is
// asked again before the report is handed in.
func (t carrying) keepShown(failures []answers.Failure) {
	for _, f := range failures {
		if f.Check.Level == form.Warning && !f.Check.Reason {
			t.AddKept(f, "")
		}
	}
	if slices.ContainsFunc(failures, func(f answers.Failure) bool { return f.Check.Level == form.Error || f.Check.Reason }) {
		t.Tell(t.Say.Say("error_put_off"))
	}
}

// takeRows adds the rows that were shown to the list, which stays open for more.
func (t carrying) takeRows(group *form.Question) {
	rows := t.rows()
	for _, was := range rows {
		id := t.Draft.AddRow(t.Outline, group)
		t.Draft.Refresh(t.Outline, group, 0)
		for _, c := range t.LastRow(group, was, id) {
			if !t.Hidden(c.Q, id) {
				t.store(c, id)
			}
		}
	}
	t.Draft.Refresh(t.Outline, group, 0)
	t.Tell(t.Say.Count("last_rows_stored", len(rows), "noun", group.Rows.Noun))
	t.TellMended()
	t.Focus.Begin(exchange.Idle)
	list := t.Draft.Cells[group.Pos].Rows
	for i := range list { // what could not be taken over is asked
		if t.Turn.rows().nextInRow(group, &list[i]) {
			return
		}
	}
	t.ways().goTo(group)
}
