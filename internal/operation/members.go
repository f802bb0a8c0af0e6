package operation

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// A membership is who has joined for a unit, and its end.
type membership struct{ *Engine }

// maxMembers is how many members of a unit are listed.
const maxMembers = 20

// list shows who has joined for a unit, with what can be done about each.
func (m membership) list() []chat.Content {
	u := m.unit()
	all := m.Overview.Members(u.Code)
	invite := []chat.Choice{command.Button(command.Invite, u.Code, m.Say.Say("members_code"))}
	if len(all) == 0 {
		m.State = nil
		return []chat.Content{{Text: m.Say.Say("members_none", "unit", u.Full()), Choices: [][]chat.Choice{invite}}}
	}
	lines := []string{m.Say.Say("members_title", "unit", m.scope().Place(u), "n", len(all))}
	var rows [][]chat.Choice
	for i, who := range all[:min(len(all), maxMembers)] {
		line := m.Say.Say("choice_line", "n", i+1, "label", m.called(who)) + " — " + RoleLabel(who.Role, m.Say)
		line += ", " + m.Say.Say("members_since", "day", m.Say.Day(who.Since))
		if who.Blocked {
			line += ", " + m.Say.Say("members_blocked")
		}
		lines = append(lines, line)
		rows = append(rows, []chat.Choice{
			memberButton(command.Revoke, u.Code, who, m.Say.Say("members_revoke", "n", i+1)),
			memberButton(command.Replace, u.Code, who, m.Say.Say("members_replace", "n", i+1))})
	}
	m.State.Asked = askMember
	lines = append(lines, "", m.Say.Say("members_how"))
	return []chat.Content{{Text: strings.Join(lines, "\n"), Choices: append(rows, invite)}}
}

func memberButton(n command.Name, unit string, who roster.Member, label string) chat.Choice {
	return chat.Action{To: chat.Operation, Verb: string(n), Target: unit, Args: []string{memberKey(who)}}.Choice(label)
}

// memberWords are the phrases of what is typed before a member's number.
var memberWords = map[command.Name]string{command.Revoke: "spelled_revoke", command.Replace: "spelled_replace"}

// typed reads «thu hồi 1», «thay 2».
func (m membership) typed(folded string) ([]chat.Content, bool) {
	for name, spelled := range memberWords {
		rest, ok := strings.CutPrefix(folded, viet.Fold(m.Say.Say(spelled))+" ")
		n, err := strconv.Atoi(strings.TrimSpace(rest))
		unit := m.unit().Code
		all := m.Overview.Members(unit)
		if ok && err == nil && n >= 1 && n <= min(len(all), maxMembers) {
			return m.end(name, unit, memberKey(all[n-1])), true
		}
	}
	return nil, false
}

// called is a member by the channel's name and the post that they gave.
func (m membership) called(who roster.Member) string {
	name := report.Echo(viet.Line(who.Name))
	if name == "" {
		name = m.Say.Say("members_unnamed")
	}
	if who.Post != "" {
		name += " (" + viet.Line(who.Post) + ")"
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

// end begins to take a membership back.
func (m membership) end(name command.Name, unit, key string) []chat.Content {
	m.State = &State{ID: m.ID, Name: name, Units: []string{unit}, Member: key}
	return m.next()
}

func (m membership) previewEnd() []chat.Content {
	s := m.State
	u := m.unit()
	who, ok := MemberOf(m.Overview.Members(u.Code), s.Member)
	if !ok {
		return m.over(m.Say.Say("members_gone", "unit", u.Label()))
	}
	s.Role = who.Role
	lines := []string{m.Say.Say("members_will_revoke", "name", m.called(who), "role", RoleLabel(who.Role, m.Say), "unit", u.Label()) + m.waits(1)}
	if s.Name == command.Replace {
		lines = append(lines, m.Say.Say("members_will_replace"))
	}
	return m.confirm(lines)
}
