package conversation

import (
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// versions carry a report and its officer to another version of the outline.
type versions struct{ *Turn }

func (t *Turn) versions() versions { return versions{t} }

// MoveTo brings the draft to another version of its outline. Texts and Words
// must be set: earlier answers are read back in their own words.
func (t *Turn) MoveTo(to *form.Outline) {
	kept := t.versions().keptHere()
	t.Draft = answers.Move(t.Outline, to, t.Draft, t.Recalled)
	t.Outline = to
	for _, f := range t.StillKept(kept) {
		if !t.IsKept(f) {
			t.AddKept(f, "")
		}
	}
}

// keptHere are the failing checks that somebody chose to keep. What is kept is
// kept by what it said; so that a reworded check is not asked about again, it
// is found again by its id.
func (t versions) keptHere() map[string]bool {
	kept := map[string]bool{}
	if len(t.Draft.Kept) == 0 {
		return kept
	}
	for i := range t.Outline.Checks {
		for _, f := range t.Failures(&t.Outline.Checks[i]) {
			if t.IsKept(f) {
				kept[answers.FailureKey(f)] = true
			}
		}
	}
	return kept
}

// Follow brings the focus to the draft's version. from is the version that this
// person was last asked from, nil if that is not known any more; they are told
// what of their answers is to be looked at again.
func (t *Turn) Follow(from *form.Outline) {
	if t.Outline.ByLast && !t.Frozen {
		t.Draft.Follow(t.Outline)
	}
	if t.Focus.Outline == t.Outline.Hash || t.Focus.Outline == "" && t.Focus.Code == "" {
		return
	}
	if from == nil {
		t.Focus.Begin(exchange.Idle)
		t.Focus.Outline = t.Outline.Hash
		return
	}
	changes := form.Compare(from, t.Outline)
	t.versions().tellMoved(changes)
	*t.Focus, t.changed = t.versions().followed(*t.Focus, from, changes)
}

// followed is the focus on the draft's version, and whether the question in it
// must be read anew.
func (t versions) followed(f exchange.Focus, from *form.Outline, changes map[string]form.Change) (exchange.Focus, bool) {
	f.Outline = t.Outline.Hash
	f.Last, f.Over.Part = nil, 0 // «sửa» and reading on can be asked for again
	if f.Code == "" {
		return f, false
	}
	none := f
	none.Enter(exchange.Idle, form.Place{})
	old := from.ByCode[f.Code]
	if old == nil {
		return none, false
	}
	now := t.Outline.ByName[old.Name]
	if now == nil || old.GroupName() != now.GroupName() || old.IsGroup() != now.IsGroup() {
		return none, f.Mode == exchange.Asking
	}
	f.Code = now.Code
	anew := f
	anew.Enter(exchange.Asking, f.Place)
	asking := f.Mode == exchange.Asking || f.Mode == exchange.Which || f.Mode == exchange.NoneSure
	switch {
	case f.Mode == exchange.Confirming: // its lines stood beside questions of the old version
		return anew, true
	case asking && (changes[old.Name].What != 0 || !form.SameList(old, now)):
		return anew, true
	}
	if h := f.Undecided; h != nil && h.Back != nil {
		back, changed := t.followed(*h.Back, from, changes)
		if changed { // what was said to it must be said again
			return anew, true
		}
		waiting := *h
		waiting.Back, f.Undecided = &back, &waiting
	}
	return f, false
}

// tellMoved says once what is to be looked at again and what is asked no more,
// with a button to each.
func (t versions) tellMoved(changes map[string]form.Change) {
	text, places := t.InWords().Moved(changes)
	var buttons []chat.Choice
	for _, p := range places {
		buttons = append(buttons, t.ButtonAt(p, button.Fix, t.Say.Say("button_recheck", "code", p.Code)))
	}
	if text != "" {
		t.Notice = append(t.Notice, chat.Content{Text: text, Choices: button.Rows(buttons...)})
	}
}

// keepBefore answers a question with what was said before it was changed; false
// if that is not possible any more.
func (t versions) keepBefore(q *form.Question, row int) bool {
	v, ok := t.Earlier(q, row)
	if !ok {
		return false
	}
	words := strings.Trim(t.Draft.SaidBefore(q, row, exchange.RecalledLetters), "«»“”")
	if q.Parent != nil && q.Parent.Rows.Name == q.Name {
		if r := t.Draft.Row(q.Parent, row); r != nil {
			words = r.Label
		}
	}
	t.give(q, q.At(row), v, words)
	return true
}
