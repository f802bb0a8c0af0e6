// Package retention is what goes when: one table of what is kept and until when, the prunings that follow from it, what a
// purge of a closed campaign takes away, and how a person is forgotten.
//
// It knows records and keys, and no rule of reporting. Whatever it does may be cut off anywhere and is gone on with; it
// must never take away what the table does not name.
package retention

import (
	"context"
	"slices"
	"strings"
	"time"

	"giaoban/internal/store"
)

// How long is kept what goes by itself.
const (
	// onceKept is how long updates are remembered: the platform repeats none that is older than a day.
	onceKept = 48 * time.Hour
	// asideKept is how long updates are kept that could not be dealt with.
	asideKept = 90 * 24 * time.Hour
	// codeKept is how long an unused code is known after it has expired, so that who types it late is told so.
	codeKept = 30 * 24 * time.Hour
	// triesKept is how long wrong codes are counted.
	triesKept = time.Hour
	// courseKept is how long it is kept what came of an order: longer nobody asks.
	courseKept = 30 * 24 * time.Hour
)

// A Kind is what is kept together, for as long as anything of it is.
type Kind struct {
	What, Until string
	// Keys are the beginnings of its records' keys, each but for the last sign, a slash.
	Keys []string
}

// Kinds are all of what is kept. What does not go by itself stays until purge or forget.
var Kinds = []Kind{
	{"answers with their texts and history, states, deadlines, requests and excuses", "`purge CAMPAIGN`",
		[]string{"report", "status", "excuse", "extension", "deadlines", "below", "found", "read", "said"}},
	{"files of reports, in `files/`", "removed from the report, or `purge CAMPAIGN`; then 30 days in `files/trash/`", []string{"files", "download", "removed"}},
	{"journal", "`purge CAMPAIGN`, which leaves one line", []string{"journal"}},
	{"questions to and from the units above", "`purge CAMPAIGN`", []string{"issue", "waiting", "answered", "asking"}},
	{"orders, announcements and notices, and whom they were sent to", "told or over; what can still be corrected: `purge CAMPAIGN`",
		[]string{"notice", "folded", "order", "told", "decision", "sent", "ordered", "ladder"}},
	{"what came of orders and announcements that are over, for each receiver", "30 days, or `purge CAMPAIGN`", []string{"course"}},
	{"people: account, name, telephone, units, where they are in their reports, hours of digests, the last reminder", "`forget PERSON`",
		[]string{"person", "chat", "members", "digests", "reminded"}},
	{"messages that wait to be delivered", "delivered, or given up", []string{"outbox", "sending", "shown"}},
	{"questions that are not answered yet", "answered", []string{"kept"}},
	{"codes", "30 days after they expired if they were not used, and they open nothing once they are; of used ones `forget PERSON` takes out who",
		[]string{"invite", "invited", "colleague"}},
	{"wrong codes of one person", "an hour after the first", []string{"tries"}},
	{"which updates were dealt with", "48 hours",
		[]string{"once/update", "once/damaged", "once/after", "once/order", "once/began", "once/alone"}},
	{"which digests, reminders and notices were sent", "48 hours after the campaign closed, or `purge CAMPAIGN`",
		[]string{"once/digest", "once/remind", "once/notice", "once/damage"}},
	{"sentences that were not understood, without a name", "90 days, and the newest 2,000", []string{"unread"}},
	{"updates that could not be dealt with", "90 days", []string{"aside"}},
	{"notes of damaged records", "mended, or gone with their report", []string{"damaged"}},
	{"what admins were told of the program itself", "it is over", []string{"alarm"}},
	{"outlines, lists of units, how campaigns stand, what the database says of itself", "the database itself goes", []string{"outline", "phase", "meta", "units"}},
	{"purges and forgettings that are under way", "they are done", []string{"forgetting"}},
}

// kindOf gives the place in Kinds of a stored key's kind; -1 of a key that none has.
func kindOf(key string) int {
	return slices.IndexFunc(Kinds, func(k Kind) bool {
		return slices.ContainsFunc(k.Keys, func(begin string) bool { return strings.HasPrefix(key, begin+"/") })
	})
}

// Count is how much there is of a kind.
type Count struct {
	What, Until    string
	Records, Bytes int
}

// Counts counts all that is kept, in the order of Kinds. What no kind has stands last, under its keys.
func Counts(ctx context.Context, kv store.KV) (list []Count, err error) {
	err = kv.View(ctx, func(r store.Reader) error {
		list = make([]Count, len(Kinds))
		for i, k := range Kinds {
			list[i].What, list[i].Until = k.What, k.Until
		}
		r.Range("", "", func(key string, value []byte) bool {
			i := kindOf(key)
			if i < 0 {
				i = len(list)
				list = append(list, Count{What: key, Until: "nobody knows"})
			}
			list[i].Records++
			list[i].Bytes += len(key) + len(value)
			return true
		})
		return nil
	})
	return list, err
}
