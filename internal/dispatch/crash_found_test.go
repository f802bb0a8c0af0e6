package dispatch_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/docx/docxtest"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// TestCrashFound kills a process while officers go through what was found in the reports
// that they sent, again and again on the same database. What was confirmed before is
// stored once, what was left out stays out, and in the end reports and records are as
// without a crash.
func TestCrashFound(t *testing.T) {
	inLine(t)
	if path := os.Getenv(crashFile); path != "" {
		crashChild(t, path)
		return
	}
	updates := foundUpdates()
	path := filepath.Join(t.TempDir(), "crashed.db")
	writeJSON(t, path+".updates", updates)
	var calm, crashed []*answers.Found
	want := histories(t, filepath.Join(t.TempDir(), "calm.db"), func(w *world) {
		sendReports(w)
		take(t, w.d, updates)
		calm = founds(w)
	})
	stored := 0
	for _, entries := range want {
		stored += len(entries)
	}
	if stored < 15*crashPeople {
		t.Fatalf("%d answers are stored by the walk", stored)
	}
	histories(t, path, sendReports)
	random := rand.New(rand.NewPCG(2016, 8))
	confirmed, kills := 0, 0
	for ; kills < crashKills && confirmed+5*crashBatch < len(updates); kills++ {
		from := max(0, confirmed-random.IntN(2*crashBatch))
		confirmed = max(confirmed, killAfter(t, "TestCrashFound", path, from, random.IntN(5)))
		got := histories(t, path, func(*world) {})
		for who, entries := range want {
			if n, least := len(got[who]), answersUntil(entries, updates[:confirmed]); n < least {
				t.Fatalf("%s: %d answers after a kill, %d were said to be stored", who, n, least)
			}
			if diff := cmp.Diff(entries[:len(got[who])], got[who], cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("%s after a kill (-calm +crashed):\n%s", who, diff)
			}
		}
	}
	got := histories(t, path, func(w *world) {
		take(t, w.d, updates[max(0, confirmed-crashBatch):])
		crashed = founds(w)
	})
	if diff := cmp.Diff(want, got) + cmp.Diff(calm, crashed); diff != "" {
		t.Errorf("in the end (-calm +crashed):\n%s", diff)
	}
	t.Logf("%d kills, %d of %d updates confirmed before the last", kills, confirmed, len(updates))
}

// foundUpdates go through what was found, with something corrected and something left out.
func foundUpdates() []chat.Update {
	names, steps := make([]string, crashPeople), []step(nil)
	for i := range names {
		names[i] = "o" + strconv.Itoa(i)
	}
	for _, typed := range []string{"đọc tệp 1", "bỏ 2", "ghi", "2: 15", "ghi", "có", "ghi", "bỏ", "ghi", "để sau", "đọc tệp 1", "ghi", "ghi", "có", "ghi", "ghi", "ghi", "ghi"} {
		steps = append(steps, step{typed: typed})
	}
	return everybody(names, steps, time.Date(2016, 7, 4, 2, 0, 0, 0, time.UTC))
}

// sendReports has every officer send a report, which is read.
func sendReports(w *world) {
	content := docxtest.Make(string(read(w.t, "../reading/testdata/02-so-thu-tu.txt")))
	for i := range crashPeople {
		name := "o" + strconv.Itoa(i)
		w.types(name, "bắt đầu")
		w.sends(name, "(tệp bao-cao.docx 48 KB)")
		w.types(name, "đọc và điền giúp")
	}
	for _, r := range waiting(w) {
		if err := w.d.ReadFile(context.Background(), w.now, r, content); err != nil {
			w.t.Fatal(err)
		}
	}
}

// founds are what became of what was found, by officer.
func founds(w *world) (list []*answers.Found) {
	w.t.Helper()
	err := w.kv.View(context.Background(), func(tx store.Reader) error {
		for _, unit := range communes(w)[:crashPeople] {
			f, err := store.Founds.Get(tx, store.FileOf{Report: report.ID{Campaign: w.c.Name, Unit: unit}, ID: 1})
			if err != nil {
				return err
			}
			list = append(list, f)
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return list
}
