package store

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"time"

	"giaoban/internal/report"
)

// A Line names a line of the journal. The update's key keeps two of the same
// instant apart. Keys fall as time grows, so that the newest is met first.
type Line struct {
	Campaign report.ID
	Update   string
	At       time.Time
}

func byLine(prefix string, k Line) string {
	h := fnv.New32a()
	h.Write([]byte(k.Update))
	return underReport(prefix, k.Campaign, fmt.Sprintf("%016x-%08x", math.MaxInt64-k.At.UnixNano(), h.Sum32()))
}

// Journal is what people did about units and reports, by campaign.
var Journal = Table[Line, report.Entry]{"journal/", byLine, asJSON[report.Entry]()}

// journalSpan is how many lines one page looks through at most.
const journalSpan = 20_000

// JournalSince reads the lines from an instant on, in the order in which they came about.
func JournalSince(r Reader, campaign report.ID, since time.Time) (lines []report.Entry, err error) {
	for row, err := range Journal.All(r, campaign.String()) {
		if err != nil {
			return lines, err
		}
		if row.Value.When.Before(since) {
			break
		}
		lines = append(lines, row.Value)
	}
	slices.Reverse(lines)
	return lines, nil
}

// JournalPage reads a page of at most so many lines about the wanted units, the
// newest first, from behind the cursor on; "" begins. next is the cursor of the
// page after it, "" if there is nothing more.
func JournalPage(r Reader, campaign report.ID, cursor string, most int, wanted func(unit string) bool) (page []report.Entry, next string, err error) {
	last, seen := "", 0
	for row, err := range Journal.after(r, campaign.String(), cursor) {
		if err != nil {
			return page, "", err
		}
		seen++
		ours := wanted(row.Value.Unit) || slices.ContainsFunc(row.Value.Units, wanted)
		if len(page) == most && ours || seen > journalSpan {
			return page, last, nil
		}
		if ours {
			page = append(page, row.Value)
		}
		last = row.Key
	}
	return page, "", nil
}
