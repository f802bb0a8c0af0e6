package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
)

func textUpdate(id int, text string) string {
	return fmt.Sprintf(`{"update_id":%d,"message":{%s,"text":%q}}`, id, head, text)
}

func pressUpdate(id int) string {
	return fmt.Sprintf(`{"update_id":%d,"callback_query":{"id":"q%d",%s,"message":{"message_id":5,%s},"data":"x"}}`, id, id, fromLan, inLan)
}

// desk is a handler that remembers what it was given.
type desk struct {
	mu     sync.Mutex
	got    []string // keys, or "set aside <key>"
	sizes  []int    // of the batches
	refuse func(n int) error
}

func (d *desk) handler() Handler {
	return Handler{
		Updates: func(_ context.Context, updates []chat.Update) error {
			d.mu.Lock()
			defer d.mu.Unlock()
			d.sizes = append(d.sizes, len(updates))
			if d.refuse != nil {
				if err := d.refuse(len(d.sizes)); err != nil {
					return err
				}
			}
			for _, u := range updates {
				d.got = append(d.got, strings.TrimPrefix(u.Key, "telegram/123456789/"))
			}
			return nil
		},
		SetAside: func(_ context.Context, raw json.RawMessage, key string, reason error) error {
			d.mu.Lock()
			defer d.mu.Unlock()
			if !json.Valid(raw) || reason == nil {
				return errors.New("set aside what?")
			}
			d.got = append(d.got, "aside "+strings.TrimPrefix(key, "telegram/123456789/"))
			return nil
		},
	}
}

// outcome is what is left of a run.
type outcome struct {
	log     *bytes.Buffer
	dropped int64
	ending  time.Duration // from the end of ctx to the end of Run
}

// polling runs a bot against s in a bubble, lets f act while it runs, and ends it.
func polling(t *testing.T, s *server, d *desk, f func()) (o outcome) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s.arrived = make(chan struct{}, 1)
		b, log := newBot(t, s)
		ctx, cancel := context.WithCancel(context.Background())
		var running sync.WaitGroup
		running.Go(func() {
			if err := b.Run(ctx, d.handler()); err != nil {
				t.Errorf("run: %v", err)
			}
		})
		synctest.Wait()
		f()
		end := time.Now()
		cancel()
		running.Wait()
		o = outcome{log, b.Stats().Dropped, time.Since(end)}
	})
	return o
}

// pass lets that much of a bubble's time go by.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func nothing() {}

func TestRunInOrder(t *testing.T) {
	var updates []string
	for id := range 250 {
		updates = append(updates, textUpdate(id+1, "hộ"))
	}
	s, d := newServer(updates...), new(desk)
	polling(t, s, d, nothing)
	if len(d.got) != 250 || d.got[0] != "1" || d.got[249] != "250" || cmp.Diff([]int{100, 100, 50}, d.sizes) != "" {
		t.Errorf("got %d updates in batches of %v", len(d.got), d.sizes)
	}
	if s.kept() != 0 {
		t.Errorf("%d updates not confirmed at the end", s.kept())
	}
	first, last := s.seen("getUpdates")[0].form, s.seen("getUpdates")[len(s.seen("getUpdates"))-1].form
	want := "allowed_updates=" + allowed + " limit=100 offset=0 timeout=30"
	if got := flat(first); got != want {
		t.Errorf("first poll %s, want %s", got, want)
	}
	want = "allowed_updates=" + allowed + " limit=100 offset=251 timeout=30" // no other confirmation is wanted
	if got := flat(last); got != want {
		t.Errorf("last poll %s, want %s", got, want)
	}
}

// Nothing is confirmed before it is stored, and all of it comes again.
func TestNotStored(t *testing.T) {
	s := newServer(textUpdate(1, "a"), textUpdate(2, "b"))
	d := &desk{refuse: func(n int) error {
		if n <= 3 {
			return errors.New("disk full")
		}
		return nil
	}}
	log := polling(t, s, d, func() {
		if s.kept() != 2 {
			t.Errorf("%d updates kept by the server, want both", s.kept())
		}
		pass(time.Minute)
	}).log
	if diff := cmp.Diff([]string{"1", "2"}, d.got); diff != "" {
		t.Errorf("stored (-want +got):\n%s", diff)
	}
	if n := strings.Count(log.String(), "disk full"); n != 1 {
		t.Errorf("the operator was told %d times, want once:\n%s", n, log)
	}
	if !strings.Contains(log.String(), "polling again") {
		t.Errorf("the operator was not told that it is over:\n%s", log)
	}
}

// A process that dies after storing and before the next poll gets it all again.
func TestRedelivery(t *testing.T) {
	s := newServer(textUpdate(1, "a"))
	for range 2 {
		d := new(desk)
		synctest.Test(t, func(t *testing.T) {
			s.arrived = make(chan struct{}, 1)
			b, _ := newBot(t, s)
			p := &poller{bot: b, handler: d.handler(), trouble: newTrouble(b.log)}
			if err := p.round(t.Context()); err != nil {
				t.Fatal(err)
			}
		})
		if diff := cmp.Diff([]string{"1"}, d.got); diff != "" {
			t.Errorf("handed over (-want +got):\n%s", diff)
		}
	}
}

