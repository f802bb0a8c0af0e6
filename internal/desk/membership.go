package desk

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// previewBehalf says what filling in for the unit means.
func (c *Clerk) previewBehalf(u roster.Unit) []chat.Content {
	state := c.Scene.Status[u.Code].State
	switch {
	case !c.Reports(u.Level):
		return c.over(c.Say.Say("behalf_no_report", "unit", u.Label(), "contact", c.Contact))
	case state.In() || state == report.AwaitingSignOff || state == report.Exempt:
		return c.over(c.Say.Say("behalf_closed", "unit", u.Label(), "contact", c.Contact))
	}
	lines := []string{c.Say.Say("behalf_will", "unit", u.Label())}
	if len(c.people(u.Code)) == 0 {
		lines = append(lines, c.Say.Say("behalf_nobody", "unit", u.Label()))
	} else {
		lines = append(lines, c.Say.Say("behalf_told", "unit", u.Label()))
	}
	return c.confirm(lines)
}

// empty are the units of a level in which nobody has joined.
func (c *Clerk) empty(root string, level int) []roster.Unit {
	return slices.DeleteFunc(c.level(root, level), func(u roster.Unit) bool {
		return !c.Reports(u.Level) || len(c.people(u.Code)) > 0
	})
}

// emptyChoices offer codes for all units of a level without anybody.
func (c *Clerk) emptyChoices() [][]chat.Choice {
	var rows [][]chat.Choice
	for _, level := range c.levels(true) {
		if units := c.empty("", level); len(units) > 0 {
			rows = append(rows, []chat.Choice{c.button("all", strconv.Itoa(level), c.Say.Say("codes_all", "n", len(units), "noun", report.Noun(units)))})
		}
	}
	return rows
}

// rolesFor are those for which a code of the unit makes sense: who fills in and
// signs where a report is expected, who looks on where there are units below.
func (c *Clerk) rolesFor(u roster.Unit) []roster.Role {
	var roles []roster.Role
	if c.Reports(u.Level) {
		roles = append(roles, roster.Officer, roster.Approver)
	}
	if len(c.Scene.Units.Children(u.Code)) > 0 {
		roles = append(roles, roster.Coordinator)
	}
	return roles
}

// RoleLabel is a role as a list says it.
func RoleLabel(r roster.Role, say locale.Phrases) string {
	switch r {
	case roster.Officer:
		return say.Say("role_officer")
	case roster.Approver:
		return say.Say("role_approver")
	case roster.Coordinator:
		return say.Say("role_coordinator")
	case roster.Viewer:
		return say.Say("role_viewer")
	}
	return say.Say("role_admin")
}

// codes asks for whom the unit's code is.
func (c *Clerk) codes(u roster.Unit) []chat.Content {
	roles := c.rolesFor(u)
	switch len(roles) {
	case 0:
		return c.over(c.Say.Say("codes_no_role", "unit", u.Label(), "contact", c.Contact))
	case 1:
		c.Errand.Role = roles[0]
		return c.previewCodes()
	}
	c.Errand.Asked = askRole
	var rows [][]chat.Choice
	text := c.Say.Say("codes_which_role", "unit", u.Label())
	for i, r := range roles {
		text += "\n" + c.Say.Say("choice_line", "n", i+1, "label", RoleLabel(r, c.Say))
		rows = append(rows, []chat.Choice{c.button("role", string(r), RoleLabel(r, c.Say))})
	}
	return []chat.Content{{Text: text, Choices: rows}}
}

func (c *Clerk) chosenRole(r roster.Role) []chat.Content {
	u, ok := c.Scene.Units.Get(first(c.Errand.Units))
	if c.Errand.Name != Codes || !ok || !slices.Contains(c.rolesFor(u), r) {
		return one(c.Say.Say("errand_over"))
	}
	c.Errand.Role = r
	return c.previewCodes()
}

func (c *Clerk) typedRole(text string) []chat.Content {
	u, _ := c.Scene.Units.Get(first(c.Errand.Units))
	roles := c.rolesFor(u)
	labels := make([]string, len(roles))
	for i, r := range roles {
		labels[i] = RoleLabel(r, c.Say)
	}
	i, unclear := viet.ReadChoice(text, labels)
	if unclear != nil {
		return c.codes(u)
	}
	return c.chosenRole(roles[i])
}

