package store

import (
	"errors"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/report"
)

// What a rehearsal leaves is wiped in steps that a kill may cut anywhere: keys
// are found in a snapshot and removed some at a time, until none is found. What
// belongs to a list of units and not to a campaign stays: members, invitations.

// campaignPrefixes begin the keys that are one campaign's reporting. A new kind
// of record of a campaign belongs here, which a test of dispatch holds.
func campaignPrefixes(campaign string) []string {
	var out []string
	for _, table := range []interface{ begin(parts ...string) string }{
		statuses, drafts, files, downloads, ordered, waiting, notices, folds, journal, dues,
	} {
		out = append(out, table.begin(campaign))
	}
	for _, kind := range []string{"digest", "remind", "notice"} {
		out = append(out, once.begin(kind, campaign))
	}
	return out
}

// ReportingKeys finds keys to delete that reporting in the campaign left, at
// most a number of them. There is nothing more when it gives none.
func ReportingKeys(r Reader, campaign string, most int) (keys []string) {
	for _, prefix := range campaignPrefixes(campaign) {
		from, to := Prefix(prefix)
		r.Range(from, to, func(key string, _ []byte) bool {
			keys = append(keys, key)
			return len(keys) < most
		})
		if len(keys) >= most {
			return keys
		}
	}
	return keys
}

// MixedKeys finds the records that lie among those of other campaigns: issues,
// and which message answered what. A record that cannot be read is left, and
// told by the error.
func MixedKeys(r Reader, campaign string, most int) (keys []string, err error) {
	keys, err1 := mixed(r, issues, most, func(t report.Issue) bool { return t.Campaign == campaign })
	more, err2 := mixed(r, said, most-len(keys), func(s Said) bool { return s.Report.Campaign == campaign })
	return append(keys, more...), errors.Join(err1, err2)
}

func mixed[K, V any](r Reader, t Table[K, V], most int, ours func(V) bool) (keys []string, err error) {
	var faults []error
	for row, err := range t.All(r) {
		if len(keys) >= most {
			break
		}
		if err != nil {
			faults = append(faults, err)
		} else if ours(row.Value) {
			keys = append(keys, t.begin()+row.Key)
		}
	}
	return keys, errors.Join(faults...)
}

// DeleteReporting deletes one of these keys. The contents that a record of files
// names are noted as removed; those of a record that cannot be read stay.
func DeleteReporting(tx Tx, key string) {
	if name, ok := strings.CutPrefix(key, files.begin()); ok {
		if r, err := report.ParseID(name); err == nil {
			if record, err := files.Get(tx, r); err == nil {
				NoteRemoved(tx, r, record.List...)
			}
		}
	}
	tx.Delete(key)
}

// Involved are the chats whose record says something of the campaign.
func Involved(r Reader, campaign string) (involved []chat.Address, err error) {
	for row, err := range chats.All(r) {
		a, bad := chat.ParseAddress(row.Key)
		if err := errors.Join(err, bad); err != nil {
			return involved, err
		}
		if row.Value.forget(campaign) {
			involved = append(involved, a)
		}
	}
	return involved, nil
}

// Forget takes the campaign out of a chat's record, and out of what its person
// was reminded of today. They stay a member.
func Forget(tx Tx, a chat.Address, campaign string) error {
	c, err := chats.Get(tx, a)
	if err != nil {
		return err
	}
	reminded.Delete(tx, a)
	if c.forget(campaign) {
		chats.Put(tx, a, c)
	}
	return nil
}

// forget reports whether there was something.
func (c *Chat) forget(campaign string) (found bool) {
	for key := range c.Focus {
		if strings.HasPrefix(key, campaign+"/") {
			delete(c.Focus, key)
			found = true
		}
	}
	for _, times := range []map[string]int64{c.Seen, c.Noticed} {
		for key := range times {
			if strings.HasPrefix(key, campaign+"/") {
				delete(times, key)
				found = true
			}
		}
	}
	if c.Dialog != nil && c.Dialog.Report.Campaign == campaign {
		c.Dialog, found = nil, true
	}
	if c.Proxy != nil && c.Proxy.Report.Campaign == campaign {
		c.Proxy, found = nil, true
	}
	return found
}

// ForgetDigests takes out of a coordinator's record what they were told; at which
// hours they want to be told stays.
func ForgetDigests(tx Tx, campaign string, r Coordinator) error {
	key := digestsKey{campaign, r.Unit, r.Address}
	t, err := digests.Get(tx, key)
	if err != nil {
		return err
	}
	if !t.Own && !t.Silent {
		digests.Delete(tx, key)
		return nil
	}
	digests.Put(tx, key, Digests{Own: t.Own, Hours: t.Hours, Since: t.Since, Silent: t.Silent})
	return nil
}
