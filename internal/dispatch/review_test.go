package dispatch_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// presses presses the first button of what was said whose label begins so.
func (w *world) presses(name string, said []chat.Content, label string) []chat.Content {
	w.t.Helper()
	for _, c := range said {
		for _, row := range c.Choices {
			for _, choice := range row {
				if strings.HasPrefix(choice.Label, label) {
					return w.does(name, chat.Input{Kind: chat.Press, Data: choice.Data})
				}
			}
		}
	}
	w.t.Fatalf("no button %q under:\n%s", label, text(said))
	return nil
}

// submitted hands in the reports of so many communes of huyện Nga Sơn, and gives them in
// the order in which they were submitted.
func (w *world) submitted(n int) []roster.Unit {
	w.t.Helper()
	var units []roster.Unit
	for _, u := range w.units.Below("401") {
		if u.Level == 3 && len(units) < n {
			units = append(units, u)
			w.handsIn(u.Code + " so_ho=1750")
		}
	}
	slices.SortFunc(units, func(a, b roster.Unit) int {
		return cmp.Or(w.statusOf(a.Code).Submitted.Compare(w.statusOf(b.Code).Submitted), cmp.Compare(a.Code, b.Code))
	})
	return units
}

// TestTwelveReviews: a head clears twelve submitted reports with buttons alone, in the
// order in which they were submitted; for the province's coordinator none waits.
func TestTwelveReviews(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.joins("truong", "401", roster.Coordinator)
	w.joins("tinh", "38", roster.Coordinator)
	units := w.submitted(12)
	if said := w.types("tinh", "xem"); strings.Contains(labels(said), "chờ duyệt") {
		t.Errorf("a commune's report waits for the province: %s", labels(said))
	}
	taps, words := 0, 0
	press := func(said []chat.Content, label string) []chat.Content {
		taps++
		said = w.presses("truong", said, label)
		words += len(strings.Fields(text(said)))
		return said
	}
	said := press(w.types("truong", "xem"), "Báo cáo chờ duyệt (12)")
	for i, u := range units {
		front := text(said)
		if first, _, _ := strings.Cut(front, "\n"); !strings.HasSuffix(first, u.Name) {
			t.Fatalf("report %d is not that of %s:\n%s", i+1, u.Label(), front)
		}
		if len([]rune(front)) > 1800 || strings.Count(front, "\n") > 30 {
			t.Errorf("a front page does not fit a phone:\n%s", front)
		}
		if !strings.Contains(front, "Mô hình: 6 (tỉnh 1, huyện 2, xã 3)") {
			t.Errorf("the figures are not on the front page:\n%s", front)
		}
		said = press(press(said, "Chấp nhận"), "Chấp nhận")
		if !strings.Contains(text(said), "Đã chấp nhận báo cáo của "+u.Label()) {
			t.Fatalf("%s is not accepted:\n%s", u.Label(), text(said))
		}
		said = press(said, "Báo cáo chờ duyệt tiếp theo")
	}
	if !strings.Contains(text(said), "Không còn báo cáo nào khác chờ") {
		t.Errorf("after the last:\n%s", text(said))
	}
	for _, u := range units {
		if s := w.statusOf(u.Code); s.State != report.Accepted {
			t.Errorf("%s: %v", u.Label(), s.State)
		}
	}
	t.Logf("one by one: %d taps, %d words, %.1f minutes at 150 words a minute", taps, words, float64(words)/150)
	if want := 1 + 3*len(units); taps != want {
		t.Errorf("%d taps, want one to begin and three for each: %d", taps, want)
	}
}

// TestReviewGoesAround: a report that was passed over comes again after the last, and the
// buttons of a review stand under a section's page too.
func TestReviewGoesAround(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.joins("truong", "401", roster.Coordinator)
	units := w.submitted(3)
	said := w.types("truong", "xem")
	press := func(label string) { said = w.presses("truong", said, label) }
	press("Báo cáo chờ duyệt (3)")
	for _, want := range []roster.Unit{units[1], units[2], units[0]} {
		press("5. ")
		if !strings.Contains(labels(said), "Chấp nhận | Trả lại | Hỏi xã | Báo cáo chờ duyệt tiếp theo (2)") {
			t.Errorf("under a section's page stands: %s", labels(said))
		}
		press("Báo cáo chờ duyệt tiếp theo (2)")
		if first, _, _ := strings.Cut(text(said), "\n"); !strings.HasSuffix(first, want.Name) {
			t.Errorf("%s, want %s", first, want.Label())
		}
	}
	press("Tải tệp")
	if len(said) != 1 || said[0].File == nil {
		t.Errorf("no file: %s", text(said))
	}
}

