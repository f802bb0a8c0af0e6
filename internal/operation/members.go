package operation

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// previewBehalf says what filling in for the unit means.
func (e *Engine) previewBehalf() []chat.Content {
	u := e.unit()
	state := e.Overview.Status[u.Code].State
	switch {
	case !e.Reports(u.Level):
		return e.over(e.Say.Say("proxy_no_report", "unit", u.Label(), "contact", e.Overview.Contact))
	case state.In() || state == report.AwaitingSignOff || state == report.Exempt:
		return e.over(e.Say.Say("proxy_closed", "unit", u.Label(), "contact", e.Overview.Contact))
	}
	lines := []string{e.Say.Say("proxy_will", "unit", u.Label())}
	if len(e.people(u.Code)) == 0 {
		lines = append(lines, e.Say.Say("proxy_nobody", "unit", u.Label()))
	} else {
		lines = append(lines, e.Say.Say("proxy_told", "unit", u.Label()))
	}
	return e.confirm(lines)
}

// empty are the units of a level in which nobody has joined.
func (e *Engine) empty(root string, level int) []roster.Unit {
	return slices.DeleteFunc(e.atLevel(root, level), func(u roster.Unit) bool {
		return !e.Reports(u.Level) || len(e.people(u.Code)) > 0
	})
}

// whomToInvite offers codes for all units of a level without anybody.
func (e *Engine) whomToInvite() []chat.Content {
	e.State.Asked = askUnits
	var rows [][]chat.Choice
	for _, level := range e.levels(true) {
		if units := e.empty("", level); len(units) > 0 {
			rows = append(rows, []chat.Choice{e.button("all", strconv.Itoa(level), e.Say.Say("codes_all", "n", len(units), "noun", report.Noun(units)))})
		}
	}
	return []chat.Content{{Text: e.Say.Say("codes_whom"), Choices: rows}}
}

