package trial_test

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"giaoban/internal/disk/disktest"
	"giaoban/internal/simulator"
)

// notKept begins the sentence of whoever is to send it again.
const notKept = "Điều đồng chí vừa gửi chưa được lưu"

// TestFullDisk has the built program run on a disk that is full now and then, also at its
// start: each answer is taken, or its officer is told that it is not kept; what was taken
// last is what the report says, and all goes on by itself when there is room.
// GIAOBAN_FULL_DISKS is how often the disk is full.
func TestFullDisk(t *testing.T) {
	d := disktest.New(t, 32<<20)
	w := newWorld(t, 8*time.Hour, "")
	var officers []*officer
	for i, p := range w.joinSome(5, "--unit", "38", "--role", "officer", "--below", "--level", "3") {
		officers = append(officers, &officer{person: p, first: 1000 * i})
	}
	for _, o := range officers {
		for _, text := range opening {
			o.says(t.Context(), typed{text: text})
		}
	}
	w.program.kill()
	w.program.run("compact") // so that what is stored needs room
	w.program.movedTo(d.Folder)
	if err := w.program.serve(); err != nil {
		t.Fatal(err)
	}
	taken, refused := 0, 0
	for round := range setting("GIAOBAN_FULL_DISKS", 2) {
		d.Fill(rand.IntN(1 << 16))
		if round%2 == 1 {
			w.program.kill()
			if err := w.program.serve(); err != nil {
				t.Fatal(err)
			}
		}
		for range 4 {
			for _, o := range officers {
				if o.tries(t) {
					taken++
				} else {
					refused++
				}
			}
		}
		d.Empty()
		for _, o := range officers {
			if !o.tries(t) {
				t.Errorf("round %d: there is room again, and %s is refused", round, o.name)
			}
			if err := w.program.died(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if took, err := w.program.end(); err != nil {
		t.Errorf("SIGTERM: %v after %v", err, took)
	}
	out := w.program.run("check", "--data", w.program.path("data"))
	t.Logf("%d taken, %d refused and said; %s", taken, refused, strings.TrimSpace(out))
	if taken == 0 || refused == 0 {
		t.Error("the disk was never full, or always")
	}
	for words, n := range w.program.complaints() {
		t.Logf("%d times in the log: %s", n, words)
	}
}

// tries gives an answer, waits for the reply to it and reports whether it was taken; what
// the report says must be what was taken last.
func (o *officer) tries(t *testing.T) bool {
	t.Helper()
	what := o.next()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	id := o.types(what.text)
	m, ok := o.hears(ctx, id, func(m simulator.Shown) bool {
		return strings.Contains(m.Text, what.want) || strings.HasPrefix(m.Text, notKept)
	})
	if !ok {
		t.Fatalf("%s: nothing is said to %q: %v", o.name, what.text, o.heard()[len(o.heard())-1].Text)
	}
	return !strings.HasPrefix(m.Text, notKept)
}

// movedTo has the program keep its data on another disk.
func (p *program) movedTo(folder string) {
	p.t.Helper()
	data, there := p.path("data"), filepath.Join(folder, "data")
	if out, err := exec.Command("cp", "-a", data, there).CombinedOutput(); err != nil {
		p.t.Fatalf("%v: %s", err, out)
	}
	if err := os.RemoveAll(data); err != nil {
		p.t.Fatal(err)
	}
	if err := os.Symlink(there, data); err != nil {
		p.t.Fatal(err)
	}
}
