package files

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

var nga = report.ID{Campaign: "c", Unit: "16144"}

// network is a far end that has the content of every file: its handle, repeated.
type network struct {
	mu    sync.Mutex
	fail  func(ref string, try int) error
	tries map[string]int
	now   int // under way
	most  int
}

func (n *network) Fetch(ctx context.Context, ref string, limit int64, w io.Writer) (int64, error) {
	n.mu.Lock()
	n.tries[ref]++
	try := n.tries[ref]
	n.now++
	n.most = max(n.most, n.now)
	n.mu.Unlock()
	defer func() { n.mu.Lock(); n.now--; n.mu.Unlock() }()
	content := contentOf(ref)
	if ref == "" {
		content = nil
	}
	if n.fail != nil {
		if err := n.fail(ref, try); err != nil {
			_, _ = w.Write(content[:len(content)/2]) // what came is not the file
			return 0, err
		}
	}
	select {
	case <-time.After(time.Second):
	case <-ctx.Done():
		return 0, &chat.RetryError{Err: ctx.Err()}
	}
	written, err := w.Write(content)
	return int64(written), err
}

func contentOf(ref string) []byte { return bytes.Repeat([]byte(ref+" "), 1000) }

func hashOf(ref string) string {
	sum := sha256.Sum256(contentOf(ref))
	return hex.EncodeToString(sum[:])
}

// rig is the room on a store and a folder.
type rig struct {
	*Files
	t      *testing.T
	kv     store.KV
	net    *network
	folder string
	lost   []store.Loss
	stop   func()
}

func newRig(t *testing.T, fail func(string, int) error, o Options) *rig {
	t.Helper()
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	r := &rig{t: t, kv: kv, net: &network{fail: fail, tries: map[string]int{}}, folder: filepath.Join(t.TempDir(), "files")}
	o.Folder = r.folder
	o.Lost = func(ctx context.Context, d store.Download, why store.Loss) error {
		r.lost = append(r.lost, why)
		return store.One(ctx, kv, func(tx store.Tx) error { store.Downloads.Delete(tx, d); return nil })
	}
	r.Files = New(kv, map[string]Source{"test": r.net}, o)
	return r
}

// take commits files as an answer does, and gives their downloads.
func (r *rig) take(refs ...string) (downloads []store.Download) {
	r.t.Helper()
	err := store.One(r.t.Context(), r.kv, func(tx store.Tx) error {
		downloads = nil
		files, err := store.FilesOf.Get(tx, nga)
		if err != nil {
			return err
		}
		for _, ref := range refs {
			f := files.Add(store.File{Filed: answers.Filed{Name: "../../x", Purpose: answers.ForOther}, Ref: ref})
			d := store.Download{Report: nga, ID: f.ID, From: chat.Address{Channel: "test", ID: "1"}, Ref: ref}
			store.Downloads.Put(tx, d, d)
			downloads = append(downloads, d)
		}
		store.FilesOf.Put(tx, nga, files)
		return nil
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return downloads
}

// run begins, and ends with the test at the latest.
func (r *rig) run() {
	r.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	if err := r.Start(ctx); err != nil {
		r.t.Fatal(err)
	}
	var wg sync.WaitGroup
	wg.Go(func() { _ = r.Run(ctx) })
	r.stop = func() { cancel(); wg.Wait() }
	r.t.Cleanup(r.stop)
}

// pass lets time pass.
func pass(d time.Duration) { time.Sleep(d); synctest.Wait() }

// onDisk lists the folder without the trash.
func (r *rig) onDisk() (names []string) {
	r.t.Helper()
	entries, err := os.ReadDir(r.folder)
	if err != nil {
		r.t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != trashFolder {
			names = append(names, e.Name())
		}
	}
	return names
}

// whole holds that records, queue and disk agree: these files, and no others.
func (r *rig) whole(refs ...string) {
	r.t.Helper()
	err := r.kv.View(context.Background(), func(reader store.Reader) error {
		files, err := store.FilesOf.Get(reader, nga)
		if err != nil {
			return err
		}
		for _, f := range files.List {
			if f.State != answers.FileStored || f.Hash != hashOf(f.Ref) || f.Size != int64(len(contentOf(f.Ref))) {
				r.t.Errorf("record %+v", f)
			}
		}
		for d := range store.Downloads.All(reader, "") {
			r.t.Errorf("still on the queue: %+v", d)
		}
		return nil
	})
	if err != nil {
		r.t.Fatal(err)
	}
	var want []string
	for _, ref := range refs {
		want = append(want, hashOf(ref))
		if got, err := os.ReadFile(filepath.Join(r.folder, hashOf(ref))); err != nil || !bytes.Equal(got, contentOf(ref)) {
			r.t.Errorf("%s: %d bytes, %v", ref, len(got), err)
		}
	}
	slices.Sort(want)
	if got := r.onDisk(); !slices.Equal(got, want) {
		r.t.Errorf("on the disk %v, want %v", got, want)
	}
}

// Each file comes, a few at a time; the same content lies there once.
func TestFetched(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil, Options{AtOnce: 3})
		r.run()
		r.Add(r.take("a", "b", "c", "a", "d", "e", "f")...)
		pass(time.Minute)
		r.whole("a", "b", "c", "d", "e", "f")
		if s := r.Stats(); s.Stored != 7 || s.Waiting != 0 || r.net.most != 3 {
			t.Errorf("%+v, %d at once", s, r.net.most)
		}
	})
}

