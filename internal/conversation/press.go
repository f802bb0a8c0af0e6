package conversation

import (
	"slices"

	"giaoban/internal/answers"
	"giaoban/internal/form"
)

// press takes a button: of the question in focus, or of an old one, which then
// corrects its own question and no other.
func (t *Turn) press() {
	b, ok := ParseButton(t.Input.Data)
	if !ok || b.Report != t.Report {
		t.refuse(t.Say.Say("button_unknown"))
		t.again()
		return
	}
	if !t.resolve(&b) {
		t.refuse(t.Say.Say("question_gone", "code", b.Code))
		t.again()
		return
	}
	t.pressed(b)
}

func (t *Turn) pressed(b Button) {
	if t.uploads().pressedTray(b) {
		return
	}
	t.Focus.Uploads.Open = ""
	if t.browse().pressedOverlay(b) {
		return
	}
	t.uncover()
	if t.Focus.Mode == Reasoning && b.act == actBack && b.Place == t.Focus.Place && !t.Frozen {
		t.checks().backToCheck()
		return
	}
	switch b.act {
	case actResume:
		t.resumeReport()
		return
	case actReview:
		if t.Focus.Undecided != nil && !t.Frozen {
			t.undecided().pressedHeld(b)
			return
		}
		t.summary().review()
		return
	}
	if t.Frozen {
		t.frozen()
		return
	}
	if t.Focus.Undecided != nil && !t.Focus.Undecided.redone() {
		t.undecided().pressedHeld(b)
		return
	}
	switch b.act {
	case actSubmit:
		t.summary().submit()
		return
	case actDrop:
		t.rows().drop(b.Place)
		return
	case actAll, actEach:
		t.figures().pressedChanged(b.act)
		return
	}
	q := t.Outline.ByCode[b.Code]
	if q == nil || !t.Known(b.Place) {
		t.refuse(t.Say.Say("button_gone"))
		t.again()
		return
	}
	if q.IsGroup() {
		t.rows().pressedGroup(q, b)
		return
	}
	t.pressedQuestion(q, b)
}

func (t *Turn) pressedQuestion(q *form.Question, b Button) {
	c := t.Draft.Cell(q, b.Row)
	if q.Submits() {
		t.summary().review()
		return
	}
	if t.Hidden(q, b.Row) {
		t.refuse(t.Say.Say("button_not_now", "code", q.Code))
		t.again()
		return
	}
	switch act := b.act; {
	case q.IsCalculated() && t.figures().pressedFigure(q, b):
	case t.pressedUnit(q, b):
	case act == actInitial && q.Default != "":
		v, typed, _ := t.initialValue(q)
		t.giveInitial(q, b.Place, v, typed)
	case act == actHint:
		t.ways().hint(q, b.Row)
	case act == actOffer || act == actNext:
		t.ways().offered(q, b.Place, act == actOffer)
	case act == actAskDrop && q.Parent != nil:
		t.rows().dropping(q, b.Row)
	case act == actRewrite && q.Way() == form.AtLength && c.State == answers.Answered:
		t.texts().anew(q, b.Row)
	case act == actMore && q.Way() == form.AtLength && c.State == answers.Answered:
		t.texts().more(q, b.Row)
	case act == actFull && q.Way() == form.AtLength && c.State == answers.Answered:
		t.texts().full(q, b.Row)
	case act == actFix || act == actRewrite:
		t.ways().rewrite(q, b.Row)
	case act == actKeep && t.mayKeep(q, b.Row):
		t.versions().keepBefore(q, b.Row)
	case act == actKeep && (c.State == answers.Answered || t.Focus.Mode == Checking && t.current(b.Place)):
		t.ways().keep(q, b)
	case act == actNone && t.Focus.Mode == NoneSure && t.current(b.Place):
		t.texts().sayNone(q, b.Row)
	case act == actRowLater && q.Parent != nil:
		t.rows().pressedRowLater(q, b)
	case act == actDone:
		t.done(q, b.Row)
	case act == actSkip || act == actLater || act == actBack || act == actRest:
		t.ways().way(q, b)
	case act == actOwn && q.NamesUnit():
		t.give(q, b.Place, form.Value{Name: t.Unit}, t.UnitLabel)
	case act == actTableAll || act == actTableOne || act == actTableLine || act == actTableVoid:
		t.numbers().pressedTable(b)
	case act == actRead && t.Focus.Mode == Which:
		t.reading(q, b)
	case act == actSuggest && slices.Contains(q.Suggest, b.arg(0)):
		t.give(q, b.Place, form.Value{Name: b.arg(0)}, t.Say.StoredDay(b.arg(0)))
	case act == actChoose:
		t.chosen(q, b)
	default:
		t.refuse(t.Say.Say("button_gone"))
		t.again()
	}
}

