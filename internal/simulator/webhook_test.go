package simulator

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// receiver is the far end of a webhook, without a network so that time can be played with.
type receiver struct {
	mu     sync.Mutex
	begin  time.Time
	got    []string // second and body of each delivery
	secret string
	answer func(body string, n int) (status int, header http.Header, body2 string, err error)
}

func (r *receiver) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	text := string(body)
	if i := strings.Index(text, `"text":"`); i >= 0 {
		text = strings.SplitN(text[i+8:], `"`, 2)[0]
	} else if strings.Contains(text, "callback_query") {
		text = "pressed"
	}
	r.secret = req.Header.Get("X-Telegram-Bot-Api-Secret-Token")
	r.got = append(r.got, fmt.Sprintf("%.0fs %s", time.Since(r.begin).Seconds(), text))
	status, header, reply, err := http.StatusOK, http.Header{}, "", error(nil)
	if r.answer != nil {
		status, header, reply, err = r.answer(text, len(r.got))
	}
	if err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: status, Status: fmt.Sprint(status, " ", http.StatusText(status)), Header: header,
		Body: io.NopCloser(strings.NewReader(reply))}, nil
}

func (r *receiver) seen() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.got, "|")
}

// hooked runs a test in a bubble of time with a world whose bot has a webhook.
func hooked(t *testing.T, r *receiver, f func(w *world)) {
	synctest.Test(t, func(t *testing.T) {
		r.begin = time.Now()
		w := newWorld(t)
		w.sim.client.Transport = r
		want[bool](w, w.call("setWebhook", "url", "https://bot.example/hook", "secret_token", "s3cret"))
		synctest.Wait()
		f(w)
		w.sim.Close()
	})
}

func TestWebhookDelivers(t *testing.T) {
	r := &receiver{}
	hooked(t, r, func(w *world) {
		w.do(w.hoa.Type(botID, "hai"))
		synctest.Wait()
		if got := r.seen(); got != "0s Xin chào|0s hai" || r.secret != "s3cret" {
			t.Errorf("%s, secret %q", got, r.secret)
		}
		if n := w.sim.Pending(botID); n != 0 {
			t.Errorf("%d wait", n)
		}
		if r := w.call("getUpdates"); r.status != 409 || r.Description !=
			"Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first" {
			t.Errorf("%d %s", r.status, r.Description)
		}
		want[bool](w, w.call("deleteWebhook"))
		w.do(w.hoa.Type(botID, "ba"))
		if got := texts(w.updates()); got != "ba" {
			t.Errorf("after deleteWebhook: %s", got)
		}
	})
}

// TestWebhookRetries refuses one person's update: it blocks that person's later ones, not another's.
func TestWebhookRetries(t *testing.T) {
	r := &receiver{answer: func(text string, n int) (int, http.Header, string, error) {
		if text == "một" && n < 8 {
			return http.StatusInternalServerError, http.Header{}, "", nil
		}
		return http.StatusOK, http.Header{}, "", nil
	}}
	hooked(t, r, func(w *world) {
		w.do(w.hoa.Type(botID, "một"))
		w.do(w.hoa.Type(botID, "hai"))
		synctest.Wait()
		w.do(w.sim.User(Person{ID: 43}).Type(botID, "người khác"))
		synctest.Wait()
		info := want[webhookInfo](w, w.call("getWebhookInfo"))
		if info.Pending != 2 || info.Error != "Wrong response from the webhook: 500 Internal Server Error" || info.Max != defaultConnections {
			t.Errorf("%+v", info)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		const want = "0s Xin chào|0s một|0s một|0s người khác|2s một|6s một|14s một|30s một|30s hai"
		if got := r.seen(); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	})
}

func TestWebhookObeysRetryAfter(t *testing.T) {
	r := &receiver{answer: func(_ string, n int) (int, http.Header, string, error) {
		switch n {
		case 2:
			return http.StatusTooManyRequests, http.Header{"Retry-After": {"90"}}, "", nil
		case 3:
			return 0, nil, "", errors.New("connection refused")
		}
		return http.StatusOK, http.Header{}, "", nil
	}}
	hooked(t, r, func(w *world) {
		w.do(w.hoa.Type(botID, "một"))
		time.Sleep(5 * time.Minute)
		synctest.Wait()
		if got := r.seen(); got != "0s Xin chào|0s một|90s một|92s một" {
			t.Error(got)
		}
		if info := want[webhookInfo](w, w.call("getWebhookInfo")); !strings.Contains(info.Error, "connection refused") {
			t.Errorf("%+v", info)
		}
	})
}

// TestWebhookGivesUpAfterADay refuses everything for more than a day of campaign time.
func TestWebhookGivesUpAfterADay(t *testing.T) {
	r := &receiver{answer: func(string, int) (int, http.Header, string, error) { return 500, http.Header{}, "", nil }}
	hooked(t, r, func(w *world) {
		w.clock.Advance(25 * time.Hour)
		time.Sleep(3 * time.Minute)
		synctest.Wait()
		if n := w.sim.Pending(botID); n != 0 {
			t.Errorf("%d still wait", n)
		}
	})
}

func TestWebhookMayCallAMethod(t *testing.T) {
	r := &receiver{answer: func(text string, _ int) (int, http.Header, string, error) {
		return http.StatusOK, http.Header{"Content-Type": {"application/json"}}, `{"method":"sendMessage","chat_id":42,"text":"Đã nhận"}`, nil
	}}
	hooked(t, r, func(w *world) {
		synctest.Wait()
		if m, ok := w.hoa.Chat(botID).Last(); !ok || m.Text != "Đã nhận" {
			t.Errorf("%+v", m)
		}
	})
}

func TestSetWebhookOnceASecond(t *testing.T) {
	w := newWorld(t)
	w.sim.client.Transport = &receiver{}
	w.sim.options.Lenient = false
	want[bool](w, w.call("setWebhook", "url", "https://bot.example/a"))
	r := w.call("setWebhook", "url", "https://bot.example/b")
	if r.status != 429 || r.Parameters.RetryAfter != 1 || r.header.Get("Retry-After") != "1" {
		t.Errorf("%+v", r)
	}
}
