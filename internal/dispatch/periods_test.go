package dispatch_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// weekly is the weekly report of testdata/dinh-ky, on Monday of its first week, before it opens.
func weekly(t *testing.T) (*world, store.KV) {
	t.Helper()
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	return weeklyOn(t, kv, day(2026, 11, 30, "07:40")), kv
}

// weeklyOn starts the program on a database, at an instant.
func weeklyOn(t *testing.T, kv store.KV, now time.Time) *world {
	t.Helper()
	w := openWorldAt(t, kv, now, collectionIn(t, "testdata/dinh-ky"))
	w.n = int(now.Unix()) // what is sent after a start is new
	return w
}

// live are the periods at hand.
func (w *world) live() string {
	var keys []string
	for _, c := range w.d.All() {
		key := c.Plan.Period.Key
		if c.Phase().Closed {
			key += " closed"
		}
		keys = append(keys, key)
	}
	return strings.Join(keys, ", ")
}

// submits fills in the week's report of a unit and hands it in.
func (w *world) weekIn(name string, numbers ...string) []chat.Content {
	w.t.Helper()
	for _, n := range numbers {
		w.types(name, n)
	}
	said := w.types(name, "nộp")
	if !strings.Contains(said[0].Text, "Đã nộp") {
		said = w.types(name, "có")
	}
	return said
}

// told is what somebody was told since an instant of the test.
func (w *world) told(name string) (mark func() string) {
	n := len(w.said[person(name)])
	return func() string { return w.allHeard(name, n) }
}

func (w *world) state(period, unit string) report.State {
	w.t.Helper()
	var s report.Status
	err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
		s, err = store.Statuses.Get(r, report.ID{Campaign: "bao-cao-tuan", Period: period, Unit: unit})
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return s.State
}