// previewCodes says for whom codes would be made.
func (c *Clerk) previewCodes() []chat.Content {
	e := c.Errand
	if e.Role == "" {
		e.Role = roster.Officer
	}
	units := c.targets()
	if len(units) == 0 {
		return c.over(c.Say.Say("codes_none"))
	}
	if len(e.Units) > 0 {
		return c.confirm([]string{c.Say.Say("codes_will", "role", RoleLabel(e.Role, c.Say), "unit", c.Scene.Units.Path(units[0].Code))})
	}
	return c.confirm([]string{c.Say.Say("codes_will_all", "n", len(units), "units", c.list(units), "role", RoleLabel(e.Role, c.Say))})
}

// maxMembers is how many members of a unit are listed.
const maxMembers = 20

// members lists who has joined for a unit, with what can be done about each.
func (c *Clerk) members(u roster.Unit) []chat.Content {
	c.Errand = nil
	all := c.Scene.Members(u.Code)
	if len(all) == 0 {
		return []chat.Content{{Text: c.Say.Say("members_none", "unit", u.Full()),
			Choices: [][]chat.Choice{{ErrandButton(Codes, u.Code, c.Say.Say("members_code"))}}}}
	}
	lines := []string{c.Say.Say("members_title", "unit", c.desk().Place(u, c.roots()), "n", len(all))}
	var rows [][]chat.Choice
	for i, m := range all[:min(len(all), maxMembers)] {
		line := c.Say.Say("choice_line", "n", i+1, "label", c.called(m)) + " — " + RoleLabel(m.Role, c.Say)
		line += ", " + c.Say.Say("members_since", "day", c.day(m.Since))
		if m.Blocked {
			line += ", " + c.Say.Say("members_blocked")
		}
		lines = append(lines, line)
		key := memberKey(m)
		rows = append(rows, []chat.Choice{
			memberButton(Revoke, u.Code, key, c.Say.Say("members_revoke", "n", i+1)),
			memberButton(Replace, u.Code, key, c.Say.Say("members_replace", "n", i+1))})
	}
	rows = append(rows, []chat.Choice{ErrandButton(Codes, u.Code, c.Say.Say("members_code"))})
	c.Errand = &Errand{ID: c.ID, Name: Members, Units: []string{u.Code}, Asked: askMember}
	lines = append(lines, "", c.Say.Say("members_how"))
	return []chat.Content{{Text: strings.Join(lines, "\n"), Choices: rows}}
}

func memberButton(n Name, unit, member, label string) chat.Choice {
	return chat.Action{To: chat.Outreach, Verb: string(n), Target: unit, Args: []string{member}}.Choice(label)
}

// askMember stands for the list of members, under which «thu hồi 1» is typed.
const askMember = "member"

// typedMember reads «thu hồi 1», «thay 2».
func (c *Clerk) typedMember(folded string) ([]chat.Content, bool) {
	for _, name := range []Name{Revoke, Replace} {
		word := map[Name]string{Revoke: "thu hoi ", Replace: "thay "}[name]
		rest, ok := strings.CutPrefix(folded, word)
		n, err := strconv.Atoi(strings.TrimSpace(rest))
		unit := first(c.Errand.Units)
		all := c.Scene.Members(unit)
		if !ok || err != nil || n < 1 || n > min(len(all), maxMembers) {
			continue
		}
		return c.ending(name, unit, memberKey(all[n-1])), true
	}
	return nil, false
}

// called is a member by the channel's name and the post that they gave.
func (c *Clerk) called(m roster.Member) string {
	name := echo(viet.Line(m.Name))
	if name == "" {
		name = c.Say.Say("members_unnamed")
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
func (c *Clerk) ending(name Name, unit, key string) []chat.Content {
	c.Errand = &Errand{ID: c.ID, Name: name, Units: []string{unit}, Member: key}
	if !c.below(unit) {
		return c.outside()
	}
	return c.previewEnding()
}

func (c *Clerk) previewEnding() []chat.Content {
	e := c.Errand
	u, _ := c.Scene.Units.Get(first(e.Units))
	m, ok := MemberOf(c.Scene.Members(u.Code), e.Member)
	if !ok {
		return c.over(c.Say.Say("members_gone", "unit", u.Label()))
	}
	e.Role = m.Role
	lines := []string{c.Say.Say("members_will_revoke", "name", c.called(m), "role", RoleLabel(m.Role, c.Say), "unit", u.Label())}
	if e.Name == Replace {
		lines = append(lines, c.Say.Say("members_will_replace"))
	}
	return c.confirm(lines)
}
