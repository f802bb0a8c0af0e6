// Package campaigns holds the open campaigns at run time: of each its plan, units and outlines, its phase, its deadlines in force, a
// snapshot of all units for lists and digests, and an index of the figures below.
//
// It knows no person and no update, and decides nothing: the rooms above it ask.
package campaigns

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/store"
	"giaoban/internal/why"
)

// Options are what all campaigns work with.
type Options struct {
	KV store.KV
	// Campaigns are those that are open at first, at least one, in the order in which
	// people are shown them. Set.All has those that are open now.
	Campaigns []*Definition
	// Versions are earlier versions that drafts may still belong to, by hash; see Set.Version.
	Versions map[string]*form.Outline
	Catalog  *locale.Catalog
	// Random makes the codes of invitations; nil is the machine's own chance.
	Random io.Reader
	// Link is the address that opens the chat with a code; nil or "" if there is
	// none.
	Link func(tx store.Getter, code string) string
	// Deliver takes messages whose rows have been committed.
	Deliver func(...chat.Message)
	// Tell sends a message that has no row, and calls over when it is known whether it
	// arrived. Default: Deliver takes it, and it arrives.
	Tell func(m chat.Message, over func(arrived bool))
	// Expire gives up what could not be delivered until something took its place, and
	// returns when that is noted. Default: nothing.
	Expire func()
	// Fetch takes files to be fetched whose rows have been committed. Default:
	// nobody; the rows wait for the next start.
	Fetch func(...store.Download)
	// Read takes files to be read whose rows have been committed. Default: nobody; the
	// rows wait for the next start.
	Read func(...store.Reading)
	// Kept reports whether the content of that hash is on the disk. Default: all are.
	Kept func(hash string) bool
	// System says how the program itself does, for admins. Default: nothing.
	System func(r store.Reader, say locale.Phrases) string
	// MaxFile is the largest file that is taken, in bytes. Default:
	// answers.DefaultMaxFile.
	MaxFile int64
	// AlbumPause is how long the answer to a part of an album waits for the next
	// part, in real time; below zero it is to the end of the batch. Default: 1 s.
	AlbumPause time.Duration
	// Readers is how many questions Dispatcher.Answer answers at once, beside Updates. With
	// 0 Updates returns when all is answered.
	Readers int
	Log     *slog.Logger
}

// A Set is the open campaigns and what all of them work with; live.go has how they change.
// It is safe for several goroutines.
type Set struct {
	Options
	Counts Stats
	// Foretell tells what the program will do on its own in each campaign, as things stand in the snapshot.
	Foretell func(ctx context.Context, r store.Reader, now, until time.Time) ([]why.Plan, error)
	readers  map[string]*command.Reader          // by language
	damaged  atomic.Pointer[map[report.ID]int64] // see Damaged

	live     atomic.Pointer[live]
	changing sync.Mutex // who makes the next live
}

// Stats count what the dispatcher did since it was made.
type Stats struct {
	Updates, Answers, Repeated, SetAside, Submitted, Unread, Unkept atomic.Int64
	// Closed are the campaigns, and Opened the periods of such that recur, that their calendar closed and opened.
	Closed, Opened atomic.Int64
	// Of digests that were due some had nothing to tell somebody who wants silence then. A
	// reminder is due for each person, who may have had one that day.
	DigestsDue, DigestsSent, DigestsEmpty, RemindersDue, RemindersSent atomic.Int64
}

// Open makes the set of the campaigns that are given. How each stands is read later, from the
// store.
func Open(o Options) *Set {
	s := &Set{Options: o, readers: map[string]*command.Reader{}}
	for _, tag := range o.Catalog.Languages() {
		say, _ := o.Catalog.Language(tag)
		s.readers[tag] = command.New(say)
	}
	s.live.Store(&live{versions: o.Versions})
	s.Replace(o.Campaigns...)
	return s
}

// Reader reads typed lines in the language of the phrases.
func (s *Set) Reader(say locale.Phrases) *command.Reader { return s.readers[say.Tag()] }

// Stats returns the counters.
func (s *Set) Stats() *Stats { return &s.Counts }
