package store

import (
	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// colleagueKey names the invitation that a member made for a colleague.
type colleagueKey struct {
	list, unit string
	by         chat.Address
}

func byColleague(prefix string, k colleagueKey) string {
	return byAddress(prefix+k.list+"/"+k.unit+"/", k.by)
}

// colleagues are the hashes of those invitations.
var colleagues = Table[colleagueKey, string]{"colleague/", byColleague, asText}

// Colleague is the invitation that a member made for a colleague of the unit;
// ok is false if there was none.
func Colleague(tx Getter, list, unit string, by chat.Address) (hash string, inv roster.Invitation, ok bool, err error) {
	hash, ok, err = colleagues.Find(tx, colleagueKey{list, unit, by})
	if !ok {
		return "", inv, false, err
	}
	inv, ok, err = invitations.Find(tx, hash)
	return hash, inv, ok, err
}

// PutColleague stores an invitation for a colleague in place of an unused one
// that the member made before.
func PutColleague(tx Tx, hash string, inv roster.Invitation) error {
	before, old, ok, err := Colleague(tx, inv.List, inv.Unit, inv.By)
	if err != nil {
		return err
	}
	if ok && old.Used.IsZero() {
		invitations.Delete(tx, before)
		takeOut(tx, old, before)
	}
	colleagues.Put(tx, colleagueKey{inv.List, inv.Unit, inv.By}, hash)
	PutInvitation(tx, hash, inv)
	return nil
}

// VoidColleague takes back the unused invitation that a member made for a
// colleague of the unit, if there is one.
func VoidColleague(tx Tx, list, unit string, by chat.Address) error {
	hash, inv, ok, err := Colleague(tx, list, unit, by)
	if err != nil || !ok || !inv.Used.IsZero() {
		return err
	}
	invitations.Delete(tx, hash)
	colleagues.Delete(tx, colleagueKey{list, unit, by})
	takeOut(tx, inv, hash)
	return nil
}
