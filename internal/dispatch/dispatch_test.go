package dispatch_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/invitation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/kvtest"
)

// texts are what somebody was told, in order.
func (w *world) texts(name string) []string {
	var out []string
	for _, m := range w.said[person(name)] {
		out = append(out, m.Content.Text)
	}
	return out
}

func (w *world) statusOf(unit string) report.Status {
	w.t.Helper()
	var s report.Status
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		var err error
		s, err = store.Statuses.Get(r, report.ID{Campaign: "thanhhoa-2016", Unit: unit})
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

func TestRedeliveredUpdateChangesNothing(t *testing.T) {
	w := newWorld(t)
	w.joins("an", "16144", roster.Officer)
	w.types("an", "bắt đầu")
	u := chat.Update{Key: "test/again", From: person("an"), At: w.now, Input: chat.Input{Kind: chat.Text, Text: "đúng", Message: "77"}}
	if err := w.d.Updates(context.Background(), []chat.Update{u, u}); err != nil {
		t.Fatal(err)
	}
	before, told := w.statusOf("16144"), len(w.texts("an"))
	for range 3 {
		if err := w.d.Updates(context.Background(), []chat.Update{u}); err != nil {
			t.Fatal(err)
		}
	}
	if after := w.statusOf("16144"); after.Done != before.Done || len(w.texts("an")) != told {
		t.Errorf("repeated: %d answers and %d messages, before %d and %d", after.Done, len(w.texts("an")), before.Done, told)
	}
	if got := w.d.Stats().Repeated.Load(); got != 4 {
		t.Errorf("%d updates counted as repeated, want 4", got)
	}
}

// TestTwice runs every transaction twice, as a store may.
func TestTwice(t *testing.T) {
	plain := newWorld(t)
	twice := newWorldOn(t, kvtest.Twice(newWorld(t).kv))
	for _, w := range []*world{plain, twice} {
		w.joins("an", "16144", roster.Officer)
		for _, s := range []string{"bắt đầu", "đúng", "2", "1", "3, 8", "9", "khoảng 1.750"} {
			w.types("an", s)
		}
	}
	if a, b := plain.texts("an"), twice.texts("an"); !slices.Equal(a, b) {
		t.Errorf("told %q when each transaction ran twice, want %q", b, a)
	}
}

func TestStrangerAndWrongCodes(t *testing.T) {
	w := newWorld(t)
	if got := w.types("la", "xin chào"); len(got) != 1 || !strings.Contains(got[0].Text, "mã kích hoạt") {
		t.Fatalf("a stranger hears %v", got)
	}
	for range invitation.TriesEach {
		w.types("la", "/start ABCDEFGHJKMN")
	}
	last := w.texts("la")[len(w.texts("la"))-1]
	if !strings.Contains(last, "Đã hết lượt thử") {
		t.Errorf("after %d wrong codes: %q", invitation.TriesEach, last)
	}
	// The right code opens nothing now.
	if got := w.joins("la", "16144", roster.Officer); !strings.Contains(got[0].Text, "Đã hết lượt thử") {
		t.Errorf("a right code after too many wrong ones: %q", got[0].Text)
	}
	w.now = w.now.Add(61 * time.Minute)
	if got := w.joins("la", "16144", roster.Officer); !strings.Contains(got[0].Text, "Mã đúng") {
		t.Errorf("an hour later: %q", got[0].Text)
	}
}

// A name that turns the direction of writing or breaks the line is shown without that,
// to colleagues and to the unit above.
func TestNamesAreShownPlain(t *testing.T) {
	w := newWorld(t)
	const name = "Tr\u202eần\u2066 An\n\u0007\u200bHọ"
	w.joins(name, "16144", roster.Officer)
	w.joins("huyen", "401", roster.Coordinator)
	got := last(textsOf(w.types("huyen", "/thanhvien Nga An")))
	if !strings.Contains(got, "Trần An Họ") {
		t.Errorf("shown as %q", got)
	}
}

func TestDamagedRecordIsSetAside(t *testing.T) {
	w := newWorld(t)
	w.joins("an", "16144", roster.Officer)
	w.joins("binh", "16147", roster.Officer)
	err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
		tx.Put("report/thanhhoa-2016/16144/draft", []byte("broken"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := w.types("an", "bắt đầu"); len(got) != 1 || !strings.Contains(got[0].Text, "được giữ lại") {
		t.Errorf("whose record is damaged hears %v", got)
	}
	if got := w.types("binh", "bắt đầu"); len(got) != 1 || strings.Contains(got[0].Text, "được giữ lại") {
		t.Errorf("somebody else hears %v", got)
	}
	if got := w.d.Stats().SetAside.Load(); got != 1 {
		t.Errorf("%d updates set aside, want 1", got)
	}
}

func TestDigestsComeOnceAtTheirHour(t *testing.T) {
	w := newWorld(t)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("tinh", "38", roster.Coordinator)
	start := w.now
	w.goes(start.AddDate(0, 0, 3))
	for _, name := range []string{"huyen", "tinh"} {
		// Nobody does anything: the second says so in a line. Then the deadline has passed.
		want := []string{"đến 7 giờ 30 ngày 04/7/2016:", "(7 giờ 30 ngày 04/7)", "Hết hạn nộp 05/7"}
		for _, s := range w.texts(name) {
			if len(want) > 0 && strings.Contains(s, want[0]) {
				want = want[1:]
				continue
			}
			if strings.Contains(s, "bản tin trước") || strings.HasPrefix(s, "Tình hình nộp báo cáo") {
				t.Errorf("%s got a digest too many: %q", name, s)
			}
		}
		if len(want) > 0 {
			t.Errorf("%s got no digest %q", name, want)
		}
	}
	// The same instants once more, as after a crash before they were marked.
	told := len(w.texts("tinh"))
	if err := w.d.Do(context.Background(), start, w.now); err != nil {
		t.Fatal(err)
	}
	if got := len(w.texts("tinh")); got != told {
		t.Errorf("%d messages after the schedule ran again, want %d", got, told)
	}
}

func TestDowntimeIsFolded(t *testing.T) {
	w := newWorld(t)
	w.joins("tinh", "38", roster.Coordinator)
	start := w.now
	digests := func() int {
		n := 0
		for _, s := range w.texts("tinh") {
			if strings.HasPrefix(s, "Tình hình") {
				n++
			}
		}
		return n
	}
	night := time.Date(2016, 7, 8, 23, 0, 0, 0, w.now.Location())
	if err := w.d.Do(context.Background(), start, night); err != nil {
		t.Fatal(err)
	}
	if got := digests(); got != 0 {
		t.Errorf("%d digests in the quiet hours", got)
	}
	morning := time.Date(2016, 7, 9, 7, 30, 0, 0, w.now.Location())
	if err := w.d.Do(context.Background(), start, morning); err != nil {
		t.Fatal(err)
	}
	if got := digests(); got != 1 {
		t.Errorf("%d digests after five days of downtime, want one", got)
	}
}

func TestNoticesFoldAndKeepQuiet(t *testing.T) {
	w := newWorld(t)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("khac", "395", roster.Coordinator)
	w.goes(w.now.Add(2 * time.Hour)) // past the quiet hours
	before := len(w.texts("huyen"))
	for i, unit := range []string{"16144", "16147", "16150"} {
		submits(w, fmt.Sprintf("xa%d", i), unit)
	}
	notices := w.texts("huyen")[before:]
	if len(notices) != 1 {
		t.Fatalf("the head was told %d times at once: %q", len(notices), notices)
	}
	w.goes(w.now.Add(2 * time.Hour))
	var folded []string
	for _, s := range w.texts("huyen")[before+1:] {
		if !strings.HasPrefix(s, "Tình hình") && !strings.HasPrefix(s, "Danh sách") {
			folded = append(folded, s)
		}
	}
	if len(folded) != 1 || !strings.Contains(folded[0], "Nga Phú") || !strings.Contains(folded[0], "Nga Điền") {
		t.Errorf("the rest came as %q", folded)
	}
	for _, s := range w.texts("khac") {
		if strings.Contains(s, "Nga Phú") {
			t.Errorf("the head of another district was told: %q", s)
		}
	}
}

// submits plays a whole report by the outline's examples and hands it in.
func submits(w *world, name, unit string) {
	w.t.Helper()
	w.joins(name, unit, roster.Officer)
	err := store.One(context.Background(), w.kv, func(tx store.Tx) error { return nil })
	if err != nil {
		w.t.Fatal(err)
	}
	answerAll(w, name)
	if s := w.statusOf(unit); s.State != report.Submitted {
		w.t.Fatalf("%s did not get through: state %d, %d of %d\n%s", unit, s.State, s.Done, s.Total, last(w.texts(name)))
	}
}

func last(s []string) string { return s[len(s)-1] }

// answerAll types and presses as an officer would, by what the bot says.
func answerAll(w *world, name string) {
	reply := w.types(name, "bắt đầu")
	for range 600 {
		if len(reply) == 0 {
			w.t.Fatalf("%s is left without a next step", name)
		}
		c := reply[len(reply)-1]
		if strings.Contains(c.Text, "Mã biên nhận") {
			return
		}
		reply = w.does(name, nextInput(c))
	}
}

// nextInput picks the first fitting way on: the ones that end a thing first.
func nextInput(c chat.Content) chat.Input {
	labels, choice, ticked := map[string]string{}, "", false
	for _, b := range slices.Concat(c.Choices...) {
		labels[b.Label] = b.Data
		ticked = ticked || strings.HasPrefix(b.Label, "[x] ")
		if choice == "" && strings.Contains(b.Data, "|c|") {
			choice = b.Data
		}
	}
	for _, l := range []string{"Nộp báo cáo", "Xong", "Bỏ qua", "Sang phần sau", "Kiểm tra, nộp", "Bỏ qua các câu này", "Dừng", "Giữ nguyên", "Đúng", "Không", "Chưa", "30/6/2016"} {
		if data, ok := labels[l]; ok && (l != "Xong" || choice == "" || ticked) {
			return chat.Input{Kind: chat.Press, Data: data}
		}
	}
	if choice != "" {
		return chat.Input{Kind: chat.Press, Data: choice}
	}
	switch {
	case strings.Contains(c.Text, "bao nhiêu hộ"):
		return chat.Input{Kind: chat.Text, Text: "1750"}
	case strings.Contains(c.Text, "nhân khẩu?"):
		return chat.Input{Kind: chat.Text, Text: "7200"}
	case strings.Contains(c.Text, "bao nhiêu thôn, bản, tổ dân phố?"), strings.Contains(c.Text, "bao nhiêu tổ dân phố, khu phố?"):
		return chat.Input{Kind: chat.Text, Text: "9"}
	case strings.Contains(strings.ToLower(c.Text), "bao nhiêu"):
		return chat.Input{Kind: chat.Text, Text: "0"}
	}
	return chat.Input{Kind: chat.Text, Text: "Thực hiện nghiêm túc theo kế hoạch, đã hoàn thành 100 phần trăm nhiệm vụ được giao."}
}

func TestNobodySeesOutside(t *testing.T) {
	w := newWorld(t)
	w.joins("huyen", "401", roster.Coordinator)
	for _, s := range []string{"/tinhhinh Thọ Xuân", "/tinhhinh 395", "/chuanop 380", "tình hình Ngọc Lặc"} {
		got := w.types("huyen", s)
		if len(got) != 1 || !strings.Contains(got[0].Text, "không thuộc phạm vi") {
			t.Errorf("%s: %v", s, got)
		}
	}
	got := w.does("huyen", chat.Input{Kind: chat.Press, Data: "d||tinhhinh|395"})
	if len(got) != 1 || !strings.Contains(got[0].Text, "không thuộc phạm vi") {
		t.Errorf("a guessed button: %v", got)
	}
	w.joins("an", "16144", roster.Officer)
	if got := w.types("an", "/tinhhinh"); strings.Contains(got[0].Text, "Nga Bạch") || strings.Contains(got[0].Text, "/27") {
		t.Errorf("an officer sees %q", got[0].Text)
	}
}

// TestTheButtonsWordSubmits is for those who type: under the summary the words
// of the button hand the report in.
func TestTheButtonsWordSubmits(t *testing.T) {
	w := newWorld(t)
	w.joins("an", "16144", roster.Officer)
	reply := w.types("an", "bắt đầu")
	for range 600 {
		c := reply[len(reply)-1]
		if strings.Contains(c.Text, "NỘP") {
			break
		}
		reply = w.does("an", nextInput(c))
	}
	if got := w.types("an", "nộp báo cáo"); !strings.Contains(got[0].Text, "Mã biên nhận") {
		t.Errorf("«nộp báo cáo» under the summary: %q", got[0].Text)
	}
}