// TestPeriodsByTheClock lives through a switch: the first period waits for its hour, the next opens at its own, whoever left a
// report unfinished is told so and stays in it, the others go to the new one.
func TestPeriodsByTheClock(t *testing.T) {
	w, _ := weekly(t)
	if got := w.live(); got != "2026-W49 closed" {
		t.Fatalf("before the first hour: %s", got)
	}
	greeting := w.joins("an", "11", roster.Officer)
	w.joins("phu", "12", roster.Officer)
	w.joins("huyen", "1", roster.Coordinator)
	if all := greeting[0].Text; !strings.Contains(all, "tuần 49") {
		t.Errorf("greeting: %s", all)
	}
	if got := w.types("an", "bắt đầu"); !strings.Contains(got[0].Text, "mở lúc 08:00 ngày 30/11/2026") {
		t.Errorf("before it opens: %s", got[0].Text)
	}
	an := w.told("an")
	w.goes(day(2026, 11, 30, "08:01"))
	if got := w.live(); got != "2026-W49" {
		t.Fatalf("after its hour: %s", got)
	}
	if got := an(); !strings.Contains(got, "Đã mở kỳ báo cáo tuần 49, 30/11–06/12/2026 (báo cáo tuần).\nHạn nộp: 16:00 ngày 04/12/2026.") {
		t.Errorf("told of the opening: %s", got)
	}
	w.types("an", "bắt đầu")
	w.types("phu", "bắt đầu")
	w.types("an", "đúng")
	for words, want := range map[string]string{"tuần này 7 vụ": "Đã ghi", "tuần trước 7 vụ": "chưa rõ"} {
		if got := w.types("an", words); !strings.Contains(got[0].Text, want) {
			t.Errorf("%s: %s", words, got[0].Text)
		}
		w.types("an", "quay lại")
	}
	w.weekIn("an", "5", "4")
	w.types("phu", "3")
	if got := w.state("2026-W49", "11"); !got.In() {
		t.Fatalf("the report of W49 is %v", got)
	}
	if got := w.state("2026-W49", "12"); got != report.InProgress {
		t.Fatalf("the report of W49 is %v", got)
	}
	an, phu, huyen := w.told("an"), w.told("phu"), w.told("huyen")
	w.goes(day(2026, 12, 7, "08:01"))
	if got := w.live(); got != "2026-W50, 2026-W49" {
		t.Fatalf("in the second week: %s", got)
	}
	if got := an(); !strings.Contains(got, "Đã mở kỳ báo cáo tuần 50") || strings.Contains(got, "chưa nộp") {
		t.Errorf("who submitted was told: %s", got)
	}
	if got := phu(); !strings.Contains(got, "Báo cáo của xã Nga Phú phải nộp trước 16:00 ngày 04/12/2026, còn 2 giờ") ||
		!strings.Contains(got, "Báo cáo tuần 49 của xã Nga Phú chưa nộp (đã xong 1/2 câu bắt buộc)") {
		t.Errorf("who did not submit was told: %s", got)
	}
	if got := huyen(); !strings.Contains(got, "Đã mở kỳ báo cáo tuần 50") || !strings.Contains(got, "Chưa nộp: xã Nga Phú, xã Nga Thái.") || strings.Count(got, "Hết kỳ báo cáo tuần 49") != 1 {
		t.Errorf("the coordinator was told: %s", got)
	}

	// Who was in the middle goes on with the late one; who was not is asked for the new one.
	w.types("phu", "2")
	if got := w.weekIn("phu"); !strings.Contains(got[0].Text, "tuần 49") {
		t.Errorf("the late one: %s", got[0].Text)
	}
	if got := w.state("2026-W49", "12"); !got.In() {
		t.Errorf("the late report is %v", got)
	}
	if got := w.state("2026-W50", "12"); got != report.NotStarted {
		t.Errorf("the open report is %v", got)
	}
	w.types("phu", "bắt đầu")
	w.types("an", "bắt đầu")
	for _, name := range []string{"an", "phu"} {
		w.types(name, "7")
	}
	for _, unit := range []string{"11", "12"} {
		if got := w.state("2026-W50", unit); got != report.InProgress {
			t.Errorf("the report of W50 of %s is %v", unit, got)
		}
	}
	if got := w.types("huyen", "/tinhhinh")[0].Text; strings.Contains(got, "Đồng chí muốn") || !strings.Contains(got, "0/3") {
		t.Errorf("state of things: %s", got)
	}

	// A week after its deadline the first is read only.
	w.goes(day(2026, 12, 11, "16:01"))
	if got := w.live(); got != "2026-W50, 2026-W49 closed" {
		t.Errorf("after a week: %s", got)
	}
	w.goes(day(2026, 12, 14, "08:01"))
	if got := w.live(); got != "2026-W51, 2026-W50" {
		t.Errorf("in the third week: %s", got)
	}
	if n := w.d.Stats().Opened.Load(); n != 3 {
		t.Errorf("%d openings counted", n)
	}
	if got := w.d.All()[0].Before("11"); got != (report.ID{Campaign: "bao-cao-tuan", Period: "2026-W50", Unit: "11"}) {
		t.Errorf("before W51 comes %v", got)
	}
}

// TestButtonsOfOldPeriods: a button acts on the report that it was shown for, and of a period that is over shows that it is.
func TestButtonsOfOldPeriods(t *testing.T) {
	w, _ := weekly(t)
	w.joins("an", "11", roster.Officer)
	w.goes(day(2026, 11, 30, "08:01"))
	start := w.said[person("an")][len(w.said[person("an")])-1].Content.Choices[0][0]
	w.does("an", chat.Input{Kind: chat.Press, Data: start.Data})
	w.goes(day(2026, 12, 7, "08:01"))
	w.types("an", "/start")
	w.does("an", chat.Input{Kind: chat.Press, Data: start.Data})
	w.types("an", "6")
	if got := w.state("2026-W49", "11"); got != report.InProgress {
		t.Errorf("the late report is %v", got)
	}
	if got := w.state("2026-W50", "11"); got != report.NotStarted {
		t.Errorf("the open report is %v", got)
	}
	w.goes(day(2027, 1, 4, "12:00")) // it is not at hand any more
	got := w.does("an", chat.Input{Kind: chat.Press, Data: start.Data})
	if len(got) == 0 || !strings.Contains(got[0].Text, "tuần 49") {
		t.Errorf("an old button: %v", got)
	}
	w.types("an", "9")
	if got := w.state("2027-W01", "11"); got != report.NotStarted && got != report.InProgress {
		t.Errorf("the open report is %v", got)
	}
}

