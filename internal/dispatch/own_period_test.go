package dispatch_test

import (
	"strings"
	"testing"

	"giaoban/internal/report"
)

// TestOwnReportOfAnotherPeriod: whoever works at a report names another period of it; it is shown as it stands, with what can still be
// done, and they stay where they were.
func TestOwnReportOfAnotherPeriod(t *testing.T) {
	w := threeWeeks(t)
	for _, c := range []struct{ who, asks, has, hasNot string }{
		{"an", "xem báo cáo tuần trước", "Báo cáo tuần 50 của xã Nga An đã nộp lúc 8 giờ 01 ngày 07/12/2026.", "đề nghị mở lại"},
		{"an", "số liệu tuần trước", "A1.01. Số vụ việc về trật tự trong tuần\n20", ""},
		{"an", "tuần trước", "[Xin sửa]\n[Về tuần 51]", ""},
		{"an", "tuần trước xã tôi có bao nhiêu vụ việc", "trong tuần\n20", ""},
		{"an", "kỳ 49", "Báo cáo tuần 49 của xã Nga An", "[Xin sửa]"}, // it is closed
		{"an", "báo cáo kỳ 45", "không có kỳ «kỳ 45»", "đã nộp"},
		{"an", "số liệu quý trước", "không có kỳ «quý trước»", "đã nộp"},
		{"an", "xem các kỳ", "[tuần 51, 14/12–20/12/2026]\n[tuần 50, 07/12–13/12/2026]\n[tuần 49, 30/11–06/12/2026]", ""},
		{"an", "khi nào mở kỳ mới", "kỳ sau là tuần 52, 21/12–27/12/2026, mở lúc 08:00 ngày 21/12/2026.\nHạn nộp: 16:00 ngày 25/12/2026.", ""},
		{"huyen", "hạn nộp tuần sau là bao giờ", "mở lúc 08:00 ngày 21/12/2026", ""},
		{"thai", "tuần trước tôi nộp chưa", "Báo cáo tuần 50 của xã Nga Thái chưa làm. Anh/chị vẫn làm và nộp được.\n[Làm báo cáo tuần 50]\n[Về tuần 51]", ""},
		{"thai", "báo cáo tuần 49", "Kỳ tuần 49 đã đóng; báo cáo của xã Nga Thái chưa nộp", "[Làm"},
	} {
		if got := sayings(w.types(c.who, c.asks)); !strings.Contains(got, c.has) || c.hasNot != "" && strings.Contains(got, c.hasNot) {
			t.Errorf("%s, %s: wants %q and not %q:\n%s", c.who, c.asks, c.has, c.hasNot, got)
		}
	}

	// To look leaves one where one was, a button of the list too.
	w.types("thai", "bắt đầu")
	w.types("thai", "đúng")
	said := w.types("thai", "xem các kỳ")
	if got := sayings(w.presses("thai", said, "tuần 50, 07/12–13/12/2026")); !strings.Contains(got, "Báo cáo tuần 50 của xã Nga Thái chưa làm") {
		t.Errorf("pressed: %s", got)
	}
	w.types("thai", "7")
	if now, last := w.state("2026-W51", "13"), w.state("2026-W50", "13"); now != report.InProgress || last != report.NotStarted {
		t.Errorf("after a look the answer went to W51 %v, W50 %v", now, last)
	}

	// Who wants to hand it in is led there.
	if got := sayings(w.types("thai", "nộp bù báo cáo tuần trước")); !strings.Contains(got, "báo cáo tuần, tuần 50") {
		t.Errorf("led to: %s", got)
	}
	w.weekIn("thai", "4", "0")
	if got := w.state("2026-W50", "13"); !got.In() {
		t.Errorf("the late one is %v", got)
	}
}

// TestLastPeriodIsOpenedAgain: a request about a late report reaches the head, and whatever words the head has for it lead to a button
// that opens that one, never this period's.
func TestLastPeriodIsOpenedAgain(t *testing.T) {
	w := threeWeeks(t)
	huyen := w.told("huyen")
	w.types("an", "sửa báo cáo tuần trước")
	if got := sayings(w.types("an", "ghi nhầm số vụ")); !strings.Contains(got, "tuần 50") || !strings.Contains(got, "Đã gửi đề nghị") {
		t.Fatalf("asked: %s", got)
	}
	if got := huyen(); !strings.Contains(got, "tuần 50") || !strings.Contains(got, "«ghi nhầm số vụ»") {
		t.Fatalf("the head hears: %s", got)
	}
	if got := sayings(w.types("huyen", "mở lại báo cáo tuần trước của Nga An")); !strings.Contains(got, "[Mở lại, tuần 50]") {
		t.Errorf("named: %s", got)
	}
	if got := sayings(w.types("huyen", "mở lại báo cáo tuần 49 của Nga An")); strings.Contains(got, "[Mở lại") {
		t.Errorf("of a closed period: %s", got)
	}
	w.types("huyen", "mở lại")
	said := w.types("huyen", "Nga An")
	if got := sayings(said); !strings.Contains(got, "Xã Nga An đang xin sửa báo cáo tuần 50, không phải báo cáo này.") {
		t.Fatalf("not named: %s", got)
	}
	w.presses("huyen", said, "Mở lại, tuần 50")
	said = w.types("huyen", "số vụ ghi nhầm")
	if got := sayings(w.presses("huyen", said, "Mở lại")); !strings.Contains(got, "Nga An") {
		t.Fatalf("opened: %s", got)
	}
	if now, last := w.state("2026-W51", "11"), w.state("2026-W50", "11"); !now.In() || last.In() {
		t.Errorf("opened again: W51 is %v, W50 is %v", now, last)
	}
	if got := sayings(w.types("huyen", "mở lại Nga An")); strings.Contains(got, "đang xin sửa") {
		t.Errorf("an answered request: %s", got)
	}
}
