package telegram

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// A token of the right shape, which no server knows.
const (
	testID     = "123456789"
	testSecret = "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw-"
	testToken  = testID + ":" + testSecret
)

// server is the far end: it keeps updates until they are confirmed, as Telegram
// does, and answers the rest with a message id, unless a test says otherwise.
type server struct {
	// answer is asked first; it returns whether it has answered.
	answer func(w http.ResponseWriter, r *http.Request, seen request) bool

	mu       sync.Mutex
	updates  []string // JSON, kept until confirmed
	arrived  chan struct{}
	requests []request
	lastID   int
}

// request is a call as the server saw it, offsets and time-outs apart.
type request struct {
	method string
	form   url.Values
	file   string // its name and size, "baocao.docx 12"
}

func newServer(updates ...string) *server {
	return &server{updates: updates, arrived: make(chan struct{}, 1), lastID: 1000}
}

// seen lists the requests of one method, or all but the polls.
func (s *server) seen(method string) (out []request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.requests {
		if r.method == method || method == "" && r.method != "getUpdates" {
			out = append(out, r)
		}
	}
	return out
}

// kept is how many updates are not confirmed.
func (s *server) kept() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.updates)
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	method, ok := strings.CutPrefix(r.URL.Path, "/bot"+testToken+"/")
	if !ok {
		fail(w, 404, "Not Found", "")
		return
	}
	seen := request{method: method}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		seen.read(r)
	} else if err := r.ParseForm(); err == nil {
		seen.form = r.PostForm
	}
	s.mu.Lock()
	s.requests = append(s.requests, seen)
	s.mu.Unlock()
	switch {
	case s.answer != nil && s.answer(w, r, seen):
	case method == "getUpdates":
		s.getUpdates(w, r, seen)
	default:
		s.mu.Lock()
		s.lastID++
		id := s.lastID
		s.mu.Unlock()
		ok200(w, fmt.Sprintf(`{"message_id":%d,"date":1,"chat":{"id":42,"type":"private"}}`, id))
	}
}

func (q *request) read(r *http.Request) {
	if r.ParseMultipartForm(1<<20) != nil {
		return
	}
	q.form = r.MultipartForm.Value
	for field, files := range r.MultipartForm.File {
		f, err := files[0].Open()
		if err != nil {
			continue
		}
		data, _ := io.ReadAll(f)
		q.file = fmt.Sprintf("%s=%s %d", field, files[0].Filename, len(data))
	}
}

func (s *server) getUpdates(w http.ResponseWriter, r *http.Request, seen request) {
	offset, _ := strconv.ParseInt(seen.form.Get("offset"), 10, 64)
	seconds, _ := strconv.Atoi(seen.form.Get("timeout"))
	list := s.pending(offset)
	if len(list) == 0 && seconds > 0 {
		select {
		case <-s.arrived:
		case <-time.After(time.Duration(seconds) * time.Second):
		case <-r.Context().Done():
			return
		}
		list = s.pending(offset)
	}
	ok200(w, "["+strings.Join(list, ",")+"]")
}

// pending forgets what the offset confirms and returns the rest.
func (s *server) pending(offset int64) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	confirmed := 0
	for i, u := range s.updates {
		if id := findID([]byte(u)); id > 0 && id < offset {
			confirmed = i + 1
		}
	}
	s.updates = s.updates[confirmed:]
	return append([]string(nil), s.updates[:min(len(s.updates), 100)]...)
}

func ok200(w http.ResponseWriter, result string) {
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(w, `{"ok":true,"result":%s}`, result)
}

// fail answers as Telegram does; parameters is JSON or "".
func fail(w http.ResponseWriter, code int, description, parameters string) {
	if parameters != "" {
		parameters = `,"parameters":` + parameters
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	fmt.Fprintf(w, `{"ok":false,"error_code":%d,"description":%q%s}`, code, description, parameters)
}

// inProcess is a transport without a network, for bubbles: time passes in one
// only while nobody waits for a socket.
type inProcess struct{ http.Handler }

func (t inProcess) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	t.ServeHTTP(w, r)
	if r.Body != nil {
		r.Body.Close()
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	return w.Result(), nil
}

// newBot makes a bot without a network, and its log.
func newBot(t testing.TB, s http.Handler) (*Bot, *bytes.Buffer) {
	t.Helper()
	return botWith(t, Options{Transport: inProcess{s}})
}

// onNetwork makes a bot that reaches the handler through real sockets.
func onNetwork(t testing.TB, h http.Handler) (*Bot, *bytes.Buffer) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	t.Cleanup(server.CloseClientConnections)
	return botWith(t, Options{APIURL: server.URL})
}

func botWith(t testing.TB, o Options) (*Bot, *bytes.Buffer) {
	t.Helper()
	log := new(bytes.Buffer)
	o.Token = testToken
	o.Log = slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	o.Now = func() time.Time { return testNow }
	b, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return b, log
}

var testNow = time.Date(2016, 7, 4, 7, 30, 0, 0, time.UTC)
