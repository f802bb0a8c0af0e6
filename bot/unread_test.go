package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"giaoban/internal/store"
)

// TestUnreadOverDamage: a damaged record of what was not understood is named, met or set aside before, and the others are
// listed.
func TestUnreadOverDamage(t *testing.T) {
	for _, aside := range []bool{false, true} {
		data := t.TempDir()
		db := founded(t, filepath.Join(data, databaseFile))
		var key string
		err := store.One(t.Context(), db, func(tx store.Tx) error {
			at := time.Date(2016, 7, 4, 8, 0, 0, 0, time.UTC)
			for i, text := range []string{"câu đầu", "câu hỏng", "câu cuối"} {
				store.KeepUnread(tx, fmt.Sprint("u", i), store.Unread{Text: text, Role: "coordinator", At: at.Add(time.Duration(i) * time.Hour)})
			}
			key = store.Unreads.Key(fmt.Sprintf("%020d-u1", at.Add(time.Hour).UnixNano()))
			value := append([]byte{}, tx.Get(key)...)
			value[len(value)/2] ^= 4
			tx.Put(key, value)
			if aside {
				_, err := store.SetAside(tx, key, value, at)
				return err
			}
			return nil
		})
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		code, out, errs := bot(t, data, "unread")
		if code != 0 || !strings.Contains(out, "câu đầu") || !strings.Contains(out, "câu cuối") || strings.Contains(out, "hỏng") {
			t.Errorf("set aside %v: exit %d, listed:\n%s%s", aside, code, out, errs)
		}
		if strings.Count(errs, key+" is damaged") != 1 {
			t.Errorf("set aside %v: the damaged record is not named once:\n%s", aside, errs)
		}
	}
}