// What fails is tried again, later and later, no sooner than the channel asks,
// and holds up nobody.
func TestRetries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var last time.Duration
		r := newRig(t, func(ref string, try int) error {
			switch {
			case ref == "busy" && try == 1:
				return &chat.RetryError{After: 5 * time.Minute, Err: errors.New("429")}
			case ref == "busy":
				last = time.Since(start)
			case ref == "shaky" && try < 6:
				return &chat.RetryError{Err: errors.New("connection closed")}
			}
			return nil
		}, Options{AtOnce: 1})
		r.run()
		r.Add(r.take("busy", "shaky", "good")...)
		pass(5 * time.Second)
		if s := r.Stats(); s.Stored != 1 || s.Waiting != 2 {
			t.Errorf("after a moment %+v", s)
		}
		pass(10 * time.Minute)
		r.whole("busy", "shaky", "good")
		if last < 5*time.Minute || r.net.tries["shaky"] != 6 {
			t.Errorf("busy came after %v, shaky at try %d", last, r.net.tries["shaky"])
		}
	})
}

// What can never come is given up once, with the reason.
func TestLost(t *testing.T) {
	for name, test := range map[string]struct {
		err  error
		want store.Loss
	}{
		"gone":     {&chat.RefusedError{Err: errors.New("invalid file_id")}, store.Gone},
		"too big":  {&chat.RefusedError{Err: chat.ErrTooBig}, store.TooBig},
		"empty":    {&chat.RefusedError{Err: chat.ErrEmpty}, store.Empty},
		"too late": {&chat.RetryError{Err: errors.New("502")}, store.TooLate},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, func(string, int) error { return test.err }, Options{Patience: time.Hour})
				r.run()
				r.Add(r.take("x")...)
				pass(3 * time.Hour)
				if !slices.Equal(r.lost, []store.Loss{test.want}) || r.Stats().Lost != 1 || r.Stats().Waiting != 0 {
					t.Errorf("lost %v, %+v", r.lost, r.Stats())
				}
				if names := r.onDisk(); len(names) != 0 {
					t.Errorf("left over: %v", names)
				}
			})
		})
	}
}

// A file without bytes is no file, whatever the channel called its size.
func TestAnEmptyFileIsLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil, Options{})
		r.run()
		r.Add(r.take("")...)
		pass(time.Hour)
		if !slices.Equal(r.lost, []store.Loss{store.Empty}) || len(r.onDisk()) != 0 {
			t.Errorf("lost %v, on disk %v", r.lost, r.onDisk())
		}
	})
}

// A restart goes on with what is not there yet, and deletes what was half
// fetched. Everything else stays, also contents that no record names.
func TestRestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil, Options{})
		r.take("a", "b")
		if err := os.MkdirAll(r.folder, 0o700); err != nil {
			t.Fatal(err)
		}
		others := []string{strings.Repeat("ab", 32), "README", partPrefix, partPrefix + "1.pdf"}
		for _, name := range append(others, partPrefix+"1") {
			if err := os.WriteFile(filepath.Join(r.folder, name), []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		r.run()
		got := r.onDisk()
		if slices.Contains(got, partPrefix+"1") {
			t.Errorf("after the start: %v", got)
		}
		for _, name := range others {
			if err := os.Remove(filepath.Join(r.folder, name)); err != nil {
				t.Errorf("after the start: %v", err)
			}
		}
		pass(time.Minute)
		r.whole("a", "b")
	})
}

// A start on another database, or on an empty one, deletes no attachment.
func TestAnotherDatabase(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil, Options{})
		r.run()
		r.Add(r.take("a", "b")...)
		pass(time.Minute)
		other := newRig(t, nil, Options{})
		other.o.Folder = r.folder
		other.run()
		other.Add(other.take("c")...)
		pass(time.Minute)
		other.stop()
		r.whole("a", "b", "c")
	})
}

