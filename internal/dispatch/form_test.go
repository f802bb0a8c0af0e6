package dispatch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// keepForm has TestFormsKept write the database of the form of today. That is done once for each form; as long as a form
// was in no release, its database may be written anew.
const keepForm = "GIAOBAN_KEEP_FORM"

// formFile is where the database of a form is kept.
func formFile(form int) string { return fmt.Sprintf("testdata/forms/form-%d.db.gz", form) }

// TestFormsKept opens a database of each form that ever was, which is kept from then. After the steps to the form of
// today every record is sound, nobody's update is set aside, and what was answered is there.
func TestFormsKept(t *testing.T) {
	c := shippedCollection(t, "", "xa.yaml")
	if os.Getenv(keepForm) != "" {
		writeForm(t)
	}
	for form := 1; form <= store.Form; form++ {
		t.Run(fmt.Sprint(form), func(t *testing.T) {
			kv := openForm(t, form)
			if _, err := store.Migrate(t.Context(), kv, store.Migrations); err != nil {
				t.Fatal(err)
			}
			if err := kv.Check(); err != nil {
				t.Error(err)
			}
			w := openWorld(t, store.Noting(kv, func(key string, _ []byte) { t.Errorf("%s is damaged", key) }), c)
			told := nextDay(t, w)
			if n := w.d.Stats().SetAside.Load(); n > 0 {
				t.Errorf("%d updates were set aside", n)
			}
			for who, want := range map[string][]string{
				"an": {"9 thôn", "7.200 người"}, "binh": {"1.750"}, "truong": {"Nga An", "Mẫu biểu lấy ở đâu?", "đã nộp 1/27"},
			} {
				for _, text := range want {
					if !strings.Contains(strings.Join(told[who], "\n"), text) {
						t.Errorf("%s does not read %q in:\n%s", who, text, strings.Join(told[who], "\n\n"))
					}
				}
			}
		})
	}
}

// openForm unpacks the kept database of a form.
func openForm(t *testing.T, form int) *boltkv.DB {
	t.Helper()
	packed, err := gzip.NewReader(bytes.NewReader(read(t, formFile(form))))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(packed)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "form.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	kv, err := boltkv.Open(path, boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kv.Close() })
	return kv
}

// writeForm keeps a database of today's form: three communes, one of which has submitted.
func writeForm(t *testing.T) {
	t.Helper()
	w := newWorld(t)
	err := store.One(t.Context(), w.kv, func(tx store.Tx) error {
		store.Found(tx, "form", "", w.now)
		store.Outlines.Put(tx, w.d.Campaigns[0].Outlines[3].Hash, []byte(w.outline))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	busyDay(w)
	small, err := boltkv.Open(filepath.Join(t.TempDir(), "small.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer small.Close()
	err = w.kv.View(t.Context(), func(r store.Reader) error {
		var fs []func(store.Tx) error
		r.Range("", "", func(key string, value []byte) bool {
			if m, err := store.Outbox.Get(r, strings.TrimPrefix(key, "outbox/")); err == nil && m.Content.File != nil {
				return true // a picture takes as much room as all else
			}
			fs = append(fs, func(tx store.Tx) error { tx.Put(key, value); return nil })
			return true
		})
		return errors.Join(small.Update(t.Context(), fs...)...)
	})
	if err != nil {
		t.Fatal(err)
	}
	var whole bytes.Buffer
	if _, err := small.Backup(context.Background(), &whole); err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	to, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := to.Write(whole.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	path := formFile(store.Form)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, slices.Clip(packed.Bytes()), 0o644); err != nil {
		t.Fatal(err)
	}
}
