package operation

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/language"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// An invitation is codes that let people in.
type invitation struct{ *Engine }

// which offers codes for all units of a level without anybody.
func (i invitation) which() []chat.Content {
	i.State.Asked = askUnits
	rows := selection(i).offerAll(true, func(units []roster.Unit) string {
		return i.Say.Say("invite_all", "n", len(units), "noun", report.Noun(units))
	})
	return []chat.Content{{Text: i.Say.Say("invite_whom"), Choices: rows}}
}

// RoleLabel is a role as a list says it.
func RoleLabel(r roster.Role, say locale.Phrases) string { return say.Word(RoleLater(r)) }

// RoleLater is the same in a message that is not worded yet.
func RoleLater(r roster.Role) locale.Phrase {
	switch r {
	case roster.Officer:
		return locale.Later("role_officer")
	case roster.Approver:
		return locale.Later("role_approver")
	case roster.Coordinator:
		return locale.Later("role_coordinator")
	case roster.Viewer:
		return locale.Later("role_viewer")
	}
	return locale.Later("role_admin")
}

// role asks for whom the unit's code is. Codes of many units are for officers.
func (i invitation) role() []chat.Content {
	s := i.State
	if len(s.Units) != 1 {
		s.Role = roster.Officer
	}
	if s.Role != "" {
		return nil
	}
	u := i.unit()
	roles := i.rolesFor(u)
	switch len(roles) {
	case 0:
		return i.over(i.Say.Say("invite_no_role", "unit", u.Label(), "contact", i.Overview.Contact))
	case 1:
		s.Role = roles[0]
		return nil
	}
	s.Asked = askRole
	var rows [][]chat.Choice
	text := i.Say.Say("invite_which_role", "unit", u.Label())
	for n, r := range roles {
		text += "\n" + i.Say.Say("choice_line", "n", n+1, "label", RoleLabel(r, i.Say))
		rows = append(rows, []chat.Choice{i.button("role", string(r), RoleLabel(r, i.Say))})
	}
	return []chat.Content{{Text: text, Choices: rows}}
}

// pressedRole takes the button of a role.
func (i invitation) pressedRole(r roster.Role) {
	if slices.Contains(i.rolesFor(i.unit()), r) {
		i.State.Role = r
	}
}

func (i invitation) typedRole(text string) {
	roles := i.rolesFor(i.unit())
	labels := make([]string, len(roles))
	for n, r := range roles {
		labels[n] = RoleLabel(r, i.Say)
	}
	if n, unclear := language.Only(i.Say.Tongue().Choice(text, language.Question{}, labels)); unclear == nil {
		i.State.Role = roles[n]
	}
}

// preview says for whom codes would be made.
func (i invitation) preview() []chat.Content {
	s, units := i.State, i.targets()
	switch {
	case len(units) == 0:
		return i.over(i.Say.Say("invite_none"))
	case len(s.Units) == 1:
		return i.confirm([]string{i.Say.Say("invite_will", "role", RoleLabel(s.Role, i.Say), "unit", i.Overview.Units.Path(units[0].Code))})
	}
	pages, names := i.names(units)
	return append(pages, i.confirm([]string{i.Say.Say("invite_will_all", "n", len(units), "units", names, "role", RoleLabel(s.Role, i.Say))})...)
}
