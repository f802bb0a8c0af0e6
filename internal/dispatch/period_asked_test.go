package dispatch_test

import (
	"fmt"
	"strings"
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// threeWeeks is the weekly report in its third week: in each An reported ten times the week, and Phú the week; in the second Phú
// did not, and Thái never does.
func threeWeeks(t *testing.T) *world {
	t.Helper()
	w, _ := weekly(t)
	w.joins("an", "11", roster.Officer)
	w.joins("phu", "12", roster.Officer)
	w.joins("thai", "13", roster.Officer)
	w.joins("huyen", "1", roster.Coordinator)
	for week := range 3 {
		w.goes(day(2026, 11, 30, "08:01").AddDate(0, 0, 7*week))
		for who, of := range map[string]int{"an": 10, "phu": 1} {
			if who == "phu" && week == 1 {
				continue
			}
			w.types(who, "bắt đầu")
			w.weekIn(who, fmt.Sprint(of*(week+1)), "0")
		}
	}
	return w
}

func sayings(said []chat.Content) string {
	var b strings.Builder
	for _, c := range said {
		b.WriteString(c.Text + "\n")
		for _, row := range c.Choices {
			for _, choice := range row {
				b.WriteString("[" + choice.Label + "]")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// TestAskedOfAPeriod: a coordinator's question may name a period; the answer is that period's and says so.
func TestAskedOfAPeriod(t *testing.T) {
	w := threeWeeks(t)
	for _, c := range []struct{ asks, has, hasNot string }{
		{"/tinhhinh", "tuần 51\n\nTình hình", "[Xem"},
		{"tình hình tuần này", "tuần 51\n\nTình hình", "không có kỳ"},
		{"/tinhhinh tuần trước", "tuần 50\n\nTình hình", "tuần 51"},
		{"tình hình tuần trước thế nào", "tuần 50\n\nTình hình", "tuần 51"},
		{"tuần trước", "tuần 50\n\nTình hình", "tuần 51"},
		{"kỳ trước thì sao?", "tuần 50\n\nTình hình", "tuần 51"},
		{"còn tuần trước nữa", "tuần 49\n\nTình hình", "tuần 51"},
		{"tuần 49", "tuần 49\n\nTình hình", "tuần 51"},
		{"tình hình của tuần 49/2026", "tuần 49\n\nTình hình", "tuần 51"},
		{"ai chưa nộp tuần trước", "tuần 50\n\nDanh sách chưa nộp của huyện Nga Sơn (2/3 xã)", "tuần 51"},
		{"tuần 49 xã nào chưa nộp?", "tuần 49\n\nDanh sách chưa nộp của huyện Nga Sơn (1/3 xã)", "tuần 51"},
		{"tuần trước xã nào nộp muộn", "tuần 50", "tuần 51"},
		{"tổng hợp tuần 49", "tuần 49", "tuần 51"},
		{"/tonghop kỳ trước", "tuần 50", "tuần 51"},
		{"số vụ việc kỳ trước của Nga An", "20", "30"},
		{"kỳ trước Nga An có bao nhiêu vụ việc", "20", "30"},
		{"tình hình Nga An tuần 49", "tuần 49", "tuần 51"},
		{"xem báo cáo Nga An tuần trước", "tuần 50", "tuần 51"},
		{"tình hình tuần 30", "không có kỳ «tuần 30»", "Tình hình nộp"},
		{"tình hình tháng 10", "không có kỳ «tháng 10»", "Tình hình nộp"},
		{"/chuanop quý III", "không có kỳ «quý III»", "Danh sách chưa nộp"},
	} {
		if got := sayings(w.types("huyen", c.asks)); !strings.Contains(got, c.has) || c.hasNot != "" && strings.Contains(got, c.hasNot) {
			t.Errorf("%s: wants %q and not %q:\n%s", c.asks, c.has, c.hasNot, got)
		}
	}
}

// TestUnknownPeriodIsAsked: which periods there are is offered, and a button asks the same question of one.
func TestUnknownPeriodIsAsked(t *testing.T) {
	w := threeWeeks(t)
	said := w.types("huyen", "ai chưa nộp tuần 30")
	if got := sayings(said); !strings.Contains(got, "[tuần 51, 14/12–20/12/2026]\n[tuần 50, 07/12–13/12/2026]\n[tuần 49, 30/11–06/12/2026]") {
		t.Fatalf("offered: %s", got)
	}
	got := sayings(w.presses("huyen", said, "tuần 50, 07/12–13/12/2026"))
	if !strings.Contains(got, "tuần 50\n\nDanh sách chưa nộp của huyện Nga Sơn (2/3 xã)") {
		t.Errorf("pressed: %s", got)
	}
	fresh, _ := weekly(t)
	fresh.joins("huyen", "1", roster.Coordinator)
	fresh.goes(day(2026, 11, 30, "08:01"))
	if got := sayings(fresh.types("huyen", "tình hình tuần trước")); !strings.Contains(got, "chưa có kỳ nào trước kỳ này") {
		t.Errorf("in the first week: %s", got)
	}
}

// TestNoOrderOnAPastPeriod: an order that names one does nothing and says so; words that are passed on may say what they like.
func TestNoOrderOnAPastPeriod(t *testing.T) {
	w := threeWeeks(t)
	thai := w.told("thai")
	for _, order := range []string{"nhắc các xã chưa nộp tuần trước", "/nhac chưa nộp tuần 49", "gia hạn Nga Thái tuần trước đến 20/12", "trả lại báo cáo tuần 49 của Nga An"} {
		if got := sayings(w.types("huyen", order)); !strings.Contains(got, "chỉ làm với kỳ đang mở là tuần 51") || !strings.Contains(got, "[Xem tuần ") {
			t.Errorf("%s: %s", order, got)
		}
		w.types("huyen", "có")
	}
	if got := thai(); got != "" {
		t.Errorf("the commune heard: %s", got)
	}
	if got := sayings(w.types("huyen", "nhắc Nga Thái tuần 51")); !strings.Contains(got, "Nga Thái") || strings.Contains(got, "chỉ làm") {
		t.Errorf("of the open period: %s", got)
	}
	w.types("huyen", "/huy")
	got := sayings(w.types("huyen", "thông báo cho các xã: số liệu tuần trước cần gửi bản giấy"))
	if !strings.Contains(got, "số liệu tuần trước cần gửi bản giấy") {
		t.Errorf("words that are sent: %s", got)
	}
}

// TestOfAClosedPeriod: of a period that is closed nothing is offered to be done, and no days are left.
func TestOfAClosedPeriod(t *testing.T) {
	w := threeWeeks(t)
	w.goes(day(2026, 12, 19, "09:00"))
	got := sayings(w.types("huyen", "ai chưa nộp tuần 49"))
	if strings.Contains(got, "Nhắc") || !strings.Contains(got, "Nga Thái") {
		t.Errorf("of a closed period: %s", got)
	}
	got = sayings(w.types("huyen", "tình hình tuần 49"))
	if !strings.Contains(got, "Hạn nộp: 16:00 ngày 04/12/2026, đã đóng ngày 11/12/2026.") {
		t.Errorf("of a closed period: %s", got)
	}
}

// TestFilesOfAPeriod: a file that is made says in its name of which period it is.
func TestFilesOfAPeriod(t *testing.T) {
	w := threeWeeks(t)
	for asks, has := range map[string]string{"xuất danh sách chưa nộp": "-2026-W51.csv", "xuất danh sách chưa nộp tuần trước": "-2026-W50.csv"} {
		said := w.types("huyen", asks)
		if len(said) == 0 || said[0].File == nil || !strings.HasSuffix(said[0].File.Name, has) {
			t.Errorf("%s: %+v", asks, said)
		}
	}
}
