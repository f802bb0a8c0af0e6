package desk_test

import (
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
)

func TestParseThread(t *testing.T) {
	for text, want := range map[string]desk.ThreadCommand{
		"/vuongmac":                    {Act: desk.Ask},
		"/vuong_mac@giaoban_bot":       {Act: desk.Ask},
		"Vướng mắc":                    {Act: desk.Ask},
		"vuong mac":                    {Act: desk.Ask},
		"hỏi":                          {Act: desk.Ask},
		"/hoi Có tính không?":          {Act: desk.Ask, Text: "Có tính không?"},
		"vướng mắc: xã chưa có số":     {Act: desk.Ask, Text: "xã chưa có số"},
		"/vuongmac dòng một\ndòng hai": {Act: desk.Ask, Text: "dòng một\ndòng hai"},
		"/traloi 12 Được.":             {Act: desk.Answer, Number: 12, Text: "Được."},
		"/tra_loi 12":                  {Act: desk.Answer, Number: 12},
		"trả lời 12: Được, trước 17 giờ.": {Act: desk.Answer, Number: 12, Text: "Được, trước 17 giờ."},
		"Trả lời số 3 có":                 {Act: desk.Answer, Number: 3, Text: "có"},
		"/chuyen 12":                      {Act: desk.PassUp, Number: 12},
		"chuyển cấp trên 12":              {Act: desk.PassUp, Number: 12},
		"tra\u0309 lo\u031b\u0300i 7 ok":  {Act: desk.Answer, Number: 7, Text: "ok"},
	} {
		if got, ok := desk.ParseThread(text, false); !ok || got != want {
			t.Errorf("ParseThread(%q) = %+v, %v, want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", "trả lời", "trả lời các câu hỏi", "12", "vướng mắc lớn nhất là kinh phí", "hỏi han", "chuyển mục 4 lên 1",
		"chuyển", "/chuyen", "/traloi abc", "/traloi 123456789 quá dài", "trả lời 12abc",
	} {
		if got, ok := desk.ParseThread(text, false); ok {
			t.Errorf("ParseThread(%q) = %+v, want none", text, got)
		}
	}
	if _, ok := desk.ParseThread("vướng mắc", true); ok {
		t.Error("a word without a slash is a command inside a text")
	}
}

func TestThreadData(t *testing.T) {
	c := desk.ThreadCommand{Act: desk.Answer, Number: 99999999}
	data := c.Action().Encode()
	if a, _ := chat.Decode(data); data != "v||traloi|99999999" {
		t.Errorf("%+v is written %q", a, data)
	} else if got, ok := desk.ThreadOf(a); !ok || got != c {
		t.Errorf("%q read back as %+v, %v", data, got, ok)
	}
	for _, data := range []string{"", "v|", "v||traloi|", "v||traloi|-1", "v||traloi|01", "v||xoa|1", "d||traloi|1"} {
		a, _ := chat.Decode(data)
		if got, ok := desk.ThreadOf(a); ok {
			t.Errorf("%q reads as %+v, want none", data, got)
		}
	}
	if n := desk.ThreadUnder([]string{"d||tinhhinh|1", "v||chuyen|4", "v||traloi|4"}); n != 4 {
		t.Errorf("the buttons are about %d", n)
	}
}
