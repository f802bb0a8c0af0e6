// Package store is what is kept and under which keys: the records of people,
// members, reports and messages, their encoding, and KV, the one storage port.
// Records are small and read by their key; a transaction touches a handful of
// them and never scans.
//
// It decides nothing: no rule of reporting lives here, and nothing is sent.
// Folder boltkv has the port on one bbolt file, kvtest the suite for any.
package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/desk"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// Person is what is known of one address.
type Person struct {
	Name        string              `json:"n,omitempty"`
	Memberships []roster.Membership `json:"m,omitempty"`
	Blocked     bool                `json:"b,omitempty"`
	// Language is the person's own choice; empty is the campaign's.
	Language string `json:"l,omitempty"`
	// Focus is where the person stands, by report.
	Focus map[string]conversation.Focus `json:"f,omitempty"`
	// Current is which report words are for, if the person has several.
	Current string `json:"c,omitempty"`
	// Talk is what was last asked beside the outline.
	Talk *Talk `json:"t,omitempty"`
	// Seen is when the person was last at a report, Told the beginning of the
	// colleague's shift of which they were told, both in seconds, by report.
	Seen map[string]int64 `json:"s,omitempty"`
	Told map[string]int64 `json:"o,omitempty"`
	// Album is the album whose part came last, if that was the last input.
	Album *Album `json:"a,omitempty"`
	// Operation is what a coordinator has begun and not confirmed, Behalf the
	// report that they fill in for a unit.
	Operation *desk.State `json:"p,omitempty"`
	Behalf    *Behalf     `json:"h,omitempty"`
}

// Album is what was last said to the parts of one album: the answer to its next
// part takes the place of these messages if they have not left yet.
type Album struct {
	Group    string   `json:"g"`
	Messages []string `json:"m,omitempty"`
}

// With are the person's memberships in one of the roles, on one list of units.
func (p Person) With(list string, roles ...roster.Role) []roster.Membership {
	var out []roster.Membership
	for _, m := range p.Memberships {
		for _, r := range roles {
			if m.List == list && m.Role == r {
				out = append(out, m)
			}
		}
	}
	return out
}

// Report names one unit's report in one campaign.
type Report struct{ Campaign, Unit string }

func (r Report) key(rest string) string { return "report/" + r.Campaign + "/" + r.Unit + "/" + rest }

// String is the report's name in a person's focus.
func (r Report) String() string { return r.Campaign + "/" + r.Unit }

func personKey(a chat.Address) string { return "person/" + a.String() }

// membersPrefix has the members of one list's units: a code on another list is
// another unit.
func membersPrefix(list string) string { return "members/" + list + "/" }

func statusPrefix(campaign string) string {
	return "status/" + campaign + "/"
}

// GetPerson reads a person; the zero Person if nobody wrote from there yet.
func GetPerson(tx Getter, a chat.Address) (Person, error) {
	var p Person
	err := getJSON(tx, personKey(a), &p)
	return p, err
}

// PutPerson writes a person.
func PutPerson(tx Tx, a chat.Address, p Person) error { return putJSON(tx, personKey(a), p) }

// GetMembers reads the members of a unit of a list.
func GetMembers(tx Getter, list, unit string) (roster.Members, error) {
	var ms roster.Members
	err := getJSON(tx, membersPrefix(list)+unit, &ms)
	return ms, err
}

// PutMembers writes the members of a unit of a list.
func PutMembers(tx Tx, list, unit string, ms roster.Members) error {
	return putJSON(tx, membersPrefix(list)+unit, ms)
}

// AllMembers reads the members of every unit of a list that has any.
func AllMembers(r Reader, list string) (map[string]roster.Members, error) {
	out := map[string]roster.Members{}
	var failed error
	from, to := Prefix(membersPrefix(list))
	r.Range(from, to, func(key string, value []byte) bool {
		var ms roster.Members
		if err := json.Unmarshal(value, &ms); err != nil {
			failed = fmt.Errorf("read %s: %w", key, err)
			return false
		}
		out[strings.TrimPrefix(key, membersPrefix(list))] = ms
		return true
	})
	return out, failed
}

// GetDraft reads a report's compact record; nil if it was never begun.
func GetDraft(tx Getter, r Report) (*answers.Draft, error) {
	b := tx.Get(r.key("draft"))
	if b == nil {
		return nil, nil
	}
	d, err := answers.DecodeDraft(b)
	if err != nil {
		return nil, fmt.Errorf("read draft of %s: %w", r, err)
	}
	return d, nil
}

// PutDraft writes a report's compact record.
func PutDraft(tx Tx, r Report, d *answers.Draft) { tx.Put(r.key("draft"), d.Encode()) }

// GetStatus reads a unit's small status record; the zero Status if not begun.
func GetStatus(tx Getter, r Report) (report.Status, error) {
	b := tx.Get(statusPrefix(r.Campaign) + r.Unit)
	if b == nil {
		return report.Status{}, nil
	}
	s, err := report.DecodeStatus(b)
	if err != nil {
		return s, fmt.Errorf("read status of %s: %w", r, err)
	}
	return s, nil
}

// PutStatus writes a unit's small status record.
func PutStatus(tx Tx, r Report, s report.Status) {
	tx.Put(statusPrefix(r.Campaign)+r.Unit, s.Encode())
}

