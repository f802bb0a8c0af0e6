package store

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"time"

	"giaoban/internal/report"
)

// A Damage is a record that is not as it was written, or not there any more: what is known of it until somebody brings
// it back. The record itself stays where it is and reads as ErrDamaged; nothing is taken for unanswered.
type Damage struct {
	// Raw is what was found in its place.
	Raw   []byte    `json:"raw,omitempty"`
	Found time.Time `json:"found"`
}

// Damages are by the key of the record.
var Damages = Table[string, Damage]{"damaged/", byWord, asJSON[Damage]()}

// Meant gives the key that a damaged record was written under: its own, or one that is a bit away from it, or shorter, if
// the record is sound there.
func Meant(key string, raw []byte) string {
	b := []byte(key)
	for i := range 8 * len(b) {
		b[i/8] ^= 1 << (i % 8)
		if Sound(string(b), raw) {
			return string(b)
		}
		b[i/8] ^= 1 << (i % 8)
	}
	b = append(b, raw...)
	for bit := 1; bit < len(key); bit <<= 1 { // the length of the key was damaged, and it has some of the value
		if n := len(key) ^ bit; n < len(key) && Sound(string(b[:n]), b[n:n+len(raw)]) {
			return string(b[:n])
		}
	}
	return key
}

// errSetAside is said of a record that a start found damaged.
var errSetAside = errors.New("it is set aside")

// tombstone is what stands in the place of a record that lies under a wrong key. It reads as damaged.
var tombstone = []byte{0}

// mostRaw is how much of a damaged record is kept beside it: a note must fit into a transaction.
const mostRaw = 600_000

// SetAside keeps what is known of a damaged record. Under the key that it was written with it reads as damaged from now
// on, wherever it was found.
func SetAside(tx Tx, key string, raw []byte, at time.Time) (meant string, err error) {
	if now := tx.Get(key); !slices.Equal(now, raw) {
		return key, nil // written anew meanwhile
	}
	if meant = Meant(key, raw); meant != key {
		tx.Delete(key)
		if tx.Get(meant) != nil {
			return meant, nil
		}
		tx.Put(meant, tombstone)
	}
	if strings.HasPrefix(meant, Damages.Prefix()) {
		return meant, nil
	}
	if _, known, err := Damages.Find(tx, meant); known || err != nil {
		return meant, err
	}
	Damages.Put(tx, meant, Damage{Raw: slices.Clone(raw[:min(len(raw), mostRaw)]), Found: at})
	return meant, nil
}

// Mended takes the note of a damage away once the record can be read again, or was deleted with the rest of its report.
func Mended(tx Tx, key string) bool {
	if b := tx.Get(key); b != nil && !Sound(key, b) {
		return false
	}
	Damages.Delete(tx, key)
	return true
}

// About tells what a stored key is of: the kind of record, and the report, the campaign, or the list and the unit of it,
// if it belongs to one.
func About(key string) (kind string, of report.ID) {
	kind, rest, _ := strings.Cut(key, "/")
	switch kind {
	case "members":
		list, unit, _ := strings.Cut(rest, "/")
		return kind, report.ID{List: list, Unit: unit}
	case "journal", "ladder", "waiting", "answered", "deadlines", "phase", "below", "notice", "folded", "decision", "ordered",
		"order", "told", "course", "sent":
		name, _, _ := strings.Cut(rest, "/")
		of, _ = report.ParseID(name + "/")
		return kind, of
	case "status", "excuse", "extension", "files", "removed", "asking", "report", "download", "found", "read", "digests":
	default:
		return kind, of
	}
	parts := strings.SplitN(rest, "/", 4)
	if len(parts) < 2 {
		return kind, of
	}
	of, err := report.ParseID(parts[0] + "/" + parts[1])
	if err != nil {
		return kind, report.ID{}
	}
	if kind == "report" && len(parts) > 2 {
		kind = map[string]string{"t": "text", "h": "history"}[parts[2]]
		if kind == "" {
			kind = parts[2] // draft, presence and the like
		}
	}
	return kind, of
}

// Noting is a store whose scans leave out what is damaged, and note each such record first: it must not keep all others
// from being read. What is read by its key still gives ErrDamaged. What is noted is good until note returns.
func Noting(kv KV, note func(key string, raw []byte)) KV { return noting{kv, note} }

type noting struct {
	KV
	note func(key string, raw []byte)
}

func (n noting) View(ctx context.Context, f func(Reader) error) error {
	return n.KV.View(ctx, func(r Reader) error { return f(sieve{r, n.note}) })
}

type sieve struct {
	Reader
	note func(key string, raw []byte)
}

// Readable is a snapshot whose scans leave out what is damaged and tell under which key it was written: for who counts what
// is good and says how much is not.
func Readable(r Reader, damaged func(key string)) Reader {
	return sieve{r, func(key string, raw []byte) { damaged(Meant(key, raw)) }}
}

func (s sieve) Range(from, to string, f func(key string, value []byte) bool) {
	s.Reader.Range(from, to, func(key string, value []byte) bool {
		if !Sound(key, value) {
			s.note(key, value)
			return true
		}
		return f(key, value)
	})
}

// Without is a store in which a damaged record is not there, neither in scans nor by its key. It is for who only tells
// what can be read, and tells of the rest by AllDamaged; what is decided by it would take what is damaged for unsaid.
func Without(kv KV) KV { return without{kv} }

type without struct{ KV }

func (w without) View(ctx context.Context, f func(Reader) error) error {
	return w.KV.View(ctx, func(r Reader) error { return f(soundOnly{sieve{r, func(string, []byte) {}}}) })
}

type soundOnly struct{ sieve }

func (s soundOnly) Get(key string) []byte {
	if b := s.sieve.Get(key); b != nil && Sound(key, b) {
		return b
	}
	return nil
}

// AllDamaged reads the whole store and gives the keys of its damaged records, those under which they were written.
func AllDamaged(ctx context.Context, kv KV) (keys []string, err error) {
	err = kv.View(ctx, func(r Reader) error {
		keys = nil
		r.Range("", "", func(key string, value []byte) bool {
			if !Sound(key, value) {
				keys = append(keys, Meant(key, value))
			}
			return ctx.Err() == nil
		})
		return ctx.Err()
	})
	return keys, err
}

// DamagedUnits gives the codes of the units of a campaign, on its list, of whose reports and members some record is
// damaged; "" if one is of the campaign's own.
func DamagedUnits(r Reader, campaign report.ID, list string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for row, err := range Damages.All(r, "") {
			kind, of := About(row.Key)
			ours := of.Whole() == campaign || kind == "members" && of.List == list || kind == "issue"
			if err == nil && !ours {
				continue
			}
			if !yield(of.Unit, err) {
				return
			}
		}
	}
}