// TestFilesOpenWhereTheReportIsRead: a head opens what a commune sent, singly or all
// together, with caption, sender and time; whoever else presses the button gets nothing.
func TestFilesOpenWhereTheReportIsRead(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.joins("an", ngaAn, roster.Officer)
	w.joins("truong", "401", roster.Coordinator)
	w.joins("khac", "395", roster.Coordinator)
	w.types("an", "Trưởng Công an")
	w.types("an", "/tep")
	w.types("an", "ảnh, tài liệu khác")
	w.sends("an", "(tệp họp thôn.pdf 120 KB) Họp thôn 3")
	w.sends("an", "(ghi âm 12 giây)")
	w.types("an", "xong")
	front := w.types("truong", "/xem Nga An")
	list := w.presses("truong", front, "Tệp kèm theo (2)")
	one := w.presses("truong", list, "«họp thôn.pdf»")
	if len(one) != 1 || one[0].File == nil || one[0].File.Ref == "" || one[0].File.Kind != chat.Document {
		t.Fatalf("the file is not sent: %+v", one)
	}
	for _, want := range []string{"«họp thôn.pdf» – xã Nga An, gửi kèm", "Chú thích: Họp thôn 3", "Người gửi: Trưởng Công an, lúc 7 giờ"} {
		if !strings.Contains(text(one), want) {
			t.Errorf("no %q in:\n%s", want, text(one))
		}
	}
	all := w.presses("truong", list, "Gửi 2 tệp")
	if len(all) != 2 || all[1].File == nil || all[1].File.Kind != chat.Voice {
		t.Fatalf("not all are sent: %+v", all)
	}
	for _, row := range list[0].Choices {
		for _, choice := range row {
			for _, c := range w.does("khac", chat.Input{Kind: chat.Press, Data: choice.Data}) {
				if c.File != nil || strings.Contains(c.Text, "Họp thôn") {
					t.Errorf("another district opens it: %+v", c)
				}
			}
		}
	}
}

// labels are those of all buttons.
func labels(said []chat.Content) string {
	var all []string
	for _, c := range said {
		for _, row := range c.Choices {
			for _, choice := range row {
				all = append(all, choice.Label)
			}
		}
	}
	return strings.Join(all, " | ")
}

// TestNextSection: «phần tiếp theo» leads from one section to the next, through all of the
// report, and is about the report that the button for the next one opened.
func TestNextSection(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.joins("truong", "401", roster.Coordinator)
	units := w.submitted(2)
	said := w.presses("truong", w.types("truong", "xem"), "Báo cáo chờ duyệt (2)")
	w.presses("truong", said, "Báo cáo chờ duyệt tiếp theo")
	for i, want := range []string{"Thông tin đơn vị", "Công tác chỉ đạo", "Tổ chức thực hiện", "Công tác tuyên truyền", "Quy trình xây dựng"} {
		page := text(w.types("truong", []string{"phần tiếp theo", "sang phần sau", "phần tiếp", "phần sau", "mục tiếp theo"}[i]))
		if !strings.Contains(page, want) || !strings.Contains(page, units[1].Name) {
			t.Errorf("%d: no %q of %s in:\n%s", i, want, units[1].Name, page)
		}
	}
	if page := text(w.types("truong", "phần trước")); !strings.Contains(page, "Công tác tuyên truyền") {
		t.Errorf("back:\n%s", page)
	}
	next := text(w.types("truong", "trang sau"))
	if before := text(w.types("truong", "trang trước")); !strings.Contains(before, "Công tác tuyên truyền") || next == before {
		t.Errorf("a page on and back:\n%s\n%s", next, before)
	}
	if order := text(w.types("truong", "chấp nhận báo cáo này")); !strings.Contains(order, units[1].Label()) {
		t.Errorf("«này» is:\n%s", order)
	}
}