func TestUndecodable(t *testing.T) {
	good, bad := textUpdate, func(id string) string { return `{"update_id":` + id + `,"message":"?"}` }
	aside := func(raw string) string {
		return "aside " + strings.TrimPrefix(keyOf(testID, 0, []byte(raw)), "telegram/123456789/")
	}
	tests := []struct {
		name    string
		updates []string
		want    []string
		kept    int
	}{
		{"in the midst", []string{good(1, "a"), bad("2"), good(3, "c")}, []string{"1", "3", "aside 2"}, 0},
		{"last", []string{good(1, "a"), bad("2")}, []string{"1", "aside 2"}, 0},
		{"its number is a string", []string{bad(`"2"`)}, []string{"aside 2"}, 0},
		{"no number and alone", []string{bad("null")}, []string{aside(bad("null"))}, 1},
		{"no number, others after it", []string{bad("null"), good(3, "c")}, []string{"3", aside(bad("null"))}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, d := newServer(test.updates...), new(desk)
			polling(t, s, d, nothing)
			if diff := cmp.Diff(test.want, d.got); diff != "" {
				t.Errorf("handed over (-want +got):\n%s", diff)
			}
			if s.kept() != test.kept {
				t.Errorf("%d updates not confirmed", s.kept())
			}
		})
	}
}

// An item whose number cannot be read does not hold up what follows: the offset
// takes a step for it.
func TestOffsetPassesNumberless(t *testing.T) {
	b, _ := newBot(t, newServer())
	p := &poller{bot: b, offset: 100}
	items := []json.RawMessage{[]byte(textUpdate(104, "a")), []byte(`{"x":1}`), []byte(`[]`)}
	if got := p.read(items).next; got != 107 {
		t.Errorf("next offset %d, want 107", got)
	}
	if got := p.read(items[1:]).next; got != 102 {
		t.Errorf("next offset %d, want 102", got)
	}
	// After an idle week numbers are dealt anew, and may be lower.
	if got := p.read([]json.RawMessage{[]byte(textUpdate(3, "a"))}); got.next != 4 || len(got.updates) != 1 {
		t.Errorf("a lower number: next offset %d, %d updates; want 4 and 1", got.next, len(got.updates))
	}
}

func TestDroppedAreConfirmed(t *testing.T) {
	s := newServer(`{"update_id":1,"message":{"message_id":7,`+fromLan+`,`+inGroup+`,"text":"hi"}}`, `{"update_id":2}`)
	d := new(desk)
	if o := polling(t, s, d, nothing); o.dropped != 2 || len(d.got) != 0 || len(d.sizes) != 0 {
		t.Errorf("%d dropped, %v handed over; want 2 and none", o.dropped, d.got)
	}
	if s.kept() != 0 {
		t.Errorf("%d updates not confirmed", s.kept())
	}
}

// Buttons are answered once the press is stored, and only then.
func TestAnswers(t *testing.T) {
	s := newServer(pressUpdate(1), pressUpdate(2))
	d := &desk{refuse: func(n int) error {
		if n == 1 {
			return errors.New("disk full")
		}
		return nil
	}}
	polling(t, s, d, func() {
		if n := len(s.seen("answerCallbackQuery")); n != 0 {
			t.Errorf("%d presses answered before they were stored", n)
		}
		pass(10 * time.Second)
	})
	answered := map[string]bool{}
	for _, r := range s.seen("answerCallbackQuery") {
		answered[flat(r.form)] = true
	}
	want := map[string]bool{"callback_query_id=q1": true, "callback_query_id=q2": true}
	if diff := cmp.Diff(want, answered); diff != "" {
		t.Errorf("answered (-want +got):\n%s", diff)
	}
}

// An answer that hangs holds up neither the polls nor the end.
func TestAnswersDoNotBlock(t *testing.T) {
	var updates []string
	for id := range 1000 {
		updates = append(updates, pressUpdate(id+1))
	}
	s, d := newServer(updates...), new(desk)
	s.answer = func(_ http.ResponseWriter, r *http.Request, q request) bool {
		if q.method != "answerCallbackQuery" {
			return false
		}
		<-r.Context().Done()
		return true
	}
	if o := polling(t, s, d, nothing); len(d.got) != 1000 || o.ending != 0 {
		t.Errorf("%d presses handed over at once, ended in %v; want all, and at once", len(d.got), o.ending)
	}
}

