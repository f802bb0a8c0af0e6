package dispatch_test

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/roster"
)

// asking is a world with a question's whole way: officer, district, province.
func asking(t *testing.T) *world {
	w := newWorld(t)
	w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone))
	w.joins("an", ngaAn, roster.Officer)
	w.joins("yen", "16132", roster.Officer)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("pho", "401", roster.Coordinator)
	w.joins("tinh", "38", roster.Coordinator)
	return w
}

// since are the texts that people hear from now on.
func (w *world) since(names ...string) func(name string) string {
	before := map[string]int{}
	for _, name := range names {
		before[name] = len(w.texts(name))
	}
	return func(name string) string { return strings.Join(w.texts(name)[before[name]:], "\n---\n") }
}

// TestIssueNeedsAYes types what is no yes while a question waits to be sent: nothing goes
// up, and what is a command is done.
func TestIssueNeedsAYes(t *testing.T) {
	for _, c := range []struct{ begin, then, says string }{
		{"vướng mắc", "/xemlai", "Tóm tắt báo cáo"},
		{"vướng mắc", "xem lại", "Tóm tắt báo cáo"},
		{"vướng mắc", "tiếp tục", "Câu 1/"},
		{"vướng mắc", "thôi", "Đã thôi, chưa gửi gì."},
		{"vướng mắc", "không", "Đã thôi, chưa gửi gì."},
		{"vướng mắc", "hủy", "Đã thôi, chưa gửi gì."},
		{"vướng mắc", "có", "Xin gõ vướng mắc"},
		{"vướng mắc", "Tổ liên gia tính thế nào?", "Sẽ gửi lên huyện Nga Sơn: «Tổ liên gia tính thế nào?»"},
		{"vướng mắc: Tính thế nào?", "đừng gửi", "Đã thôi, chưa gửi gì."},
		{"vướng mắc: Tính thế nào?", "ok mai gửi", "Chưa gửi gì."},
		{"vướng mắc: Tính thế nào?", "dừng", "Đã thôi, chưa gửi gì."},
		{"vướng mắc: Tính thế nào?", "gửi được chưa?", "Chưa gửi gì."},
		{"vướng mắc: Tính thế nào?", "viết lại", "Xin gõ vướng mắc"},
		{"vướng mắc: Tính thế nào?", "nộp báo cáo", "chưa gửi: «Tính thế nào?»"},
		{"vướng mắc: Tính thế nào?", "/xemlai", "chưa gửi: «Tính thế nào?»"},
		{"vướng mắc: Tính thế nào?", "tiếp tục", "Câu 1/"},
		{"vướng mắc: Tính thế nào?", "Tổ liên gia tính thế nào cho đúng?", "Sẽ gửi lên huyện Nga Sơn: «Tổ liên gia tính thế nào cho đúng?»"},
	} {
		w := asking(t)
		w.types("an", "bắt đầu")
		hears := w.since("an", "huyen", "pho", "tinh")
		w.types("an", c.begin)
		w.types("an", c.then)
		if got := hears("an"); !strings.Contains(got, c.says) || strings.Contains(got, "Đã gửi vướng mắc") {
			t.Errorf("«%s», «%s»: %q", c.begin, c.then, got)
		}
		w.goes(w.now.Add(time.Hour))
		if got := hears("huyen") + hears("pho") + hears("tinh"); got != "" {
			t.Errorf("«%s», «%s»: above they hear %q", c.begin, c.then, got)
		}
	}
}

// TestIssueIsSentOnAYes says yes in several ways.
func TestIssueIsSentOnAYes(t *testing.T) {
	for _, yes := range []string{"gửi", "Gửi đi em", "vâng, gửi giúp tôi", "ok", "đồng ý"} {
		w := asking(t)
		hears := w.since("huyen")
		w.types("an", "vướng mắc: Tính thế nào?")
		w.types("an", yes)
		if got := hears("huyen"); !strings.Contains(got, "Vướng mắc số 1 từ xã Nga An") {
			t.Errorf("«%s»: the district hears %q", yes, got)
		}
		w.types("an", yes)
		if got := hears("huyen"); strings.Count(got, "Vướng mắc số") != 1 {
			t.Errorf("«%s» twice: the district hears %q", yes, got)
		}
	}
}

