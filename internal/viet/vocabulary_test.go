package viet

import "testing"

// TestVocabulary: words alone and two in a row, none across a sign, with marks and without.
func TestVocabulary(t *testing.T) {
	v := NewVocabulary("Sốt xuất huyết, tay chân miệng", "Nêu {loai} có ca mắc")
	for words, want := range map[string][2]bool{
		"xuất huyết": {true, true}, "xuat huyet": {false, true}, "huyết": {true, true}, "huyết tay": {}, "nêu có": {}, "sởi": {}, "ca mắc": {true, true},
	} {
		if got := [2]bool{v.Has(words, true), v.Has(words, false)}; got != want {
			t.Errorf("«%s»: %v, want %v", words, got, want)
		}
	}
	if (*Vocabulary)(nil).Has("sốt", true) {
		t.Error("none has a word")
	}
}
