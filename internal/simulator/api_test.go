package simulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"strings"
	"testing"
)

func TestRefusals(t *testing.T) {
	long := strings.Repeat("ệ", maxText+1)
	tests := []struct {
		method string
		pairs  []string
		code   int
		words  string
	}{
		{"noSuchMethod", nil, 404, "Not Found: method not found"},
		{"sendMessage", []string{"text", "a"}, 400, "Bad Request: chat_id is empty"},
		{"sendMessage", []string{"chat_id", "7", "text", "a"}, 400, "Bad Request: chat not found"},
		{"sendMessage", []string{"chat_id", "@ai_do", "text", "a"}, 400, "Bad Request: chat not found"},
		{"sendMessage", []string{"chat_id", "42"}, 400, "Bad Request: message text is empty"},
		{"sendMessage", []string{"chat_id", "42", "text", " \n "}, 400, "Bad Request: message text is empty"},
		{"sendMessage", []string{"chat_id", "42", "text", long}, 400, "Bad Request: message is too long"},
		{"sendMessage", []string{"chat_id", "42", "text", strings.Repeat("a", maxRawText+1)}, 400, "Bad Request: text is too long"},
		{"sendMessage", []string{"chat_id", "42", "text", "\xff"}, 400, "Bad Request: strings must be encoded in UTF-8"},
		{"sendMessage", []string{"chat_id", "42", "text", "a", "parse_mode", "word"}, 400, "Bad Request: unsupported parse_mode"},
		{"sendMessage", []string{"chat_id", "42", "text", "<b>a", "parse_mode", "HTML"}, 400,
			`Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`},
		{"sendMessage", []string{"chat_id", "42", "text", "a", "reply_to_message_id", "99"}, 400, "Bad Request: message to be replied not found"},
		{"sendMessage", []string{"chat_id", "42", "text", "a", "reply_markup", "{"}, 400,
			"Bad Request: can't parse reply keyboard markup JSON object"},
		{"sendMessage", []string{"chat_id", "42", "text", "a", "reply_markup", "[]"}, 400, "Bad Request: object expected as reply markup"},
		{"sendMessage", []string{"chat_id", "42", "text", "a", "reply_markup", `{"inline_keyboard":null}`}, 400,
			`Bad Request: field "inline_keyboard" must be of type Array`},
		{"sendMessage", []string{"chat_id", "42", "text", "a", "reply_markup", `{"inline_keyboard":[[{"text":"a"}]]}`}, 400,
			"Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
		{"sendMessage", []string{"chat_id", "42", "text", "a", "reply_markup",
			fmt.Sprintf(`{"inline_keyboard":[[{"text":"a","callback_data":%q}]]}`, strings.Repeat("ệ", 22))}, 400, "Bad Request: BUTTON_DATA_INVALID"},
		{"sendPhoto", []string{"chat_id", "42"}, 400, "Bad Request: there is no photo in the request"},
		{"sendDocument", []string{"chat_id", "42", "document", "khong-co"}, 400, "Bad Request: wrong file identifier/HTTP URL specified"},
		{"sendDocument", []string{"chat_id", "42", "document", "https://a.vn/b.pdf"}, 400, "Bad Request: failed to get HTTP URL content"},
		{"sendDocument", []string{"chat_id", "42", "caption", strings.Repeat("a", maxCaption+1)}, 400, "Bad Request: message caption is too long"},
		{"sendChatAction", []string{"chat_id", "42", "action", "sleep"}, 400, "Bad Request: wrong parameter action in request"},
		{"editMessageText", []string{"chat_id", "42", "message_id", "99", "text", "a"}, 400, "Bad Request: message to edit not found"},
		{"editMessageText", []string{"chat_id", "42", "text", "a"}, 400, "Bad Request: message identifier is not specified"},
		{"editMessageText", []string{"chat_id", "42", "message_id", "1", "text", "a"}, 400, "Bad Request: message can't be edited"},
		{"deleteMessage", []string{"chat_id", "42", "message_id", "99"}, 400, "Bad Request: message to delete not found"},
		{"answerCallbackQuery", []string{"callback_query_id", "9"}, 400,
			"Bad Request: query is too old and response timeout expired or query ID is invalid"},
		{"getFile", []string{"file_id", "9"}, 400, "Bad Request: invalid file_id"},
		{"setWebhook", []string{"url", "khong"}, 400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"},
		{"setWebhook", []string{"url", "http://a.vn", "secret_token", "có dấu"}, 400, "Bad Request: secret token contains unallowed characters"},
		{"setMyCommands", []string{"commands", `[{"command":"báocáo","description":"a"}]`}, 400, "Bad Request: BOT_COMMAND_INVALID"},
	}
	for _, tt := range tests {
		t.Run(tt.method+"/"+tt.words, func(t *testing.T) {
			w := newWorld(t)
			r := w.call(tt.method, tt.pairs...)
			if r.OK || r.status != tt.code || r.Code != tt.code || r.Description != tt.words {
				t.Errorf("status %d, code %d, %q; want %d, %q", r.status, r.Code, r.Description, tt.code, tt.words)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	tests := []struct {
		path  string
		code  int
		words string
	}{
		{"/bot123/getMe", 401, "Unauthorized: invalid token specified"},
		{"/bot0" + token[1:] + "/getMe", 401, "Unauthorized: invalid token specified"},
		{"/bot" + token + "x/getMe", 401, "Unauthorized"},
		{"/bot" + token, 404, "Not Found"},
		{"/bot" + token + "/getMe/x", 404, "Not Found"},
		{"/file/bot" + token + "/documents/file_9.pdf", 404, "Not Found"},
	}
	for _, tt := range tests {
		r := newWorld(t).serve(httptest.NewRequest(http.MethodGet, tt.path, nil))
		if r.status != tt.code || r.Description != tt.words {
			t.Errorf("%s: %d %q; want %d %q", tt.path, r.status, r.Description, tt.code, tt.words)
		}
	}
	w := newWorld(t)
	if r := w.serve(httptest.NewRequest(http.MethodPut, "/bot"+token+"/getMe", nil)); r.status != 405 {
		t.Errorf("PUT: %d", r.status)
	}
	other := strings.Replace(token, "A", "B", 1)
	if id, err := w.sim.Bot(other); err != nil || id != botID || len(w.sim.allBots()) != 2 {
		t.Errorf("a second token with the same digits: %d %v, %d bots", id, err, len(w.sim.allBots()))
	}
}

// TestParameters sends one call in every form that the API takes.
func TestParameters(t *testing.T) {
	path := "/bot" + token + "/SENDmessage"
	form := func() (io.Reader, string) {
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		m.WriteField("chat_id", "42")
		m.WriteField("text", "chào")
		m.Close()
		return io.MultiReader(&b), m.FormDataContentType() // a reader of unknown length: sent in chunks
	}
	multipartBody, multipartType := form()
	tests := map[string]*http.Request{
		"query":      httptest.NewRequest(http.MethodGet, path+"?chat_id=42&text=ch%C3%A0o", nil),
		"urlencoded": typed(httptest.NewRequest(http.MethodPost, path, strings.NewReader("chat_id=42&text=ch%C3%A0o")), "application/x-www-form-urlencoded"),
		"json":       typed(httptest.NewRequest(http.MethodPost, path, strings.NewReader(`{"chat_id":42,"text":"chào"}`)), "application/json; charset=utf-8"),
		"multipart":  typed(httptest.NewRequest(http.MethodPost, path, multipartBody), multipartType),
		"mixed":      typed(httptest.NewRequest(http.MethodPost, path+"?chat_id=42", strings.NewReader(`{"text":"chào","entities":null}`)), "application/json"),
	}
	for name, r := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			if m := want[Message](w, w.serve(r)); m.Text != "chào" || m.Chat.ID != 42 || m.Date != begin().Unix() || !m.From.IsBot {
				t.Errorf("%+v", m)
			}
		})
	}
}

func typed(r *http.Request, kind string) *http.Request {
	r.Header.Set("Content-Type", kind)
	return r
}

func TestEditing(t *testing.T) {
	w := newWorld(t)
	keyboard := `{"inline_keyboard":[[{"text":"Có","callback_data":"1"}]]}`
	m := want[Message](w, w.call("sendMessage", "chat_id", "42", "text", "Câu 1", "reply_markup", keyboard))
	id := fmt.Sprint(m.ID)
	same := w.call("editMessageText", "chat_id", "42", "message_id", id, "text", "Câu 1", "reply_markup", keyboard)
	if !strings.HasPrefix(same.Description, "Bad Request: message is not modified: specified new message content") {
		t.Errorf("no-op edit: %q", same.Description)
	}
	edited := want[Message](w, w.call("editMessageText", "chat_id", "42", "message_id", id, "text", "Câu 2"))
	if edited.Text != "Câu 2" || edited.Markup != nil || edited.EditDate != begin().Unix() {
		t.Errorf("edited: %+v", edited)
	}
	if m := want[Message](w, w.call("editMessageReplyMarkup", "chat_id", "42", "message_id", id, "reply_markup", keyboard)); m.Markup == nil {
		t.Error("keyboard is not back")
	}
	if r := w.call("editMessageCaption", "chat_id", "42", "message_id", id, "caption", "x"); !strings.Contains(r.Description, "no caption") {
		t.Errorf("caption of a text: %q", r.Description)
	}
	want[bool](w, w.call("deleteMessages", "chat_id", "42", "message_ids", "[99,"+id+"]"))
	if r := w.call("editMessageText", "chat_id", "42", "message_id", id, "text", "Câu 3"); r.Description != "Bad Request: message to edit not found" {
		t.Errorf("deleted: %q", r.Description)
	}
	old := want[Message](w, w.call("sendMessage", "chat_id", "42", "text", "cũ"))
	w.clock.Advance(deletable)
	if r := w.call("deleteMessage", "chat_id", "42", "message_id", fmt.Sprint(old.ID)); r.Code != 400 {
		t.Errorf("deleted a message of two days: %+v", r)
	}
}

func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// uploadRequest builds a multipart call with files; names starting with @ are files.
func uploadRequest(t *testing.T, method string, fields map[string]string, files map[string][]byte) *http.Request {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name, value := range fields {
		m.WriteField(name, value)
	}
	for name, data := range files {
		part, err := m.CreateFormFile(name, "tệp "+name+".pdf")
		if err != nil {
			t.Fatal(err)
		}
		part.Write(data)
	}
	m.Close()
	return typed(httptest.NewRequest(http.MethodPost, "/bot"+token+"/"+method, &b), m.FormDataContentType())
}

func TestFiles(t *testing.T) {
	w := newWorld(t)
	sent := want[Message](w, w.serve(uploadRequest(t, "sendDocument", map[string]string{"chat_id": "42", "caption": "Bản ký"},
		map[string][]byte{"document": []byte("%PDF-1.7")})))
	if sent.Document == nil || sent.Document.FileName != "tệp document.pdf" || sent.Document.MIME != "application/pdf" || sent.Caption != "Bản ký" {
		t.Fatalf("%+v", sent)
	}
	again := want[Message](w, w.call("sendDocument", "chat_id", "42", "document", sent.Document.FileID))
	if again.Document.FileID != sent.Document.FileID {
		t.Errorf("sent by id: %+v", again.Document)
	}
	f := want[fileAnswer](w, w.call("getFile", "file_id", sent.Document.FileID))
	rec := httptest.NewRecorder()
	w.sim.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/file/bot"+token+"/"+f.Path, nil))
	if rec.Body.String() != "%PDF-1.7" || f.Size != 8 {
		t.Errorf("downloaded %q, size %d", rec.Body, f.Size)
	}
	photo := want[Message](w, w.serve(uploadRequest(t, "sendPhoto", map[string]string{"chat_id": "42"},
		map[string][]byte{"photo": picture(t, 30, 20)})))
	if len(photo.Photo) != 1 || photo.Photo[0].Width != 30 {
		t.Errorf("%+v", photo.Photo)
	}
	for words, data := range map[string][]byte{
		"Bad Request: IMAGE_PROCESS_FAILED":     []byte("no picture"),
		"Bad Request: PHOTO_INVALID_DIMENSIONS": picture(t, 210, 10),
		"Bad Request: file must be non-empty":   {},
	} {
		r := w.serve(uploadRequest(t, "sendPhoto", map[string]string{"chat_id": "42"}, map[string][]byte{"photo": data}))
		if r.Description != words {
			t.Errorf("%q, want %q", r.Description, words)
		}
	}
}

func TestDisposition(t *testing.T) {
	tests := []struct {
		header, field, file string
		isFile              bool
	}{
		{`form-data; name="a"`, "a", "", false},
		{`form-data; name="a"; filename="b c.pdf"`, "a", "b c.pdf", true},
		{`form-data;name="x1";filename=chào.txt`, "x1", "chào.txt", true},
		{`form-data; name=a; filename="báo; cáo \"1\".pdf"; filename*=UTF-8''b%C3%A1o%20c%C3%A1o.pdf`, "a", "báo cáo.pdf", true},
		{`form-data; name="a"; filename=bản; x`, "a", "bản", true},
	}
	for _, tt := range tests {
		field, file, isFile := disposition(textproto.MIMEHeader{"Content-Disposition": {tt.header}})
		if field != tt.field || file != tt.file || isFile != tt.isFile {
			t.Errorf("%s: %q %q %v", tt.header, field, file, isFile)
		}
	}
}

func TestSizeLimits(t *testing.T) {
	w := newWorld(t)
	r := w.serve(uploadRequest(t, "sendDocument", map[string]string{"chat_id": "42"}, map[string][]byte{"document": make([]byte, maxUpload+1)}))
	if r.status != http.StatusRequestEntityTooLarge || r.Description != "Request Entity Too Large" {
		t.Errorf("51 MB: %d %q", r.status, r.Description)
	}
	m := w.do(w.hoa.Send(botID, File{Kind: "document", Name: "lớn.bin", Data: make([]byte, maxDownload+1)}))
	if r := w.call("getFile", "file_id", m.Document.FileID); r.Description != "Bad Request: file is too big" {
		t.Errorf("20 MB: %q", r.Description)
	}
}

func TestAlbum(t *testing.T) {
	w := newWorld(t)
	media := `[{"type":"photo","media":"attach://a","caption":"<b>Một</b>","parse_mode":"HTML"},{"type":"photo","media":"attach://b"}]`
	sent := want[[]Message](w, w.serve(uploadRequest(t, "sendMediaGroup", map[string]string{"chat_id": "42", "media": media},
		map[string][]byte{"a": picture(t, 3, 2), "b": picture(t, 2, 3)})))
	if len(sent) != 2 || sent[0].MediaGroupID == "" || sent[0].MediaGroupID != sent[1].MediaGroupID || sent[0].CaptionEntities[0].Type != "bold" {
		t.Errorf("%+v", sent)
	}
	for _, media := range []string{`[]`, `x`, `[{"type":"photo","media":"a"}]`, `[{"type":"photo","media":"a"},{"type":"document","media":"b"}]`} {
		if r := w.call("sendMediaGroup", "chat_id", "42", "media", media); r.Code != 400 {
			t.Errorf("%s: %+v", media, r)
		}
	}
}

func TestCommands(t *testing.T) {
	w := newWorld(t)
	want[bool](w, w.call("setMyCommands", "commands", `[{"command":"/nop","description":"Nộp báo cáo"}]`))
	want[bool](w, w.call("setMyCommands", "commands", `[{"command":"xem","description":"Xem"}]`, "scope", `{"type":"chat","chat_id":42}`))
	if list := want[[]Command](w, w.call("getMyCommands")); len(list) != 1 || list[0].Command != "nop" {
		t.Errorf("default: %+v", list)
	}
	b := w.sim.bot(botID)
	if list := b.menu(w.hoa); len(list) != 1 || list[0].Command != "xem" {
		t.Errorf("menu: %+v", list)
	}
	want[bool](w, w.call("deleteMyCommands", "scope", `{"type":"chat","chat_id":42}`))
	if list := b.menu(w.hoa); len(list) != 1 || list[0].Command != "nop" {
		t.Errorf("menu after delete: %+v", list)
	}
}

// TestCheapMethods calls what only has to be there.
func TestCheapMethods(t *testing.T) {
	w := newWorld(t)
	want[bool](w, w.call("setMyName", "name", "Giao ban"))
	if m := want[me](w, w.call("getMe")); m.ID != botID || m.FirstName != "Giao ban" || !m.IsBot || m.Username == "" {
		t.Errorf("%+v", m)
	}
	if c := want[fullChat](w, w.call("getChat", "chat_id", "42")); c.FirstName != "Lê Thị Hoa" || c.Type != "private" {
		t.Errorf("%+v", c)
	}
	if m := want[member](w, w.call("getChatMember", "chat_id", "42", "user_id", "42")); m.Status != "member" {
		t.Errorf("%+v", m)
	}
	for _, name := range []string{"logOut", "close", "setMyDescription", "setMyShortDescription", "setChatMenuButton", "deleteWebhook"} {
		want[bool](w, w.call(name))
	}
	for _, name := range []string{"getMyName", "getMyDescription", "getMyShortDescription", "getChatMenuButton", "getWebhookInfo", "getUserProfilePhotos"} {
		want[json.RawMessage](w, w.call(name))
	}
	if m := want[Message](w, w.call("sendLocation", "chat_id", "42", "latitude", "19.8", "longitude", "105.8")); m.Location == nil {
		t.Errorf("%+v", m)
	}
}
