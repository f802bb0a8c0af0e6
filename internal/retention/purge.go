package retention

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// ErrOpen refuses to purge what is not closed.
var ErrOpen = errors.New("only a closed campaign is purged")

// Left is what a campaign, or a period of one, has in the store.
type Left struct {
	ID    report.ID
	Phase campaign.Phase
	// Lines are of the history.
	Reports, Lines, Journal, Questions, Announcements, Files int
}

// Campaigns counts what each campaign and period has in the store, also one that is not open any more.
func Campaigns(ctx context.Context, kv store.KV) (list []Left, err error) {
	err = kv.View(ctx, func(r store.Reader) error {
		list = nil
		for _, id := range campaignsIn(r) {
			l, err := count(r, id)
			if err != nil {
				return err
			}
			list = append(list, l)
		}
		return nil
	})
	return list, err
}

// campaignsIn finds all that have reports, a journal or a phase. It jumps from one to the next.
func campaignsIn(r store.Reader) (ids []report.ID) {
	seen := map[report.ID]bool{}
	for _, prefix := range []string{store.Phases.Prefix(), store.Statuses.Prefix(), store.Drafts.Prefix(), store.Journal.Prefix()} {
		from, end := store.Prefix(prefix)
		for from != "" {
			key := ""
			r.Range(from, end, func(k string, _ []byte) bool { key = k; return false })
			if key == "" {
				break
			}
			name, _, _ := strings.Cut(key[len(prefix):], "/")
			if id, err := report.ParseID(name + "/"); err == nil && !seen[id] {
				seen[id], ids = true, append(ids, id)
			}
			_, from = store.Prefix(prefix + name + "/")
		}
	}
	return ids
}

func count(r store.Reader, id report.ID) (l Left, err error) {
	l.ID = id
	if l.Phase, err = store.Phases.Get(r, id); err != nil {
		return l, err
	}
	many := func(begin string, what *int) {
		from, to := store.Prefix(begin + id.String())
		r.Range(from, to, func(string, []byte) bool { *what++; return true })
	}
	many(store.Statuses.Prefix(), &l.Reports)
	many(store.Journal.Prefix(), &l.Journal)
	many(store.OpenIssues.Prefix(), &l.Questions)
	many(store.AnsweredIssues.Prefix(), &l.Questions)
	many(store.Sents.Prefix(), &l.Announcements)
	from, to := store.Prefix(store.Drafts.Prefix() + id.String())
	r.Range(from, to, func(key string, _ []byte) bool {
		if store.KindOf(key) == "report/h" {
			l.Lines++
		}
		return true
	})
	for row, err := range store.FilesOf.All(r, id.String()) {
		if err == nil {
			l.Files += len(row.Value.List)
		}
	}
	return l, nil
}

// Taking reports whether reports are taken still under one of these ids of a campaign. What came from a CSV was never open, and
// beside the periods of a campaign that recurs lies only its journal.
func Taking(id report.ID, p campaign.Phase, ids []report.ID) bool {
	period := func(o report.ID) bool { return o.Period != "" && o.Period != store.Imported }
	return !p.Closed && id.Period != store.Imported && (id.Period != "" || !slices.ContainsFunc(ids, period))
}

// BeginPurge marks a closed campaign as one that is being purged, so that a purge that was cut off is gone on with.
func BeginPurge(ctx context.Context, kv store.KV, ids ...report.ID) error {
	return store.One(ctx, kv, func(tx store.Tx) error {
		for _, id := range ids {
			p, err := store.Phases.Get(tx, id)
			if err != nil {
				return err
			}
			if Taking(id, p, ids) {
				return fmt.Errorf("%w, and %s is not", ErrOpen, strings.TrimSuffix(id.String(), "/"))
			}
			p.Purging = true
			store.Phases.Put(tx, id, p)
		}
		return nil
	})
}

// Purge takes away all that a campaign has which is marked for it. Contents of files are noted as removed, and go into the
// trash. What is left is that it is closed, and one line of the journal, about the unit at the top of its list.
func Purge(ctx context.Context, kv store.KV, id report.ID, top string, now time.Time, log *slog.Logger) error {
	if err := Wipe(ctx, kv, id, log); err != nil {
		return fmt.Errorf("purge: %w", err)
	}
	return store.One(ctx, kv, func(tx store.Tx) error {
		p, err := store.Phases.Get(tx, id)
		if err != nil || !p.Purging {
			return err
		}
		p.Purging, p.Purged = false, now
		store.Phases.Put(tx, id, p)
		if _, err := store.CountBelow(tx, id); err != nil {
			return err
		}
		store.Journal.Put(tx, store.Line{Campaign: id, Update: "purge", At: now}, report.Entry{Role: roster.Admin, When: now, Outreach: report.Purged, Unit: top})
		log.Info("a closed campaign was purged", "campaign", id.String())
		return nil
	})
}

// Purging finds the campaigns whose purge was cut off.
func Purging(ctx context.Context, kv store.KV) (ids []report.ID, err error) {
	err = kv.View(ctx, func(r store.Reader) error {
		ids = nil
		for row, err := range store.Phases.All(r, "") {
			id, bad := report.ParseID(row.Key)
			if err == nil && bad == nil && row.Value.Purging {
				ids = append(ids, id)
			}
		}
		return nil
	})
	return ids, err
}
