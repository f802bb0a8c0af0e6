package store

import (
	"slices"
	"testing"
	"time"

	"giaoban/internal/chat"
)

// TestQueueToADamagedChat: two messages of the same instant to somebody whose chat is damaged are two rows, in order; and
// the chat stays damaged.
func TestQueueToADamagedChat(t *testing.T) {
	at, to := time.Date(2016, 7, 4, 7, 0, 0, 0, time.UTC), chat.Address{Channel: "telegram", ID: "1"}
	s := shelf{Chats.Key(to): []byte("x")}
	for _, text := range []string{"one", "two", "three"} {
		Queue(s, at, chat.Message{To: to, Content: chat.Content{Text: text}}, chat.Message{To: to, Content: chat.Content{Text: text + ", too"}})
	}
	var texts []string
	for row, err := range Outbox.All(s, "") {
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, row.Value.Content.Text)
	}
	if want := []string{"one", "one, too", "two", "two, too", "three", "three, too"}; !slices.Equal(texts, want) {
		t.Errorf("the rows are %q", texts)
	}
	if _, err := Chats.Get(s, to); err == nil {
		t.Error("the chat is taken for mended")
	}
}
