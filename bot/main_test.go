package main

import (
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts call the real program by its name.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"giaoban": main})
}

// TestScripts plays testdata/script: whole runs of the program.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:      "testdata/script",
		Cmds:     scriptCommands(),
		Deadline: time.Now().Add(8 * time.Minute), // of a program that does not end
		Setup: func(e *testscript.Env) error {
			e.Setenv("TMPDIR", e.WorkDir) // the socket's and the demo's folders end with the script
			return os.MkdirAll(e.WorkDir, 0o755)
		},
	})
}
