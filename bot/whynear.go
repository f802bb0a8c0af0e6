package main

import (
	"context"

	"giaoban/internal/store"
)

// near are the units with a name like it.
func (q *inquiry) near(what string) (names []string) {
	for _, u := range q.in.Units.Find(what, "").Near {
		names = append(names, q.in.Units.Path(u.Code)+" — "+u.Code)
	}
	return append(names, q.became(what)...)
}

// became is what there is now of a code that was given up when the list of units changed.
func (q *inquiry) became(code string) (names []string) {
	_ = q.kv.View(context.Background(), func(r store.Reader) error { // what cannot be read is not told
		all, err := store.ReformsOf(r, q.in.List())
		for _, one := range all {
			for _, m := range one.Moves {
				if m.Old != code {
					continue
				}
				codes := []string{m.New}
				if m.Kind.Ends() {
					codes = append(codes, one.Former(code))
				}
				for _, now := range codes {
					if u, ok := q.in.Units.Get(now); ok {
						names = append(names, u.Label()+" — "+u.Code)
					}
				}
			}
		}
		return err
	})
	return names
}
