package operation

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// Came is how far something has come with somebody who is to be told it.
type Came uint8

// How far, the furthest last.
const (
	Missed   Came = iota + 1 // it does not arrive
	Needless                 // it does not concern them any more
	Underway
	Reached
)

// Progress is how far it has come that units are told something which somebody ordered.
type Progress struct {
	What command.Name
	// Units are how many it was ordered for.
	Units int
	// Reached, Underway and Needless are the codes of units, and Missed too, by what came of it; 0 is nobody there.
	Reached, Underway, Needless []string
	Missed                      map[chat.Outcome][]string
	// Vain marks that nothing was sent, as it would have reached nobody.
	Vain bool
}

// Over reports whether nothing is on its way any more.
func (p Progress) Over() bool { return len(p.Underway) == 0 }

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

// progressSaid are the phrases for the figures of what many are told.
var progressSaid = map[command.Name]struct{ underway, over string }{
	command.Remind:   {"progress_remind", "progress_remind_over"},
	command.Announce: {"progress_announce", "progress_announce_over"},
	command.Poll:     {"progress_poll", "progress_poll_over"},
}

// phrase is the one for the figures.
func (p Progress) phrase() string {
	said, ok := progressSaid[p.What]
	if !ok {
		said = progressSaid[command.Remind]
	}
	if p.Over() {
		return said.over
	}
	return said.underway
}

// Text says how it stands.
func (p Progress) Text(units *roster.Units, say locale.Phrases) string {
	if p.Vain {
		return strings.Join(p.Lacking(units, say), "\n")
	}
	key := p.phrase()
	lines := []string{say.Say(key, "n", p.Units, "reached", len(p.Reached), "underway", len(p.Underway))}
	if len(p.Needless) > 0 {
		lines = append(lines, say.Say("progress_needless", "n", len(p.Needless)))
	}
	return strings.Join(append(lines, p.Lacking(units, say)...), "\n")
}

// Lacking names those whom it did not reach, a line for each reason.
func (p Progress) Lacking(units *roster.Units, say locale.Phrases) (lines []string) {
	for _, why := range missedSaid {
		if missed := p.Missed[why.how]; len(missed) > 0 {
			lines = append(lines, say.Say(why.phrase, "n", len(missed), "units", Names(missed, p.all(), units, say)))
		}
	}
	return lines
}

// Names names some of the units of an order in a row, by their codes. Where all of them do
// not lie below the same one, each has the one above it in brackets: a comma would make two
// units of it.
func Names(codes, all []string, units *roster.Units, say locale.Phrases) string {
	names, several := make([]string, len(codes)), severalAbove(all, units)
	for i, code := range codes {
		u, _ := units.Get(code)
		names[i] = u.Label()
		if up, ok := units.Parent(code); ok && several && up.Level > 1 {
			names[i] = fmt.Sprintf("%s (%s)", names[i], up.Label())
		}
	}
	return say.List(names, mostMissed)
}

// all are the codes of all units of the order.
func (p Progress) all() []string {
	lists := append([][]string{p.Reached, p.Underway, p.Needless}, slices.Collect(maps.Values(p.Missed))...)
	return slices.Concat(lists...)
}

// severalAbove reports whether units lie below more than one.
func severalAbove(codes []string, units *roster.Units) bool {
	above := map[string]bool{}
	for _, code := range codes {
		up, _ := units.Parent(code)
		above[up.Code] = true
	}
	return len(above) > 1
}
