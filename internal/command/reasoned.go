package command

import (
	"slices"
	"strings"

	"giaoban/internal/language"
	"giaoban/internal/pattern"
	"giaoban/internal/viet"
)

// What stands behind a comma
//
// «trả lại Nga An, số hộ thấp quá» is an order and its reason, “I need a code for Oak Hill, they never got one” an order and what
// makes somebody give it. The order is whole before the comma. What comes behind may give no other order, name no unit of its own, set
// no condition and take nothing back: such a sentence is asked about as before.

// leastReason is how many words a reason has at least.
const leastReason = 2

// reasoned reads an order with a reason behind a comma, the last comma that an order ends with.
func (a asking) reasoned(text string) (c Command, ok bool) {
	for at := len(text); at > 0; {
		if at = strings.LastIndexByte(text[:at], ','); at < 0 {
			break
		}
		reason := strings.TrimSpace(text[at+1:])
		said := pattern.Listen(text[:at])
		said.Within(a.names.effort)
		before := a
		before.names = &naming{lookup: a.names.lookup, units: a.who.Units, say: a.say}
		c, ok = before.sentence(&said, rootOrder)
		if !ok {
			if c, ok = before.around(&said, rootAround); c.Aside != "" {
				return Command{}, false
			}
		}
		if !ok || c.Denied || c.Words != "" && c.Name.Decides() && c.Name != Extend || !before.isReason(reason) {
			continue
		}
		switch c.Name {
		case Return, Reopen, Exempt:
			c.Words = reason
			return c, true
		case Invite, Remind, Extend: // why, and nothing that is sent
			if before.has(reason, "said_tells") {
				return c, true
			}
		}
	}
	return Command{}, false
}

// isReason reports whether words behind an order are why it is given, and nothing that changes it.
func (a asking) isReason(words string) bool {
	fields := strings.Fields(words)
	if len(fields) < leastReason || language.IsUntil(a.say.Tongue(), words, a.who.Now) || strings.HasSuffix(words, "?") {
		return false
	}
	a.names = &naming{lookup: a.names.lookup, units: a.who.Units, say: a.say}
	if isName(a.behindLevel(words)) || a.near(words) {
		return false // «nhắc Nga Yên, Nga Lương», which no unit is called
	}
	if ends := a.names.several(fields, a.who.Lists); len(ends) > 0 {
		return false // «trả lại Nga An, Nga Bạch …»
	}
	first := strings.ToLower(strings.Trim(fields[0], marks))
	if slices.ContainsFunc(formsOf(a.say.Say("said_no_reason")), func(w written) bool { return w.form == first || viet.Fold(first) == first && w.fold == first }) {
		return false
	}
	said := pattern.Listen(words)
	said.Within(a.names.effort)
	a.names = &naming{lookup: a.names.lookup, units: a.who.Units, say: a.say}
	_, orders := a.sentence(&said, rootOrder)
	return !orders
}
