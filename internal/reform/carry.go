package reform

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// What keeps a reform from beginning.
var (
	ErrDeciding = errors.New("decisions about several reports are under way")
	ErrDamaged  = errors.New("records of the units that move are damaged")
)

const (
	movedAtOnce = 20   // records in one transaction
	foundAtOnce = 5000 // in one snapshot
	mostPasses  = 1000
)

// Ready refuses what a reform cannot take along.
func (g Ground) Ready(r store.Reader, moves []roster.Move) error {
	for row, err := range store.Decisions.All(r, "") {
		if err == nil && g.has(row.Value.Campaign) {
			return ErrDeciding
		}
	}
	codes := map[string]bool{}
	for _, m := range moves {
		codes[m.Old] = true
	}
	for row := range store.Damages.All(r, "") {
		if kind, of := store.About(row.Key); codes[of.Unit] && (g.has(of) || kind == "members" && of.List == g.List) {
			return fmt.Errorf("%w: %s", ErrDamaged, row.Key)
		}
	}
	return nil
}

// Begin writes a reform down. From then on it is gone on with until it is done.
func Begin(ctx context.Context, kv store.KV, r store.Reform) error {
	return store.One(ctx, kv, func(tx store.Tx) error {
		store.Reforms.Put(tx, of(r), r)
		return nil
	})
}

func of(r store.Reform) store.ReformOf { return store.ReformOf{List: r.List, N: r.N} }

// Finish goes on with the reforms that are not done, until all is moved; the people concerned are told by others. It does
// nothing where there is none.
func Finish(ctx context.Context, kv store.KV, log *slog.Logger) error {
	var all []store.Reform
	err := kv.View(ctx, func(r store.Reader) (err error) {
		all, err = store.Reforms.List(r, "")
		return err
	})
	if err != nil {
		return err
	}
	for _, r := range all {
		if r.Stage >= store.Telling {
			continue
		}
		log.Info("units are moved", "list", r.List, "reform", r.N, "units", len(r.Moves))
		if err := finish(ctx, kv, r); err != nil {
			return fmt.Errorf("move the units of %s: %w", r.List, err)
		}
		log.Info("units are moved; the people concerned are told next", "list", r.List, "reform", r.N)
	}
	return nil
}

func finish(ctx context.Context, kv store.KV, r store.Reform) error {
	ground := Ground{r.List, r.Campaigns}
	if r.Stage == store.Clearing {
		if err := (renaming{ground, clears(r)}).all(ctx, kv); err != nil {
			return err
		}
		r.Stage = store.Carrying
		if err := Begin(ctx, kv, r); err != nil {
			return err
		}
	}
	for _, h := range heirs(r) {
		if err := carryPeople(ctx, kv, r, h); err != nil {
			return err
		}
	}
	if err := carryGivers(ctx, kv, r); err != nil {
		return err
	}
	if err := (renaming{ground, goesOn(r)}).all(ctx, kv); err != nil {
		return err
	}
	counted, err := ground.counted(ctx, kv)
	if err != nil {
		return err
	}
	err = store.One(ctx, kv, func(tx store.Tx) error {
		for _, id := range counted {
			if _, err := store.CountBelow(tx, id); err != nil {
				return err
			}
		}
		list, err := store.UnitLists.Get(tx, r.List)
		if err != nil {
			return err
		}
		list.Units = r.Units
		store.UnitLists.Put(tx, r.List, list)
		return nil
	})
	if err != nil {
		return err
	}
	r.Stage = store.Telling // by itself: together with the list it could be more than one transaction holds
	return Begin(ctx, kv, r)
}

// counted are the campaigns, each with its periods, of which somebody may have the figures in memory.
func (g Ground) counted(ctx context.Context, kv store.KV) (ids []report.ID, err error) {
	err = kv.View(ctx, func(r store.Reader) error {
		ids = nil
		from, to := store.Prefix("below/")
		r.Range(from, to, func(key string, _ []byte) bool {
			if _, of := store.About(key); g.has(of) {
				ids = append(ids, of)
			}
			return true
		})
		return nil
	})
	return ids, err
}

