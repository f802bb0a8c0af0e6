package desk

import (
	"slices"
	"strconv"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// pickPage is how many units can be ticked in one message, mostPicked how many
// at all by ticking.
const (
	pickPage   = 20
	mostPicked = 100
)

// picking takes the buttons of the list in which units are ticked.
func (c *Clerk) picking(verb, arg string) []chat.Content {
	e := c.Errand
	if e.Name != Nudge {
		return one(c.Say.Say("errand_over"))
	}
	page := 0
	switch verb {
	case "fresh":
		e.Units = codesOf(slices.DeleteFunc(c.targets(), func(u roster.Unit) bool { return c.Nudged(u.Code) }))
		return c.previewNudge()
	case "done":
		if len(e.Units) > 0 {
			return c.previewNudge()
		}
	case "tick":
		page = c.tick(arg)
	case "page":
		page, _ = strconv.Atoi(arg)
	}
	e.Asked = askPick
	return []chat.Content{c.pickList(page, verb != "pick")}
}

// pickable are the late units in the order of their district and name.
func (c *Clerk) pickable() []roster.Unit { return c.lateAll("", c.Scene.Level, 0) }

// tick turns one unit on or off and gives its page.
func (c *Clerk) tick(code string) int {
	e := c.Errand
	at := slices.IndexFunc(c.pickable(), func(u roster.Unit) bool { return u.Code == code })
	if at < 0 {
		return 0
	}
	if i := slices.Index(e.Units, code); i >= 0 {
		e.Units = slices.Delete(slices.Clone(e.Units), i, i+1)
	} else if len(e.Units) < mostPicked {
		e.Units = append(slices.Clone(e.Units), code)
	}
	return at / pickPage
}

func (c *Clerk) pickList(page int, replace bool) chat.Content {
	units := c.pickable()
	pages := (len(units) + pickPage - 1) / pickPage
	page = max(0, min(page, pages-1))
	var rows [][]chat.Choice
	shown := units[min(page*pickPage, len(units)):min((page+1)*pickPage, len(units))]
	d := c.desk()
	for _, u := range shown {
		mark := "☐ "
		if slices.Contains(c.Errand.Units, u.Code) {
			mark = "☑ "
		}
		rows = append(rows, []chat.Choice{c.button("tick", u.Code, mark+d.Place(u, d.roots))})
	}
	var turn []chat.Choice
	if page > 0 {
		turn = append(turn, c.button("page", strconv.Itoa(page-1), c.Say.Say("pick_before")))
	}
	if page+1 < pages {
		turn = append(turn, c.button("page", strconv.Itoa(page+1), c.Say.Say("pick_after")))
	}
	if len(turn) > 0 {
		rows = append(rows, turn)
	}
	rows = append(rows, []chat.Choice{c.button("done", "", c.Say.Say("pick_done", "n", len(c.Errand.Units))), c.button("no", "", c.Say.Say("errand_cancel"))})
	out := chat.Content{Text: c.Say.Say("pick_title", "n", len(units), "noun", report.Noun(units)), Choices: rows}
	if replace {
		out.Replace = c.Message
	}
	return out
}

// typedPick takes «xong», or names.
func (c *Clerk) typedPick(folded, text string) []chat.Content {
	if folded == "xong" && len(c.Errand.Units) > 0 {
		return c.previewNudge()
	}
	return c.named(viet.Polite(viet.Line(text)))
}

func dayOf(t time.Time) string {
	return viet.FormatDate(viet.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()})
}

func (c *Clerk) day(t time.Time) string { return dayOf(t.In(c.Scene.Zone)) }

// announce asks for the words, or says who would get them.
func (c *Clerk) announce() []chat.Content {
	e := c.Errand
	units := c.targets()
	if len(units) == 0 {
		return c.over(c.Say.Say("errand_nobody_below"))
	}
	if e.Words == "" {
		e.Asked = askText
		return one(c.Say.Say("announce_words", "target", c.target(units)))
	}
	people := 0
	for _, u := range units {
		for _, m := range c.people(u.Code) {
			if !m.Blocked {
				people++
			}
		}
	}
	unheard := c.unheard(units)
	if people == 0 {
		return c.over(c.Unheard(len(unheard), c.list(unheard)))
	}
	lines := []string{c.Say.Say("announce_will", "target", c.target(units), "n", people)}
	if len(unheard) > 0 {
		lines = append(lines, c.Unheard(len(unheard), c.list(unheard)))
	}
	lines = append(lines, "", c.Say.Say("errand_content"), AnnounceText(c.Office(c.from(units[0].Code)), e.Words, c.Say))
	if !c.Quiet.IsZero() {
		lines = append(lines, "", c.Say.Say("errand_quiet", "hour", c.Quiet.Hour(), "minute", c.Quiet.Format("04"), "day", c.day(c.Quiet)))
	}
	return c.confirm(lines, c.button("say", "", c.Say.Say("announce_change")))
}

// target names units together.
func (c *Clerk) target(units []roster.Unit) string {
	if len(units) <= 3 {
		return c.list(units)
	}
	return strconv.Itoa(len(units)) + " " + report.Noun(units)
}

// levelChoices are the levels to which can be announced.
func (c *Clerk) levelChoices() [][]chat.Choice {
	var rows [][]chat.Choice
	for _, level := range c.levels(false) {
		units := c.level("", level)
		rows = append(rows, []chat.Choice{c.button("all", strconv.Itoa(level), c.Say.Say("announce_all", "target", strconv.Itoa(len(units))+" "+report.Noun(units)))})
	}
	return rows
}
