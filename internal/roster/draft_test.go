package roster

import (
	"strings"
	"testing"
)

func parsed(t *testing.T, rows string) *Units {
	t.Helper()
	units, err := ParseUnits(strings.NewReader("code,parent_code,level,type,name\n"+rows), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	return units
}

// A unit that only has another name is drafted as renamed; two that have each other's names are left to the clerk.
func TestDraftOfANewName(t *testing.T) {
	was := parsed(t, "1,,1,huyện,Mẫu\n11,1,2,xã,Đông\n12,1,2,xã,Tây\n13,1,2,xã,Nam\n")
	now := parsed(t, "1,,1,huyện,Mẫu\n11,1,2,xã,Đông Mới\n12,1,2,xã,Nam\n13,1,2,xã,Tây\n")
	var rows []string
	for _, m := range DraftMoves(was.All(), now, nil) {
		rows = append(rows, strings.Join(m.Row("2026-11-01"), ","))
	}
	want := "11,xã Đông,renamed,11,xã Đông Mới,2026-11-01,\n12,xã Tây,,,,2026-11-01,\n13,xã Nam,,,,2026-11-01,"
	if got := strings.Join(rows, "\n"); got != want {
		t.Errorf("drafted\n%s\nwant\n%s", got, want)
	}
}

// Who writes the code of the new unit above into new_code is told so, and not to merge the unit into it.
func TestTheCodeAboveIsNotTheNewCode(t *testing.T) {
	was := parsed(t, "1,,1,huyện,Mẫu\n2,,1,huyện,Khác\n11,1,2,xã,Đông\n")
	now := parsed(t, "1,,1,huyện,Mẫu\n2,,1,huyện,Khác\n11,2,2,xã,Đông\n")
	_, err := ParseMoves(strings.NewReader("old_code,old_name,change,new_code,new_name,day,totals\n11,xã Đông,moved,2,,2026-11-01,\n"), "moves.csv", was.All(), now)
	if err == nil || !strings.Contains(err.Error(), "move_own_code") || strings.Contains(err.Error(), "merged") {
		t.Errorf("%v", err)
	}
}
