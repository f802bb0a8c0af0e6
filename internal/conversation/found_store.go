package conversation

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/command"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// storePage stores what the page shows, but for the lines that were said to be wrong: their
// questions are asked in their turn.
func (t found) storePage(list []entry, wrong ...int) {
	var right []entry
	var apart []string
	for n, e := range list {
		if slices.Contains(wrong, n+1) {
			e.item.Fate = answers.LeftOut
			t.changes()
			apart = append(apart, strconv.Itoa(n+1))
			continue
		}
		right = append(right, e)
	}
	real := t.numbers().trial()
	for _, e := range right {
		real.found().tryItem(e)
	}
	failures := t.failuresOf(right, real)
	stored := 0
	for _, e := range right {
		if !t.Hidden(e.q, 0) { // what opens it may have been wrong
			t.storeItem(e)
			stored++
		}
	}
	told := t.Say.Count("found_stored", stored)
	if len(apart) > 0 {
		told += " " + t.Say.Say("found_apart", "list", strings.Join(apart, ", "))
	}
	t.Tell(told)
	t.TellMended()
	t.tellLengths(right)
	for _, f := range failures { // the page named them, and they are kept with it
		if f.Check.Level == form.Warning && !f.Check.Reason {
			t.AddKept(f, "")
		}
	}
	if slices.ContainsFunc(failures, func(f answers.Failure) bool { return f.Check.Level == form.Error || f.Check.Reason }) {
		t.Tell(t.Say.Say("error_put_off"))
	}
	t.state.Item, t.state.Fixing = 0, false
	t.put()
}

// tellLengths names the texts that are shorter or longer than hoped for.
func (t found) tellLengths(list []entry) {
	var named []string
	code := ""
	for _, e := range list {
		if n := e.value.Text.Letters; e.q.IsText() && (n < e.q.MinLength || e.q.MaxLength > 0 && n > e.q.MaxLength) {
			named, code = append(named, t.Say.Quote(viet.Shorten(t.brief(e.q), lengthLetters))+" ("+e.q.Code+")"), cmp.Or(code, e.q.Code)
		}
	}
	if code != "" {
		t.Tell(t.Say.Say("found_lengths", "questions", strings.Join(named, "; "), "code", code))
	}
}

// lengthLetters is how much of a question names it among others.
const lengthLetters = 50

// storeItem stores one item as if it had been typed.
func (t found) storeItem(e entry) {
	e.item.Fate = answers.Taken
	t.changes()
	switch {
	case e.q.IsGroup():
		t.storeRow(e)
	case e.q.IsText():
		t.texts().putPiece(e.q, 0, e.value.Text, e.item.Text, 1)
		t.lastCopied()
		t.Out.Closed = append(t.Out.Closed, e.q.At(0))
	default:
		t.Store(e.q, 0, e.value, e.item.Text, 0)
		t.lastCopied()
	}
}

// lastCopied marks that no message of the person's gave the answer, so that none
// corrects it.
func (t found) lastCopied() { t.Out.Answers[len(t.Out.Answers)-1].Copied = true }

// storeRow adds a row with what was found for its fields. What cannot be read is left
// open and asked later.
func (t found) storeRow(e entry) {
	id := t.Draft.AddRow(t.Outline, e.q)
	t.Draft.Refresh(t.Outline, e.q, 0)
	mode := t.Focus.Mode
	for i := range e.q.Questions {
		q := &e.q.Questions[i]
		at := slices.IndexFunc(e.item.Fields, func(f answers.FoundField) bool { return f.Name == q.Name })
		if at < 0 || t.Hidden(q, id) {
			continue
		}
		text := e.item.Fields[at].Text
		if q.IsText() {
			t.texts().putPiece(q, id, answers.Describe(text, 1, form.TextInfo{}), text, 1)
			t.lastCopied()
			continue
		}
		if v, problem := t.Turn.Read(q, id, text); problem == "" {
			t.Store(q, id, v, text, 0)
			t.lastCopied()
		}
		t.Focus.Mode, t.Focus.Asked = mode, exchange.Asked{}
	}
	t.Draft.Refresh(t.Outline, e.q, 0)
}

// storeOne stores what was asked about by itself.
func (t found) storeOne(f *answers.Found) {
	item := &f.List[t.state.Item-1]
	q := t.Outline.ByName[item.Name]
	e := t.read(t.state.Item-1, item, q)
	if e.problem != "" {
		t.again(e.problem)
		return
	}
	t.storeItem(e)
	if q.IsGroup() {
		t.Tell(t.Say.Say("saved", "value", t.shown(e)))
	} else {
		t.Tell(t.Say.Say("saved", "value", t.Shown(q, e.value)))
	}
	t.TellMended()
	t.tellLengths([]entry{e})
	for _, failure := range t.failuresOf([]entry{e}, t.Turn) {
		t.Tell(t.Message(failure))
	}
	t.state.Item, t.state.Fixing = 0, false
	t.put()
}

