package campaigns

import (
	"testing"

	"giaoban/internal/campaign"
	"giaoban/internal/report"
)

// The report before is that of the campaign named as the one before, and none where none is.
func TestBeforeIsTheCampaignBefore(t *testing.T) {
	none := &Set{} // nothing was brought in
	none.live.Store(&live{})
	c := &Campaign{Set: none, Plan: &campaign.Campaign{Name: "2017", Previous: "2016"}}
	if got, want := c.Before("x1"), (report.ID{Campaign: "2016", Unit: "x1"}); got != want {
		t.Errorf("the report before is %v, want %v", got, want)
	}
	if c.Plan.Previous = ""; !c.Before("x1").IsZero() {
		t.Errorf("a campaign after none has a report before: %v", c.Before("x1"))
	}
}
