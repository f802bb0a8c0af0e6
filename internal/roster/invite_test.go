package roster

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestCodesAreReadBackHoweverTheyAreTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := NewCode(rapid.SliceOfN(rapid.Byte(), CodeLetters, CodeLetters).Draw(t, "random"))
		typed := ShowCode(code)
		for _, change := range []func(string) string{
			strings.ToLower,
			func(s string) string { return strings.ReplaceAll(s, "0", "o") },
			func(s string) string { return strings.ReplaceAll(s, "1", "l") },
			func(s string) string { return strings.ReplaceAll(s, "1", "I") },
			func(s string) string { return strings.ReplaceAll(s, "-", " ") },
			func(s string) string { return strings.ReplaceAll(s, "-", "–") },
			func(s string) string { return " " + s + "\n" },
		} {
			if rapid.Bool().Draw(t, "changed") {
				typed = change(typed)
			}
		}
		if got, ok := NormalizeCode(typed); !ok || got != code {
			t.Fatalf("NormalizeCode(%q) = %q, %v, want %q", typed, got, ok, code)
		}
	})
}

func TestWhatIsNoCode(t *testing.T) {
	for _, typed := range []string{"", "ABCD-EFGH-JKM", "ABCD-EFGH-JKMNP", "ABCD-EFGH-JKMU", "xin chào ạ", "/start", "1.234.567.890"} {
		if code, ok := NormalizeCode(typed); ok {
			t.Errorf("NormalizeCode(%q) = %q", typed, code)
		}
	}
}

func TestCodesUseTheWholeAlphabetEvenly(t *testing.T) {
	count := map[rune]int{}
	for b := range 256 {
		random := []byte{byte(b), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
		count[rune(NewCode(random)[0])]++
	}
	for _, letter := range codeAlphabet {
		if count[letter] != 8 {
			t.Errorf("%c comes %d times of 256", letter, count[letter])
		}
	}
	if strings.ContainsAny(codeAlphabet, "ILOU") || len(codeAlphabet) != 32 {
		t.Errorf("alphabet %s", codeAlphabet)
	}
}

func TestTargets(t *testing.T) {
	units, err := ParseUnits(strings.NewReader(`code,parent_code,level,type,name
38,,1,tỉnh,Thanh Hóa
401,38,2,huyện,Nga Sơn
16093,401,3,thị trấn,Nga Sơn
16144,401,3,xã,Nga An
395,38,2,huyện,Thọ Xuân
S1,38,4,"sở, ban, ngành",Sở Y tế
`), "units.csv")

	if err != nil {
		t.Fatal(err)
	}
	expects := func(u Unit) bool { return u.Level < 4 }
	for _, c := range []struct {
		unit  string
		role  Role
		below bool
		level int
		want  string
	}{
		{"16144", Officer, false, 0, "16144"},
		{"38", Viewer, false, 0, "38"},
		{"38", Officer, false, 3, ""},
		{"38", Officer, true, 0, "401 16144 16093 395"},
		{"38", Approver, true, 3, "16144 16093"},
		{"401", Officer, true, 0, "16144 16093"},
		{"38", Coordinator, true, 0, "401"},
		{"38", Coordinator, true, 3, ""},
		{"16144", Officer, true, 0, ""},
		{"nowhere", Officer, false, 0, ""},
		{"nowhere", Officer, true, 0, ""},
	} {
		var got []string
		for _, u := range Targets(units, c.unit, c.role, c.below, c.level, expects) {
			got = append(got, u.Code)
		}
		if diff := cmp.Diff(strings.Fields(c.want), got, cmp.Transformer("set", sorted)); diff != "" {
			t.Errorf("%v:\n%s", c, diff)
		}
	}
}

// sorted makes a set of a list: the order is Below's, and tested there.
func sorted(list []string) map[string]bool {
	set := map[string]bool{}
	for _, s := range list {
		set[s] = true
	}
	return set
}
