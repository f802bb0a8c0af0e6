package dispatch_test

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/lifecycle"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

const trialMark = "TẬP DƯỢT – số liệu sẽ được xóa"

func (w *world) changes(c campaign.Change, force bool) error {
	w.now = w.now.Add(time.Second)
	_, err := w.d.Change(context.Background(), w.c.Name, c, force, w.now)
	return err
}

// mustChange is changes that is not refused.
func (w *world) mustChange(c campaign.Change, force bool) {
	w.t.Helper()
	if err := w.changes(c, force); err != nil {
		w.t.Fatalf("%s: %v", c, err)
	}
}

// heard is the newest message to somebody.
func (w *world) heard(name string) chat.Content {
	w.t.Helper()
	all := w.said[person(name)]
	if len(all) == 0 {
		w.t.Fatalf("%s heard nothing", name)
	}
	return all[len(all)-1].Content
}

// keysOf are all keys that name the campaign.
func keysOf(t testing.TB, kv store.KV, campaign string) (keys []string) {
	t.Helper()
	err := kv.View(context.Background(), func(r store.Reader) error {
		keys = nil
		r.Range("", "", func(key string, value []byte) bool {
			said := string(value)
			if name, ok := strings.CutPrefix(key, store.Chats.Prefix()); ok { // the context that somebody chose stays
				c, err := store.Chats.Get(r, person(strings.TrimPrefix(name, "test:")))
				c.Current = report.ID{}
				b, err2 := json.Marshal(c)
				if said = string(b); err != nil || err2 != nil {
					t.Error(err, err2)
				}
			}
			if slices.Contains([]string{"phase/" + campaign + "/", "below/" + campaign + "/", "meta/done/" + campaign + "/", "meta/held/" + campaign + "/"}, key) {
				return true // how the campaign itself stands
			}
			named := strings.Contains(key, campaign+"/") || strings.Contains(said, `"`+campaign+`"`) || strings.Contains(said, campaign+"/")
			if named && !strings.HasPrefix(key, "outline/") && !strings.HasPrefix(key, "outbox/") {
				keys = append(keys, key)
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

// rehearsed lets people do all that leaves a trace.
func rehearsed(t testing.TB, w *world) {
	t.Helper()
	w.joins("ha", "38", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	w.joins("binh", "401", roster.Coordinator)
	w.mustChange(campaign.Rehearse, false)
	fillIn(w, "an", "16144")
	w.does("an", chat.Input{Kind: chat.Attachment, Message: "f1", Files: []chat.File{{Kind: chat.Photo, Ref: "r", Name: "hop.jpg", Size: 1 << 10}}})
	w.types("an", "/vuongmac Thôn mới sáp nhập tính một hay hai?")
	w.types("an", "gửi")
	w.types("an", "nộp báo cáo")
	w.types("an", "có")
	w.types("binh", "/gia_han Nga An 20/7")
	w.types("binh", "gửi")
	w.types("binh", "/lich 9h")
	w.types("binh", "/nhac")
	w.types("binh", "gửi")
	w.types("binh", "/nhapho Nga Yên")
	w.types("binh", "có")
	w.goes(w.now.AddDate(0, 0, 3))
}

func TestARehearsalIsMarkedAndWiped(t *testing.T) {
	w := newWorld(t)
	w.goes(w.now.Add(time.Hour)) // past the quiet hours
	rehearsed(t, w)
	if err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
		store.Excuses.Put(tx, report.ID{Campaign: w.c.Name, Unit: "16144"}, report.Excuse{Why: report.Whys[0], Said: w.now})
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for who, messages := range w.said {
		for _, m := range messages[2:] { // what came before the rehearsal is not marked
			if !strings.HasPrefix(m.Content.Text, trialMark) || strings.Count(m.Content.Text, trialMark) != 1 {
				t.Errorf("%s reads without one mark:\n%s", who, m.Content.Text)
			}
		}
	}
	if err := w.changes(campaign.Open, false); !errors.Is(err, campaign.ErrRehearsed) {
		t.Errorf("opening over a rehearsal's reports: %v", err)
	}
	if len(keysOf(t, w.kv, w.c.Name)) < 50 {
		t.Fatal("the rehearsal left hardly anything, so the test holds nothing")
	}
	w.mustChange(campaign.Reset, false)
	if !strings.Contains(w.heard("an").Text, "đã được xóa") {
		t.Errorf("after the reset the officer hears %q", w.heard("an").Text)
	}
	w.mustChange(campaign.Open, false)
	if text := w.heard("an").Text; !strings.Contains(text, "đã mở chính thức") || strings.Contains(text, trialMark) {
		t.Errorf("at the opening the officer hears %q", text)
	}
	left := slices.DeleteFunc(keysOf(t, w.kv, w.c.Name), func(key string) bool {
		return strings.HasPrefix(key, "once/") && !strings.HasPrefix(key, "once/digest") && !strings.HasPrefix(key, "once/remind") || strings.HasPrefix(key, "digests/")
	})
	if len(left) != 1 || !strings.HasPrefix(left[0], "journal/") { // that it was opened by hand
		t.Errorf("a rehearsal leaves %q", left)
	}
	again := w.types("an", "/start")
	if text := again[0].Text; !strings.Contains(text, "Câu 1/9") || strings.Contains(text, trialMark) {
		t.Errorf("the officer begins anew with %q", text)
	}
}

// A wipe that is cut off after any transaction is gone on with at the start.
func TestAWipeThatIsCutOffIsGoneOnWith(t *testing.T) {
	for cut := 1; cut < 40; cut += 4 {
		kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		defer kv.Close()
		e := &ending{KV: kv, left: 1 << 30}
		w := newWorldOn(t, e)
		w.joins("an", "16144", roster.Officer)
		w.mustChange(campaign.Rehearse, false)
		w.types("an", "bắt đầu")
		for range 5 {
			w.types("an", "đúng")
		}
		e.left = cut
		_ = w.changes(campaign.Reset, false) // cut off, or not
		e.left = 1 << 30
		again := newWorldOn(t, e)
		s, err := again.d.Standing(context.Background(), again.c.Name)
		if err != nil || s.Phase.Wiping || !s.Phase.Rehearsal || s.Begun != 0 || s.Members != 1 {
			t.Fatalf("cut off after %d: %+v, %v", cut, s, err)
		}
	}
}

func TestAClosedCampaignIsOnlyRead(t *testing.T) {
	w := newWorld(t)
	w.goes(w.now.Add(time.Hour)) // past the quiet hours
	w.joins("an", "16144", roster.Officer)
	w.joins("binh", "401", roster.Coordinator)
	w.types("an", "bắt đầu")
	w.types("an", "đúng")
	w.mustChange(campaign.Close, false)
	before := w.statusOf("16144")
	for _, said := range []chat.Input{
		{Kind: chat.Text, Text: "Phó Trưởng Công an"}, {Kind: chat.Text, Text: "sửa 0.2"}, {Kind: chat.Text, Text: "nộp báo cáo"},
		{Kind: chat.Attachment, Message: "f", Files: []chat.File{{Kind: chat.Photo, Ref: "r"}}},
	} {
		if out := w.does("an", said); len(out) == 0 || !strings.Contains(out[0].Text, "đã đóng ngày 04/7/2016") {
			t.Errorf("%+v in a closed campaign: %+v", said, out)
		}
	}
	if out := w.types("binh", "/giahan Nga An 20/7"); len(out) == 0 || !strings.Contains(out[0].Text, "đã đóng") {
		t.Errorf("an act in a closed campaign: %+v", out)
	}
	if out := w.types("binh", "/nhac Nga An"); len(out) == 0 || !strings.Contains(out[0].Text, "đã đóng") {
		t.Errorf("nudging in a closed campaign: %+v", out)
	}
	if out := w.types("binh", "/tinhhinh"); len(out) == 0 || !strings.Contains(out[0].Text, "0/27 xã") {
		t.Errorf("the state of a closed campaign: %+v", out)
	}
	if got := w.statusOf("16144"); got.Changed != before.Changed || got.Done != before.Done {
		t.Errorf("a closed report went from %+v to %+v", before, got)
	}
	n := len(w.said[person("binh")])
	w.goes(w.now.AddDate(0, 0, 5))
	if more := w.said[person("binh")][n:]; len(more) > 0 {
		t.Errorf("a closed campaign goes on to say %q", more[0].Content.Text)
	}
	w.mustChange(campaign.Reopen, false)
	w.types("an", "tiếp tục")
	if out := w.types("an", "Phó Trưởng Công an"); !strings.Contains(out[0].Text, "Đã ghi") {
		t.Errorf("after it is open again: %+v", out)
	}
}

func TestChangesThatAreRefused(t *testing.T) {
	w := newWorld(t)
	w.joins("an", "16144", roster.Officer)
	w.types("an", "bắt đầu")
	w.types("an", "đúng")
	for _, step := range []struct {
		change campaign.Change
		force  bool
		want   error
	}{
		{campaign.Open, false, campaign.ErrUnchanged},
		{campaign.Reopen, false, campaign.ErrUnchanged},
		{campaign.Reset, false, campaign.ErrNoRehearsal},
		{campaign.Rehearse, false, campaign.ErrBegun},
		{campaign.Rehearse, true, nil},
		{campaign.Rehearse, false, campaign.ErrUnchanged},
		{campaign.Close, false, nil},
		{campaign.Close, false, campaign.ErrUnchanged},
		{campaign.Open, false, campaign.ErrRehearsed},
		{campaign.Reset, false, nil},
		{campaign.Open, false, nil},
	} {
		if err := w.changes(step.change, step.force); !errors.Is(err, step.want) {
			t.Errorf("%s: %v, want %v", step.change, err, step.want)
		}
	}
	if _, err := w.d.Standing(context.Background(), "storm"); !errors.Is(err, lifecycle.ErrNone) {
		t.Errorf("a campaign that there is not: %v", err)
	}
}
