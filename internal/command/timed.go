package command

import (
	"slices"
	"strings"

	"giaoban/internal/pattern"
)

// rootHour is for an order that is to be carried out at an hour: «8 giờ sáng mai nhắc các
// xã chưa nộp».
const rootHour = "hour"

// CanWait reports whether the order can be given for an hour.
func (n Name) CanWait() bool { return n == Remind || n == Announce }

// timed reads a sentence with an order inside and the hour at which it is to be carried
// out. When that is, is Command.Hour: whoever takes the order reads it.
func (a asking) timed(say *pattern.Sentence) (Command, bool) {
	if say.Words() > mostAround {
		return Command{}, false
	}
	in := a.inside(say)
	m, ok := a.table.Whole(say, in.waiting, rootHour)
	if !ok {
		return Command{}, false
	}
	order := m.Slots["order"] + m.Slots["then"]
	c := in.order(order)
	c.Hour = strings.TrimSpace(strings.Replace(say.Text(), order, " ", 1))
	if _, named := a.say.Tongue().When(c.Hour, a.who.Now); !named && m.Slots["clock"] == "" && m.Slots["number"] == "" {
		return Command{}, false
	}
	if in.again(c.Hour) { // «8 giờ nhắc Nga An, 9 giờ nhắc Nga Bạch»
		c = Command{Name: TwoDeeds}
	}
	c.Sentence, c.Asks = true, say.Asks
	return c, true
}

// again reports whether another order stands in the words.
func (in *inside) again(text string) bool {
	words, say := strings.Fields(text), pattern.Listen(text)
	if in = in.asking.inside(&say); len(in.tells) != len(words) { // some are signs
		in.tells = slices.Repeat([]bool{true}, len(words))
	}
	for i := range words {
		if len(in.waiting("order", words[i:])) > 0 {
			return true
		}
	}
	return false
}

// waiting finds what a slot of such a sentence stands for.
func (in *inside) waiting(name string, words []string) []int {
	if name != "order" && name != "then" {
		return in.slot(name, words)
	}
	return in.orders(words, func(c Command, _ string) bool {
		return c.Name.CanWait() && !c.Denied && c.Also == ""
	})
}
