package dispatch_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
)

// TestClosedByHandInTheJournal: what an operator does to a campaign stands in its journal, and in those of the periods that are
// closed with it.
func TestClosedByHandInTheJournal(t *testing.T) {
	w := threeWeeks(t)
	change := func(c campaign.Change) {
		t.Helper()
		w.now = w.now.Add(time.Second)
		if _, err := w.d.Change(context.Background(), "bao-cao-tuan", c, false, w.now); err != nil {
			t.Fatal(err)
		}
	}
	change(campaign.Close)
	for asks, has := range map[string]string{"/nhatky": "người vận hành: đóng đợt báo cáo", "/nhatky tuần trước": "người vận hành: đóng đợt báo cáo", "/nhatky tuần 49": "đóng đợt báo cáo"} {
		if got := sayings(w.types("huyen", asks)); !strings.Contains(strings.ToLower(got), strings.ToLower(has)) {
			t.Errorf("%s: %s", asks, got)
		}
	}
	change(campaign.Reopen)
	if got := sayings(w.types("huyen", "/nhatky")); !strings.Contains(got, "mở lại đợt báo cáo") {
		t.Errorf("after it was reopened: %s", got)
	}
}
