package dispatch_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/calendar"
	"giaoban/internal/roster"
)

func (w *world) foresees(unit string) calendar.Foreseen {
	w.t.Helper()
	in := w.d.All()[0]
	u, ok := in.Units.Get(unit)
	if !ok {
		w.t.Fatalf("no unit %s", unit)
	}
	f, err := w.d.Foresee(context.Background(), in, u, w.now)
	if err != nil {
		w.t.Fatal(err)
	}
	return f
}

// What is foreseen comes, at that instant and to those people, and nothing before it.
func TestWhatIsForeseenComes(t *testing.T) {
	w := newWorld(t)
	w.joins("an", "16144", roster.Officer)
	w.joins("truong", "401", roster.Coordinator)
	f := w.foresees("16144")
	if f.Reminder.IsZero() || !slices.Equal(f.To, []chat.Address{person("an")}) {
		t.Fatalf("foreseen %v to %v, want a reminder to an", f.Reminder, f.To)
	}
	head := w.foresees("401").Digests[person("truong")]
	if head.Next.IsZero() || head.Off || !head.Last.IsZero() {
		t.Fatalf("digests %+v", head)
	}
	officer, coordinator := len(w.texts("an")), len(w.texts("truong"))
	w.goes(f.Reminder.Add(-time.Second))
	if n := len(w.texts("an")); n != officer {
		t.Errorf("%d messages before the reminder", n-officer)
	}
	w.goes(f.Reminder)
	if n := len(w.texts("an")); n != officer+1 {
		t.Errorf("%d messages at the foreseen instant, want the reminder", n-officer)
	}
	if got := w.foresees("16144").Reminded; !got.Equal(f.Reminder) {
		t.Errorf("reminded at %v, want %v", got, f.Reminder)
	}
	w.goes(head.Next)
	if n := len(w.texts("truong")); n == coordinator {
		t.Error("no digest came until the foreseen instant")
	}
	if got := w.foresees("401").Digests[person("truong")].Last; got.IsZero() || got.After(head.Next) {
		t.Errorf("the last digest is of %v", got)
	}
	w.types("truong", "/lich tắt")
	if d := w.foresees("401").Digests[person("truong")]; !d.Off || !d.Next.IsZero() {
		t.Errorf("switched off: %+v", d)
	}
}

// Nothing is foreseen for a unit that is in, or of whom nobody has joined.
func TestNothingIsForeseen(t *testing.T) {
	w := newWorld(t)
	submits(w, "an", "16144")
	for _, unit := range []string{"16144", "16147"} {
		if f := w.foresees(unit); !f.Reminder.IsZero() || len(f.To) != 0 {
			t.Errorf("%s: foreseen %v to %v", unit, f.Reminder, f.To)
		}
	}
}
