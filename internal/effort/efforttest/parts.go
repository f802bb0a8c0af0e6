package efforttest

import (
	"runtime"
	"slices"
	"testing"

	"giaoban/internal/effort"
)

// slackBytes is memory that a file costs whatever its length.
const slackBytes = 1 << 20

// GrowsByParts holds the steps and the bytes of memory that readers take for files of so many
// parts against those for half and for a quarter of them, as Grows does for messages. A reader
// makes its file of as many parts as it is told, none of them longer for it.
func GrowsByParts(t *testing.T, parts int, readers map[string]func(parts int)) {
	t.Helper()
	names := make([]string, 0, len(readers))
	for name := range readers {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		var steps, bytes [3]int
		for k := range steps {
			steps[k], bytes[k] = spent(func() { readers[name](parts >> (2 - k)) })
		}
		if grows(steps[0], steps[1], slack) && grows(steps[1], steps[2], slack) {
			t.Errorf("%s: %v steps for a quarter, half and all of it", name, steps)
		}
		if grows(bytes[0], bytes[1], slackBytes) && grows(bytes[1], bytes[2], slackBytes) {
			t.Errorf("%s: %v bytes for a quarter, half and all of it", name, bytes)
		}
		t.Logf("%s: %v steps, %v bytes", name, steps, bytes)
	}
}

// spent are the steps that something takes, and the memory that it asks for in all.
func spent(f func()) (steps, bytes int) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	steps = effort.Of(f)
	runtime.ReadMemStats(&after)
	return steps, int(after.TotalAlloc - before.TotalAlloc)
}
