package simulator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"giaoban/internal/simulator/entities"
)

func TestEditAndPress(t *testing.T) {
	w := newWorld(t)
	m := w.do(w.hoa.Type(botID, "12"))
	w.do(w.hoa.Edit(botID, m.ID, "13"))
	asked := want[Message](w, w.call("sendMessage", "chat_id", "42", "text", "Đúng không?"))
	query, err := w.hoa.Press(botID, asked.ID, "1")
	if err != nil {
		t.Fatal(err)
	}
	list := w.updates()
	if got := texts(list); got != "Xin chào|12|edited:13|pressed:1" {
		t.Fatalf("%s", got)
	}
	if cb := list[3].Callback; cb.ID != query || cb.Message.Text != "Đúng không?" {
		t.Errorf("%+v", cb)
	}
	want[bool](w, w.call("answerCallbackQuery", "callback_query_id", query, "text", "Đã ghi"))
	if a := w.hoa.Chat(botID).Answer; a == nil || a.Text != "Đã ghi" || a.Query != query {
		t.Errorf("%+v", a)
	}
	if r := w.call("answerCallbackQuery", "callback_query_id", query); r.Code != 400 {
		t.Error("a second answer was taken")
	}
	if _, err := w.hoa.Edit(botID, asked.ID, "x"); !errors.Is(err, ErrNotOwn) {
		t.Errorf("editing the bot's message: %v", err)
	}
	if _, err := w.hoa.Edit(botID, 99, "x"); !errors.Is(err, ErrNoMessage) {
		t.Errorf("editing nothing: %v", err)
	}
	if _, err := w.hoa.Press(botID, asked.ID, strings.Repeat("a", 65)); err == nil {
		t.Error("65 bytes of data went through")
	}
}

// TestPressOnADeletedMessage arrives as an inaccessible message: date 0, no text.
func TestPressOnADeletedMessage(t *testing.T) {
	w := newWorld(t)
	if _, err := w.hoa.Press(botID, 99, "1"); err != nil {
		t.Fatal(err)
	}
	if m := w.updates()[1].Callback.Message; m.ID != 99 || m.Date != 0 || m.Text != "" {
		t.Errorf("%+v", m)
	}
}

func TestBlocking(t *testing.T) {
	w := newWorld(t)
	if err := w.hoa.Block(botID, true); err != nil {
		t.Fatal(err)
	}
	if r := w.call("sendMessage", "chat_id", "42", "text", "a"); r.status != 403 || r.Description != "Forbidden: bot was blocked by the user" {
		t.Errorf("%d %s", r.status, r.Description)
	}
	if _, err := w.hoa.Type(botID, "a"); !errors.Is(err, ErrBlocked) {
		t.Errorf("typing to a blocked bot: %v", err)
	}
	w.hoa.Block(botID, false)
	want[Message](w, w.call("sendMessage", "chat_id", "42", "text", "a"))
	r := w.call("getUpdates")
	for _, part := range []string{`"old_chat_member":{"user":{"id":123456789`, `"status":"kicked","until_date":0`} {
		if strings.Count(string(r.Result), part) != 2 {
			t.Errorf("%s is not twice in %s", part, r.Result)
		}
	}
	w.hoa.Vanish(botID)
	if r := w.call("sendMessage", "chat_id", "42", "text", "a"); r.Description != "Forbidden: user is deactivated" {
		t.Errorf("%s", r.Description)
	}
}

func TestLongTextGoesInPieces(t *testing.T) {
	w := newWorld(t)
	w.do(w.hoa.Type(botID, strings.Repeat("việc ", 1000)))
	list := w.updates()
	if len(list) != 3 || entities.Units(list[1].Message.Text) > maxText {
		t.Errorf("%d updates", len(list))
	}
	if _, err := w.hoa.Type(botID, "  \n"); !errors.Is(err, ErrEmpty) {
		t.Errorf("white space was sent: %v", err)
	}
}

func TestSendingFiles(t *testing.T) {
	w := newWorld(t)
	m := w.do(w.hoa.Send(botID, File{Kind: "photo", Name: "a.png", Data: picture(t, 3, 2), Caption: "Ảnh /nop"}))
	if len(m.Photo) != 1 || m.CaptionEntities[0].Type != "bot_command" {
		t.Errorf("%+v", m)
	}
	m = w.do(w.hoa.Send(botID, File{Kind: "voice", Name: "a.ogg", Data: []byte("x")}))
	if m.Voice == nil || m.Document != nil {
		t.Errorf("%+v", m)
	}
	w.do(w.hoa.Send(botID, File{Kind: "document", Name: "a.pdf", Data: []byte("1")}, File{Kind: "document", Name: "b.pdf", Data: []byte("2")}))
	list := w.updates()
	one, two := list[3].Message, list[4].Message
	if one.MediaGroupID == "" || one.MediaGroupID != two.MediaGroupID || one.ID == two.ID {
		t.Errorf("album: %+v %+v", one, two)
	}
	if _, err := w.hoa.Send(botID, File{Kind: "photo", Name: "a.png", Data: []byte("x")}); err == nil {
		t.Error("a broken photo was sent")
	}
}

