package kvtest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"giaoban/internal/store"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// An op is one step of a random transaction.
type op struct {
	Do    string // get, put or delete
	Key   string
	Value string
}

// A script is a random transaction and how it ends: in good order, with an error or with a panic.
type script struct {
	Ops []op
	End string
}

var errScript = errors.New("as the script says")

// run does what the script says. It returns what it read.
func (s script) run(tx store.Tx, read *[]string) error {
	*read = nil
	for _, o := range s.Ops {
		switch o.Do {
		case "get":
			*read = append(*read, string(tx.Get(o.Key)))
		case "put":
			tx.Put(o.Key, []byte(o.Value))
		case "delete":
			tx.Delete(o.Key)
		}
	}
	switch s.End {
	case "error":
		return errScript
	case "panic":
		panic(errScript)
	}
	return nil
}

// A mapTx is the model of a transaction.
type mapTx map[string]string

func (m mapTx) Get(key string) []byte        { return []byte(m[key]) }
func (m mapTx) Put(key string, value []byte) { m[key] = string(value) }
func (m mapTx) Delete(key string)            { delete(m, key) }

// model compares the store with a map through random calls. The store is emptied between runs, not opened anew.
func model(t *testing.T, kv store.KV) {
	rapid.Check(t, func(rt *rapid.T) {
		for key := range stored(t, kv) {
			check(t, store.One(t.Context(), kv, func(tx store.Tx) error { tx.Delete(key); return nil }))
		}
		want := mapTx{}
		rt.Repeat(map[string]func(*rapid.T){
			"update": func(rt *rapid.T) { want = modelUpdate(rt, kv, want) },
			"range":  func(rt *rapid.T) { modelRange(rt, kv, want) },
			"": func(rt *rapid.T) {
				if d := cmp.Diff(map[string]string(want), stored(t, kv)); d != "" {
					rt.Fatalf("stored (-want +got):\n%s", d)
				}
			},
		})
	})
}

func modelUpdate(rt *rapid.T, kv store.KV, state mapTx) mapTx {
	scripts := rapid.SliceOfN(drawScript(), 1, 6).Draw(rt, "scripts")
	fs := make([]func(store.Tx) error, len(scripts))
	read := make([][]string, len(scripts))
	for i, s := range scripts {
		fs[i] = func(tx store.Tx) error { return s.run(tx, &read[i]) }
	}
	errs := kv.Update(rt.Context(), fs...)
	for i, s := range scripts {
		next, expect, err := maps.Clone(state), []string(nil), error(nil)
		rehearse(func() { err = errScript; err = s.run(next, &expect) })
		if !errors.Is(errs[i], err) {
			rt.Fatalf("function %d: error %v, want %v", i, errs[i], err)
		}
		if d := cmp.Diff(expect, read[i]); d != "" {
			rt.Fatalf("function %d read (-want +got):\n%s", i, d)
		}
		if err == nil {
			state = next
		}
	}
	return state
}

func drawKey() *rapid.Generator[string] { return rapid.StringMatching(`[abđ]{1,3}`) }

func drawScript() *rapid.Generator[script] {
	step := rapid.Custom(func(rt *rapid.T) op {
		return op{
			Do:    rapid.SampledFrom([]string{"get", "put", "put", "delete"}).Draw(rt, "do"),
			Key:   drawKey().Draw(rt, "key"),
			Value: rapid.StringN(1, 40, -1).Draw(rt, "value"),
		}
	})
	return rapid.Custom(func(rt *rapid.T) script {
		return script{
			Ops: rapid.SliceOfN(step, 0, 12).Draw(rt, "ops"),
			End: rapid.SampledFrom([]string{"well", "well", "well", "error", "panic"}).Draw(rt, "end"),
		}
	})
}

func modelRange(rt *rapid.T, kv store.KV, state mapTx) {
	from, to := drawKey().Draw(rt, "from"), drawKey().Draw(rt, "to")
	limit := rapid.IntRange(1, 10).Draw(rt, "limit")
	var want, got []string
	for _, key := range slices.Sorted(maps.Keys(state)) {
		if from <= key && key < to && len(want) < limit {
			want = append(want, fmt.Sprint(key, "=", state[key]))
		}
	}
	err := kv.View(rt.Context(), func(r store.Reader) error {
		got = nil
		r.Range(from, to, func(key string, value []byte) bool {
			got = append(got, fmt.Sprint(key, "=", string(value)))
			return len(got) < limit
		})
		return nil
	})
	if err != nil {
		rt.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		rt.Fatalf("range [%s, %s) (-want +got):\n%s", from, to, d)
	}
}