// Statuses reads every unit's status in the campaign.
func Statuses(r Reader, campaign string) (map[string]report.Status, error) {
	out := map[string]report.Status{}
	var failed error
	prefix := statusPrefix(campaign)
	from, to := Prefix(prefix)
	r.Range(from, to, func(key string, value []byte) bool {
		s, err := report.DecodeStatus(value)
		if err != nil {
			failed = fmt.Errorf("read %s: %w", key, err)
			return false
		}
		out[key[len(prefix):]] = s
		return true
	})
	return out, failed
}

// Entry is one line of a report's history: what was answered, by whom, when.
// Earlier entries are never changed.
type Entry struct {
	// Place is the question by the code that it had then, Name its name, by
	// which it is found in every version of the outline.
	form.Place
	Name    string `json:"n,omitempty"`
	Text    string `json:"t,omitempty"` // as typed
	Piece   int    `json:"p,omitempty"`
	Removed bool   `json:"x,omitempty"`
	By      string `json:"b"` // the author's address
	// Post and Called are the author's as they were shown then.
	Post   string    `json:"o,omitempty"`
	Called string    `json:"m,omitempty"`
	At     time.Time `json:"a"`
	// Check marks a reason, in Text: of the check whose warning was kept.
	Check string `json:"k,omitempty"`
	// Receipt marks a submission.
	Receipt string `json:"s,omitempty"`
}

// AppendHistory adds a line. update and n keep two lines of the same instant
// apart.
func AppendHistory(tx Tx, r Report, update string, n int, e Entry) error {
	key := fmt.Sprintf("h/%016x/%s/%03d", uint64(e.At.UnixNano()), update, n)
	return putJSON(tx, r.key(key), e)
}

// History reads a report's lines in order.
func History(r Reader, rep Report) ([]Entry, error) {
	var out []Entry
	var failed error
	from, to := Prefix(rep.key("h/"))
	r.Range(from, to, func(key string, value []byte) bool {
		var e Entry
		if err := json.Unmarshal(value, &e); err != nil {
			failed = fmt.Errorf("read %s: %w", key, err)
			return false
		}
		out = append(out, e)
		return true
	})
	return out, failed
}

// textKey is where one message of a text lies. Texts and Said are filed by the
// question's name (Outline.Filed), since another version of the outline may
// give its code to another question.
func textKey(r Report, p form.Place, piece int) string {
	return r.key("t/" + p.Code + "/" + strconv.Itoa(p.Row) + "/" + strconv.Itoa(piece))
}

// PutText writes one message of a text.
func PutText(tx Tx, r Report, p form.Place, piece int, text string) {
	tx.Put(textKey(r, p, piece), []byte(text))
}

// Text reads the pieces of a text, as many as its value says there are.
func Text(tx Getter, r Report, p form.Place, pieces int) []string {
	out := make([]string, 0, pieces)
	for i := 1; i <= pieces; i++ {
		out = append(out, string(tx.Get(textKey(r, p, i))))
	}
	return out
}

// Said is which question a person's message answered, for editing it later.
type Said struct {
	Report Report     `json:"r"`
	Place  form.Place `json:"p"`
	Piece  int        `json:"n,omitempty"`
	// Places are all the questions of a message that answered several.
	Places []form.Place `json:"ps,omitempty"`
}

func saidKey(a chat.Address, message string) string { return "said/" + a.String() + "/" + message }

// PutSaid notes what a message answered.
func PutSaid(tx Tx, a chat.Address, message string, s Said) error {
	return putJSON(tx, saidKey(a, message), s)
}

// GetSaid reads what a message answered; ok is false if it answered nothing.
func GetSaid(tx Getter, a chat.Address, message string) (s Said, ok bool, err error) {
	if tx.Get(saidKey(a, message)) == nil {
		return s, false, nil
	}
	err = getJSON(tx, saidKey(a, message), &s)
	return s, err == nil, err
}

// Once notes that the key's effect is part of this transaction; false when it
// was already noted, and then nothing may be done.
func Once(tx Tx, key string, at time.Time) bool {
	key = "once/" + key
	if tx.Get(key) != nil {
		return false
	}
	tx.Put(key, []byte(strconv.FormatInt(at.Unix(), 10)))
	return true
}

// OldOnce finds notes of updates from before an instant, at most a number of
// them; they are of no more use once no platform can deliver the update again.
func OldOnce(r Reader, before time.Time, most int) []string {
	var keys []string
	from, to := Prefix("once/update/")
	r.Range(from, to, func(key string, value []byte) bool {
		at, err := strconv.ParseInt(string(value), 10, 64)
		if err != nil || at < before.Unix() {
			keys = append(keys, key)
		}
		return len(keys) < most
	})
	return keys
}

// Getter is what both a transaction and a snapshot can do.
type Getter interface {
	Get(key string) []byte
}

func getJSON(tx Getter, key string, into any) error {
	b := tx.Get(key)
	if b == nil {
		return nil
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("read %s: %w", key, err)
	}
	return nil
}

func putJSON(tx Tx, key string, value any) error {
	b, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("write %s: %w", key, err)
	}
	tx.Put(key, b)
	return nil
}

// PutOutline keeps an outline's source under its hash; drafts name it.
func PutOutline(tx Tx, hash string, source []byte) { tx.Put("outline/"+hash, source) }

// Outlines gives the sources of all outlines that were ever in use, by hash.
func Outlines(r Reader) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		from, to := Prefix("outline/")
		r.Range(from, to, func(key string, value []byte) bool {
			return yield(strings.TrimPrefix(key, "outline/"), bytes.Clone(value))
		})
	}
}