// TestMissedOpenings: a machine that was off for weeks opens the period that is open by now, says which it missed, and does so once.
func TestMissedOpenings(t *testing.T) {
	w, kv := weekly(t)
	w.joins("an", "11", roster.Officer)
	w.joins("huyen", "1", roster.Coordinator)
	w.goes(day(2026, 12, 1, "09:00"))
	w = weeklyOn(t, kv, day(2026, 12, 23, "10:00"))
	w.goes(day(2026, 12, 23, "10:05"))
	if got := w.live(); got != "2026-W52, 2026-W49 closed" {
		t.Errorf("live: %s", got)
	}
	if got := w.types("huyen", "/nhatky")[0].Text; !strings.Contains(got, "mở kỳ báo cáo theo lịch") || !strings.Contains(got, "tuần 50, tuần 51") {
		t.Errorf("journal: %s", got)
	}
	an := w.told("an")
	w = weeklyOn(t, kv, day(2026, 12, 23, "11:00"))
	w.goes(day(2026, 12, 23, "12:00"))
	if got := an(); strings.Contains(got, "Đã mở kỳ") {
		t.Errorf("told again: %s", got)
	}
}

// TestEndBeforeTheNextOpens: where a period closes before the next opens, those above hear of its end then, behind the quiet hours, and
// of the opening later, without the end again.
func TestEndBeforeTheNextOpens(t *testing.T) {
	t.Parallel()
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	d := collectionIn(t, "testdata/dinh-ky")
	d.Campaign.Closes = campaign.Closing{After: true, Hours: 5} // Friday at 21:00
	w := openWorldAt(t, kv, day(2026, 11, 30, "07:40"), d)
	w.joins("an", "11", roster.Officer)
	w.joins("huyen", "1", roster.Coordinator)
	w.goes(day(2026, 11, 30, "08:01"))
	w.types("an", "bắt đầu")
	w.weekIn("an", "5", "4")
	w.goes(day(2026, 12, 4, "20:59"))
	huyen := w.told("huyen")
	w.goes(day(2026, 12, 5, "06:00"))
	if got := huyen(); strings.Contains(got, "Hết kỳ") {
		t.Errorf("in the quiet hours: %s", got)
	}
	w.goes(day(2026, 12, 5, "07:01"))
	for _, want := range []string{"Hết kỳ báo cáo tuần 49", "đã nộp 1", "Chưa nộp: xã Nga Phú, xã Nga Thái.", "Kỳ này đã đóng", "số vụ việc: 5"} {
		if got := huyen(); strings.Count(got, want) != 1 {
			t.Errorf("in the morning %d times %q:\n%s", strings.Count(got, want), want, got)
		}
	}
	if got := huyen(); strings.Contains(got, "Đã mở kỳ báo cáo tuần 50") {
		t.Errorf("what is not open is told of: %s", got)
	}
	huyen = w.told("huyen")
	w.goes(day(2026, 12, 7, "08:01"))
	if got := huyen(); strings.Contains(got, "Hết kỳ") || strings.Count(got, "Đã mở kỳ báo cáo tuần 50") != 1 {
		t.Errorf("when the next opens: %s", got)
	}
}

// TestKilledInTheSwitch: whatever part of the turning was stored, a start afterwards has the new period open, and everybody told once.
func TestKilledInTheSwitch(t *testing.T) {
	for cut := range 6 {
		w, kv := weekly(t)
		w.joins("an", "11", roster.Officer)
		w.joins("huyen", "1", roster.Coordinator)
		w.goes(day(2026, 12, 4, "17:00"))
		killed := &dyingKV{KV: kv, left: cut}
		dying := weeklyOnKV(t, killed, w.now)
		ctx := context.Background()
		now := day(2026, 12, 7, "08:00")
		if done, err := dying.d.Done(ctx, now); err == nil {
			_ = dying.d.Do(ctx, done, now)
		}
		again := weeklyOn(t, kv, now.Add(time.Minute))
		again.goes(now.Add(10 * time.Minute))
		if got := again.live(); got != "2026-W50, 2026-W49" {
			t.Errorf("cut after %d commits: %s", cut, got)
		}
		opened, ended := undelivered(t, kv, "Đã mở kỳ báo cáo tuần 50"), undelivered(t, kv, "Hết kỳ báo cáo tuần 49")
		if opened != 2 || ended != 1 { // the officer and the head of the opening, she with the end
			t.Errorf("cut after %d commits: told %d times of the opening and %d of the end", cut, opened, ended)
		}
	}
}

