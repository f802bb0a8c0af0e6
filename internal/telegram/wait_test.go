package telegram

import (
	"context"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/outbox"
	"giaoban/internal/store/boltkv"
)

// TestWaitInsideAMessage: what the platform declares between the pages of one message, or between its words and its file,
// holds everybody as any other declared wait does, however long, but for what one person alone has brought about; and when it
// is over the message that met it tries first, if it goes on.
func TestWaitInsideAMessage(t *testing.T) {
	long := strings.Repeat("ệ", 5000)
	words := chat.Content{Text: long}
	file := chat.Content{Text: strings.Repeat("ệ", 2000), File: &chat.File{Name: "a.docx", Data: []byte("x")}}
	for name, test := range map[string]struct {
		content    chat.Content
		chatRate   float64
		retryAfter string
		wait       time.Duration // of the others
		second     string        // to whom the first call after the wait goes
	}{
		"pages":            {words, 0, `{"retry_after":5}`, 5 * time.Second, "42"},
		"pages, given up":  {words, 0, `{"retry_after":50}`, 50 * time.Second, "43"},
		"a file":           {file, 0, `{"retry_after":5}`, 5 * time.Second, "43"},
		"one got too much": {words, 1, `{"retry_after":5}`, time.Second, "43"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				type call struct {
					to string
					at time.Duration
				}
				s, start, calls := newServer(), time.Now(), []call(nil)
				s.answer = func(w http.ResponseWriter, _ *http.Request, r request) bool {
					s.mu.Lock() // two may come at once
					defer s.mu.Unlock()
					calls = append(calls, call{r.form.Get("chat_id"), time.Since(start)})
					if len(calls) == 2 {
						fail(w, 429, "Too Many Requests", test.retryAfter)
					}
					return len(calls) == 2
				}
				b, _ := newBot(t, s)
				o, stop := sendingBy(t, b, test.chatRate)
				defer stop()
				o.Tell(to42(test.content), func(bool) {})
				time.Sleep(time.Second)
				other := to42(chat.Content{Text: "x"})
				other.To.ID = "43"
				o.Tell(other, func(bool) {})
				time.Sleep(4 * time.Minute)
				synctest.Wait()
				if len(calls) < 3 {
					t.Fatalf("calls %v", calls)
				}
				if next := calls[2]; next.at < test.wait || next.to != test.second {
					t.Errorf("calls %v: want nothing before %v, then one to %s", calls, test.wait, test.second)
				}
				if !slices.ContainsFunc(calls, func(c call) bool { return c.to == "43" }) {
					t.Errorf("calls %v: the other is not sent to", calls)
				}
			})
		})
	}
}

// sendingBy runs an outbox that sends by a bot, so many a second to one person.
func sendingBy(t *testing.T, b *Bot, chatRate float64) (o *outbox.Outbox, stop func()) {
	t.Helper()
	db, err := boltkv.Open(filepath.Join(t.TempDir(), "giaoban.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	o = outbox.New(db, map[string]outbox.Channel{"telegram": b}, outbox.Options{Rate: 30, ChatRate: chatRate})
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		if err := o.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	return o, func() {
		cancel()
		running.Wait()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}
