package main

import (
	"io"
	"log/slog"
	"strings"
)

// newLog is the log for operators: a line of text for each event, without
// tokens.
func newLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(redacting{w}, nil))
}

// environment makes a map of NAME=value lines; the last of one name counts.
func environment(lines []string) map[string]string {
	env := map[string]string{}
	for _, line := range lines {
		if name, value, ok := strings.Cut(line, "="); ok && name != "" {
			env[name] = value
		}
	}
	return env
}
