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
	// What and Until are phrases: what it is, and when it goes.
	What, Until string
	// Keys are the beginnings of its records' keys, each but for the last sign, a slash.
	Keys []string
}

// Kinds are all of what is kept. What does not go by itself stays until purge or forget.
var Kinds = []Kind{
	{"cli_kept_answers", "cli_kept_answers_until",
		[]string{"report", "status", "excuse", "extension", "deadlines", "below", "found", "read", "said"}},
	{"cli_kept_files", "cli_kept_files_until", []string{"files", "download", "removed"}},
	{"cli_kept_journal", "cli_kept_journal_until", []string{"journal"}},
	{"cli_kept_issues", "cli_kept_issues_until", []string{"issue", "waiting", "answered", "asking"}},
	{"cli_kept_orders", "cli_kept_orders_until",
		[]string{"notice", "folded", "order", "told", "decision", "sent", "ordered", "ladder", "poll"}},
	{"cli_kept_courses", "cli_kept_courses_until", []string{"course"}},
	{"cli_kept_people", "cli_kept_people_until",
		[]string{"person", "chat", "members", "digests", "reminded"}},
	{"cli_kept_messages", "cli_kept_messages_until", []string{"outbox", "sending", "shown"}},
	{"cli_kept_questions", "cli_kept_questions_until", []string{"kept"}},
	{"cli_kept_codes", "cli_kept_codes_until",
		[]string{"invite", "invited", "colleague"}},
	{"cli_kept_tries", "cli_kept_tries_until", []string{"tries"}},
	{"cli_kept_updates", "cli_kept_updates_until",
		[]string{"once/update", "once/damaged", "once/after", "once/order", "once/began", "once/alone"}},
	{"cli_kept_sendings", "cli_kept_sendings_until",
		[]string{"once/digest", "once/remind", "once/notice", "once/damage"}},
	{"cli_kept_unread", "cli_kept_unread_until", []string{"unread"}},
	{"cli_kept_aside", "cli_kept_aside_until", []string{"aside"}},
	{"cli_kept_damaged", "cli_kept_damaged_until", []string{"damaged"}},
	{"cli_kept_alarms", "cli_kept_alarms_until", []string{"alarm"}},
	{"cli_kept_outlines", "cli_kept_outlines_until", []string{"outline", "phase", "series", "meta", "units", "reform", "carried"}},
	{"cli_kept_under_way", "cli_kept_under_way_until", []string{"forgetting"}},
}

// kindOf gives the place in Kinds of a stored key's kind; -1 of a key that none has.
func kindOf(key string) int {
	return slices.IndexFunc(Kinds, func(k Kind) bool {
		return slices.ContainsFunc(k.Keys, func(begin string) bool { return strings.HasPrefix(key, begin+"/") })
	})
}

// Count is how much there is of a kind.
type Count struct {
	What, Until    string // phrases; of what no kind has, What is the key
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
				list = append(list, Count{What: key, Until: "cli_kept_unknown_until"})
			}
			list[i].Records++
			list[i].Bytes += len(key) + len(value)
			return true
		})
		return nil
	})
	return list, err
}
