package roster_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

const header = "code,parent_code,level,type,name\n"

func TestALevelBesideTheTree(t *testing.T) {
	const departments = "S1,38,4,\"sở, ban, ngành\",Sở Y tế\nS2,38,4,\"sở, ban, ngành\",Hội Nông dân tỉnh\n"
	const header = "code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n"
	for _, c := range []struct {
		name, list string
		beside     []int
	}{
		{"three tiers", "401,38,2,huyện,Nga Sơn\n16144,401,3,xã,Nga An\n" + departments, []int{4}},
		{"two tiers", "16144,38,3,xã,Nga An\n" + departments, []int{4}},
		{"departments alone", departments, nil},
		{"a commune of the province's own", "401,38,2,huyện,Nga Sơn\n16144,401,3,xã,Nga An\n1,38,3,xã,Đảo\n", nil},
	} {
		us, err := roster.ParseUnits(strings.NewReader(header+c.list), "units.csv")
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for level := 1; level <= 5; level++ {
			if us.Beside(level) {
				got = append(got, level)
			}
		}
		if !slices.Equal(got, c.beside) {
			t.Errorf("%s: %v stand beside, want %v", c.name, got, c.beside)
		}
	}
}

func TestShippedList(t *testing.T) {
	us := province(t)
	if us.Len() != 663 || len(us.AtLevel(1)) != 1 || len(us.AtLevel(2)) != 27 || len(us.AtLevel(3)) != 635 {
		t.Errorf("%d units: %d, %d, %d", us.Len(), len(us.AtLevel(1)), len(us.AtLevel(2)), len(us.AtLevel(3)))
	}
	if got := len(us.Below("401")); got != 27 {
		t.Errorf("Nga Sơn has %d communes", got)
	}
	u, _ := us.Get("16144")
	got := []string{u.Full(), u.Label(), us.Path("16144"), us.Path("401"), us.Path("38"), us.Path("none")}
	want := []string{"Xã Nga An", "xã Nga An", "xã Nga An, huyện Nga Sơn", "huyện Nga Sơn", "tỉnh Thanh Hóa", ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"401", "38"}, codes(us.Ancestors("16144"))); diff != "" {
		t.Errorf("ancestors (-want +got):\n%s", diff)
	}
	if up, ok := us.Parent("38"); ok {
		t.Errorf("above the province: %+v", up)
	}
}

func TestLabels(t *testing.T) {
	for _, c := range []struct {
		unit        roster.Unit
		label, full string
	}{
		{roster.Unit{Type: "thành phố trực thuộc trung ương", Name: "Hà Nội"}, "thành phố Hà Nội", "Thành phố Hà Nội"},
		{roster.Unit{Type: "đặc khu", Name: "Côn Đảo"}, "đặc khu Côn Đảo", "Đặc khu Côn Đảo"},
		{roster.Unit{Type: "sở, ban, ngành", Name: "Sở Y tế"}, "Sở Y tế", "Sở Y tế"},
		{roster.Unit{Name: "Nga An"}, "Nga An", "Nga An"},
		{roster.Unit{}, "", ""},
	} {
		if c.unit.Label() != c.label || c.unit.Full() != c.full {
			t.Errorf("%+v: %q, %q", c.unit, c.unit.Label(), c.unit.Full())
		}
	}
}

