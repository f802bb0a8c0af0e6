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
