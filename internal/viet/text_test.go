package viet

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"  Ðồng  chí\u00a0ạ ":        "Đồng chí ạ",
		"Ɖông, ɖông, ðông":           "Đông, đông, đông",
		norm.NFD.String("Hoằng Đạo"): "Hoằng Đạo",
		"ca\u0302\u0301p":            "cấp",
		"１２，５":                       "12,5",
		"“a” – ‘b’":                  "\"a\" - 'b'",
		"a\u200b\ufeff\u00adb":       "ab",
		"một \n hai":                 "một\nhai",
		"Hoà, hòa":                   "Hoà, hòa",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCleanTwiceIsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if once := Clean(s); Clean(once) != once {
			t.Fatalf("Clean(%q) = %q, again %q", s, once, Clean(once))
		}
	})
}

func TestPolite(t *testing.T) {
	for in, want := range map[string]string{
		"dạ, 5 ạ": "5",
		"Báo cáo đồng chí, có 6 cái ạ.": "có 6 cái",
		"bao cao dc 12":    "12",
		"thưa anh 12 nhé!": "12",
		"12 đồng chí":      "12",
		"xã A":             "xã A",
		"42 nhà":           "42 nhà",
		"báo cáo chi 12":   "chi 12",
		"42 nha":           "42",
		"dạ":               "dạ",
	} {
		if got := Polite(in); got != want {
			t.Errorf("Polite(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestToneKey(t *testing.T) {
	for _, same := range [][2]string{{"hòa", "hoà"}, {"Thủy", "thuỷ"}, {"Quí", "Quý"}, {"Mĩ", "Mỹ"}, {"tỷ", "tỉ"}, {"Thanh Hóa", "Thanh Hoá"}} {
		if ToneKey(same[0]) != ToneKey(same[1]) {
			t.Errorf("%q and %q differ: %q, %q", same[0], same[1], ToneKey(same[0]), ToneKey(same[1]))
		}
	}
	for _, apart := range [][2]string{{"Đông", "Đồng"}, {"Thanh", "Thành"}, {"Đạo", "Dạo"}, {"hai", "hay"}, {"tai", "tay"}} {
		if ToneKey(apart[0]) == ToneKey(apart[1]) {
			t.Errorf("%q and %q are the same", apart[0], apart[1])
		}
	}
}

func TestDictionaryOrder(t *testing.T) {
	want := []string{"Ái Thượng", "An Nông", "Ba Đình", "Bá Thước", "Cành Nàng", "Dân Lý", "Điện Biên", "Đông Sơn", "Hoằng Đạo",
		"Hoằng Đạt", "Hoằng Đông", "Hoằng Đồng", "Hoằng Đức", "Nga An", "Nga Thạch", "Nga Thanh", "Nga Thành", "Nga Thắng",
		"Ngọc Lặc", "Phường 2", "Phường 10", "Thạch Thành", "Thọ Xuân", "Thường Xuân", "Tĩnh Gia", "Triệu Sơn", "Xuân Hòa", "Yên Định"}
	got := slices.Clone(want)
	slices.Sort(got)
	SortNames(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	tones := []string{"mạ", "má", "mã", "mả", "mà", "ma"}
	SortNames(tones)
	if d := cmp.Diff([]string{"ma", "mà", "mả", "mã", "má", "mạ"}, tones); d != "" {
		t.Error(d)
	}
}

func TestFormatNumber(t *testing.T) {
	for n, want := range map[float64]string{0: "0", 5: "5", 999: "999", 1234: "1.234", 1234567.5: "1.234.567,5", -1234: "-1.234", 0.125: "0,125"} {
		if got := FormatNumber(n); got != want {
			t.Errorf("FormatNumber(%v) = %q, want %q", n, got, want)
		}
	}
}

// TestComposed: what is not looked up is in NFC, whatever stands beside it.
func TestComposed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letter := rapid.OneOf(rapid.RuneFrom([]rune("ạé đƠ\u0301\u0323가")), rapid.Rune())
		s := rapid.StringOfN(letter, 0, 12, -1).Draw(t, "s")
		if got := composed(s); got != norm.NFC.String(s) {
			t.Errorf("%+q is %+q, want %+q", s, got, norm.NFC.String(s))
		}
	})
	for _, span := range [][2]rune{{1, latinTo}, {vietnameseFrom, vietnameseTo}} {
		for r := span[0]; r < span[1]; r++ {
			if !norm.NFC.IsNormalString("a" + string(r) + "a" + string(r) + string(r)) {
				t.Errorf("%U is not in NFC", r)
			}
		}
	}
}
