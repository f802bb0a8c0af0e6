package oversight

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/language"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// What coordinators ask of how reports stand, beside the state and the list of who is
// missing. Each answer is about the units that were named, at the level that was named,
// and leads on by buttons.

// leveled is the question about the reports of the level whose word it has: «huyện nào đã
// nộp báo cáo huyện» is asked of districts' own reports. A word that fits any unit leaves
// it as it is.
func (d question) leveled() question {
	level := d.levelOf(d.cmd.Level)
	if rest, ok := strings.CutPrefix(d.cmd.Part, levelPart); ok {
		level, _ = strconv.Atoi(rest)
	}
	if level == 0 || level == d.Level || !slices.Contains(d.Levels, level) {
		return d
	}
	d.Overview.Level, d.Overview.SectionNumber = level, nil
	d.cmd.Part = levelPart + strconv.Itoa(level)
	return d
}

// levelOf is the level of the units that a word stands for; 0 if it fits any.
func (d question) levelOf(word string) int {
	word = viet.Fold(word)
	if word == "" {
		return 0
	}
	for level := 1; level <= max(d.Level, slices.Max(append(d.Levels, 0))); level++ {
		if slices.ContainsFunc(d.Units.AtLevel(level), func(u roster.Unit) bool { return named(viet.Fold(u.Type), word) }) {
			return level
		}
	}
	return 0
}

// noSuchLevel says that no unit is of the kind whose word the question has, «huyện» where
// there are communes only; "" where some are, or the word fits any unit.
func (d question) noSuchLevel() string {
	word := viet.Fold(d.cmd.Level)
	if word == "" || d.levelOf(word) != 0 || slices.ContainsFunc(strings.Split(d.say.Say("whom_any"), ","), func(any string) bool { return viet.Fold(strings.TrimSpace(any)) == word }) ||
		slices.ContainsFunc(d.Units.All(), func(u roster.Unit) bool { return named(viet.Fold(u.Type), word) }) {
		return ""
	}
	return d.say.Say("level_none", "scope", d.scope.Names(), "level", d.cmd.Level, "noun", report.Noun(d.Units.AtLevel(d.Level)))
}

// named reports whether a type is called so, or one of several that are named together:
// «sở», «sở ngành» of «sở, ban, ngành».
func named(kind, word string) bool {
	if !strings.Contains(kind, ",") {
		return kind == word
	}
	kinds := strings.Fields(strings.ReplaceAll(kind, ",", " "))
	return !slices.ContainsFunc(strings.Fields(word), func(w string) bool { return !slices.Contains(kinds, w) })
}

// handedIn lists whose report is in, page by page.
func (d question) handedIn(u roster.Unit) []chat.Content {
	which := report.AllHanded
	switch d.cmd.Part {
	case command.OnlyAccepted:
		which = report.HandedAccepted
	case command.OnlyInTime:
		which = report.HandedInTime
	}
	d = d.leveled()
	title, lines := report.SubmittedList(d.Overview, u.Code, which, d.say)
	contents := d.list(u, title, lines, nil)
	if d.Tally(u.Code).Missing() > 0 && which != report.HandedAccepted {
		contents[0].Choices = append(contents[0].Choices, []chat.Choice{d.listButton(u)})
	}
	return contents
}

// above reports whether the question is about reports above those that are chased.
func (d question) above() bool { return strings.HasPrefix(d.cmd.Part, levelPart) }

// listButton leads to who is missing, at the level of the question.
func (d question) listButton(u roster.Unit) chat.Choice {
	c := command.Command{Name: command.Missing, Code: u.Code}
	if d.above() {
		c.Part = d.cmd.Part
	}
	return c.Choice(d.say.Say("button_missing_reports"))
}

