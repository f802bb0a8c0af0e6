package dispatch_test

import (
	"strings"
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// TestMoreTimeByHours: where the deadline has an hour, so may more time have, by order and on request; what is told has it.
func TestMoreTimeByHours(t *testing.T) {
	w, _ := weekly(t)
	w.joins("an", "11", roster.Officer)
	w.joins("thai", "13", roster.Officer)
	w.joins("huyen", "1", roster.Coordinator)
	w.goes(day(2026, 12, 4, "14:30")) // due at 16:00
	thai, an := w.told("thai"), w.told("an")
	for _, c := range []struct{ order, day string }{
		{"/han Nga Thái đến 17 giờ hôm nay", "17:00 ngày 04/12/2026"},
		{"gia hạn cho Nga Thái đến 9 giờ sáng mai", "09:00 ngày 05/12/2026"},
		{"gia hạn cho Nga Thái thêm 2 giờ", "11:00 ngày 05/12/2026"},
		{"gia hạn cho Nga Thái đến 7/12", "hết ngày 07/12/2026"},
	} {
		if got := sayings(w.types("huyen", c.order)); !strings.Contains(got, "Hạn nộp mới của xã Nga Thái: "+c.day+".") {
			t.Errorf("%s: %s", c.order, got)
		}
		if got := sayings(w.types("huyen", "gửi")); !strings.Contains(got, "nay là "+c.day) {
			t.Errorf("%s, done: %s", c.order, got)
		}
		w.flushed(w.now)
		if got := thai(); !strings.Contains(got, "đổi hạn nộp báo cáo của xã Nga Thái: "+c.day) {
			t.Errorf("%s: the commune heard %s", c.order, got)
		}
	}

	w.types("an", "bắt đầu")
	huyen := w.told("huyen")
	if got := sayings(w.types("an", "xin gia hạn thêm 2 giờ vì chờ số liệu")); !strings.Contains(got, "Đã gửi cấp trên đề nghị gia hạn đến 18:00 ngày 04/12/2026, lý do: «chờ số liệu»") {
		t.Errorf("asked: %s", got)
	}
	w.flushed(w.now)
	if got := huyen(); !strings.Contains(got, "nộp báo cáo đến 18:00 ngày 04/12/2026 (hạn hiện nay 16:00 ngày 04/12/2026)") {
		t.Errorf("the head heard %s", got)
	}
	said := []chat.Content{w.heard("huyen")}
	if got := sayings(w.presses("huyen", said, "Đồng ý gia hạn")); !strings.Contains(got, "Hạn nộp mới của xã Nga An: 18:00 ngày 04/12/2026.") {
		t.Errorf("granting: %s", got)
	}
	w.types("huyen", "gửi")
	w.flushed(w.now)
	if got := an(); !strings.Contains(got, "đổi hạn nộp báo cáo của xã Nga An: 18:00 ngày 04/12/2026") {
		t.Errorf("granted: %s", got)
	}
}
