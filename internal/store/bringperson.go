package store

import (
	"context"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// SavePerson reads a person's chat, the record of who it is, and the members of their units out of a backup. What is
// damaged there is left out.
func SavePerson(ctx context.Context, kv KV, a chat.Address) (saved []SavedRecord, err error) {
	err = Without(kv).View(ctx, func(r Reader) error {
		saved = nil
		c, err := Chats.Get(r, a)
		if err != nil {
			return err
		}
		p, err := c.Whose(r, a)
		if err != nil {
			return err
		}
		keys := []string{Chats.Key(a), People.Key(c.owner(a))}
		for _, m := range p.Memberships {
			if key := Members.Key(OnList{m.List, m.Unit}); !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
		for _, key := range keys {
			if b := r.Get(key); b != nil {
				saved = append(saved, SavedRecord{key, slices.Clone(b)})
			}
		}
		return nil
	})
	return saved, err
}

// OwnerOf names whose chat it is, or of whom a record says who it is: what SavePerson and BringBackPerson bring back.
func OwnerOf(key string) (a chat.Address, ok bool) {
	for _, prefix := range []string{Chats.Prefix(), People.Prefix()} {
		if name, is := strings.CutPrefix(key, prefix); is {
			a, err := chat.ParseAddress(name)
			return a, err == nil
		}
	}
	return a, false
}

// BringBackPerson puts back what SavePerson read where it is damaged now, and returns how many records those were. What
// is sound stays as it is. A membership comes back only if the other of the two records that have it, where that one is
// sound, has it still: it may have been revoked since.
func BringBackPerson(ctx context.Context, kv KV, a chat.Address, saved []SavedRecord) (n int, err error) {
	err = One(ctx, kv, func(tx Tx) error {
		n = 0
		for _, record := range slices.Backward(saved) { // members before the person who is measured by them
			if now := tx.Get(record.Key); now == nil && !Damages.Has(tx, record.Key) || now != nil && Sound(record.Key, now) {
				continue
			}
			tx.Put(record.Key, record.Value)
			Mended(tx, record.Key)
			n++
			err := Rewrite(tx, record.Key, func(v any) bool {
				switch v := v.(type) {
				case *Person:
					v.Memberships = slices.DeleteFunc(v.Memberships, func(m roster.Membership) bool { return revoked(tx, a, m) })
				case *roster.Members:
					*v = slices.DeleteFunc(*v, func(m roster.Member) bool { return left(tx, record.Key, m) })
				default:
					return false
				}
				return true
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

// BringBackMembers puts back the list of a unit's members where it is damaged now, as another store has it, and returns how many
// records those were. Whoever left since does not come back.
func BringBackMembers(ctx context.Context, kv, from KV, of OnList) (n int, err error) {
	var saved []SavedRecord
	err = Without(from).View(ctx, func(r Reader) error {
		saved = nil
		if b := r.Get(Members.Key(of)); b != nil {
			saved = append(saved, SavedRecord{Members.Key(of), slices.Clone(b)})
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return BringBackPerson(ctx, kv, chat.Address{}, saved)
}

// revoked reports whether the unit's record says that somebody is no such member.
func revoked(tx Tx, a chat.Address, m roster.Membership) bool {
	members, err := Members.Get(tx, OnList{m.List, m.Unit})
	return err == nil && !slices.ContainsFunc(members, func(it roster.Member) bool { return it.Address == a && it.Role == m.Role })
}

// left reports whether a member's own record says that they are no such member.
func left(tx Tx, key string, m roster.Member) bool {
	p, err := GetPerson(tx, m.Address)
	return err == nil && !slices.ContainsFunc(p.Memberships, func(it roster.Membership) bool {
		return Members.Key(OnList{it.List, it.Unit}) == key && it.Role == m.Role
	})
}
