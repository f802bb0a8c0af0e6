package outbox

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/chat"
)

// TestTell: a message without a row goes as any reply does, and whoever waits hears once
// how it ended.
func TestTell(t *testing.T) {
	for name, test := range map[string]struct {
		answers []error
		want    bool
	}{
		"at once":      {nil, true},
		"after a 429":  {[]error{retry(time.Second, "429")}, true},
		"refused":      {[]error{&chat.RefusedError{Err: errors.New("400")}}, false},
		"nobody there": {[]error{&chat.GoneError{Err: errors.New("403")}}, false},
		"unknown":      {[]error{unknown("502"), unknown("502"), unknown("502"), unknown("502")}, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				net := newNetwork(func(_ chat.Message, try int) error {
					if try <= len(test.answers) {
						return test.answers[try-1]
					}
					return nil
				})
				r := newRig(t, openKV(t), net, Options{})
				r.run()
				var heard []bool
				r.Tell(message("1", 1, chat.Reply), func(arrived bool) { heard = append(heard, arrived) })
				pass(time.Hour)
				if len(heard) != 1 || heard[0] != test.want {
					t.Errorf("heard %v, want %v", heard, test.want)
				}
				if left := rows(t, r.kv); len(left) > 0 {
					t.Errorf("rows: %v", left)
				}
			})
		})
	}
}
