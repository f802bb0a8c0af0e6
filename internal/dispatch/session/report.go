package session

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// Report is a report while one update about it is answered.
type Report struct {
	ID     report.ID
	Unit   roster.Unit
	Turn   *conversation.Turn
	Status report.Status
	Err    error // of what the turn looked up
	Moved  bool  // the draft is on a newer outline than the stored one
	// Handing is the move by which it would be submitted as it was found.
	Handing report.Move
}

// Open loads a report and sets up its next turn.
func (s *Session) Open(m roster.Membership) (*Report, error) {
	unit, _ := s.Campaign.Units.Get(m.Unit)
	rep := s.Campaign.Report(m.Unit)
	status, err := store.Statuses.Get(s.Tx, rep)
	if err != nil {
		return nil, err
	}
	draft, err := store.Drafts.Get(s.Tx, rep)
	if err != nil {
		return nil, err
	}
	outline := s.Campaign.Outlines[unit.Level]
	if draft == nil {
		draft = answers.NewDraft(outline)
	} else if older := s.Campaign.Set.Version(draft.Outline); older != nil {
		outline = older
	} else if draft.Outline != outline.Hash {
		return nil, fmt.Errorf("%w: draft of %s belongs to outline %s, which is not stored", store.ErrDamaged, rep, draft.Outline)
	}
	about := s.Campaign.AboutUnit(unit, s.Say)
	focus, err := FocusIn(s.Chat, rep)
	if err != nil {
		return nil, err
	}
	if draft.Below = nil; outline.UsesBelow() {
		if draft.Below, err = s.Campaign.Below.In(s.Tx, unit); err != nil {
			s.Effects.Outdated = s.Campaign.Below.Load
			return nil, err
		}
	}
	tag := s.Say.Tag()
	outline = outline.In(tag)
	t := s.Campaign.Turn(about, outline, draft, &focus)
	t.Campaign = s.Campaign.NameTo(s.Person.Memberships, s.Say)
	t.Input, t.Command, t.Now, t.Say = s.Update.Input, s.Command, s.Campaign.Local(s.Update.At), s.Say
	t.Unsigned = status.State == report.AwaitingSignOff
	t.Accepted, t.Exempt = status.State == report.Accepted, status.State == report.Exempt
	t.Frozen, t.Remark = status.State.In() || t.Unsigned || t.Exempt, status.Note
	t.OwnPost = m.Post
	t.Texts = func(p form.Place) []string { return s.text(rep, t.Outline, s.stored(rep, t.Outline, t.Draft), p) }
	if t.Closed = s.Campaign.ClosedSentence(s.Say); t.Closed != "" {
		t.Frozen = true
	}
	t.LastTexts = s.last(draft, unit)
	s.filesOf(t, rep)
	w := &Report{ID: rep, Unit: unit, Turn: t, Status: status, Handing: status.Handing()}
	s.below(w)
	t.SignOff = func() exchange.SignOff { return s.signOff(w) }
	t.Deadline = func() time.Time {
		at, err := s.Campaign.DeadlineIn(s.Tx, unit, status)
		w.Err = errors.Join(w.Err, err)
		return at
	}
	if current := s.Campaign.Outlines[unit.Level]; current.Hash != outline.Hash && moves(status.State) {
		t.MoveTo(current.In(tag))
		w.Moved = true
	}
	t.Follow(s.Campaign.Set.Version(focus.Outline).In(tag))
	return w, nil
}

// stored is the report's draft as it is stored, which says what its stored texts are: the one of the turn has what
// the turn wrote. Where that is on a newer outline it is the draft of the turn.
func (s *Session) stored(rep report.ID, o *form.Outline, d *answers.Draft) *answers.Draft {
	before, err := store.Drafts.Get(s.Tx, rep)
	switch {
	case err == nil && before == nil:
		return answers.NewDraft(o)
	case err == nil && before.Outline == d.Outline:
		return before
	}
	return d
}

// text reads a text of a report. One that is damaged keeps anything from coming of the update.
func (s *Session) text(rep report.ID, o *form.Outline, d *answers.Draft, p form.Place) []string {
	text, err := store.Text(s.Tx, rep, o.Filed(p), d.Text(o, p))
	s.Damaged = errors.Join(s.Damaged, err)
	return text
}

// FocusIn reads where the person of a chat stands in a report.
func FocusIn(c store.Chat, rep report.ID) (f exchange.Focus, err error) {
	at := c.Reports[rep]
	if at == nil || at.Focus == nil {
		return f, nil
	}
	if err := json.Unmarshal(at.Focus, &f); err != nil {
		return f, fmt.Errorf("read where somebody stands in %s: %w: %w", rep, store.ErrDamaged, err)
	}
	return f, nil
}

// KeepFocus keeps where the person stands in a report.
func (s *Session) KeepFocus(rep report.ID, f exchange.Focus) {
	raw, err := json.Marshal(f)
	if err != nil {
		panic(fmt.Errorf("write a focus: %w", err)) // it has nothing that cannot be written
	}
	s.Chat.At(rep).Focus = raw
}

