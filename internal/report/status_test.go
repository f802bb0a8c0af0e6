package report_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"giaoban/internal/report"
)

// TestStatusComesBack: what is written is read back, every field of it.
func TestStatusComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		instant := rapid.Custom(func(t *rapid.T) time.Time {
			if rapid.Bool().Draw(t, "never") {
				return time.Time{}
			}
			return time.Unix(rapid.Int64Range(1, 1<<33).Draw(t, "seconds"), 0).UTC()
		})
		count, text := rapid.IntRange(0, 1<<20), rapid.String()
		s := report.Status{
			State:   report.State(rapid.IntRange(0, int(report.Exempt)).Draw(t, "state")),
			Started: instant.Draw(t, "started"), Changed: instant.Draw(t, "changed"),
			Submitted: instant.Draw(t, "submitted"), First: instant.Draw(t, "first"), Due: instant.Draw(t, "due"),
			Revision: count.Draw(t, "revision"), Done: count.Draw(t, "done"), Total: count.Draw(t, "total"),
			Round: count.Draw(t, "round"), Warnings: count.Draw(t, "points"),
			Section: text.Draw(t, "section"), By: text.Draw(t, "by"), Author: text.Draw(t, "author"),
			Outline: text.Draw(t, "outline"), Note: text.Draw(t, "note"), Signed: text.Draw(t, "signed"),
			Scan: rapid.Bool().Draw(t, "scan"), Behalf: rapid.Bool().Draw(t, "behalf"),
			Figures: rapid.SliceOfN(rapid.Float64(), 1, 50).Draw(t, "figures"),
		}
		b := s.Encode()
		got, err := report.DecodeStatus(b)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(s, got); diff != "" {
			t.Fatalf("read back (-want +got):\n%s", diff)
		}
		if _, err := report.DecodeStatus(b[:rapid.IntRange(0, len(b)-1).Draw(t, "cut")]); err == nil {
			t.Fatal("a record cut short was read")
		}
	})
}
