package pattern

import (
	"os"
	"strings"
	"testing"
)

const pieces = `
fill = ạ | nhé
[piece which]
xã nào | ai
[piece in]
(nộp|gửi) [báo cáo]
[piece not_in]
chưa (nộp|gửi) [báo cáo]
[piece yet/last]
chưa
[piece of]
của <number>
[piece beside]
rồi | thì
để …
`

// TestCovers: pieces stand in any order, every word belongs to one, and each way has its
// slots; a piece for the end counts nowhere else.
func TestCovers(t *testing.T) {
	table, err := Read(pieces, "number")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ sentence, cheapest, slot, twice string }{
		{"xã nào nộp rồi nhé", "which in beside", "", ""},
		{"nộp báo cáo rồi thì xã nào ạ", "which in beside", "", ""},
		{"xã nào chưa nộp", "which not_in", "", ""}, // and never «yet» and «in»
		{"ai gửi báo cáo chưa", "which in yet", "", ""},
		{"ai nộp chưa, để tôi còn gọi", "which in yet beside", "", ""},
		{"ai của 12 nộp", "which in of", "12", ""},
		{"ai của 12 của 13 nộp", "which in of", "13", "number"},
		{"xã nào nộp hôm qua", "", "", ""},
		{"xã", "", "", ""},
		{"", "", "", ""},
	} {
		s := Listen(c.sentence)
		covers := table.Covers(&s, digits, "piece")
		if len(covers) == 0 {
			if c.cheapest != "" {
				t.Errorf("«%s» is covered by nothing, want %s", c.sentence, c.cheapest)
			}
			continue
		}
		first := covers[0]
		if got := strings.Join(first.Kinds, " "); got != c.cheapest || first.Slots["number"] != c.slot || twice(first) != c.twice {
			t.Errorf("«%s» is %s with %v of %v; want %s", c.sentence, got, first.Slots, first.Stretches, c.cheapest)
		}
		for i, next := range covers[1:] {
			if next.Cost < covers[i].Cost {
				t.Errorf("«%s»: cover %d costs less than the one before", c.sentence, i+1)
			}
		}
	}
}

// twice is the slot that stands for several stretches.
func twice(c Cover) string {
	for name, all := range c.Stretches {
		if len(all) > 1 {
			return name
		}
	}
	return ""
}

// TestCoversSteps: the work for a sentence that could be taken apart in very many ways
// grows with its length and no faster.
func TestCoversSteps(t *testing.T) {
	table, err := Read(pieces, "number")
	if err != nil {
		t.Fatal(err)
	}
	before := 0
	for n := 5; n <= MaxWords; n *= 2 {
		s := Listen(strings.TrimSpace(strings.Repeat("nộp ", n-1)) + " ai")
		covers := table.Covers(&s, digits, "piece")
		if len(covers) == 0 {
			t.Fatalf("%d words are covered by nothing", n)
		}
		if steps := s.Effort().Steps(); before > 0 && steps > 4*before {
			t.Errorf("%d words take %d steps, half of them %d", n, steps, before)
		}
		before = s.Effort().Steps()
	}
}

// TestShippedPieces: there are no more kinds of pieces than one sentence's can be told apart.
func TestShippedPieces(t *testing.T) {
	text, err := os.ReadFile("../../locales/pieces.vi.txt")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "[piece ") {
			kinds[strings.TrimSpace(line)] = true
		}
	}
	if len(kinds) == 0 || len(kinds) > mostPieces {
		t.Errorf("%d kinds of pieces, at most %d", len(kinds), mostPieces)
	}
}
