package operation

import (
	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// A Plea is a request to open the report of another period again, with the button that begins to.
type Plea struct {
	Period string
	Reopen chat.Choice
}

// mindPleas says below what is asked or refused about this period's report that the unit asks for another one's.
func (v verdict) mindPleas(u roster.Unit, out []chat.Content) {
	last := &out[len(out)-1]
	for _, p := range v.folder.Pleas {
		last.Text += "\n\n" + viet.UpperFirst(v.Say.Say("decision_plea_elsewhere", "unit", u.Label(), "period", p.Period))
		last.Choices = append(last.Choices, []chat.Choice{p.Reopen})
	}
}
