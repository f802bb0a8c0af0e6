package desk

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// Begin takes a request for an errand.
func (c *Clerk) Begin(r ErrandRequest) []chat.Content {
	c.Errand = &Errand{ID: c.ID, Name: r.Name, Words: c.words(r.Words)}
	if len(c.roots()) == 0 {
		return c.over(c.Say.Say("desk_not_coordinator", "contact", c.Contact))
	}
	switch {
	case r.Code != "":
		return c.aboutUnits([]string{r.Code})
	case r.Unit != "":
		return c.named(r.Unit)
	}
	return c.whom("")
}

func (c *Clerk) words(typed string) string {
	r := []rune(viet.Clean(typed))
	if len(r) > mostWords {
		return strings.TrimSpace(string(r[:mostWords])) + "…"
	}
	return string(r)
}

// named settles which units are meant: all of a kind, or names between commas.
func (c *Clerk) named(typed string) []chat.Content {
	if everyone(typed) {
		return c.meantAll(typed)
	}
	d := c.desk()
	var codes []string
	for _, name := range strings.Split(typed, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		meant := d.Units.Resolve(name, d.roots, c.fits)
		u, ok := meant.One()
		switch {
		case ok:
			codes = append(codes, u.Code)
			continue
		case meant.Outside:
			return c.outside()
		case len(meant.Units) == 0:
			c.Errand.Asked = askWhom
		}
		return d.unclear(name, meant, c.unitChoices)
	}
	return c.aboutUnits(codes)
}

// fits tells whether the errand can be about the unit.
func (c *Clerk) fits(u roster.Unit) bool {
	reporting := c.Errand.Name == Nudge || c.Errand.Name == Behalf
	return c.below(u.Code) && (!reporting || c.Reports(u.Level))
}

func (c *Clerk) unitChoices(units []roster.Unit) [][]chat.Choice {
	return c.desk().offer(units, func(u roster.Unit, label string) chat.Choice { return ErrandButton(c.Errand.Name, u.Code, label) })
}

// outside is the one answer to what is not theirs, known or not.
func (c *Clerk) outside() []chat.Content {
	return c.over(c.Say.Say("errand_outside", "scope", c.desk().scope(), "contact", c.Contact))
}

// aboutUnits goes on with units that were named. They are untrusted.
func (c *Clerk) aboutUnits(codes []string) []chat.Content {
	slices.Sort(codes)
	codes = slices.Compact(codes)
	for _, code := range codes {
		if !c.below(code) {
			return c.outside()
		}
	}
	if len(codes) == 0 {
		return c.whom("")
	}
	e := c.Errand
	e.Units = codes
	u, _ := c.Scene.Units.Get(codes[0])
	switch {
	case e.Name == Nudge:
		return c.previewNudge()
	case len(codes) > 1 && e.Name != Announce:
		return c.whom(c.Say.Say("errand_one_unit"))
	case e.Name == Announce:
		return c.announce()
	case e.Name == Behalf:
		return c.previewBehalf(u)
	case e.Name == Codes:
		return c.codes(u)
	}
	return c.members(u)
}

// whom asks for the units.
func (c *Clerk) whom(first string) []chat.Content {
	c.Errand.Asked = askWhom
	text := ""
	var rows [][]chat.Choice
	switch c.Errand.Name {
	case Nudge:
		return c.whomToNudge()
	case Announce:
		text, rows = c.Say.Say("announce_whom"), c.levelChoices()
	case Behalf:
		text = c.Say.Say("behalf_which")
	case Codes:
		text, rows = c.Say.Say("codes_whom"), c.emptyChoices()
	default:
		text = c.Say.Say("members_which")
	}
	if first != "" {
		text = first + "\n" + text
	}
	return []chat.Content{{Text: text, Choices: rows}}
}

