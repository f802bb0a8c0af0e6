package clock

import (
	"testing"
	"time"
)

// machine is a clock and the time which passes.
type machine struct {
	wall   time.Time
	passed time.Duration
}

func (m *machine) watch() *Watch {
	return newWatch(func() time.Time { return m.wall }, func() time.Duration { return m.passed })
}

func (m *machine) pass(d time.Duration) { m.wall, m.passed = m.wall.Add(d), m.passed+d }

func TestWatch(t *testing.T) {
	noon := time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)
	m := &machine{wall: noon}
	w := m.watch()
	look := func(want time.Duration) {
		t.Helper()
		j, ok := w.Look()
		if ok != (want != 0) || j.By != want || ok && !j.At.Equal(m.wall) {
			t.Errorf("%v, %v; want a jump by %v", j, ok, want)
		}
		if _, again := w.Look(); again {
			t.Error("noticed twice")
		}
	}
	m.pass(100 * time.Hour)
	look(0)
	m.wall = m.wall.Add(59 * time.Minute)
	look(0)
	if !w.Steady() {
		t.Error("not steady without a jump")
	}
	m.wall = m.wall.Add(2 * time.Minute) // little by little is a jump too
	look(61 * time.Minute)
	m.wall = m.wall.AddDate(4, 0, 0)
	m.pass(time.Second)
	look(m.wall.AddDate(-4, 0, 0).Sub(m.wall) * -1)
	m.wall = m.wall.Add(-2 * time.Hour)
	look(-2 * time.Hour)
	if j, ok := w.Last(); !ok || j.By != -2*time.Hour {
		t.Errorf("last %v, %v", j, ok)
	}
	if w.Steady() {
		t.Error("steady right after a jump")
	}
	m.pass(25 * time.Hour)
	if !w.Steady() {
		t.Error("a day after the jump it is not steady")
	}
}

func TestWatchOverAStart(t *testing.T) {
	noon := time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		stored time.Time
		want   time.Duration
		steady bool
	}{
		"new":               {time.Time{}, 0, true},
		"a minute ago":      {noon.Add(-time.Minute), 0, true},
		"off for a day":     {noon.Add(-24 * time.Hour), 0, false},
		"a little ahead":    {noon.Add(time.Minute), 0, true},
		"back from 2030":    {noon.AddDate(4, 0, 0), noon.Sub(noon.AddDate(4, 0, 0)), false},
		"back by two hours": {noon.Add(2 * time.Hour), -2 * time.Hour, false},
	} {
		w := (&machine{wall: noon}).watch()
		j, ok := w.Resume(test.stored)
		if ok != (test.want != 0) || j.By != test.want || w.Steady() != test.steady {
			t.Errorf("%s: %v, %v, steady %v", name, j, ok, w.Steady())
		}
	}
}