// give takes a tapped answer, to the question in focus or to an older one.
func (t *Turn) give(q *form.Question, p form.Place, v form.Value, typed string) {
	if problem := t.constrained(q, p.Row, v); problem != "" {
		t.tell(problem)
		t.again()
		return
	}
	before := t.Draft.Cell(q, p.Row).State
	switch {
	case t.current(p):
		t.acceptOrAsk(q, p.Row, v, typed, 0)
		return
	}
	t.store(q, p.Row, v, typed, 0)
	if before == answers.Answered {
		t.tell(t.Say.Say("corrected", "code", q.Code, "value", t.Shown(q, v)))
	} else {
		t.tell(t.Say.Say("saved", "value", t.Shown(q, v)))
	}
	t.checkOr(q, p.Row, t.resume)
}

func (t *Turn) chosen(q *form.Question, b Button) {
	hash := b.arg(0)
	for _, o := range q.Special {
		if form.NameHash(o.Name) == hash {
			t.give(q, b.Place, form.Value{Name: o.Name}, t.Fill(o.Label, 0))
			return
		}
	}
	for _, tap := range q.Taps(t.Speech()) {
		switch {
		case form.NameHash(tap.Name) != hash:
			continue
		case q.Way() == form.ByTicks:
			t.tick(q, b.Place, tap.Name)
		default:
			t.give(q, b.Place, tap.Value, tap.Label)
		}
		return
	}
	t.refuse(t.Say.Say("choice_gone", "code", q.Code))
	t.again()
}

// tick turns one of several choices on or off, in the message itself.
func (t *Turn) tick(q *form.Question, p form.Place, name string) {
	if !t.current(p) {
		t.ways().rewrite(q, p.Row)
		return
	}
	if i := slices.Index(t.Focus.Asked.Picked, name); i >= 0 {
		t.Focus.Asked.Picked = slices.Delete(slices.Clone(t.Focus.Asked.Picked), i, i+1)
	} else {
		t.Focus.Asked.Picked = q.InOrder(append(slices.Clone(t.Focus.Asked.Picked), name))
	}
	t.ask(q, p.Row)
	if n := len(t.out.Contents); n > 0 {
		t.out.Contents[n-1].Replace = t.Input.Message
	}
}

// done ends what takes several messages or taps.
func (t *Turn) done(q *form.Question, row int) {
	p := q.At(row)
	if !t.current(p) {
		t.refuse(t.Say.Say("already_done", "code", q.Code))
		t.again()
		return
	}
	switch q.Way() {
	case form.AtLength:
		t.texts().finishText(q, row)
	case form.ByTicks:
		t.finishTicks(q, p)
	case form.ByFiles:
		if t.Draft.Cell(q, row).State == answers.Answered {
			t.Looked(p)
			t.checkOr(q, row, t.next)
			return
		}
		t.tell(t.Say.Say("file_wanted"))
		t.again()
	default:
		t.again()
	}
}

func (t *Turn) finishTicks(q *form.Question, p form.Place) {
	picked := t.Focus.Asked.Picked
	if len(picked) == 0 {
		t.tell(t.Say.Say("choice_none_picked"))
		t.again()
		return
	}
	v := form.Value{Names: picked}
	if problem := q.Fits(v, t.given("")); problem != nil {
		t.tell(t.Problem(problem))
		t.again()
		return
	}
	t.give(q, p, v, t.Shown(q, v))
}

// reading takes one of the two numbers that were put to the person.
func (t *Turn) reading(q *form.Question, b Button) {
	i := b.number()
	if i < 0 || i >= len(t.Focus.Asked.Readings) || t.Focus.Place != b.Place {
		t.refuse(t.Say.Say("button_gone"))
		t.again()
		return
	}
	n, approx := t.Focus.Asked.Readings[i], t.Focus.Asked.Approx
	t.Focus.Mode, t.Focus.Asked.Readings, t.Focus.Asked.Approx = Asking, nil, false
	v := form.Value{Number: n, Approx: approx}
	if problem := q.Fits(v, t.given("")); problem != nil {
		t.tell(t.Problem(problem))
		t.again()
		return
	}
	if q.IsCalculated() {
		t.figures().replaceBy(q, max(0, min(t.Focus.Figures.Part, len(q.Figures))-1), n)
		return
	}
	t.acceptOrAsk(q, b.Row, v, t.Shown(q, v), 0)
}
