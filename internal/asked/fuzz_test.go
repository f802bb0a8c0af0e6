package asked_test

import (
	"testing"

	"giaoban/internal/asked"
)

// FuzzFind: what is found can be asked for by its key again.
func FuzzFind(f *testing.F) {
	_, x := shipped(f)
	for _, words := range []string{"mô hình cấp xã", "miền núi", "X5.04", "số hộ", "5.01~", "=", "~"} {
		f.Add(words)
	}
	f.Fuzz(func(t *testing.T, words string) {
		for _, thing := range x.Find(words, asked.Who).Things {
			if again, ok := x.Keyed(thing.Key()); !ok || again.Key() != thing.Key() {
				t.Errorf("%q is %s, and its key %+v", words, thing.Key(), again)
			}
		}
		x.Lists(words)
		x.Keyed(words)
	})
}
