package report

import (
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// A Why is one of the usual reasons for which a report is late. Its words are stored.
type Why string

// The reasons.
const (
	NoTime     Why = "time"    // no time
	ForFigures Why = "figures" // waits for figures
	ForHead    Why = "head"    // waits for the unit's head
	NotAble    Why = "able"    // cannot use this yet
	OtherWhy   Why = "other"   // in words
)

// Whys are all of them, in the order in which they are offered.
var Whys = []Why{NoTime, ForFigures, ForHead, NotAble, OtherWhy}

// Label returns the reason in words.
func (y Why) Label(say locale.Phrases) string {
	switch y {
	case NoTime:
		return say.Say("why_time")
	case ForFigures:
		return say.Say("why_figures")
	case ForHead:
		return say.Say("why_head")
	case NotAble:
		return say.Say("why_able")
	}
	return say.Say("why_other")
}

// An Excuse is why a unit's report is late, as the unit says, and when it is to come. It
// goes away when the report is submitted.
type Excuse struct {
	Why   Why    `json:"w"`
	Words string `json:"t,omitempty"` // of OtherWhy
	// Promised is the last instant of the day that the unit named; zero if it named none.
	Promised time.Time    `json:"p,omitzero"`
	By       chat.Address `json:"b"`
	Said     time.Time    `json:"s"`
}

// Given reports whether there is one.
func (e Excuse) Given() bool { return !e.Said.IsZero() }

// broken reports whether the promised day has passed.
func (e Excuse) broken(now time.Time) bool { return !e.Promised.IsZero() && now.After(e.Promised) }

// why tells why a unit is late, if it said so.
func (w writer) why(u roster.Unit) string {
	if e := w.Excuses[u.Code]; e.Given() {
		return w.words(e)
	}
	return ""
}

// words tells the reason, and the promised day.
func (w writer) words(e Excuse) string {
	why := e.Words
	if why == "" {
		why = e.Why.Label(w.say)
	}
	switch {
	case e.Promised.IsZero():
		return why
	case e.broken(w.Now):
		return w.say.Join(why, w.say.Say("why_broken", "day", w.say.ShortDay(e.Promised, w.Now)))
	}
	return w.say.Join(why, w.say.Say("why_promised", "day", w.say.ShortDay(e.Promised, w.Now)))
}
