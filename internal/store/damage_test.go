package store

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/report"
)

// TestSetAside: whichever bit of a record turns over, the record reads as damaged under the key that it was written
// with, what was found is kept, and a note that it is damaged is there once.
func TestSetAside(t *testing.T) {
	at := time.Date(2016, 7, 4, 7, 0, 0, 0, time.UTC)
	good := shelf{}
	plain.Put(good, "a/1", 4200)
	value := good["n/a/1"]
	for bit := range 8 * (len("n/a/1") + len(value)) {
		key, raw := []byte("n/a/1"), slices.Clone(value)
		if i := bit - 8*len(key); i < 0 {
			key[bit/8] ^= 1 << (bit % 8)
		} else {
			raw[i/8] ^= 1 << (i % 8)
		}
		s := shelf{string(key): raw}
		for range 2 { // the next start finds it again
			for _, k := range slices.Sorted(maps.Keys(s)) {
				if Sound(k, s[k]) {
					continue
				}
				if meant, err := SetAside(s, k, s[k], at); err != nil || meant != "n/a/1" {
					t.Fatalf("bit %d: %q is taken for %q, %v", bit, k, meant, err)
				}
			}
			_, _, err := plain.Find(s, "a/1")
			d, known, err2 := Damages.Find(s, "n/a/1")
			if !errors.Is(err, ErrDamaged) || !known || err2 != nil || !slices.Equal(d.Raw, raw) || len(s) != 2 {
				t.Fatalf("bit %d: %v; the note %+v, %v, %v; %d records", bit, err, d, known, err2, len(s))
			}
			at = at.Add(time.Hour)
		}
		if Mended(s, "n/a/1") {
			t.Fatal("damage is taken for mended")
		}
		plain.Put(s, "a/1", 4200)
		if !Mended(s, "n/a/1") || len(s) != 1 {
			t.Fatalf("after it was brought back there are %d records", len(s))
		}
	}
}

// TestMeantShorter: a key that has some of the value is found too.
func TestMeantShorter(t *testing.T) {
	good := shelf{}
	plain.Put(good, "a/1234", 4200_0000)
	key, value := "n/a/1234", good["n/a/1234"]
	whole := append([]byte(key), value...)
	whole = append(whole, make([]byte, 16)...)
	long := string(whole[:len(key)|2])
	if got := Meant(long, whole[len(long):len(long)+len(value)]); got != key {
		t.Errorf("%q is taken for %q", long, got)
	}
}

// TestAbout: operators and the unit's people are told of what a damaged record is.
func TestAbout(t *testing.T) {
	rep := report.ID{Campaign: "c", Period: "2016-07", List: "l", Unit: "16144"}
	place := form.Place{Code: "X1.01"}
	for key, want := range map[string]string{
		Statuses.Key(rep):                                     "status c@2016-07/l:16144",
		Drafts.Key(rep):                                       "draft c@2016-07/l:16144",
		Texts.Key(Piece{rep, place, 1}):                       "text c@2016-07/l:16144",
		History.Key(EntryKey{Report: rep, Update: "u"}):       "history c@2016-07/l:16144",
		FilesOf.Key(rep):                                      "files c@2016-07/l:16144",
		Members.Key(OnList{"l", "16144"}):                     "members /l:16144",
		"journal/c@2016-07/0000-1":                            "journal c@2016-07/",
		OnceKeys.Key("update/7"):                              "once /",
		Chats.Key(chat.Address{Channel: "telegram", ID: "7"}): "chat /",
		"status/x": "status /",
		"report//": "report /",
	} {
		kind, of := About(key)
		if got := fmt.Sprint(kind, " ", of); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
}
