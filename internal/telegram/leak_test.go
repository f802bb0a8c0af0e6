package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"giaoban/internal/chat"
)

// The token stands in no error, log line or print, whatever goes wrong.
func TestTokenStaysIn(t *testing.T) {
	var said []string
	note := func(v any) { said = append(said, fmt.Sprintf("%v|%+v|%#v", v, v, v)) }

	faults := map[string]http.HandlerFunc{
		"hang up": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"page":    func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(502); fmt.Fprint(w, r.URL.Path) },
		"redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path+"?again", http.StatusTemporaryRedirect)
		},
		"echo":     func(w http.ResponseWriter, r *http.Request) { fail(w, 400, "Bad Request: no "+r.URL.Path, "") },
		"echo 404": func(w http.ResponseWriter, r *http.Request) { fail(w, 404, "Not Found: "+r.URL.Path, "") },
		"broken":   func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, `{"ok":%q}`, r.URL.Path) },
		"link": func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, "/file/") {
				w.Header().Set("Content-Length", "99")
				fmt.Fprint(w, r.URL.Path)
				return
			}
			ok200(w, `{"file_id":"F","file_size":99,"file_path":"documents/file_1.pdf"}`)
		},
		"link to elsewhere": func(w http.ResponseWriter, r *http.Request) {
			ok200(w, fmt.Sprintf(`{"file_path":%q}`, r.URL.Path))
		},
		"bad item": func(w http.ResponseWriter, r *http.Request) { ok200(w, `[{"update_id":1,"message":7}]`) },
	}
	for name, handler := range faults {
		b, log := onNetwork(t, handler)
		note(b)
		note(struct{ b *Bot }{b})
		note(b.secret)
		note(b.transport)
		everything(t, b, note)
		said = append(said, name+" log: "+log.String())
	}
	dead, log := botWith(t, Options{APIURL: "http://127.0.0.1:1"})
	everything(t, dead, note)
	said = append(said, log.String())

	for _, token := range []string{testToken + "\n", testToken + " x", "x" + testToken, testSecret} {
		_, err := New(Options{Token: token})
		if err == nil {
			t.Errorf("a token of the wrong shape was taken")
		}
		note(err)
	}
	_, err := New(Options{Token: testToken, APIURL: "http://[" + testToken})
	note(err)

	for _, s := range said {
		if strings.Contains(s, testSecret) || strings.Contains(s, testID+":") {
			t.Errorf("the token got out:\n%s", s)
		}
	}
}

// everything calls all that a bot can do, and notes the errors.
func everything(t *testing.T, b *Bot, note func(any)) {
	t.Helper()
	_, err := b.Me(t.Context())
	note(err)
	note(b.SetCommands(t.Context(), nil))
	for _, c := range []chat.Content{{Text: "x"}, {Text: "x", Replace: "1"}, {File: &chat.File{Data: []byte("x")}}} {
		_, err := b.Send(t.Context(), to42(c))
		for e := err; e != nil; e = errors.Unwrap(e) {
			note(e)
		}
	}
	_, err = b.Fetch(t.Context(), "F", 0, io.Discard)
	note(err)
	for _, path := range []string{"documents/file_1.pdf", "x/" + testToken, "\x00", "?" + testToken} {
		_, err := b.download(t.Context(), path, 1, io.Discard)
		for e := err; e != nil; e = errors.Unwrap(e) {
			note(e)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	p := &poller{bot: b, trouble: newTrouble(b.log), handler: Handler{
		SetAside: func(_ context.Context, _ json.RawMessage, _ string, reason error) error {
			note(reason)
			return errors.New("no")
		},
	}}
	err = p.round(ctx)
	note(err)
	if err != nil {
		p.trouble.met(err)
	}
	cancel()
	p.offset = 7
	p.confirm(ctx)
}
