// Package reform is what becomes of reports and people when the list of units changes under them.
//
// It knows records and keys, and no rule of reporting. A unit that is gone loses nothing: what it wrote stays under a code
// that no other unit gets. Whatever is done here may be cut off anywhere and is gone on with.
package reform

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Stakes is what stands on one unit's code.
type Stakes struct {
	// Reports were begun, in all campaigns on the list; In of them are handed in, and Answers is how many answers they have.
	Reports, In, Answers int
	// People are members, Invitations the codes that nobody has used yet.
	People, Invitations int
	// Questions are those that the unit asked, or was asked, and nobody has answered.
	Questions int
	// Deadlines are those that were set for the unit, or for all below it.
	Deadlines int
}

// Any reports whether something stands there.
func (s Stakes) Any() bool { return s != Stakes{} }

// Holds reports whether somebody's work or membership stands there. A code that nobody has used and a deadline alone do not
// keep a unit from going.
func (s Stakes) Holds() bool { return s.Reports+s.People+s.Questions > 0 }

// Plus adds up.
func (s Stakes) Plus(o Stakes) Stakes {
	return Stakes{s.Reports + o.Reports, s.In + o.In, s.Answers + o.Answers, s.People + o.People, s.Invitations + o.Invitations,
		s.Questions + o.Questions, s.Deadlines + o.Deadlines}
}

// A Ground is what a list of units carries: the members on it, and the reports of its campaigns.
type Ground struct {
	List      string
	Campaigns []string
}

func (g Ground) has(id report.ID) bool { return slices.Contains(g.Campaigns, id.Campaign) }

// WithPolls is the ground with the quick polls that were asked in its campaigns.
func (g Ground) WithPolls(r store.Reader) (Ground, error) {
	all := Ground{List: g.List, Campaigns: slices.Clone(g.Campaigns)}
	for row, err := range store.Polls.All(r, "") {
		if errors.Is(err, store.ErrDamaged) {
			continue
		}
		id, bad := report.ParseID(row.Key)
		if err = cmp.Or(err, bad); err != nil {
			return all, err
		}
		if slices.Contains(g.Campaigns, row.Value.Of) && !slices.Contains(all.Campaigns, id.Campaign) {
			all.Campaigns = append(all.Campaigns, id.Campaign)
		}
	}
	return all, nil
}

// Stakes counts what stands on each code. A record that is damaged counts: it is somebody's too.
func (g Ground) Stakes(r store.Reader) (map[string]Stakes, error) {
	all := map[string]Stakes{}
	add := func(unit string, s Stakes) {
		if unit != "" && s.Any() {
			all[unit] = all[unit].Plus(s)
		}
	}
	people := map[string]map[chat.Address]bool{}
	for row, err := range store.Members.All(r, store.OnList{List: g.List}.String()) {
		if err != nil {
			return nil, err
		}
		people[row.Key] = map[chat.Address]bool{}
		for _, m := range row.Value {
			people[row.Key][m.Address] = true
		}
	}
	for unit, of := range people {
		add(unit, Stakes{People: len(of)})
	}
	for row, err := range store.Invitations.All(r, "") {
		if inv := row.Value; err == nil && inv.List == g.List && inv.Unused() {
			add(inv.Unit, Stakes{Invitations: 1})
		}
	}
	return all, errors.Join(g.reports(r, add), g.questions(r, add), g.deadlines(r, add))
}

// reports counts reports and what is answered in them.
func (g Ground) reports(r store.Reader, add func(string, Stakes)) error {
	from, to := store.Prefix(store.Statuses.Prefix())
	var units []report.ID
	r.Range(from, to, func(key string, _ []byte) bool {
		if _, of := store.About(key); of.Unit != "" && of.Period != store.Imported && g.has(of) { // which is no report of theirs
			units = append(units, of)
		}
		return true
	})
	for _, of := range units {
		status, err := store.Statuses.Get(r, of)
		if err != nil && !errors.Is(err, store.ErrDamaged) {
			return err
		}
		if err == nil && (status.State == report.NotStarted || status.State == report.Exempt) && !store.Drafts.Has(r, of) {
			continue // nobody began one: it was exempted, or is not any more
		}
		s := Stakes{Reports: 1}
		if status.State.In() {
			s.In = 1
		}
		draft, err := store.Drafts.Get(r, of)
		if err != nil && !errors.Is(err, store.ErrDamaged) {
			return err
		}
		if draft != nil {
			s.Answers = answered(draft.Cells)
		}
		add(of.Unit, s)
	}
	return nil
}

func answered(cells []answers.Cell) (n int) {
	for _, c := range cells {
		if c.State == answers.Answered && c.Rows == nil {
			n++
		}
		for _, row := range c.Rows {
			n += answered(row.Cells)
		}
	}
	return n
}

// questions counts those that wait.
func (g Ground) questions(r store.Reader, add func(string, Stakes)) error {
	for row, err := range store.OpenIssues.All(r, "") {
		campaign, _, _ := strings.Cut(row.Key, "/")
		of, bad := report.ParseID(campaign + "/")
		if err = cmp.Or(err, bad); err != nil && !errors.Is(err, store.ErrDamaged) {
			return err
		}
		if g.has(of) {
			add(row.Value.Unit, Stakes{Questions: 1})
		}
	}
	return nil
}

// deadlines counts those that coordinators set.
func (g Ground) deadlines(r store.Reader, add func(string, Stakes)) error {
	for row, err := range store.Deadlines.All(r, "") {
		campaign, _, _ := strings.Cut(row.Key, "/")
		of, bad := report.ParseID(campaign + "/")
		if err = cmp.Or(err, bad); err != nil {
			return err
		}
		for _, d := range row.Value {
			if g.has(of) {
				add(d.Unit, Stakes{Deadlines: 1})
			}
		}
	}
	for row, err := range store.Extensions.All(r, "") {
		of, bad := report.ParseID(row.Key)
		if err = cmp.Or(err, bad); err != nil {
			return err
		}
		if g.has(of) {
			add(of.Unit, Stakes{Deadlines: 1})
		}
	}
	return nil
}

// A Finding is a unit of the list as it was that the list of now does not have so, and what stands on its code.
type Finding struct {
	roster.Difference
	Stakes Stakes
}

// Findings are the units that something stands on and that are not in the list any more as they were: was is how the list
// was when the records were written; a code that neither has counts as gone, under its code.
func (g Ground) Findings(r store.Reader, was []roster.Unit, now *roster.Units) ([]Finding, error) {
	stakes, err := g.Stakes(r)
	if err != nil {
		return nil, err
	}
	var found []Finding
	known := map[string]bool{}
	for _, u := range was {
		known[u.Code] = true
	}
	for _, d := range now.Differences(was) {
		if s := stakes[d.Old.Code]; s.Holds() {
			found = append(found, Finding{d, s})
		}
	}
	for code, s := range stakes {
		if _, there := now.Get(code); !there && !known[code] && s.Holds() {
			found = append(found, Finding{roster.Difference{What: roster.Gone, Old: roster.Unit{Code: code}}, s})
		}
	}
	slices.SortStableFunc(found, func(a, b Finding) int { return strings.Compare(a.Old.Code, b.Old.Code) })
	return found, nil
}
