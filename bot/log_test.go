package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// lockedBuffer is a log that is read while others write.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// Each message can be followed from the poll over the commit to the send by one id, and
// the lines of that way name nobody and quote nothing.
func TestOneIDThroughAMessagesWay(t *testing.T) {
	const typed = "/trogiup bi mat 0912345678"
	log := &lockedBuffer{}
	r := newLoggedRun(t, newLog(log, slog.LevelDebug), 2, 30, 1)
	log.mu.Lock()
	log.b.Reset()
	log.mu.Unlock()
	if _, err := r.people[0].Type(r.bot, typed); err != nil {
		t.Fatal(err)
	}
	way := func() map[string]string {
		stations := map[string]string{}
		for _, m := range regexp.MustCompile(`msg="([^"]*)" message=(\S+)`).FindAllStringSubmatch(log.String(), -1) {
			stations[m[2]] += m[1] + "; "
		}
		return stations
	}
	whole := func(stations string) bool {
		return stations == "telegram: received; dispatch: committed; outbox: delivered; "
	}
	soon(t, func() bool {
		w := slices.Collect(maps.Values(way()))
		return len(w) > 0 && !slices.ContainsFunc(w, func(s string) bool { return !whole(s) })
	})
	for _, secret := range []string{"bi mat", "0912345678", fmt.Sprint(r.people[0].ID), limitsToken[10:], "Người nhận"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log has %q:\n%s", secret, log)
		}
	}
}