func TestChildrenByName(t *testing.T) {
	us, err := roster.ParseUnits(strings.NewReader(header+`1,,1,tỉnh,T
12,1,2,phường,10
13,1,2,xã,Đông Sơn
14,1,2,phường,2
15,1,2,xã,Dân Lý
16,1,2,xã,Nga Thành
17,1,2,phường,Ái Thượng
18,1,2,xã,Nga Thanh
`), "units.csv")

	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, u := range us.Children("1") {
		names = append(names, u.Name)
	}
	want := []string{"2", "10", "Ái Thượng", "Dân Lý", "Đông Sơn", "Nga Thanh", "Nga Thành"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestReturnedSlicesAreTheCallers: nobody can change the tree.
func TestReturnedSlicesAreTheCallers(t *testing.T) {
	us := province(t)
	before := us.All()
	for _, units := range [][]roster.Unit{
		us.All(), us.Roots(), us.AtLevel(3), us.Children("38"), us.Below("38"), us.Ancestors("16144"),
		us.Find("Nga Sơn", "").Several, us.Find("xã Nga Ann", "").Near,
	} {
		clear(units)
	}
	if diff := cmp.Diff(before, us.All()); diff != "" {
		t.Error(diff)
	}
}

func TestForms(t *testing.T) {
	want, err := roster.ParseUnits(strings.NewReader(header+"01,,1,tỉnh,Thanh Hóa\n011,01,3,xã,Bến Sung\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"mark and CRLF":   "\ufeff" + strings.ReplaceAll(header+"01,,1,tỉnh,Thanh Hóa\n011,01,3,xã,Bến Sung", "\n", "\r\n"),
		"NFD":             norm.NFD.String(header + "01,,1,tỉnh,Thanh Hóa\n011,01,3,xã,Bến Sung\n"),
		"quotes, spaces":  header + "01,,1,\"tỉnh\",\"Thanh  Hóa \"\n\n011,01,3,xã, Bến Sung\n",
		"header in quote": "\"code\",parent_code,level,type,name\n01,,1,tỉnh,Thanh Hóa\n011,01,3,xã,Bến Sung\n",
	} {
		us, err := roster.ParseUnits(strings.NewReader(text), "units.csv")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(want.All(), us.All()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestFaults: each fault is told, with its place and what to do, all at once.
func TestFaults(t *testing.T) {
	_, err := roster.ParseUnits(strings.NewReader(header+`01,,1,tỉnh,Thanh Hóa
10,01,2,huyện,Nga Sơn
10,01,2,huyện,Hà Trung
11,99,2,huyện,Thọ Xuân
12,10,2,xã,Nga An
13,10,x,xã,Nga Bạch
14,10,3,,
15,10,3,xã
16,10,3,xã,Nga "Điền"
17,10,3,thị trấn,Nga Lâm
1 8,10,3,xã,Nga Giáp
19,19,3,xã,Nga Hải
,10,3,xã,Nga Lĩnh
20,10,10,xã,Nga Mỹ
21|2,10,3,xã,Nga Nhân
`), "units.csv")
	if err == nil {
		t.Fatal("no error")
	}
	want := []string{
		`units.csv:4:1: code "10" again (line 3 has it already)`,
		`units.csv:5:4: no unit has the code "99" (add the unit above, or leave parent_code empty; zeros in front belong to a code)`,
		`units.csv:6:7: level 2 is not below level 2 of huyện Nga Sơn (levels count downwards from 1 at the top)`,
		`units.csv:7:7: level "x" (a number from 1, the top, to 9)`,
		`units.csv:8:9: type is missing (only parent_code may be empty, for a unit at the top)`,
		`units.csv:8:10: name is missing (only parent_code may be empty, for a unit at the top)`,
		`units.csv:9:1: 4 fields, want 5 (code,parent_code,level,type,name)`,
		`units.csv:10:16: a quotation mark out of place (put a field with quotes or commas between quotes and double the quotes inside)`,
		`units.csv:12:1: code "1 8" has a space (leave it out)`,
		`units.csv:13:4: parent_code is the code 19 of this unit itself: write that of the unit above`,
		`units.csv:14:1: code is missing (only parent_code may be empty, for a unit at the top)`,
		`units.csv:15:7: level "10" (a number from 1, the top, to 9)`,
		`units.csv:16:1: code "21|2" (a code has at most 32 bytes and no |)`,
	}
	if diff := cmp.Diff(want, strings.Split(roster.Said(t, "en", err), "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNotAList(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "no header": "01,,1,tỉnh,Thanh Hóa\n", "only a header": header,
		"semicolons": strings.ReplaceAll(header, ",", ";"), "UTF-16": "\xff\xfec\x00o\x00",
	} {
		us, err := roster.ParseUnits(strings.NewReader(text), "list.csv")
		if err == nil || us != nil || !strings.HasPrefix(err.Error(), "list.csv:") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTwins: two units of one parent, type and name are refused, with both lines.
func TestTwins(t *testing.T) {
	text := header + "1,,1,tỉnh,Thanh Hóa\n2,1,2,huyện,Nga Sơn\n3,2,3,xã,Nga An\n4,2,3,thị trấn,Nga An\n5,1,3,xã,Nga An\n6,2,3,xã,Nga  An\n"
	_, err := roster.ParseUnits(strings.NewReader(text), "units.csv")
	want := "units.csv:7:1: xã Nga An again, under the same unit (line 4 has it as 3: take one out, or tell their names apart)"
	if got := roster.Said(t, "en", err); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestManyFaults(t *testing.T) {
	text := header + strings.Repeat("x,nowhere,0,,\n", 20000)
	_, err := roster.ParseUnits(strings.NewReader(text), "units.csv")
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 51 || !strings.HasSuffix(lines[50], "more faults") {
		t.Errorf("%d lines, the last %q", len(lines), lines[len(lines)-1])
	}
}

// drawList makes a random list: several roots, levels that are left out, and
// rows in any order.
func drawList(t *rapid.T) []roster.Unit {
	var units []roster.Unit
	taken := map[roster.Unit]bool{}
	for i := range rapid.IntRange(1, 60).Draw(t, "units") {
		u := roster.Unit{Code: fmt.Sprintf("%03d", i), Type: "xã", Level: rapid.IntRange(1, 3).Draw(t, "level")}
		u.Name = rapid.SampledFrom([]string{"Nga An", "Ái", "Đông", "Dông", "2", "10", "Má"}).Draw(t, "name")
		if i > 0 && rapid.IntRange(0, 9).Draw(t, "root") > 0 {
			up := units[rapid.IntRange(0, i-1).Draw(t, "up")]
			if up.Level < 9 {
				u.Parent, u.Level = up.Code, min(9, up.Level+u.Level)
			}
		}
		twin := roster.Unit{Parent: u.Parent, Name: u.Name}
		if taken[twin] { // nobody could tell the two apart: refused
			u.Name += " " + u.Code
		}
		taken[twin] = true
		units = append(units, u)
	}
	return rapid.Permutation(units).Draw(t, "order")
}

// TestTreeAgainstNaive compares with walking up from every unit.
func TestTreeAgainstNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := drawList(t)
		var b strings.Builder
		parent := map[string]string{}
		for _, u := range list {
			fmt.Fprintf(&b, "%s,%s,%d,%s,%s\n", u.Code, u.Parent, u.Level, u.Type, u.Name)
			parent[u.Code] = u.Parent
		}
		us, err := roster.ParseUnits(strings.NewReader(header+b.String()), "units.csv")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(list, us.All()); diff != "" {
			t.Fatal(diff)
		}
		for _, top := range list {
			checkBelow(t, us, top.Code, parent)
		}
	})
}

func checkBelow(t *rapid.T, us *roster.Units, top string, parent map[string]string) {
	var want []string
	for code := range parent {
		inside := false
		for at := code; at != ""; at = parent[at] {
			inside = inside || at == top
		}
		if us.Contains(top, code) != inside {
			t.Fatalf("%s contains %s: %v", top, code, !inside)
		}
		if inside && code != top {
			want = append(want, code)
		}
	}
	got := codes(us.Below(top))
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("below %s (-want +got):\n%s", top, diff)
	}
	children := us.Children(top)
	if !slices.IsSortedFunc(children, func(a, b roster.Unit) int { return viet.Compare(a.Name, b.Name) }) {
		t.Fatalf("children of %s: %v", top, children)
	}
	var flat []roster.Unit // Below is each child with what is below it
	for _, c := range children {
		flat = append(append(flat, c), us.Below(c.Code)...)
	}
	if diff := cmp.Diff(flat, append([]roster.Unit(nil), us.Below(top)...)); diff != "" {
		t.Fatalf("order below %s:\n%s", top, diff)
	}
}

// country is a list as long as the real one, 18 times the province.
func country(b *testing.B) string {
	data, err := os.ReadFile("../../conversations/thanhhoa-2016/units.csv")
	if err != nil {
		b.Fatal(err)
	}
	var list strings.Builder
	list.WriteString(header)
	_, rows, _ := strings.Cut(string(data), "\n")
	for n := range 18 {
		for row := range strings.Lines(rows) {
			code, rest, _ := strings.Cut(row, ",")
			up, rest, _ := strings.Cut(rest, ",")
			if up != "" {
				up = fmt.Sprint(n, "-", up)
			}
			fmt.Fprintf(&list, "%d-%s,%s,%s", n, code, up, rest)
		}
	}
	return list.String()
}

func BenchmarkParseCountry(b *testing.B) {
	list := country(b)
	for b.Loop() {
		if _, err := roster.ParseUnits(strings.NewReader(list), "units.csv"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFindInCountry(b *testing.B) {
	us, err := roster.ParseUnits(strings.NewReader(country(b)), "units.csv")
	if err != nil {
		b.Fatal(err)
	}
	for _, input := range []string{"xã Nga An, huyện Nga Sơn", "nga thanh", "xã Nga Ann"} {
		b.Run(input, func(b *testing.B) {
			for b.Loop() {
				us.Find(input, "")
			}
		})
	}
}
