package dispatch

import (
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/desk"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// shortID is how buttons name a report.
func shortID(r store.Report) string {
	h := fnv.New32a()
	h.Write([]byte(r.String()))
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}

// work is a report while one input of its officer is answered.
type work struct {
	report store.Report
	unit   roster.Unit
	turn   *conversation.Turn
	status report.Status
	err    error // of what the turn looked up
	moved  bool  // the draft is on a newer outline than the stored one
	// handing is the move by which it would be handed in as it was found.
	handing report.Move
}

// officer takes an input to the unit's report.
func (v *visit) officer() error {
	if v.u.Input.Kind == chat.Attachment && v.refusedAsClosed() {
		return nil
	}
	w, err := v.open(v.seat.m)
	if err != nil {
		return err
	}
	if v.u.Input.Kind == chat.Edit {
		said, ok, err := store.GetSaid(v.tx, v.u.From, v.u.Input.Message)
		if err != nil {
			return fmt.Errorf("%w: %w", errDamaged, err)
		}
		if ok && said.Report == w.report {
			of, _ := w.turn.Outline.Placed(said.Place)
			w.turn.Of, w.turn.OfPiece = &of, said.Piece
			for _, p := range said.Places {
				placed, _ := w.turn.Outline.Placed(p)
				w.turn.OfAll = append(w.turn.OfAll, placed)
			}
		}
	}
	return v.turned(w, "")
}

// turned takes the turn, and says first what the person should know: where they
// are, and who else is.
func (v *visit) turned(w *work, lead string) error {
	entering, anew := w.turn.Entering(), v.seen(w)
	also, asked, err := v.together(w, anew, lead)
	if asked || err != nil {
		return err
	}
	out := w.turn.Step()
	if w.err != nil {
		return w.err
	}
	v.unitButtons(w, out)
	v.coordinatorsHelp(out)
	here := ""
	if entering || anew || v.switched {
		here = v.here()
	}
	var first []string
	for _, line := range []string{here, lead, also} {
		if line != "" {
			first = append(first, line)
		}
	}
	if len(first) > 0 && len(out.Contents) > 0 {
		out.Contents[0].Text = strings.Join(append(first, out.Contents[0].Text), "\n\n")
	}
	return v.close(w, out)
}

// open loads what the report's next turn is made from.
func (v *visit) open(m roster.Membership) (*work, error) {
	unit, _ := v.d.Units.Get(m.Unit)
	rep := v.d.report(m.Unit)
	status, err := store.GetStatus(v.tx, rep)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	draft, err := store.GetDraft(v.tx, rep)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	outline := v.d.Outlines[unit.Level]
	if draft == nil {
		draft = answers.NewDraft(outline)
	} else if older := v.d.set.Versions[draft.Outline]; older != nil {
		outline = older
	} else if draft.Outline != outline.Hash {
		return nil, fmt.Errorf("%w: draft of %s belongs to outline %s, which is not stored", errDamaged, rep, draft.Outline)
	}
	focus := v.person.Focus[rep.String()]
	t := v.d.turn(rep, unit, outline, draft, &focus)
	t.Input, t.Now, t.Say = v.u.Input, v.d.local(v.u.At), v.say
	t.Unsigned = status.State == report.AwaitingSignOff
	t.Accepted, t.Exempt = status.State == report.Accepted, status.State == report.Exempt
	t.Frozen, t.Remark = status.State.In() || t.Unsigned || t.Exempt, status.Note
	if above, ok := v.d.Units.Parent(unit.Code); ok {
		t.Above = above.Label()
	}
	if t.Deadline, err = v.d.deadlineIn(v.tx, unit, status); err != nil {
		return nil, err
	}
	t.OwnPost = m.Post
	t.Texts = func(p form.Place) []string {
		return store.Text(v.tx, rep, t.Outline.Filed(p), t.Draft.Pieces(t.Outline, p))
	}
	if t.Closed = v.d.closedSentence(v.say); t.Closed != "" {
		t.Frozen = true
	}
	v.filesOf(t, rep)
	w := &work{report: rep, unit: unit, turn: t, status: status, handing: status.Handing()}
	t.SignOff = func() conversation.SignOff { return v.signOff(w) }
	if current := v.d.Outlines[unit.Level]; current.Hash != outline.Hash && moves(status.State) {
		t.MoveTo(current)
		w.moved = true
	}
	t.Follow(v.d.set.Versions[focus.Outline])
	return w, nil
}

// moves tells whether a report goes on with the current outline. One that is in
// the coordinators' hands stays as it was handed in until it comes back.
func moves(s report.State) bool {
	return s == report.NotStarted || s == report.InProgress || s == report.Returned
}

// turn sets up what does not depend on the input.
func (d *drive) turn(rep store.Report, unit roster.Unit, o *form.Outline, draft *answers.Draft, focus *conversation.Focus) *conversation.Turn {
	about := d.aboutUnit(unit)
	draft.Below = nil
	if o.UsesBelow() {
		draft.Below = d.belowOf(unit)
	}
	return &conversation.Turn{
		Writer: paper.Writer{
			Sheet:     answers.Sheet{Outline: o, Draft: draft},
			Words:     about.words,
			Unit:      unit.Code,
			UnitLabel: about.label,
			Units:     d.Units,
		},
		Focus:   focus,
		Report:  shortID(rep),
		Contact: d.contact(),
		Names:   func(input string) []string { return codes(d.Units.Find(input, "")) },
	}
}

// unitFacts are what every question of one unit is put with. The list of units
// and the campaign do not change while the program runs, so they are made once.
type unitFacts struct {
	words form.Words
	label string
}

func (d *drive) aboutUnit(unit roster.Unit) *unitFacts {
	if known, ok := d.facts.Load(unit.Code); ok {
		return known.(*unitFacts)
	}
	parent, hasParent := d.Units.Parent(unit.Code)
	f := &unitFacts{words: d.Plan.Words(unit, parent, hasParent), label: d.Units.Path(unit.Code)}
	d.facts.Store(unit.Code, f)
	return f
}

func codes(m roster.Match) []string {
	if m.Found {
		return []string{m.Unit.Code}
	}
	out := make([]string, len(m.Several))
	for i, u := range m.Several {
		out[i] = u.Code
	}
	return out
}

// close writes what came of the turn: the draft, the history, the small
// status, what was said, and where the person stands.
func (v *visit) close(w *work, out conversation.Outcome) error {
	store.PutDraft(v.tx, w.report, w.turn.Draft)
	if err := v.record(w, out); err != nil {
		return err
	}
	if err := v.filed(w, out); err != nil {
		return err
	}
	switch {
	case len(out.Answers) > 0 || len(out.Files) > 0 || out.Submitted:
		v.update(w, out)
		store.PutStatus(v.tx, w.report, w.status)
		v.noteStatus(w)
	case w.moved && w.status.State != report.NotStarted:
		follow(&w.status, w.turn)
		store.PutStatus(v.tx, w.report, w.status)
		v.noteStatus(w)
	}
	if out.Submitted {
		if err := v.submitted(w, out); err != nil {
			return err
		}
		if err := v.noteOwn(w, desk.Deed{Move: w.handing}); err != nil {
			return err
		}
	}
	if out.Export {
		v.r.export = &export{in: v.d, work: w, lang: v.person.Language}
	}
	if out.Presented {
		if err := v.present(w); err != nil {
			return err
		}
	}
	if v.person.Focus == nil {
		v.person.Focus = map[string]conversation.Focus{}
	}
	w.turn.Focus.Outline = w.turn.Draft.Outline
	before := len(v.r.messages)
	v.tell(out.Contents...)
	if out.Ack > 0 {
		w.turn.Focus.Ack = v.r.messages[before+out.Ack-1].ID
	}
	v.person.Focus[w.report.String()] = *w.turn.Focus
	if v.forUnit() && (out.Submitted || out.Presented) {
		if err := v.behalfDone(w); err != nil {
			return err
		}
	}
	return v.forward(w, out.Closed)
}

// noteStatus has the index of the reports below told after the commit.
func (v *visit) noteStatus(w *work) { v.r.worked = append(v.r.worked, written{w.report, w.status}) }

// record writes the answers into the history, and texts beside the draft.
func (v *visit) record(w *work, out conversation.Outcome) error {
	v.r.answers = len(out.Answers)
	for i, a := range out.Answers {
		if a.Piece > 0 && a.Text != "" {
			store.PutText(v.tx, w.report, w.turn.Outline.Filed(a.Place), a.Piece, a.Text)
		}
		e := store.Entry{Place: a.Place, Name: w.turn.Outline.Filed(a.Place).Code, Text: a.Text, Piece: a.Piece, Removed: a.Removed, Check: a.Check, At: v.u.At}
		e.By, e.Post, e.Called = v.u.From.String(), v.post(w), viet.Line(v.u.Name)
		if err := store.AppendHistory(v.tx, w.report, v.u.Key, i, e); err != nil {
			return err
		}
		message := a.Message
		if message == "" && v.u.Input.Kind == chat.Text {
			message = v.u.Input.Message
		}
		if message == "" || a.Copied || a.Removed || a.Check != "" {
			continue // no words of an answer, so editing them corrects none
		}
		said := store.Said{Report: w.report, Place: w.turn.Outline.Filed(a.Place), Piece: a.Piece}
		for _, p := range out.Listed {
			if message == out.List {
				said.Places = append(said.Places, w.turn.Outline.Filed(p))
			}
		}
		if err := store.PutSaid(v.tx, v.u.From, message, said); err != nil {
			return err
		}
	}
	return nil
}

// update brings the small status record up to date.
func (v *visit) update(w *work, out conversation.Outcome) {
	t := w.turn
	if t.Frozen { // the signed report came, and nothing else changes
		w.status.Changed = t.Now
		return
	}
	updateStatus(&w.status, t, out.Submitted)
	w.status.By, w.status.Author = v.post(w), v.u.From.String()
	if v.forUnit() {
		w.status.Behalf = true
	}
}

// post is the person's own, else what the report says of who fills it in.
func (v *visit) post(w *work) string {
	if w.turn.OwnPost != "" {
		return w.turn.OwnPost
	}
	return author(w.turn)
}

// updateStatus reads off the draft what coordinators ask about.
func updateStatus(s *report.Status, t *conversation.Turn, submitted bool) {
	s.Changed = t.Now
	if s.Started.IsZero() {
		s.Started = t.Now
	}
	follow(s, t)
	if s.State == report.NotStarted {
		s.State = report.InProgress
	}
	if submitted {
		*s, _ = s.Apply(report.Act{Move: s.Handing(), Now: t.Now}) // the turn was not frozen
		setFigures(s, t)
	}
}

// setFigures reads off the draft what is added up above.
func setFigures(s *report.Status, t *conversation.Turn) {
	s.Figures = t.Draft.FigureValues(t.Outline)
	for i, f := range s.Figures {
		if math.IsInf(f, 0) {
			s.Figures[i] = math.NaN()
		}
	}
}

// unitButtons puts under a report that cannot be changed what can be done about
// it.
func (v *visit) unitButtons(w *work, out conversation.Outcome) {
	if len(out.Contents) == 0 || !out.Frozen && !out.Presented || w.turn.Closed != "" {
		return
	}
	last := &out.Contents[len(out.Contents)-1]
	switch {
	case out.Presented || w.turn.Unsigned:
		last.Choices = append(last.Choices, []chat.Choice{unitButton(actRecall, w.turn.Report, v.say.Say("button_recall"))})
		if w.turn.Unsigned && v.approves(*v.seat) {
			last.Choices = append(last.Choices, v.waiting(w, w.status.By).Choices...)
		}
	case w.status.State.In():
		last.Choices = append(last.Choices, []chat.Choice{unitButton(actPlead, w.turn.Report, v.say.Say("button_plead"))})
	}
}

// follow reads off the draft how far it is.
func follow(s *report.Status, t *conversation.Turn) {
	s.Done, s.Total = t.Draft.Progress(t.Outline)
	s.Outline, s.Points = t.Outline.Hash, len(t.Kept())
	if q := t.Focus.Code; q != "" {
		s.Section = t.Outline.SectionOf(q)
	}
}

// author is the post of who fills in the report, as they said it.
func author(t *conversation.Turn) string { return viet.Line(t.Post()) }

// submitted writes the receipt into the history and tells the heads above.
func (v *visit) submitted(w *work, out conversation.Outcome) error {
	v.r.submitted = &w.report
	e := store.Entry{By: v.u.From.String(), At: v.u.At, Receipt: out.Receipt}
	if v.forUnit() {
		e.Post = v.post(w)
	}
	if err := store.AppendHistory(v.tx, w.report, v.u.Key, len(out.Answers), e); err != nil {
		return err
	}
	return v.d.noteSubmission(v.tx, w.unit)
}
