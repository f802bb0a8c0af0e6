// Package campaigns holds the open campaigns at run time: of each its plan, units and forms, its phase, its deadlines, the snapshot that
// words about many units are made from, and an index of what is below.
//
// It knows no person and no update, and decides nothing: the rooms above it ask.
package campaigns

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync/atomic"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Options are what a Dispatcher works with. All are needed but Log.
type Options struct {
	KV store.KV
	// Campaigns are the open campaigns, at least one, in the order in which
	// people are shown them.
	Campaigns []*Definition
	// Versions are earlier versions that drafts may still belong to, by hash.
	Versions map[string]*form.Outline
	Catalog  *locale.Catalog
	// Random makes the codes of invitations; nil is the machine's own chance.
	Random io.Reader
	// Link is the address that opens the chat with a code; nil or "" if there is
	// none.
	Link func(tx store.Getter, code string) string
	// Deliver takes messages whose rows have been committed.
	Deliver func(...chat.Message)
	// Fetch takes files to be fetched whose rows have been committed. Default:
	// nobody; the rows wait for the next start.
	Fetch func(...store.Download)
	// MaxFile is the largest file that is taken, in bytes. Default:
	// answers.DefaultMaxFile.
	MaxFile int64
	// AlbumPause is how long the answer to a part of an album waits for the next
	// part, in real time; below zero it is to the end of the batch. Default: 1 s.
	AlbumPause time.Duration
	Log        *slog.Logger
}

// A Set is the open campaigns and what all of them work with.
type Set struct {
	Options
	All     []*Campaign
	Counts  Stats
	readers map[string]*command.Reader // by language
}

// Stats count what the dispatcher did since it was made.
type Stats struct {
	Updates, Answers, Repeated, SetAside, Submitted atomic.Int64
}

func Open(o Options) *Set {
	s := &Set{Options: o, readers: map[string]*command.Reader{}}
	for _, tag := range o.Catalog.Languages() {
		say, _ := o.Catalog.Language(tag)
		s.readers[tag] = command.New(say)
	}
	for _, c := range o.Campaigns {
		s.All = append(s.All, s.open(c))
	}
	return s
}

func (d *Set) open(c *Definition) *Campaign {
	out := &Campaign{Set: d, Plan: c.Campaign, Units: c.Units, Outlines: c.Outlines}
	out.office = out.officeSentence()
	return out
}

func (d *Set) Named(campaign string) *Campaign {
	for _, in := range d.All {
		if in.Name() == campaign {
			return in
		}
	}
	return nil
}

// Of is the campaign of a report; the first if it is not open any more.
func (d *Set) Of(rep store.Report) *Campaign {
	for _, in := range d.All {
		if in.Name() == rep.Campaign {
			return in
		}
	}
	return d.All[0]
}

// On are the campaigns on a list of units, in order.
func (d *Set) On(list string) []*Campaign {
	var out []*Campaign
	for _, v := range d.All {
		if v.List() == list {
			out = append(out, v)
		}
	}
	return out
}

// FirstOf is the first campaign in which somebody with these memberships has
// a part; the first of all for a stranger.
func (d *Set) FirstOf(ms []roster.Membership) *Campaign {
	for _, v := range d.All {
		if len(roster.OnList(ms, v.List())) > 0 {
			return v
		}
	}
	return d.All[0]
}

// Reader reads typed lines in the language of the phrases.
func (d *Set) Reader(say locale.Phrases) *command.Reader { return d.readers[say.Tag()] }

// Stats gives the counters.
func (d *Set) Stats() *Stats { return &d.Counts }

// ErrDamaged marks a record that cannot be read: repeating the update would
// not help.
var ErrDamaged = errors.New("damaged record")

func Damaged(err error) error { return fmt.Errorf("%w: %w", ErrDamaged, err) }
