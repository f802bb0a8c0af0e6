package command

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/pattern"
	"giaoban/internal/viet"
)

// What coordinators say in whole sentences stands in the language's table of oversight.
// Every word of a message belongs to a sentence of it or is courtesy; what is not among
// them is no command.
//
// A new thing to ask is a row of table, which gives it a name, and lines under
// «[ask /name]»; a new order the same under «[order /name]», and under «[never /name]»
// the ways to turn it around. «[ask /name_part]» sets Command.Part too. What slots stand
// for goes into the command: see askedSlots.

// The roots of the table of oversight.
const (
	rootAsk   = "ask"
	rootOrder = "order"
	rootNever = "never"
	// rootSlash is for what follows a slash, rootHere for what is said while a report is
	// being read, of that report.
	rootSlash = "slash"
	rootHere  = "reading"
	// rootAmend is for what changes an order under its preview.
	rootAmend = "amend"
	// rootTold is for what stands before a colon and the words that are sent on.
	rootTold = "told"
	// rootWonder is for what is asked about words that are wanted, and is not those.
	rootWonder = "wonder"
	// rootDrop is for what lets go of something that was begun.
	rootDrop = "drop"
	// rootRemark is for what is said of a report that does not do, as a reason to return it.
	rootRemark = "remark"
)

// askedSlots are what may stand in the sentences of coordinators, and where it goes.
var askedSlots = []string{
	"unit…",     // one unit's name: Command.Unit
	"other…",    // one more unit's name, behind the first
	"units…",    // several names, or all: Command.Unit, as typed
	"here",      // «này», where a report is being read: Command.Code
	"level…",    // a word for units, «xã», «huyện», «đơn vị»: Command.Level
	"without…",  // several names that are taken out of the first: behind «trừ» in Command.Unit
	"day…",      // a day or a span: Command.Words
	"clock",     // an hour of the day, «4 giờ chiều»: Command.Words
	"figure…",   // what a question, a choice, a list or a figure of an outline is called: Command.Words
	"counted…",  // the same, with «bao nhiêu» inside
	"list",      // what the rows of a list are called
	"row…",      // the same, and the name of a row: Command.Words is the name
	"words…",    // whatever follows, to the end: Command.Words
	"odd",       // words that mean nothing to us: Command.Odd
	"question…", // what units are asked, to the end: Command.Words
	"section",   // the number of a section, or of a question: Command.Part
	"number",    // figures, or a number in words: Command.Number
	"order…",    // an order inside a sentence, and one more; see turned.go
	"then…",
	"ended…",    // an order with a mark behind it
	"dropped…",  // one that is turned around, with a mark behind it
	"denied…",   // one that is turned around
	"grounds…",  // words in which nothing is ordered or turned around
	"somebody…", // the same, who says something
	"clause…",   // any words
	"wrong…",    // one unit's name that is not meant
	"praise",    // «biểu dương»: Command.Words are the sentence from there on
}

// asked reads a coordinator's sentence: a question, an order, or one turned around.
func (r *Reader) asked(h *Heard, text string, who Sender) (Command, bool) {
	t := r.oversight()
	if who.May&Coordinators == 0 || t == nil || h.say.Words() == 0 {
		return Command{}, false
	}
	say, roots := h.say, []string{rootAsk, rootOrder}
	slash := strings.HasPrefix(say.Text(), "/")
	if slash {
		line, _ := unslash(say.Text())
		behind := pattern.Listen(line)
		say, roots = &behind, []string{rootSlash}
	}
	h.asked, h.names = t, &naming{lookup: &lookup{effort: say.Effort()}, units: who.Units, say: r.say}
	a := asking{table: t, names: h.names, figures: &figuring{}, who: who, say: r.say}
	var c Command
	var ok bool
	if who.Previews && !slash {
		c, ok = a.sentence(say, rootAmend)
	}
	if !ok && !slash {
		c, ok = a.around(say, rootTurned)
	}
	if !ok {
		c, ok = a.sentence(say, roots...)
	}
	if ok && !slash && c.Name.Figures() && a.figures.least < surely-1 { // hardly named: «số xã đã nộp»
		if other, found := a.pieced(say); found && !other.Name.Figures() {
			c = other
		}
	}
	if !ok && !slash {
		if c, ok = a.timed(say); !ok {
			c, ok = a.otherwise(text, say)
		}
	}
	c.Slash = slash
	if !ok || !slash && who.Bare != nil && !who.Bare(c) {
		return Command{}, false
	}
	return c, true
}

