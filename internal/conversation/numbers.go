package conversation

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// numbers are the mode of several numbers of one message: they are shown in a table and stored when it is confirmed.
type numbers struct {
	resting
	state *exchange.Table
}

func (t *Turn) numbers() numbers { return numbers{resting{t}, &t.Focus.Table} }

// listed takes a message of several numbers; false if it is none, or the
// question begins no run. value is what it is as one answer.
func (t numbers) listed(q *form.Question, row int, text string, value func() (form.Value, *form.Problem)) bool {
	switch {
	case !q.IsNumber() || tooLongForList(text):
		return false
	case t.Focus.Fixing:
		return t.listedFixes(q, row, text)
	}
	if t.oneAnswer(text) && !namesAnother(text, value) {
		return false // nearly always: what follows need not be foreseen
	}
	run := t.ahead(q, row)
	c := t.cutter().Cut(text, wholeNumbers(run))
	items, named := t.labelled(text, run, row)
	switch {
	case named && len(items) > 0:
		t.Focus.Mode, t.Focus.Place = exchange.Confirming, q.At(row)
		*t.state = exchange.Table{List: items, Whole: t.Input.Message}
		t.show()
		return true
	case named:
		t.Tell(t.Say.Say("table_unclear", "input", t.Say.Quote(viet.Shorten(text, 40))))
		t.askAgain(q, row)
		return true
	case c.Unclear && len(run) > 1:
		t.Tell(t.Say.Say("table_unclear", "input", t.Say.Quote(viet.Shorten(text, 40))))
		t.askAgain(q, row)
		return true
	case len(c.Items) == 1 && t.ways().meant(c.Items[0].Ref) == q:
		return t.single(q, row, c.Items[0].Text)
	case len(run) < 2 || !t.cutter().Lists(c, text):
		return false
	}
	t.Focus.Mode, t.Focus.Place = exchange.Confirming, q.At(row)
	*t.state = exchange.Table{List: t.placed(c.Items, run), Whole: t.Input.Message}
	if n, unclear := t.number(text, q); c.Either && unclear == nil {
		t.state.One = &n.Value
	} else if n, err := strconv.ParseFloat(strings.ReplaceAll(strings.ReplaceAll(viet.Line(text), " ", ""), ",", "."), 64); c.Either && err == nil {
		t.state.One = &n
	}
	t.show()
	return true
}

// cutter takes lists apart as the person writes them.
func (t numbers) cutter() viet.Lines { return viet.Lines{Lister: t.Reader()} }

// number reads a number in the question's unit and nothing else.
func (t numbers) number(text string, q *form.Question) (language.Number, *language.Unclear) {
	return language.Only(t.Reader().Number(text, language.Question{Unit: q.Unit}))
}

// oneAnswer reports whether a text can be no list, whatever questions follow.
func (t numbers) oneAnswer(text string) bool {
	for _, whole := range []bool{true, false} {
		if c := t.cutter().Cut(text, whole); c.Unclear || c.Either || len(c.Items) != 1 || c.Items[0].Ref != "" {
			return false
		}
	}
	return true
}

// What a list of numbers takes at most; a longer message is none. Each of its words
// costs a look at all questions of the run.
const (
	maxListBytes = 6000
	maxListWords = 8 * viet.MaxItems
)

func tooLongForList(text string) bool {
	if len(text) > maxListBytes {
		return true
	}
	words, inside := 0, false
	for _, r := range text {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if in && !inside {
			words++
		}
		inside = in
	}
	return words > maxListWords
}

func wholeNumbers(run []*form.Question) bool {
	return !slices.ContainsFunc(run, func(q *form.Question) bool { return !q.IsWhole() })
}

// single answers the question in focus by «5.01: 6».
func (t numbers) single(q *form.Question, row int, text string) bool {
	v, problem := t.Read(q, row, text)
	t.settle(q, row, v, text, problem)
	return true
}

// placed turns line numbers with gaps into codes of the run that was foreseen.
func (t numbers) placed(items []viet.Item, run []*form.Question) []viet.Item {
	for i := range items {
		items[i].Message, items[i].Nth = t.Input.Message, i+1
		if q := t.ways().meant(items[i].Ref); q != nil && items[i].Ordinal() == 0 {
			items[i].Ref = q.Code
		}
	}
	gaps := len(items) > 0 && items[len(items)-1].Ordinal() > len(items)
	for i := range items {
		switch n := items[i].Ordinal(); {
		case n == 0:
		case gaps && n <= len(run):
			items[i].Ref = run[n-1].Code
		case !gaps:
			items[i].Ref = ""
		}
	}
	return items[:min(len(items), viet.MaxItems)]
}

