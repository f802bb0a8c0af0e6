package main

import (
	"io"
	"log/slog"
	"strings"
)

// newLog is the log for operators: a line of text for each event, without
// tokens. What happens to one message has its update's key as message=, from the poll
// to the send; of messages that go well lines are written at the level of debug only.
func newLog(w io.Writer, level slog.Leveler) *slog.Logger {
	return slog.New(slog.NewTextHandler(redacting{w}, &slog.HandlerOptions{Level: level}))
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
