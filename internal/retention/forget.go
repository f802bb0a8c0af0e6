package retention

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/english"
	"giaoban/internal/language"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// Someone is a person as the store knows them.
type Someone struct {
	// Key is the person's own record's.
	Key       string
	Addresses []chat.Address
	Names     []string
	// Shared are those of the names that somebody else has too: in what others wrote they may be theirs.
	Shared      []string
	Telephones  []string
	Memberships []roster.Membership
}

// Called is what is typed to confirm that this person is meant: the name, or the account of one who has none.
func (s Someone) Called() string {
	if len(s.Names) > 0 {
		return s.Names[0]
	}
	return s.Key
}

// telephoneOf reads a number as any language that is spoken does; "" if it is none.
func telephoneOf(text string) string {
	for _, r := range []language.Reader{viet.Reader{}, english.Reader{}} {
		if number, ok := r.Telephone(text); ok {
			return number
		}
	}
	return ""
}

// Find finds whom an account, a name or a telephone means, the account with its channel or without.
func Find(ctx context.Context, kv store.KV, who string) (list []Someone, err error) {
	who = strings.TrimSpace(who)
	number := telephoneOf(who)
	err = kv.View(ctx, func(r store.Reader) error {
		list = nil
		if a, err := chat.ParseAddress(who); err == nil {
			if now, _, err := store.Now(r, a); err == nil { // an account that they had before
				who = now.String()
			}
		}
		for row, err := range store.People.All(r, "") {
			if err != nil { // of what is damaged nobody knows whose it is
				continue
			}
			p := row.Value
			_, id, _ := strings.Cut(row.Key, ":")
			is := who == row.Key || who == id || viet.Fold(who) == viet.Fold(p.Name) ||
				slices.ContainsFunc(p.Memberships, func(m roster.Membership) bool {
					return number != "" && m.Telephone != "" && language.SameTelephone(m.Telephone, number)
				})
			if is {
				list = append(list, someone(row.Key, p))
			}
		}
		if a, err := chat.ParseAddress(who); err == nil && len(list) == 0 { // who is no member any more, or never was
			list = append(list, someone(a.String(), store.Person{}))
		}
		return nil
	})
	return list, err
}

func someone(key string, p store.Person) Someone {
	s := Someone{Key: key, Memberships: p.Memberships}
	if a, err := chat.ParseAddress(key); err == nil {
		s.Addresses = append(s.Addresses, a)
	}
	s.add(p.Name, "")
	for _, m := range p.Memberships {
		s.add("", m.Telephone)
	}
	return s
}

func (s *Someone) add(name, telephone string) {
	if name != "" && !slices.Contains(s.Names, name) {
		s.Names = append(s.Names, name)
	}
	if telephone != "" && !slices.Contains(s.Telephones, telephone) {
		s.Telephones = append(s.Telephones, telephone)
	}
}

// Traces are what there is of somebody.
type Traces struct {
	// Own are records about them alone, which go; Changed are those that lose them; Answers are answers that have their name
	// or telephone among what was written, which are the unit's and stay.
	Own, Changed, Answers int
	// Busy are orders and files of theirs that are under way: they go when they are over.
	Busy int
	// At are the units for which they wrote, of each campaign one.
	At []report.ID
}

// Learn reads all that there is of somebody, and adds the names under which they wrote.
func Learn(ctx context.Context, kv store.KV, s *Someone) (t Traces, err error) {
	err = kv.View(ctx, func(r store.Reader) error {
		s.accountsBefore(r)
		s.namesUsed(r)
		s.Shared = nil
		for row, err := range store.People.All(r, "") {
			if name := row.Value.Name; err == nil && row.Key != s.Key && slices.Contains(s.Names, name) && !slices.Contains(s.Shared, name) {
				s.Shared = append(s.Shared, name)
			}
		}
		t = Traces{}
		f := newScrub(s.forgetting("?"))
		f.each(r, func(key string, what trace) bool {
			switch what {
			case own, spoilt:
				t.Own++
			case named:
				t.Changed++
			case answered:
				t.Answers++
			case busy:
				t.Busy++
			}
			if kind, of := store.About(key); what == named && kind == "history" {
				t.note(of)
			}
			return true
		})
		return nil
	})
	return t, err
}

