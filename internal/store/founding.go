package store

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Form is the version of the form in which records are written. Whoever changes the form raises it and adds the step
// that brings records of the form before into it to Migrations.
const Form = 1

// Migrations are the steps to later forms, in their order.
var Migrations []Migration

// A Migration brings all records from the form before into its own. It may be cut off at any point, and then begins
// anew: it leaves alone what it finds in its form already. Nobody else writes meanwhile.
type Migration struct {
	To int
	Do func(context.Context, KV) error
}

// A Founding is what a database says of itself, in every form.
type Founding struct {
	// Identity is random, and the same in the folder of files that belongs to the database.
	Identity string    `json:"identity"`
	Form     int       `json:"form"`
	Begun    time.Time `json:"begun"`
	// Key names the key with which values are encrypted, "" if they are not.
	Key string `json:"key,omitempty"`
}

var foundings = Table[string, Founding]{"meta/", byWord, asJSON[Founding]()}

// foundingName is the founding's.
const foundingName = "founding"

// What is wrong with a database that may not be used.
var (
	ErrForeign = errors.New("the database does not say that it is of this program")
	ErrNewer   = errors.New("the database was written by a newer version of this program")
)

// Found begins a database that has no records. key names that of its encryption, if it has one.
func Found(tx Tx, identity, key string, at time.Time) {
	foundings.Put(tx, foundingName, Founding{identity, Form, at, key})
}

// Founded reads what a database says of itself; ok is false if it says nothing.
func Founded(r Getter) (f Founding, ok bool, err error) { return foundings.Find(r, foundingName) }

// Migrate brings a database into the newest form by the steps that it has not made yet, in their order, and returns how
// many those were. A database in a newer form is refused.
func Migrate(ctx context.Context, kv KV, steps []Migration) (made int, err error) {
	var f Founding
	err = kv.View(ctx, func(r Reader) (err error) {
		f, err = mustBeFounded(r)
		return err
	})
	if err != nil {
		return 0, err
	}
	newest := 1
	for _, m := range steps {
		newest = m.To
		if m.To <= f.Form {
			continue
		}
		if err := m.Do(ctx, kv); err != nil {
			return made, fmt.Errorf("bring the database into form %d: %w", m.To, err)
		}
		err := One(ctx, kv, func(tx Tx) error {
			f, err := mustBeFounded(tx)
			f.Form = m.To
			foundings.Put(tx, foundingName, f)
			return err
		})
		if err != nil {
			return made, fmt.Errorf("note that the database is in form %d: %w", m.To, err)
		}
		made++
	}
	if f.Form > newest {
		return 0, fmt.Errorf("%w: it is in form %d, this program knows form %d", ErrNewer, f.Form, newest)
	}
	return made, nil
}

func mustBeFounded(r Getter) (Founding, error) {
	f, ok, err := Founded(r)
	if err == nil && !ok {
		err = ErrForeign
	}
	return f, err
}
