package simulator

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"giaoban/internal/clock"
)

const token = "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
const botID = 123456789

// begin is where campaign time stands in the tests.
func begin() time.Time {
	return time.Date(2016, 7, 5, 7, 0, 0, 0, time.FixedZone("ICT", 7*3600))
}

// world is a server with one bot and one person who has written to it.
type world struct {
	*testing.T
	sim   *Server
	clock *clock.Movable
	hoa   *User
}

func newWorld(t *testing.T) *world {
	t.Helper()
	c := clock.NewMovable(begin())
	w := &world{T: t, clock: c, sim: New(Options{Clock: c, Lenient: true})}
	t.Cleanup(w.sim.Close)
	if _, err := w.sim.Bot(token); err != nil {
		t.Fatal(err)
	}
	w.hoa = w.sim.User(Person{ID: 42, Name: "Lê Thị Hoa", Role: "văn phòng", Unit: "xã Hoằng Trung"})
	w.do(w.hoa.Type(botID, "Xin chào"))
	return w
}

// do stops the test when a person's action was refused.
func (w *world) do(m Message, err error) Message {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
	return m
}

type reply struct {
	status      int
	header      http.Header
	OK          bool
	Result      json.RawMessage
	Code        int `json:"error_code"`
	Description string
	Parameters  parameters
}

func (w *world) serve(r *http.Request) reply {
	w.Helper()
	rec := httptest.NewRecorder()
	w.sim.Handler().ServeHTTP(rec, r)
	out := reply{status: rec.Code, header: rec.Header()}
	if err := json.Unmarshal(rec.Body.Bytes(), &out); err != nil {
		w.Fatalf("%s: %v in %q", r.URL.Path, err, rec.Body)
	}
	return out
}

// call sends a form with the given name and value pairs.
func (w *world) call(method string, pairs ...string) reply {
	w.Helper()
	return w.callWithin(w.Context(), method, pairs...)
}

func (w *world) callWithin(ctx context.Context, method string, pairs ...string) reply {
	w.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/bot"+token+"/"+method, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return w.serve(r)
}

// want decodes the result of a call that must succeed.
func want[T any](w *world, r reply) T {
	w.Helper()
	var v T
	if !r.OK {
		w.Fatalf("refused: %d %s", r.Code, r.Description)
	}
	if err := json.Unmarshal(r.Result, &v); err != nil {
		w.Fatalf("%v in %s", err, r.Result)
	}
	return v
}

type gotUpdate struct {
	ID       int64    `json:"update_id"`
	Message  *Message `json:"message"`
	Edited   *Message `json:"edited_message"`
	Member   any      `json:"my_chat_member"`
	Callback *struct {
		ID, Data string
		Message  Message
	} `json:"callback_query"`
}

func (w *world) updates(pairs ...string) []gotUpdate {
	w.Helper()
	return want[[]gotUpdate](w, w.call("getUpdates", pairs...))
}

func texts(list []gotUpdate) string {
	var words []string
	for _, u := range list {
		switch {
		case u.Message != nil:
			words = append(words, u.Message.Text)
		case u.Edited != nil:
			words = append(words, "edited:"+u.Edited.Text)
		case u.Callback != nil:
			words = append(words, "pressed:"+u.Callback.Data)
		default:
			words = append(words, "other")
		}
	}
	return strings.Join(words, "|")
}