// show shows the lines and what does not agree; nothing is stored yet.
func (t numbers) show() {
	list, real := t.lines()
	var b strings.Builder
	if t.state.One != nil {
		b.WriteString(t.Say.Say("table_or_one", "one", t.Say.Amount(*t.state.One), "n", len(list)))
	} else {
		b.WriteString(t.Say.Say("table_title", "n", len(list)))
	}
	bad := 0
	for i := range list {
		b.WriteString("\n" + t.lineShown(i, &list[i], bad))
		if list[i].problem != "" {
			bad++
		}
		list[i].At, list[i].Seen = "", list[i].now
		if list[i].q != nil {
			list[i].At = list[i].q.Code
		}
	}
	t.Tell(b.String())
	if failures := t.tableFailures(list, real); len(failures) > 0 {
		t.Tell(t.Say.Say("table_disagrees") + "\n" + real.FailureLines(failures))
	}
	switch bad {
	case 0:
		t.Bubble(t.Say.Say("table_sure"), t.tableButtons(list))
	case 1:
		t.state.Line = 1 + slices.IndexFunc(list, func(l line) bool { return l.problem != "" })
		t.Bubble(t.Say.Say("table_mend_one", "n", t.state.Line), t.tableButtons(list))
	default:
		t.state.Line = 0
		t.Bubble(t.Say.Say("table_mend", "bad", bad), t.tableButtons(list))
	}
}

// explained is how many lines have their problem told at length, so that a
// table fits one bubble.
const explained = 8

func (t numbers) lineShown(i int, l *line, bad int) string {
	question := t.Say.Say("table_no_question")
	if l.q != nil {
		question = l.q.Code + " " + t.Fill(l.q.Label, t.Focus.Row)
	} else if l.Ref != "" {
		question = strings.ToUpper(l.Ref)
	}
	value := ""
	switch {
	case l.problem != "" && bad < explained:
		value = t.Say.Say("table_bad", "input", t.Say.Quote(viet.Shorten(l.Text, 30)), "problem", l.problem)
	case l.problem != "":
		value = t.Say.Say("table_bad_short", "input", t.Say.Quote(viet.Shorten(l.Text, 30)))
	case l.later:
		value = t.Say.Say("table_later")
	default:
		value = t.Echoed(l.q, l.value)
	}
	if l.now != "" && value != l.now {
		value = t.Say.Say("table_now", "value", value, "now", l.now)
	}
	return t.Say.Say("table_line", "n", i+1, "question", question, "value", value)
}

// tableFailures are the checks that will not hold with these numbers.
func (t numbers) tableFailures(list []line, real *Turn) []answers.Failure {
	var out []answers.Failure
	seen := map[string]bool{}
	for _, l := range list {
		if l.q == nil || l.problem != "" || l.later {
			continue
		}
		for _, c := range l.q.Checks {
			for _, f := range real.FailuresSoFar(c) {
				if key := answers.FailureKey(f); seen[key] || c.Level == form.Note || real.IsKept(f) || f.Row != 0 && f.Row != t.Focus.Row {
					continue
				} else {
					seen[key] = true
					out = append(out, f)
				}
			}
		}
	}
	return out
}

func (t numbers) tableButtons(list []line) [][]chat.Choice {
	p := t.Focus.Place
	var out []chat.Choice
	bad := 0
	for i := range list {
		if list[i].problem != "" && bad < explained {
			bad++
			out = append(out, t.ButtonAt(p, button.TableLine, t.Say.Say("button_table_line", "n", i+1), t.tableHash(), strconv.Itoa(i+1)))
		}
	}
	if bad == 0 {
		out = append(out, t.ButtonAt(p, button.TableAll, t.Say.Say("button_table_all"), t.tableHash()))
	}
	if t.state.One != nil {
		out = append(out, t.ButtonAt(p, button.TableOne, t.Say.Say("button_table_one", "one", t.Say.Amount(*t.state.One)), t.tableHash()))
	}
	return button.Rows(append(out, t.ButtonAt(p, button.TableVoid, t.Say.Say("button_table_void")))...)
}

// tableHash names the lines as they are now.
func (t numbers) tableHash() string {
	var b strings.Builder
	for _, it := range t.state.List {
		b.WriteString(it.Ref + "=" + it.Text + "\n")
	}
	return form.NameHash(b.String())
}