// rolesFor are those for which a code of the unit makes sense: who fills in and
// signs where a report is expected, who looks on where there are units below.
func (e *Engine) rolesFor(u roster.Unit) []roster.Role {
	var roles []roster.Role
	if e.Reports(u.Level) {
		roles = append(roles, roster.Officer, roster.Approver)
	}
	if len(e.Overview.Units.Children(u.Code)) > 0 {
		roles = append(roles, roster.Coordinator)
	}
	return roles
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
func (e *Engine) role() []chat.Content {
	s := e.State
	if len(s.Units) == 0 {
		s.Role = roster.Officer
	}
	if s.Role != "" {
		return nil
	}
	u := e.unit()
	roles := e.rolesFor(u)
	switch len(roles) {
	case 0:
		return e.over(e.Say.Say("codes_no_role", "unit", u.Label(), "contact", e.Overview.Contact))
	case 1:
		s.Role = roles[0]
		return nil
	}
	s.Asked = askRole
	var rows [][]chat.Choice
	text := e.Say.Say("codes_which_role", "unit", u.Label())
	for i, r := range roles {
		text += "\n" + e.Say.Say("choice_line", "n", i+1, "label", RoleLabel(r, e.Say))
		rows = append(rows, []chat.Choice{e.button("role", string(r), RoleLabel(r, e.Say))})
	}
	return []chat.Content{{Text: text, Choices: rows}}
}

// settleRole takes the button of a role.
func (e *Engine) settleRole(r roster.Role) {
	if slices.Contains(e.rolesFor(e.unit()), r) {
		e.State.Role = r
	}
}

func (e *Engine) typedRole(text string) {
	roles := e.rolesFor(e.unit())
	labels := make([]string, len(roles))
	for i, r := range roles {
		labels[i] = RoleLabel(r, e.Say)
	}
	if i, unclear := viet.ReadChoice(text, labels); unclear == nil {
		e.State.Role = roles[i]
	}
}

// previewCodes says for whom codes would be made.
func (e *Engine) previewCodes() []chat.Content {
	s, units := e.State, e.targets()
	if len(units) == 0 {
		return e.over(e.Say.Say("codes_none"))
	}
	if len(s.Units) > 0 {
		return e.confirm([]string{e.Say.Say("codes_will", "role", RoleLabel(s.Role, e.Say), "unit", e.Overview.Units.Path(units[0].Code))})
	}
	return e.confirm([]string{e.Say.Say("codes_will_all", "n", len(units), "units", e.list(units), "role", RoleLabel(s.Role, e.Say))})
}

// maxMembers is how many members of a unit are listed.
const maxMembers = 20

// members lists who has joined for a unit, with what can be done about each.
func (e *Engine) members() []chat.Content {
	u := e.unit()
	all := e.Overview.Members(u.Code)
	if len(all) == 0 {
		e.State = nil
		return []chat.Content{{Text: e.Say.Say("members_none", "unit", u.Full()),
			Choices: [][]chat.Choice{{command.Button(command.Invite, u.Code, e.Say.Say("members_code"))}}}}
	}
	lines := []string{e.Say.Say("members_title", "unit", e.scope().Place(u), "n", len(all))}
	var rows [][]chat.Choice
	for i, m := range all[:min(len(all), maxMembers)] {
		line := e.Say.Say("choice_line", "n", i+1, "label", e.called(m)) + " — " + RoleLabel(m.Role, e.Say)
		line += ", " + e.Say.Say("members_since", "day", e.Say.Day(m.Since))
		if m.Blocked {
			line += ", " + e.Say.Say("members_blocked")
		}
		lines = append(lines, line)
		key := memberKey(m)
		rows = append(rows, []chat.Choice{
			memberButton(command.Revoke, u.Code, key, e.Say.Say("members_revoke", "n", i+1)),
			memberButton(command.Replace, u.Code, key, e.Say.Say("members_replace", "n", i+1))})
	}
	rows = append(rows, []chat.Choice{command.Button(command.Invite, u.Code, e.Say.Say("members_code"))})
	e.State.Asked = askMember
	lines = append(lines, "", e.Say.Say("members_how"))
	return []chat.Content{{Text: strings.Join(lines, "\n"), Choices: rows}}
}

func memberButton(n command.Name, unit, member, label string) chat.Choice {
	return chat.Action{To: chat.Operation, Verb: string(n), Target: unit, Args: []string{member}}.Choice(label)
}

// typedMember reads «thu hồi 1», «thay 2».
func (e *Engine) typedMember(folded string) ([]chat.Content, bool) {
	for _, name := range []command.Name{command.Revoke, command.Replace} {
		word := map[command.Name]string{command.Revoke: "thu hoi ", command.Replace: "thay "}[name]
		rest, ok := strings.CutPrefix(folded, word)
		n, err := strconv.Atoi(strings.TrimSpace(rest))
		unit := e.unit().Code
		all := e.Overview.Members(unit)
		if !ok || err != nil || n < 1 || n > min(len(all), maxMembers) {
			continue
		}
		return e.ending(name, unit, memberKey(all[n-1])), true
	}
	return nil, false
}

// called is a member by the channel's name and the post that they gave.
func (e *Engine) called(m roster.Member) string {
	name := report.Echo(viet.Line(m.Name))
	if name == "" {
		name = e.Say.Say("members_unnamed")
	}
	if m.Post != "" {
		name += " (" + viet.Line(m.Post) + ")"
	}
	return name
}

// memberKey names a member in a button.
func memberKey(m roster.Member) string {
	return roster.Hash(m.Address.String() + "/" + string(m.Role))[:16]
}

// MemberOf finds who is named by a button.
func MemberOf(ms roster.Members, key string) (roster.Member, bool) {
	i := slices.IndexFunc(ms, func(m roster.Member) bool { return memberKey(m) == key })
	if i < 0 {
		return roster.Member{}, false
	}
	return ms[i], true
}

// ending begins to take a membership back.
func (e *Engine) ending(name command.Name, unit, key string) []chat.Content {
	e.State = &State{ID: e.ID, Name: name, Units: []string{unit}, Member: key}
	return e.next()
}

func (e *Engine) previewEnding() []chat.Content {
	s := e.State
	u := e.unit()
	m, ok := MemberOf(e.Overview.Members(u.Code), s.Member)
	if !ok {
		return e.over(e.Say.Say("members_gone", "unit", u.Label()))
	}
	s.Role = m.Role
	lines := []string{e.Say.Say("members_will_revoke", "name", e.called(m), "role", RoleLabel(m.Role, e.Say), "unit", u.Label())}
	if s.Name == command.Replace {
		lines = append(lines, e.Say.Say("members_will_replace"))
	}
	return e.confirm(lines)
}
