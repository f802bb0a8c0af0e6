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

// A membership is who has joined for a unit, and what is done about them: its end, somebody
// else in its place, a move to another unit, a new account.
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
		button := func(a act) chat.Choice { return memberButton(a.name, u.Code, who, m.Say.Say(a.label, "n", i+1)) }
		rows = append(rows, []chat.Choice{button(acts[0]), button(acts[1])}, []chat.Choice{button(acts[2]), button(acts[3])})
	}
	m.State.Asked = askMember
	lines = append(lines, "", m.Say.Say("members_how"))
	return []chat.Content{{Text: strings.Join(lines, "\n"), Choices: append(rows, invite)}}
}

func memberButton(n command.Name, unit string, who roster.Member, label string) chat.Choice {
	return chat.Action{To: chat.Operation, Verb: string(n), Target: unit, Args: []string{memberKey(who)}}.Choice(label)
}

// An act is what can be done about a member.
type act struct {
	name command.Name
	// label is the phrase of its button, spelled the one of what is typed before the member's number.
	label, spelled string
}

// acts are what a member's buttons do. That somebody hands over is a way of being replaced.
var acts = []act{
	{command.Revoke, "members_revoke", "spelled_revoke"},
	{command.Replace, "members_replace", "spelled_replace"},
	{command.Transfer, "members_transfer", "spelled_transfer"},
	{command.NewPhone, "members_phone", "spelled_phone"},
	{command.Replace, "", "spelled_hand_over"},
}

// ofMember reports whether it is done about one member.
func ofMember(n command.Name) bool {
	return slices.ContainsFunc(acts, func(a act) bool { return a.name == n })
}

// memberAct reads «thu hồi 1», «thay 2», «điều chuyển 1 sang Nga Thái»: what is done, about which, and what stands behind.
func memberAct(folded string, say locale.Phrases) (a act, n int, rest string, ok bool) {
	for _, a := range acts {
		for _, spelled := range command.Listed(say.Say(a.spelled)) {
			behind, found := strings.CutPrefix(folded, spelled+" ")
			if !found {
				continue
			}
			number, rest, _ := strings.Cut(behind, " ")
			if n, err := strconv.Atoi(number); err == nil {
				return a, n, rest, rest == "" || a.name == command.Transfer
			}
		}
	}
	return a, 0, "", false
}