// An asking is a coordinator's sentence being read.
type asking struct {
	table *pattern.Table
	names *naming
	// figures is how well words must name a figure.
	figures *figuring
	who     Sender
	say     locale.Phrases
	// strange lets words stand for units that name none: they are asked about. odd lets some
	// words of a question mean nothing: they are said back.
	strange, odd bool
}

// otherwise reads a sentence that is none as it stands: one whose words behind a colon
// are passed on, or a question of which some words have no marks.
func (a asking) otherwise(text string, say *pattern.Sentence) (c Command, ok bool) {
	if head, words, colon := strings.Cut(text, ":"); colon {
		said := pattern.Listen(head)
		said.Within(a.names.effort)
		before := a
		before.names = &naming{lookup: a.names.lookup, units: a.who.Units, say: a.say}
		if c, ok = before.sentence(&said, rootTold); !ok {
			c, ok = before.sentence(&said, rootAsk, rootOrder)
		}
		if !ok {
			c, ok = before.timed(&said)
		}
		if c.Name == Announce && c.Unit == "" && a.who.May&Officers != 0 {
			ok = false // perhaps words of their own report
		}
		if ok {
			c.behind(strings.TrimSpace(words))
			return c, true
		}
		if a.who.Here != "" {
			c, ok = before.sentence(&said, rootHere)
			if ok && (c.Name == AskUnit || c.Name == Return || c.Name == Reopen) {
				c.Code = a.who.Here
				c.behind(strings.TrimSpace(words))
				return c, true
			}
		}
	}
	if !a.who.Previews {
		if c, ok = a.reasoned(text); ok {
			return c, true
		}
	}
	if say.Marked {
		mixed := *say
		mixed.Mixed = true
		if c, ok = a.sentence(&mixed, rootAsk); ok {
			return c, true
		}
	}
	if a.who.Here != "" {
		if c, ok = a.sentence(say, rootHere); ok {
			c.Code = a.who.Here
			return c, true
		}
		if a.who.May&Officers == 0 && viet.AreRemarks(text) { // «5.04: sai số; 5.10: thiếu tên»
			return Command{Name: Return, Code: a.who.Here, Words: text, Sentence: true}, true
		}
	}
	if !a.who.Previews {
		if c, ok = a.around(say, rootAround); ok {
			return c, true
		}
	}
	a.strange = true // a name that none has, behind the verb of an order
	return a.sentence(say, rootOrder)
}

// behind takes the words behind a colon: what is sent on, or of whom an extension is.
func (c *Command) behind(words string) {
	if c.Name == Extend && c.Unit == "" {
		c.Unit = words
		return
	}
	if c.Name == Return && c.Words != "" { // «trả lại Nga An vì 5.04: sai số»
		words = c.Words + ": " + words
	}
	c.Words = words
}

// retyped reads a coordinator's sentence whose letters the phone left unconverted, «nga
// truwowngf nopj chuwa», or whose apostrophes were left out.
func (r *Reader) retyped(h *Heard, text string, who Sender) (Command, bool) {
	words, changed := r.say.Tongue().Retyped(text)
	if !changed || h.say.Long() || h.said.Kind != "" {
		return Command{}, false
	}
	say := pattern.Listen(words)
	say.Within(h.say.Effort())
	say.Mixed = say.Marked // what was not converted has none
	again := &Heard{table: h.table, say: &say, tongue: h.tongue, now: h.now, units: h.units}
	c, ok := r.asked(again, words, who)
	if !ok {
		c, ok = r.put(again, who, asWritten)
	}
	return c, ok
}

// mostOfUnknown is how many words a sentence has at most that may name a unit which nobody
// knows.
const mostOfUnknown = 14

// unknown reads a coordinator's sentence that is nothing else and has a name that is no
// unit's: one that is written like a name, and of a question also one that is like a
// unit's. Whoever answers says so.
func (r *Reader) unknown(h *Heard, who Sender) (c Command, ok bool) {
	t, say := r.oversight(), h.say
	if who.May&Coordinators == 0 || t == nil || h.names == nil || who.Units == nil || h.said.Kind != "" || say.Words() > mostOfUnknown || strings.HasPrefix(say.Text(), "/") {
		return Command{}, false
	}
	a := asking{table: t, names: h.names, figures: &figuring{}, who: who, say: r.say}
	a.names.lets(func(name string) bool { return isName(a.behindLevel(name)) })
	if c, ok = a.sentence(say, rootAsk, rootOrder); !ok {
		a.names.lets(a.near)
		c, ok = a.sentence(say, rootAsk)
	}
	if !ok || c.Unit == "" || c.OnlyUnit && !a.near(c.Unit) {
		return Command{}, false
	}
	if c.OnlyUnit = true; who.Bare != nil && !who.Bare(c) {
		return Command{}, false
	}
	return c, true
}

