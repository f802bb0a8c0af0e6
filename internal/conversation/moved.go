package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
)

// MoveTo brings the draft to another version of its outline. Texts and Words
// must be set: earlier answers are read back in their own words.
func (t *Turn) MoveTo(to *Outline) {
	kept := t.keptHere()
	t.Draft = Move(t.Outline, to, t.Draft, t.recalled)
	t.Outline = to
	for _, f := range t.stillKept(kept) {
		if !t.isKept(f) {
			t.addKept(f, "")
		}
	}
}

// keptHere are the failing checks that somebody chose to keep. What is kept is
// kept by what it said; so that a reworded check is not asked about again, it
// is found again by its id.
func (t *Turn) keptHere() map[string]bool {
	kept := map[string]bool{}
	if len(t.Draft.Kept) == 0 {
		return kept
	}
	for i := range t.Outline.Checks {
		for _, f := range t.failures(&t.Outline.Checks[i]) {
			if t.isKept(f) {
				kept[failureKey(f)] = true
			}
		}
	}
	return kept
}

func (s *Sheet) stillKept(kept map[string]bool) (still []failure) {
	for i := range s.Outline.Checks {
		if len(kept) == 0 {
			return nil
		}
		for _, f := range s.failures(&s.Outline.Checks[i]) {
			if kept[failureKey(f)] {
				still = append(still, f)
			}
		}
	}
	return still
}

// Follow brings the focus to the draft's version. from is the version that this
// person was last asked from, nil if that is not known any more; they are told
// what of their answers is to be looked at again.
func (t *Turn) Follow(from *Outline) {
	if t.Focus.Outline == t.Outline.Hash || t.Focus.Outline == "" && t.Focus.Code == "" {
		return
	}
	if from == nil {
		*t.Focus = Focus{Outline: t.Outline.Hash}
		return
	}
	changes := Compare(from, t.Outline)
	t.tellMoved(changes)
	*t.Focus, t.changed = t.followed(*t.Focus, from, changes)
}

// followed is the focus on the draft's version, and whether the question in it
// must be read anew.
func (t *Turn) followed(f Focus, from *Outline, changes map[string]Change) (Focus, bool) {
	f.Outline = t.Outline.Hash
	f.Last, f.Under, f.Part = nil, Idle, 0 // «sửa» and reading on can be asked for again
	if f.Code == "" {
		return f, false
	}
	none := Focus{Outline: f.Outline, Later: f.Later}
	old := from.byCode[f.Code]
	if old == nil {
		return none, false
	}
	now := t.Outline.byName[old.Name]
	if now == nil || old.groupName() != now.groupName() || (old.Type == Repeat) != (now.Type == Repeat) {
		return none, f.Phase == Asking
	}
	f.Code = now.Code
	if f.Phase == Confirming { // its lines stood beside questions of the old version
		return Focus{Outline: f.Outline, Later: f.Later, Phase: Asking, Place: f.Place}, true
	}
	asking := f.Phase == Asking || f.Phase == Which || f.Phase == NoneSure
	if asking && (changes[old.Name].What != 0 || !sameList(old, now)) {
		return Focus{Outline: f.Outline, Later: f.Later, Phase: Asking, Place: f.Place}, true
	}
	switch carried := t.carried(&f, from, changes); {
	case !carried && now.Type == Repeat:
		return none, false
	case !carried:
		return Focus{Outline: f.Outline, Later: f.Later, Phase: Asking, Place: f.Place}, true
	}
	return f, false
}

// carried brings over what the person has said and not confirmed yet; false if
// it was meant for a question that has changed, and must be said again.
func (t *Turn) carried(f *Focus, from *Outline, changes map[string]Change) bool {
	code := func(code string) (string, bool) {
		old := from.byCode[code]
		if old == nil {
			return code, true // no code of a question
		}
		p, ok := t.Outline.Placed(from.Filed(Place{Code: code}))
		return p.Code, ok && changes[old.Name].What == 0
	}
	if f.Held != nil && f.Held.Back != nil {
		held := *f.Held
		back, changed := t.followed(*held.Back, from, changes)
		held.Back, f.Held = &back, &held
		if changed {
			return false
		}
	}
	list, was := slices.Clone(f.List), slices.Clone(f.Was)
	for i := range list {
		at, okAt := code(list[i].At)
		ref, okRef := code(list[i].Ref)
		if !okAt || !okRef {
			return false
		}
		list[i].At, list[i].Ref = at, ref
	}
	for i := range was {
		p, ok := t.Outline.Placed(from.Filed(was[i]))
		if !ok {
			return false
		}
		was[i] = p
	}
	f.List, f.Was = list, was
	return true
}