// Press takes a button. It is untrusted: whatever it names is looked at as if it
// had been typed.
func (c *Clerk) Press(a chat.Action) ([]chat.Content, *ErrandOrder) {
	name, begins := Name(a.Verb), len(a.Args) == 0
	switch {
	case begins && name == nudgeAll:
		return c.under(a.Target), nil
	case begins && slices.Contains(Errands(), name):
		return c.Begin(ErrandRequest{Name: name, Code: a.Target}), nil
	case !begins && (name == Revoke || name == Replace):
		return c.ending(name, a.Target, a.Arg(0)), nil
	case begins || c.Errand == nil || a.Arg(0) != c.Errand.ID:
		return one(c.Say.Say("errand_over")), nil
	}
	return c.pressed(a.Verb, a.Target)
}

func (c *Clerk) pressed(verb, arg string) ([]chat.Content, *ErrandOrder) {
	e := c.Errand
	e.Aside = false
	switch verb {
	case "send":
		return c.send()
	case "no":
		return c.over(c.Say.Say("errand_cancelled")), nil
	case "say":
		e.Asked = askText
		return one(c.Say.Say("nudge_words")), nil
	case "all":
		return c.chosenAll(arg), nil
	case "pick", "tick", "page", "done", "fresh":
		return c.picking(verb, arg), nil
	case "role":
		return c.chosenRole(roster.Role(arg)), nil
	}
	return one(c.Say.Say("errand_over")), nil
}

// Type takes words while an errand is pending; taken is false if they are none
// of its business.
func (c *Clerk) Type(text string) (out []chat.Content, order *ErrandOrder, taken bool) {
	e := c.Errand
	folded := strings.Trim(viet.Fold(viet.Polite(viet.Line(text))), " .!")
	switch {
	case e == nil:
		return nil, nil, false
	case folded == "/huy" || !e.Aside && (folded == "huy" || folded == "huy bo"):
		return c.over(c.Say.Say("errand_cancelled")), nil, true
	case e.Aside || strings.HasPrefix(folded, "/"):
		return nil, nil, false
	}
	switch e.Asked {
	case askText:
		if e.Words = c.words(text); e.Words == "" {
			return nil, nil, false
		}
		return c.again(), nil, true
	case askWhom:
		if folded == "chon" && e.Name == Nudge {
			return c.picking("pick", ""), nil, true
		}
		if folded == "gui" {
			return c.nothingToSend(), nil, true
		}
		return c.named(viet.Polite(viet.Line(text))), nil, true
	case askPick:
		return c.typedPick(folded, text), nil, true
	case askRole:
		return c.typedRole(text), nil, true
	case askMember:
		out, taken = c.typedMember(folded)
		return out, nil, taken
	case askSend:
		return c.typedSend(text, folded)
	}
	return nil, nil, false
}

// nothingToSend asks for the units again when somebody confirms too early.
func (c *Clerk) nothingToSend() []chat.Content {
	out := c.whom("")
	out[0].Text = c.Say.Say("errand_whom_first") + "\n\n" + out[0].Text
	return out
}

func (c *Clerk) typedSend(text, folded string) ([]chat.Content, *ErrandOrder, bool) {
	yes, unclear := viet.ReadYesNo(text)
	switch {
	case folded == "gui" || c.Confirms(text) || unclear == nil && yes:
		out, order := c.send()
		return out, order, true
	case unclear == nil:
		return c.over(c.Say.Say("errand_cancelled")), nil, true
	}
	if rest, ok := strings.CutPrefix(folded, "loi nhan"); ok && c.Errand.Name == Nudge {
		if strings.Trim(rest, " :") == "" {
			c.Errand.Asked = askText
			return one(c.Say.Say("nudge_words")), nil, true
		}
		_, words, _ := strings.Cut(text, ":")
		c.Errand.Words = c.words(words)
		return c.again(), nil, true
	}
	out := c.again()
	if c.Errand != nil && len(out) > 0 {
		out[0].Text = c.Say.Say("errand_send_or_cancel", "label", c.doing()) + "\n\n" + out[0].Text
	}
	return out, nil, true
}

// again shows the preview as things are now.
func (c *Clerk) again() []chat.Content {
	e := c.Errand
	switch e.Name {
	case Nudge:
		return c.previewNudge()
	case Announce:
		return c.announce()
	case Codes:
		return c.previewCodes()
	case Revoke, Replace:
		return c.previewEnding()
	}
	u, _ := c.Scene.Units.Get(first(e.Units))
	return c.previewBehalf(u)
}