// pollAsked is the part of a poll that is only called asking: of one unit it is a question about its report.
const pollAsked = "hoi"

// sentence is what all words of a message say under some roots, or as an order that is
// turned around.
func (a asking) sentence(say *pattern.Sentence, roots ...string) (Command, bool) {
	m, denied := a.table.Whole(say, a.slot, rootNever)
	denied = denied && roots[0] != rootAmend
	ok := denied
	if !denied {
		m, ok = a.surest(say, roots)
	}
	if !ok || len(m.Kinds) == 0 {
		return Command{}, false
	}
	c := a.command(m)
	c.Words = cmp.Or(toTheEnd(say.Text(), m.Slots["words"]), c.Words)
	if question := m.Slots["question"]; question != "" {
		c.Words = viet.UpperFirst(cmp.Or(toTheEnd(say.Text(), question), question))
	}
	if c.Name == Poll && c.Part == pollAsked {
		if c.Part = ""; a.who.Units.Named(c.Unit) {
			c.Name = AskUnit
		}
	}
	if praise := m.Slots["praise"]; praise != "" { // it is sent as it was said
		c.Part, c.Words = "", viet.UpperFirst(say.Text()[strings.Index(say.Text(), praise):])
	}
	if c.Name.Decides() && c.Unit == "" && slices.Contains(strings.Fields(strings.ToLower(say.Text())), "này") {
		c.Code = a.who.Here // «chấp nhận báo cáo này»
	}
	c.Sentence, c.Denied, c.Asks = true, denied, say.Asks
	c.OnlyUnit = c.Unit != "" && c.Unit == strings.Trim(say.Text(), marks)
	return c, true
}

// toTheEnd are words that a sentence ends with, with the mark behind the last; "" if it does
// not end with them.
func toTheEnd(text, words string) string {
	at := strings.LastIndex(text, words)
	if words == "" || at < 0 || strings.Trim(text[at+len(words):], marks) != "" {
		return ""
	}
	return strings.TrimSpace(text[at:])
}

// command is what a sentence asks, by its weightiest kind.
func (a asking) command(m pattern.Match) Command {
	var c Command
	for _, kind := range m.Kinds {
		name, part, _ := strings.Cut(strings.TrimPrefix(kind, "/"), "_")
		switch {
		case c.Name == "":
			c.Name, c.Part = Name(name), part
		case c.Also == "" && Name(name) != c.Name && Name(name).Room() == chat.Operation:
			c.Also = Name(name)
		}
	}
	for slot, text := range m.Slots {
		text = strings.Trim(text, marks)
		switch slot {
		case "unit", "units":
			c.Unit = a.possessor(text)
		case "here":
			c.Code = a.who.Here
		case "level":
			c.Level = a.singular(text)
		case "clock":
			c.Words, _ = a.clock(text)
		case "row":
			c.Words, _ = a.row(text)
		case "day", "words", "figure", "counted":
			c.Words = strings.TrimSpace(c.Words + " " + text)
		case "section":
			c.Part = text
		case "number":
			c.Number = atoi(text)
		}
	}
	if other := m.Slots["other"]; other != "" {
		c.Unit += ", " + strings.Trim(other, marks)
	}
	if without := m.Slots["without"]; without != "" {
		a.without(&c, strings.Trim(without, marks))
	}
	return c
}

// listed is how many of the words are one of the forms that a phrase lists. A word that
// carries a mark must be written so.
func (a asking) listed(words []string, most int, phrase string) []int {
	return lengths(words, most, func(text string) bool {
		text = strings.Trim(strings.ToLower(text), marks)
		fold := viet.Fold(text)
		return slices.ContainsFunc(formsOf(a.say.Say(phrase)), func(w written) bool { return w.form == text || fold == text && w.fold == fold })
	})
}

// mostOfDay is how many words a day, or a span of days, takes.
const mostOfDay = 9

// clock is an hour of the day as figures, «16:00», also where the part of the day stands
// before it.
func (a asking) clock(text string) (string, bool) {
	words := strings.Fields(text)
	if !hasFigure(words[0]) && len(words) > 1 {
		text = strings.Join(append(words[1:], words[0]), " ")
	}
	at, ok := a.say.Tongue().Hours(text)
	if !ok || len(at) != 1 || !hourMark.MatchString(viet.Fold(text)) {
		return "", false
	}
	return fmt.Sprintf("%02d:%02d", at[0]/60, at[0]%60), true
}
