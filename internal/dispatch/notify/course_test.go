package notify

import (
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/operation"
	"giaoban/internal/store"
)

// bare is a store without a record.
type bare struct{}

func (bare) Get(string) []byte { return nil }

// TestCameToWhoWasForgotten: an order does not wait for somebody who was forgotten, and does not say that they were
// reached; what was known before stays.
func TestCameToWhoWasForgotten(t *testing.T) {
	for what, c := range map[string]struct {
		told store.Told
		want operation.Came
	}{
		"before it was worded":       {store.Told{}, operation.Needless},
		"while the message waited":   {store.Told{Message: "0005365c8f1c5800-forgotten:x"}, operation.Needless},
		"after it was delivered":     {store.Told{Ended: chat.Delivered}, operation.Reached},
		"after they blocked the bot": {store.Told{Ended: chat.Gone}, operation.Missed},
	} {
		c.told.Address = chat.Address{Channel: store.ForgottenChannel, ID: "x"}
		if got, _ := CameTo(bare{}, c.told); got != c.want {
			t.Errorf("forgotten %s: %v, want %v", what, got, c.want)
		}
	}
}
