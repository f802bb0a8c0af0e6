package dispatch_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A file that came in the daytime and is found lost at night is told of in the
// morning; one that was sent this night, at once.
func TestFileLostAtNight(t *testing.T) {
	w := newWorld(t)
	w.joins("an", ngaAn, roster.Officer)
	w.goes(time.Date(2016, 7, 4, 16, 0, 0, 0, w.c.Zone))
	w.types("an", "/tep")
	w.types("an", "ảnh, tài liệu khác")
	w.sends("an", "(video ra-mat.mp4 19 MB)")
	w.goes(time.Date(2016, 7, 4, 21, 0, 0, 0, w.c.Zone))
	w.types("an", "/tep")
	w.types("an", "ảnh, tài liệu khác")
	w.sends("an", "(video le-phat-dong.mp4 19 MB)")
	before := len(w.texts("an"))
	lost := func() {
		for _, l := range w.downloads {
			if err := w.d.FileLost(context.Background(), w.now, l, store.TooBig); err != nil {
				t.Fatal(err)
			}
		}
	}
	lost()
	if said := w.texts("an")[before:]; len(said) != 1 {
		t.Fatalf("at night: %q", said)
	}
	w.goes(time.Date(2016, 7, 5, 7, 30, 0, 0, w.c.Zone))
	lost()
	n := 0
	for _, s := range w.texts("an")[before:] {
		if strings.Contains(s, "ra-mat.mp4") || strings.Contains(s, "le-phat-dong.mp4") {
			n++
		}
	}
	if n != 2 {
		t.Errorf("by the morning %d of 2 are told: %q", n, w.texts("an")[before:])
	}
}

// A notice that cannot be read is set aside and holds nobody up; what waits at
// night is told in the order in which it came about.
func TestNoticesHoldNobodyUp(t *testing.T) {
	w := newWorld(t)
	w.goes(time.Date(2016, 7, 4, 21, 0, 0, 0, w.c.Zone))
	w.joins("an", ngaAn, roster.Officer)
	before := len(w.texts("an"))
	err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
		for _, id := range []string{"a", "b", "c"} {
			n := notify.Phrase(locale.Text("tin " + id))
			if id == "b" {
				n = notify.About("submitted", 7) // a unit is no number
			}
			n.ID, n.At, n.To.Address = id, w.now, person("an")
			if err := notify.Put(tx, w.d.All()[0], n); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.goes(time.Date(2016, 7, 5, 7, 0, 0, 0, w.c.Zone))
	if said := w.texts("an")[before:]; len(said) > 0 {
		t.Fatalf("at night: %q", said)
	}
	w.goes(time.Date(2016, 7, 5, 7, 30, 0, 0, w.c.Zone))
	got := ""
	for _, s := range w.texts("an")[before:] {
		if len(s) < 10 {
			got += s + ";"
		}
	}
	if got != "tin a;tin c;" {
		t.Errorf("in the morning: %q", got)
	}
	asides := 0
	err = w.kv.View(context.Background(), func(r store.Reader) error {
		list, err := store.Asides.List(r, "")
		asides = len(list)
		return err
	})
	if err != nil || asides != 1 {
		t.Errorf("%d set aside (%v), want 1", asides, err)
	}
}