// typed takes it. The unit behind it keeps its marks, by which names differ.
func (m membership) typed(line string) ([]chat.Content, bool) {
	a, n, rest, ok := memberAct(viet.Fold(line), m.Say)
	unit := m.unit().Code
	all := m.Overview.Members(unit)
	if !ok || n < 1 || n > min(len(all), maxMembers) {
		return nil, false
	}
	for _, into := range command.Listed(m.Say.Say("spelled_into")) {
		rest = strings.TrimPrefix(rest, into+" ")
	}
	words := strings.Fields(line)
	rest = strings.Join(words[len(words)-len(strings.Fields(rest)):], " ")
	return m.about(&State{Name: a.name, Units: []string{unit}, Member: memberKey(all[n-1]), Moves: rest, Later: a.label == ""}), true
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

// about begins to do something about a member.
func (m membership) about(s *State) []chat.Content {
	s.ID = m.ID
	m.State = s
	return m.next()
}

// member is whom it is about; contents if they are none any more.
func (m membership) member() (who roster.Member, gone []chat.Content) {
	who, ok := MemberOf(m.Overview.Members(m.unit().Code), m.State.Member)
	if !ok {
		return who, m.over(m.Say.Say("members_gone", "unit", m.unit().Label()))
	}
	m.State.Role = who.Role
	return who, nil
}

// previewEnd says what it is for a membership to end.
func (m membership) previewEnd() []chat.Content {
	s, u := m.State, m.unit()
	who, gone := m.member()
	if gone != nil {
		return gone
	}
	name, role := m.called(who), RoleLabel(who.Role, m.Say)
	if s.Later {
		return m.confirm([]string{m.Say.Say("members_will_hand_over", "name", name, "role", role, "unit", u.Label())}, m.button("later", "", m.laterLabel()))
	}
	lines := []string{m.Say.Say("members_will_revoke", "name", name, "role", role, "unit", u.Label()) + m.waits(1)}
	if s.Name != command.Replace {
		return m.confirm(append(lines, m.leftBehind(who)...))
	}
	lines = append(lines, m.Say.Say("members_will_replace"))
	return m.confirm(append(lines, m.leftBehind(who)...), m.button("later", "", m.laterLabel()))
}

// laterLabel is the button that changes from when on somebody is replaced.
func (m membership) laterLabel() string {
	if m.State.Later {
		return m.Say.Say("members_at_once")
	}
	return m.Say.Say("members_hand_over")
}

// leftBehind says what stays without anybody when a member goes.
func (m membership) leftBehind(who roster.Member) (lines []string) {
	u := m.unit()
	left := m.Overview.Members(u.Code).Without(who)
	switch {
	case len(left.With(who.Role)) > 0:
		return nil
	case who.Role == roster.Officer && m.Reports(u.Level):
		lines = append(lines, m.Say.Say("members_leaves_nobody", "unit", u.Label()))
	case who.Role == roster.Coordinator:
		lines = append(lines, m.Say.Say("members_leaves_no_head", "unit", u.Label()))
	}
	return lines
}

// into settles to which unit a member moves.
func (m membership) into() []chat.Content {
	s := m.State
	who, gone := m.member()
	if gone != nil {
		return gone
	}
	ask := func(why string) []chat.Content {
		s.Asked, s.To, s.Moves = askInto, "", ""
		return one(strings.TrimPrefix(why+"\n", "\n") + m.Say.Say("members_into_which", "name", m.called(who)))
	}
	if s.Moves != "" {
		meant := m.scope().Find(s.Moves, func(u roster.Unit) bool { return roster.May(m.Overview.Units, m.Who, u.Code, roster.Staff) })
		u, ok := meant.One()
		if !ok {
			typed := s.Moves
			s.Asked, s.Moves = askInto, ""
			return m.scope().Unclear(typed, meant, func(u roster.Unit, label string) chat.Choice { return m.button("into", u.Code, label) })
		}
		s.To, s.Moves = u.Code, ""
	}
	if s.To == "" {
		return ask("")
	}
	to, known := m.Overview.Units.Get(s.To)
	switch {
	case !known || !roster.May(m.Overview.Units, m.Who, s.To, roster.Staff):
		return m.outside()
	case s.To == m.unit().Code:
		return ask(m.Say.Say("members_into_same", "unit", to.Label()))
	case !slices.Contains(m.rolesFor(to), who.Role):
		return ask(m.Say.Say("members_into_role", "unit", to.Label(), "role", RoleLabel(who.Role, m.Say)))
	case slices.ContainsFunc(m.Overview.Members(s.To), func(x roster.Member) bool { return x.Address == who.Address && x.Role == who.Role }):
		return ask(m.Say.Say("members_into_there", "unit", to.Label()))
	}
	return nil
}

// previewMove says what it is to move.
func (m membership) previewMove() []chat.Content {
	who, gone := m.member()
	if gone != nil {
		return gone
	}
	to, _ := m.Overview.Units.Get(m.State.To)
	lines := []string{m.Say.Say("members_will_move", "name", m.called(who), "role", RoleLabel(who.Role, m.Say),
		"unit", m.unit().Label(), "to", m.Overview.Units.Path(to.Code)) + m.waits(1)}
	return m.confirm(append(lines, m.leftBehind(who)...))
}

// previewPhone says what it is to go on from another account.
func (m membership) previewPhone() []chat.Content {
	who, gone := m.member()
	if gone != nil {
		return gone
	}
	return m.confirm([]string{m.Say.Say("members_will_phone", "name", m.called(who), "role", RoleLabel(who.Role, m.Say), "unit", m.unit().Label())})
}