// TestAnswerNeedsAYes has a coordinator ask something while an answer is asked for.
func TestAnswerNeedsAYes(t *testing.T) {
	w := asking(t)
	w.types("an", "vướng mắc: Tính thế nào?")
	w.types("an", "gửi")
	hears := w.since("an", "huyen")
	w.types("huyen", "/traloi 1")
	w.types("huyen", "còn xã nào chưa nộp")
	if got := hears("huyen"); !strings.Contains(got, "27") || strings.Contains(got, "Sẽ trả lời") {
		t.Errorf("a question while an answer is asked for: %q", got)
	}
	w.types("huyen", "Không")
	w.types("huyen", "gửi")
	if got := hears("an"); !strings.Contains(got, "trả lời vướng mắc số 1 («Tính thế nào?»):\nKhông") {
		t.Errorf("the officer hears %q", got)
	}
	if got := w.types("an", "Tính thế nào?"); strings.Contains(got[0].Text, "Sẽ gửi") {
		t.Errorf("nothing waits any more: %q", got[0].Text)
	}
}

// TestIssueIsToldAlongItsWay holds that everybody on the way of a question hears of each step.
func TestIssueIsToldAlongItsWay(t *testing.T) {
	w := asking(t)
	all := []string{"an", "yen", "huyen", "pho", "tinh"}
	step := func(name string, lines []string, want map[string]string) {
		t.Helper()
		hears := w.since(all...)
		for _, line := range lines {
			w.types(name, line)
		}
		for _, who := range all {
			got := hears(who)
			if words, told := want[who]; told && !strings.Contains(got, words) {
				t.Errorf("%s, %q: %s hears %q, want %q", name, lines, who, got, words)
			} else if !told && who != name && got != "" {
				t.Errorf("%s, %q: %s hears %q", name, lines, who, got)
			}
		}
	}
	step("an", []string{"vướng mắc: Tính thế nào?", "gửi"}, map[string]string{"huyen": "Vướng mắc số 1 từ xã Nga An", "pho": "Vướng mắc số 1 từ xã Nga An"})
	step("huyen", []string{"/traloi 1", "hủy"}, map[string]string{
		"an": "Huyện Nga Sơn đang xem vướng mắc số 1", "pho": "nhận trả lời vướng mắc số 1"})
	step("huyen", []string{"/traloi 1", "hủy"}, nil)
	step("huyen", []string{"chuyển câu hỏi số 1 lên tỉnh"}, nil)
	step("huyen", []string{"gửi"}, map[string]string{
		"an": "đã được huyện Nga Sơn chuyển lên tỉnh Thanh Hóa", "pho": "đã được chuyển lên tỉnh Thanh Hóa", "tinh": "huyện Nga Sơn chuyển lên:\nTính thế nào?"})
	step("tinh", []string{"trả lời Nga An là tính một tổ một mô hình", "gửi"}, map[string]string{
		"an": "Tỉnh Thanh Hóa trả lời vướng mắc số 1 («Tính thế nào?»):\ntính một tổ", "huyen": "Tỉnh Thanh Hóa đã trả lời vướng mắc số 1", "pho": "Tỉnh Thanh Hóa đã trả lời"})
	step("an", []string{"/traloi 1 Còn tổ tự quản?", "gửi"}, map[string]string{
		"tinh": "Còn tổ tự quản?", "huyen": "hỏi tiếp vướng mắc số 1, đang chờ tỉnh Thanh Hóa", "pho": "hỏi tiếp vướng mắc số 1"})
}