func TestTypingAndKeyboards(t *testing.T) {
	w := newWorld(t)
	want[bool](w, w.call("sendChatAction", "chat_id", "42", "action", "typing"))
	if c := w.hoa.Chat(botID); c.Typing != "typing" {
		t.Errorf("%+v", c)
	}
	want[Message](w, w.call("sendMessage", "chat_id", "42", "text", "a", "reply_markup", `{"keyboard":[["Có",{"text":"Không"}]],"one_time_keyboard":true}`))
	c := w.hoa.Chat(botID)
	if c.Typing != "" || c.Keyboard == nil || c.Keyboard.Rows[0][1] != "Không" {
		t.Errorf("%+v", c)
	}
	w.do(w.hoa.Reply(botID, c.Messages[1].ID, "Có"))
	if w.hoa.Chat(botID).Keyboard != nil {
		t.Error("a one-time keyboard stayed")
	}
	if m := w.updates()[1].Message; m.ReplyTo == nil || m.ReplyTo.Text != "a" {
		t.Errorf("%+v", m)
	}
}

func TestControlCalls(t *testing.T) {
	w := newWorld(t)
	var p Person
	w.control(http.MethodPost, "/sim/users", `{"name":"Bình","role":"trưởng ban","unit":"huyện"}`, &p)
	var m Message
	path := fmt.Sprintf("/sim/users/%d/", p.ID)
	w.control(http.MethodPost, path+"start", `{"payload":"MA-MOI"}`, &m)
	if m.Text != "/start MA-MOI" || m.From.ID != p.ID {
		t.Errorf("%+v", m)
	}
	w.control(http.MethodPost, path+"edit", fmt.Sprintf(`{"message_id":%d,"text":"sửa"}`, m.ID), &m)
	want[Message](w, w.call("sendMessage", "chat_id", fmt.Sprint(p.ID), "text", "Chào"))
	var c Chat
	w.control(http.MethodGet, path+"chat", "", &c)
	if len(c.Messages) != 2 || c.Messages[0].Text != "sửa" || !c.Messages[0].Own || c.Messages[1].Text != "Chào" {
		t.Errorf("%+v", c)
	}
	before := c.Seq
	var q struct{ Query string }
	w.control(http.MethodPost, path+"press", fmt.Sprintf(`{"message_id":%d,"data":"1"}`, c.Messages[1].ID), &q)
	want[bool](w, w.call("answerCallbackQuery", "callback_query_id", q.Query, "text", "ok"))
	w.control(http.MethodGet, fmt.Sprintf("%schat?since=%d&wait=20", path, before), "", &c)
	if len(c.Messages) != 0 || c.Answer.Text != "ok" {
		t.Errorf("%+v", c)
	}
	w.control(http.MethodPost, path+"block", "", nil)
	w.control(http.MethodPost, path+"unblock", "", nil)
	w.control(http.MethodPost, path+"location", `{"latitude":19.8,"longitude":105.7}`, &m)
	w.control(http.MethodPost, "/sim/repeat", `{"times":1}`, nil)
	w.control(http.MethodPost, "/sim/inject", `{"kind":"message","value":"{}"}`, nil)
	var bots []botView
	w.control(http.MethodGet, "/sim/bots", "", &bots)
	if len(bots) != 1 || bots[0].Waiting != 9 {
		t.Errorf("%+v", bots)
	}
}

// The page's «Gửi vị trí» is this call: the place stands in the chat, and the bot gets it as an update.
func TestControlLocation(t *testing.T) {
	w := newWorld(t)
	want[Message](w, w.call("sendMessage", "chat_id", "42", "text", "Đồng chí gửi vị trí"))
	var sent Message
	w.control(http.MethodPost, "/sim/users/42/location", `{"latitude":19.8067,"longitude":105.7852}`, &sent)
	place := Location{Latitude: 19.8067, Longitude: 105.7852}
	var c Chat
	w.control(http.MethodGet, "/sim/users/42/chat", "", &c)
	if last := c.Messages[len(c.Messages)-1]; last.ID != sent.ID || !last.Own || last.Location == nil || *last.Location != place {
		t.Errorf("the chat has %+v", last)
	}
	updates := want[[]gotUpdate](w, w.call("getUpdates"))
	if last := updates[len(updates)-1]; last.Message == nil || last.Message.Location == nil || *last.Message.Location != place {
		t.Errorf("the bot gets %+v", last)
	}
	rec := httptest.NewRecorder()
	w.sim.Handler().ServeHTTP(rec, typed(httptest.NewRequest(http.MethodPost, "/sim/users/42/location", strings.NewReader(`{"latitude":19.8}`)), "application/json"))
	if rec.Code != http.StatusBadRequest {
		t.Errorf("half a place: %d %s", rec.Code, rec.Body)
	}
}