// counted says how many are missing, before who.
func (d question) counted(u roster.Unit) []chat.Content {
	c := chat.Content{Text: report.CountMissing(d.Overview, u.Code, d.say)}
	if n := d.Tally(u.Code).Missing(); n > 0 {
		c.Choices = [][]chat.Choice{{d.listButton(u)}}
		if !d.above() {
			c.Choices[0] = append(c.Choices[0], command.Button(command.RemindAll, u.Code, d.say.Say("remind_all_here", "n", n)))
		}
	}
	return []chat.Content{c}
}

// shortRanking is how many units stand on a ranking before all are wanted.
const shortRanking = 5

// ranking ranks the units of a level under the unit, or tells which are complete.
func (d question) ranking(u roster.Unit) []chat.Content {
	part := d.cmd.Part
	switch {
	case part == command.PlaceOf:
		return d.place(u)
	case d.bound().Percent > 0:
		return d.beyond(u)
	case part == command.AllIn:
		return []chat.Content{{Text: report.Complete(d.Overview, u.Code, d.say), Choices: [][]chat.Choice{{d.rankButton(u, command.Fastest, "button_ranking")}}}}
	}
	r := d.ranked(u, strings.HasPrefix(part, command.Fastest))
	if len(r.Lines) == 0 {
		return d.progress(u)
	}
	most := shortRanking
	if d.cmd.Number > 0 {
		most = d.cmd.Number
	}
	if d.cmd.Page > 0 || part == "" {
		return d.list(u, r.Title, r.Lines, nil)
	}
	most = min(most, len(r.Lines))
	c := chat.Content{Text: strings.Join(append([]string{r.Title}, r.Lines[:most]...), "\n")}
	var choices []chat.Choice
	for _, unit := range r.Units[:min(most, shortRanking)] {
		choices = append(choices, d.card(unit, unit.Label()))
	}
	c.Choices = pairs(choices)
	if len(r.Lines) > most {
		all := command.Command{Name: command.Ranking, Code: u.Code, Part: d.rankPart(part), Page: 1}
		c.Choices = append(c.Choices, []chat.Choice{all.Choice(d.say.Say("rank_button_all", "n", len(r.Lines)))})
	}
	return []chat.Content{c}
}

// ranked ranks the units that were asked about: those next below, unless the word is that
// of the units which report.
func (d question) ranked(u roster.Unit, fastest bool) report.Ranking {
	if !d.ofReporters() {
		if r := report.RankGroups(d.Overview, u.Code, fastest, d.say); len(r.Lines) > 1 {
			return r
		}
	}
	return report.RankUnits(d.Overview, u.Code, fastest, d.say)
}

// ofReporters reports whether the word of the question is that of the units which report.
func (d question) ofReporters() bool {
	return d.levelOf(d.cmd.Level) == d.Level || strings.HasSuffix(d.cmd.Part, "."+levelPart)
}

// rankPart is the part of a button to the same ranking: «cham», or «cham.cap» of the units
// which report.
func (d question) rankPart(part string) string {
	part, _, _ = strings.Cut(part, ".")
	if d.ofReporters() {
		part += "." + levelPart
	}
	return part
}

func (d question) rankButton(u roster.Unit, part, label string) chat.Choice {
	return command.Command{Name: command.Ranking, Code: u.Code, Part: part}.Choice(d.say.Say(label))
}

// half is the share that is meant where none is told: «quá nửa».
const half = 50

// bound is the share that units are held against, told by the sentence or by the part of a
// button: «tren80»; without one, zero.
func (d question) bound() (b report.Bound) {
	part, _, _ := strings.Cut(d.cmd.Part, ".")
	for _, kind := range []string{command.ShareOver, command.ShareReached, command.ShareBelow} {
		rest, ok := strings.CutPrefix(part, kind)
		if n, err := strconv.Atoi(cmp.Or(rest, strconv.Itoa(cmp.Or(d.cmd.Number, half)))); ok && err == nil && n <= 100 {
			return report.Bound{Percent: n, Below: kind == command.ShareBelow, Reached: kind == command.ShareReached}
		}
	}
	return b
}