// TestIssuesAreListed finds questions by how they stand and by words.
func TestIssuesAreListed(t *testing.T) {
	w := asking(t)
	for _, lines := range [][2]string{{"an", "Kinh phí lấy ở đâu?"}, {"yen", "Ai ký báo cáo?"}, {"yen", "Kinh phí ghi năm nào?"}} {
		w.types(lines[0], "vướng mắc: "+lines[1])
		w.types(lines[0], "gửi")
	}
	w.types("huyen", "trả lời câu hỏi số 2 là trưởng ban ký")
	w.types("huyen", "gửi")
	for _, c := range []struct{ who, asks, has, lacks string }{
		{"huyen", "/vuongmac", "Có 2 vướng mắc chờ trả lời", "Ai ký"},
		{"huyen", "câu hỏi nào chưa trả lời", "Có 2 vướng mắc chờ trả lời", "Ai ký"},
		{"huyen", "vướng mắc đã trả lời", "Ai ký báo cáo? — huyện Nga Sơn trả lời 04/7: trưởng ban ký", "Kinh phí"},
		{"huyen", "/vuongmac xong", "Ai ký báo cáo?", "Kinh phí"},
		{"huyen", "tìm vướng mắc kinh phí", "Có 2 vướng mắc có «kinh phí»", "Ai ký"},
		{"huyen", "tìm câu hỏi về trưởng ban", "Ai ký báo cáo?", "Kinh phí"},
		{"huyen", "tìm vướng mắc xăng dầu", "Không có vướng mắc nào có «xăng dầu»", "Kinh phí"},
		{"an", "vướng mắc của tôi", "Kinh phí lấy ở đâu?", "năm nào"},
		{"yen", "câu hỏi đã gửi", "Ai ký báo cáo? — huyện Nga Sơn", "ở đâu"},
		{"huyen", "trả lời Nga Yên là được tính", "Sẽ trả lời vướng mắc số 3 của xã Nga Yên", ""},
		{"huyen", "đừng trả lời Nga Yên", "", "Đã gửi trả lời"},
		{"huyen", "trả lời Nga Mỹ là được tính", "không có vướng mắc nào chờ trả lời", "Sẽ trả lời"},
		{"huyen", "chuyển câu hỏi số 12 lên tỉnh", "Không có vướng mắc số 12", "Sẽ chuyển"},
		{"huyen", "chuyển câu hỏi số 3 lên tỉnh", "Sẽ chuyển vướng mắc số 3 của xã Nga Yên", "Đã chuyển"},
		{"huyen", "đừng chuyển", "chưa gửi", "Đã chuyển"},
	} {
		hears := w.since(c.who)
		w.types(c.who, c.asks)
		if got := hears(c.who); !strings.Contains(got, c.has) || c.lacks != "" && strings.Contains(got, c.lacks) {
			t.Errorf("%s, «%s»: %q", c.who, c.asks, got)
		}
	}
}

// TestIssuesOfANight is asked, added to, answered and passed up at night: in the morning
// each hears once of what is so then.
func TestIssuesOfANight(t *testing.T) {
	w := asking(t)
	w.goes(time.Date(2016, 7, 4, 21, 0, 0, 0, w.c.Zone))
	send := func(name, line string) {
		w.types(name, line)
		w.types(name, "gửi")
	}
	hears := w.since("huyen", "pho", "tinh", "an", "yen")
	send("an", "vướng mắc: Tính thế nào?")
	send("an", "/traloi 1 Cả tổ cũ nữa.")
	send("yen", "vướng mắc: Ai ký?")
	send("huyen", "/traloi 2 Trưởng ban.")
	send("yen", "vướng mắc: Ghi năm nào?")
	w.types("huyen", "/traloi 3")
	send("huyen", "/chuyen 3")
	w.goes(time.Date(2016, 7, 5, 7, 30, 0, 0, w.c.Zone))
	for _, c := range []struct {
		who, words string
		times      int
	}{
		{"pho", "Vướng mắc số 1 từ", 1}, {"pho", "Tính thế nào?\nCả tổ cũ nữa.", 1}, {"pho", "Vướng mắc số 2 từ", 0}, {"pho", "Vướng mắc số 3 từ", 0},
		{"yen", "trả lời vướng mắc số 2", 1}, {"yen", "đang xem vướng mắc số 3", 0}, {"yen", "chuyển lên tỉnh", 1},
		{"tinh", "Vướng mắc số 3 từ", 1},
	} {
		if got := strings.Count(hears(c.who), c.words); got != c.times {
			t.Errorf("%s hears %q %d times, want %d: %q", c.who, c.words, got, c.times, hears(c.who))
		}
	}
}

// TestIssuesStandInTheDigest has a question stay in the digest of whoever has to answer until
// it is answered, also where nothing else happened or everything is in.
func TestIssuesStandInTheDigest(t *testing.T) {
	w := asking(t)
	w.types("an", "vướng mắc: Tính thế nào?")
	w.types("an", "gửi")
	for day := 5; day <= 8; day++ {
		hears := w.since("huyen", "tinh")
		w.goes(time.Date(2016, 7, day, 8, 0, 0, 0, w.c.Zone))
		if got := hears("huyen"); strings.Count(got, "1 vướng mắc chưa trả lời: số 1 (Nga An)") != 1 {
			t.Errorf("the %dth: the district hears %q", day, got)
		}
		if got := hears("tinh"); strings.Contains(got, "chưa trả lời") {
			t.Errorf("the %dth: the province hears %q", day, got)
		}
	}
	w.types("huyen", "/traloi 1 Tính một.")
	w.types("huyen", "gửi")
	hears := w.since("huyen")
	w.goes(time.Date(2016, 7, 11, 8, 0, 0, 0, w.c.Zone))
	if got := hears("huyen"); strings.Contains(got, "chưa trả lời") {
		t.Errorf("answered: the district hears %q", got)
	}
}
