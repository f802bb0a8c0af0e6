package store_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"giaoban/internal/store"
)

// breaking is a store whose power is cut at the commit of a number.
type breaking struct {
	store.KV
	left int
}

var errCut = errors.New("cut off")

func (b *breaking) Update(ctx context.Context, fs ...func(store.Tx) error) []error {
	if b.left--; b.left < 0 {
		return []error{errCut}
	}
	return b.KV.Update(ctx, fs...)
}

// TestMigrate: a step that is cut off anywhere is gone on with, none is made twice, and a newer form is refused.
func TestMigrate(t *testing.T) {
	const records = 7
	step := func(to int, was, is string) store.Migration {
		return store.Migration{To: to, Do: func(ctx context.Context, kv store.KV) error {
			for i := range records { // each in a commit of its own
				err := store.One(ctx, kv, func(tx store.Tx) error {
					name := fmt.Sprint("n", i)
					if v, err := store.Names.Get(tx, name); v != was {
						return err
					}
					store.Names.Put(tx, name, is)
					return nil
				})
				if err != nil {
					return err
				}
			}
			return nil
		}}
	}
	steps := []store.Migration{step(2, "one", "two"), step(3, "two", "three")}
	for cut := range 2*(records+1) + 1 {
		kv := open(t)
		update(t, kv, func(tx store.Tx) error {
			store.Found(tx, "id", "", at)
			for i := range records {
				store.Names.Put(tx, fmt.Sprint("n", i), "one")
			}
			return nil
		})
		made, err := store.Migrate(t.Context(), &breaking{kv, cut}, steps)
		if (err == nil) != (cut == 2*(records+1)) || err != nil && !errors.Is(err, errCut) {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		again, err := store.Migrate(t.Context(), kv, steps)
		if err != nil || made+again != len(steps) {
			t.Fatalf("cut at %d: %d and %d steps, %v", cut, made, again, err)
		}
		update(t, kv, func(tx store.Tx) error {
			f, ok, err := store.Founded(tx)
			if err != nil || !ok || f.Form != 3 || f.Identity != "id" {
				t.Errorf("cut at %d: %+v, %v, %v", cut, f, ok, err)
			}
			for i := range records {
				if v, err := store.Names.Get(tx, fmt.Sprint("n", i)); v != "three" || err != nil {
					t.Errorf("cut at %d: record %d is %q, %v", cut, i, v, err)
				}
			}
			return nil
		})
		if _, err := store.Migrate(t.Context(), kv, steps[:1]); !errors.Is(err, store.ErrNewer) {
			t.Errorf("an older program goes on with it: %v", err)
		}
	}
	if _, err := store.Migrate(t.Context(), open(t), steps); !errors.Is(err, store.ErrForeign) {
		t.Errorf("a database that says nothing of itself: %v", err)
	}
}

// TestFormAndSteps: the last step leads to the form in which records are written.
func TestFormAndSteps(t *testing.T) {
	last := 1
	for _, m := range store.Migrations {
		if m.To != last+1 {
			t.Errorf("a step to form %d stands behind one to %d", m.To, last)
		}
		last = m.To
	}
	if last != store.Form {
		t.Errorf("the steps lead to form %d, records are written in form %d", last, store.Form)
	}
}
