package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
)

// flat is a form in one line, in the order of its fields.
func flat(form url.Values) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(form)) {
		parts = append(parts, k+"="+strings.Join(form[k], ","))
	}
	return strings.Join(parts, " ")
}

func to42(c chat.Content) chat.Message {
	return chat.Message{ID: "m", To: chat.Address{Channel: "telegram", ID: "42"}, Content: c}
}

const quiet = `chat_id=42 link_preview_options={"is_disabled":true} `

// Each case is a message, and the requests that the server sees for it.
func TestSend(t *testing.T) {
	buttons := [][]chat.Choice{{{Label: "Có", Data: "a"}, {Label: "Không", Data: "b"}}, {}, {{Label: "Làm sau", Data: "c"}}}
	const markup = `reply_markup={"inline_keyboard":[[{"text":"Có","callback_data":"a"},{"text":"Không","callback_data":"b"}],[{"text":"Làm sau","callback_data":"c"}]]} `
	long, tail := strings.Repeat("ệ", 4000), strings.Repeat("đ", 500)
	photo := &chat.File{Name: "anh.png", Type: "image/png", Data: []byte("png")}
	word := &chat.File{Name: "Báo cáo.docx", Type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Data: []byte("docx!")}
	tests := []struct {
		name    string
		content chat.Content
		answer  map[string]string // what is refused: method → description
		want    []string
		wantID  string
	}{
		{"text", chat.Content{Text: "Xin chào"}, nil, []string{"sendMessage " + quiet + "text=Xin chào"}, "1001"},
		{"buttons", chat.Content{Text: "Có không?", Choices: buttons}, nil,
			[]string{"sendMessage " + quiet + markup + "text=Có không?"}, "1001"},
		{"no buttons at all", chat.Content{Text: "x", Choices: [][]chat.Choice{{}}}, nil, []string{"sendMessage " + quiet + "text=x"}, "1001"},
		{"long text, buttons last", chat.Content{Text: long + "\n\n" + tail, Choices: buttons}, nil,
			[]string{"sendMessage " + quiet + "text=" + long, "sendMessage " + quiet + markup + "text=" + tail}, "1002"},
		{"replace", chat.Content{Text: "mới", Replace: "77", Choices: buttons}, nil,
			[]string{"editMessageText " + quiet + "message_id=77 " + markup + "text=mới"}, "77"},
		{"replace by the same", chat.Content{Text: "mới", Replace: "77"},
			map[string]string{"editMessageText": "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"},
			[]string{"editMessageText " + quiet + "message_id=77 text=mới"}, "77"},
		{"replace what is deleted", chat.Content{Text: "mới", Replace: "77"},
			map[string]string{"editMessageText": "Bad Request: message to edit not found"},
			[]string{"editMessageText " + quiet + "message_id=77 text=mới", "sendMessage " + quiet + "text=mới"}, "1001"},
		{"replace what cannot be edited", chat.Content{Text: "mới", Replace: "77"},
			map[string]string{"editMessageText": "Bad Request: message can't be edited"},
			[]string{"editMessageText " + quiet + "message_id=77 text=mới", "sendMessage " + quiet + "text=mới"}, "1001"},
		{"replace another channel's message", chat.Content{Text: "mới", Replace: "a4f"}, nil,
			[]string{"sendMessage " + quiet + "text=mới"}, "1001"},
		{"a silent change of what is deleted", chat.Content{Text: "mới", Replace: "77", Silent: true},
			map[string]string{"editMessageText": "Bad Request: message to edit not found"},
			[]string{"editMessageText " + quiet + "message_id=77 text=mới"}, ""},
		{"a silent change of what was never sent", chat.Content{Text: "mới", Replace: "a4f", Silent: true}, nil, nil, ""},
		{"replace by a long text", chat.Content{Text: long + "\n\n" + tail, Replace: "77"}, nil,
			[]string{"editMessageText " + quiet + "message_id=77 text=" + long, "sendMessage " + quiet + "text=" + tail}, "1002"},
		{"document", chat.Content{Text: "Báo cáo", File: word}, nil,
			[]string{"sendDocument caption=Báo cáo chat_id=42 [document=Báo cáo.docx 5]"}, "1001"},
		{"document without words, with buttons", chat.Content{File: word, Choices: buttons}, nil,
			[]string{"sendDocument chat_id=42 " + strings.TrimSpace(markup) + " [document=Báo cáo.docx 5]"}, "1001"},
		{"document with more words than a caption takes", chat.Content{Text: long, File: word}, nil,
			[]string{"sendMessage " + quiet + "text=" + long, "sendDocument chat_id=42 [document=Báo cáo.docx 5]"}, "1002"},
		{"photo", chat.Content{Text: "Ảnh", File: photo}, nil, []string{"sendPhoto caption=Ảnh chat_id=42 [photo=anh.png 3]"}, "1001"},
		{"photo that is none", chat.Content{File: photo}, map[string]string{"sendPhoto": "Bad Request: PHOTO_INVALID_DIMENSIONS"},
			[]string{"sendPhoto chat_id=42 [photo=anh.png 3]", "sendDocument chat_id=42 [document=anh.png 3]"}, "1001"},
		{"picture that is not wanted at all", chat.Content{Text: "Ảnh", File: photo},
			map[string]string{"sendPhoto": "Bad Request: PHOTO_INVALID_DIMENSIONS", "sendDocument": "Bad Request: file is not wanted"},
			[]string{"sendPhoto caption=Ảnh chat_id=42 [photo=anh.png 3]", "sendDocument caption=Ảnh chat_id=42 [document=anh.png 3]",
				"sendMessage " + quiet + "text=Ảnh"}, "1001"},
		{"file that the server has", chat.Content{Text: "t", File: &chat.File{Ref: "BQAD"}}, nil,
			[]string{"sendDocument caption=t chat_id=42 document=BQAD"}, "1001"},
		{"voice that the server has", chat.Content{Text: "t", File: &chat.File{Kind: chat.Voice, Ref: "AwAD", Type: "audio/ogg"}}, nil,
			[]string{"sendVoice caption=t chat_id=42 voice=AwAD"}, "1001"},
		{"picture that the server has as a document", chat.Content{Text: "t", File: &chat.File{Kind: chat.Document, Ref: "BQAD", Type: "image/jpeg"}}, nil,
			[]string{"sendDocument caption=t chat_id=42 document=BQAD"}, "1001"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newServer()
			s.answer = func(w http.ResponseWriter, _ *http.Request, q request) bool {
				if no := test.answer[q.method]; no != "" {
					fail(w, 400, no, "")
					return true
				}
				return false
			}
			b, _ := newBot(t, s)
			id, err := b.Send(t.Context(), to42(test.content))
			if err != nil || id != test.wantID {
				t.Errorf("got id %q, error %v; want %q", id, err, test.wantID)
			}
			var got []string
			for _, r := range s.seen("") {
				line := r.method + " " + flat(r.form)
				if r.file != "" {
					line += " [" + r.file + "]"
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("requests (-want +got):\n%s", diff)
			}
			if n := b.Calls(to42(test.content)); test.answer == nil && !test.content.Silent && n != len(test.want) {
				t.Errorf("counted as %d messages, made %d", n, len(test.want))
			}
		})
	}
}

