package simulator

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/clock"
)

func TestPageIsServedStrictly(t *testing.T) {
	w := newWorld(t)
	for path, kind := range map[string]string{"/": "text/html", "/page.css": "text/css", "/page.js": "text/javascript", "/words.js": "text/javascript"} {
		rec := httptest.NewRecorder()
		w.sim.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
		h := rec.Header()
		if rec.Code != 200 || !strings.HasPrefix(h.Get("Content-Type"), kind) || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %d %v", path, rec.Code, h)
		}
		if csp := h.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", path, csp)
		}
		for _, forbidden := range []string{"innerHTML", "style=", "onclick=\"", "http://", "https://fonts"} {
			if body := rec.Body.String(); strings.Contains(body, forbidden) {
				t.Errorf("%s contains %s", path, forbidden)
			}
		}
	}
}

func TestOtherSitesAreRefused(t *testing.T) {
	w := newWorld(t)
	r := typed(httptest.NewRequest(http.MethodPost, "/sim/users/42/text", strings.NewReader(`{"text":"x"}`)), "application/json")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	rec := httptest.NewRecorder()
	w.sim.Handler().ServeHTTP(rec, r)
	if rec.Code != http.StatusForbidden {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
}

// events reads the page's stream.
type events struct {
	t    *testing.T
	scan *bufio.Scanner
}

func openStream(t *testing.T, s *Server) events {
	t.Helper()
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/sim/stream", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return events{t: t, scan: bufio.NewScanner(resp.Body)}
}

// until reads on to an event of a kind that fits.
func (e events) until(kind string, into any, fits func() bool) {
	e.t.Helper()
	event := ""
	for e.scan.Scan() {
		line := e.scan.Text()
		if name, ok := strings.CutPrefix(line, "event: "); ok {
			event = name
		}
		if data, ok := strings.CutPrefix(line, "data: "); ok && event == kind {
			if err := json.Unmarshal([]byte(data), into); err != nil {
				e.t.Fatal(err)
			}
			if fits() {
				return
			}
		}
	}
	e.t.Fatalf("the stream ended without the awaited %q: %v", kind, e.scan.Err())
}

func TestStream(t *testing.T) {
	w := newWorld(t)
	e := openStream(t, w.sim)
	var state stateView
	e.until("state", &state, func() bool { return true })
	if len(state.Phones) != 0 || len(state.Bots) != 1 || state.Clock.Now.Sub(begin()) >= time.Hour {
		t.Errorf("%+v", state)
	}
	w.sim.Show(42, true)
	e.until("state", &state, func() bool { return len(state.Phones) == 1 })
	var c Chat
	e.until("chat", &c, func() bool { return true })
	if len(c.Messages) != 1 || c.Messages[0].Text != "Xin chào" {
		t.Errorf("a phone that appears is told its chat: %+v", c)
	}
	want[Message](w, w.call("sendMessage", "chat_id", "42", "text", "Chào đồng chí"))
	e.until("chat", &c, func() bool { return true })
	if len(c.Messages) != 1 || c.Messages[0].Text != "Chào đồng chí" {
		t.Errorf("only what changed: %+v", c)
	}
	w.clock.Advance(time.Hour)
	e.until("state", &state, func() bool { return state.Clock.Now.Sub(begin()) >= time.Hour })
}

// dues is a timetable of every full hour; a jump notes the instant.
func dues(c *clock.Movable, visited *[]string) Options {
	next := func(now time.Time) (time.Time, string, bool) {
		return now.Truncate(time.Hour).Add(time.Hour), "tổng hợp", true
	}
	return Options{Clock: c, Next: next, Jump: func(context.Context) error {
		at, _, _ := next(c.Now())
		c.Set(at)
		*visited = append(*visited, at.Format("15:04"))
		return nil
	}}
}

func TestJumpsStopAtEveryInstant(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var visited []string
		c := clock.NewMovable(begin())
		w := &world{T: t, clock: c, sim: New(dues(c, &visited))}
		defer w.sim.Close()
		var v clockView
		w.control(http.MethodPost, "/sim/clock/next", "", &v)
		if !v.Now.Equal(begin().Add(time.Hour)) || v.Next.Label != "tổng hợp" || v.Zone != 7*3600 {
			t.Errorf("%+v", v)
		}
		w.control(http.MethodPost, "/sim/clock/advance", `{"by":"150m"}`, &v)
		w.control(http.MethodPost, "/sim/clock/set", `{"at":"2016-07-05T12:15:00+07:00"}`, &v)
		if got := strings.Join(visited, " "); got != "08:00 09:00 10:00 11:00 12:00" || v.Now.Format("15:04") != "12:15" {
			t.Errorf("visited %s, now %v", got, v.Now)
		}
		w.control(http.MethodGet, "/sim/clock", "", &v)
	})
}

// TestJumpThatStaysDue must not turn in a circle.
func TestJumpThatStaysDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := clock.NewMovable(begin())
		s := New(Options{Clock: c, Next: func(now time.Time) (time.Time, string, bool) { return begin(), "kẹt", true }})
		defer s.Close()
		if err := s.JumpTo(t.Context(), begin().Add(time.Hour)); err != nil || !c.Now().Equal(begin().Add(time.Hour)) {
			t.Errorf("%v, now %v", err, c.Now())
		}
	})
}

func TestRosterAndJoin(t *testing.T) {
	var s *Server
	s = New(Options{
		Roster: func(_ context.Context, q string) ([]Contact, error) {
			return []Contact{{ID: "38", Name: "Hoa", Detail: q}}, nil
		},
		Join: func(_ context.Context, id string) (int64, error) {
			if id != "38" {
				return 0, errors.New("không có")
			}
			return s.User(Person{Name: "Hoa"}).ID, nil
		},
	})
	defer s.Close()
	w := &world{T: t, sim: s}
	var list []Contact
	w.control(http.MethodGet, "/sim/roster?q=trung", "", &list)
	if len(list) != 1 || list[0].Detail != "trung" {
		t.Errorf("%+v", list)
	}
	var p Person
	w.control(http.MethodPost, "/sim/join", `{"contact":"38"}`, &p)
	if p.Name != "Hoa" || !s.People()[0].Shown {
		t.Errorf("%+v", p)
	}
}
