package report_test

import (
	"slices"
	"testing"

	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// TestAudiences: every row says all, and a report that waits for a signature is the
// approver's business whomever of its unit a step is for.
func TestAudiences(t *testing.T) {
	for _, a := range report.Audiences {
		if found, ok := report.AudienceNamed(a.Name); !ok || found.Name != a.Name || a.Hears == nil || a.Say == nil || a.Ladder == "" || len(a.Roles) == 0 {
			t.Errorf("%s is not complete", a.Name)
		}
		if a.Hears(report.Submitted) || a.Hears(report.Exempt) || !a.Hears(report.Returned) {
			t.Errorf("%s hears of what is in, or not of what is returned", a.Name)
		}
		turn := a.Turn(report.AwaitingSignOff)
		if first := turn[0] == roster.Approver; first == a.Above || !slices.Equal(a.Turn(report.InProgress), a.Roles) {
			t.Errorf("it is the turn of %v where %s is to sign", turn, a.Name)
		}
	}
	if _, ok := report.AudienceNamed("boss"); ok {
		t.Error("a boss is reminded")
	}
}
