package roster_test

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/roster"
)

// province is the shipped list.
func province(t testing.TB) *roster.Units {
	t.Helper()
	f, err := os.Open("../../conversations/thanhhoa-2016/units.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	us, err := roster.ParseUnits(f, "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	return us
}

func codes(units []roster.Unit) []string {
	var out []string
	for _, u := range units {
		out = append(out, u.Code)
	}
	return out
}

// TestFindTable goes through the table of what people type.
func TestFindTable(t *testing.T) {
	us := province(t)
	f, err := os.Open("testdata/vi-units.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		var c struct {
			Input, Expect, Note string
			Error               bool
			Candidates          []string
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		m := us.Find(c.Input, "")
		several := codes(m.Several)
		slices.Sort(several)
		slices.Sort(c.Candidates)
		if m.Found == c.Error || m.Unit.Code != c.Expect || !slices.Equal(several, c.Candidates) {
			t.Errorf("%q (%s): %+v, want %q %v", c.Input, c.Note, m, c.Expect, c.Candidates)
		}
	}
	if n < 22 {
		t.Errorf("%d lines", n)
	}
}

// said writes a match down: a code, codes with | between in their order, or
// «~» and the codes that are near.
func said(m roster.Match) string {
	switch {
	case m.Found:
		return m.Unit.Code
	case len(m.Several) > 0:
		return strings.Join(codes(m.Several), "|")
	}
	return "~" + strings.Join(codes(m.Near), "|")
}

func TestFind(t *testing.T) {
	us := province(t)
	for _, c := range []struct{ input, within, want string }{
		// A type is a filter.
		{"xã Lam Sơn", "", "15064"},
		{"TT Lam Sơn", "", "15484"},
		{"Lam Sơn", "", "14815|15064|14773|15484"},
		{"p ba đình", "", "14812|14776"},
		{"T.P Thanh Hóa", "", "380"},
		{"tinh thanh hoa", "", "38"},
		{"Nga Sơn (thị trấn)", "", "16093"},
		{"xa nga son", "", "~16093|401"},
		// The whole text is a name before its first word is a type.
		{"tinh gia", "", "407|16561"},
		{"thi tran tinh gia", "", "16561"},
		{"xa hai thanh tinh gia", "", "16621"},
		{"Quan Sơn", "", "14992|387"},
		{"tỉnh Gia", "", "~407|16561"},
		// Context.
		{"lam son ngoc lac", "", "15064"},
		{"Lam Sơn (Ngọc Lặc)", "", "15064"},
		{"Lam Sơn - Ngọc Lặc", "", "15064"},
		{"xã Lam Sơn thuộc huyện Ngọc Lặc", "", "15064"},
		{"X. Nga An, H. Nga Sơn, T. Thanh Hóa", "", "16144"},
		{"phường Lam Sơn TPTH", "", "14773"},
		{"Nga Sơn, Thanh Hóa", "", "16093|401"},
		{"Nga Sơn - Nga An", "", "16144"},
		{"xã Nga An, huyện Thọ Xuân", "", "~16144"},
		{"phuong quang trung bim son", "", "~14824"},
		{"thị trấn huyện Nga Sơn", "", "~16093|401"},
		// Organisations and politeness.
		{"CAX Nga An", "", "16144"},
		{"Ban Chỉ đạo 138 huyện Nga Sơn", "", "401"},
		{"BCĐ 138 Công an xã Nga An", "", "16144"},
		{"Đảng uỷ xã Nga An", "", "16144"},
		{"HĐND - UBND xã Nga An", "", "16144"},
		{"TPTH", "", "380"},
		{"Dạ, báo cáo đồng chí, xã Nga An ạ.", "", "16144"},
		{"16144.", "", "16144"},
		// Marks.
		{"NGA AN", "", "16144"},
		{"Hoằng Dong", "", "15997|15952"},
		{"hoằng đông hoằng hoá", "", "15997"},
		{"xã Nga Thanh", "", "16123"}, // «xã» shows that marks are typed
		{"xa nga thanh", "", "16123|16141"},
		{"Nga Thánh", "", "~16123|16141"},
		{"Dân Lí", "", "15703"},
		{"qui loc", "", "15412"},
		{"Quý Lộc", "", "15412"},
		{"xã Nga Tha\u0300nh", "", "16141"}, // NFD
		{"xã\u00a0Ho\u0103\u0300ng\u200b \u00d0\u00f4ng", "", "15997"},
		{"quang trung", "", "14824|15085|16492"},
		// Run together.
		{"ngaan", "", "16144"},
		{"X.NgaAn", "", "16144"},
		{"xangaan", "", "16144"},
		{"ngathanh", "", "16123|16141"},
		{"ngathành", "", "16141"},
		{"ngaân", "", "~16144"},
		// Within.
		{"nga an", "401", "16144"},
		{"nga an", "16144", "16144"},
		{"nga an", "395", "~"},
		{"16144", "395", "~"},
		{"phường Lam Sơn", "380", "14773"},
		{"xã Nga An, huyện Nga Sơn, tỉnh Thanh Hóa", "401", "16144"},
		{"Nga An", "no such code", "~"},
		// No name at all.
		{"", "", "~"},
		{"xã", "", "~"},
		{",.-()", "", "~"},
		{strings.Repeat("nga sơn ", 500), "", "~"},
	} {
		if got := said(us.Find(c.input, c.within)); got != c.want {
			t.Errorf("%q within %q: %s, want %s", c.input, c.within, got, c.want)
		}
	}
}

// TestFindPath: what the tree writes, the search reads, and to one who types
// marks no two units are the same.
func TestFindPath(t *testing.T) {
	us := province(t)
	for _, u := range us.All() {
		for _, within := range append([]roster.Unit{{}, u}, us.Ancestors(u.Code)...) {
			if m := us.Find(us.Path(u.Code), within.Code); m.Unit != u {
				t.Errorf("%q within %q: %+v", us.Path(u.Code), within.Code, m)
			}
		}
		m := us.Find(u.Name, "")
		if m.Unit != u && !slices.Contains(m.Several, u) {
			t.Errorf("%q: not among %+v", u.Name, m)
		}
	}
}

func TestFindNumbersAndOtherLetters(t *testing.T) {
	us, err := roster.ParseUnits(strings.NewReader(`code,parent_code,level,type,name
79,,1,thành phố trực thuộc trung ương,Hồ Chí Minh
760,79,2,quận,1
769,79,2,quận,2
26740,760,3,phường,01
26743,760,3,phường,10
27094,769,3,phường,1
66,,1,tỉnh,Đắk Lắk
645,66,2,huyện,Ea H'leo
582,66,2,thành phố,Phan Rang-Tháp Chàm
901,66,4,sở,Y tế
902,66,4,"sở, ban, ngành",Ban Dân tộc
`), "units.csv")

	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ input, want string }{
		{"p1", "27094|26740"},
		{"P.01 Q.1", "26740"},
		{"phường 10, quận 1", "26743"},
		{"Q1", "760"},
		{"TPHCM", "79"},
		{"TP HCM", "~"},
		{"thành phố Hồ Chí Minh", "79"},
		{"ea h’leo", "645"},
		{"Ea Hleo", "645"},
		{"huyện eahleo", "645"},
		{"tp Phan Rang - Tháp Chàm", "582"},
		{"phan rang thap cham", "582"},
		{"Sở Y tế", "901"},
		{"so y te dak lak", "901"},
		{"ban dân tộc", "902"},
		{"99", "~"},
	} {
		if got := said(us.Find(c.input, "")); got != c.want {
			t.Errorf("%q: %s, want %s", c.input, got, c.want)
		}
	}
	if got := us.Path("902"); got != "Ban Dân tộc" {
		t.Errorf("path of a department: %q", got)
	}
}

