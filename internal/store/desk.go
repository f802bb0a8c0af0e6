package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
)

// Told is what a coordinator has been told of, and what waits to be.
type Told struct {
	// Last is when the last notice of submissions went out, Digest the instant
	// of the last digest.
	Last   time.Time `json:"l,omitzero"`
	Digest time.Time `json:"d,omitzero"`
	// Submitted are units whose submission waits to be told.
	Submitted []string `json:"s,omitempty"`
	// Questions are threads that wait to be told, asked in the quiet hours.
	Questions []int `json:"q,omitempty"`
	// Maybe are the instants of digests that may not have arrived, Lost the
	// messages to those below.
	Maybe []time.Time `json:"m,omitempty"`
	Lost  []Lost      `json:"r,omitempty"`
	// Own marks that digests come at Hours, in minutes since midnight, and not
	// at the campaign's; without any there are none. Since is when that was
	// ordered: hours before it are not due. Silent is for who wants to hear
	// nothing of days without news.
	Own    bool      `json:"o,omitempty"`
	Hours  []int     `json:"h,omitempty"`
	Since  time.Time `json:"t,omitzero"`
	Silent bool      `json:"i,omitempty"`
}

// Lost is a message to a unit, or about it, that may not have arrived.
type Lost struct {
	Kind LostKind  `json:"k"`
	Unit string    `json:"u"`
	At   time.Time `json:"a"`
}

// LostKind is what was lost. The words are stored.
type LostKind string

// The kinds.
const (
	LostDigest       LostKind = "digest"
	LostReminder     LostKind = "reminder"
	LostNudge        LostKind = "nudge"
	LostAnnouncement LostKind = "announcement"
)

func toldPrefix(campaign string) string { return "told/" + campaign + "/" }

func toldKey(campaign, unit string, a chat.Address) string {
	return toldPrefix(campaign) + unit + "/" + a.String()
}

// GetTold reads the record of one coordinator at one unit in one campaign.
func GetTold(tx Getter, campaign, unit string, a chat.Address) (Told, error) {
	var t Told
	err := getJSON(tx, toldKey(campaign, unit, a), &t)
	return t, err
}

// PutTold writes it.
func PutTold(tx Tx, campaign, unit string, a chat.Address, t Told) error {
	return putJSON(tx, toldKey(campaign, unit, a), t)
}

// Receiver is a coordinator with the record of what they have been told.
type Receiver struct {
	Unit    string
	Address chat.Address
	Told    Told
}

// Waits tells whether notices wait for the coordinator.
func (t Told) Waits() bool { return len(t.Submitted) > 0 || len(t.Questions) > 0 }

// AllTold reads the records of all coordinators of the campaign: some hundreds
// at most.
func AllTold(r Reader, campaign string) ([]Receiver, error) {
	var out []Receiver
	var failed error
	from, to := Prefix(toldPrefix(campaign))
	r.Range(from, to, func(key string, value []byte) bool {
		var u Receiver
		if failed = json.Unmarshal(value, &u.Told); failed != nil {
			failed = fmt.Errorf("read %s: %w", key, failed)
			return false
		}
		unit, address, _ := strings.Cut(strings.TrimPrefix(key, toldPrefix(campaign)), "/")
		if u.Address, failed = chat.ParseAddress(address); failed != nil {
			return false
		}
		u.Unit = unit
		out = append(out, u)
		return true
	})
	return out, failed
}

// AllUntold finds the coordinators for whom notices of the campaign wait.
func AllUntold(r Reader, campaign string) ([]Receiver, error) {
	all, err := AllTold(r, campaign)
	return slices.DeleteFunc(all, func(u Receiver) bool { return !u.Told.Waits() }), err
}

// GetTime and PutTime keep an instant of the shell's own, such as up to when
// the schedule is done.
func GetTime(tx Getter, name string) (time.Time, error) {
	var t time.Time
	err := getJSON(tx, "meta/"+name, &t)
	return t, err
}

// PutTime writes it.
func PutTime(tx Tx, name string, t time.Time) error { return putJSON(tx, "meta/"+name, t) }

// Aside is an update that could not be dealt with, kept whole.
type Aside struct {
	Raw    string    `json:"raw"`
	Reason string    `json:"why"`
	At     time.Time `json:"at"`
}

// SetAside keeps an update that could not be dealt with.
func SetAside(tx Tx, key string, a Aside) error { return putJSON(tx, "aside/"+key, a) }

// Asides counts what was set aside.
func Asides(r Reader) int {
	n := 0
	from, to := Prefix("aside/")
	r.Range(from, to, func(string, []byte) bool { n++; return true })
	return n
}