// pressed takes the table's buttons.
func (t numbers) pressed(b button.Button) bool {
	if !t.Here(b) {
		return false
	}
	same := b.Arg(0) == t.tableHash()
	switch {
	case b.Act == button.TableVoid:
		t.void()
	case b.Act == button.TableAll && same:
		t.storeTable()
	case b.Act == button.TableOne && same && t.state.One != nil:
		t.takeOne()
	case b.Act == button.TableLine && same:
		n, err := strconv.Atoi(b.Arg(1))
		return err == nil && t.toLine(n)
	default:
		return false
	}
	return true
}

// toLine asks for one line anew.
func (t numbers) toLine(n int) bool {
	if n < 1 || n > len(t.state.List) {
		return false
	}
	list, _ := t.lines()
	t.state.Line = n
	label := ""
	if q := list[n-1].q; q != nil {
		label = q.Code + " " + t.Fill(q.Label, t.Focus.Row)
	}
	t.Bubble(t.Say.Say("table_which_line", "n", n, "label", label), t.tableButtons(list))
	return true
}

// takeOne is for what was one number after all.
func (t numbers) takeOne() {
	q, n := t.Asked(), *t.state.One
	t.Focus.Mode, *t.state = exchange.Asking, exchange.Table{}
	t.give(q, t.Focus.Place, form.Value{Number: n}, form.PlainNumber(n))
}

// void throws the table away and asks the question by itself.
func (t numbers) void() {
	p, fixing := t.Focus.Place, t.Focus.Fixing
	t.Focus.Enter(exchange.Idle, form.Place{})
	t.Tell(t.Say.Say("table_void"))
	t.noted = true
	if fixing {
		t.next()
		return
	}
	t.Focus.Mode, t.Focus.Place = exchange.Asking, p // it was asked before: its run is not told again
	t.ask(t.Outline.ByCode[p.Code], p.Row)
}

// storeTable stores what the table shows, unless something is still unclear
// or was answered by somebody else since it was shown.
func (t numbers) storeTable() {
	list, real := t.lines()
	for i := range list {
		if l := &list[i]; l.problem != "" || l.now != l.Seen {
			if l.problem == "" {
				t.Tell(t.Say.Say("table_meanwhile"))
			}
			t.show()
			return
		}
	}
	failures := t.tableFailures(list, real)
	row, n := t.Focus.Row, 0
	last := t.Focus.Place
	for _, l := range list {
		last = l.q.At(row)
		if l.later {
			if c := t.Draft.Cell(l.q, row); c.State != answers.Answered {
				c.PutOff(t.Now)
			}
			continue
		}
		n++
		t.Store(l.q, row, l.value, l.Text, 0)
		t.Out.Answers[len(t.Out.Answers)-1].Message = l.Message
	}
	t.Out.List, t.Out.Listed = t.state.Whole, t.listedPlaces(list)
	t.Tell(t.Say.Count("table_saved", n))
	t.TellMended()
	t.Focus.Enter(exchange.Idle, last)
	t.noted = true
	t.keepNamed(failures)
}

// listedPlaces are the questions of the message's lines, in their order; a line
// that was taken out has none.
func (t numbers) listedPlaces(list []line) []form.Place {
	out := slices.Clone(t.state.Was)
	for _, l := range list {
		for len(out) < l.Nth {
			out = append(out, form.Place{})
		}
		out[l.Nth-1] = l.q.At(t.Focus.Row)
	}
	return out
}

// keepNamed takes the warnings that the table named as kept with it; one that
// wants a reason is still put, and an error only waits for the summary.
func (t numbers) keepNamed(failures []answers.Failure) {
	for _, f := range failures {
		switch {
		case f.Check.Level == form.Warning && f.Check.Reason:
			t.Focus.Mode, t.Focus.Failed.Check = exchange.Checking, answers.FailureKey(f)
			if t.checks().putCheck() {
				return
			}
		case f.Check.Level == form.Warning:
			t.AddKept(f, "")
		}
	}
	if slices.ContainsFunc(failures, func(f answers.Failure) bool { return f.Check.Level == form.Error }) {
		t.Tell(t.Say.Say("error_put_off"))
	}
	t.next()
}

func (t numbers) commanded(c command.Command) bool {
	if c.Name != command.Cancel {
		return t.resting.commanded(c)
	}
	t.void()
	return true
}

func (t numbers) put() bool {
	t.show()
	return true
}
