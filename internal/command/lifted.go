package command

import (
	"slices"
	"strings"
)

// lifted reads a question about a figure in whose words a unit stands, “how many families in Oak Hill had to leave”: without the unit
// it is the figure's own name.
func (r *Reader) lifted(h *Heard, text string, who Sender) (Command, bool) {
	words := strings.Fields(text)
	if who.May&Coordinators == 0 || h.names == nil || who.Units == nil || h.said.Kind != "" || len(words) > mostOfUnknown || !Inquires(text, r.say) {
		return Command{}, false
	}
	at, to := 0, 0
	names := &naming{lookup: h.names.lookup, units: who.Units, say: r.say}
	for i := 1; i < len(words); i++ {
		found := names.one(words[i:])
		if len(found) == 0 {
			continue
		}
		if at > 0 {
			return Command{}, false // two of them
		}
		at, to = i, i+slices.Max(found)
		i = to - 1
	}
	if at == 0 || to == len(words) {
		return Command{}, false
	}
	from, unit := at, strings.Trim(strings.Join(words[at:to], " "), marks)
	if slices.Contains(Listed(r.say.Say("said_where")), strings.ToLower(words[at-1])) {
		from--
	}
	rest := strings.Join(slices.Concat(words[:from], words[to:]), " ")
	again := r.hear(rest, who)
	c, ok := r.asked(again, rest, who)
	if !ok {
		c, ok = r.put(again, who, asWritten)
	}
	if !ok || !c.Name.Figures() || c.Unit != "" || c.Words == "" {
		return Command{}, false
	}
	c.Unit = unit
	return c, true
}