// How the API's answers read in chat's errors.
func TestSendErrors(t *testing.T) {
	tests := []struct {
		code        int
		description string
		parameters  string
		want        string
	}{
		{403, "Forbidden: bot was blocked by the user", "", "gone"},
		{403, "Forbidden: user is deactivated", "", "gone"},
		{403, "Forbidden: bot can't initiate conversation with a user", "", "gone"},
		{400, "Bad Request: chat not found", "", "gone"},
		{403, "Forbidden: not enough rights to send documents to the chat", "", "refused"},
		{400, "Bad Request: message is too long", "", "refused"},
		{400, "Bad Request: BUTTON_DATA_INVALID", "", "refused"},
		{413, "Request Entity Too Large", "", "refused"},
		{429, "Too Many Requests: retry after 17", `{"retry_after":17}`, "retry after 17s"},
		{401, "Unauthorized", "", "retry after 0s"},
		{404, "Not Found", "", "retry after 0s"},
		{500, "Internal Server Error", "", "unknown"},
	}
	for _, test := range tests {
		for _, content := range []chat.Content{{Text: "x"}, {File: &chat.File{Name: "a.docx", Data: []byte("x")}}} {
			t.Run(fmt.Sprintf("%s file=%v", test.description, content.File != nil), func(t *testing.T) {
				s := newServer()
				s.answer = func(w http.ResponseWriter, _ *http.Request, _ request) bool {
					fail(w, test.code, test.description, test.parameters)
					return true
				}
				b, _ := newBot(t, s)
				_, err := b.Send(t.Context(), to42(content))
				if got := kindOf(err); got != test.want || !strings.Contains(err.Error(), test.description) {
					t.Errorf("%v: %s, want %s", err, got, test.want)
				}
			})
		}
	}
}

