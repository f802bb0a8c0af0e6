package files

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

const (
	crashFolder = "FILES_CRASH_FOLDER" // set in the child only
	crashFiles  = 30
	crashKills  = 12
)

// TestCrash kills a process in the middle of its downloads, again and again on
// the same folder. A content that has its name is whole at every moment; in the
// end each file is there once, its record says so, and nothing else is left.
func TestCrash(t *testing.T) {
	if folder := os.Getenv(crashFolder); folder != "" {
		crashChild(t, folder)
		return
	}
	folder := t.TempDir()
	var refs []string
	for i := range crashFiles {
		refs = append(refs, "file"+strconv.Itoa(i))
	}
	func() {
		r, closeDB := crashRig(t, folder)
		defer closeDB()
		r.take(refs...)
	}()
	random := rand.New(rand.NewPCG(2016, 11))
	halves := 0
	for range crashKills {
		killAfter(t, folder, 1+random.IntN(120))
		entries, err := os.ReadDir(filepath.Join(folder, "files"))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), partPrefix) {
				halves++
				continue
			}
			content, err := os.ReadFile(filepath.Join(folder, "files", e.Name()))
			if sum := sha256.Sum256(content); err != nil || hex.EncodeToString(sum[:]) != e.Name() {
				t.Fatalf("%s is not what its name says: %d bytes, %v", e.Name(), len(content), err)
			}
		}
	}
	if halves == 0 {
		t.Error("no kill came in the middle of a download")
	}
	r, closeDB := crashRig(t, folder)
	defer closeDB()
	if err := r.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	for r.Stats().Waiting > 0 {
		if j, ok := r.queue.next(t.Context()); ok {
			r.work(t.Context(), j)
		}
	}
	r.whole(refs...)
	t.Logf("%d kills, %d downloads broken off", crashKills, halves)
}

// crashRig is the room on a database that lasts.
func crashRig(t *testing.T, folder string) (*rig, func()) {
	t.Helper()
	kv, err := boltkv.Open(filepath.Join(folder, "test.db"), boltkv.Options{Timeout: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{t: t, kv: kv, folder: filepath.Join(folder, "files")}
	r.Files = New(kv, map[string]Source{"test": drip{}}, Options{Folder: r.folder, Lost: func(_ context.Context, d store.Download, why store.Loss) error {
		return fmt.Errorf("%s is lost: %v", d.String(), why)
	}})
	return r, func() { kv.Close() }
}

// drip gives a content piece by piece, and says so after each.
type drip struct{}

func (drip) Fetch(_ context.Context, ref string, _ int64, w io.Writer) (n int64, err error) {
	for piece := range bytes.SplitAfterSeq(contentOf(ref), []byte(strings.Repeat(ref+" ", 50))) {
		written, err := w.Write(piece)
		n += int64(written)
		if err != nil {
			return n, err
		}
		if os.Getenv(crashFolder) != "" {
			fmt.Println("piece")
		}
	}
	return n, nil
}

// crashChild fetches until it is killed, or for ever.
func crashChild(t *testing.T, folder string) {
	r, closeDB := crashRig(t, folder)
	defer closeDB()
	if err := r.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	if r.Stats().Waiting == 0 {
		fmt.Println("nothing left")
	}
	_ = r.Run(context.Background())
}

// killAfter has a child fetch, and kills it when it has got so many pieces or
// has nothing left.
func killAfter(t *testing.T, folder string, pieces int) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-test.run=^TestCrash$")
	cmd.Env = append(os.Environ(), crashFolder+"="+folder)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); {
		if n++; n >= pieces || lines.Text() == "nothing left" {
			_ = cmd.Process.Kill()
		}
	}
	if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Fatalf("the child ended by itself: %v", err)
	}
}
