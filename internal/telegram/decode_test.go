package telegram

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"giaoban/internal/chat"
)

const (
	fromLan = `"from":{"id":42,"is_bot":false,"first_name":"Lan","last_name":"Nguyễn","username":"lan","language_code":"vi"}`
	inLan   = `"chat":{"id":42,"first_name":"Lan","last_name":"Nguyễn","username":"lan","type":"private"}`
	inGroup = `"chat":{"id":-100123,"title":"Huyện","type":"supergroup"}`
	head    = `"message_id":7,` + fromLan + `,` + inLan + `,"date":1467600000`
)

// Each case is an update as the Bot API sends it, and what a person did by it.
func TestDecode(t *testing.T) {
	tests := []struct {
		name string
		json string // without its update_id
		want chat.Input
		drop bool // nothing a person did
		err  string
	}{
		{name: "text", json: `"message":{` + head + `,"text":"1.234 hộ"}`,
			want: chat.Input{Kind: chat.Text, Text: "1.234 hộ", Message: "7"}},
		{name: "text in pieces of letters becomes NFC", json: `"message":{` + head + `,"text":"ho\u0323\u0302 nghe\u0300o"}`,
			want: chat.Input{Kind: chat.Text, Text: "hộ nghèo", Message: "7"}},
		{name: "command", json: `"message":{` + head + `,"text":"/start AB-12","entities":[{"offset":0,"length":6,"type":"bot_command"}]}`,
			want: chat.Input{Kind: chat.Text, Text: "/start AB-12", Message: "7"}},
		{name: "reply to another message", json: `"message":{` + head + `,"text":"có","reply_to_message":{"message_id":6,"date":1,` + inLan + `,"photo":[]}}`,
			want: chat.Input{Kind: chat.Text, Text: "có", Message: "7"}},
		{name: "forwarded", json: `"message":{` + head + `,"text":"15","forward_origin":{"type":"hidden_user","sender_user_name":"Ba","date":1},"forward_date":1}`,
			want: chat.Input{Kind: chat.Text, Text: "15", Message: "7", Forwarded: true}},
		{name: "forwarded, as before 2024", json: `"message":{` + head + `,"text":"15","forward_from":{"id":1,"is_bot":false},"forward_date":1}`,
			want: chat.Input{Kind: chat.Text, Text: "15", Message: "7", Forwarded: true}},
		{name: "fields unknown to us, of any shape", json: `"message":{` + head + `,"date":"soon","text":"có","quote":7,"message_thread_id":[1]}`,
			want: chat.Input{Kind: chat.Text, Text: "có", Message: "7"}},
		{name: "edit", json: `"edited_message":{` + head + `,"edit_date":1467600100,"text":"1.235 hộ"}`,
			want: chat.Input{Kind: chat.Edit, Text: "1.235 hộ", Message: "7"}},
		{name: "edit of a caption", json: `"edited_message":{` + head + `,"caption":"bản ký","document":{"file_id":"D"}}`,
			want: chat.Input{Kind: chat.Edit, Text: "bản ký", Message: "7", Files: []chat.File{{Kind: chat.Document, Ref: "D", Type: "application/octet-stream"}}}},
		{name: "a shared place moves on", json: `"edited_message":{` + head + `,"location":{"latitude":21,"longitude":105,"live_period":60}}`, drop: true},
		{name: "photo: the largest", json: `"message":{` + head + `,"caption":"ảnh","photo":[{"file_id":"A","file_unique_id":"a","width":90,"height":60,"file_size":1000},{"file_id":"C","width":1280,"height":853,"file_size":90000},{"file_id":"B","width":320,"height":213,"file_size":9000}]}`,
			want: chat.Input{Kind: chat.Attachment, Text: "ảnh", Message: "7", Files: []chat.File{{Kind: chat.Photo, Ref: "C", Type: "image/jpeg", Size: 90000}}}},
		{name: "one photo of an album", json: `"message":{` + head + `,"media_group_id":"99","photo":[{"file_id":"A","width":1,"height":1}]}`,
			want: chat.Input{Kind: chat.Attachment, Group: "99", Message: "7", Files: []chat.File{{Kind: chat.Photo, Ref: "A", Type: "image/jpeg"}}}},
		{name: "document", json: `"message":{` + head + `,"document":{"file_name":"bien ban.pdf","mime_type":"application/pdf","file_id":"D","file_size":123}}`,
			want: chat.Input{Kind: chat.Attachment, Message: "7", Files: []chat.File{{Kind: chat.Document, Ref: "D", Name: "bien ban.pdf", Type: "application/pdf", Size: 123}}}},
		{name: "voice", json: `"message":{` + head + `,"voice":{"duration":3,"mime_type":"audio/ogg","file_id":"V","file_size":10}}`,
			want: chat.Input{Kind: chat.Attachment, Message: "7", Files: []chat.File{{Kind: chat.Voice, Seconds: 3, Ref: "V", Type: "audio/ogg", Size: 10}}}},
		{name: "audio", json: `"message":{` + head + `,"audio":{"duration":3,"file_id":"M","file_name":"hop.mp3"}}`,
			want: chat.Input{Kind: chat.Attachment, Message: "7", Files: []chat.File{{Kind: chat.Audio, Seconds: 3, Ref: "M", Name: "hop.mp3", Type: "audio/mpeg"}}}},
		{name: "video", json: `"message":{` + head + `,"video":{"width":1,"height":1,"duration":3,"file_id":"W"}}`,
			want: chat.Input{Kind: chat.Attachment, Message: "7", Files: []chat.File{{Kind: chat.Video, Seconds: 3, Ref: "W", Type: "video/mp4"}}}},
		{name: "round video", json: `"message":{` + head + `,"video_note":{"length":240,"duration":3,"file_id":"R"}}`,
			want: chat.Input{Kind: chat.Attachment, Message: "7", Files: []chat.File{{Kind: chat.Video, Seconds: 3, Ref: "R", Type: "video/mp4"}}}},
		{name: "a file that could never be fetched", json: `"message":{` + head + `,"document":{"file_name":"x.pdf"}}`,
			want: chat.Input{Kind: chat.Unsupported, Message: "7"}},
		{name: "a size below nothing", json: `"message":{` + head + `,"voice":{"duration":-3,"file_id":"V","file_size":-1}}`,
			want: chat.Input{Kind: chat.Attachment, Message: "7", Files: []chat.File{{Kind: chat.Voice, Ref: "V", Type: "audio/ogg"}}}},
		{name: "sticker", json: `"message":{` + head + `,"sticker":{"file_id":"S","width":512,"height":512,"is_animated":false}}`,
			want: chat.Input{Kind: chat.Unsupported, Message: "7"}},
		{name: "place", json: `"message":{` + head + `,"location":{"latitude":21.0,"longitude":105.8}}`,
			want: chat.Input{Kind: chat.Location, Message: "7", Position: &chat.Position{Latitude: 21, Longitude: 105.8}}},
		{name: "a live place, and the house that stands there", json: `"message":{` + head + `,"venue":{"title":"UBND"},"location":{"latitude":-0.5,"longitude":105.8,"live_period":900}}`,
			want: chat.Input{Kind: chat.Location, Message: "7", Position: &chat.Position{Latitude: -0.5, Longitude: 105.8}}},
		{name: "a live place moves on", json: `"edited_message":{` + head + `,"location":{"latitude":21.0,"longitude":105.9}}`, drop: true},
		{name: "contact", json: `"message":{` + head + `,"contact":{"phone_number":"0","first_name":"A"}}`,
			want: chat.Input{Kind: chat.Unsupported, Message: "7"}},
		{name: "a kind newer than this program", json: `"message":{` + head + `,"hologram":{"file_id":"H"}}`,
			want: chat.Input{Kind: chat.Unsupported, Message: "7"}},
		{name: "somebody pinned a message", json: `"message":{` + head + `,"pinned_message":{"message_id":6,"date":0,` + inLan + `}}`, drop: true},
		{name: "button", json: `"callback_query":{"id":"4382","chat_instance":"1",` + fromLan + `,"message":{"message_id":5,"date":1467600000,` + inLan + `,"text":"2.3?"},"data":"k3v/X2.03/co"}`,
			want: chat.Input{Kind: chat.Press, Data: "k3v/X2.03/co", Message: "5"}},
		{name: "button under a message too old to show", json: `"callback_query":{"id":"4382",` + fromLan + `,"message":{"message_id":5,"date":0,` + inLan + `},"data":"x"}`,
			want: chat.Input{Kind: chat.Press, Data: "x", Message: "5"}},
		{name: "button without its message", json: `"callback_query":{"id":"4382",` + fromLan + `,"inline_message_id":"z","data":"x"}`,
			want: chat.Input{Kind: chat.Press, Data: "x"}},
		{name: "game button", json: `"callback_query":{"id":"4382",` + fromLan + `,"game_short_name":"z"}`, drop: true},
		{name: "blocked", json: `"my_chat_member":{` + inLan + `,` + fromLan + `,"date":1,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"kicked","until_date":0}}`,
			want: chat.Input{Kind: chat.Blocked}},
		{name: "let in again", json: `"my_chat_member":{` + inLan + `,` + fromLan + `,"date":1,"old_chat_member":{"status":"kicked"},"new_chat_member":{"status":"member"}}`,
			want: chat.Input{Kind: chat.Unblocked}},
		{name: "added to a group", json: `"my_chat_member":{` + inGroup + `,` + fromLan + `,"date":1,"new_chat_member":{"status":"member"}}`, drop: true},
		{name: "group talk", json: `"message":{"message_id":7,` + fromLan + `,` + inGroup + `,"date":1,"text":"/start"}`, drop: true},
		{name: "button in a group", json: `"callback_query":{"id":"4382",` + fromLan + `,"message":{"message_id":5,` + inGroup + `},"data":"x"}`, drop: true},
		{name: "another bot", json: `"message":{"message_id":7,"from":{"id":9,"is_bot":true,"first_name":"b"},` + inLan + `,"date":1,"text":"hi"}`, drop: true},
		{name: "nobody", json: `"message":{"message_id":7,` + inLan + `,"date":1,"text":"hi"}`, drop: true},
		{name: "in a chat's name", json: `"message":{` + head + `,"sender_chat":{"id":-1,"type":"channel"},"text":"hi"}`, drop: true},
		{name: "a kind that nobody asked for", json: `"poll":{"id":"1"}`, drop: true},
		{name: "text is a number", json: `"message":{` + head + `,"text":7}`, err: "decode update"},
		{name: "chat is a word", json: `"message":{"message_id":7,"chat":"Lan","text":"hi"}`, err: "decode update"},
		{name: "no id", json: `"message":{` + fromLan + `,` + inLan + `,"text":"hi"}`, err: "without its"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, err := decode([]byte(`{"update_id":8841,`+test.json+`}`), testID, testNow)
			switch {
			case test.err != "":
				if err == nil || !strings.Contains(err.Error(), test.err) || d.id != 8841 {
					t.Errorf("got id %d, error %v; want %q and the id", d.id, err, test.err)
				}
				return
			case err != nil:
				t.Fatal(err)
			case d.keep == test.drop:
				t.Fatalf("kept: %v, want %v", d.keep, !test.drop)
			case test.drop:
				return
			}
			want := chat.Update{
				Key:   "telegram/123456789/8841",
				From:  chat.Address{Channel: "telegram", ID: "42"},
				Name:  "Lan Nguyễn",
				At:    testNow,
				Input: test.want,
			}
			if diff := cmp.Diff(want, d.update, cmpopts.IgnoreFields(chat.Update{}, "Sent")); diff != "" {
				t.Errorf("update (-want +got):\n%s", diff)
			}
			if (d.query == "4382") != (test.want.Kind == chat.Press) {
				t.Errorf("callback query to answer: %q", d.query)
			}
		})
	}
}

