package viet

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"giaoban/internal/language"
)

func TestWords(t *testing.T) {
	for n, want := range map[int64]string{
		0:          "không",
		4:          "bốn",
		10:         "mười",
		14:         "mười bốn",
		15:         "mười lăm",
		21:         "hai mươi mốt",
		24:         "hai mươi tư",
		105:        "một trăm linh năm",
		110:        "một trăm mười",
		1234:       "một nghìn hai trăm ba mươi tư",
		2016:       "hai nghìn không trăm mười sáu",
		2000005:    "hai triệu không trăm linh năm",
		1000000000: "một tỷ",
		-3:         "âm ba",
	} {
		if got := Words(n); got != want {
			t.Errorf("Words(%d) = %q, want %q", n, got, want)
		}
	}
	if got := Words(math.MinInt64); got == "" {
		t.Error("the least number has no words")
	}
}

func TestWordsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 999_999_999_999).Draw(t, "n")
		for _, written := range []string{Words(n), Fold(Words(n))} {
			got, unclear := Reader{}.Number(written, language.Question{})
			if written == "sau" && unclear != nil { // more often «later»
				continue
			}
			if unclear != nil || got.Value.Value != float64(n) {
				t.Fatalf("%q of %d reads as %v, %+v", written, n, got.Value.Value, unclear)
			}
		}
	})
}

// A fraction of three digits looks like thousands to the reader, which must
// then offer the number meant.
func TestFormatNumberReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.Int64Range(0, 99_999_999_999).Draw(t, "n")
		n := float64(whole) / math.Pow10(rapid.IntRange(0, 4).Draw(t, "decimals"))
		written := FormatNumber(n)
		got, unclear := Reader{}.Number(written, language.Question{})
		switch {
		case unclear == nil && got.Value.Value == n:
		case unclear != nil && unclear.Why == language.Ambiguous && unclear.Values[1] == n:
		default:
			t.Fatalf("%q of %v reads as %v, %+v", written, n, got.Value.Value, unclear)
		}
	})
}