// accountsBefore adds the accounts that somebody had before the one that they have now.
func (s *Someone) accountsBefore(r store.Reader) {
	for row, err := range store.Chats.All(r, "") {
		a, bad := chat.ParseAddress(row.Key)
		if err != nil || bad != nil || slices.Contains(s.Addresses, a) {
			continue
		}
		now, _, err := store.Now(r, a)
		if row.Value.Person == s.Key || err == nil && slices.Contains(s.Addresses, now) {
			s.Addresses = append(s.Addresses, a)
		}
	}
}

func (t *Traces) note(of report.ID) {
	if !slices.ContainsFunc(t.At, func(x report.ID) bool { return x.Whole() == of.Whole() }) {
		t.At = append(t.At, of)
	}
}

// namesUsed adds the names under which somebody stands in what they did: channels let people change them.
func (s *Someone) namesUsed(r store.Reader) {
	is := map[string]bool{}
	for _, a := range s.Addresses {
		is[a.String()] = true
	}
	for row, err := range store.Members.All(r, "") {
		for _, m := range row.Value {
			if err == nil && is[m.Address.String()] {
				s.add(m.Name, m.Telephone)
			}
		}
	}
	for row, err := range store.Journal.All(r, "") {
		if err == nil && is[row.Value.By.String()] {
			s.add(row.Value.Name, "")
		}
	}
	from, to := store.Prefix(store.Drafts.Prefix())
	r.Range(from, to, func(key string, value []byte) bool {
		if store.KindOf(key) != "report/h" {
			return true
		}
		if v, err := store.Open(key, value); err == nil {
			if e := v.(*store.Entry); is[e.By] {
				s.add(e.Called, "")
			}
		}
		return true
	})
}

// trace is what a record has of somebody.
type trace int

const (
	own      trace = iota + 1 // it is about them alone
	named                     // it names them
	spoilt                    // it is damaged, and may name them
	busy                      // it is about them, and under way
	answered                  // an answer names them
)

// each looks through all records.
func (s *scrub) each(r store.Reader, f func(key string, what trace) bool) {
	needles := s.needles()
	r.Range("", "", func(key string, value []byte) bool {
		if what := s.trace(key, value, needles); what != 0 {
			return f(key, what)
		}
		return true
	})
}

func (s *scrub) trace(key string, value []byte, needles []string) trace {
	kind := store.KindOf(key)
	its := s.owns(key)
	switch {
	case kind == "forgetting" || kind == "outline":
		return 0
	case !its && !anywhere(string(value), needles) && kind != "damaged":
		return 0
	case kind == "report/draft" || kind == "report/t" || kind == "found":
		if anywhere(string(value), append(s.Names[:len(s.Names):len(s.Names)], s.Telephones...)) {
			return answered
		}
		return 0
	}
	v, err := store.Open(key, value)
	switch {
	case err == nil && s.underWay(v, its):
		return busy
	case its:
		return own
	case err != nil:
		if len(value) > 1 {
			return spoilt
		}
		return 0
	case kind == "aside": // it is whole, as it came
		return own
	case v != nil && s.record(v):
		return named
	}
	return 0
}

// underWay reports whether a record is of something that others wait for: an order or a file of theirs, or a notice that
// comes from them, as its key says.
func (s *scrub) underWay(v any, its bool) bool {
	is := func(a chat.Address) bool { return slices.Contains(s.Addresses, a) }
	switch v := v.(type) {
	case *store.Notice:
		return its && !is(v.To.Address)
	case *store.Part:
		return its
	case *store.Order:
		return is(v.By)
	case *store.Decision:
		return is(v.By)
	case *store.Download:
		return is(v.From)
	}
	return false
}

func (s Someone) forgetting(id string) store.Forgetting {
	own := slices.DeleteFunc(slices.Clone(s.Names), func(name string) bool { return slices.Contains(s.Shared, name) })
	return store.Forgetting{As: chat.Address{Channel: store.ForgottenChannel, ID: id}, Addresses: s.Addresses, Names: own, Telephones: s.Telephones}
}

