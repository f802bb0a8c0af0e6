package command

import "strings"

// Nearest are the questions of coordinators that have most of the message's words, with
// the first unit that it names: what it may have meant.
func (h *Heard) Nearest() (list []Command) {
	if h == nil || h.asked == nil || h.say.Long() {
		return nil
	}
	unit := firstUnit(h.names.units, h.say.Text())
	for _, kind := range h.asked.Nearest(h.say, rootAsk) {
		name, part, _ := strings.Cut(strings.TrimPrefix(kind, "/"), "_")
		list = append(list, Command{Name: Name(name), Part: part, Unit: unit})
	}
	return list
}
