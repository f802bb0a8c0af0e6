package dispatch_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/seed"
	"giaoban/internal/roster"
)

// province has every commune's report handed in.
func province(t testing.TB) *world {
	w := newWorldOfAll(t, "")
	script := demoScript(t)
	script.Untouched = nil
	planted := seed.Seed{From: w.now.AddDate(0, 0, -12), To: w.now.Add(-10 * time.Hour), Started: 100, Submitted: 100, Number: 1, Script: script}
	if err := seed.Plant(context.Background(), w.d.Set, planted); err != nil {
		t.Fatal(err)
	}
	return w
}

// BenchmarkReading answers the province's questions about 635 reports.
func BenchmarkReading(b *testing.B) {
	w := province(b)
	w.joins("tinh", "38", roster.Coordinator)
	for _, words := range []string{"/tonghop", "/tonghop phần 5", "/tonghop X8.01", "/excel", "/mohinh", "/khen", "/canxem", "/xem Nga An",
		"/solieu mô hình cấp xã", "/nhieunhat hộ", "tổng số hộ toàn tỉnh", "huyện nào nhiều mô hình cấp xã nhất", "bao nhiêu xã chưa có mô hình"} {
		b.Run(strings.ReplaceAll(words, " ", "_"), func(b *testing.B) {
			for b.Loop() {
				w.types("tinh", words)
			}
		})
	}
}

// TestReadingByRole: what reports say is told to who coordinates above them,
// and awards to who has the right; whoever else asks, by words or by a button
// that somebody else was sent, learns nothing of another unit.
func TestReadingByRole(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.handsIn("16144 so_ho=1751") // xã Nga An, huyện Nga Sơn
	w.handsIn("16138 so_ho=1749") // xã Nga Hải, huyện Nga Sơn
	const award = "Cán bộ và nhân dân thôn 3"
	who := []struct {
		unit string
		role roster.Role
		// reads the report of Nga An, and sees its award.
		reads, awards bool
	}{
		{"401", roster.Coordinator, true, false}, {"38", roster.Coordinator, true, false}, {"38", roster.Admin, true, false},
		{"401", roster.Viewer, false, true}, {"38", roster.Viewer, false, true}, {"16138", roster.Viewer, false, false},
		{"395", roster.Coordinator, false, false}, {"395", roster.Viewer, false, false}, {"395", roster.Admin, false, false},
		{"16138", roster.Officer, false, false}, {"16138", roster.Approver, false, false}, {"401", roster.Officer, false, false},
		{"401", roster.Approver, false, false},
	}
	asked := []string{"/xem 16144", "/xem Nga An", "xem xã Nga An phần 0", "/xem Nga An X0.06", "/tonghop Nga Sơn X0.06", "/tonghop 16144", "/excel Nga Sơn", "/mohinh Nga Sơn", "/mohinh 16144",
		"/khen", "/khen Nga An", "khen thưởng xã Nga An", "/canxem Nga Sơn", "xã Nga An nộp chưa?", "ai trả lời báo cáo xã Nga An?", "/xem Nga An phần 7", "/xem Nga An X7.12",
		"/solieu hộ Nga An", "/nhieunhat hộ Nga Sơn", "Nga An có bao nhiêu hộ", "xã nào nhiều hộ nhất", "xã nào có đề nghị khen thưởng", "Nga An có bao nhiêu đề nghị khen thưởng"}
	pressed := []string{"d|xem|16144", "d|xem|16144|X0", "d|xem|16144|X7", "d|xem|16144||3", "d|xem|16144|X0.06", "d|tonghop|401|X0.06", "d|tonghop|401|tep", "d|tonghop|38|X7.12.02",
		"d|khen|16144", "d|khen|401", "d|khen|16144|bc", "d|mohinh|401", "d|canxem|401", "d|solieu|16144|X0.06", "d|solieu|16144|X7.12", "d|nhieunhat|401|X0.06", "d|daco|401|X7.12", "d|nhieunhat|38|X7.12.02", "d|chuaco|401|=kien_nghi", "d|nguoi|16144", "d|vichua|401|lam", "d|han|401"}
	for i, p := range who {
		name := fmt.Sprint("p", i)
		w.joins(name, p.unit, p.role)
		var said strings.Builder
		hear := func(contents []chat.Content) {
			for _, c := range contents {
				said.WriteString(text([]chat.Content{c}))
				if c.File != nil {
					said.Write(c.File.Data)
				}
			}
		}
		for _, words := range asked {
			hear(w.types(name, words))
		}
		for _, data := range pressed {
			hear(w.does(name, chat.Input{Kind: chat.Press, Data: data}))
		}
		got := said.String()
		if reads := strings.Contains(got, "1.751"); reads != p.reads {
			t.Errorf("%s at %s reads the report: %v", p.role, p.unit, reads)
		}
		if sees := strings.Contains(got, award); sees != p.awards && p.unit != "16138" {
			t.Errorf("%s at %s sees the award: %v", p.role, p.unit, sees)
		}
	}
}

// TestACommandInsideAText: a coordinator who fills in the own unit's report asks
// with a whole sentence or command from inside a text too; what only begins so is
// the text.
func TestACommandInsideAText(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.joins("truong", "401", roster.Coordinator)
	w.types("truong", "/baocao")
	if said := text(w.types("truong", "xã nào chưa nộp?")); !strings.Contains(said, "Danh sách chưa nộp") {
		t.Errorf("beside a text, a sentence is a question:\n%s", said)
	}
	w.types("truong", "sửa H2.01")
	if said := text(w.types("truong", "xã nào chưa nộp?")); !strings.Contains(said, "Danh sách chưa nộp") {
		t.Errorf("inside a text, a sentence is a question:\n%s", said)
	}
	if said := text(w.types("truong", "mô hình")); !strings.Contains(said, "từ 0 báo cáo") {
		t.Errorf("inside a text, a whole command is one:\n%s", said)
	}
	if said := text(w.types("truong", "Mô hình ở các xã nào cũng hoạt động tốt.")); !strings.Contains(said, "Đã ghi") {
		t.Errorf("inside a text, a sentence that begins like a command is the text:\n%s", said)
	}
	if said := text(w.types("truong", "/chuanop")); !strings.Contains(said, "Danh sách chưa nộp") {
		t.Errorf("the slash asks from inside a text:\n%s", said)
	}
}
