package dispatch_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/report"
	"giaoban/internal/retention"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

var quietLog = slog.New(slog.DiscardHandler)

// leaver is who is forgotten: the account and the name of the tests are one.
const leaver, leaversTelephone = "Lê Thị Quên", "0912345678"

// lived lets somebody, and people about them, do all that leaves a trace of a person.
func lived(t testing.TB, w *world) {
	t.Helper()
	w.goes(w.now.Add(time.Hour)) // past the quiet hours
	w.joins("ha", "38", roster.Coordinator)
	w.joins("binh", "401", roster.Coordinator)
	w.joins(leaver, "16144", roster.Officer)
	fillIn(w, leaver, "16144")
	w.types(leaver, "/dienthoai "+leaversTelephone)
	w.types(leaver, leaversTelephone)
	w.types(leaver, "/tep")
	w.types(leaver, "ảnh, tài liệu khác")
	w.sends(leaver, "(tệp hop.pdf 120 KB) Họp thôn 3")
	fetched(t, w)
	w.types(leaver, "/vuongmac Thôn mới sáp nhập tính một hay hai?")
	w.types(leaver, "gửi")
	w.types(leaver, "mời đồng nghiệp")
	w.types("binh", "/thanhvien Nga An")
	w.types(leaver, "nộp báo cáo")
	w.types(leaver, "có")
	w.types("binh", "/tralai Nga An: "+leaver+" xem lại số hộ")
	w.types("binh", "gửi")
	w.types("binh", "/hoi Nga An "+leaver+" ơi, số hộ lấy ở đâu?")
	w.types("binh", "gửi")
	w.types(leaver, "xin gia hạn đến 20/7, vì mất điện")
	w.types(leaver, "có")
	w.types("binh", "/thongbao Nga An: họp lúc 8h")
	w.types("binh", "gửi")
	w.types("binh", "/nhac Nga An")
	w.types("binh", "gửi")
	w.types("moi", "/start AAAA-BBBB-CCCC")
	w.joins(leaver, "401", roster.Coordinator) // and moved up later
	w.types(leaver, "/thongbao Nga Yên: mai họp")
	w.types(leaver, "gửi")
	w.types(leaver, "/lich 9h")
	w.types(leaver, "/gia_han Nga Yên 20/7")
	w.types(leaver, "gửi")
	w.goes(w.now.AddDate(0, 0, 2))
	over(t, w)
}

