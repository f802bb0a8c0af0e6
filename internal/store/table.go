package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/codec"
	"giaoban/internal/report"
)

// A Table is the records of one kind: under which keys they lie and how they are
// written. It is the only place where a value is sealed and opened.
type Table[K, V any] struct {
	// prefix is what all keys begin with.
	prefix string
	// name puts a record's name behind the prefix.
	name  func(prefix string, k K) string
	codec Codec[V]
}

// A Codec writes and reads values. What it reads keeps nothing of the bytes; what it
// writes is the table's, which puts a sum behind it. It panics on a value that cannot be
// written, which is a fault of ours.
type Codec[V any] struct {
	Encode func(V) []byte
	Decode func([]byte) (V, error)
}

// Row is a record that a scan met.
type Row[V any] struct {
	// Key is the record's name without the scan's beginning.
	Key   string
	Value V
}

// Prefix returns what the keys of all records begin with.
func (t Table[K, V]) Prefix() string { return t.prefix }

// Key returns the key under which a record lies.
func (t Table[K, V]) Key(k K) string { return t.name(t.prefix, k) }

// Has reports whether there is a record of that name, damaged or not.
func (t Table[K, V]) Has(tx Getter, k K) bool { return tx.Get(t.name(t.prefix, k)) != nil }

// Get reads a record; the zero value if there is none.
func (t Table[K, V]) Get(tx Getter, k K) (V, error) {
	v, _, err := t.Find(tx, k)
	return v, err
}

// Find reads a record and reports whether there is one that can be read.
func (t Table[K, V]) Find(tx Getter, k K) (v V, ok bool, err error) {
	key := t.name(t.prefix, k)
	b := tx.Get(key)
	if b == nil {
		return v, false, nil
	}
	v, err = t.open(key, b)
	return v, err == nil, err
}

// open reads what Put wrote.
func (t Table[K, V]) open(key string, sealed []byte) (v V, err error) {
	b, err := opened(key, sealed)
	if err != nil {
		return v, err
	}
	if v, err = t.codec.Decode(b); err != nil {
		err = unreadable(key, err)
	}
	return v, err
}

// Put writes a record.
func (t Table[K, V]) Put(tx Tx, k K, v V) {
	key := t.name(t.prefix, k)
	tx.Put(key, seal(key, t.codec.Encode(v)))
}

// Delete removes a record; to remove what is not there is no error.
func (t Table[K, V]) Delete(tx Tx, k K) { tx.Delete(t.name(t.prefix, k)) }

// All gives the records whose names begin like this, in the order of keys. One
// that cannot be read comes with an error that names its key, and the others
// follow.
func (t Table[K, V]) All(r Reader, begin string) iter.Seq2[Row[V], error] {
	return t.after(r, begin, "")
}

// after is All from behind a name on.
func (t Table[K, V]) after(r Reader, begin, name string) iter.Seq2[Row[V], error] {
	return func(yield func(Row[V], error) bool) {
		begin := t.prefix + begin
		from, to := Prefix(begin)
		if name != "" {
			from = begin + name + "\x00"
		}
		r.Range(from, to, func(key string, b []byte) bool {
			v, err := t.open(key, b)
			return yield(Row[V]{key[len(begin):], v}, err)
		})
	}
}

// List reads what All gives, up to the first record that cannot be read.
func (t Table[K, V]) List(r Reader, begin string) (list []V, err error) {
	for row, err := range t.All(r, begin) {
		if err != nil {
			return list, err
		}
		list = append(list, row.Value)
	}
	return list, nil
}

// Map is List by what is left of the names.
func (t Table[K, V]) Map(r Reader, begin string) (map[string]V, error) {
	all := map[string]V{}
	for row, err := range t.All(r, begin) {
		if err != nil {
			return all, err
		}
		all[row.Key] = row.Value
	}
	return all, nil
}

// byWord names records by one word.
func byWord(prefix, word string) string { return prefix + word }

// byAddress names records by whose they are.
func byAddress(prefix string, a chat.Address) string { return prefix + a.Channel + ":" + a.ID }

// byReport names records by their report. The names of all reports of a campaign
// begin with that of the campaign.
func byReport(prefix string, r report.ID) string { return underReport(prefix, r, "") }

// inReport is for what lies together under a report's name.
func inReport(what string) func(prefix string, r report.ID) string {
	return func(prefix string, r report.ID) string { return underReport(prefix, r, what) }
}

func underReport(prefix string, r report.ID, what string) string {
	var room [96]byte
	return string(append(r.Append(append(room[:0], prefix...)), what...))
}

// asJSON is for records that are not written with every answer.
func asJSON[V any]() Codec[V] {
	return Codec[V]{
		Encode: func(v V) []byte {
			b, err := json.Marshal(v)
			if err != nil {
				panic(fmt.Errorf("write %T: %w", v, err))
			}
			return b
		},
		Decode: func(b []byte) (v V, err error) {
			err = json.Unmarshal(b, &v)
			return v, err
		},
	}
}

// short is for records that are written with every answer: the number of their
// version, then what write writes.
func short[V any](version byte, write func(*codec.Writer, V), read func(*codec.Reader) V) Codec[V] {
	return Codec[V]{
		Encode: func(v V) []byte {
			w := codec.Write(version, 128)
			write(&w, v)
			return w
		},
		Decode: func(b []byte) (V, error) {
			r := codec.Read(b, version)
			if v := read(&r); r.Done() {
				return v, nil
			}
			var none V
			return none, errors.New("of another version, cut short, or damaged")
		},
	}
}

// asText keeps a text as it is. It must not be empty.
var asText = Codec[string]{
	Encode: func(s string) []byte { return []byte(s) },
	Decode: func(b []byte) (string, error) { return string(b), nil },
}

// asBytes keeps bytes as they are.
var asBytes = Codec[[]byte]{
	Encode: slices.Clone[[]byte], // a sum is put behind it
	Decode: func(b []byte) ([]byte, error) { return bytes.Clone(b), nil },
}

// asLines keeps words, a line each. There must be one.
var asLines = Codec[[]string]{
	Encode: func(list []string) []byte { return []byte(strings.Join(list, "\n")) },
	Decode: func(b []byte) ([]string, error) { return strings.Fields(string(b)), nil },
}

// asNumber keeps a number in digits.
var asNumber = Codec[int]{
	Encode: func(n int) []byte { return strconv.AppendInt(nil, int64(n), 10) },
	Decode: func(b []byte) (int, error) { return strconv.Atoi(string(b)) },
}

// asSeconds keeps an instant to the second.
var asSeconds = Codec[time.Time]{
	Encode: func(t time.Time) []byte { return strconv.AppendInt(make([]byte, 0, 12), t.Unix(), 10) },
	Decode: func(b []byte) (time.Time, error) {
		n, err := strconv.ParseInt(string(b), 10, 64)
		return time.Unix(n, 0), err
	},
}

// asInstant keeps an instant exactly, in UTC.
var asInstant = short(1, (*codec.Writer).Time, (*codec.Reader).Time)

// Getter is what both a transaction and a snapshot can do.
type Getter interface {
	Get(key string) []byte
}
