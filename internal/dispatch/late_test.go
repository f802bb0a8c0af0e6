package dispatch_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// late is a world the morning after the deadline, with a report that was not submitted.
func late(t *testing.T) *night {
	c := shippedCollection(t, "", "xa.yaml")
	c.Outlines = map[int]*form.Outline{3: parseOutline(t, "xa.yaml", []byte(shortOutline))}
	n := &night{world: newWorldWith(t, c)}
	n.joins("an", ngaAn, roster.Officer)
	n.joins("huyen", "401", roster.Coordinator)
	n.types("an", "bắt đầu")
	n.goes(time.Date(2016, 7, 6, 7, 30, 0, 0, n.c.Zone))
	return n
}

func (n *night) excuse() (e report.Excuse) {
	n.t.Helper()
	err := n.kv.View(context.Background(), func(r store.Reader) (err error) {
		e, err = store.Excuses.Get(r, report.ID{Campaign: n.c.Name, Unit: ngaAn})
		return err
	})
	if err != nil {
		n.t.Fatal(err)
	}
	return e
}

// presses presses the button of that label under what the person heard last.
func (n *night) presses(who, label string) string {
	n.t.Helper()
	all := n.said[person(who)]
	for i := len(all) - 1; i >= 0; i-- {
		for _, row := range all[i].Content.Choices {
			for _, c := range row {
				if c.Label == label {
					return saidIn(n.does(who, chat.Input{Kind: chat.Press, Data: c.Data}))
				}
			}
		}
	}
	n.t.Fatalf("%s has no button %q: %q", who, label, n.texts(who))
	return ""
}

func saidIn(contents []chat.Content) string {
	var texts []string
	for _, c := range contents {
		texts = append(texts, c.Text)
	}
	return strings.Join(texts, "\n")
}

// TestWhyLate: a late unit is asked with one tap; the reason and the promised day stand in
// the lists and the digest until the report is submitted.
func TestWhyLate(t *testing.T) {
	n := late(t)
	hears := func(what, got string, want ...string) {
		t.Helper()
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %q in\n%s", what, w, got)
			}
		}
	}
	hears("the reminder", n.heard("an").Text, "quá hạn 1 ngày", "Vì sao chậm?")
	hears("a reason", n.presses("an", "Chờ số liệu"), "Đã ghi lý do chậm", "chờ số liệu", "ngày nào?")
	hears("a day", saidIn(n.types("an", "8/7")), "hẹn nộp báo cáo ngày 08/7/2016")
	hears("the list", saidIn(n.types("huyen", "/chuanop")), "Nga An (chờ số liệu, hẹn nộp 08/7)")
	n.goes(time.Date(2016, 7, 7, 7, 30, 0, 0, n.c.Zone))
	hears("the digest", n.heard("huyen").Text, "1 đã nêu lý do chậm", "Đã nêu lý do (1):\n- Nga An: chờ số liệu, hẹn nộp 08/7")
	n.goes(time.Date(2016, 7, 11, 7, 30, 0, 0, n.c.Zone))
	hears("a promise not kept", n.heard("huyen").Text, "Đã qua ngày hẹn mà chưa nộp: xã Nga An.", "- Nga An: chờ số liệu, hẹn nộp 08/7, đã qua")
	hears("and asked again", n.heard("an").Text, "Vì sao chậm?")

	// Words are a reason only where they were asked for.
	n.types("an", "chờ số liệu thôn")
	if e := n.excuse(); e.Why != report.ForFigures || e.Words != "" {
		t.Errorf("unasked words became the reason: %+v", e)
	}
	hears("other", n.presses("an", "Lý do khác"), "ghi ngắn lý do")
	hears("its words", saidIn(n.types("an", "thôn Đông mất sổ")), "thôn Đông mất sổ", "ngày nào?")
	hears("no day", saidIn(n.types("an", "5")), "Tóm tắt báo cáo")
	if e := n.excuse(); e.Words != "thôn Đông mất sổ" || !e.Promised.IsZero() {
		t.Errorf("the reason is %+v", e)
	}
	n.types("an", "/nop")
	if e := n.excuse(); e.Given() || !n.statusIn(n.c.Name, ngaAn).State.In() {
		t.Errorf("with the submission the reason stays: %+v", e)
	}
}

