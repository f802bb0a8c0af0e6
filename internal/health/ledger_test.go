package health_test

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/health"
	"giaoban/internal/locale"
	"giaoban/locales"
)

// watching is a bot under watch: what admins hear of it, minute by minute.
type watching struct {
	t      *testing.T
	facts  health.Facts
	watch  health.Watch
	ledger health.Ledger
	heard  []string // «+code» and «-code», with ! at any hour
}

func newWatching(t *testing.T) *watching {
	return &watching{t: t, facts: well(), ledger: health.Ledger{Calm: 5 * time.Minute}}
}

// pass lets so many minutes go by.
func (w *watching) pass(minutes int) {
	for range minutes * 12 {
		w.facts.Now, w.facts.Up = w.facts.Now.Add(5*time.Second), w.facts.Up+5*time.Second
		news := w.ledger.News(w.facts.Now, w.watch.Look(w.facts))
		mark := ""
		if news.Urgent() {
			mark = "!"
		}
		for _, k := range news.Begun {
			w.heard = append(w.heard, "+"+string(k.Code)+mark)
		}
		for _, k := range news.Over {
			w.heard = append(w.heard, "-"+string(k.Code))
		}
		w.ledger.Note(news)
	}
}

func (w *watching) hears(want string) {
	w.t.Helper()
	if heard := strings.Join(w.heard, " "); heard != want {
		w.t.Errorf("admins heard %q, want %q", heard, want)
	}
	w.heard = nil
}

func TestAdminsHearOnceAndWhenItIsOver(t *testing.T) {
	w := newWatching(t)
	w.pass(60)
	w.hears("")
	w.facts.Missing = 2
	w.pass(600)
	w.hears("+missing")
	w.facts.Missing = 3 // more of the same is no news
	w.pass(60)
	w.hears("")
	w.facts.Missing = 0
	w.pass(4)
	w.hears("") // it may come again
	w.pass(2)
	w.hears("-missing")
	w.facts.Missing = 1
	w.pass(1)
	w.hears("+missing")
}

func TestWhatComesAndGoesIsOneThing(t *testing.T) {
	w := newWatching(t)
	for range 10 {
		w.facts.Disk.Free = 1 << 20
		w.pass(2)
		w.facts.Disk.Free = 30 << 30
		w.pass(2)
	}
	w.hears("+disk!")
	w.pass(10)
	w.hears("-disk")
}

// What keeps news from arriving is told when it is over; what is short is not told at all.
func TestToldAfterwards(t *testing.T) {
	w := newWatching(t)
	w.facts.Platform.Silent = 3 * time.Minute
	w.pass(1)
	w.facts.Platform.Silent = time.Second
	w.pass(10)
	w.hears("")
	w.facts.Platform.Silent = 3 * time.Minute
	w.pass(30)
	w.hears("")
	w.facts.Platform.Silent = time.Second
	w.pass(10)
	w.hears("-polls")
}

func TestWhatHappenedHasNoEnd(t *testing.T) {
	w := newWatching(t)
	w.facts.Aside = 1
	w.pass(1)
	w.facts.Aside = 0
	w.pass(60)
	w.hears("+aside")
	w.facts.Aside = 1
	w.pass(1)
	w.hears("+aside")
}

// After a start admins hear nothing again of what they know, and of its end.
func TestKnownBeforeAStart(t *testing.T) {
	w := newWatching(t)
	w.facts.Missing = 2
	w.pass(1)
	w.hears("+missing")
	again := newWatching(t)
	again.facts.Missing = 2
	again.ledger.Take([]health.Known{{Finding: health.Finding{Code: "missing", Since: noon}, Told: true}, {Finding: health.Finding{Code: "of another version"}}}, noon)
	again.pass(60)
	again.hears("")
	again.facts.Missing = 0
	again.pass(10)
	again.hears("-missing")
}

// A clock that went back keeps no end from being told.
func TestClockThatWentBack(t *testing.T) {
	w := newWatching(t)
	w.facts.Missing = 2
	w.pass(1)
	w.facts.Missing, w.facts.Now = 0, noon.AddDate(-1, 0, 0)
	w.pass(10)
	w.hears("+missing -missing")
}

func TestNewsInWords(t *testing.T) {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	vi, _ := catalog.Language("vi")
	vi = vi.In(noon.Location())
	f := well()
	f.Missing, f.Disk.Free = 3, 200<<20
	var begun []health.Known
	for _, x := range new(health.Watch).Look(f) {
		begun = append(begun, health.Known{Finding: x, Last: noon, Told: true})
	}
	over := begun[1]
	over.Last = noon.Add(20 * time.Minute)
	all := health.Join(health.News{Begun: begun}, health.News{Over: []health.Known{over}})
	want := `Hệ thống có việc cần đồng chí xử lý:
• Ổ đĩa sắp đầy: còn 200 MB trên 40 GB (data). Từ 12:00 ngày 04/7/2016.
  → Dọn hoặc mở rộng ổ đĩa, không xóa giaoban.* và files trong data; để đầy thì số liệu không lưu được.
Đã hết:
• Tệp có trong báo cáo nhưng không còn trên ổ đĩa: 3. Từ 12:00 ngày 04/7/2016 đến 12:20 ngày 04/7/2016.
Xem đầy đủ: /hethong
`
	if said := all.Tell(vi); said != want {
		t.Errorf("said:\n%swant:\n%s", said, want)
	}
	if said := (health.News{}).Tell(vi); said != "" {
		t.Errorf("no news: %q", said)
	}
}
