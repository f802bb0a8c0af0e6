package dispatch_test

import (
	"os"
	"runtime/debug"
	"testing"
)

// TestMain lets garbage lie longer: the worlds of the tests make much of it and
// hold little.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}

// inLine leaves a test out with -short: it walks through a table in one goroutine, so that
// the race detector has nothing to find in it, and makes it ten times as slow.
func inLine(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("nothing runs side by side in it")
	}
}
