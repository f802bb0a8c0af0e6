package operation

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// Progress is how far it has come that units are told something which somebody ordered.
type Progress struct {
	What command.Name
	// Units are how many it was ordered for: Reached, still Underway, Needless because it
	// did not concern them any more, and the Missed, by what came of it; 0 is nobody there.
	Units, Reached, Underway, Needless int
	Missed                             map[chat.Outcome][]roster.Unit
}

// Over reports whether nothing is on its way any more.
func (p Progress) Over() bool { return p.Underway == 0 }

// Whole reports whether nobody is missed.
func (p Progress) Whole() bool { return len(p.Missed) == 0 }

// mostMissed is how many names are given for one reason.
const mostMissed = 15

// missedSaid are the phrases for why units were not reached, in the order in which they are told.
var missedSaid = []struct {
	how    chat.Outcome
	phrase string
}{
	{0, "missed_nobody"}, {chat.Gone, "missed_gone"}, {chat.Refused, "missed_refused"}, {chat.GivenUp, "missed_given_up"}, {chat.MaybeSent, "missed_maybe"},
}

// phrase is the one for the figures.
func (p Progress) phrase() string {
	switch announced := p.What == command.Announce; {
	case announced && p.Over():
		return "progress_announce_over"
	case announced:
		return "progress_announce"
	case p.Over():
		return "progress_remind_over"
	}
	return "progress_remind"
}

// Text says how it stands.
func (p Progress) Text(units *roster.Units, say locale.Phrases) string {
	key := p.phrase()
	lines := []string{say.Say(key, "n", p.Units, "reached", p.Reached, "underway", p.Underway)}
	if p.Needless > 0 {
		lines = append(lines, say.Say("progress_needless", "n", p.Needless))
	}
	for _, why := range missedSaid {
		missed := p.Missed[why.how]
		if len(missed) == 0 {
			continue
		}
		names := make([]string, len(missed))
		for i, u := range missed {
			names[i] = units.Path(u.Code)
		}
		lines = append(lines, say.Say(why.phrase, "n", len(missed), "units", say.List(names, mostMissed)))
	}
	return strings.Join(lines, "\n")
}
