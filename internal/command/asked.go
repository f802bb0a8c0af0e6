package command

import (
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
	// rootSlash is for what follows a slash.
	rootSlash = "slash"
)

// askedSlots are what may stand in the sentences of coordinators, and where it goes.
var askedSlots = []string{
	"unit…",   // one unit's name: Command.Unit
	"units…",  // several names, or all: Command.Unit, as typed
	"here",    // «này», where a report is being read: Command.Code
	"level",   // a word for units, «xã», «huyện», «đơn vị»: Command.Level
	"day…",    // a day or a span: Command.Words
	"hour",    // an hour of the day: Command.Words
	"words…",  // whatever follows, to the end: Command.Words
	"section", // the number of a section, or of a question: Command.Part
	"number",  // figures, or a number in words: Command.Number
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
	a := asking{names: &naming{units: who.Units}, who: who, say: r.say}
	c, ok := a.sentence(t, say, roots)
	if head, words, colon := strings.Cut(text, ":"); !ok && colon && !slash {
		say := pattern.Listen(head)
		a.names.places = nil
		if c, ok = a.sentence(t, &say, roots); ok {
			c.Words = strings.TrimSpace(words)
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
	names *naming
	who   Sender
	say   locale.Phrases
}

func (a asking) sentence(t *pattern.Table, say *pattern.Sentence, roots []string) (Command, bool) {
	m, denied := t.Whole(say, a.slot, rootNever)
	ok := denied
	if !denied {
		m, ok = t.Whole(say, a.slot, roots...)
	}
	if !ok || len(m.Kinds) == 0 {
		return Command{}, false
	}
	c := a.command(m)
	c.Sentence, c.Denied = true, denied
	c.OnlyUnit = c.Unit != "" && c.Unit == strings.Trim(say.Text(), marks)
	return c, true
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
			c.Unit = text
		case "here":
			c.Code = a.who.Here
		case "level":
			c.Level = text
		case "day", "hour", "words":
			c.Words = strings.TrimSpace(c.Words + " " + text)
		case "section":
			c.Part = text
		case "number":
			c.Number = atoi(text)
		}
	}
	return c
}

// slot finds what a slot stands for.
func (a asking) slot(name string, words []string) []int {
	switch name {
	case "unit":
		return a.names.one(words)
	case "units":
		return a.names.several(words, a.say)
	case "here":
		if a.who.Here == "" {
			return nil
		}
		return lengths(words, 1, func(text string) bool { return slices.Contains(Listed(a.say.Say("said_here")), viet.Fold(text)) })
	case "level":
		return lengths(words, 2, func(text string) bool { return slices.Contains(Listed(a.say.Say("said_levels")), viet.Fold(text)) })
	case "day":
		return daySlot(words, a.who.Now)
	case "hour":
		return hourSlot(words)
	case "words":
		return []int{len(words)}
	case "section":
		return lengths(words, 1, func(text string) bool { return placeForm.MatchString(viet.Fold(text)) })
	case "number":
		return lengths(words, len(words), isNumber)
	}
	return nil
}

// A naming finds units' names in one message. It looks at each place once.
type naming struct {
	units Units
	// places are how many words a name has, by how many words follow its place.
	places map[int][]int
}

// one is how many of the words may be one unit's name, with its type and the units above.
func (n *naming) one(words []string) []int {
	found, known := n.places[len(words)]
	if known {
		return found
	}
	if n.places == nil {
		n.places = map[int][]int{}
	}
	found = lengths(words, maxNameWords, func(text string) bool {
		text = strings.Trim(text, marks)
		return text != "" && n.units.Named(text)
	})
	n.places[len(words)] = found
	return found
}

// several is how many of the words may be a list: names with commas or «và» between
// them, or words for all.
func (n *naming) several(words []string, say locale.Phrases) []int {
	between := Listed(say.Say("said_between"))
	ends := map[int]bool{}
	reach := make([]bool, len(words)+1)
	reach[0] = true
	for at := range words {
		if !reach[at] {
			continue
		}
		from := at
		if at > 0 && slices.Contains(between, viet.Fold(strings.Trim(words[at], marks))) {
			from++
		}
		for _, length := range n.one(words[from:]) {
			reach[from+length], ends[from+length] = true, true
		}
	}
	var out []int
	for end := range ends {
		out = append(out, end)
	}
	slices.Sort(out)
	return out
}
