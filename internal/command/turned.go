package command

import (
	"cmp"
	"slices"
	"strings"

	"giaoban/internal/pattern"
	"giaoban/internal/viet"
)

// What is said around an order
//
// «nhắc Nga Yên, à không, Nga Trường» is an order with its correction, «đừng nhắc Nga Yên,
// nhắc Nga Trường thôi» one that another takes the place of, «nếu mai chưa nộp thì nhắc» one
// that waits on something. The table has rows for what stands around; an order inside is a
// slot, and is read as a sentence of its own. A row's kind tells what becomes of it.

// The roots of what is said around an order. What is taken back or corrected is looked for
// first, so that nothing is done of it; the rest where the whole sentence is nothing else.
const (
	rootTurned = "turned"
	rootAround = "around"
	// rootDeed is for orders that name no units and are said inside others only.
	rootDeed = "deed"
)

// An Aside is why something is not done or answered quite as it was said.
type Aside string

// Why.
const (
	// Unless marks one that waits on something, «nếu mai chưa nộp thì nhắc».
	Unless Aside = "unless"
	// Past marks one that was carried out before, «hôm qua anh nhắc rồi».
	Past Aside = "past"
	// Odd marks a question in which some words mean nothing to us: Command.Odd.
	Odd Aside = "odd"
)

// mostOfClause is how many words stand around an order for one reason.
const mostOfClause = 12

// mostAround is how many words a sentence has at most that an order is looked for in.
const mostAround = 24

// around reads a sentence with an order inside.
func (a asking) around(say *pattern.Sentence, root string) (Command, bool) {
	if say.Words() > mostAround {
		return Command{}, false
	}
	in := a.inside(say)
	m, ok := a.table.Whole(say, in.slot, root)
	if !ok || len(m.Kinds) != 1 {
		return Command{}, false
	}
	c, ok := in.command(m)
	if c.Aside != "" { // how the units stand, from where it can be done now
		c = Command{Name: Progress, Unit: c.Unit, Aside: c.Aside}
	}
	c.Sentence, c.Asks = true, say.Asks
	return c, ok
}

// An inside reads orders that stand in a sentence.
type inside struct {
	asking
	// tells marks the words of the sentence of which every order has one.
	tells []bool
}

func (a asking) inside(say *pattern.Sentence) *inside {
	return &inside{a, a.table.Telling(say, rootNever, rootOrder, rootDeed)}
}

// order is the order that some words are; one without a name is none.
func (in *inside) order(words string) Command {
	return once(&in.names.orders, words, func(words string) (c Command) {
		say := pattern.Listen(strings.Trim(words, marks+"\"“”«»"))
		say.Within(in.names.effort)
		say.Effort().Take(perWord * say.Words())
		sub := in.asking
		sub.names = &naming{lookup: in.names.lookup, units: in.who.Units, say: in.say}
		c, ok := sub.sentence(&say, rootOrder)
		if !ok {
			c, _ = sub.sentence(&say, rootDeed)
		}
		return c
	})
}

// orders are how many of the words, which are all that follow, may be an order.
func (in *inside) orders(words []string, fits func(order Command, text string) bool) []int {
	from := max(0, len(in.tells)-len(words))
	least := slices.Index(in.tells[from:], true) + 1
	if least == 0 {
		return nil
	}
	return lengths(words, len(words), func(text string) bool {
		if least--; least > 0 {
			return false
		}
		return fits(in.order(text), text)
	})
}

// slot finds what a slot around orders stands for.
func (in *inside) slot(name string, words []string) []int {
	switch name {
	case "order", "ended", "then", "denied", "dropped":
		denied, parted := name == "denied" || name == "dropped", name == "ended" || name == "dropped"
		return in.orders(words, func(c Command, text string) bool {
			return c.Name != "" && c.Denied == denied && c.Name != Announce && c.Name != TwoDeeds &&
				(!parted || strings.ContainsAny(text[len(text)-1:], marks))
		})
	case "grounds":
		return lengths(words, mostOfClause, func(text string) bool { return !in.has(text, "said_turning") && !in.has(text, "said_deeds") })
	case "somebody":
		return lengths(words, 4, func(text string) bool { return !in.has(text, "said_turning") })
	case "day":
		return slices.DeleteFunc(slices.Clone(in.asking.slot(name, words)), func(n int) bool {
			return in.order(strings.Join(words[:n], " ")).Name != "" // «gia hạn đến 8/7»
		})
	case "clause":
		return lengths(words, mostOfClause, func(string) bool { return true })
	}
	return in.asking.slot(name, words)
}

// has reports whether the words have one of the forms that a phrase lists.
func (a asking) has(words, phrase string) bool {
	return once(&a.names.having, phrased{phrase, words}, a.havingAny)
}

func (a asking) havingAny(p phrased) bool {
	say, words := pattern.Listen(p.words), p.words
	text := " " + say.InRow(0, say.Words()) + " "
	if say.Words() > 0 && text == "  " {
		text = " " + strings.Join(strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return strings.ContainsRune(marks, r) }), " ") + " "
	}
	return slices.ContainsFunc(formsOf(a.say.Say(p.phrase)), func(w written) bool { return strings.Contains(text, " "+w.form+" ") })
}

// command is what becomes of the order inside.
func (in *inside) command(m pattern.Match) (c Command, ok bool) {
	slots := in.asking.command(pattern.Match{Slots: m.Slots})
	c = in.order(m.Slots["order"] + m.Slots["ended"])
	then := in.order(m.Slots["then"])
	denied := in.order(m.Slots["denied"] + m.Slots["dropped"])
	if c.Name == "" && then.Name == "" {
		c = denied
	}
	switch m.Kinds[0] {
	case "units":
		if c.Unit = slots.Unit; slots.Words != "" {
			c.Words, ok = slots.Words, c.Name == Extend
			return c, ok
		}
	case "day":
		c.Words, ok = slots.Words, c.Name == Extend
		return c, ok
	case "other":
		if then.Unit == "" {
			then.Unit = c.Unit
		}
		c = then
		if denied.Name == c.Name {
			in.without(&c, denied.Unit)
		}
	case "of":
		if c = then; c.Unit == "" {
			c.Unit = slots.Unit
		}
	case "less":
		if c.Name == "" {
			c = then
		}
		in.without(&c, strings.Trim(m.Slots["without"], marks))
		in.without(&c, denied.Unit)
	case "never":
		c.Denied = true
	case "as", "unless", "past":
		if c.Name == "" {
			c = then
		}
		if m.Kinds[0] != "as" {
			c.Aside = Aside(m.Kinds[0])
		}
		if c.Unit == "" {
			c.Unit = cmp.Or(slots.Unit, firstUnit(in.who.Units, m.Slots["clause"]))
		}
	}
	return c, c.Name != "" || c.Aside == Past && c.Unit != ""
}

// without takes units out of those of an order.
func (a asking) without(c *Command, units string) {
	if units == "" || c.Unit == "" {
		return
	}
	except, _, _ := strings.Cut(a.say.Say("whom_except"), ",")
	if viet.Fold(c.Unit) == c.Unit {
		except = viet.Fold(except) // without marks, as the names are
	}
	c.Unit += ", " + except + " " + units
}