func TestControlUpload(t *testing.T) {
	w := newWorld(t)
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	form.WriteField("caption", "Bản ký")
	part, err := form.CreateFormFile("file", "bản ký.pdf")
	if err != nil {
		t.Fatal(err)
	}
	part.Write([]byte("%PDF"))
	form.Close()
	rec := httptest.NewRecorder()
	w.sim.Handler().ServeHTTP(rec, typed(httptest.NewRequest(http.MethodPost, "/sim/users/42/document", &b), form.FormDataContentType()))
	c := w.hoa.Chat(botID)
	if m := c.Messages[1]; m.Document == nil || m.Document.FileName != "bản ký.pdf" || m.Caption != "Bản ký" {
		t.Fatalf("%s", rec.Body)
	}
	rec = httptest.NewRecorder()
	w.sim.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/sim/files/123456789/"+c.Messages[1].Document.FileID, nil))
	if rec.Body.String() != "%PDF" || !strings.HasPrefix(rec.Header().Get("Content-Disposition"), "attachment") {
		t.Errorf("%v %s", rec.Header(), rec.Body)
	}
}

// TestManyAtOnce lets many people chat with a bot that answers each text once; nothing is lost, nobody gets another's answer.
func TestManyAtOnce(t *testing.T) {
	const people, rounds = 60, 15
	w := newWorld(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var wg sync.WaitGroup
	wg.Go(func() {
		for offset := int64(0); ctx.Err() == nil; {
			r := w.callWithin(ctx, "getUpdates", "timeout", "20", "offset", fmt.Sprint(offset))
			for _, u := range want[[]gotUpdate](w, r) {
				offset = u.ID + 1
				w.call("sendMessage", "chat_id", fmt.Sprint(u.Message.Chat.ID), "text", "re:"+u.Message.Text)
			}
		}
	})
	var talks sync.WaitGroup
	for i := range people {
		u := w.sim.User(Person{Name: fmt.Sprint("Người ", i)})
		talks.Go(func() {
			for n := range rounds {
				text := fmt.Sprintf("%d/%d", i, n)
				if _, err := u.Type(botID, text); err != nil {
					t.Error(err)
				}
				if _, err := u.Await(ctx, botID, func(c Chat) bool { m, ok := c.Last(); return ok && m.Text == "re:"+text }); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	talks.Wait()
	cancel()
	wg.Wait()
}

func BenchmarkSendMessage(b *testing.B) {
	s := New(Options{})
	defer s.Close()
	id, err := s.Bot(token)
	if err != nil {
		b.Fatal(err)
	}
	var people []*User
	for range 2000 {
		u := s.User(Person{})
		if _, err := u.Type(id, "/start"); err != nil {
			b.Fatal(err)
		}
		people = append(people, u)
	}
	h := s.Handler()
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			body := fmt.Sprintf(`{"chat_id":%d,"text":"Câu 3. Toàn xã có bao nhiêu hộ?","reply_markup":{"inline_keyboard":[[{"text":"Có","callback_data":"1"}]]}}`,
				people[i%len(people)].ID)
			r := typed(httptest.NewRequest(http.MethodPost, "/bot"+token+"/sendMessage", strings.NewReader(body)), "application/json")
			rec := httptest.NewRecorder()
			h.ServeHTTP(rec, r)
			if rec.Code != http.StatusOK {
				b.Fatal(rec.Body)
			}
		}
	})
}

func TestPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[aệ😀 \n]{0,200}`).Draw(t, "text")
		limit := rapid.IntRange(2, 50).Draw(t, "limit")
		kept := ""
		for _, p := range pieces(text, limit) {
			if entities.Units(p) > limit {
				t.Fatalf("%q is over %d", p, limit)
			}
			kept += p
		}
		if letters(kept) != letters(text) {
			t.Fatalf("%q became %q", text, kept)
		}
	})
}

func letters(s string) string {
	out := ""
	for _, r := range s {
		if r != ' ' && r != '\n' {
			out += string(r)
		}
	}
	return out
}
