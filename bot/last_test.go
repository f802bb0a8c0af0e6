package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"giaoban/internal/report"
	"giaoban/internal/store"
)

// TestLastImport: what was reported before the first period comes from a CSV: faults line by line, a preview, a yes; the officer sees
// it beside the question, the head compares with it, and the journal has a line.
func TestLastImport(t *testing.T) {
	inLine(t)
	w := newWeeks(t)
	if err := putTime(w.path("clock"), w.now); err != nil {
		t.Fatal(err)
	}
	w.begins()
	w.waits()
	w.killed()
	fails := func(content string, want ...string) {
		t.Helper()
		w.write("last.csv", content)
		var out, errs bytes.Buffer
		if code := run(context.Background(), []string{"last", "import", w.path("last.csv"), "--yes"}, w.env, strings.NewReader(""), &out, &errs); code != exitFiles {
			t.Errorf("%q: exit %d: %s", content, code, out.String()+errs.String())
		}
		for _, words := range want {
			if !strings.Contains(errs.String(), words) {
				t.Errorf("%q: nothing of %q in\n%s", content, words, errs.String())
			}
		}
	}
	fails("code,vu_viec\n11,5\n", ":1:1: thiếu dòng tiêu đề")
	fails("unit_code,vu_viec,giai_quyt\n11,5,3\n99,4,\n1,4,\n11,2,\n12,nhiều,\n13,1\n",
		":1:19: đề cương của đợt này không có câu hỏi tên «giai_quyt»: tiêu đề cột là name của câu hỏi; cột không dùng thì bỏ (có phải là «giai_quyet» không?)",
		":3:1: không có đơn vị nộp báo cáo mã «99»", ":4:1: không có đơn vị nộp báo cáo mã «1»", ":5:1: đơn vị «11» đã có ở dòng 2",
		":6:4: «nhiều» không phải câu trả lời của «vu_viec»: chỉ nhận số nguyên", ":7:1: dòng có 2 cột")
	w.write("last.csv", "\ufeffunit_code,vu_viec,giai_quyet\n11,8,6\n12,3,\n")
	if out := w.command("", "last", "preview", w.path("last.csv")); !strings.Contains(out, "xã Nga An (11): Số vụ việc về trật tự trong tuần: 8") || !strings.Contains(out, "2 đơn vị, 3 câu trả lời") {
		t.Errorf("preview: %s", out)
	}
	if out := w.command("có\n", "last", "import", w.path("last.csv")); !strings.Contains(out, "Đã nhập số liệu kỳ trước của 2 đơn vị") {
		t.Errorf("import: %s", out)
	}
	an, head := w.joins("Nga An", "11", "officer"), w.joins("huyen", "1", "coordinator")
	w.begins()
	an.hears("Mã đúng")
	head.hears("Mã đúng")
	w.goes(w.opens(0).Add(time.Second))
	an.hears("Đã mở kỳ báo cáo tuần 49")
	an.reports("2026-W49", 10, "Kỳ trước: 8")
	if said := head.says("/tinhhinh", "Tình hình nộp báo cáo"); !strings.Contains(said, "- số vụ việc: 10 – so với kỳ trước: +2, cộng dồn 2 kỳ: 21") {
		t.Errorf("the head reads %s", said)
	}
	w.killed()
	w.kept(func(r store.Reader) error {
		lines, err := store.JournalSince(r, report.ID{Campaign: weeksCampaign}, w.opens(0).AddDate(-9, 0, 0))
		if len(lines) != 1 || lines[0].Outreach != report.TookLast || lines[0].Remark != "2 đơn vị" {
			t.Errorf("the journal has %+v", lines)
		}
		return err
	})
	w.command("", "campaign", "close", "--yes")
	if out := w.command(weeksCampaign+"\n", "purge", weeksCampaign); !strings.Contains(out, "đã xóa") { // with what was imported, which was never open
		t.Errorf("purged: %s", out)
	}
}
