package main

import (
	"strings"
	"testing"

	"giaoban/internal/report"
	"giaoban/internal/retention"
	"giaoban/internal/store"
)

// TestPurgeBeforeAPeriod: the period is one that there is, with the campaign's name before it or without; words that come
// behind every period in the alphabet take nothing away.
func TestPurgeBeforeAPeriod(t *testing.T) {
	all := []retention.Left{{ID: report.ID{Campaign: "tuan", Period: "2026-W48"}}, {ID: report.ID{Campaign: "tuan", Period: "2026-W47"}},
		{ID: report.ID{Campaign: "tuan", Period: store.Imported}}, {ID: report.ID{Campaign: "nam"}}}
	for before, taken := range map[string]bool{"": true, "2026-W48": true, "tuan@2026-W48": true, "47": false, "tuần47": false, "2026-W60": false,
		"tháng11": false, "nam@2026-W48": false, "0000": false} {
		order := purgeOrder{Campaign: "tuan", Before: before}
		err := order.placed(all)
		if (err == nil) != taken {
			t.Errorf("%q: %v", before, err)
		}
		if taken && strings.Contains(order.Before, "@") {
			t.Errorf("%q is looked for as %q", before, order.Before)
		}
	}
}
