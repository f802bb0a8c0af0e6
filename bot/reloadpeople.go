package main

import (
	"context"
	"slices"
	"strings"

	"giaoban/internal/language"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// peopleChanges names the units of which the office's list does not name somebody any more, with who stands there instead; and who of
// those is a member still. The list gives and takes nobody a right: to end a membership is somebody's decision.
func (b *bundle) peopleChanges(ctx context.Context, kv store.KV, was *bundle) (lines []locale.Phrase, err error) {
	if was == nil || was.people == nil {
		return nil, nil
	}
	var stay []locale.Phrase
	err = kv.View(ctx, func(r store.Reader) error {
		lines, stay = nil, nil
		for _, u := range b.units.All() {
			gone := without(was.people[u.Code], b.people[u.Code])
			if len(gone) == 0 {
				continue
			}
			if len(lines) == mostChanged {
				lines = append(lines, locale.Text("…"))
				break
			}
			lines = append(lines, locale.Later("cli_reload_person", "unit", u.Label()+" ("+u.Code+")", "was", contacts(gone), "now", contacts(without(b.people[u.Code], was.people[u.Code]))))
			members, err := store.Members.Get(r, store.OnList{List: b.campaign.UnitList, Unit: u.Code})
			if err != nil {
				continue // it is damaged, of which others tell
			}
			for _, c := range gone {
				if slices.ContainsFunc(members, func(m roster.Member) bool { return names(c, m) }) {
					stay = append(stay, locale.Later("cli_reload_person_stays", "person", c.Line(), "unit", u.Label()))
				}
			}
		}
		return nil
	})
	return append(lines, stay...), err
}

// without are the contacts that another list of them has not.
func without(list, others []roster.Contact) (left []roster.Contact) {
	for _, c := range list {
		if !slices.Contains(others, c) {
			left = append(left, c)
		}
	}
	return left
}

// names reports whether somebody of the list is a member: by the telephone that they gave, or by the name as the channel has it.
func names(c roster.Contact, m roster.Member) bool {
	return c.Telephone != "" && m.Telephone != "" && language.SameTelephone(c.Telephone, m.Telephone) ||
		c.Name != "" && viet.Fold(viet.Line(c.Name)) == viet.Fold(viet.Line(m.Name))
}

func contacts(list []roster.Contact) string {
	var lines []string
	for _, c := range list {
		lines = append(lines, c.Line())
	}
	if len(lines) == 0 {
		return "—"
	}
	return strings.Join(lines, "; ")
}
