package store

import (
	"errors"
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// What is wrong with a code that opens nothing.
var (
	ErrInvitationUnknown = errors.New("no such invitation")
	ErrInvitationUsed    = errors.New("the invitation is used")
	ErrInvitationExpired = errors.New("the invitation has expired")
)

// How often codes may be guessed wrong. 60 bits of chance hold against far more;
// the limits keep the log and the disk quiet.
const (
	TriesEach   = 5   // of one person in TriesWindow
	TriesAll    = 100 // of everybody together in TriesWindow
	TriesWindow = time.Hour
)

// MaxVoid is how many invitations VoidInvitations takes back in one transaction
// at most, and how many may be put in one: two keys each.
const MaxVoid = 40

// invitedKey names the invitations of a unit and role that are not used yet.
type invitedKey struct {
	list, unit string
	role       roster.Role
}

func byRole(prefix string, k invitedKey) string {
	return prefix + k.list + "/" + k.unit + "/" + string(k.role)
}

var (
	invitations = Table[string, roster.Invitation]{"invite/", byWord, asJSON[roster.Invitation]()} // by the code's hash
	invited     = Table[invitedKey, []string]{"invited/", byRole, asLines}                         // hashes
	wrong       = Table[string, tries]{"tries/", byWord, asJSON[tries]()}                          // by address, or everybody
)

// everybody is no address: those have a colon.
const everybody = "all"

// PutInvitation stores a new invitation under the hash of its code.
func PutInvitation(tx Tx, hash string, inv roster.Invitation) {
	invitations.Put(tx, hash, inv)
	key := invitedKey{inv.List, inv.Unit, inv.Role}
	invited.Put(tx, key, append(hashes(tx, key), hash))
}

// Invitation gives the invitation of that hash; ok is false if there is none.
func Invitation(tx Getter, hash string) (inv roster.Invitation, ok bool, err error) {
	return invitations.Find(tx, hash)
}

// Redeem uses the invitation of a normalized code. Its errors are the three of
// this file, or that of a damaged record. With ErrInvitationUsed comes the
// invitation, so that the caller can tell somebody who opens the own link twice.
func Redeem(tx Tx, code string, by chat.Address, now time.Time) (roster.Invitation, error) {
	hash := roster.Hash(code)
	inv, ok, err := Invitation(tx, hash)
	switch {
	case err != nil:
		return inv, err
	case !ok:
		return inv, ErrInvitationUnknown
	case !inv.Used.IsZero():
		return inv, ErrInvitationUsed
	case !now.Before(inv.Expires):
		return inv, ErrInvitationExpired
	}
	inv.Used, inv.UsedBy = now, by
	invitations.Put(tx, hash, inv)
	takeOut(tx, inv, hash)
	return inv, nil
}

// VoidInvitations takes back unused invitations of a unit and role, the oldest
// MaxVoid of them. It tells how many there were and how many are left.
func VoidInvitations(tx Tx, list, unit string, role roster.Role) (voided, left int) {
	key := invitedKey{list, unit, role}
	waiting := hashes(tx, key)
	voided = min(len(waiting), MaxVoid)
	for _, h := range waiting[:voided] {
		invitations.Delete(tx, h)
	}
	putHashes(tx, key, waiting[voided:])
	return voided, len(waiting) - voided
}

// WaitingInvitations counts the unused invitations of a unit and role. Expired
// ones count too.
func WaitingInvitations(tx Getter, list, unit string, role roster.Role) int {
	return len(hashes(tx, invitedKey{list, unit, role}))
}

func hashes(tx Getter, key invitedKey) []string {
	list, _ := invited.Get(tx, key) // bytes can always be read as lines
	return list
}

func putHashes(tx Tx, key invitedKey, list []string) {
	if len(list) == 0 {
		invited.Delete(tx, key)
		return
	}
	invited.Put(tx, key, list)
}

// takeOut notes that an invitation is not to be used any more.
func takeOut(tx Tx, inv roster.Invitation, hash string) {
	key := invitedKey{inv.List, inv.Unit, inv.Role}
	putHashes(tx, key, slices.DeleteFunc(hashes(tx, key), func(h string) bool { return h == hash }))
}

// tries counts wrong codes since the first of them.
type tries struct {
	Count int       `json:"n"`
	Since time.Time `json:"s"`
}

// TriesLeft tells how many wrong codes the person may still type, and when it
// is that all may be typed again. At 0 a code is not even looked at.
func TriesLeft(tx Getter, by chat.Address, now time.Time) (left int, until time.Time) {
	own, all := readTries(tx, by.String(), now), readTries(tx, everybody, now)
	return triesLeft(own, all)
}

// RecordTry counts one wrong code, for the person and for everybody, and tells
// what TriesLeft would tell then.
func RecordTry(tx Tx, by chat.Address, now time.Time) (left int, until time.Time) {
	own, all := readTries(tx, by.String(), now), readTries(tx, everybody, now)
	own.Count++
	all.Count++
	wrong.Put(tx, by.String(), own)
	wrong.Put(tx, everybody, all)
	return triesLeft(own, all)
}

func triesLeft(own, all tries) (left int, until time.Time) {
	if TriesAll-all.Count < TriesEach-own.Count {
		return max(0, TriesAll-all.Count), all.Since.Add(TriesWindow)
	}
	return max(0, TriesEach-own.Count), own.Since.Add(TriesWindow)
}

// readTries gives the record as of now: an old one begins anew. So does a
// damaged one, as it only counts, and one from the future of a clock set back.
func readTries(tx Getter, who string, now time.Time) tries {
	t, err := wrong.Get(tx, who)
	if err != nil || t.Count == 0 || now.Before(t.Since) || !now.Before(t.Since.Add(TriesWindow)) {
		return tries{Since: now}
	}
	return t
}
