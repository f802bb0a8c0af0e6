package oversight_test

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/command"
	"giaoban/internal/oversight"
	"giaoban/internal/roster"
)

// Who fills in a district's own report reads that report's journal, not those of
// the communes below; the district's coordinator reads them all.
func TestJournalOfOwnReport(t *testing.T) {
	units := readUnits(t, "code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n14001,401,3,xã,Nga An\n")
	for role, want := range map[roster.Role]string{roster.Officer: "401", roster.Approver: "401", roster.Coordinator: "401 14001", roster.Admin: "401 14001", roster.Viewer: ""} {
		r := oversight.Reading{Units: units, Who: []roster.Membership{{Unit: "401", Role: role}}, Zone: time.UTC, Say: phrases(t, "vi")}
		var seen []string
		for _, about := range []string{"38", "401", "14001"} {
			if r.Wanted("")(about) {
				seen = append(seen, about)
			}
		}
		if got := strings.Join(seen, " "); got != want {
			t.Errorf("%s of the district sees lines about %q, want %q", role, got, want)
		}
		r.Cmd = command.Command{Name: command.Journal, Unit: "nga an"}
		if unit, _ := r.Resolve(); (unit == "14001") != strings.Contains(want, "14001") {
			t.Errorf("%s of the district asks for the commune's journal: %q", role, unit)
		}
		r.Cmd = command.Command{Name: command.Journal, Code: "14001"}
		if unit, _ := r.Resolve(); (unit == "14001") != strings.Contains(want, "14001") {
			t.Errorf("%s of the district presses for the commune's journal: %q", role, unit)
		}
	}
}
