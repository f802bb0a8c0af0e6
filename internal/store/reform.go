package store

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// A Reform is one change of a list of units, with what becomes of what stands on it. It is written before anything is
// moved, so that a start goes on with one that was cut off, and stays: it says which unit a code was.
type Reform struct {
	List string `json:"l"`
	// N counts the reforms of a list, from 1.
	N     int       `json:"n"`
	At    time.Time `json:"a"`
	Stage Stage     `json:"s"`
	// Campaigns are those whose reports move.
	Campaigns []string      `json:"c"`
	Moves     []roster.Move `json:"m"`
	// Formers are the units that ended, Units are those of the list from now on.
	Formers []roster.Former `json:"f,omitempty"`
	Units   []roster.Unit   `json:"u"`
	// Called are the units that moved as they were called, by their old codes.
	Called map[string]string `json:"w,omitempty"`
}

// Stage is how far a reform has come.
type Stage int

// The stages, each of which may be cut off and is gone on with.
const (
	Clearing Stage = iota + 1 // what stood on the old codes gets codes of its own
	Carrying                  // what goes on gets the codes of the list of now
	Telling                   // the list is the one of now; the people concerned are not told yet
	Settled
)

// Former is the code under which it is kept what stood on an old one.
func (r Reform) Former(code string) string { return fmt.Sprintf("%s.%d", code, r.N) }

// A ReformOf names one.
type ReformOf struct {
	List string
	N    int
}

func byReform(prefix string, k ReformOf) string { return fmt.Sprintf("%s%s/%04d", prefix, k.List, k.N) }

// A Carried is a member who came to another unit, or stays at one that ended, and is to be told.
type Carried struct {
	Address chat.Address `json:"a"`
	Role    roster.Role  `json:"r"`
	// To is the code of the unit of which they are a member now.
	To string `json:"t"`
}

// A CarriedFrom names those of one unit, by its former code.
type CarriedFrom struct {
	ReformOf
	Unit string
}

func byFormer(prefix string, k CarriedFrom) string {
	return byReform(prefix, k.ReformOf) + "/" + k.Unit
}

// Reforms are those of each list, in their order. Carrieds are whom they concern, until they are told.
var (
	Reforms  = Table[ReformOf, Reform]{"reform/", byReform, asPacked[Reform]()}
	Carrieds = Table[CarriedFrom, []Carried]{"carried/", byFormer, asJSON[[]Carried]()}
)

// ReformsOf reads the reforms of a list.
func ReformsOf(r Reader, list string) ([]Reform, error) { return Reforms.List(r, list+"/") }

// Carry puts a record under another key, as it is.
func Carry(tx Tx, from, to string) error {
	b := tx.Get(from)
	if b == nil || from == to {
		return nil
	}
	value, err := opened(from, b)
	if err != nil {
		return err
	}
	tx.Put(to, seal(to, append([]byte(nil), value...)))
	tx.Delete(from)
	return nil
}

// asPacked is asJSON for records that name thousands of units, in a tenth of the room. It reads what asJSON wrote.
func asPacked[V any]() Codec[V] {
	plain := asJSON[V]()
	return Codec[V]{
		Encode: func(v V) []byte {
			var b bytes.Buffer
			w := zlib.NewWriter(&b)
			_, _ = w.Write(plain.Encode(v)) // a buffer takes everything
			_ = w.Close()
			return b.Bytes()
		},
		Decode: func(b []byte) (v V, err error) {
			if len(b) > 0 && b[0] == '{' {
				return plain.Decode(b)
			}
			r, err := zlib.NewReader(bytes.NewReader(b))
			if err != nil {
				return v, err
			}
			whole, err := io.ReadAll(r)
			if err != nil {
				return v, err
			}
			return plain.Decode(whole)
		},
	}
}