// undelivered counts the messages of the outbox with a text; in these tests nobody delivers any.
func undelivered(t *testing.T, kv store.KV, text string) (n int) {
	t.Helper()
	err := kv.View(context.Background(), func(r store.Reader) error {
		n = 0
		for row, err := range store.Outbox.All(r, "") {
			if err == nil && strings.Contains(row.Value.Content.Text, text) {
				n++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// dyingKV takes so many commits and is gone then.
type dyingKV struct {
	store.KV
	left int
}

func (k *dyingKV) Update(ctx context.Context, functions ...func(store.Tx) error) []error {
	if k.left--; k.left < 0 {
		return slices.Repeat([]error{context.Canceled}, len(functions))
	}
	return k.KV.Update(ctx, functions...)
}

func weeklyOnKV(t *testing.T, kv *dyingKV, now time.Time) *world {
	t.Helper()
	left := kv.left
	kv.left = 1000 // it starts whole
	w := openWorldAt(t, kv, now, collectionIn(t, "testdata/dinh-ky"))
	kv.left = left
	return w
}

// TestAnOperatorClosesASeries: then no further period opens, until it is opened again.
func TestAnOperatorClosesASeries(t *testing.T) {
	w, _ := weekly(t)
	ctx := context.Background()
	w.goes(day(2026, 12, 1, "09:00"))
	if _, err := w.d.Change(ctx, "bao-cao-tuan", campaign.Close, false, w.now); err != nil {
		t.Fatal(err)
	}
	w.goes(day(2026, 12, 8, "09:00"))
	if got := w.live(); got != "2026-W49 closed" {
		t.Errorf("closed: %s", got)
	}
	if _, err := w.d.Change(ctx, "bao-cao-tuan", campaign.Reopen, false, w.now); err != nil {
		t.Fatal(err)
	}
	w.goes(day(2026, 12, 8, "09:05"))
	if got := w.live(); got != "2026-W50, 2026-W49" {
		t.Errorf("opened again: %s", got)
	}
}

// TestPeriodsOfAFuture: what a wrong clock opened is taken back, and opens at its hour.
func TestPeriodsOfAFuture(t *testing.T) {
	w, _ := weekly(t)
	w.joins("an", "11", roster.Officer)
	w.goes(day(2026, 12, 1, "09:00"))
	now := w.now
	w.goes(day(2026, 12, 22, "09:00"))
	if got := w.live(); got != "2026-W52, 2026-W51, 2026-W50" && got != "2026-W52, 2026-W51" {
		t.Fatalf("in the future: %s", got)
	}
	if err := w.d.Rewind(context.Background(), now); err != nil {
		t.Fatal(err)
	}
	if got := w.live(); got != "2026-W49" {
		t.Errorf("back: %s", got)
	}
	w.now = now
	an := w.told("an")
	w.goes(day(2026, 12, 7, "08:01"))
	if got := w.live(); got != "2026-W50, 2026-W49" || !strings.Contains(an(), "Đã mở kỳ báo cáo tuần 50") {
		t.Errorf("at its hour: %s, told %s", got, an())
	}
}

// TestPlanOfPeriods: the plan names openings and closings as they will come.
func TestPlanOfPeriods(t *testing.T) {
	w, _ := weekly(t)
	w.joins("an", "11", roster.Officer)
	w.goes(day(2026, 12, 1, "09:00"))
	plan := w.planned(w.now, 14)
	for _, want := range []string{"08:00 07/12/2026: mở kỳ tuần 50, 07/12–13/12/2026", "16:00 11/12/2026: đóng kỳ tuần 49", "08:00 14/12/2026: mở kỳ tuần 51, 14/12–20/12/2026"} {
		if !strings.Contains(plan, want) {
			t.Errorf("the plan lacks %q:\n%s", want, plan)
		}
	}
	if got := w.live(); got != "2026-W49" {
		t.Errorf("looking ahead changed what is open: %s", got)
	}
}
