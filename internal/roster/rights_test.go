package roster

import (
	"slices"
	"strings"
	"testing"
)

const fiveUnits = `code,parent_code,level,type,name
38,,1,tỉnh,Thanh Hóa
401,38,2,huyện,Nga Sơn
14001,401,3,xã,Nga An
14006,401,3,thị trấn,Nga Sơn
395,38,2,huyện,Thọ Xuân
`

func fiveOf(t *testing.T) *Units {
	t.Helper()
	us, err := ParseUnits(strings.NewReader(fiveUnits), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	return us
}

// TestRights: which rights each role has at its own unit, one below, two below,
// above and beside.
func TestRights(t *testing.T) {
	us := fiveOf(t)
	list := []Right{See, Look, Lead, Decide, Accept, Reach, Staff, Leave, Proxy, Work, Sign, Awards}
	for _, c := range []struct {
		role                                Role
		own, next, deeper, above, elsewhere string
	}{
		{Officer, "see leave work", "", "", "", ""},
		{Approver, "see leave work sign", "", "", "", ""},
		{Coordinator, "see look lead leave work", "see look lead decide accept reach staff proxy", "see look lead decide reach staff proxy", "", ""},
		{Viewer, "leave awards", "awards", "awards", "", ""},
		{Admin, "see look reach staff leave", "see look reach staff proxy", "see look reach staff proxy", "", ""},
	} {
		for where, want := range map[[2]string]string{
			{"401", "401"}: c.own, {"401", "14001"}: c.next, {"38", "14001"}: c.deeper, {"14001", "401"}: c.above, {"395", "14001"}: c.elsewhere,
			{"38", "none"}: "", {"none", "none"}: "",
		} {
			var got []string
			for _, r := range list {
				if May(us, []Membership{{Unit: where[0], Role: c.role}}, where[1], r) {
					got = append(got, string(r))
				}
			}
			if strings.Join(got, " ") != want {
				t.Errorf("%s of %s about %s: %q, want %q", c.role, where[0], where[1], got, want)
			}
		}
	}
}

func TestByTheNearest(t *testing.T) {
	us := fiveOf(t)
	who := []Membership{{Unit: "38", Role: Coordinator}, {Unit: "401", Role: Officer}, {Unit: "401", Role: Coordinator}}
	for unit, want := range map[string]string{"14001": "401", "401": "38", "395": "38"} {
		if by, ok := By(us, who, unit, Decide); !ok || by.Unit != want || by.Role != Coordinator {
			t.Errorf("about %s by %+v, want the coordinator of %s", unit, by, want)
		}
	}
	if got := Places(us, who, Look); !slices.Equal(got, []string{"38"}) {
		t.Errorf("looks at %q", got)
	}
	// An officer's own unit covers nothing below it.
	who = []Membership{{Unit: "401", Role: Officer}, {Unit: "14001", Role: Approver}, {Unit: "none", Role: Officer}, {Unit: "401", Role: Approver}}
	if got := Places(us, who, See); !slices.Equal(got, []string{"401", "14001"}) {
		t.Errorf("sees %q", got)
	}
}

func TestResolve(t *testing.T) {
	us := fiveOf(t)
	codes := func(units []Unit) (out []string) {
		for _, u := range units {
			out = append(out, u.Code)
		}
		return out
	}
	communes := func(u Unit) bool { return u.Level == 3 }
	for _, c := range []struct {
		name    string
		under   []string
		fits    func(Unit) bool
		want    []string
		near    bool
		outside bool
	}{
		{name: "Nga An", under: []string{"38"}, want: []string{"14001"}},
		{name: "nga son", under: []string{"401"}, want: []string{"401", "14006"}},
		{name: "nga son", under: []string{"401"}, fits: communes, want: []string{"14006"}},
		{name: "thọ xuân", under: []string{"38"}, fits: communes, want: []string{"395"}},
		{name: "thọ xuân", under: []string{"401"}, outside: true},
		{name: "14001", under: []string{"395", "401"}, want: []string{"14001"}},
		{name: "nga anh", under: []string{"401"}, near: true},
		{name: "không có", under: []string{"401"}},
	} {
		m := us.Resolve(c.name, c.under, c.fits)
		got := codes(m.Units)
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) || m.Outside != c.outside || len(m.Near) > 0 != c.near {
			t.Errorf("%q under %q: %q, near %q, outside %v; want %+v", c.name, c.under, got, codes(m.Near), m.Outside, c)
		}
	}
	if head, others, ok := us.Head(us.Resolve("nga son", []string{"38"}, nil).Units); !ok || head.Code != "401" || len(others) != 1 {
		t.Errorf("the district contains the town: %+v, %+v, %v", head, others, ok)
	}
}
