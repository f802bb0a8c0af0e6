package dispatch_test

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/roster"
)

// An admin reads in the chat what the program will do in the next days, by the command and in words, and it comes; a
// coordinator who is none does not.
func TestAnAdminReadsThePlan(t *testing.T) {
	w := newWorld(t)
	w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone))
	w.joins("an", ngaAn, roster.Officer)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("truc", "38", roster.Admin)
	said := func(name, line string) string {
		var all []string
		for _, c := range w.types(name, line) {
			all = append(all, c.Text)
		}
		return strings.Join(all, "\n")
	}
	plan := said("truc", "/kehoach")
	for _, want := range []string{
		"việc chương trình tự làm từ 09:00 ngày 04/7/2016 đến 09:00 ngày 11/7/2016.",
		"\n07:30 05/07/2016: gửi bản tin cho 1 người phụ trách cấp huyện.\n",
		"\n07:30 05/07/2016: nhắc nộp, ngày cuối của hạn 05/7/2016: 1 người, 1 xã chưa nộp.\n",
		"\n23:59 05/07/2016: hết hạn nộp 05/7/2016 của cấp xã, nộp sau lúc đó thì ghi là chậm: 635 xã chưa nộp.\n",
		"\n07:30 06/07/2016, rồi 3 ngày nữa, ngày cuối 11/7/2016: gửi bản tin đôn đốc sau hạn nộp cho 1 người phụ trách cấp huyện.\n",
	} {
		if !strings.Contains(plan, want) {
			t.Errorf("no %q in\n%s", want, plan)
		}
	}
	if got := said("truc", "Kế hoạch gửi tin"); !strings.Contains(got, "việc chương trình tự làm từ") {
		t.Errorf("in words: %s", got)
	}
	if help := said("truc", "/trogiup"); !strings.Contains(help, "/kehoach") {
		t.Errorf("the help of an admin is %s", help)
	}
	if got := said("huyen", "/kehoach"); strings.Contains(got, "việc chương trình tự làm") {
		t.Errorf("a coordinator reads %s", got)
	}
	before := len(w.texts("an"))
	w.goes(time.Date(2016, 7, 5, 7, 30, 0, 0, w.c.Zone))
	if n := len(w.texts("an")) - before; n != 1 {
		t.Errorf("an got %d messages by the foreseen hour, want the reminder", n)
	}
}
