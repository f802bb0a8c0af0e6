package main

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"giaoban/internal/fault"
	"giaoban/internal/reform"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A unitList is a list of units that campaigns share, as it is in their folders now.
type unitList struct {
	reform.Ground
	label   string // what faults call it
	bundles []*bundle
}

// listsOf are the lists of the campaigns, in their order.
func listsOf(bundles []*bundle) (lists []*unitList) {
	for _, b := range bundles {
		i := slices.IndexFunc(lists, func(l *unitList) bool { return l.List == b.campaign.UnitList })
		if i < 0 {
			i = len(lists)
			lists = append(lists, &unitList{Ground: reform.Ground{List: b.campaign.UnitList}, label: b.folder.label(b.campaign.Units)})
		}
		l := lists[i]
		l.bundles = append(l.bundles, b)
		l.add(b.campaign.Name, b.campaign.Previous)
	}
	return lists
}

// add adds campaigns whose reports have the codes of the list.
func (l *unitList) add(campaigns ...string) {
	for _, name := range campaigns {
		if name != "" && !slices.Contains(l.Campaigns, name) {
			l.Campaigns = append(l.Campaigns, name)
		}
	}
}

// findings are the units that reports and people stand on and that the list does not have any more as it had them.
func (l *unitList) findings(r store.Reader) ([]reform.Finding, error) {
	was, err := store.UnitLists.Get(r, l.List)
	if err != nil {
		return nil, err
	}
	l.add(was.Campaigns...)
	now, err := l.withFormer(r, "")
	if err != nil {
		return nil, err
	}
	ground, err := l.WithPolls(r)
	if err != nil {
		return nil, err
	}
	return ground.Findings(r, now.AsSaid(was.Units), now)
}

// withFormer are the units of the list with those that ended.
func (l *unitList) withFormer(r store.Reader, mark string) (*roster.Units, error) {
	reforms, err := store.ReformsOf(r, l.List)
	var formers []roster.Former
	for _, one := range reforms {
		formers = append(formers, one.Formers...)
	}
	return l.bundles[0].units.WithFormer(formers, mark), err
}

// otherName is the name that the list of one of the campaigns had before, if people are members on it still.
func (l *unitList) otherName(r store.Reader) (old string, people int, err error) {
	for row, err := range store.UnitLists.All(r, "") {
		if err != nil {
			return "", 0, err
		}
		if row.Key == l.List || !slices.ContainsFunc(l.bundles, func(b *bundle) bool { return slices.Contains(row.Value.Campaigns, b.campaign.Name) }) {
			continue
		}
		stakes, err := reform.Ground{List: row.Key}.Stakes(r)
		if err != nil {
			return "", 0, err
		}
		for _, s := range stakes {
			people += s.People
		}
		if people > 0 {
			return row.Key, people, nil
		}
	}
	return "", 0, nil
}

// check refuses a list from which units are gone that reports or people stand on.
func (l *unitList) check(r store.Reader) error {
	found, err := l.findings(r)
	if err != nil {
		return err
	}
	old, people, err := l.otherName(r)
	switch {
	case err != nil:
		return err
	case old != "":
		return hinted(unsettled{fault.New("units_list_renamed", "list", l.List, "old", old, "people", people).In(l.bundles[0].folder.label(campaignFile))}, "units_unsettled_hint")
	case len(found) == 0:
		return nil
	}
	var all reform.Stakes
	var faults fault.Faults
	for _, f := range found {
		all = all.Plus(f.Stakes)
		faults.Add(faultOf(f).In(l.label))
	}
	total := fault.New("units_unsettled", "n", len(found), "list", l.List, "reports", all.Reports, "in", all.In, "answers", all.Answers, "people", all.People,
		"invitations", all.Invitations, "questions", all.Questions, "deadlines", all.Deadlines).In(l.label)
	return hinted(unsettled{errors.Join(total, faults.Err())}, "units_unsettled_hint")
}

// foundPhrases are the phrases of what stands on a code.
var foundPhrases = map[roster.Change]string{roster.Gone: "unit_gone", roster.Other: "unit_other", roster.Elsewhere: "unit_elsewhere"}

// faultOf says what stands on one code, and who has the code now.
func faultOf(f reform.Finding) fault.Fault {
	return fault.New(foundPhrases[f.What], "code", f.Old.Code, "unit", cmp.Or(f.Old.Label(), "?"), "now", f.New.Label(),
		"reports", f.Stakes.Reports, "answers", f.Stakes.Answers, "people", f.Stakes.People, "invitations", f.Stakes.Invitations)
}

// unsettled are units of which nobody has said what becomes of what stands on them.
type unsettled struct{ error }

func (u unsettled) Unwrap() error { return u.error }

// newLists are lists of units that are not as the records of the database mean them.
type newLists map[string]store.UnitList

func (l newLists) put(tx store.Tx) {
	for name, list := range l {
		store.UnitLists.Put(tx, name, list)
	}
}

// changedLists compares the lists of units with those that the records of the database mean. It refuses lists that would leave
// reports or people on codes that nobody, or somebody else, has now.
func changedLists(ctx context.Context, kv store.KV, bundles []*bundle) (newLists, error) {
	changed := newLists{}
	for _, l := range listsOf(bundles) {
		var was store.UnitList
		err := kv.View(ctx, func(r store.Reader) (err error) {
			if was, err = store.UnitLists.Get(r, l.List); err == nil {
				err = l.check(r)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		// What a unit is called is the campaign's affair, and no change of the list.
		now := store.UnitList{Units: l.bundles[0].units.TypesBehind(false).All(), Campaigns: l.Campaigns}
		if !slices.Equal(was.Units, now.Units) || !slices.Equal(was.Campaigns, now.Campaigns) {
			changed[l.List] = now
		}
	}
	return changed, nil
}

// keepLists keeps the lists of units: from then on it is known which unit a code was.
func keepLists(ctx context.Context, kv store.KV, bundles []*bundle) error {
	lists, err := changedLists(ctx, kv, bundles)
	if err != nil {
		return err
	}
	for name, list := range lists {
		if err := store.One(ctx, kv, func(tx store.Tx) error {
			newLists{name: list}.put(tx)
			return nil
		}); err != nil {
			return err
		}
	}
	return withFormer(ctx, kv, bundles)
}

// withFormer adds to the lists the units that ended, so that what they wrote can be read and counted.
func withFormer(ctx context.Context, kv store.KV, bundles []*bundle) error {
	for _, l := range listsOf(bundles) {
		say := phrasesOf(l.bundles[0].campaign.Language)
		var units *roster.Units
		err := kv.View(ctx, func(r store.Reader) (err error) {
			units, err = l.withFormer(r, say.Say("unit_former"))
			return err
		})
		if err != nil {
			return err
		}
		for _, b := range l.bundles {
			b.units = units
		}
	}
	return nil
}

// settled refuses to act for units by a list that is not settled.
func (a *admin) settled(ctx context.Context) error {
	for _, l := range listsOf(a.bundles) {
		if err := a.kv.View(ctx, l.check); err != nil {
			return err
		}
	}
	return nil
}
