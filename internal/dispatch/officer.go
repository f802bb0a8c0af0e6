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

// Report is a report while one input of its officer is answered.
type Report struct {
	ID     store.Report
	unit   roster.Unit
	turn   *conversation.Turn
	status report.Status
	err    error // of what the turn looked up
	moved  bool  // the draft is on a newer outline than the stored one
	// handing is the move by which it would be handed in as it was found.
	handing report.Move
}

// Answer takes an input to the unit's report.
func (h officer) Answer() error {
	if h.Update.Input.Kind == chat.Attachment && h.refusedAsClosed() {
		return nil
	}
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	if h.Update.Input.Kind == chat.Edit {
		said, ok, err := store.GetSaid(h.Tx, h.Update.From, h.Update.Input.Message)
		if err != nil {
			return damaged(err)
		}
		if ok && said.Report == w.ID {
			of, _ := w.turn.Outline.Placed(said.Place)
			w.turn.Of, w.turn.OfPiece = &of, said.Piece
			for _, p := range said.Places {
				placed, _ := w.turn.Outline.Placed(p)
				w.turn.OfAll = append(w.turn.OfAll, placed)
			}
		}
	}
	return h.turned(w, "")
}

// turned takes the turn, and says first what the person should know: where they
// are, and who else is.
func (h officer) turned(w *Report, lead string) error {
	entering, anew := w.turn.Entering(), h.seen(w)
	also, asked, err := h.together(w, anew, lead)
	if asked || err != nil {
		return err
	}
	out := w.turn.Step()
	if w.err != nil {
		return w.err
	}
	h.unitButtons(w, out)
	h.coordinatorsHelp(out)
	here := ""
	if entering || anew || h.switched {
		here = h.here()
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
	return h.close(w, out)
}

// open loads what the report's next turn is made from.
func (s *Session) open(m roster.Membership) (*Report, error) {
	unit, _ := s.Campaign.Units.Get(m.Unit)
	rep := s.Campaign.report(m.Unit)
	status, err := store.GetStatus(s.Tx, rep)
	if err != nil {
		return nil, damaged(err)
	}
	draft, err := store.GetDraft(s.Tx, rep)
	if err != nil {
		return nil, damaged(err)
	}
	outline := s.Campaign.Outlines[unit.Level]
	if draft == nil {
		draft = answers.NewDraft(outline)
	} else if older := s.Campaign.Set.Versions[draft.Outline]; older != nil {
		outline = older
	} else if draft.Outline != outline.Hash {
		return nil, fmt.Errorf("%w: draft of %s belongs to outline %s, which is not stored", errDamaged, rep, draft.Outline)
	}
	focus := s.person.Focus[rep.String()]
	t := s.Campaign.turn(rep, unit, outline, draft, &focus)
	t.Input, t.Now, t.Say = s.Update.Input, s.Campaign.local(s.Update.At), s.say
	t.Unsigned = status.State == report.AwaitingSignOff
	t.Accepted, t.Exempt = status.State == report.Accepted, status.State == report.Exempt
	t.Frozen, t.Remark = status.State.In() || t.Unsigned || t.Exempt, status.Note
	if above, ok := s.Campaign.Units.Parent(unit.Code); ok {
		t.Above = above.Label()
	}
	if t.Deadline, err = s.Campaign.deadlineIn(s.Tx, unit, status); err != nil {
		return nil, err
	}
	t.OwnPost = m.Post
	t.Texts = func(p form.Place) []string {
		return store.Text(s.Tx, rep, t.Outline.Filed(p), t.Draft.Pieces(t.Outline, p))
	}
	if t.Closed = s.Campaign.ClosedSentence(s.say); t.Closed != "" {
		t.Frozen = true
	}
	s.filesOf(t, rep)
	w := &Report{ID: rep, unit: unit, turn: t, status: status, handing: status.Handing()}
	t.SignOff = func() conversation.SignOff { return s.signOff(w) }
	if current := s.Campaign.Outlines[unit.Level]; current.Hash != outline.Hash && moves(status.State) {
		t.MoveTo(current)
		w.moved = true
	}
	t.Follow(s.Campaign.Set.Versions[focus.Outline])
	return w, nil
}

// moves tells whether a report goes on with the current outline. One that is in
// the coordinators' hands stays as it was handed in until it comes back.
func moves(s report.State) bool {
	return s == report.NotStarted || s == report.InProgress || s == report.Returned
}

// turn sets up what does not depend on the input.
func (d *Campaign) turn(rep store.Report, unit roster.Unit, o *form.Outline, draft *answers.Draft, focus *conversation.Focus) *conversation.Turn {
	about := d.aboutUnit(unit)
	draft.Below = nil
	if o.UsesBelow() {
		draft.Below = d.Below(unit)
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

func (d *Campaign) aboutUnit(unit roster.Unit) *unitFacts {
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
func (h officer) close(w *Report, out conversation.Outcome) error {
	store.PutDraft(h.Tx, w.ID, w.turn.Draft)
	if err := h.record(w, out); err != nil {
		return err
	}
	if err := h.filed(w, out); err != nil {
		return err
	}
	switch {
	case len(out.Answers) > 0 || len(out.Files) > 0 || out.Submitted:
		h.update(w, out)
		store.PutStatus(h.Tx, w.ID, w.status)
		h.noteStatus(w)
	case w.moved && w.status.State != report.NotStarted:
		follow(&w.status, w.turn)
		store.PutStatus(h.Tx, w.ID, w.status)
		h.noteStatus(w)
	}
	if out.Submitted {
		if err := h.submitted(w, out); err != nil {
			return err
		}
		if err := h.noteOwn(w, desk.Deed{Move: w.handing}); err != nil {
			return err
		}
	}
	if out.Export {
		h.Effects.export = &export{Campaign: h.Campaign, Report: w, lang: h.person.Language}
	}
	if out.Presented {
		if err := h.present(w); err != nil {
			return err
		}
	}
	if h.person.Focus == nil {
		h.person.Focus = map[string]conversation.Focus{}
	}
	w.turn.Focus.Outline = w.turn.Draft.Outline
	before := len(h.Effects.messages)
	h.tell(out.Contents...)
	if out.Ack > 0 {
		w.turn.Focus.Ack = h.Effects.messages[before+out.Ack-1].ID
	}
	h.person.Focus[w.ID.String()] = *w.turn.Focus
	if h.forUnit() && (out.Submitted || out.Presented) {
		if err := h.behalfDone(w); err != nil {
			return err
		}
	}
	return issues{Session: h.Session}.forward(w, out.Closed)
}

// noteStatus has the index of the reports below told after the commit.
func (h officer) noteStatus(w *Report) {
	h.Effects.Statuses = append(h.Effects.Statuses, written{report: w.ID, status: w.status})
}

// record writes the answers into the history, and texts beside the draft.
func (h officer) record(w *Report, out conversation.Outcome) error {
	h.Effects.answers = len(out.Answers)
	for i, a := range out.Answers {
		if a.Piece > 0 && a.Text != "" {
			store.PutText(h.Tx, w.ID, w.turn.Outline.Filed(a.Place), a.Piece, a.Text)
		}
		e := store.Entry{Place: a.Place, Name: w.turn.Outline.Filed(a.Place).Code, Text: a.Text, Piece: a.Piece, Removed: a.Removed, Check: a.Check, At: h.Update.At}
		e.By, e.Post, e.Called = h.Update.From.String(), h.post(w), viet.Line(h.Update.Name)
		if err := store.AppendHistory(h.Tx, w.ID, h.Update.Key, i, e); err != nil {
			return err
		}
		message := a.Message
		if message == "" && h.Update.Input.Kind == chat.Text {
			message = h.Update.Input.Message
		}
		if message == "" || a.Copied || a.Removed || a.Check != "" {
			continue // no words of an answer, so editing them corrects none
		}
		said := store.Said{Report: w.ID, Place: w.turn.Outline.Filed(a.Place), Piece: a.Piece}
		for _, p := range out.Listed {
			if message == out.List {
				said.Places = append(said.Places, w.turn.Outline.Filed(p))
			}
		}
		if err := store.PutSaid(h.Tx, h.Update.From, message, said); err != nil {
			return err
		}
	}
	return nil
}

// update brings the small status record up to date.
func (h officer) update(w *Report, out conversation.Outcome) {
	t := w.turn
	if t.Frozen { // the signed report came, and nothing else changes
		w.status.Changed = t.Now
		return
	}
	updateStatus(&w.status, t, out.Submitted)
	w.status.By, w.status.Author = h.post(w), h.Update.From.String()
	if h.forUnit() {
		w.status.Behalf = true
	}
}

// post is the person's own, else what the report says of who fills it in.
func (s *Session) post(w *Report) string {
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
func (h officer) unitButtons(w *Report, out conversation.Outcome) {
	if len(out.Contents) == 0 || !out.Frozen && !out.Presented || w.turn.Closed != "" {
		return
	}
	last := &out.Contents[len(out.Contents)-1]
	switch {
	case out.Presented || w.turn.Unsigned:
		last.Choices = append(last.Choices, []chat.Choice{unitButton(actRecall, w.turn.Report, h.say.Say("button_recall"))})
		if w.turn.Unsigned && h.approves(*h.Context) {
			last.Choices = append(last.Choices, h.waiting(w, w.status.By).Choices...)
		}
	case w.status.State.In():
		last.Choices = append(last.Choices, []chat.Choice{unitButton(actPlead, w.turn.Report, h.say.Say("button_plead"))})
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
func (h officer) submitted(w *Report, out conversation.Outcome) error {
	h.Effects.submitted = &w.ID
	e := store.Entry{By: h.Update.From.String(), At: h.Update.At, Receipt: out.Receipt}
	if h.forUnit() {
		e.Post = h.post(w)
	}
	if err := store.AppendHistory(h.Tx, w.ID, h.Update.Key, len(out.Answers), e); err != nil {
		return err
	}
	return noteSubmission(h.Campaign, h.Tx, w.unit)
}