// What a poll may meet: when the next one comes, and what the operator reads.
func TestTrouble(t *testing.T) {
	page := func(code int, body string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) { w.WriteHeader(code); _, _ = io.WriteString(w, body) }
	}
	tests := []struct {
		name     string
		fail     func(w http.ResponseWriter)
		min, max time.Duration // until the second poll
		log      string
	}{
		{"conflict", func(w http.ResponseWriter) {
			fail(w, 409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running", "")
		}, 3 * time.Second, 3 * time.Second, "another program polls"},
		{"flood", func(w http.ResponseWriter) {
			fail(w, 429, "Too Many Requests: retry after 7", `{"retry_after":7}`)
		}, 7 * time.Second, 7 * time.Second, "retry after 7"},
		{"gateway", page(502, "<html>Bad Gateway</html>"), 700 * time.Millisecond, 1300 * time.Millisecond, "HTTP 502"},
		{"portal", page(200, "<html>Xin chào</html>"), 700 * time.Millisecond, 1300 * time.Millisecond, "HTTP 200"},
		{"half an answer", page(200, `{"ok":true,"result":[{"update_id":`), 700 * time.Millisecond, 1300 * time.Millisecond, "unexpected EOF"},
		{"no array", page(200, `{"ok":true,"result":{}}`), 700 * time.Millisecond, 1300 * time.Millisecond, "cannot unmarshal"},
		{"server error", func(w http.ResponseWriter) { fail(w, 500, "Internal Server Error: restart", "") },
			700 * time.Millisecond, 1300 * time.Millisecond, "Internal Server Error"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, d := newServer(textUpdate(1, "a")), new(desk)
			var polls []time.Time
			s.answer = func(w http.ResponseWriter, _ *http.Request, q request) bool {
				if polls = append(polls, time.Now()); len(polls) > 1 {
					return false
				}
				test.fail(w)
				return true
			}
			log := polling(t, s, d, func() { pass(20 * time.Second) }).log
			if wait := polls[1].Sub(polls[0]); wait < test.min || wait > test.max {
				t.Errorf("polled again after %v, want %v to %v", wait, test.min, test.max)
			}
			if diff := cmp.Diff([]string{"1"}, d.got); diff != "" {
				t.Errorf("handed over (-want +got):\n%s", diff)
			}
			if !strings.Contains(log.String(), test.log) || !strings.Contains(log.String(), "polling again") {
				t.Errorf("the log lacks %q or the recovery:\n%s", test.log, log)
			}
		})
	}
}

// A long outage is told once, and asked about ever more rarely.
func TestOutage(t *testing.T) {
	s, d := newServer(), new(desk)
	s.answer = func(w http.ResponseWriter, _ *http.Request, q request) bool {
		w.WriteHeader(http.StatusBadGateway)
		return true
	}
	log := polling(t, s, d, func() { pass(time.Hour) }).log
	if n := strings.Count(log.String(), "\n"); n != 1 {
		t.Errorf("%d log lines, want 1:\n%s", n, log)
	}
	if n := len(s.seen("getUpdates")); n < 100 || n > 200 {
		t.Errorf("%d polls in an hour, want about 120", n)
	}
}

func TestUnauthorized(t *testing.T) {
	s := newServer()
	s.answer = func(w http.ResponseWriter, _ *http.Request, _ request) bool {
		fail(w, 401, "Unauthorized: invalid token specified", "")
		return true
	}
	b, _ := newBot(t, s)
	if err := b.Run(t.Context(), new(desk).handler()); !errors.Is(err, ErrUnauthorized) {
		t.Errorf("run: %v, want ErrUnauthorized", err)
	}
	if _, err := b.Me(t.Context()); !errors.Is(err, ErrUnauthorized) {
		t.Errorf("me: %v, want ErrUnauthorized", err)
	}
}

// The end comes at once in a poll that hangs: it has confirmed everything, and
// the server is not told again.
func TestEndIdle(t *testing.T) {
	s, d := newServer(textUpdate(1, "a")), new(desk)
	o := polling(t, s, d, func() { pass(10 * time.Second) })
	last := s.seen("getUpdates")[len(s.seen("getUpdates"))-1].form
	if last.Get("offset") != "2" || last.Get("timeout") != "30" || o.ending != 0 || s.kept() != 0 {
		t.Errorf("last poll: %s; ended in %v, %d kept", flat(last), o.ending, s.kept())
	}
}

// What was being stored at the end is confirmed, within 2 s even if that hangs.
func TestEnd(t *testing.T) {
	const storing = 10 * time.Second
	for _, hang := range []bool{false, true} {
		t.Run(fmt.Sprintf("hang=%v", hang), func(t *testing.T) {
			s, d := newServer(textUpdate(1, "a")), new(desk)
			d.refuse = func(int) error { time.Sleep(storing); return nil }
			s.answer = func(_ http.ResponseWriter, r *http.Request, q request) bool {
				if hang && q.form.Get("timeout") == "0" {
					<-r.Context().Done()
					return true
				}
				return false
			}
			o := polling(t, s, d, nothing)
			last := s.seen("getUpdates")[len(s.seen("getUpdates"))-1].form
			if last.Get("offset") != "2" || last.Get("limit") != "1" || last.Get("timeout") != "0" {
				t.Errorf("last poll: %s", flat(last))
			}
			if want := map[bool]time.Duration{false: storing, true: storing + 2*time.Second}[hang]; o.ending != want {
				t.Errorf("ended in %v, want %v", o.ending, want)
			}
			if text := o.log.String(); strings.Contains(text, "WARN") || strings.Contains(text, "ERROR") {
				t.Errorf("a clean end is no trouble:\n%s", text)
			}
		})
	}
}
