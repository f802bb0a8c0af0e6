package roster_test

import (
	"strings"
	"testing"

	"giaoban/internal/roster"
)

// kisumu is a list of another country: types behind names, some of which have them already.
const kisumu = header + `K,,1,County,Kisumu
E,K,2,Sub-County,Kisumu East
W,K,2,Sub-County,Kisumu West Sub-County
E1,E,3,Ward,Kajulu
E2,E,3,ward,Kolwa East Ward
E3,E,3,ward,Ward 7
W1,W,3,Ward,Central Kisumu
W2,W,3,Ward,Manyatta 'B'
W3,W,3,Ward,Ward
`

func behind(t *testing.T, list string) *roster.Units {
	t.Helper()
	us, err := roster.ParseUnits(strings.NewReader(list), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	return us.TypesBehind(true)
}

// TestTypesBehind: the type stands behind the name, in the letters of the list, and is not said twice.
func TestTypesBehind(t *testing.T) {
	us := behind(t, kisumu)
	for code, want := range map[string]string{
		"K": "Kisumu County", "E": "Kisumu East Sub-County", "W": "Kisumu West Sub-County", "E1": "Kajulu Ward",
		"E2": "Kolwa East Ward", "E3": "Ward 7", "W2": "Manyatta 'B' Ward", "W3": "Ward Ward",
	} {
		if u, _ := us.Get(code); u.Label() != want || u.Full() != want {
			t.Errorf("%s is called %q and %q, want %q", code, u.Label(), u.Full(), want)
		}
	}
	if got := us.Path("E1"); got != "Kajulu Ward, Kisumu East Sub-County" {
		t.Errorf("path %q", got)
	}
	if u, _ := us.TypesBehind(false).Get("E1"); u.Label() != "Ward Kajulu" {
		t.Errorf("in front: %q", u.Label())
	}
	small := behind(t, header+"1,,1,district,Sample\n2,1,2,commune,East Sample\n")
	if u, _ := small.Get("2"); u.Label() != "East Sample commune" || u.Full() != "East Sample commune" {
		t.Errorf("%q, %q", u.Label(), u.Full())
	}
	for _, u := range us.AsSaid([]roster.Unit{{Code: "1", Type: "Ward", Name: "Ahero"}}) {
		if u.Label() != "Ahero Ward" {
			t.Errorf("a unit of an older list: %q", u.Label())
		}
	}
}

// TestFindTypesBehind: a name is found with its type before it, behind it and without, and with what lies above.
func TestFindTypesBehind(t *testing.T) {
	us := behind(t, kisumu)
	for code, inputs := range map[string][]string{
		"E1": {"Kajulu", "kajulu ward", "Ward Kajulu", "ward of Kajulu in Kisumu East", "Kajulu Ward, Kisumu East Sub-County", "kajulu ward kisumu east",
			"Kajulu in Kisumu East", "Kajulu (Ward)", "the Kajulu ward", "Kisumu East Sub-County Kajulu Ward"},
		"E2": {"Kolwa East", "kolwa east ward", "ward kolwa east", "Kolwa East Ward, Kisumu East"},
		"E3": {"ward 7", "7"},
		"E":  {"Kisumu East", "kisumu east sub-county", "Sub-County Kisumu East", "kisumu east sub county", "Kisumu East Sub-County, Kisumu County"},
		"W":  {"Kisumu West", "kisumu west sub-county"},
		"K":  {"Kisumu", "kisumu county", "county kisumu"},
		"W2": {"manyatta b", "manyatta 'b' ward", "ward manyatta b"},
	} {
		for _, input := range inputs {
			if m := us.Find(input, ""); !m.Found || m.Unit.Code != code {
				t.Errorf("%q: %+v, want %s", input, m, code)
			}
		}
	}
	for _, input := range []string{"kajuluu ward", "ward kajuluu", "Kajullu Ward, Kisumu East"} {
		if m := us.Find(input, ""); m.Found || len(m.Near) != 1 || m.Near[0].Code != "E1" {
			t.Errorf("%q is like Kajulu: %+v", input, m)
		}
	}
	if m := us.Find("Kajulu county", ""); m.Found {
		t.Errorf("a ward was taken for a county: %+v", m)
	}
}

// TestFormerTypesBehind: a unit that ended has its mark behind its type.
func TestFormerTypesBehind(t *testing.T) {
	us := behind(t, kisumu).WithFormer([]roster.Former{
		{Unit: roster.Unit{Code: "E9.1", Parent: "E", Level: 3, Type: "Ward", Name: "Nyalenda"}, Was: "E9", Kind: roster.Merged, Into: []string{"E1"}, Day: "2026-07-01"},
	}, "former")
	if u, ok := us.Get("E9.1"); !ok || u.Label() != "Nyalenda Ward (former)" {
		t.Errorf("%q, %v", u.Label(), ok)
	}
	for _, input := range []string{"Nyalenda", "Nyalenda ward", "ward Nyalenda", "Nyalenda Ward (former)"} {
		if m := us.Find(input, ""); m.Unit.Code != "E9.1" {
			t.Errorf("%q: %+v", input, m)
		}
	}
}
