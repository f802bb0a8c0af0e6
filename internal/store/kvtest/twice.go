package kvtest

import (
	"context"

	"giaoban/internal/store"
)

// Twice returns a store on kv that runs every function twice in the same transaction and throws the first run away,
// error, panic and all. A function that is right comes to the same end; one that counts, appends or sends on the outside
// does it twice, and its test fails.
func Twice(kv store.KV) store.KV { return twice{kv} }

type twice struct{ kv store.KV }

func (s twice) Update(ctx context.Context, fs ...func(store.Tx) error) []error {
	doubled := make([]func(store.Tx) error, len(fs))
	for i, f := range fs {
		doubled[i] = func(tx store.Tx) error {
			rehearse(func() { _ = f(&scratch{under: tx}) })
			return f(tx)
		}
	}
	return s.kv.Update(ctx, doubled...)
}

func (s twice) View(ctx context.Context, f func(store.Reader) error) error {
	return s.kv.View(ctx, func(r store.Reader) error {
		rehearse(func() { _ = f(r) })
		return f(r)
	})
}

func rehearse(f func()) {
	defer func() { _ = recover() }()
	f()
}

// A scratch is a transaction whose writes go nowhere.
type scratch struct {
	under  store.Tx
	writes map[string][]byte // nil: deleted
}

func (s *scratch) Get(key string) []byte {
	if v, ok := s.writes[key]; ok {
		return v
	}
	return s.under.Get(key)
}

func (s *scratch) Put(key string, value []byte) { s.set(key, value) }
func (s *scratch) Delete(key string)            { s.set(key, nil) }

func (s *scratch) set(key string, value []byte) {
	if s.writes == nil {
		s.writes = map[string][]byte{}
	}
	s.writes[key] = value
}
