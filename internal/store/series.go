package store

import (
	"slices"
	"time"
)

// A Series is which periods of a campaign that recurs are at hand. It is written in the transaction that opens one, so that
// whoever starts again knows as much.
type Series struct {
	// Open is the key of the period that opened last, Opened when it was by the plan; Late are those before it whose reports
	// are still taken or just were, the newest first.
	Open   string    `json:"o"`
	Opened time.Time `json:"t"`
	Late   []string  `json:"l,omitempty"`
	// Before are all that ever opened before Open, the newest first, as far as they are kept.
	Before []string `json:"b,omitempty"`
	// Imported says that what units reported before the first period was brought in: it is the period Imported.
	Imported bool `json:"i,omitempty"`
	// Stopped says that an operator closed it: no further period opens.
	Stopped bool `json:"s,omitempty"`
}

// PeriodNotice begins the names of notices of a period's opening. They are told again if that came in a future that did not come.
const PeriodNotice = "period-"

// Imported is the key of the period that was brought in from outside, which comes before all others.
const Imported = "0000"

// mostBefore is how many keys of periods are kept: a year of days.
const mostBefore = 400

// Next is the series once a period has opened. late are those that stay at hand.
func (s Series) Next(open string, opened time.Time, late []string) Series {
	next := Series{Open: open, Opened: opened, Late: late, Before: s.Before, Imported: s.Imported}
	if s.Open != "" {
		next.Before = append([]string{s.Open}, s.Before...)
	}
	next.Before = next.Before[:min(len(next.Before), mostBefore)]
	return next
}

// Live are the keys of the periods at hand, the open one first; none before any has opened.
func (s Series) Live() []string {
	if s.Open == "" {
		return nil
	}
	return append([]string{s.Open}, s.Late...)
}

// Previous is the key of the period that was open before that of the key; "" if it is not known.
func (s Series) Previous(key string) string {
	all := append([]string{s.Open}, s.Before...)
	if i := slices.Index(all, key); i >= 0 && i+1 < len(all) {
		return all[i+1]
	}
	return ""
}

// AllSeries are by the name of the campaign.
var AllSeries = Table[string, Series]{"series/", byWord, asJSON[Series]()}