// TestNear: never more than five, none from outside.
func TestNear(t *testing.T) {
	us := province(t)
	for _, u := range us.AtLevel(3) {
		m := us.Find(u.Name+"n", "401")
		if len(m.Near) > 5 {
			t.Fatalf("%d near %qn", len(m.Near), u.Name)
		}
		for _, n := range m.Near {
			if !us.Contains("401", n.Code) {
				t.Fatalf("%+v is near %qn within 401", n, u.Name)
			}
		}
	}
	got := codes(us.Find("xã Nga Ann", "").Near)
	if diff := cmp.Diff("16144", got[0]); diff != "" {
		t.Errorf("the nearest to Nga Ann (-want +got):\n%s", diff)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"xã Nga An, huyện Nga Sơn", "p1", "TPTH tpth", "x.x.x", "\xff\xfe", "İ́ỳ", "thịtrấn", "nga an nga an nga an nga an nga an"} {
		f.Add(s, "401")
	}
	us := province(f)
	f.Fuzz(func(t *testing.T, input, within string) {
		m := us.Find(input, within)
		if m.Found && (len(m.Several) > 0 || len(m.Near) > 0) || len(m.Several) == 1 || len(m.Near) > 5 {
			t.Fatalf("%q: %+v", input, m)
		}
		for _, u := range slices.Concat(m.Several, m.Near) {
			if within != "" && !us.Contains(within, u.Code) {
				t.Fatalf("%q within %q: %+v", input, within, u)
			}
			if !utf8.ValidString(u.Name) {
				t.Fatalf("%q", u.Name)
			}
		}
	})
}
