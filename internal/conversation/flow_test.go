package conversation

import (
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/answers/answerstest"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

func begun(t *testing.T, typed ...string) *officer {
	t.Helper()
	f := newOfficer(t, answerstest.Outline(t, "xa.yaml"), vietnamese(t))
	for _, text := range append([]string{"bắt đầu"}, typed...) {
		f.types(text)
	}
	return f
}

func (f *officer) value(name string) form.Value {
	return f.draft.Cells[f.outline.ByName[name].Pos].Value
}

// TestOldButton: an old button answers its own question and no other, and what
// was in focus stays there.
func TestOldButton(t *testing.T) {
	f := begun(t, "đúng")
	old := offered(t, f.types("quay lại"), "Giữ nguyên")
	f.presses(old)
	choices := f.does(chat.Input{Kind: chat.Unsupported}, nil)
	post := offered(t, choices, "Phó Trưởng Công an")
	f.presses(post)
	f.types("1")
	f.types("3")
	at := f.focus.Place
	if out := f.presses(post); f.focus.Place != at || f.value("chuc_vu_nguoi_nhap").Name != "pho_truong_cong_an" || !strings.Contains(said(out), "Đã sửa «Đồng chí nhập báo cáo với chức vụ nào»") {
		t.Errorf("at %+v: %s", f.focus, said(out))
	}
	if out := f.presses(old); f.focus.Place != at || len(out.Answers) != 0 {
		t.Errorf("an old keep moved to %+v or answered %+v", f.focus, out.Answers)
	}
}

// TestOldNone: the button that confirmed «Không có» does not come back to wipe
// out the text that was written since.
func TestOldNone(t *testing.T) {
	f := begun(t, "phần 8")
	none := offered(t, f.types("không có"), "Đúng")
	f.types("Từ mô hình điểm, HĐND xã ra nghị quyết về bảo đảm ANTT.")
	f.types("xong")
	before := f.value("tac_dung_chu_truong")
	if out := f.presses(none); len(out.Answers) != 0 || f.value("tac_dung_chu_truong").Text != before.Text {
		t.Errorf("answered %+v", out.Answers)
	}
}

// TestForgedButtons: data that no button of ours carries changes nothing.
func TestForgedButtons(t *testing.T) {
	f := begun(t, "đúng")
	for _, data := range []string{
		"q|k3f9a2b|own|X0.05", "q|k3f9a2b|none|X0.05", "q|k3f9a2b|keep|X0.05", "q|k3f9a2b|d|X0.05|2016-01-01",
		"q|k3f9a2b|fix|X10.10", "q|k3f9a2b|yes|X6.01#7", "q|k3f9a2b|stop|X6.01", "q|k3f9a2b|new|X6.01.01#9", "q|other|keep|X0.02",
		"q|k3f9a2b|keep|X0.02#-1", "q|k3f9a2b|r|X0.09|0", "q||||", "",
	} {
		if out := f.presses(data); len(out.Answers) != 0 || len(out.Contents) == 0 {
			t.Errorf("%q answered %+v", data, out.Answers)
		}
	}
	if done, _ := f.draft.Progress(f.outline); done != 1 {
		t.Errorf("%d answers, want 1", done)
	}
}

// TestEditedMessages: an edited message corrects the answer that it gave; of a
// long text only its own piece.
func TestEditedMessages(t *testing.T) {
	f := begun(t, "đúng", "1", "1", "3", "9")
	at := f.focus.Place
	out := f.does(chat.Input{Kind: chat.Edit, Text: "12 thôn"}, &form.Place{Code: "X0.05"})
	if f.value("so_thon").Number != 12 || f.focus.Place != at || !strings.Contains(said(out), "Đã sửa «Toàn xã có bao nhiêu thôn, bản, tổ dân phố»: 12 thôn.") {
		t.Errorf("at %+v: %s", f.focus, said(out))
	}
	f.does(chat.Input{Kind: chat.Edit, Text: "1,234"}, &form.Place{Code: "X0.05"})
	if f.focus.Mode != exchange.Which || f.focus.Code != "X0.05" {
		t.Errorf("which of two numbers is asked at %+v", f.focus)
	}
	f.types("phần 8")
	f.types("Đoạn thứ nhất của câu trả lời.")
	f.types("Đoạn thứ hai.")
	f.types("xong")
	place := form.Place{Code: "X8.01"}
	f.does(chat.Input{Kind: chat.Edit, Text: "Đoạn thứ hai, viết lại."}, &place)
	if got := f.value("tac_dung_chu_truong").Text.Pieces; got != 2 {
		t.Errorf("%d pieces are left of 2", got)
	}
}

// TestColleague: what a colleague answered meanwhile is shown, not overwritten.
func TestColleague(t *testing.T) {
	a := begun(t, "đúng", "1")
	b := newOfficer(t, a.outline, a.say)
	b.draft = a.draft
	b.types("tiếp tục")
	b.types("Công an xã")
	out := a.types("1")
	if a.value("co_quan_bao_cao").Name != "cong_an" || !strings.Contains(said(out), "Đang ghi: Công an xã") ||
		!strings.Contains(said(out), "vừa trả lời: Ban Chỉ đạo 138 xã") {
		t.Errorf("%+v: %s", a.value("co_quan_bao_cao"), said(out))
	}
	a.types("thay")
	if a.value("co_quan_bao_cao").Name != "ban_chi_dao" || a.focus.Code == "X0.03" {
		t.Errorf("%+v at %+v", a.value("co_quan_bao_cao"), a.focus)
	}
}

// TestFirmFloor: a group that asks for no reason needs its rows.
func TestFirmFloor(t *testing.T) {
	f := begun(t, "sửa 7.11", "có", "sửa 7.12", "xóa", "xóa mục này")
	group := &f.draft.Cells[f.outline.ByName["de_nghi_khen"].Pos]
	if len(group.Rows) != 0 || group.State != answers.Open {
		t.Errorf("%d rows, state %d", len(group.Rows), group.State)
	}
	f.presses("q|k3f9a2b|stop|X7.12")
	if group.State == answers.Closed {
		t.Error("an old button closed the group")
	}
	f.focus = exchange.Focus{Mode: exchange.Growing, Place: form.Place{Code: "X7.12"}}
	f.types("dừng")
	if group.State == answers.Closed {
		t.Error("closed without a row")
	}
}

// TestDropOne: a row that is taken out leaves the others, and the person in the
// group.
func TestDropOne(t *testing.T) {
	f := begun(t, "sửa 4.1", "có", "sửa 5.1", "2", "sửa 5.11", "0", "sửa 5.12", "0", "phần 6", "Một", "sửa 6.1", "kê tiếp")
	f.types("/sua 6.1")
	group := &f.draft.Cells[f.outline.ByName["tieu_bieu"].Pos]
	if len(group.Rows) != 1 || group.Rows[0].Label != "Một" {
		t.Fatalf("rows %+v", group.Rows)
	}
	out := f.types("xem mục 1")
	if f.focus.Mode != exchange.Showing || !strings.Contains(said(out), "«Một»") {
		t.Fatalf("at %+v: %s", f.focus, said(out))
	}
	f.types("xóa mục này")
	if f.focus.Mode != exchange.Dropping {
		t.Fatalf("at %+v", f.focus)
	}
	f.types("giữ nguyên")
	if len(group.Rows) != 1 {
		t.Error("kept and yet gone")
	}
}
