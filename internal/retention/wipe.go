package retention

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

const (
	wipedAtOnce = 50   // keys in one transaction; a record of files touches a second one
	foundAtOnce = 5000 // keys in one snapshot
)

// Wipe removes all that reporting in a campaign left, and keeps people, members and invitations. One that was cut off
// begins anew, and finds less.
func Wipe(ctx context.Context, kv store.KV, campaign report.ID, log *slog.Logger) error {
	for {
		keys, err := leftKeys(ctx, kv, campaign, log)
		if err != nil {
			return err
		}
		if len(keys) == 0 {
			return forgetPeople(ctx, kv, campaign)
		}
		err = store.Each(ctx, kv, keys, wipedAtOnce, func(tx store.Tx, key string) error {
			err := noteContents(tx, key)
			tx.Delete(key)
			return err
		})
		if err != nil {
			return err
		}
	}
}

// ofCampaigns are what the keys begin with behind which the name of a campaign stands. What lies under a report's name has
// many kinds.
var ofCampaigns = []string{
	store.Statuses.Prefix(), store.Drafts.Prefix(), store.FilesOf.Prefix(), store.Downloads.Prefix(), store.Founds.Prefix(), store.Readings.Prefix(),
	store.Ordered.Prefix(), store.Decisions.Prefix(), store.Excuses.Prefix(), store.OpenIssues.Prefix(), store.AnsweredIssues.Prefix(), store.OpenAt.Prefix(),
	store.Notices.Prefix(), store.Parts.Prefix(), store.Orders.Prefix(), store.Courses.Prefix(), store.Sents.Prefix(), store.Folds.Prefix(), store.Journal.Prefix(),
	store.Deadlines.Prefix(), store.Extensions.Prefix(), store.Ladder.Prefix(),
	store.OnceKeys.Key("digest/"), store.OnceKeys.Key("remind/"), store.OnceKeys.Key("notice/"), store.OnceKeys.Key("damage/"),
}

// leftKeys finds keys to delete: those that begin with the campaign, then those that
// lie among the keys of other campaigns. There is nothing more when it finds none. A new
// kind of record of a campaign belongs here, which a test of dispatch holds.
func leftKeys(ctx context.Context, kv store.KV, campaign report.ID, log *slog.Logger) (keys []string, err error) {
	err = kv.View(ctx, func(r store.Reader) error {
		keys = nil
		for _, prefix := range ofCampaigns {
			begin := prefix + campaign.String()
			keys = append(keys, keysBelow(r, begin, foundAtOnce-len(keys))...)
			for _, note := range keysBelow(r, store.Damages.Key(begin), foundAtOnce-len(keys)) { // scans may leave what is damaged out
				keys = append(keys, note, strings.TrimPrefix(note, store.Damages.Prefix()))
			}
		}
		if len(keys) > 0 {
			return nil
		}
		issues, err1 := mixed(r, store.Issues, func(t report.Issue) bool { return t.Report.Whole() == campaign })
		said, err2 := mixed(r, store.SaidBy, func(s store.Said) bool { return s.Report.Whole() == campaign })
		if err := errors.Join(err1, err2); err != nil {
			log.Error("records that a wipe leaves", "error", err)
		}
		keys = append(issues, said...)
		return nil
	})
	return keys, err
}

// keysBelow returns at most so many keys that begin like this.
func keysBelow(r store.Reader, begin string, most int) (keys []string) {
	from, to := store.Prefix(begin)
	r.Range(from, to, func(key string, _ []byte) bool {
		if len(keys) < most {
			keys = append(keys, key)
		}
		return len(keys) < most
	})
	return keys
}

// mixed finds records that lie among those of other campaigns. One that cannot be read
// is left, and told by the error.
func mixed[K, V any](r store.Reader, t store.Table[K, V], ours func(V) bool) (keys []string, err error) {
	var faults []error
	for row, err := range t.All(r, "") {
		if len(keys) >= foundAtOnce {
			break
		}
		if err != nil {
			faults = append(faults, err)
		} else if ours(row.Value) {
			keys = append(keys, t.Prefix()+row.Key)
		}
	}
	return keys, errors.Join(faults...)
}

// noteContents notes as removed the contents that a record of files names; those of a
// record that cannot be read stay.
func noteContents(tx store.Tx, key string) error {
	name, ok := strings.CutPrefix(key, store.FilesOf.Prefix())
	if !ok {
		return nil
	}
	id, bad := report.ParseID(name)
	if files, err := store.FilesOf.Get(tx, id); err == nil && bad == nil {
		return store.NoteRemoved(tx, id, files.List...)
	}
	return nil
}

// forgetPeople takes the campaign out of everybody's own records.
func forgetPeople(ctx context.Context, kv store.KV, campaign report.ID) error {
	var people []chat.Address
	var told map[store.Coordinator]store.Digests
	err := kv.View(ctx, func(r store.Reader) (err error) {
		people = nil
		for row, err := range store.Chats.All(r, "") {
			a, bad := chat.ParseAddress(row.Key)
			if errors.Is(err, store.ErrDamaged) { // it stays as it is
				continue
			}
			if err := errors.Join(err, bad); err != nil {
				return err
			}
			if forget(&row.Value, campaign) {
				people = append(people, a)
			}
		}
		told, err = store.AllDigests(r, campaign)
		return err
	})
	if err != nil {
		return err
	}
	coordinators := slices.Collect(maps.Keys(told))
	return errors.Join(
		store.Each(ctx, kv, people, wipedAtOnce/2, func(tx store.Tx, a chat.Address) error { return forgetIn(tx, a, campaign) }),
		store.Each(ctx, kv, coordinators, wipedAtOnce, forgetDigests))
}

// forgetIn takes the campaign out of a chat's record, and out of what its person was
// reminded of today. They stay a member.
func forgetIn(tx store.Tx, a chat.Address, campaign report.ID) error {
	its, err := store.Chats.Get(tx, a)
	if err != nil {
		return err
	}
	store.Reminders.Delete(tx, a)
	if forget(&its, campaign) {
		store.Chats.Put(tx, a, its)
	}
	return nil
}

// forget takes the campaign out of a chat, and reports whether there was something.
func forget(c *store.Chat, campaign report.ID) (found bool) {
	before := len(c.Reports)
	maps.DeleteFunc(c.Reports, func(id report.ID, _ *store.AtReport) bool { return id.Whole() == campaign })
	found = len(c.Reports) < before
	if c.Dialog != nil && c.Dialog.Report.Whole() == campaign {
		c.Dialog, found = nil, true
	}
	if c.Proxy != nil && c.Proxy.Report.Whole() == campaign {
		c.Proxy, found = nil, true
	}
	if c.Reading != nil && c.Reading.Report.Whole() == campaign {
		c.Reading, found = nil, true
	}
	return found
}

// forgetDigests takes out of a coordinator's record what they were told; at which hours
// they want to be told stays.
func forgetDigests(tx store.Tx, of store.Coordinator) error {
	t, err := store.DigestsOf.Get(tx, of)
	switch {
	case err != nil:
		return err
	case t.Own || t.Silent:
		store.DigestsOf.Put(tx, of, store.Digests{Own: t.Own, Hours: t.Hours, Since: t.Since, Silent: t.Silent})
	default:
		store.DigestsOf.Delete(tx, of)
	}
	return nil
}