// tellMoved says once what is to be looked at again and what is asked no more,
// with a button to each.
func (t *Turn) tellMoved(changes map[string]Change) {
	var lines []string
	var buttons []chat.Choice
	places := t.Draft.Recheck(t.Outline)
	for _, p := range places {
		if len(lines) == listed {
			break
		}
		line := t.placeLine(p)
		if why := t.why(changes[t.Outline.byCode[p.Code].Name].What); why != "" {
			line = t.Say.Say("moved_line", "line", line, "why", why)
		}
		lines = append(lines, line)
		buttons = append(buttons, t.buttonAt(p, actFix, t.Say.Say("button_recheck", "code", p.Code)))
	}
	var parts []string
	if len(places) > 0 {
		parts = append(parts, t.Say.Count("moved_title", len(places))+"\n"+t.andMore(lines, len(places)), t.Say.Say("moved_how"))
	}
	if gone := t.goneLines(changes); gone != "" {
		parts = append(parts, gone)
	}
	if len(parts) > 0 {
		t.notice = append(t.notice, chat.Content{Text: strings.Join(parts, "\n\n"), Choices: rows(buttons...)})
	}
}

// goneLines name the answered questions that this person knew and that are not
// asked any more.
func (t *Turn) goneLines(changes map[string]Change) string {
	var lines []string
	seen := map[string]bool{}
	for _, b := range t.Draft.Before {
		c, ok := changes[b.Name]
		if !ok || c.What != Gone || seen[b.Name] || c.Old.Type == Repeat {
			continue
		}
		seen[b.Name] = true
		lines = append(lines, t.Say.Say("missing_line", "code", c.Old.Code, "label", shorten(t.fill(c.Old.Label, 0), 60)))
	}
	if len(lines) == 0 {
		return ""
	}
	return t.Say.Say("moved_gone") + "\n" + t.andMore(lines[:min(listed, len(lines))], len(lines))
}

// why says what of a question is other than before.
func (t *Turn) why(w What) string {
	var parts []string
	for _, x := range []struct {
		what What
		say  string
	}{
		{Retyped, t.Say.Say("moved_type")}, {Choices, t.Say.Say("moved_choices")}, {Unit, t.Say.Say("moved_unit")},
		{Limits, t.Say.Say("moved_limits")}, {Condition, t.Say.Say("moved_condition")}, {Computed, t.Say.Say("moved_computed")},
		{Grouped, t.Say.Say("moved_group")}, {Floor, t.Say.Say("moved_floor")},
	} {
		if w&x.what != 0 {
			parts = append(parts, x.say)
		}
	}
	return strings.Join(parts, ", ")
}

// before is what was said to a question that now means something else; of one
// that has moved between a group and the report, what was said there.
func (t *Turn) before(q *Question, row int) string {
	if c := t.Draft.cell(q, row); len(t.Draft.Before) == 0 || c == nil || c.State == Answered {
		return ""
	}
	if i := t.Draft.before(q.Name, row); i >= 0 {
		return t.Draft.Before[i].Words
	}
	var words []string
	for _, b := range t.Draft.Before {
		if b.Name == q.Name && (q.group == nil || b.Row == 0) {
			words = append(words, b.Words)
		}
	}
	return shorten(strings.Join(words, "; "), recalledLetters)
}

// mayKeep tells whether the earlier answer is still a possible one.
func (t *Turn) mayKeep(q *Question, row int) bool {
	_, ok := t.earlier(q, row)
	return ok
}

// earlier is the earlier answer as the question takes it now.
func (t *Turn) earlier(q *Question, row int) (Value, bool) {
	c := t.Draft.cell(q, row)
	i := t.Draft.before(q.Name, row)
	if i < 0 || c == nil || c.State == Answered || q.Type == Repeat {
		return Value{}, false
	}
	v, ok := q.convert(t.Draft.Before[i].Type, t.Draft.Before[i].Cell.Value)
	return v, ok && t.withinLimits(q, v) && t.constrained(q, row, v) == ""
}

func (t *Turn) withinLimits(q *Question, v Value) bool {
	switch q.Type {
	case Integer, Decimal, Year:
		return v.Name != "" || t.outOfRange(q, v.Number) == ""
	case Date:
		lo, hi := t.dateBound(q.Min), t.dateBound(q.Max)
		return (lo == "" || v.Name >= lo) && (hi == "" || v.Name <= hi)
	case SelectMultiple:
		return t.alone(q, v.Names) == ""
	}
	return true
}

// convert takes a value of another type over where nothing is lost by it.
func (q *Question) convert(from Type, v Value) (Value, bool) {
	if !q.picksExist(v) {
		return v, false
	}
	switch {
	case from == q.Type:
		return v, true
	case from == Integer && q.Type == Decimal, from == ShortText && q.Type == LongText:
		return v, true
	case from == Decimal && q.Type == Integer:
		return v, v.Number == float64(int64(v.Number))
	case from == LongText && q.Type == ShortText:
		return v, v.Text.Pieces <= 1
	case from == SelectOne && q.Type == SelectMultiple:
		v = Value{Names: []string{v.Name}}
		return v, q.picksExist(v)
	case from == SelectMultiple && q.Type == SelectOne && len(v.Names) == 1:
		return Value{Name: v.Names[0]}, true
	}
	return v, false
}

// keepBefore answers a question with what was said before it was changed.
func (t *Turn) keepBefore(q *Question, row int) {
	v, ok := t.earlier(q, row)
	if !ok {
		t.again()
		return
	}
	words := strings.Trim(t.before(q, row), "«»")
	if q.group != nil && q.group.Rows.Name == q.Name {
		if r := t.Draft.row(q.group, row); r != nil {
			words = r.Label
		}
	}
	t.give(q, q.At(row), v, words)
}
