// Package invitation keeps the invitations of the store in step: which are used, which still wait for whom, and how often
// somebody may guess a code. What an invitation says and how its code is made is package roster's.
package invitation

import (
	"errors"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// What is wrong with a code that opens nothing.
var (
	ErrUnknown = errors.New("no such invitation")
	ErrUsed    = errors.New("the invitation is used")
	ErrExpired = errors.New("the invitation has expired")
	ErrRevoked = errors.New("whoever made the invitation was revoked")
	ErrVoid    = errors.New("another invitation is in the place of this one")
)

// MaxVoid is how many invitations Void takes back in one transaction
// at most, and how many may be put in one: two keys each.
const MaxVoid = 40

// Put stores a new invitation under the hash of its code.
func Put(tx store.Tx, hash string, inv roster.Invitation) error {
	store.Invitations.Put(tx, hash, inv)
	key := waits(inv)
	list, err := store.InvitedTo.Get(tx, key)
	if err == nil {
		store.InvitedTo.Put(tx, key, append(list, hash))
	}
	return err
}

// waits names where the invitation waits to be used.
func waits(inv roster.Invitation) store.Invited {
	return store.Invited{OnList: onList(inv), Role: inv.Role}
}

func onList(inv roster.Invitation) store.OnList { return store.OnList{List: inv.List, Unit: inv.Unit} }

// Open looks the invitation of a normalized code up. Its errors are those of this file, or that of a damaged record. With
// ErrUsed comes the invitation, so that the caller can tell somebody who opens the own link twice.
func Open(tx store.Getter, code string, now time.Time) (roster.Invitation, error) {
	inv, ok, err := store.Invitations.Find(tx, roster.Hash(code))
	switch {
	case err != nil:
		return inv, err
	case !ok:
		return inv, ErrUnknown
	case !inv.Used.IsZero():
		return inv, ErrUsed
	case !inv.Void.IsZero():
		return inv, ErrVoid
	case !now.Before(inv.Expires):
		return inv, ErrExpired
	}
	switch stands, err := store.Stands(tx, inv.By); {
	case err != nil:
		return inv, err
	case !stands:
		return inv, ErrRevoked
	}
	return inv, nil
}

// Redeem uses the invitation of a normalized code. Its errors are those of Open.
func Redeem(tx store.Tx, code string, by chat.Address, now time.Time) (roster.Invitation, error) {
	inv, err := Open(tx, code, now)
	if err != nil {
		return inv, err
	}
	hash := roster.Hash(code)
	inv.Used, inv.UsedBy = now, by
	store.Invitations.Put(tx, hash, inv)
	return inv, takeOut(tx, inv, hash)
}

// Void takes back unused invitations of a unit and role, the oldest
// MaxVoid of them. It tells how many there were and how many are left.
func Void(tx store.Tx, at store.OnList, role roster.Role, now time.Time) (voided, left int, err error) {
	key := store.Invited{OnList: at, Role: role}
	waiting, err := store.InvitedTo.Get(tx, key)
	if err != nil {
		return 0, 0, err
	}
	voided = min(len(waiting), MaxVoid)
	for _, h := range waiting[:voided] {
		if err := void(tx, h, now); err != nil {
			return 0, 0, err
		}
	}
	putHashes(tx, key, waiting[voided:])
	return voided, len(waiting) - voided, nil
}

// void keeps of an invitation what its code was, so that whoever types it hears that there is a newer one. It has expired too, for
// programs that know no more than that.
func void(tx store.Tx, hash string, now time.Time) error {
	inv, ok, err := store.Invitations.Find(tx, hash)
	if errors.Is(err, store.ErrDamaged) || err == nil && !ok {
		store.Invitations.Delete(tx, hash)
		return nil
	}
	if err != nil {
		return err
	}
	if inv.Void = now; now.Before(inv.Expires) {
		inv.Expires = now
	}
	store.Invitations.Put(tx, hash, inv)
	return nil
}

// Waiting counts the unused invitations of a unit and role. Expired
// ones count too.
func Waiting(tx store.Getter, at store.OnList, role roster.Role) (int, error) {
	list, err := store.InvitedTo.Get(tx, store.Invited{OnList: at, Role: role})
	return len(list), err
}

func putHashes(tx store.Tx, key store.Invited, list []string) {
	if len(list) == 0 {
		store.InvitedTo.Delete(tx, key)
		return
	}
	store.InvitedTo.Put(tx, key, list)
}

// takeOut notes that an invitation is not to be used any more.
func takeOut(tx store.Tx, inv roster.Invitation, hash string) error {
	key := waits(inv)
	list, err := store.InvitedTo.Get(tx, key)
	if err == nil {
		putHashes(tx, key, slices.DeleteFunc(list, func(h string) bool { return h == hash }))
	}
	return err
}

// Over reports of an invitation whether it was not used and had expired by an instant.
func Over(at time.Time) func(roster.Invitation) bool {
	return func(inv roster.Invitation) bool { return inv.Used.IsZero() && !at.Before(inv.Expires) }
}

// Drop deletes an unused invitation by its key.
func Drop(tx store.Tx, key string) error {
	hash := strings.TrimPrefix(key, store.Invitations.Prefix())
	inv, ok, err := store.Invitations.Find(tx, hash)
	if err != nil || !ok || !inv.Used.IsZero() {
		return err
	}
	if by := (store.Inviter{OnList: onList(inv), By: inv.By.Address}); !inv.By.Address.IsZero() {
		if last, err := store.Colleagues.Get(tx, by); err == nil && last == hash {
			store.Colleagues.Delete(tx, by)
		}
	}
	store.Invitations.Delete(tx, hash)
	return takeOut(tx, inv, hash)
}
