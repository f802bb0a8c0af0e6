package roster_test

import (
	"strings"
	"testing"

	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// FuzzParseUnits: a list of units is taken or refused, and what is taken can be searched.
func FuzzParseUnits(f *testing.F) {
	f.Add("code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n16144,401,3,xã,Nga An\n", "Nga An")
	f.Add("\ufeffcode;name\n1;a\n", "a")
	f.Add("code,name\n\"1,\n", "\"")
	f.Fuzz(func(t *testing.T, table, name string) {
		units, err := roster.ParseUnits(strings.NewReader(table), "units.csv")
		if err != nil {
			return
		}
		units.Find(name, "")
		for _, u := range units.Roots() {
			if u.Code == "" || u.Parent != "" {
				t.Errorf("%q has the root %+v", table, u)
			}
		}
	})
}

// FuzzParsePeople: a list of people is taken or refused.
func FuzzParsePeople(f *testing.F) {
	us := province(f)
	f.Add("unit,role,name,phone\n16144,officer,Lê Thị Hoa,0912345678\n")
	f.Add("unit\n\"\n")
	f.Fuzz(func(_ *testing.T, table string) {
		_, _ = roster.ParsePeople(strings.NewReader(table), "people.csv", us, viet.Reader{})
	})
}
