package conversation

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/answers"
	"giaoban/internal/form"
)

const newKinds = `title: A
sections:
  - code: X1
    title: A
    questions:
      - {code: X1.01, name: gio, type: time, required: true, min: "05:00", label: Bắt đầu di dân lúc mấy giờ?}
      - {code: X1.02, name: so, type: telephone, required: true, label: Số điện thoại trực?}
      - {code: X1.03, name: bien, type: text, pattern: "[0-9]{2}[A-Z]-[0-9]{4,5}", pattern_message: "Biển số viết như 36A-12345.", required: true, label: Biển số xe?}
      - {code: X1.04, name: muc, type: scale, min: 1, max: 5, low: rất kém, high: rất tốt, required: true, label: Mức hài lòng?}
      - {code: X1.05, name: phan, type: scale, min: 0, max: 100, step: 5, required: true, label: Được bao nhiêu phần trăm?}
      - {code: X1.06, name: vi_sao, type: text, required: true, relevant: 'gio > "19:00" and muc < 3 and so != "0"', label: Vì sao kém?}
`

// TestNewKinds: what is typed is read when every word of it is, kept through the store, and
// read back; what is none is refused with an example.
func TestNewKinds(t *testing.T) {
	t.Parallel()
	o, err := form.Parse("a.yaml", []byte(newKinds))
	if err != nil {
		t.Fatal(err)
	}
	good := []string{"19h30", "0912 345 678", "36A-12345", "[2]", "35"}
	for i, typed := range []map[string]string{
		{"7 giờ 30": "07:30", "19h": "19:00", "7:30 sáng": "07:30", "dạ lúc 7 giờ rưỡi tối ạ": "19:30", "11 giờ đêm": "23:00", "4 giờ chiều": "16:00",
			"4 giờ sáng": "", "7 giờ 30 và 8 giờ": "", "khoảng sáng sớm": "", "7 giờ họp xong": "", "25h": "", "7:75": ""},
		{"0912345678": "0912345678", "+84 912.345.678": "0912345678", "dạ 0237 385 2123 ạ": "02373852123", "12345": "", "0912345678 gặp anh Ba": "", "+84": ""},
		{"36A-12345": "36A-12345", "dạ 36A-1234 ạ": "36A-1234", "36a-12345": "", "36A-12345 và 36A-12346": "", "xe của xã": ""},
		{"3": "3", "mức 4": "4", "ba": "3", "0": "", "6": "", "2,5": "", "rất tốt": ""},
		{"35": "35", "33": "", "105": ""},
	} {
		q := o.Top[i]
		for words, want := range typed {
			f := newOfficer(t, o, vietnamese(t))
			f.goes(does("/start"))
			for _, before := range good[:i] {
				f.goes(does(before))
			}
			f.goes(does(words))
			c := f.draft.Cells[i]
			got := c.Value.Name
			if c.State == answers.Answered && got == "" {
				got = form.PlainNumber(c.Value.Number)
			}
			if got != want {
				t.Errorf("%s, %q: %q, want %q: %s", q.Type, words, got, want, said(f.last))
			}
			back, err := answers.DecodeDraft(f.draft.Encode())
			if err != nil || !cmp.Equal(back.Cells, f.draft.Cells) {
				t.Errorf("%s: comes back as %+v, %v", q.Type, back, err)
			}
		}
	}
	f := play(t, "vi", newKinds,
		does("/start", "mấy giờ"),
		does("sáng sớm", "Xin ghi giờ trong ngày"),
		does("4h", "Giờ này phải từ 5 giờ trở đi"),
		does("19:30", "Đã ghi: 19 giờ 30.", "Số điện thoại trực?"),
		does("gọi anh Ba nhé", "Xin ghi một số điện thoại"),
		does("0912.345.678", "Đã ghi: 0912 345 678.", "Biển số xe?"),
		does("xe ủy ban", "Biển số viết như 36A-12345."),
		does("36A-12345", "Từ 1 (rất kém) đến 5 (rất tốt)."),
		does("[2]", "Được bao nhiêu phần trăm?"),
		does("33", "Câu này nhận 0, 5… đến 100"),
		does("35", "Vì sao kém?"),
		does("sửa X1.01 thành 18 giờ", "nộp báo cáo?"),
		does("/toanbo", "18 giờ", "0912 345 678", "36A-12345", "!Vì sao kém?"),
	)
	if buttons := strings.Join(labels(f.presses(offered(t, f.last, "Làm tiếp"))), " "); !strings.Contains(buttons, "Nộp báo cáo") {
		t.Errorf("buttons: %s", buttons)
	}
	play(t, "en", newKinds, does("/start"), does("19:05", "Question 2/6"), does("x", "telephone number"))
}