// fetched puts what is to be fetched on the disk, as it were.
func fetched(t testing.TB, w *world) {
	t.Helper()
	var all []store.Download
	err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
		all, err = store.Downloads.List(r, "")
		return err
	})
	if err == nil {
		err = store.Each(context.Background(), w.kv, all, 5, func(tx store.Tx, d store.Download) error {
			_, err := store.MarkStored(tx, d, strings.Repeat("0a", 32), 5)
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// over takes what is delivered, told and fetched out of the store, as the rooms of a program that runs do.
func over(t testing.TB, w *world) {
	t.Helper()
	var courses []store.Course
	err := w.kv.View(t.Context(), func(r store.Reader) (err error) {
		courses, err = notify.Courses(r, w.d.All()[0])
		return err
	})
	if err == nil {
		err = store.Each(t.Context(), w.kv, courses, 5, func(tx store.Tx, c store.Course) error {
			store.Courses.Put(tx, c.Order, c)
			return nil
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, prefix := range []string{store.Outbox.Prefix(), store.Orders.Prefix(), store.Parts.Prefix(), store.Downloads.Prefix(), store.Notices.Prefix()} {
		var keys []string
		err := w.kv.View(context.Background(), func(r store.Reader) error {
			keys = nil
			from, to := store.Prefix(prefix)
			r.Range(from, to, func(key string, _ []byte) bool { keys = append(keys, key); return true })
			return nil
		})
		if err == nil {
			err = store.Each(context.Background(), w.kv, keys, 20, func(tx store.Tx, key string) error { tx.Delete(key); return nil })
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// forgets finds and forgets somebody.
func forgets(t testing.TB, kv store.KV, who string, now time.Time) (retention.Traces, error) {
	t.Helper()
	found, err := retention.Find(t.Context(), kv, who)
	if err != nil || len(found) != 1 {
		t.Fatalf("%q is %+v, %v", who, found, err)
	}
	traces, err := retention.Learn(t.Context(), kv, &found[0])
	if err != nil {
		t.Fatal(err)
	}
	_, err = retention.Forget(t.Context(), kv, found[0], "abc", traces.At, now, quietLog)
	return traces, err
}

// namings are the keys of all records that have one of the words, in key or value.
func namings(t testing.TB, kv store.KV, words ...string) (keys []string) {
	t.Helper()
	err := kv.View(context.Background(), func(r store.Reader) error {
		keys = nil
		r.Range("", "", func(key string, value []byte) bool {
			for _, w := range words {
				packed := base64.StdEncoding.EncodeToString([]byte(w))
				if all := key + "\x00" + string(value); strings.Contains(all, w) || strings.Contains(all, packed[:len(packed)-4]) {
					keys = append(keys, key)
					break
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// TestForgetting holds that nothing names somebody who was forgotten, in no key and no value, and that what they wrote is
// there under post and unit.
func TestForgetting(t *testing.T) {
	w := newWorld(t)
	lived(t, w)
	id := report.ID{Campaign: w.c.Name, Unit: "16144"}
	before := namings(t, w.kv, leaver, leaversTelephone)
	kinds := map[string]bool{}
	for _, key := range before {
		kinds[store.KindOf(key)] = true
	}
	for _, kind := range []string{"chat", "person", "members", "report/h", "journal", "files", "issue", "invite", "colleague", "digests", "sent", "course", "said", "once", "status"} {
		if !kinds[kind] {
			t.Errorf("nothing of %s names them, so the test holds little", kind)
		}
	}
	status := w.statusOf("16144")
	traces, err := forgets(t, w.kv, leaver, w.now)
	if err != nil {
		t.Fatal(err)
	}
	if left := namings(t, w.kv, leaver, leaversTelephone); len(left) > 0 {
		t.Errorf("of %d records name them still: %q", len(before), left)
	}
	if traces.Own+traces.Changed < 50 {
		t.Errorf("%+v", traces)
	}
	now := w.statusOf("16144")
	if now.State != status.State || now.Done != status.Done || now.By != status.By {
		t.Errorf("the report was %+v and is %+v", status, now)
	}
	err = w.kv.View(t.Context(), func(r store.Reader) error {
		lines, err := store.HistoryOf(r, id)
		if err != nil {
			return err
		}
		for _, e := range lines {
			if e.By != "forgotten:abc" || e.Post == "" && e.Receipt == "" && e.Piece == 0 && len(lines) == 0 || e.Called != "" {
				t.Fatalf("a line of the history is %+v", e)
			}
		}
		journal, err := store.JournalSince(r, id.Whole(), w.now)
		if err != nil || len(journal) == 0 || journal[len(journal)-1].Outreach != report.Forgot {
			t.Errorf("the journal ends with %+v, %v", journal, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if s := strings.Join(textsOf(w.types("ha", "/nhatky")), "\n"); !strings.Contains(s, "người vận hành: xóa tên") || strings.Contains(s, leaver) {
		t.Errorf("the journal reads\n%s", s)
	}
	w.types("binh", "/thanhvien Nga An")
	if text := textsOf(w.types(leaver, "tiếp tục"))[0]; !strings.Contains(text, "mã kích hoạt") {
		t.Errorf("who is forgotten and writes again reads %q", text)
	}
	w.joins(leaver, "16144", roster.Officer)
	w.types("an", "x")
}

// TestAForgettingThatIsCutOffIsGoneOnWith cuts it off after each commit.
func TestAForgettingThatIsCutOffIsGoneOnWith(t *testing.T) {
	for cut := 0; cut < 400; cut = cut*3/2 + 1 {
		kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		defer kv.Close()
		e := &ending{KV: kv, left: 1 << 30}
		w := newWorldOn(t, e)
		lived(t, w)
		e.left = cut
		_, err = forgets(t, e, leaver, w.now)
		e.left = 1 << 30
		if err == nil {
			return
		}
		if cut == 0 {
			continue // it did not begin, and they are known
		}
		if _, err := retention.ForgetRest(t.Context(), e, quietLog); err != nil {
			t.Fatal(err)
		}
		if left := namings(t, e, leaver, leaversTelephone, "forgetting/"); len(left) > 0 {
			t.Fatalf("cut off after %d, %q name them", cut, left)
		}
	}
	t.Error("it was never whole")
}

// TestWhatIsUnderWayIsNotForgotten holds that an order that was given reaches whom it is for, and goes then.
func TestWhatIsUnderWayIsNotForgotten(t *testing.T) {
	w := newWorld(t)
	w.goes(w.now.Add(time.Hour))
	w.joins(leaver, "401", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	w.types(leaver, "15 giờ hôm nay nhắc Nga An")
	w.types(leaver, "gửi")
	found, err := retention.Find(t.Context(), w.kv, leaver)
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	waits, err := retention.Forget(t.Context(), w.kv, found[0], "abc", nil, w.now, quietLog)
	if err != nil || waits == 0 {
		t.Fatalf("%d records wait, %v", waits, err)
	}
	heard := len(w.said[person("an")])
	w.goes(time.Date(w.now.Year(), w.now.Month(), w.now.Day(), 15, 5, 0, 0, w.now.Location()))
	if got := w.said[person("an")][heard:]; len(got) != 1 || !strings.Contains(got[0].Content.Text, "đề nghị") {
		t.Errorf("whom it was for hears %+v", got)
	}
	over(t, w)
	if waits, err := retention.ForgetRest(t.Context(), w.kv, quietLog); err != nil || waits != 0 {
		t.Errorf("%d wait, %v", waits, err)
	}
	if left := namings(t, w.kv, leaver); len(left) > 0 {
		t.Errorf("%q name them", left)
	}
}

// purges has a campaign purged.
func (w *world) purges() error {
	return w.d.Purge(context.Background(), []report.ID{{Campaign: w.c.Name}}, w.now)
}

// TestAClosedCampaignIsPurged holds what a purge leaves: people, that it is closed, and one line of the journal.
func TestAClosedCampaignIsPurged(t *testing.T) {
	w := newWorld(t)
	lived(t, w)
	if err := w.purges(); err == nil || !strings.Contains(err.Error(), "only a closed campaign") {
		t.Fatalf("an open campaign is purged: %v", err)
	}
	w.mustChange(campaign.Close, false)
	w.goes(w.now.Add(time.Minute))
	files := contents(t, w.kv)
	if err := w.purges(); err != nil {
		t.Fatal(err)
	}
	left := keysOf(t, w.kv, w.c.Name)
	for _, key := range left {
		kind := store.KindOf(key)
		if kind != "journal" && kind != "removed" && kind != "digests" && kind != "invite" && !strings.HasPrefix(key, "once/notice/close") {
			t.Errorf("%s is left", key)
		}
	}
	if removed := removedIn(t, w.kv); removed != files {
		t.Errorf("%d contents are noted as removed, of %d", removed, files)
	}
	if s := strings.Join(textsOf(w.types("ha", "/nhatky")), "\n"); !strings.Contains(s, "người vận hành: xóa toàn bộ dữ liệu") || strings.Count(s, "\n- ") != 1 {
		t.Errorf("the journal reads\n%s", s)
	}
	if s := textsOf(w.types("ha", "/tinhhinh")); !strings.Contains(s[0], "đã nộp 0/635 xã") {
		t.Errorf("how it stands: %q", s)
	}
	if _, err := w.d.Change(t.Context(), w.c.Name, campaign.Reopen, false, w.now); err != nil {
		t.Fatal(err)
	}
	if text := w.types(leaver, "/start"); len(text) == 0 {
		t.Error("nobody is a member any more")
	}
}

// TestAPurgeThatIsCutOffIsGoneOnWith cuts it off after each commit, and starts again.
func TestAPurgeThatIsCutOffIsGoneOnWith(t *testing.T) {
	for cut := 1; cut < 30; cut += 3 {
		kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		defer kv.Close()
		e := &ending{KV: kv, left: 1 << 30}
		w := newWorldOn(t, e)
		w.joins("an", "16144", roster.Officer)
		fillIn(w, "an", "16144")
		w.mustChange(campaign.Close, false)
		e.left = cut
		err = w.purges()
		e.left = 1 << 30
		if again := w.changes(campaign.Reopen, false); err != nil && again == nil {
			t.Fatalf("cut off after %d it can be opened", cut)
		}
		again := newWorldOn(t, e)
		s, failed := again.d.Standing(context.Background(), again.c.Name)
		if failed != nil || s.Phase.Purging || s.Begun != 0 || s.Members != 1 {
			t.Fatalf("cut off after %d (%v): %+v, %v", cut, err, s, failed)
		}
		if err == nil {
			return
		}
	}
	t.Error("it was never whole")
}

// TestPeriodsArePurgedApart holds that only the periods that are named go.
func TestPeriodsArePurgedApart(t *testing.T) {
	w := newWorld(t)
	var ids []report.ID
	for month := 5; month <= 7; month++ {
		ids = append(ids, report.ID{Campaign: "thang", Period: fmt.Sprintf("2016-%02d", month)})
	}
	err := store.One(t.Context(), w.kv, func(tx store.Tx) error {
		for _, id := range ids {
			store.Phases.Put(tx, id, campaign.Phase{Closed: true})
			store.Statuses.Put(tx, report.ID{Campaign: id.Campaign, Period: id.Period, Unit: "16144"}, report.Status{})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.d.Purge(t.Context(), ids[:2], w.now); err != nil {
		t.Fatal(err)
	}
	all, err := retention.Campaigns(t.Context(), w.kv)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all {
		if want := map[string]int{"2016-07": 1}[l.ID.Period]; l.ID.Campaign == "thang" && l.Reports != want {
			t.Errorf("%+v: want %d reports", l, want)
		}
	}
}

func contents(t testing.TB, kv store.KV) (n int) {
	t.Helper()
	err := kv.View(t.Context(), func(r store.Reader) error {
		all, err := store.StoredFiles(r)
		n = len(all)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func removedIn(t testing.TB, kv store.KV) (n int) {
	t.Helper()
	err := kv.View(t.Context(), func(r store.Reader) error {
		all, err := store.AllRemoved(r)
		for _, of := range all {
			n += len(of.Hashes)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestForgettingTakesNobodyElsesName holds that who is called the same, or longer, keeps the name.
func TestForgettingTakesNobodyElsesName(t *testing.T) {
	w := newWorld(t)
	names := map[string]string{"a1": "Lê Thị An", "b1": "Lê Thị An Bình", "c1": "Lê Thị An"}
	for account, unit := range map[string]string{"a1": "16144", "b1": "16093", "c1": "16147"} {
		w.joins(account, unit, roster.Officer)
		for i, said := range []string{"bắt đầu", "đúng", "Phó Trưởng Công an"} {
			w.now = w.now.Add(time.Second)
			u := chat.Update{Key: fmt.Sprintf("more/%s/%d", account, i), From: person(account), Name: names[account], At: w.now, Input: chat.Input{Kind: chat.Text, Text: said}}
			if err := w.d.Updates(t.Context(), []chat.Update{u}); err != nil {
				t.Fatal(err)
			}
		}
	}
	before := namings(t, w.kv, names["b1"])
	if _, err := forgets(t, w.kv, "test:a1", w.now); err != nil {
		t.Fatal(err)
	}
	if left := namings(t, w.kv, "test:a1"); len(left) > 0 {
		t.Errorf("%q name the account", left)
	}
	for _, key := range namings(t, w.kv, names["a1"]) {
		if strings.Contains(key, "/16144") {
			t.Errorf("%s names somebody", key)
		}
	}
	if after := namings(t, w.kv, names["b1"]); len(before) < 3 || len(after) != len(before) {
		t.Errorf("of %q, %q name who is called longer", before, after)
	}
	if found, err := retention.Find(t.Context(), w.kv, names["c1"]); err != nil || len(found) != 1 || found[0].Key != "test:c1" {
		t.Errorf("who is called the same is %+v, %v", found, err)
	}
}

// TestWhatEndsAfterForgetting: a message that was on its way when its receiver was forgotten leaves no record of them,
// however its delivery ends.
func TestWhatEndsAfterForgetting(t *testing.T) {
	w := newWorld(t)
	w.goes(w.now.Add(time.Hour))
	w.joins(leaver, "401", roster.Coordinator)
	if _, err := forgets(t, w.kv, leaver, w.now); err != nil {
		t.Fatal(err)
	}
	digest := notify.Note{Kind: store.LostDigest, At: w.now, Reports: []report.ID{{Campaign: w.c.Name, Unit: "401"}}}
	m := chat.Message{To: person(leaver), Note: digest.String()}
	for _, how := range []chat.Outcome{chat.Delivered, chat.MaybeSent, chat.Gone, chat.Refused, chat.GivenUp} {
		if err := w.d.Ended(t.Context(), w.now, m.To, how, m); err != nil {
			t.Fatal(err)
		}
		if left := namings(t, w.kv, leaver); len(left) > 0 {
			t.Errorf("after %v %q name them", how, left)
		}
	}
}