// all renames until no record names one of the codes any more.
func (n renaming) all(ctx context.Context, kv store.KV) error {
	for range mostPasses {
		var keys []string
		err := kv.View(ctx, func(r store.Reader) error {
			keys = nil
			return n.find(r, &keys)
		})
		if err != nil || len(keys) == 0 {
			return err
		}
		err = store.Each(ctx, kv, keys, movedAtOnce, func(tx store.Tx, key string) error {
			if names(key) {
				if err := store.Rewrite(tx, key, func(v any) bool { return n.record(key, v) }); err != nil {
					return err
				}
			}
			return store.Carry(tx, key, n.key(key))
		})
		if err != nil {
			return err
		}
	}
	return errors.New("records name codes that are gone over and over")
}

// find finds the records that are to change.
func (n renaming) find(r store.Reader, keys *[]string) (failed error) {
	if len(n.codes) == 0 {
		return nil
	}
	r.Range("", "", func(key string, value []byte) bool {
		changes := n.key(key) != key
		if !changes && names(key) {
			v, err := store.Open(key, value)
			if err != nil && !errors.Is(err, store.ErrDamaged) { // what is damaged stays as it is, and is told
				failed = err
			}
			changes = err == nil && v != nil && n.record(key, v)
		}
		if changes {
			*keys = append(*keys, key)
		}
		return len(*keys) < foundAtOnce && failed == nil
	})
	return failed
}

// carryPeople has the members of a unit go to another, with the codes that nobody has used and the hours of their digests,
// and notes whom that concerns. Those who stay are noted too.
func carryPeople(ctx context.Context, kv store.KV, r store.Reform, h heir) error {
	from := store.OnList{List: r.List, Unit: h.from}
	unit := from
	moves := h.from != h.to
	if i := slices.IndexFunc(r.Moves, func(m roster.Move) bool { return r.Former(m.Old) == h.from }); moves && i >= 0 && r.Moves[i].Old == r.Moves[i].New && !r.Moves[i].Kind.Ends() {
		unit.Unit, moves = h.to, false // the unit has kept its code
	}
	var waiting map[store.Invited][]string
	var digests []string
	err := kv.View(ctx, func(rd store.Reader) error {
		waiting, digests = map[store.Invited][]string{}, nil
		for _, role := range roster.Roles() {
			key := store.Invited{OnList: from, Role: role}
			list, err := store.InvitedTo.Get(rd, key)
			if err != nil {
				return err
			}
			if len(list) > 0 {
				waiting[key] = list
			}
		}
		begin, end := store.Prefix("digests/")
		rd.Range(begin, end, func(key string, _ []byte) bool {
			if _, of := store.About(key); of.Unit == h.from && slices.Contains(r.Campaigns, of.Campaign) {
				digests = append(digests, key)
			}
			return true
		})
		return nil
	})
	if err != nil {
		return err
	}
	if !moves {
		return store.One(ctx, kv, func(tx store.Tx) error { return noteMembers(tx, r, h, unit) })
	}
	for more := true; more; {
		err := store.One(ctx, kv, func(tx store.Tx) (err error) {
			more, err = carryMembers(tx, r, h)
			return err
		})
		if err != nil {
			return err
		}
	}
	return errors.Join(carryCodes(ctx, kv, waiting, h), carryDigests(ctx, kv, digests, h))
}

// noteMembers notes the members of a unit who stay where they are.
func noteMembers(tx store.Tx, r store.Reform, h heir, unit store.OnList) error {
	members, err := store.Members.Get(tx, unit)
	note := store.CarriedFrom{ReformOf: of(r), Unit: h.from}
	if err != nil || len(members) == 0 || store.Carrieds.Has(tx, note) {
		return err
	}
	var carried []store.Carried
	for _, m := range members {
		carried = append(carried, store.Carried{Address: m.Address, Role: m.Role, To: unit.Unit})
	}
	store.Carrieds.Put(tx, note, carried)
	return nil
}

// carryMembers has some of the members go, and reports whether there are more.
func carryMembers(tx store.Tx, r store.Reform, h heir) (more bool, err error) {
	from, to := store.OnList{List: r.List, Unit: h.from}, store.OnList{List: r.List, Unit: h.to}
	note := store.CarriedFrom{ReformOf: of(r), Unit: h.from}
	members, err1 := store.Members.Get(tx, from)
	there, err2 := store.Members.Get(tx, to)
	carried, err3 := store.Carrieds.Get(tx, note)
	if err := errors.Join(err1, err2, err3); err != nil || len(members) == 0 {
		return false, err
	}
	some := members[:min(len(members), movedAtOnce)]
	for _, m := range some {
		carried = append(carried, store.Carried{Address: m.Address, Role: m.Role, To: to.Unit})
		there = there.Add(m)
		if err := carryPerson(tx, r.List, m.Address, h); err != nil {
			return false, err
		}
	}
	store.Carrieds.Put(tx, note, carried)
	store.Members.Put(tx, to, there)
	if members = members[len(some):]; len(members) > 0 {
		store.Members.Put(tx, from, members)
		return true, nil
	}
	store.Members.Delete(tx, from)
	return false, nil
}