// What is removed from a report goes into the trash with the next start, unless another file has the same content, and
// is deleted from there 30 days later.
func TestRemoved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil, Options{})
		r.run()
		r.Add(r.take("a", "b", "b", "c")...)
		pass(time.Minute)
		err := store.One(context.Background(), r.kv, func(tx store.Tx) error {
			files, err := store.FilesOf.Get(tx, nga)
			if err != nil {
				return err
			}
			err = store.NoteRemoved(tx, nga, files.Remove(func(f store.File) bool { return f.ID < 3 })...)
			store.FilesOf.Put(tx, nga, files)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		r.whole("a", "b", "c")
		if err := r.Start(context.Background()); err != nil {
			t.Fatal(err)
		}
		r.whole("b", "c")
		if left := r.removed(); len(left) != 0 {
			t.Errorf("still noted as removed: %v", left)
		}
		if !inTrash(r, "a") || r.Stats().Trashed != 1 {
			t.Error("what was removed is not in the trash")
		}
		pass(29 * 24 * time.Hour)
		if !inTrash(r, "a") {
			t.Error("deleted from the trash too early")
		}
		pass(2 * 24 * time.Hour)
		if inTrash(r, "a") {
			t.Error("still in the trash after 30 days")
		}
		r.whole("b", "c")
	})
}

func inTrash(r *rig, ref string) bool {
	_, err := os.Stat(r.trash(hashOf(ref)))
	return err == nil
}

// TestAccount: what a record names comes back from the trash, as when the database is an older state of itself. What is
// nowhere is said and counted.
func TestAccount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		r := newRig(t, nil, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
		r.run()
		r.Add(r.take("a", "b", "c")...)
		pass(time.Minute)
		if err := os.MkdirAll(r.trash(""), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(r.folder, hashOf("a")), r.trash(hashOf("a"))); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(r.folder, hashOf("b"))); err != nil {
			t.Fatal(err)
		}
		if err := r.Start(context.Background()); err != nil {
			t.Fatal(err)
		}
		r.whole("a", "c")
		if said := log.String(); len(r.Missing()) != 1 || strings.Count(said, "not on the disk") != 1 ||
			!strings.Contains(said, "content="+hashOf("b")+" unit="+nga.Unit) {
			t.Errorf("%v missing, said: %s", r.Missing(), said)
		}
	})
}

// removed reads what is noted as removed.
func (r *rig) removed() (removed []store.Removed) {
	r.t.Helper()
	err := r.kv.View(context.Background(), func(reader store.Reader) (err error) {
		removed, err = store.AllRemoved(reader)
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return removed
}

// A file that was taken out of the report while it was fetched is marked in no
// record, and goes from the disk with the next start.
func TestTakenOutMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil, Options{})
		r.run()
		r.Add(r.take("a")...)
		err := store.One(context.Background(), r.kv, func(tx store.Tx) error { store.FilesOf.Put(tx, nga, store.Files{Last: 1}); return nil })
		if err != nil {
			t.Fatal(err)
		}
		pass(time.Minute)
		if err := r.Start(context.Background()); err != nil {
			t.Fatal(err)
		}
		r.whole()
	})
}

// TestTrashUnderAWrongClock: while the clock may be wrong nothing is deleted from the trash, and what was put there in a
// future that did not come stays for its time from now on.
func TestTrashUnderAWrongClock(t *testing.T) {
	steady := false
	r := newRig(t, nil, Options{Steady: func() bool { return steady }})
	names := map[string]time.Duration{hashOf("cũ"): -31 * 24 * time.Hour, hashOf("tương lai"): 4 * 365 * 24 * time.Hour}
	now := time.Now()
	if err := os.MkdirAll(r.trash(""), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, ago := range names {
		if err := errors.Join(os.WriteFile(r.trash(name), []byte("x"), 0o600), os.Chtimes(r.trash(name), now.Add(ago), now.Add(ago))); err != nil {
			t.Fatal(err)
		}
	}
	left := func(want int, now time.Time) {
		t.Helper()
		if err := r.emptyTrash(nil, now); err != nil {
			t.Fatal(err)
		}
		if entries, err := os.ReadDir(r.trash("")); err != nil || len(entries) != want {
			t.Errorf("%v, %v, want %d", entries, err, want)
		}
	}
	left(2, now)
	steady = true
	left(1, now)
	left(1, now.Add(29*24*time.Hour))
	left(0, now.Add(31*24*time.Hour))
}