func first(codes []string) string {
	if len(codes) == 0 {
		return ""
	}
	return codes[0]
}

// send confirms what the preview said.
func (c *Clerk) send() ([]chat.Content, *ErrandOrder) {
	if c.Errand.Asked != askSend {
		return one(c.Say.Say("errand_over")), nil
	}
	out := c.again()
	if c.Errand == nil || c.Errand.Asked != askSend {
		return out, nil
	}
	units := c.targets()
	order := &ErrandOrder{Errand: *c.Errand, Units: codesOf(units), Unheard: len(c.unheard(units))}
	order.From = c.from(order.Units[0])
	if c.Errand.Root != "" {
		order.From = c.from(c.Errand.Root)
	}
	c.Errand = nil
	return nil, order
}

func codesOf(units []roster.Unit) []string {
	codes := make([]string, len(units))
	for i, u := range units {
		codes[i] = u.Code
	}
	return codes
}

// confirm is a preview with its buttons.
func (c *Clerk) confirm(lines []string, more ...chat.Choice) []chat.Content {
	c.Errand.Asked = askSend
	label := c.doing()
	rows := [][]chat.Choice{{c.button("send", "", label), c.button("no", "", c.Say.Say("errand_cancel"))}}
	for _, b := range more {
		rows = append(rows, []chat.Choice{b})
	}
	lines = append(lines, "", c.Say.Say("errand_confirm", "label", label))
	return []chat.Content{{Text: strings.Join(lines, "\n"), Choices: rows}}
}

// maxListed is how many units a preview names.
const maxListed = 12

// list names units in a row.
func (c *Clerk) list(units []roster.Unit) string {
	var names []string
	for _, u := range units[:min(len(units), maxListed)] {
		names = append(names, u.Label())
	}
	text := strings.Join(names, ", ")
	if more := len(units) - maxListed; more > 0 {
		text = c.Say.Count("desk_scope_more", more, "names", text)
	}
	return text
}

// targets are the units that the errand is about.
func (c *Clerk) targets() []roster.Unit {
	e := c.Errand
	var out []roster.Unit
	for _, code := range e.Units {
		if u, ok := c.Scene.Units.Get(code); ok && c.below(code) && (e.Name != Nudge || c.late(u)) {
			out = append(out, u)
		}
	}
	if len(e.Units) > 0 {
		return out
	}
	switch e.Name {
	case Nudge:
		return c.lateAll(e.Root, e.Level, e.Cause)
	case Codes:
		return c.empty(e.Root, e.Level)
	}
	return c.level(e.Root, e.Level)
}

// level are the units of a level under a root, or under all.
func (c *Clerk) level(root string, level int) []roster.Unit {
	roots := c.roots()
	if root != "" {
		roots = []string{root}
	}
	var out []roster.Unit
	for _, r := range roots {
		for _, u := range c.Scene.Units.Below(r) {
			if u.Level == level && c.below(u.Code) {
				out = append(out, u)
			}
		}
	}
	return out
}

// levels are the levels below the roots, those that report first.
func (c *Clerk) levels(reporting bool) []int {
	var out []int
	for _, r := range c.roots() {
		for _, u := range c.Scene.Units.Below(r) {
			if !slices.Contains(out, u.Level) && (!reporting || c.Reports(u.Level)) && c.below(u.Code) {
				out = append(out, u.Level)
			}
		}
	}
	slices.Sort(out)
	return out
}

// people are those of a unit to whom something can be sent.
func (c *Clerk) people(unit string) roster.Members {
	return c.Scene.Members(unit).With(roster.Officer, roster.Approver, roster.Coordinator)
}

// unheard are the units in which nobody can be reached.
func (c *Clerk) unheard(units []roster.Unit) []roster.Unit {
	return slices.DeleteFunc(slices.Clone(units), func(u roster.Unit) bool {
		return slices.ContainsFunc(c.people(u.Code), func(m roster.Member) bool { return !m.Blocked })
	})
}
