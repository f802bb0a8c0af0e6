package store

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/report"
)

// journalKey names a line. The update's key keeps two of the same instant apart.
// Keys fall as time grows, so that the newest is met first.
type journalKey struct {
	campaign, update string
	at               time.Time
}

func byJournal(prefix string, k journalKey) string {
	h := fnv.New32a()
	h.Write([]byte(k.update))
	return fmt.Sprintf("%s%s/%016x-%08x", prefix, k.campaign, math.MaxInt64-k.at.UnixNano(), h.Sum32())
}

var journal = Table[journalKey, report.Entry]{"journal/", byJournal, asJSON[report.Entry]()}

// AppendEntry adds a line.
func AppendEntry(tx Tx, campaign, update string, d report.Entry) error {
	journal.Put(tx, journalKey{campaign, update, d.When}, d)
	return nil
}

// journalSpan is how many lines one page looks through at most.
const journalSpan = 20_000

// Journal reads a page of at most so many lines about the wanted units, the
// newest first, from behind the cursor on; "" begins. next is the cursor of the
// page after it, "" if there is nothing more.
func Journal(r Reader, campaign, cursor string, most int, wanted func(unit string) bool) (page []report.Entry, next string, err error) {
	last, seen := "", 0
	for row, err := range journal.after(r, cursor, campaign) {
		if err != nil {
			return page, "", err
		}
		seen++
		ours := wanted(row.Value.Unit)
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

// Due is the deadline that a coordinator set for the reports of one level below
// a unit.
type Due struct {
	Unit  string
	Level int
}

// dueKey names a deadline in a campaign.
type dueKey struct {
	campaign string
	Due
}

func byDue(prefix string, k dueKey) string {
	return prefix + k.campaign + "/" + k.Unit + "/" + strconv.Itoa(k.Level)
}

var dues = Table[dueKey, time.Time]{"due/", byDue, asInstant}

// GetDue reads it; zero if none was set.
func GetDue(tx Getter, campaign string, d Due) (time.Time, error) {
	return dues.Get(tx, dueKey{campaign, d})
}

// PutDue sets it.
func PutDue(tx Tx, campaign string, d Due, at time.Time) error {
	dues.Put(tx, dueKey{campaign, d}, at)
	return nil
}

// Dues reads all that were set in the campaign.
func Dues(r Reader, campaign string) (map[Due]time.Time, error) {
	all := map[Due]time.Time{}
	for row, err := range dues.All(r, campaign) {
		unit, level, _ := strings.Cut(row.Key, "/")
		n, bad := strconv.Atoi(level)
		if err := errors.Join(err, bad); err != nil {
			return all, err
		}
		all[Due{unit, n}] = row.Value
	}
	return all, nil
}
