package dispatch_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// flushed tells what waits by then.
func (w *world) flushed(at time.Time) {
	w.t.Helper()
	if at.After(w.now) {
		w.now = at
	}
	if err := w.d.Flush(context.Background(), w.now); err != nil {
		w.t.Fatal(err)
	}
}

// TestAskUnit: a head asks a commune about a section of its report where it is read. What
// would be sent is shown and needs a yes; quiet hours hold it; the officers answer, and the
// answer comes back with the question. Both stand in the journal, and nobody else sees them.
func TestAskUnit(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.handsIn(ngaAn)
	w.joins("an", ngaAn, roster.Officer)
	w.joins("binh", ngaAn, roster.Officer)
	w.joins("truong", "401", roster.Coordinator)
	w.joins("khac", "395", roster.Coordinator)
	eight := w.now.Add(time.Hour)
	page := w.presses("truong", w.types("truong", "/xem Nga An"), "5. ")
	ask := w.presses("truong", page, "Hỏi xã")
	if !strings.Contains(text(ask), "phần X5") {
		t.Errorf("the section is not named:\n%s", text(ask))
	}
	shown := w.types("truong", "Số hộ sao lại giảm so với năm ngoái?")
	for _, want := range []string{"xã Nga An", "phần X5", "«Số hộ sao lại giảm so với năm ngoái?»", "7 giờ 30"} {
		if !strings.Contains(text(shown), want) {
			t.Errorf("no %q in:\n%s", want, text(shown))
		}
	}
	before := len(w.texts("an"))
	if said := text(w.types("truong", "khoan đã")); !strings.Contains(said, "Chưa gửi gì") {
		t.Errorf("held back:\n%s", said)
	}
	sent := w.types("truong", "ok")
	if !strings.Contains(text(sent), "Đã gửi câu hỏi số 1 cho xã Nga An") {
		t.Fatalf("sent:\n%s", text(sent))
	}
	if len(w.texts("an")) != before {
		t.Error("the officer is asked in the quiet hours")
	}
	w.flushed(eight)
	question := w.said[person("an")][len(w.said[person("an")])-1].Content
	for _, want := range []string{"Huyện Nga Sơn hỏi về báo cáo của xã Nga An, phần X5", "Số hộ sao lại giảm so với năm ngoái?"} {
		if !strings.Contains(question.Text, want) {
			t.Errorf("no %q in:\n%s", want, question.Text)
		}
	}
	if said := w.does("khac", pressOf(question)); strings.Contains(text(said), "Số hộ") {
		t.Errorf("another district sees it:\n%s", text(said))
	}
	w.does("an", pressOf(question))
	w.types("an", "Do 12 hộ chuyển đi.")
	answered := w.types("an", "Gửi")
	if !strings.Contains(text(answered), "Đã gửi trả lời câu hỏi số 1 cho huyện Nga Sơn") {
		t.Fatalf("answered:\n%s", text(answered))
	}
	w.flushed(eight)
	back := w.said[person("truong")][len(w.said[person("truong")])-1].Content.Text
	if !strings.Contains(back, "Xã Nga An trả lời câu hỏi số 1 về báo cáo của xã Nga An, phần X5") || !strings.Contains(back, "«Số hộ sao lại giảm so với năm ngoái?»") || !strings.Contains(back, "Do 12 hộ chuyển đi.") {
		t.Errorf("what comes back:\n%s", back)
	}
	if beside := w.last("binh").Content.Text; !strings.Contains(beside, "Đồng nghiệp cùng đơn vị đã trả lời") {
		t.Errorf("the colleague reads:\n%s", beside)
	}
	for _, who := range []string{"truong", "an"} {
		journal := text(w.types(who, "/nhatky"))
		if !strings.Contains(journal, "hỏi về báo cáo – xã Nga An") || !strings.Contains(journal, "trả lời cấp trên – xã Nga An") {
			t.Errorf("the journal of %s:\n%s", who, journal)
		}
	}
	if said := text(w.types("truong", "/hoixa Xuân Lai: nộp chưa?")); strings.Contains(said, "Sẽ hỏi") {
		t.Errorf("a commune of another district is asked:\n%s", said)
	}
	for _, typed := range []string{"/hoixa Nga An câu 5.01: sao lại 6?", "hỏi Nga An câu 5.01: sao lại 6?", "hỏi xã Nga An về câu 5.01: sao lại 6?"} {
		if said := text(w.types("truong", typed)); !strings.Contains(said, "câu X5.01") || !strings.Contains(said, "«sao lại 6?»") {
			t.Errorf("%q:\n%s", typed, said)
		}
		w.types("truong", "thôi")
	}
	w.types("truong", "/xem Nga An")
	if said := text(w.types("truong", "hỏi xã: còn thiếu ảnh?")); !strings.Contains(said, "Sẽ hỏi xã Nga An") {
		t.Errorf("typed while it is read:\n%s", said)
	}
	w.types("truong", "thôi")
	if said := text(w.types("truong", "/vuongmac")); strings.Contains(said, "Số hộ sao") {
		t.Errorf("an answered question waits:\n%s", said)
	}
}

// pressOf presses the first button of what was said.
func pressOf(c chat.Content) chat.Input {
	return chat.Input{Kind: chat.Press, Data: c.Choices[0][0].Data}
}
