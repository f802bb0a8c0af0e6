package reform_test

import (
	"errors"
	"fmt"
	"testing"

	"giaoban/internal/reform"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// TestWholeCountry: a reform of as many communes as the country had is one record, and a record of before is read.
func TestWholeCountry(t *testing.T) {
	r := store.Reform{List: "l", N: 1, At: at, Stage: store.Clearing, Campaigns: []string{"c"}, Called: map[string]string{}}
	for i := range 11_162 {
		old, now := fmt.Sprintf("%05d", i), fmt.Sprintf("%05d", i/4*4)
		name := fmt.Sprintf("Tân Phú %d", i*7919%11_162)
		r.Moves = append(r.Moves, roster.Move{Old: old, New: now, Kind: roster.Merged, Day: "2025-07-01", Totals: roster.AtSuccessor})
		r.Called[old] = "xã " + name
		r.Formers = append(r.Formers, roster.Former{Unit: roster.Unit{Code: old + ".1", Parent: "38", Level: 3, Type: "xã", Name: name}, Was: old, Kind: roster.Merged,
			Into: []string{now}, Day: "2025-07-01", At: now})
		if old == now {
			r.Units = append(r.Units, roster.Unit{Code: now, Parent: "38", Level: 3, Type: "xã", Name: name})
		}
	}
	kv := open(t)
	err := reform.Begin(t.Context(), kv, r)
	r.Stage = store.Telling
	list := store.One(t.Context(), kv, func(tx store.Tx) error {
		store.UnitLists.Put(tx, "l", store.UnitList{Units: r.Units})
		return nil
	})
	if err := errors.Join(err, list, reform.Begin(t.Context(), kv, r)); err != nil {
		t.Fatal(err)
	}
	err = kv.View(t.Context(), func(rd store.Reader) error {
		all, err := store.ReformsOf(rd, "l")
		if err == nil && (len(all) != 1 || all[0].Stage != store.Telling || len(all[0].Formers) != len(r.Formers)) {
			t.Errorf("%d reforms are kept", len(all))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
