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

// late tells whether a report is awaited from the unit and not in.
func (c *Clerk) late(u roster.Unit) bool {
	state := c.Scene.Status[u.Code].State
	return c.Reports(u.Level) && !state.In() && state != report.Exempt
}

// lateAll are the late units of a level, narrowed by the reason plus one.
func (c *Clerk) lateAll(root string, level, cause int) []roster.Unit {
	return slices.DeleteFunc(c.level(root, level), func(u roster.Unit) bool {
		return !c.late(u) || cause > 0 && c.Scene.Cause(u.Code) != report.Cause(cause-1)
	})
}

// causeWords are the reasons by which late units can be narrowed, as people say
// them.
func (c *Clerk) causeWords() map[report.Cause][]string {
	return map[report.Cause][]string{
		report.Nobody:       {"chua co ai", "chua kich hoat", "chua dang ky"},
		report.Unreachable:  {"chan"},
		report.Untouched:    {"chua bat dau", "chua lam"},
		report.Stuck:        {"dung", "dang do"},
		report.Busy:         {"dang lam"},
		report.SentBack:     {"tra lai", "bi tra"},
		report.ForSignature: {"cho ky", "trinh ky", "cho duyet"},
	}
}

// meantAll reads «cả», «các xã», «tất cả các huyện», «các xã chưa bắt đầu».
func (c *Clerk) meantAll(typed string) []chat.Content {
	f := " " + viet.Fold(typed) + " "
	reporting := c.Errand.Name == Nudge || c.Errand.Name == Codes
	levels := c.levels(reporting)
	if len(levels) == 0 {
		return c.over(c.Say.Say("errand_nobody_below"))
	}
	level := levels[len(levels)-1]
	if c.Errand.Name == Nudge {
		level = c.Scene.Level
	}
	for _, l := range levels {
		for _, u := range c.level("", l) {
			if strings.Contains(f, " "+viet.Fold(u.Type)+" ") {
				level = l
				break
			}
		}
	}
	c.Errand.Level = level
	for cause, words := range c.causeWords() {
		if c.Errand.Name == Nudge && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(f, " "+w+" ") }) {
			c.Errand.Cause = int(cause) + 1
		}
	}
	return c.all()
}

// all goes on with all of a level.
func (c *Clerk) all() []chat.Content {
	c.Errand.Units = nil
	switch c.Errand.Name {
	case Nudge:
		return c.previewNudge()
	case Announce:
		return c.announce()
	case Codes:
		return c.previewCodes()
	}
	return c.whom(c.Say.Say("errand_one_unit"))
}

// chosenAll takes the button for a level, or for a level and a reason.
func (c *Clerk) chosenAll(arg string) []chat.Content {
	level, cause, _ := strings.Cut(arg, ".")
	l, _ := strconv.Atoi(level)
	n, _ := strconv.Atoi(cause)
	c.Errand.Level, c.Errand.Cause = l, n
	return c.all()
}

// whomToNudge offers all that are late, those of one reason, and a list.
func (c *Clerk) whomToNudge() []chat.Content {
	var rows [][]chat.Choice
	total := 0
	for _, level := range c.levels(true) {
		units := c.lateAll("", level, 0)
		if len(units) == 0 {
			continue
		}
		total += len(units)
		rows = append(rows, []chat.Choice{c.button("all", strconv.Itoa(level),
			c.Say.Say("nudge_all", "n", len(units), "noun", report.Noun(units)))})
		if level != c.Scene.Level {
			continue
		}
		for cause := report.Nobody; cause <= report.ForSignature; cause++ {
			if n := len(c.lateAll("", level, int(cause)+1)); n > 0 && n < len(units) {
				rows = append(rows, []chat.Choice{c.button("all", strconv.Itoa(level)+"."+strconv.Itoa(int(cause)+1),
					c.Say.Say("nudge_cause", "reason", report.CauseLabel(cause, c.Say), "n", n))})
			}
		}
	}
	if total == 0 {
		return c.over(c.Say.Say("nudge_none", "unit", c.desk().scope()))
	}
	rows = append(rows, []chat.Choice{c.button("pick", "", c.Say.Say("nudge_pick"))})
	return []chat.Content{{Text: c.Say.Say("nudge_whom", "n", total), Choices: rows}}
}

// previewNudge says who would get it and what.
func (c *Clerk) previewNudge() []chat.Content {
	units := c.targets()
	if len(units) == 0 {
		return c.over(c.Say.Say("nudge_none_of", "unit", c.list(c.unitsOf(c.Errand.Units))))
	}
	unheard := c.unheard(units)
	heard := slices.DeleteFunc(slices.Clone(units), func(u roster.Unit) bool {
		return slices.ContainsFunc(unheard, func(x roster.Unit) bool { return x.Code == u.Code })
	})
	if len(heard) == 0 {
		return c.over(c.Unheard(len(unheard), c.list(unheard)))
	}
	lines := []string{c.Say.Say("nudge_will", "n", len(heard), "units", c.list(heard))}
	if len(unheard) > 0 {
		lines = append(lines, c.Unheard(len(unheard), c.list(unheard)))
	}
	lines = append(lines, "", c.Say.Say("errand_content"), NudgeText(c.Office(c.from(heard[0].Code)), heard[0], c.Scene, c.Errand.Words, c.Say))
	if !c.Quiet.IsZero() {
		lines = append(lines, "", c.Say.Say("errand_quiet", "hour", c.Quiet.Hour(), "minute", c.Quiet.Format("04"), "day", c.day(c.Quiet)))
	}
	label := c.Say.Say("nudge_add_words")
	if c.Errand.Words != "" {
		label = c.Say.Say("nudge_change_words")
	}
	more := []chat.Choice{c.button("say", "", label)}
	if again := slices.DeleteFunc(slices.Clone(heard), func(u roster.Unit) bool { return !c.Nudged(u.Code) }); len(again) > 0 {
		lines = append(lines, "", c.Say.Say("nudge_again", "units", c.list(again)))
		if len(again) < len(heard) {
			more = append(more, c.button("fresh", "", c.Say.Say("nudge_leave_out")))
		}
	}
	return c.confirm(lines, more...)
}

// Unheard says in which units nobody can be reached, and what to do about it.
func (c *Clerk) Unheard(n int, names string) string {
	return c.Say.Say("errand_unheard", "n", n, "units", names)
}

func (c *Clerk) unitsOf(codes []string) (out []roster.Unit) {
	for _, code := range codes {
		if u, ok := c.Scene.Units.Get(code); ok {
			out = append(out, u)
		}
	}
	return out
}

// NudgeText is what a unit is told.
func NudgeText(office string, u roster.Unit, s report.Scene, words string, say locale.Phrases) string {
	text := ""
	deadline := s.Deadline(u.Code)
	switch {
	case deadline.IsZero():
		text = say.Say("nudge_text_no_day", "office", office, "unit", u.Label())
	case s.Now.After(deadline):
		text = say.Say("nudge_text_late", "office", office, "unit", u.Label(), "deadline", dayOf(deadline.In(s.Zone)))
	default:
		text = say.Say("nudge_text", "office", office, "unit", u.Label(), "deadline", dayOf(deadline.In(s.Zone)))
	}
	if words != "" {
		text += " " + words
	}
	return text
}

// AnnounceText is what people are told: somebody's own words, and whose they
// are.
func AnnounceText(office, words string, say locale.Phrases) string {
	return say.Say("announce_text", "office", office, "words", strings.TrimSpace(words))
}
