package boltkv

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"giaoban/internal/store"
)

const (
	crashFile    = "BOLTKV_CRASH_FILE" // set in the child only
	crashWriters = 8
	crashKills   = 25
)

// TestCrash kills a process that writes as fast as it can, again and again on the same file. Each record that the child
// said was stored must be there, no record may be half there, and the file must be sound.
func TestCrash(t *testing.T) {
	if path := os.Getenv(crashFile); path != "" {
		crashChild(path)
	}
	path := filepath.Join(t.TempDir(), "kv.db")
	random := rand.New(rand.NewPCG(2016, 7))
	acknowledged := make([]int, crashWriters)
	total := 0
	for kill := range crashKills {
		for w, n := range killAfter(t, path, 1+random.IntN(800)) {
			acknowledged[w] = max(acknowledged[w], n)
			total += n
		}
		verifyCrashed(t, path, acknowledged)
		if t.Failed() {
			t.Fatalf("after kill %d", kill+1)
		}
	}
	t.Logf("%d kills, last records acknowledged: %v", crashKills, acknowledged)
}

// killAfter starts the child, kills it when it has acknowledged so many records, and returns the last of each writer.
func killAfter(t *testing.T, path string, records int) map[int]int {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-test.run=^TestCrash$")
	cmd.Env = append(os.Environ(), crashFile+"="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	last := map[int]int{}
	lines := bufio.NewScanner(out)
	for seen := 0; lines.Scan(); seen++ { // to the end: what is in the pipe was acknowledged too
		var w, n int
		if _, err := fmt.Sscanf(lines.Text(), "%d %d.", &w, &n); err != nil {
			break // a line cut by the kill, or a complaint
		}
		last[w] = n
		if seen == records {
			_ = cmd.Process.Kill()
		}
	}
	rest, _ := io.ReadAll(out)
	if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Fatalf("the child ended by itself: %v\n%s\n%s", err, lines.Text(), rest)
	}
	return last
}

// crashChild writes until it is killed. Each writer's records are numbered; a record is three keys: itself under a
// growing key, a random key that names it, and the writer's counter.
func crashChild(path string) {
	db, err := Open(path, Options{})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	var wg sync.WaitGroup
	for w := range crashWriters {
		wg.Go(func() {
			for {
				n := 0
				err := store.One(context.Background(), db, func(tx store.Tx) error {
					n, _ = strconv.Atoi(string(tx.Get(crashCounter(w))))
					n++
					random := fmt.Sprintf("random/%016x", rand.Uint64())
					tx.Put(crashRecord(w, n), []byte(random))
					tx.Put(random, []byte(crashRecord(w, n)))
					tx.Put(crashCounter(w), []byte(strconv.Itoa(n)))
					return nil
				})
				if err != nil {
					fmt.Println(err)
					os.Exit(1)
				}
				fmt.Printf("%d %d.\n", w, n) // one write each: the pipe gets it whole
			}
		})
	}
	wg.Wait()
}

func crashCounter(w int) string   { return fmt.Sprintf("counter/%d", w) }
func crashRecord(w, n int) string { return fmt.Sprintf("record/%d/%010d", w, n) }

func verifyCrashed(t *testing.T, path string, acknowledged []int) {
	t.Helper()
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Check(); err != nil {
		t.Error(err)
	}
	err = db.View(t.Context(), func(r store.Reader) error {
		records := 0
		for w, least := range acknowledged {
			n, _ := strconv.Atoi(string(r.Get(crashCounter(w))))
			if n < least {
				t.Errorf("writer %d: record %d was acknowledged and lost: the counter says %d", w, least, n)
			}
			for i := 1; i <= n; i++ {
				if key := crashRecord(w, i); string(r.Get(string(r.Get(key)))) != key {
					t.Errorf("%s is not whole", key)
				}
			}
			records += n
		}
		for _, prefix := range []string{"record/", "random/"} {
			from, to := store.Prefix(prefix)
			n := 0
			r.Range(from, to, func(string, []byte) bool { n++; return true })
			if n != records {
				t.Errorf("%d keys under %s, the counters say %d", n, prefix, records)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
