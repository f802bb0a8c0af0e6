package invitation

import (
	"errors"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Colleague is the invitation that a member made for a colleague of the unit;
// ok is false if there was none.
func Colleague(tx store.Getter, at store.OnList, by chat.Address) (hash string, inv roster.Invitation, ok bool, err error) {
	hash, ok, err = store.Colleagues.Find(tx, store.Inviter{OnList: at, By: by})
	if !ok {
		return "", inv, false, err
	}
	inv, ok, err = store.Invitations.Find(tx, hash)
	return hash, inv, ok, err
}

// PutColleague stores an invitation for a colleague in place of an unused one
// that the member made before.
func PutColleague(tx store.Tx, hash string, inv roster.Invitation) error {
	before, old, ok, err := Colleague(tx, onList(inv), inv.By.Address)
	if err != nil {
		return err
	}
	if ok && old.Unused() {
		if err := errors.Join(void(tx, before, inv.Created), takeOut(tx, old, before)); err != nil {
			return err
		}
	}
	store.Colleagues.Put(tx, store.Inviter{OnList: onList(inv), By: inv.By.Address}, hash)
	return Put(tx, hash, inv)
}