// beyond lists who has done more, or less, than a share.
func (d question) beyond(u roster.Unit) []chat.Content {
	b, groups := d.bound(), false
	part, _, _ := strings.Cut(d.cmd.Part, ".")
	d.cmd.Part = d.rankPart(strings.TrimRight(part, "0123456789") + strconv.Itoa(b.Percent))
	if level := d.levelOf(d.cmd.Level); level > u.Level && level < d.Level || strings.HasSuffix(d.cmd.Part, "."+groupsPart) {
		groups = true
		d.cmd.Part, _, _ = strings.Cut(d.cmd.Part, ".")
		d.cmd.Part += "." + groupsPart
	}
	r := report.Beyond(d.Overview, u.Code, b, groups, d.say)
	return d.list(u, r.Title, r.Lines, nil)
}

// groupsPart ends the part of a button about the units next below, and not those that report.
const groupsPart = "duoi"

// place tells which place the unit has among those beside it, which only somebody over all of
// them may see.
func (d question) place(u roster.Unit) []chat.Content {
	c := chat.Content{Text: report.Place(d.Overview, u, d.say), Choices: [][]chat.Choice{{d.rankButton(u, command.Fastest, "button_ranking")}}}
	if !d.scope.Has(u.Parent) {
		t := d.Tally(u.Code)
		c.Text = d.say.Say("place_outside", "unit", u.Full(), "in", t.In(), "total", t.Total, "noun", report.Noun(d.Units.AtLevel(d.Level)))
	} else if c.Text == "" {
		return d.progress(u)
	} else if parent, ok := d.Units.Parent(u.Code); ok {
		c.Choices[0][0] = d.rankButton(parent, command.Fastest, "button_ranking")
	}
	return []chat.Content{c}
}

// sinceDay tells what came in since a day.
func (d question) sinceDay(u roster.Unit) []chat.Content {
	day, ok := d.day()
	if !ok {
		return one(d.say.In(d.Zone).Say("since_ahead", "day", d.say.In(d.Zone).Day(day)))
	}
	return []chat.Content{{Text: report.SinceDay(d.Overview, u.Code, day, d.say), Choices: [][]chat.Choice{
		{button(command.HandedIn, u, d.say.Say("button_submitted")), button(command.Missing, u, d.say.Say("button_missing_reports"))}}}}
}

// day is the beginning of the day that is compared with; ok is false if it is to come.
func (d question) day() (time.Time, bool) {
	now := d.Now.In(d.Zone)
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	if read, unclear := d.say.Tongue().Date(d.cmd.Words, language.Question{}, now); unclear == nil && read.Value.Day != 0 {
		date := read.Value
		at := time.Date(date.Year, time.Month(date.Month), date.Day, 0, 0, 0, 0, now.Location())
		return at, !at.After(now)
	}
	switch d.cmd.Part {
	case command.SinceToday:
		return today, true
	case command.SinceWeek:
		return today.AddDate(0, 0, -7), true
	}
	return today.AddDate(0, 0, -1), true
}

// forecast reckons when all will be in.
func (d question) forecast(u roster.Unit) []chat.Content {
	if u.Level == d.Level {
		return d.progress(u) // one report has no pace
	}
	return []chat.Content{{Text: report.Forecast(d.Overview, u.Code, d.say), Choices: [][]chat.Choice{
		{button(command.Missing, u, d.say.Say("button_missing_reports")), d.rankButton(u, command.Slowest, "button_ranking")}}}}
}

// why tells why the unit's report is not in; of one with units below that report, who is
// missing and why.
func (d question) why(u roster.Unit) []chat.Content {
	if u.Level != d.Level {
		return d.missing(u)
	}
	return []chat.Content{{Text: report.WhyLate(d.Overview, u.Code, d.scope.Roots, d.say), Choices: append(d.offered(u.Code),
		[]chat.Choice{button(command.People, u, d.say.Say("who_button")), button(command.Journal, u, d.say.Say("button_journal"))})}}
}
