package simulator

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// TestFaults calls sendMessage over a real connection under each fault and looks at what the client saw and whether the message was sent.
func TestFaults(t *testing.T) {
	tests := []struct {
		fault  Fault
		status int    // 0: no answer
		body   string // a part of it
		cut    bool   // the body breaks off
		sent   bool
	}{
		{Fault{Kind: FaultError}, 500, `"description":"Internal Server Error"`, false, false},
		{Fault{Kind: FaultError, Code: 400, Description: "Bad Request: group chat was upgraded to a supergroup chat", MigrateTo: -100}, 400,
			`"migrate_to_chat_id":-100`, false, false},
		{Fault{Kind: FaultPage}, 502, "<h1>502 Bad Gateway</h1>", false, false},
		{Fault{Kind: FaultTooMany, RetryAfter: 7}, 429, `"retry_after":7`, false, false},
		{Fault{Kind: FaultDropBefore}, 0, "", false, false},
		{Fault{Kind: FaultPageAfter}, 502, "<h1>502 Bad Gateway</h1>", false, true},
		{Fault{Kind: FaultDropAfter}, 0, "", false, true},
		{Fault{Kind: FaultTruncate}, 200, `{"ok":true`, true, true},
		{Fault{Kind: FaultSlow, Delay: time.Millisecond}, 200, `"text":"a"}}`, false, true},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.fault.Kind, tt.fault.Code), func(t *testing.T) {
			w := newWorld(t)
			server := httptest.NewServer(w.sim.Handler())
			defer server.Close()
			tt.fault.Method, tt.fault.Times = "sendMessage", 1
			if _, err := w.sim.AddFault(tt.fault); err != nil {
				t.Fatal(err)
			}
			status, body, err := send(server)
			if status != tt.status || !strings.Contains(body, tt.body) {
				t.Errorf("%d %q; want %d, %q", status, body, tt.status, tt.body)
			}
			if broken := err != nil; broken != (tt.status == 0 || tt.cut) {
				t.Errorf("error %v", err)
			}
			if _, sent := w.hoa.Chat(botID).Last(); sent != tt.sent {
				t.Errorf("sent %v, want %v", sent, tt.sent)
			}
			if status, _, err := send(server); status != 200 || err != nil {
				t.Errorf("the second call: %d %v", status, err)
			}
		})
	}
}

func send(server *httptest.Server) (status int, body string, err error) {
	r, err := server.Client().PostForm(server.URL+"/bot"+token+"/sendMessage", url.Values{"chat_id": {"42"}, "text": {"a"}})
	if err != nil {
		return 0, "", err
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	return r.StatusCode, string(data), err
}

func TestWhichCallsAFaultHits(t *testing.T) {
	hits := func(f Fault, calls int) string {
		w := newWorld(t)
		if _, err := w.sim.AddFault(f); err != nil {
			t.Fatal(err)
		}
		out := ""
		for range calls {
			if r := w.call("getMe"); r.OK {
				out += "."
			} else {
				out += "x"
			}
		}
		return out
	}
	for _, tt := range []struct {
		fault Fault
		want  string
	}{
		{Fault{Kind: FaultError, Times: 2}, "xx......"},
		{Fault{Kind: FaultError, Every: 3}, "..x..x.."},
		{Fault{Kind: FaultError, Every: 2, Times: 2}, ".x.x...."},
		{Fault{Kind: FaultError, Method: "SendMessage"}, "........"},
		{Fault{Kind: FaultError, Bot: 7}, "........"},
	} {
		if got := hits(tt.fault, 8); got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.fault, got, tt.want)
		}
	}
	share := Fault{Kind: FaultError, Share: 0.5}
	if a, b := hits(share, 40), hits(share, 40); a != b || strings.Count(a, "x") < 10 || strings.Count(a, "x") > 30 {
		t.Errorf("a seeded half: %s and %s", a, b)
	}
	w := newWorld(t)
	if _, err := w.sim.AddFault(Fault{Kind: "quake"}); err == nil {
		t.Error("an unknown kind was taken")
	}
}

func TestFaultsOverHTTP(t *testing.T) {
	w := newWorld(t)
	var id struct{ ID int }
	w.control(http.MethodPost, "/sim/faults", `{"method":"getMe","kind":"too-many","retry_after":3,"times":1}`, &id)
	if r := w.call("getMe"); r.Parameters.RetryAfter != 3 {
		t.Errorf("%+v", r)
	}
	var list []Fault
	w.control(http.MethodGet, "/sim/faults", "", &list)
	if len(list) != 1 || list[0].ID != id.ID || list[0].Hits != 1 {
		t.Errorf("%+v", list)
	}
	w.control(http.MethodDelete, "/sim/faults", "", nil)
	if len(w.sim.Faults()) != 0 {
		t.Error("not cleared")
	}
}

// control makes a control call with a JSON body and decodes the answer.
func (w *world) control(method, path, body string, into any) {
	w.Helper()
	r := typed(httptest.NewRequestWithContext(w.Context(), method, path, strings.NewReader(body)), "application/json")
	rec := httptest.NewRecorder()
	w.sim.Handler().ServeHTTP(rec, r)
	if rec.Code != http.StatusOK {
		w.Fatalf("%s %s: %d %s", method, path, rec.Code, rec.Body)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(rec.Body.Bytes(), into); err != nil {
		w.Fatalf("%s %s: %v in %s", method, path, err, rec.Body)
	}
}
