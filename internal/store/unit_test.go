package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
	"giaoban/internal/store"
)

func TestDelayedComesInOrderAndByCampaign(t *testing.T) {
	kv := openKV(t)
	at := func(n int) time.Time { return seven.Add(time.Duration(n) * time.Hour) }
	do(t, kv, func(tx store.Tx) error {
		for i, n := range []int{3, 1, 2} {
			text := string(rune('a' + i))
			store.PutDelayed(tx, "review", at(n), "u/"+text, chat.Message{To: an, Content: chat.Content{Text: text}})
		}
		store.PutDelayed(tx, "flood", at(0), "u/x", chat.Message{To: an})
		return nil
	})
	var got []string
	err := kv.View(context.Background(), func(r store.Reader) error {
		waiting, err := store.AllDelayed(r, "review", 2)
		for _, w := range waiting {
			got = append(got, w.Message.Content.Text+" "+w.Until.UTC().Format("15:04"))
		}
		return err
	})
	if diff := cmp.Diff([]string{"b 08:00", "c 09:00"}, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}
