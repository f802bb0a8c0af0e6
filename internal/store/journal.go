package store

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/desk"
)

func journalPrefix(campaign string) string { return "journal/" + campaign + "/" }

// AppendDeed adds a line. The update's key keeps two lines of the same instant
// apart. Keys fall as time grows, so that the newest is met first.
func AppendDeed(tx Tx, campaign, update string, d desk.Deed) error {
	h := fnv.New32a()
	h.Write([]byte(update))
	key := fmt.Sprintf("%016x-%08x", math.MaxInt64-d.When.UnixNano(), h.Sum32())
	return putJSON(tx, journalPrefix(campaign)+key, d)
}

// journalSpan is how many lines one page looks through at most.
const journalSpan = 20_000

// Journal reads a page of at most so many lines about the wanted units, the
// newest first, from behind the cursor on; "" begins. next is the cursor of the
// page after it, "" if there is nothing more.
func Journal(r Reader, campaign, cursor string, most int, wanted func(unit string) bool) (page []desk.Deed, next string, err error) {
	from, to := Prefix(journalPrefix(campaign))
	if cursor != "" {
		from = journalPrefix(campaign) + cursor + "\x00"
	}
	last, seen := "", 0
	r.Range(from, to, func(key string, value []byte) bool {
		var d desk.Deed
		if err = json.Unmarshal(value, &d); err != nil {
			err = fmt.Errorf("read %s: %w", key, err)
			return false
		}
		seen++
		if len(page) == most && wanted(d.Unit) || seen > journalSpan {
			next = last
			return false
		}
		if wanted(d.Unit) {
			page = append(page, d)
		}
		last = strings.TrimPrefix(key, journalPrefix(campaign))
		return true
	})
	return page, next, err
}

// Due is the deadline that a coordinator set for the reports of one level below
// a unit.
type Due struct {
	Unit  string
	Level int
}

func duePrefix(campaign string) string { return "due/" + campaign + "/" }

func (d Due) key(campaign string) string {
	return duePrefix(campaign) + d.Unit + "/" + strconv.Itoa(d.Level)
}

// GetDue reads it; zero if none was set.
func GetDue(tx Getter, campaign string, d Due) (time.Time, error) {
	var t time.Time
	err := getJSON(tx, d.key(campaign), &t)
	return t, err
}

// PutDue sets it.
func PutDue(tx Tx, campaign string, d Due, at time.Time) error {
	return putJSON(tx, d.key(campaign), at)
}

// Dues reads all that were set in the campaign.
func Dues(r Reader, campaign string) (map[Due]time.Time, error) {
	out := map[Due]time.Time{}
	var failed error
	from, to := Prefix(duePrefix(campaign))
	r.Range(from, to, func(key string, value []byte) bool {
		unit, level, _ := strings.Cut(strings.TrimPrefix(key, duePrefix(campaign)), "/")
		n, err := strconv.Atoi(level)
		var at time.Time
		if err == nil {
			err = json.Unmarshal(value, &at)
		}
		if err != nil {
			failed = fmt.Errorf("read %s: %w", key, err)
			return false
		}
		out[Due{unit, n}] = at
		return true
	})
	return out, failed
}
