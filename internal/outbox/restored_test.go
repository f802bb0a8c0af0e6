package outbox

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
	"giaoban/internal/store"
)

// TestRestored holds that what waited in a backup is sent again if it is of the last day, and counts as unknown; what is
// older is named as lost and not sent.
func TestRestored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv := openKV(t)
		to := message("1", 1, chat.Bulk).To
		var ids []string
		for _, age := range []time.Duration{72 * time.Hour, time.Hour} {
			m := chat.Message{To: to, Priority: chat.Bulk, Content: chat.Content{Text: "x"}, Note: "what is missing"}
			c := store.Chat{}
			m.ID = c.Next(to, time.Now().Add(-age))
			ids = append(ids, m.ID)
			if err := store.One(t.Context(), kv, func(tx store.Tx) error { store.Outbox.Put(tx, m.ID, m); return nil }); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 { // one that was cut off is done again
			if again, not, err := Restored(t.Context(), kv, time.Now()); err != nil || again != 1 || not != 1 {
				t.Fatalf("%d again, %d not, %v", again, not, err)
			}
		}
		net := newNetwork(nil)
		r := newRig(t, kv, net, Options{})
		r.run()
		pass(time.Minute)
		if diff := cmp.Diff(ids[1:], net.ids()); diff != "" {
			t.Errorf("sent (-want +got):\n%s", diff)
		}
		if len(r.events) == 0 || r.events[0].Outcome != chat.MaybeSent || r.events[0].Messages[0].ID != ids[0] {
			t.Errorf("told %+v", r.events)
		}
		if left := rows(t, kv); len(left) > 0 {
			t.Errorf("rows left: %v", left)
		}
	})
}