// moves reports whether a report goes on with the current outline. One that was
// submitted keeps its version until it is returned or reopened.
func moves(s report.State) bool {
	return s == report.NotStarted || s == report.InProgress || s == report.Returned
}

// filesOf lets a turn see the report's files, which are read when it asks.
func (s *Session) filesOf(t *conversation.Turn, rep report.ID) {
	var known []answers.Filed
	read := false
	t.MaxFile = s.Campaign.Set.MaxFile
	last := 0
	t.LastFile = func() int {
		t.Files()
		return last
	}
	t.Found = func(id int) *answers.Found {
		found, err := store.Founds.Get(s.Tx, store.FileOf{Report: rep, ID: id})
		if err != nil { // as if nothing had been found
			return nil
		}
		return found
	}
	t.Files = func() []answers.Filed {
		if read {
			return known
		}
		read = true
		files, err := store.FilesOf.Get(s.Tx, rep)
		if err != nil { // said by filed, if anything is to be written
			return nil
		}
		last = files.Last
		for _, f := range files.List {
			f.Own = f.By == s.Update.From.String()
			f.At, _ = t.Outline.Placed(f.At)
			known = append(known, f.Filed)
		}
		return known
	}
}

// signOff returns what stands between the officer's yes and the submission.
func (s *Session) signOff(w *Report) exchange.SignOff {
	l, _ := s.Campaign.Plan.Level(w.Unit.Level)
	if l.SignOff == campaign.SignOffNone {
		return exchange.NoSignOff
	}
	members, err := store.Members.Get(s.Tx, s.Campaign.OnList(w.Unit.Code))
	switch {
	case err != nil:
		w.Err = err
	case len(members.With(roster.Approver)) > 0:
		return exchange.SignOffFirst
	case l.SignOff == campaign.SignOffRequired:
		return exchange.SignOffMissing
	}
	return exchange.NoSignOff
}

// Approves reports whether the person may sign the reports of the context's unit.
func (s *Session) Approves(c Context) bool {
	return roster.May(c.Campaign.Units, roster.OnList(s.Person.Memberships, c.Campaign.List()), c.Member.Unit, roster.Sign)
}

// InText reports whether what is typed may be a text that the report asks for.
func (s *Session) InText() bool {
	if s.Context == nil {
		return false
	}
	w, err := s.Open(s.Context.Member)
	return err == nil && w.Turn.InText()
}

// Note writes a line into the journal.
func (s *Session) Note(d report.Entry) {
	store.Journal.Put(s.Tx, store.Line{Campaign: s.Campaign.ID(), Update: s.Update.Key, At: d.When}, d)
}

// Operate is the engine of operations on one unit's report, which opens it by
// the function given.
func (s *Session) Operate(state *operation.State, open func(unit string) (operation.Folder, error)) *operation.Engine {
	now := s.Campaign.Local(s.Update.At)
	return &operation.Engine{
		Region: operation.Region{
			Overview: report.Overview{Units: s.Campaign.Units, Now: now, Zone: now.Location(), Contact: s.Campaign.In(s.Say).Contact},
			Who:      s.Roles(), Reports: s.Campaign.Reports, Say: s.Say,
		},
		State: state, Heard: s.Command.Heard, ID: OperationID(s.Update), Open: open,
	}
}

// OperationID names an operation that an update begins.
func OperationID(u chat.Update) string {
	h := fnv.New64a()
	h.Write([]byte(u.Key))
	return strconv.FormatUint(h.Sum64(), 36)
}

// UpdateStatus brings a status up to date with its draft. Sent is when the message that
// submits it was sent, if anybody tells.
func UpdateStatus(s *report.Status, t *conversation.Turn, submitted bool, sent time.Time) {
	s.Changed = t.Now
	if s.Started.IsZero() {
		s.Started = t.Now
	}
	Follow(s, t)
	if s.State == report.NotStarted {
		s.State = report.InProgress
	}
	if submitted {
		*s, _ = s.Apply(report.Act{Move: s.Handing(), Now: t.Now, Sent: sent}) // the turn was not frozen
		SetFigures(s, t)
	}
}

// SetFigures copies the draft's figures, which are added up above.
func SetFigures(s *report.Status, t *conversation.Turn) {
	s.Figures = t.Draft.FigureValues(t.Outline)
	for i, f := range s.Figures {
		if math.IsInf(f, 0) {
			s.Figures[i] = math.NaN()
		}
	}
}

// Follow copies how far the draft is.
func Follow(s *report.Status, t *conversation.Turn) {
	s.Done, s.Total = t.Draft.Progress(t.Outline)
	s.Outline, s.Warnings = t.Outline.Hash, len(t.Kept())
	if q := t.Focus.Code; q != "" {
		s.Section = t.Outline.SectionOf(q)
	}
}

// Author returns the post that the report names for who fills it in.
func Author(t *conversation.Turn) string { return viet.Line(t.Post()) }
