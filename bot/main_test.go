package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts call the real program by its name.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"giaoban": main, timedCommand: timedMain})
}

// TestScripts plays testdata/script: whole runs of the program. With -short it plays those in
// which a bot that runs does much at a time.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if testing.Short() {
		scripts = []string{"testdata/script/again.txtar", "testdata/script/demo.txtar", "testdata/script/files.txtar", "testdata/script/refused.txtar", "testdata/script/serve.txtar"}
	}
	testscript.Run(t, testscript.Params{
		Files:    scripts,
		Cmds:     scriptCommands(),
		Deadline: time.Now().Add(8 * time.Minute), // of a program that does not end
		Setup: func(e *testscript.Env) error {
			e.Setenv("TMPDIR", e.WorkDir) // the socket's and the demo's folders end with the script
			return os.MkdirAll(e.WorkDir, 0o755)
		},
	})
}

// inLine leaves a test out with -short: it does one thing after the other, so that the race
// detector has nothing to find in it, and makes it ten times as slow.
func inLine(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("nothing runs side by side in it")
	}
}