func TestFindID(t *testing.T) {
	tests := []struct {
		json string
		want int64
	}{
		{`{"update_id":12,"message":3}`, 12},
		{`{"message":3, "update_id" : "13"}`, 13},
		{`{"update_id":null}`, 0},
		{`{"update_id":99999999999999999999}`, 0},
		{`"what"`, 0},
		{`{"update_id"`, 0},
	}
	for _, test := range tests {
		if got := findID([]byte(test.json)); got != test.want {
			t.Errorf("findID(%s) = %d, want %d", test.json, got, test.want)
		}
	}
}

// TestSent: a message tells when it was sent, an edited one when it was edited; what is of another clock is not believed.
func TestSent(t *testing.T) {
	begin := `"message_id":7,` + fromLan + `,` + inLan + `,"text":"nộp"`
	at := testNow.Unix()
	for name, test := range map[string]struct {
		json string
		want time.Duration // before now; below zero: none
	}{
		"sent while the program was off": {fmt.Sprintf(`"message":{%s,"date":%d}`, begin, at-8*3600), 8 * time.Hour},
		"edited":                         {fmt.Sprintf(`"edited_message":{%s,"date":%d,"edit_date":%d}`, begin, at-8*3600, at-60), time.Minute},
		"of the future":                  {fmt.Sprintf(`"message":{%s,"date":%d}`, begin, at+60), -1},
		"of last week":                   {fmt.Sprintf(`"message":{%s,"date":%d}`, begin, at-7*24*3600), -1},
		"a word":                         {fmt.Sprintf(`"message":{%s,"date":"soon"}`, begin), -1},
		"none":                           {fmt.Sprintf(`"message":{%s}`, begin), -1},
		"pressed":                        {fmt.Sprintf(`"callback_query":{"id":"1",%s,"message":{%s,"date":%d},"data":"x"}`, fromLan, begin, at-60), -1},
	} {
		d, err := decode([]byte(`{"update_id":1,`+test.json+`}`), testID, testNow)
		if err != nil || !d.keep {
			t.Fatalf("%s: %v, %v", name, d, err)
		}
		want := testNow.Add(-test.want)
		if sent := d.update.Sent; sent.IsZero() != (test.want < 0) || test.want >= 0 && !sent.Equal(want) {
			t.Errorf("%s: %v", name, sent)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"update_id":1,"message":{` + head + `,"text":"hộ","photo":[{"file_id":"A","width":1}]}}`))
	f.Add([]byte(`{"update_id":2,"callback_query":{"id":"4382",` + fromLan + `,"message":{"message_id":5,` + inLan + `},"data":"x"}}`))
	f.Add([]byte(`{"update_id":3,"my_chat_member":{` + inLan + `,` + fromLan + `,"new_chat_member":{"status":"kicked"}}}`))
	f.Add([]byte(`{"update_id":"4"}`))
	for _, media := range []string{
		`"document":{"file_id":"D","file_name":"../../etc/passwd\u0000","mime_type":"text/html; charset=x","file_size":-9}`,
		`"voice":{"file_id":"V","duration":12,"mime_type":"audio/ogg","file_size":99999999999}`,
		`"media_group_id":"12345678901234567","caption":"họp thôn","photo":[{"file_id":"A","width":2,"height":1},{"file_id":"","width":9,"height":9}]`,
		`"video_note":{"file_id":"R","length":240}`,
		`"audio":{"file_id":"M","file_name":"họp.mp3"}`,
		`"animation":{"file_id":"G"},"document":{"file_id":"G"}`,
	} {
		f.Add([]byte(`{"update_id":5,"message":{` + head + `,` + media + `}}`))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := decode(raw, testID, testNow)
		if err != nil || !d.keep {
			return
		}
		u := d.update
		if d.id <= 0 || u.Key == "" || u.From.ID == "" || u.From.ID == "0" || u.Input.Kind == 0 {
			t.Errorf("%s\nwas kept as %+v", raw, d)
		}
		if (u.Input.Kind == chat.Attachment) != (len(u.Input.Files) > 0 && u.Input.Kind != chat.Edit) || len(u.Input.Group) > maxGroup {
			t.Errorf("%s\nis %+v", raw, u.Input)
		}
		for _, file := range u.Input.Files {
			// NFC may take a few bytes more than what it was made from.
			if file.Kind == "" || file.Ref == "" || len(file.Ref) > maxRef || len(file.Name) > 3*maxFileName || file.Type == "" ||
				file.Size < 0 || file.Seconds < 0 || !utf8.ValidString(file.Name) {
				t.Errorf("%s\nhas the file %+v", raw, file)
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	raw := []byte(`{"update_id":8841,"message":{` + head + `,"text":"Xã có 1.234 hộ nghèo, giảm 56 hộ so với cùng kỳ"}}`)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decode(raw, testID, testNow); err != nil {
			b.Fatal(err)
		}
	}
}

// A size of 0 that the platform tells is another thing than a size that it does not tell.
func TestEmptyFileIsTold(t *testing.T) {
	for size, want := range map[string]bool{`"file_size":0`: true, `"file_size":-1`: false, `"file_size":7`: false, `"width":1`: false} {
		var m wireMessage
		if err := json.Unmarshal([]byte(`{"document":{"file_id":"A",`+size+`}}`), &m); err != nil {
			t.Fatal(err)
		}
		if got := m.files(); len(got) != 1 || got[0].Empty != want {
			t.Errorf("%s: %+v, want empty %v", size, got, want)
		}
	}
}
