package conversation

import (
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// tiny is an outline in which each kind of question comes once.
const tiny = `
title: Thử
sections:
  - code: X1
    title: Một
    minutes: 10
    questions:
      - {code: X1.01, name: a, type: integer, label: "Toàn xã có bao nhiêu hộ?", unit: hộ, required: true, hint: "Gợi ý riêng."}
      - {code: X1.02, name: b, type: yes_no, label: "Xã đã có quy chế chưa?", required: true}
      - {code: X1.03, name: c, type: text, label: "Người phụ trách giữ chức vụ gì?", required: true}
      - {code: X1.04, name: d, type: long_text, label: "Phong trào thế nào?", required: true}
      - code: X1.05
        name: ds
        type: repeat
        label: "Kê từng mô hình."
        required: true
        rows: {noun: mô hình, name: ten, min: 1}
        questions:
          - {code: X1.05.1, name: ten, type: text, label: "Tên mô hình là gì?", required: true}
      - {code: X1.06, name: z, type: yes_no, label: "Đã họp chưa?", required: true}
`

// officerAt is an officer of the tiny outline who has answered so far.
func officerAt(t *testing.T, typed ...string) *officer {
	t.Helper()
	o, err := form.Parse("tiny.yaml", []byte(tiny))
	if err != nil {
		t.Fatal(err)
	}
	f := newOfficer(t, o, vietnamese(t))
	f.types("bắt đầu")
	for _, words := range typed {
		f.types(words)
	}
	return f
}

func forwardedMessage(text string) chat.Input {
	return chat.Input{Kind: chat.Text, Text: text, Message: "9", Forwarded: true}
}

// What somebody else wrote is offered as an answer, and is none by itself.
func TestForwarded(t *testing.T) {
	t.Parallel()
	f := officerAt(t)
	out := f.does(forwardedMessage("1.725 hộ"), nil)
	if len(out.Answers) != 0 || f.focus.Mode != exchange.Doubtful {
		t.Fatalf("stored %v at %s: %s", out.Answers, f.focus.Mode, said(out))
	}
	if out = f.presses(offered(t, out, "Ghi vào báo cáo")); len(out.Answers) != 1 || out.Answers[0].Value.Number != 1725 {
		t.Errorf("stored %v: %s", out.Answers, said(out))
	}
	for _, text := range []string{"nộp", "xin chào các đồng chí", "5"} {
		if out := f.does(forwardedMessage(text), nil); len(out.Answers) != 0 || out.Submitted {
			t.Errorf("«%s» is stored: %s", text, said(out))
		}
	}
	f.types("rồi")
	out = f.does(forwardedMessage("Các xã nộp trước 17 giờ hôm nay."), nil)
	if len(out.Answers) != 0 || f.focus.Mode != exchange.Doubtful {
		t.Fatalf("stored %v at %s: %s", out.Answers, f.focus.Mode, said(out))
	}
	if out = f.presses(offered(t, out, "Không ghi")); len(out.Answers) != 0 || f.focus.Code != "X1.03" || f.focus.Undecided != nil {
		t.Errorf("at %+v: %s", f.focus, said(out))
	}
	f = officerAt(t, "5", "rồi", "Trưởng ban", "Phong trào phát triển tốt ở cả 9 thôn.", "xong", "Tiếng kẻng", "dừng", "rồi")
	if f.focus.Mode != exchange.Review {
		t.Fatalf("at %+v", f.focus)
	}
	if out := f.does(forwardedMessage("nộp"), nil); out.Submitted {
		t.Error("a forwarded message hands the report in")
	}
}

// Several names in one message are offered as rows.
func TestSeveralRows(t *testing.T) {
	t.Parallel()
	before := []string{"5", "rồi", "Trưởng ban", "Phong trào phát triển tốt ở cả 9 thôn.", "xong"}
	for _, text := range []string{"1. Tiếng kẻng an ninh\n2. Camera an ninh\n3. Dòng họ tự quản", "Tiếng kẻng an ninh; Camera an ninh; Dòng họ tự quản", "- Tiếng kẻng an ninh\n- Camera an ninh\n- Dòng họ tự quản"} {
		f := officerAt(t, before...)
		out := f.types(text)
		if len(out.Answers) != 0 || f.focus.Mode != exchange.Doubtful {
			t.Fatalf("stored %v at %s: %s", out.Answers, f.focus.Mode, said(out))
		}
		out = f.presses(offered(t, out, "Kê từng mục"))
		rows := f.draft.Cells[f.outline.ByCode["X1.05"].Pos].Rows
		if len(rows) != 3 || rows[1].Label != "Camera an ninh" || f.focus.Mode != exchange.Growing {
			t.Errorf("%d rows at %s: %s", len(rows), f.focus.Mode, said(out))
		}
	}
	f := officerAt(t, before...)
	out := f.presses(offered(t, f.types("Không tội phạm;\nkhông ma túy"), "Là một tên"))
	if rows := f.draft.Cells[f.outline.ByCode["X1.05"].Pos].Rows; len(rows) != 1 || len(out.Answers) != 1 {
		t.Errorf("%d rows: %s", len(rows), said(out))
	}
	f = officerAt(t, before...)
	if out := f.types("Không tội phạm, không ma túy"); len(out.Answers) != 1 {
		t.Errorf("a comma parts no names: %s", said(out))
	}
}

// All answers go only after a whole yes.
func TestWiping(t *testing.T) {
	t.Parallel()
	f := officerAt(t, "5", "rồi")
	for _, words := range []string{"không", "đừng xóa", "thôi"} {
		f.types("xóa hết làm lại")
		if f.types(words); f.focus.Code != "X1.03" || f.draft.Cells[0].State != answers.Answered {
			t.Errorf("«%s»: at %+v", words, f.focus)
		}
	}
	f.types("sai rồi xóa hết làm lại")
	for _, words := range []string{"xóa thật à?", "chưa xóa vội"} {
		if out := f.types(words); f.focus.Mode != exchange.Wiping || f.draft.Cells[0].State != answers.Answered {
			t.Errorf("«%s»: at %+v: %s", words, f.focus, said(out))
		}
	}
	if f.types("vâng xóa hết đi"); f.focus.Code != "X1.01" || f.draft.Cells[0].State != answers.Open {
		t.Errorf("at %+v", f.focus)
	}
	if f.types("7"); f.draft.Cells[0].Value.Number != 7 {
		t.Error("an answer is not taken any more")
	}
}

// The end of one thing never confirms the next.
func TestOneEndConfirmsNothing(t *testing.T) {
	t.Parallel()
	f := officerAt(t, "5", "rồi", "Trưởng ban", "Phong trào phát triển tốt ở cả 9 thôn.", "xong", "Tiếng kẻng", "xong")
	if f.focus.Code != "X1.06" {
		t.Fatalf("at %+v", f.focus)
	}
	if out := f.types("xong"); len(out.Answers) != 0 {
		t.Errorf("«xong» twice answers the next question: %s", said(out))
	}
	f.types("rồi")
	for _, words := range []string{"xong", "rồi", "đã", "r", "c", "1", "dung", "nộp?", "ok mai nộp", "vâng để tôi xem lại"} {
		if out := f.types(words); out.Submitted {
			t.Fatalf("«%s» hands the report in", words)
		}
		if f.focus.Mode != exchange.Review {
			f.types("xem lại")
		}
	}
	if out := f.types("vâng nộp đi em"); !out.Submitted {
		t.Errorf("a whole yes does not hand in: %s", said(out))
	}
}

// Words that are no answer leave the question open and are answered.
func TestSayingsKeepTheQuestion(t *testing.T) {
	t.Parallel()
	for _, at := range []struct {
		code  string
		typed []string
	}{
		{"X1.01", nil},
		{"X1.02", []string{"5"}},
		{"X1.03", []string{"5", "rồi"}},
		{"X1.04", []string{"5", "rồi", "Trưởng ban"}},
		{"X1.05.1", []string{"5", "rồi", "Trưởng ban", "Phong trào phát triển tốt ở cả 9 thôn.", "xong"}},
	} {
		for words, want := range map[string]string{
			"không hiểu câu này": "vướng mắc", "ghi thế nào đây": "vướng mắc", "hạn nộp khi nào": "Hạn nộp", "gọi ai được": "vướng mắc",
			"cảm ơn đồng chí": "Cảm ơn", "ai giao việc này": "Thử", "đợi chút nhé": "thong thả", "nhắc lại câu hỏi": at.code[:2],
			"làm mất bao lâu": "phút", "chào em": "Chào", "như năm ngoái nhé": "", "xóa hết làm lại": "",
		} {
			f := officerAt(t, at.typed...)
			out := f.types(words)
			if len(out.Answers) != 0 || !strings.Contains(said(out), want) && want != at.code[:2] {
				t.Errorf("%s «%s»: stored %d, said: %s", at.code, words, len(out.Answers), said(out))
			}
			if f.focus.Code != at.code && f.focus.Mode != exchange.Wiping {
				t.Errorf("%s «%s»: at %+v", at.code, words, f.focus.Place)
			}
		}
	}
}
