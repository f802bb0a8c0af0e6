package simulator

import (
	"net/http/httptest"
	"testing"
)

// TestLimits: calls beyond the limits get 429, and so does each until the wait is over; what
// was set is counted, and no limit is the rule.
func TestLimits(t *testing.T) {
	w := newWorld(t)
	server := httptest.NewServer(w.sim.Handler())
	defer server.Close()
	try := func(want ...int) {
		t.Helper()
		for i, want := range want {
			if status, body, _ := send(server); status != want {
				t.Errorf("call %d: %d %s, want %d", i, status, body, want)
			}
		}
	}
	try(200, 200, 200, 200, 200)
	w.sim.SetLimits(Limits{Rate: 1e-6, Burst: 2})
	try(200, 200, 429, 429)
	if got := w.sim.Limited(); got.Taken != 2 || got.Refused != 2 || got.Into != 1 {
		t.Errorf("counted %+v", got)
	}
	w.sim.SetLimits(Limits{ChatRate: 1e-6})
	try(200, 200, 200, 429)
	w.sim.SetLimits(Limits{})
	try(200)
}
