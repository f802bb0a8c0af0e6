package dispatch_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store/boltkv"
)

// TestAnOrderForAnHour: a reminder that was ordered for an hour goes out then and once,
// over a restart before and one after it, to those who still have not submitted; whoever
// ordered it is told. One that was cancelled goes to nobody.
func TestAnOrderForAnHour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { kv.Close() })
		p := &phones{shown: map[string][]string{}}
		w := newWorldOn(t, kv)
		w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone))
		w.joins("an", ngaAn, roster.Officer)
		w.joins("bach", "16147", roster.Officer)
		w.joins("huyen", "401", roster.Coordinator)
		stop := delivered(w, p)
		for _, line := range []string{"10 giờ sáng mai nhắc Nga An, Nga Bạch", "gửi", "11 giờ sáng mai nhắc Nga An: gấp lên", "gửi"} {
			w.types("huyen", line)
		}
		said := w.types("huyen", "hủy lệnh hẹn")
		w.presses("huyen", said, "Hủy lệnh 2")
		w.rewrites("16147", func(s *report.Status) { s.State = report.Submitted })
		w.lives(time.Minute)
		stop()

		hour := time.Date(2016, 7, 5, 10, 0, 0, 0, w.c.Zone)
		asked := func(name string) int {
			n := 0
			for _, text := range p.seen(name) {
				n += strings.Count(text, "Ban Chỉ đạo 138 huyện Nga Sơn đề nghị")
			}
			return n
		}
		begin := func(now time.Time) (*world, func()) {
			again := newWorldOn(t, kv)
			again.now, again.n = now, w.n
			return again, delivered(again, p)
		}
		again, stop := begin(w.now)
		again.goes(hour.Add(-time.Minute))
		again.lives(10 * time.Second)
		if n := asked("an"); n != 0 {
			t.Errorf("reminded %d times before the hour", n)
		}
		again.goes(hour)
		again.lives(2 * time.Minute)
		stop()
		again, stop = begin(again.now)
		again.goes(hour.Add(2 * time.Hour))
		again.lives(2 * time.Minute)
		stop()
		if an, bach := asked("an"), asked("bach"); an != 1 || bach != 0 {
			t.Errorf("reminded: an %d times, bach, who submitted, %d; want once and never", an, bach)
		}
		over := func(text string) bool {
			return strings.HasPrefix(text, "Đã gửi nhắc xong: 1/2 đơn vị đã nhận.")
		}
		if all := p.seen("huyen"); !slices.ContainsFunc(all, over) {
			t.Errorf("whoever ordered it reads:\n%s", strings.Join(all, "\n---\n"))
		}
	})
}
