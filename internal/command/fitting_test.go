package command

import "testing"

// TestPieceNumbers: each piece has a bit, and one is left for those of no sense.
func TestPieceNumbers(t *testing.T) {
	k := prepared()
	if len(k.numbers) > mostSorts || len(k.senses) != len(senses) {
		t.Errorf("%d pieces of %d senses", len(k.numbers), len(k.senses))
	}
	for _, c := range []struct {
		pieces  []string
		plainly bool
		want    string
	}{
		{[]string{"not_in", "many"}, false, "/chuanop_so"},
		{[]string{"not_in", "many", "nothing of ours"}, false, ""},
		{[]string{"in", "state"}, false, "/tinhhinh"},
		{[]string{"in", "state"}, true, ""}, // told, by who has a report of their own
		{[]string{"unit", "in", "yet"}, true, "/tinhhinh"},
		{[]string{"unit", "in"}, false, ""},
	} {
		got, said := "", k.set(c.pieces)
		for _, f := range k.senses {
			if got == "" && f.fits(said) && k.ask(said, c.plainly) {
				got = f.kind
			}
		}
		if got != c.want {
			t.Errorf("%v is %q, want %q", c.pieces, got, c.want)
		}
	}
}