func kindOf(err error) string {
	var (
		gone    *chat.GoneError
		refused *chat.RefusedError
		retry   *chat.RetryError
	)
	switch {
	case err == nil:
		return "sent"
	case errors.Is(err, chat.ErrUnknownOutcome):
		return "unknown"
	case errors.As(err, &gone):
		return "gone"
	case errors.As(err, &refused):
		return "refused"
	case errors.As(err, &retry):
		return "retry after " + retry.After.String()
	}
	return "no kind"
}

// What a network does to a request, over real sockets.
func TestSendOverBadNetwork(t *testing.T) {
	body := func(code int, header, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if name, value, ok := strings.Cut(header, ": "); ok {
				w.Header().Set(name, value)
			}
			w.WriteHeader(code)
			fmt.Fprint(w, body)
		}
	}
	hangUp := func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	redirect := func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/elsewhere", http.StatusFound) }
	tests := []struct {
		name    string
		handler http.HandlerFunc
		text    string // of a send
		edit    string // of an edit, which may be repeated
	}{
		{"connection closed", hangUp, "unknown", "retry after 0s"},
		{"gateway page", body(502, "", "<html>"), "unknown", "retry after 0s"},
		{"empty answer", body(200, "", ""), "unknown", "retry after 0s"},
		{"half an answer", body(200, "Content-Length: 100", `{"ok":true,"re`), "unknown", "retry after 0s"},
		{"half of JSON", body(200, "", `{"ok":true,"re`), "unknown", "retry after 0s"},
		{"page that forbids", body(403, "", "<html>"), "retry after 0s", "retry after 0s"},
		{"gateway's own JSON", body(403, "", `{"message":"Forbidden"}`), "retry after 0s", "retry after 0s"},
		{"page that asks to wait", body(429, "Retry-After: 5", "<html>"), "retry after 5s", "retry after 5s"},
		{"redirect", redirect, "retry after 0s", "retry after 0s"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b, _ := onNetwork(t, test.handler)
			_, err := b.Send(t.Context(), to42(chat.Content{Text: "x"}))
			if got := kindOf(err); got != test.text {
				t.Errorf("send: %v: %s, want %s", err, got, test.text)
			}
			_, err = b.Send(t.Context(), to42(chat.Content{Text: "x", Replace: "1"}))
			if got := kindOf(err); got != test.edit {
				t.Errorf("edit: %v: %s, want %s", err, got, test.edit)
			}
		})
	}
	t.Run("nobody listens", func(t *testing.T) {
		b, _ := botWith(t, Options{APIURL: "http://127.0.0.1:1"})
		if _, err := b.Send(t.Context(), to42(chat.Content{Text: "x"})); kindOf(err) != "retry after 0s" {
			t.Errorf("%v: %s, want a retry: it never left", err, kindOf(err))
		}
	})
	t.Run("cut off while it waits", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		b, _ := onNetwork(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body) // else the server does not notice
			cancel()
			<-r.Context().Done()
		}))
		if _, err := b.Send(ctx, to42(chat.Content{Text: "x"})); kindOf(err) != "unknown" {
			t.Errorf("%v: %s, want unknown", err, kindOf(err))
		}
	})
}

