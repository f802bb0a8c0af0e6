package session

import (
	"context"
	"errors"

	"giaoban/internal/answers"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// below gives a report above others what may be taken from them.
func (s *Session) below(w *Report) {
	w.Turn.Looks = roster.May(s.Campaign.Units, roster.OnList(s.Person.Memberships, s.Campaign.List()), w.Unit.Code, roster.Look)
	w.Turn.Rows = func(code, list string) []exchange.Picked {
		rows, err := s.rowsBelow(w.Unit, code, list)
		w.Err = errors.Join(w.Err, err)
		return rows
	}
	w.Turn.Excerpt = func(name string) string {
		line, err := s.excerpt(w.Unit, name)
		w.Err = errors.Join(w.Err, err)
		return line
	}
}

// excerpt is a sentence of the reports below to a question of theirs. Where none was made
// yet, the update runs again once that is done.
func (s *Session) excerpt(unit roster.Unit, name string) (string, error) {
	below, err := s.Campaign.Below.In(s.Tx, unit)
	if err != nil {
		s.Effects.Outdated = s.Campaign.Below.Load
		return "", err
	}
	lines, ok := s.Campaign.Quoted.In(unit.Code, below)
	if !ok {
		s.Effects.Outdated = func(ctx context.Context) error { return s.Campaign.Quoted.Load(ctx, unit, s.Update.At) }
	}
	return lines[name], nil
}

// rowsBelow are the rows of a list of one unit below whose report is in: a report and,
// where a row is taken over, the texts of that row. What only some may see is left out.
func (s *Session) rowsBelow(unit roster.Unit, code, list string) ([]exchange.Picked, error) {
	if code == unit.Code || !s.Campaign.Units.Contains(unit.Code, code) {
		return nil, nil
	}
	rep := s.Campaign.Report(code)
	status, err := store.Statuses.Get(s.Tx, rep)
	if err != nil || !status.State.In() {
		return nil, err
	}
	draft, err := store.Drafts.Get(s.Tx, rep)
	if err != nil || draft == nil {
		return nil, err
	}
	o := s.Campaign.Set.Version(draft.Outline)
	if o == nil {
		return nil, nil
	}
	q := o.ByName[list]
	if q == nil || !q.IsGroup() || q.VisibleTo != "" || draft.Cells[q.Pos].Hidden {
		return nil, nil
	}
	var all []exchange.Picked
	for i := range draft.Cells[q.Pos].Rows {
		r := &draft.Cells[q.Pos].Rows[i]
		if r.Label == "" {
			continue
		}
		p := exchange.Picked{ID: r.ID, Name: r.Label, Values: map[string]form.Value{}}
		for j := range q.Questions {
			f := &q.Questions[j]
			if c := &r.Cells[f.Pos]; c.State == answers.Answered && !c.Hidden && f.VisibleTo == "" {
				p.Values[f.Name] = c.Value
			}
		}
		p.Text = func(field string) string {
			place := o.ByName[field].At(r.ID)
			return viet.JoinPieces(s.text(rep, o, draft, place))
		}
		all = append(all, p)
	}
	return all, nil
}
