package dispatch_test

import (
	"strings"
	"testing"

	"giaoban/internal/roster"
)

// TestExcerptFollowsWhatIsBelow: below a district's question stands a sentence of its
// communes for who may read them, made anew when another report comes in; for nobody else.
func TestExcerptFollowsWhatIsBelow(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.joins("truong", "401", roster.Coordinator)
	w.joins("hoa", "401", roster.Officer)
	w.joins("an", "16144", roster.Officer)
	asked := func(name string) string {
		w.types(name, "phần 5")
		return text(w.types(name, "sửa H5.01"))
	}
	w.types("truong", "/baocao")
	if said := asked("truong"); strings.Contains(said, "Cấp dưới viết: ") {
		t.Errorf("something is quoted of no report:\n%s", said)
	}
	fillIn(w, "an", "16144")
	w.types("an", "nộp")
	w.types("an", "có")
	if said := asked("truong"); !strings.Contains(said, "Cấp dưới viết: «") || !strings.Contains(said, "» – xã Nga An") {
		t.Errorf("a report that has come in is not quoted:\n%s", said)
	}
	w.types("hoa", "bắt đầu")
	if said := asked("hoa"); strings.Contains(said, "Cấp dưới viết: ") || !strings.Contains(said, "khảo sát") {
		t.Errorf("an officer, who reads no report below, is told:\n%s", said)
	}
}
