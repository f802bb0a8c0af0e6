package operation

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"giaoban/internal/english"
	"giaoban/internal/locale"
	"giaoban/internal/viet"
)

// TestReadPoll: what a line asks and how it is answered; what cannot be asked so is refused by its own sentence.
func TestReadPoll(t *testing.T) {
	catalog, err := locale.Load(os.DirFS("../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalog.Language("vi")
	many := strings.Repeat("Câu nào đó %d?\n", 11)
	for typed, want := range map[string]string{
		"Bao nhiêu nhà? (số)":                                "Bao nhiêu nhà?|integer",
		"- Đã xong chưa? (có / không).":                      "Đã xong chưa?|yes_no",
		"Câu 2: Mức nào (Nhẹ/Vừa/Nặng)?":                     "Mức nào|select_one|Nhẹ;Vừa;Nặng",
		"Số hộ (kể cả hộ nghèo)":                             "Số hộ (kể cả hộ nghèo)|text",
		"(số)":                                               "(số)|text",
		"Cần gì? (chữ)":                                      "Cần gì?|text",
		"Bão số 3:\n\nBao nhiêu? (SỐ)\nHạn: 17 giờ":          "Bao nhiêu?|integer title=Bão số 3 until=17 giờ",
		"Hạn hán ở đâu?":                                     "Hạn hán ở đâu?|text",
		"Nhẹ hay nặng (Nhẹ/ /Nặng)":                          "poll_options",
		"Nhẹ hay nặng (nhẹ/Nhe)":                             "poll_options",
		"A? (số)\na?":                                        "poll_twice",
		"   ":                                                "poll_nothing",
		strings.Repeat("dài ", 100):                          "poll_too_long",
		fmt.Sprintf(many, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11): "poll_too_many",
		"Chọn (a/b/c/d/e/g/h/i/k/l/m)":                       "poll_many_options",
	} {
		d, wrong := ReadPoll(typed, say)
		var got []string
		if wrong.Key == "" {
			for _, q := range d.Questions {
				line := q.Label + "|" + string(q.Type)
				if len(q.Choices) > 0 {
					line += "|" + strings.Join(q.Choices, ";")
				}
				got = append(got, line)
			}
		}
		if d.Title != "" {
			got = append(got, "title="+d.Title)
		}
		if d.Until != "" {
			got = append(got, "until="+d.Until)
		}
		if wrong.Key != "" {
			got = append(got, wrong.Key)
		}
		if is := strings.Join(got, " "); is != want {
			t.Errorf("%q is\n%s, want\n%s", typed, is, want)
		}
	}
}

// TestReadEnd: until when a poll is answered. Nothing is guessed where an hour may be a span.
func TestReadEnd(t *testing.T) {
	now := time.Date(2026, 11, 28, 8, 15, 30, 0, time.FixedZone("", 7*3600))
	for typed, want := range map[string]string{
		"2 giờ nữa": "28 10:15", "trong 30 phút": "28 08:45", "90 phút": "28 09:45", "in 2 hours": "28 10:15", "3 ngày nữa": "01 08:15",
		"17h": "28 17:00", "17 giờ hôm nay": "28 17:00", "8 giờ sáng mai": "29 08:00", "hết ngày mai": "29 23:59", "hôm nay": "28 23:59",
		"5/12": "05 23:59", "2 giờ": "", "2h": "", "hôm qua": "", "khi nào xong": "", "500 ngày nữa": "", "0 giờ nữa": "",
	} {
		at, ok := readEnd(typed, now, viet.Reader{})
		got := ""
		if ok {
			got = at.Format("02 15:04")
		}
		if got != want {
			t.Errorf("%q ends at %q, want %q", typed, got, want)
		}
	}
	for typed, want := range map[string]string{
		"in 2 hours": "28 10:15", "tomorrow noon": "29 12:00", "5 pm": "28 17:00", "5 pm today": "28 17:00", "tomorrow 8 am": "29 08:00", "tomorrow": "29 23:59",
		"30 minutes": "28 08:45", "yesterday": "", "all wards": "",
	} {
		if at, ok := readEnd(typed, now, english.Reader{}); ok != (want != "") || ok && at.Format("02 15:04") != want {
			t.Errorf("%q ends at %q, want %q", typed, at.Format("02 15:04"), want)
		}
	}
}
