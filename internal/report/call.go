package report

import (
	"slices"

	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// Telephones are told to nobody, unless the overview was made for somebody with the right
// to know them: ToldTo is the one way to get any.

// ToldTo is the overview for somebody with these memberships, all on its list of units. It
// has the telephones that they may know.
func (s Overview) ToldTo(who []roster.Membership) Overview {
	s.told = who
	return s
}

// calls are whom the reader may call at a unit: those who gave their telephone, who was
// last at the report first, then those of the office's own list who have one.
func (s Overview) calls(unit string) (out []roster.Contact) {
	if len(s.told) == 0 || !roster.May(s.Units, s.told, unit, roster.Call) {
		return nil
	}
	last := s.Status[unit].Author
	for _, m := range s.people(unit) {
		c := roster.Contact{Role: m.Role, Post: m.Post, Telephone: m.Telephone}
		switch {
		case m.Telephone == "":
		case m.Address.String() == last:
			out = append([]roster.Contact{c}, out...)
		default:
			out = append(out, c)
		}
	}
	for _, c := range s.Directory[unit] {
		if c.Telephone != "" && slices.Contains(workers, c.Role) {
			out = append(out, c)
		}
	}
	return out
}

// called is a telephone with whose it is.
func (w writer) called(c roster.Contact) string {
	who := c.Name
	if c.Post != "" {
		who = c.Post
	}
	if who == "" {
		return w.say.Say("call_number", "number", c.Telephone)
	}
	return viet.Line(who) + " " + c.Telephone
}

// call is whom to call first at a unit; "" if the reader knows no telephone of it.
func (w writer) call(unit string) string {
	if calls := w.calls(unit); len(calls) > 0 {
		return w.called(calls[0])
	}
	return ""
}

// withCall is a unit's name with whom to call.
func (w writer) withCall(name, unit string) string {
	if call := w.call(unit); call != "" {
		return name + " – " + call
	}
	return name
}

// directory names those whom the office's own list has for a unit.
func (w writer) directory(unit string) (lines []string) {
	if len(w.told) == 0 || !roster.May(w.Units, w.told, unit, roster.Call) {
		return nil
	}
	for _, c := range w.Directory[unit] {
		lines = append(lines, "- "+c.Line())
	}
	if len(lines) > 0 {
		lines = append([]string{w.say.Say("who_directory")}, lines...)
	}
	return lines
}
