package dispatch_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// isSent: what is typed to the preview of an extension, and whether it is carried out.
var isSent = []struct {
	typed string
	sent  bool
}{
	{"không gửi", false}, {"thôi", false}, {"không đồng ý", false}, {"hủy đi", false}, {"đừng có gửi nhé", false}, {"khong gui", false},
	{"đừng gửi", false}, {"dung gui", false}, {"thôi khỏi", false}, {"khoan đã", false}, {"chưa gửi vội", false}, {"từ từ đã", false},
	{"chờ anh hỏi lại đã", false}, {"sai rồi", false}, {"gửi gì mà gửi", false}, {"đồng ý cái gì?", false}, {"để mai gửi", false},
	{"ok để anh xem đã", false}, {"chua duoc gui", false}, {"ừ để xem", false}, {"gửi sau", false}, {"gửi thế nào", false}, {"gửi mô", false},
	{"chưa, đợi anh báo cáo anh Tư", false}, {"đồng ý nhưng chưa gửi", false}, {"xong", false}, {"rồi", false}, {"r", false}, {"1", false},
	{"đúng thì mai gửi", false}, {"nếu đúng thì gửi", false}, {"gửi được không", false}, {"dduwngf guwir", false}, {"ừm", false},
	// the preview is to be another: it is said what to do, and nothing goes out
	{"thêm xã Nga An", false}, {"cả Nga An nữa rồi gửi", false}, {"trừ Nga Yên ra", false}, {"bỏ Nga Yên ra rồi gửi", false},
	{"sửa thành 10/7", false}, {"cho đến 10/7 rồi gửi", false}, {"đổi sang Nga An", false}, {"sửa lại ngày", false}, {"gửi cho Nga An", false},
	{"gửi cho cả 17 xã", false}, {"gửi đi, thêm Nga An", false}, {"ok gửi nhưng đến 9/7", false},

	{"ừ gửi đi", true}, {"đồng ý, gửi", true}, {"ok gửi", true}, {"nhất trí", true}, {"uh", true}, {"chuẩn rồi gửi đi", true}, {"dong y", true},
	{"ok em", true}, {"gửi luôn giúp anh", true}, {"đúng rồi, gửi cho Nga Yên đi", true}, {"guwir ddi", true}, {"Gửi", true},
}

// TestReasonIsNoAside: what is said of the question where a reason is asked for is none.
func TestReasonIsNoAside(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	unit := w.units.Find("Nga Yên", "").Unit
	w.joins("huyen", unit.Parent, roster.Coordinator)
	w.joins("yen", unit.Code, roster.Officer)
	fillIn(w, "yen", unit.Code)
	w.types("yen", "nộp")
	for typed, reason := range map[string]bool{
		"thôi không trả nữa": false, "khoan đã": false, "để tôi xem lại đã": false, "bỏ qua": false, "lý do à?": false, "ghi gì bây giờ": false, "không trả": false,
		"còn thiếu phần 3": true, "số hộ sai rồi": true, "chưa đúng số hộ": true, "Đề nghị bổ sung mô hình ở thôn 5": true,
	} {
		w.types("huyen", "/tralai Nga Yên")
		w.types("huyen", "cả báo cáo")
		told := w.types("huyen", typed)
		if previewed := strings.Contains(told[0].Text, "để thực hiện, hoặc «Hủy»"); previewed != reason {
			t.Errorf("«%s»: a preview: %v: %s", typed, previewed, told[0].Text)
		}
		w.types("huyen", "/huy")
	}
}

// TestOnlyAWholeYesSends: what waits for a yes is carried out by a whole one alone. To all
// else something is said.
func TestOnlyAWholeYesSends(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	unit := w.units.Find("Nga Yên", "").Unit
	w.joins("huyen", unit.Parent, roster.Coordinator)
	w.joins("yen", unit.Code, roster.Officer)
	for i, c := range isSent {
		day := 7 + i%20
		preview := w.types("huyen", fmt.Sprintf("/han Nga Yên %d/8/2016", day))
		if len(preview) != 1 || !strings.Contains(preview[0].Text, "để thực hiện, hoặc «Hủy»") {
			t.Fatalf("no preview: %v", preview)
		}
		told := w.types("huyen", c.typed)
		var status report.Status
		if err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
			status, err = store.Statuses.Get(r, report.ID{Campaign: w.c.Name, Unit: unit.Code})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if sent := status.Due.Day() == day && status.Due.Month() == 8; sent != c.sent || len(told) == 0 {
			t.Errorf("«%s»: sent %v: %v", c.typed, sent, told)
		}
		w.types("huyen", "/huy")
	}
}
