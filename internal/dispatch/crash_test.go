package dispatch_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

const (
	crashFile   = "DISPATCH_CRASH_FILE" // set in the child only, with the next two
	crashFrom   = "DISPATCH_CRASH_FROM"
	crashPeople = 6
	crashBatch  = 7
	crashKills  = 10
)

// TestCrash kills a process that answers updates, again and again on the same
// database, and delivers again what it had not confirmed, as a platform does.
// What was said to be stored is there, and each update had its effect once: in
// the end every report is the same as one that was written without a crash.
func TestCrash(t *testing.T) {
	if path := os.Getenv(crashFile); path != "" {
		crashChild(t, path)
		return
	}
	updates := crashUpdates(t)
	path := filepath.Join(t.TempDir(), "crashed.db")
	writeJSON(t, path+".updates", updates)
	want := histories(t, filepath.Join(t.TempDir(), "calm.db"), func(w *world) { take(t, w.d, updates) })

	histories(t, path, func(*world) {}) // they join before the first crash
	random := rand.New(rand.NewPCG(2016, 7))
	confirmed := 0
	for range crashKills {
		// The platform may not have heard of the last confirmation.
		from := max(0, confirmed-random.IntN(2*crashBatch))
		confirmed = max(confirmed, killAfter(t, "TestCrash", path, from, random.IntN(14)))
		got := histories(t, path, func(*world) {})
		for who, entries := range want {
			least := answersUntil(entries, updates[:confirmed])
			if n := len(got[who]); n < least {
				t.Fatalf("%s: %d answers after a kill, %d were said to be stored", who, n, least)
			}
			if diff := cmp.Diff(entries[:len(got[who])], got[who]); diff != "" {
				t.Fatalf("%s after a kill (-calm +crashed):\n%s", who, diff)
			}
		}
	}
	got := histories(t, path, func(w *world) { take(t, w.d, updates[max(0, confirmed-crashBatch):]) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("in the end (-calm +crashed):\n%s", diff)
	}
	t.Logf("%d kills, %d of %d updates confirmed before the last", crashKills, confirmed, len(updates))
}

// crashUpdates are all updates of the test.
func crashUpdates(t testing.TB) []chat.Update {
	t.Helper()
	names := make([]string, crashPeople)
	for i := range names {
		names[i] = "o" + strconv.Itoa(i)
	}
	return everybody(names, walkOutline(t), time.Date(2016, 7, 4, 1, 0, 0, 0, time.UTC))
}

func writeJSON(t *testing.T, path string, value any) {
	t.Helper()
	b, err := json.Marshal(value)
	if err == nil {
		err = os.WriteFile(path, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// answersUntil counts the entries that these updates made.
func answersUntil(entries []store.Entry, updates []chat.Update) int {
	if len(updates) == 0 {
		return 0
	}
	last := updates[len(updates)-1].At
	return len(slices.DeleteFunc(slices.Clone(entries), func(e store.Entry) bool { return e.At.After(last) }))
}

// histories opens the database, has work done on it, and reads what every
// officer's report says then, by officer.
func histories(t *testing.T, path string, work func(*world)) map[string][]store.Entry {
	t.Helper()
	kv, err := boltkv.Open(path, boltkv.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer kv.Close()
	w := newWorldOn(t, kv)
	units := communes(w)[:crashPeople]
	all := map[string][]store.Entry{}
	for i, unit := range units {
		name := "o" + strconv.Itoa(i)
		if len(members(w, unit)) == 0 {
			w.joins(name, unit, roster.Officer)
		}
		all[name] = nil
	}
	work(w)
	err = kv.View(context.Background(), func(r store.Reader) (err error) {
		for i, unit := range units {
			report := report.ID{Campaign: w.c.Name, Unit: unit}
			if all["o"+strconv.Itoa(i)], err = store.HistoryOf(r, report); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func members(w *world, unit string) (ms roster.Members) {
	w.t.Helper()
	err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
		ms, err = store.Members.Get(r, store.OnList{List: w.c.UnitList, Unit: unit})
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return ms
}

// killAfter has a child that runs the test answer updates from one on, kills it when it has said
// of so many batches that they are stored, and returns how many updates are.
func killAfter(t *testing.T, test, path string, from, batches int) (confirmed int) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-test.run=^"+test+"$")
	cmd.Env = append(os.Environ(), crashFile+"="+path, crashFrom+"="+strconv.Itoa(from))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var said []string
	lines := bufio.NewScanner(out)
	for lines.Scan() { // to the end: what is in the pipe was said too
		said = append(said, lines.Text())
		var n int
		if _, err := fmt.Sscanf(lines.Text(), "stored %d.", &n); err == nil {
			confirmed = n
		}
		if len(said) > batches {
			_ = cmd.Process.Kill()
		}
	}
	if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Fatalf("the child ended by itself: %v\n%s", err, strings.Join(said, "\n"))
	}
	return confirmed
}

// crashChild answers updates and says so, until it is killed.
func crashChild(t *testing.T, path string) {
	from, err := strconv.Atoi(os.Getenv(crashFrom))
	if err != nil {
		t.Fatal(err)
	}
	var updates []chat.Update
	if err := json.Unmarshal(read(t, path+".updates"), &updates); err != nil {
		t.Fatal(err)
	}
	kv, err := boltkv.Open(path, boltkv.Options{Timeout: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer kv.Close()
	w := newWorldOn(t, kv)
	fmt.Println("open")
	for from < len(updates) {
		to := min(from+crashBatch, len(updates))
		take(t, w.d, updates[from:to])
		fmt.Printf("stored %d.\n", to) // one write: the pipe gets it whole
		from = to
	}
}