// TestMoreTime: an officer asks for a later deadline; to agree is the operation with its
// preview, and what is not agreed to is told.
func TestMoreTime(t *testing.T) {
	n := late(t)
	n.goes(time.Date(2016, 7, 6, 9, 0, 0, 0, n.c.Zone))
	hears := func(what, got string, want ...string) {
		t.Helper()
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %q in\n%s", what, w, got)
			}
		}
	}
	hears("without a reason, their own words", saidIn(n.types("an", "xin gia hạn đến 8/7")), "với lời này chứ? «xin gia hạn đến 8/7»")
	hears("of a day that is over", saidIn(n.types("an", "xin gia hạn đến 4/7, vì chờ số liệu")), "Hạn nộp hiện nay")
	hears("asked", saidIn(n.types("an", "em xin gia hạn đến 8/7, vì thôn Đông chưa có số liệu")), "Đã gửi cấp trên đề nghị gia hạn đến 08/7/2016", "hạn nộp chưa đổi")
	hears("the head", n.heard("huyen").Text, "Đề nghị gia hạn từ xã Nga An", "đến hết ngày 08/7/2016 (hạn hiện nay 05/7/2016)", "«thôn Đông chưa có số liệu»")
	asked := n.heard("huyen").Choices[0][0]
	hears("agreed", n.presses("huyen", "Đồng ý gia hạn"), "xã Nga An", "08/7/2016", "để thực hiện")
	if n.statusIn(n.c.Name, ngaAn).Due.Day() == 8 {
		t.Error("the deadline changed before the yes")
	}
	hears("done", saidIn(n.types("huyen", "Gửi")), "Đã báo cho 1 người")
	hears("told", n.heard("an").Text, "đổi hạn nộp báo cáo của xã Nga An: hết ngày 08/7/2016")
	hears("agreed twice", saidIn(n.does("huyen", chat.Input{Kind: chat.Press, Data: asked.Data})), "không còn chờ ý kiến")

	n.types("an", "xin gia hạn thêm 3 ngày vì lãnh đạo đi vắng")
	hears("the head again", n.heard("huyen").Text, "đến hết ngày 11/7/2016 (hạn hiện nay 08/7/2016)")
	hears("declined", n.presses("huyen", "Không đồng ý"), "không gia hạn")
	hears("told of that", n.heard("an").Text, "không đồng ý gia hạn", "Hạn nộp vẫn là 08/7/2016")
	if got := saidIn(n.types("an", "thôn Đông xin gia hạn đến 8/7 mới có số liệu")); strings.Contains(got, "Đã gửi cấp trên") {
		t.Errorf("a sentence about something else asks for time: %s", got)
	}
}

// TestSubmittedWhileOff: a report whose «nộp» was sent before the deadline, and taken after
// it because the program was off, is not late, is said so, and is news in the next digest.
func TestSubmittedWhileOff(t *testing.T) {
	for name, test := range map[string]struct {
		sent string
		late bool
	}{"before the deadline": {"2016-07-05T23:50:00+07:00", false}, "after it": {"2016-07-06T00:10:00+07:00", true}, "nobody knows": {"", true}} {
		t.Run(name, func(t *testing.T) {
			n := late(t)
			n.types("an", "12")
			u := update(n.world, "an", "/nop")
			if test.sent != "" {
				var err error
				if u.Sent, err = time.Parse(time.RFC3339, test.sent); err != nil {
					t.Fatal(err)
				}
				u.Sent = u.Sent.In(n.c.Zone)
			}
			if err := n.d.Updates(t.Context(), []chat.Update{u}); err != nil {
				t.Fatal(err)
			}
			said := n.heard("an").Text
			if told := strings.Contains(said, "được gửi lúc 23 giờ 50"); told == test.late {
				t.Errorf("the receipt: %s", said)
			}
			if s := n.statusIn(n.c.Name, ngaAn); !s.State.In() || !s.Submitted.Equal(u.At) {
				t.Fatalf("%+v", s)
			}
			if got := saidIn(n.types("huyen", "/chuanop")) + saidIn(n.types("huyen", "/xem nga an")); strings.Contains(got, "muộn") != test.late {
				t.Errorf("the head reads: %s", got)
			}
			n.goes(time.Date(2016, 7, 7, 7, 30, 0, 0, n.c.Zone))
			if digest := n.heard("huyen").Text; !strings.Contains(digest, "Nga An") && !strings.Contains(digest, "1 xã") {
				t.Errorf("the digest: %s", digest)
			}
		})
	}
}
