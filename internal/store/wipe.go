package store

import (
	"encoding/json"
	"errors"
	"fmt"
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
	out := []string{
		statusPrefix(campaign), "report/" + campaign + "/", filesPrefix + campaign + "/", downloadPrefix + campaign + "/",
		"nudged/" + campaign + "/", waitingPrefix(campaign), delayedPrefix(campaign), bulkPrefix(campaign), journalPrefix(campaign), duePrefix(campaign),
	}
	for _, kind := range []string{"digest/", "remind/", "bulk/"} {
		out = append(out, "once/"+kind+campaign+"/")
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

// MixedKeys finds the records that lie among those of other campaigns: threads,
// and which message answered what. A record that cannot be read is left, and
// told by the error.
func MixedKeys(r Reader, campaign string, most int) (keys []string, err error) {
	var faults []error
	look := func(prefix string, campaignOf func(value []byte) (string, error)) {
		from, to := Prefix(prefix)
		r.Range(from, to, func(key string, value []byte) bool {
			name, err := campaignOf(value)
			if err != nil {
				faults = append(faults, fmt.Errorf("read %s: %w", key, err))
			} else if name == campaign {
				keys = append(keys, key)
			}
			return len(keys) < most
		})
	}
	look("thread/", func(value []byte) (string, error) {
		var t report.Thread
		err := json.Unmarshal(value, &t)
		return t.Campaign, err
	})
	look("said/", func(value []byte) (string, error) {
		var s Said
		err := json.Unmarshal(value, &s)
		return s.Report.Campaign, err
	})
	return keys[:min(len(keys), most)], errors.Join(faults...)
}

// DeleteReporting deletes one of these keys. The contents that a record of files
// names are noted as removed; those of a record that cannot be read stay.
func DeleteReporting(tx Tx, key string) {
	if name, ok := strings.CutPrefix(key, filesPrefix); ok {
		var r Report
		r.Campaign, r.Unit, _ = strings.Cut(name, "/")
		if files, err := GetFiles(tx, r); err == nil {
			NoteRemoved(tx, r, files.List...)
		}
	}
	tx.Delete(key)
}

// Involved are the people whose own record says something of the campaign.
func Involved(r Reader, campaign string) (people []chat.Address, err error) {
	from, to := Prefix("person/")
	r.Range(from, to, func(key string, value []byte) bool {
		var p Person
		var a chat.Address
		if err = json.Unmarshal(value, &p); err == nil {
			a, err = chat.ParseAddress(strings.TrimPrefix(key, "person/"))
		}
		if err != nil {
			err = fmt.Errorf("read %s: %w", key, err)
			return false
		}
		if p.forget(campaign) {
			people = append(people, a)
		}
		return true
	})
	return people, err
}

// Forget takes the campaign out of a person's record, and out of what they were
// reminded of today. They stay a member.
func Forget(tx Tx, a chat.Address, campaign string) error {
	p, err := GetPerson(tx, a)
	if err != nil {
		return err
	}
	tx.Delete(remindedKey(a))
	if !p.forget(campaign) {
		return nil
	}
	return PutPerson(tx, a, p)
}

// forget tells whether there was something.
func (p *Person) forget(campaign string) (found bool) {
	for key := range p.Focus {
		if strings.HasPrefix(key, campaign+"/") {
			delete(p.Focus, key)
			found = true
		}
	}
	for _, times := range []map[string]int64{p.Seen, p.Told} {
		for key := range times {
			if strings.HasPrefix(key, campaign+"/") {
				delete(times, key)
				found = true
			}
		}
	}
	if p.Talk != nil && p.Talk.Report.Campaign == campaign {
		p.Talk, found = nil, true
	}
	if p.Operation != nil && p.Operation.Campaign == campaign {
		p.Operation, found = nil, true
	}
	if p.Behalf != nil && p.Behalf.Report.Campaign == campaign {
		p.Behalf, found = nil, true
	}
	return found
}

// ForgetTold takes out of a coordinator's record what they were told; at which
// hours they want to be told stays.
func ForgetTold(tx Tx, campaign string, r Receiver) error {
	t, err := GetTold(tx, campaign, r.Unit, r.Address)
	if err != nil {
		return err
	}
	if !t.Own && !t.Silent {
		tx.Delete(toldKey(campaign, r.Unit, r.Address))
		return nil
	}
	return PutTold(tx, campaign, r.Unit, r.Address, Told{Own: t.Own, Hours: t.Hours, Since: t.Since, Silent: t.Silent})
}
