package main

import (
	"path/filepath"
	"strings"
	"testing"

	"giaoban/internal/store"
)

// TestCheckExplains: beside its key each damaged record has what it is of and the command that brings it back, to be typed as it
// stands.
func TestCheckExplains(t *testing.T) {
	inLine(t)
	folder := t.TempDir()
	path := filepath.Join(folder, databaseFile)
	bundles := begun(t, path)
	db, err := openDatabase(path, opening{})
	if err != nil {
		t.Fatal(err)
	}
	unit := bundles[0].units.AtLevel(3)[1].Code
	members := store.Members.Key(store.OnList{List: bundles[0].campaign.UnitList, Unit: unit})
	err = store.One(t.Context(), db, func(tx store.Tx) error {
		tx.Put(members, []byte("damaged"))
		tx.Put(store.People.Key("test:a"), []byte("damaged"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	code, out, errs := bot(t, folder, "check", "--data", folder)
	if code != exitDamaged {
		t.Errorf("check says %d: %s", code, errs)
	}
	lines := strings.Split(out, "\n")
	for key, want := range map[string][]string{
		members:                    {"  Damaged: who the members of ", " restore FILE.tar --person test:b ("},
		store.People.Key("test:a"): {"  Damaged: who test:a is", " restore FILE.tar --person test:a"},
	} {
		said := false
		for i, line := range lines {
			if !strings.HasPrefix(line, "damaged: "+key+" ") {
				continue
			}
			said = true
			for _, want := range want {
				if !strings.Contains(lines[i+1], want) {
					t.Errorf("under %q does not stand %q, but %q", line, want, lines[i+1])
				}
			}
		}
		if !said || strings.Contains(out, "{giaoban}") {
			t.Errorf("check does not name %s:\n%s", key, out)
		}
	}
}
