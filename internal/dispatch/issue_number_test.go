package dispatch_test

import (
	"context"
	"strings"
	"testing"

	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// TestIssueNumber: the number of an issue names it and is no count. It is written as it is
// typed behind /traloi, and understood as an office would write it too.
func TestIssueNumber(t *testing.T) {
	w := newWorld(t)
	w.joins("an", "16144", roster.Officer)
	w.joins("son", "401", roster.Coordinator)
	err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
		for range 1270 {
			if _, err := store.NewIssue(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ number, typed string }{{"1271", "1271"}, {"1272", "1.272"}} {
		w.types("an", "/vuongmac Ai ký báo cáo?")
		w.types("an", "gửi đi")
		if got := w.heard("an").Text; !strings.Contains(got, "số "+c.number+" ") {
			t.Errorf("the officer is told %q", got)
		}
		list := w.types("son", "/vuongmac")
		if got := list[len(list)-1].Text; !strings.Contains(got, "Số "+c.number+",") {
			t.Errorf("the coordinator is told %q", got)
		}
		w.types("son", "/traloi "+c.typed+" Trưởng Ban.")
		w.types("son", "Gửi")
		if got := w.heard("an").Text; !strings.Contains(got, "số "+c.number+" ") || !strings.Contains(got, "Trưởng Ban.") {
			t.Errorf("/traloi %s: the officer is told %q", c.typed, got)
		}
	}
}