// carryPerson has somebody's memberships of a unit be of the other. Who was at two that became one is there once.
func carryPerson(tx store.Tx, list string, who chat.Address, h heir) error {
	c, err := store.Chats.Get(tx, who)
	if err != nil {
		return err
	}
	p, err := c.Whose(tx, who)
	if err != nil {
		return err
	}
	var kept []roster.Membership
	for _, m := range p.Memberships {
		if m.List == list && m.Unit == h.from {
			m.Unit = h.to
		}
		same := func(o roster.Membership) bool { return o.List == m.List && o.Unit == m.Unit && o.Role == m.Role }
		if !slices.ContainsFunc(kept, same) {
			kept = append(kept, m)
		}
	}
	p.Memberships = kept
	c.PutPerson(tx, who, p)
	if c.Current.Unit == h.from {
		c.Current = report.ID{}
		store.Chats.Put(tx, who, c)
	}
	return nil
}

// carryCodes has unused codes open the door of the other unit.
func carryCodes(ctx context.Context, kv store.KV, waiting map[store.Invited][]string, h heir) error {
	type code struct {
		from store.Invited
		hash string
	}
	var codes []code
	for key, list := range waiting {
		for _, hash := range list {
			codes = append(codes, code{key, hash})
		}
	}
	slices.SortFunc(codes, func(a, b code) int {
		return cmp.Or(strings.Compare(string(a.from.Role), string(b.from.Role)), strings.Compare(a.hash, b.hash))
	})
	return store.Each(ctx, kv, codes, movedAtOnce, func(tx store.Tx, x code) error {
		inv, ok, err := store.Invitations.Find(tx, x.hash)
		if err != nil {
			return err
		}
		to := x.from
		to.Unit = h.to
		here, err1 := store.InvitedTo.Get(tx, x.from)
		there, err2 := store.InvitedTo.Get(tx, to)
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
		if here = slices.DeleteFunc(here, func(o string) bool { return o == x.hash }); len(here) == 0 {
			store.InvitedTo.Delete(tx, x.from)
		} else {
			store.InvitedTo.Put(tx, x.from, here)
		}
		if !ok || slices.Contains(there, x.hash) {
			return nil
		}
		store.InvitedTo.Put(tx, to, append(there, x.hash))
		inv.Unit = h.to
		store.Invitations.Put(tx, x.hash, inv)
		return nil
	})
}

// carryGivers has what members gave stand by the membership that they have now.
func carryGivers(ctx context.Context, kv store.KV, r store.Reform) error {
	to := map[string]string{}
	for _, h := range heirs(r) {
		to[h.from] = h.to
	}
	var hashes []string
	err := kv.View(ctx, func(rd store.Reader) error {
		hashes = nil
		for row, err := range store.Invitations.All(rd, "") {
			by := row.Value.By
			if err == nil && by.List == r.List && to[by.Unit] != "" && to[by.Unit] != by.Unit {
				hashes = append(hashes, row.Key)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return store.Each(ctx, kv, hashes, movedAtOnce, func(tx store.Tx, hash string) error {
		inv, ok, err := store.Invitations.Find(tx, hash)
		if err != nil || !ok || to[inv.By.Unit] == "" {
			return err
		}
		inv.By.Unit = to[inv.By.Unit]
		store.Invitations.Put(tx, hash, inv)
		return nil
	})
}

// carryDigests has the hours at which coordinators want digests go along, unless they have some there.
func carryDigests(ctx context.Context, kv store.KV, keys []string, h heir) error {
	return store.Each(ctx, kv, keys, movedAtOnce, func(tx store.Tx, key string) error {
		to := strings.Replace(key, "/"+h.from+"/", "/"+h.to+"/", 1)
		if tx.Get(to) != nil {
			return nil
		}
		return store.Carry(tx, key, to)
	})
}