// notThis leaves out what was asked about by itself.
func (t found) notThis(f *answers.Found) {
	f.List[t.state.Item-1].Fate = answers.LeftOut
	t.changes()
	t.state.Item, t.state.Fixing = 0, false
	t.put()
}

// leaveOut leaves out these lines.
func (t found) leaveOut(list []entry) {
	if len(list) == 0 {
		t.put()
		return
	}
	for _, e := range list {
		e.item.Fate = answers.LeftOut
	}
	t.changes()
	t.Tell(t.Say.Count("found_left_out", len(list)))
	t.put()
}

// failuresOf are the checks of these questions that do not hold with what was found.
func (t found) failuresOf(list []entry, real *Turn) (out []answers.Failure) {
	seen := map[string]bool{}
	for _, e := range list {
		for _, c := range e.q.Checks {
			for _, f := range real.FailuresSoFar(c) {
				if key := answers.FailureKey(f); !seen[key] && c.Level != form.Note && !real.IsKept(f) && f.Row == 0 {
					seen[key] = true
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// opens takes the walk up again where an answer opened what was found for another question.
func (t found) opens() bool {
	id := t.Focus.Waits - 1
	if id < 0 {
		return false
	}
	f := t.word().record(id)
	if f == nil || !f.Waiting() {
		t.Focus.Waits = 0
	}
	if t.Focus.Waits == 0 || !t.waits(f) {
		return false
	}
	t.Focus.Begin(exchange.Finding)
	t.state.File, t.state.Told, t.state.Again = id, true, true
	return t.put()
}

// leave goes on with the questions; the walk can be taken up again.
func (t found) leave() {
	file := t.state.File
	t.Focus.Waits = 0
	t.Focus.Begin(exchange.Idle)
	t.Tell(t.Say.Say("word_later", "command", t.word().command(file)))
	t.next()
}

// listedLeft is how many of the lines that were not placed are named.
const listedLeft = 12

// end says what became of all that was found, lists what was not placed, and goes on with
// the questions.
func (t found) end(f *answers.Found) {
	stored, out, waits := 0, 0, 0
	for _, item := range f.List {
		switch item.Fate {
		case answers.Taken:
			stored++
		case answers.LeftOut:
			out++
		default:
			waits++
		}
	}
	if !t.state.Again {
		t.tellEnd(f, stored, out, waits)
	}
	file := t.state.File
	t.Bubble("", nil)
	t.Focus.Begin(exchange.Idle)
	t.Focus.Waits = 0
	if waits > 0 {
		t.Focus.Waits = file + 1
	}
	t.next()
}

// tellEnd says what became of what was found, and what was not placed.
func (t found) tellEnd(f *answers.Found, stored, out, waits int) {
	ended := t.Say.Say("found_end", "label", f.Label, "stored", stored)
	if out > 0 {
		ended += " " + t.Say.Count("found_out_again", out, "command", t.word().command(t.state.File))
	}
	t.Tell(ended)
	if waits > 0 {
		t.Tell(t.Say.Count("found_hidden", waits))
	}
	if len(f.Left) > 0 {
		lines := []string{t.Say.Say("found_left")}
		for _, line := range f.Left[:min(listedLeft, len(f.Left))] {
			lines = append(lines, "- "+line)
		}
		if more := len(f.Left) - listedLeft + f.More; more > 0 {
			lines = append(lines, t.Say.Count("found_left_more", more))
		}
		t.Tell(strings.Join(lines, "\n"))
	}
}

func (t found) commanded(c command.Command) bool {
	switch c.Name {
	case command.Later, command.Done, command.Cancel:
		if t.state.Fixing {
			t.state.Fixing = false
			t.put()
			return true
		}
		t.leave()
	case command.Skip:
		f, p := t.onPage()
		switch {
		case f == nil:
			return false
		case t.state.Item > 0:
			t.notThis(f)
		default:
			t.leaveOut(p.list)
		}
	case command.Keep:
		f := t.record()
		if f == nil || t.state.Item == 0 {
			return false
		}
		t.notThis(f)
	default:
		return t.resting.commanded(c)
	}
	return true
}

// unknown leaves what is asked about by itself to its question.
func (t found) unknown(bool) bool {
	f := t.record()
	if f == nil || t.state.Item == 0 {
		return false
	}
	t.notThis(f)
	return true
}