// Forget ends somebody's memberships, so that they are a stranger from then on, and takes name, telephone and accounts out
// of all records. What they wrote stays, under the post and the unit. id stands for them; the journals of the campaigns of
// at say so. One that was cut off is gone on with by ForgetRest; so is one that has to wait for what is under way, of which
// busy tells.
func Forget(ctx context.Context, kv store.KV, s Someone, id string, at []report.ID, now time.Time, log *slog.Logger) (waits int, err error) {
	f := s.forgetting(id)
	f.At, f.Since = at, now
	err = store.One(ctx, kv, func(tx store.Tx) error {
		store.Forgettings.Put(tx, id, f)
		store.People.Delete(tx, s.Key)
		for _, a := range s.Addresses {
			store.Chats.Delete(tx, a)
		}
		for _, m := range s.Memberships {
			on := store.OnList{List: m.List, Unit: m.Unit}
			members, err := store.Members.Get(tx, on)
			if err != nil {
				return err
			}
			store.Members.Put(tx, on, slices.DeleteFunc(members, func(x roster.Member) bool { return slices.Contains(f.Addresses, x.Address) }))
		}
		for _, of := range f.At {
			store.Journal.Put(tx, store.Line{Campaign: of.Whole(), Update: "forget/" + id, At: now}, report.Entry{Role: roster.Admin, When: now, Outreach: report.Forgot, Unit: of.Unit})
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("begin to forget: %w", err)
	}
	log.Info("a person is being forgotten", "as", f.As.String())
	return finish(ctx, kv, f, log)
}

// ForgetRest goes on with what was cut off, or had to wait.
func ForgetRest(ctx context.Context, kv store.KV, log *slog.Logger) (waits int, err error) {
	var list []store.Forgetting
	err = kv.View(ctx, func(r store.Reader) (err error) {
		list, err = store.Forgettings.List(r, "")
		return err
	})
	faults := []error{err}
	for _, f := range list {
		n, err := finish(ctx, kv, f, log)
		waits, faults = waits+n, append(faults, err)
	}
	return waits, errors.Join(faults...)
}

const (
	// scrubbedAtOnce is how many records one transaction changes.
	scrubbedAtOnce = 20
	// mostPasses is how often all records are looked through: each pass finds foundAtOnce.
	mostPasses = 1000
)

// finish takes somebody out of all records, until nothing is found.
func finish(ctx context.Context, kv store.KV, f store.Forgetting, log *slog.Logger) (waits int, err error) {
	s := newScrub(f)
	type found struct {
		key  string
		what trace
	}
	for pass := 0; ; pass++ {
		var list []found
		err := kv.View(ctx, func(r store.Reader) error {
			list, waits = nil, 0
			s.each(r, func(key string, what trace) bool {
				if what == busy {
					waits++
				} else if what != answered {
					list = append(list, found{key, what})
				}
				return len(list) < foundAtOnce
			})
			return nil
		})
		if err != nil {
			return waits, err
		}
		if len(list) == 0 {
			break
		}
		if pass > mostPasses {
			return waits, fmt.Errorf("%s, and others, name somebody who is forgotten over and over", list[0].key)
		}
		err = store.Each(ctx, kv, list, scrubbedAtOnce, func(tx store.Tx, x found) error {
			switch x.what {
			case own:
				tx.Delete(x.key)
			case spoilt:
				store.Blank(tx, x.key)
			default:
				return store.Rewrite(tx, x.key, s.record)
			}
			return nil
		})
		if err != nil {
			return waits, fmt.Errorf("forget: %w", err)
		}
	}
	if waits > 0 {
		log.Info("a person is forgotten but for what is under way", "as", f.As.String(), "records", waits)
		return waits, nil
	}
	log.Info("a person is forgotten", "as", f.As.String())
	return 0, store.One(ctx, kv, func(tx store.Tx) error {
		store.Forgettings.Delete(tx, f.As.ID)
		return nil
	})
}