func TestNothingToSend(t *testing.T) {
	s := newServer()
	b, _ := newBot(t, s)
	for _, c := range []chat.Content{{}, {Text: " \n"}, {File: &chat.File{Name: "leer"}}, {File: &chat.File{Data: make([]byte, maxUpload+1)}}} {
		if _, err := b.Send(t.Context(), to42(c)); kindOf(err) != "refused" {
			t.Errorf("%v: %s, want refused", err, kindOf(err))
		}
	}
	if n := len(s.seen("")); n != 0 {
		t.Errorf("%d requests, want none", n)
	}
}

// The pieces of a long text are not repeated from the start: a short wait is
// waited for, and what remains undelivered is no plain failure.
func TestLaterPieces(t *testing.T) {
	tests := []struct {
		name     string
		failures int // of the second piece
		after    int
		want     string
		requests int
	}{
		{"a short wait", 1, 5, "sent", 3},
		{"a long wait", 1, 500, "unknown", 2},
		{"too many waits", 9, 5, "unknown", 4},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, n := newServer(), 0
				s.answer = func(w http.ResponseWriter, _ *http.Request, _ request) bool {
					if n++; n < 2 || n > 1+test.failures {
						return false
					}
					fail(w, 429, "Too Many Requests", fmt.Sprintf(`{"retry_after":%d}`, test.after))
					return true
				}
				b, _ := newBot(t, s)
				start := time.Now()
				_, err := b.Send(t.Context(), to42(chat.Content{Text: strings.Repeat("ệ", 5000)}))
				if got := kindOf(err); got != test.want || len(s.seen("")) != test.requests {
					t.Errorf("%v: %s after %d requests and %v; want %s after %d", err, got, len(s.seen("")), time.Since(start), test.want, test.requests)
				}
			})
		})
	}
}

func TestSetCommands(t *testing.T) {
	s := newServer()
	b, _ := newBot(t, s)
	if err := b.SetCommands(t.Context(), []Command{{"baocao", "Báo cáo của đơn vị"}}); err != nil {
		t.Fatal(err)
	}
	want := `commands=[{"command":"baocao","description":"Báo cáo của đơn vị"}] scope={"type":"all_private_chats"}`
	if got := flat(s.seen("setMyCommands")[0].form); got != want {
		t.Errorf("request %s, want %s", got, want)
	}
}

func TestMe(t *testing.T) {
	s := newServer()
	s.answer = func(w http.ResponseWriter, _ *http.Request, _ request) bool {
		ok200(w, `{"id":123456789,"is_bot":true,"first_name":"Giao Ban","username":"giaoban_bot"}`)
		return true
	}
	b, _ := newBot(t, s)
	if name, err := b.Me(t.Context()); name != "giaoban_bot" || err != nil {
		t.Errorf("me: %q, %v", name, err)
	}
}

func BenchmarkSend(b *testing.B) {
	answer := []byte(`{"ok":true,"result":{"message_id":7,"date":1,"chat":{"id":42,"type":"private"},"text":"x"}}`)
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write(answer) })
	bot, _ := onNetwork(b, handler)
	m := to42(chat.Content{Text: "Đã ghi: 1.234 hộ.\n\nCâu 2.3: bao nhiêu hộ nghèo?", Choices: [][]chat.Choice{{{Label: "Bỏ qua", Data: "k/X2.03/skip"}}}})
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := bot.Send(context.Background(), m); err != nil {
				b.Error(err)
			}
		}
	})
}
