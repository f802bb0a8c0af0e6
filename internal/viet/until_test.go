package viet

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/language"
)

// Monday, 4 July 2016; the deadline is the next day.
var (
	untilRef      = time.Date(2016, time.July, 4, 8, 0, 0, 0, time.UTC)
	untilDeadline = time.Date(2016, time.July, 5, 23, 59, 59, 0, time.UTC)
)

func TestReadUntil(t *testing.T) {
	for input, want := range map[string]string{
		"8/7": "08/7", "đến 8/7": "08/7", "tới ngày 8/7": "08/7", "hết 20/7": "20/7", "cho đến 10/7": "10/7", "sang 8/7": "08/7", "ngày 8": "08/7", "mùng 8": "08/7", "tới mùng 8": "08/7",
		"8 tháng 7": "08/7", "đến hết thứ sáu": "08/7", "hết thứ 6 tuần này": "08/7", "thứ tư": "06/7", "đến hết thứ tư": "06/7", "thứ 2": "04/7", "thứ hai tuần sau": "11/7", "hết chủ nhật": "10/7",
		"hết tuần này": "10/7", "cuối tuần": "10/7", "cuối tháng": "31/7", "hết tháng này": "31/7", "cuối tuần sau": "17/7", "hết tháng 8": "31/8",
		"thêm 3 ngày": "08/7", "thêm ba ngày": "08/7", "them 3 ngay": "08/7", "thêm một hôm": "06/7", "thêm một ngày nữa": "06/7", "thêm 1 tuần": "12/7", "3 ngày nữa": "08/7", "lùi 2 ngày": "07/7",
		"sáng mai": "05/7", "ngày mai": "05/7", "mai": "05/7", "đến hết ngày mai": "05/7", "chiều nay": "04/7", "từ 5/7 đến 8/7": "08/7", "8/7 nhé": "08/7", "đến 8/7 thôi em": "08/7", "hôm qua": "03/7",
		"đến cuối tuần này": "10/7", "tới thứ 6 tuần này": "08/7", "8/7/2016": "08/7", "t6": "08/7",
	} {
		d, unclear := ReadUntil(input, untilRef, untilDeadline)
		if got := strings.TrimSuffix(FormatDate(d), "/2016"); unclear != nil || got != want {
			t.Errorf("%q reads as %s, %+v, want %s", input, got, unclear, want)
		}
	}
	for _, input := range []string{"", "vài hôm", "vài ngày nữa", "bao giờ cũng được", "sớm nhất có thể", "31/6", "từ 6 đến 8", "8", "mấy ngày nữa", "tuần sau", "đầu tháng", "8/7 hoặc 9/7", "Nga Yên 8/7",
		"không đến 8/7", "đừng 8/7", "trước 8/7 hay sau", "3 ngày làm việc", "thứ 9", "thêm 0 ngày"} {
		if d, unclear := ReadUntil(input, untilRef, untilDeadline); unclear == nil {
			t.Errorf("%q reads as %s", input, FormatDate(d))
		}
	}
}

func TestCutUntil(t *testing.T) {
	for text, want := range map[string]string{
		"Nga Yên, Nga Trường 8/7": "Nga Yên, Nga Trường|8/7", "nga yen nga truong den het thu sau": "nga yen nga truong|den het thu sau", "Nga Yên thêm 3 ngày": "Nga Yên|thêm 3 ngày",
		"nga thanh 8/7": "nga thanh|8/7", "đến 9/7 Nga Yên Nga Bạch": "Nga Yên Nga Bạch|đến 9/7", "Nga Yên": "Nga Yên|", "8/7": "|8/7", "Nga Yên 31/6": "Nga Yên|31/6", "Nga Yên từ 5/7 đến 8/7": "Nga Yên|từ 5/7 đến 8/7",
	} {
		if rest, day := CutUntil(text, untilRef); rest+"|"+day != want {
			t.Errorf("%q is %q and %q, want %s", text, rest, day, want)
		}
	}
}

// Days that many days from the deadline are, whatever month it is.
func FuzzReadUntil(f *testing.F) {
	f.Add("thêm 3 ngày")
	f.Add("đến hết thứ sáu")
	f.Fuzz(func(t *testing.T, input string) {
		if d, unclear := ReadUntil(input, untilRef, untilDeadline); unclear == nil && !d.Exists() || unclear != nil && unclear.Why == language.Unreadable {
			t.Errorf("%q: %v %v", input, d, unclear)
		}
	})
}
