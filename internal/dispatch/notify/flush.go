package notify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// A Kind is how one kind of notice is worded.
type Kind struct {
	// Word words the notice for one receiver; wanted is false if it does not concern
	// them any more. It runs in the transaction that writes the message, may run twice,
	// and reads KeysOfWord keys at most, beside the deadlines of the receiver's level.
	Word func(t Delivery) (c chat.Content, wanted bool, err error)
	// Overview marks a kind that looks at the state of all units.
	Overview bool
	// Former marks one for who has left, in the very chat. All others follow a person to the chat that they have now, and are not for
	// who has left the unit since.
	Former bool
}

// KeysOfWord is how many keys the words of a notice to one of many may take: the status
// of the receiver's report.
const KeysOfWord = 1

// A Delivery is a notice on its way to one receiver.
type Delivery struct {
	Campaign *campaigns.Campaign
	Tx       store.Getter
	Notice   store.Notice
	To       store.Receiver
	Now      time.Time
	Say      locale.Phrases // in the receiver's language
	// Overview is as of just before, for kinds that ask for it.
	Overview report.Overview
	// part and nth are where the receiver stands among those of an order.
	part store.PartOf
	nth  int
}

// Read reads what the notice says of itself. A folded one says several things; i is the
// index.
func (t Delivery) Read(i int, what any) error {
	if err := json.Unmarshal(t.Notice.What[i], what); err != nil {
		return fmt.Errorf("read notice %s: %w", t.Notice.ID, err)
	}
	return nil
}

// WordSaid words a notice that is phrases alone.
func WordSaid(t Delivery) (c chat.Content, wanted bool, err error) {
	var m locale.Message
	err = t.Read(0, &m)
	return t.Say.Content(m), true, err
}

// A Notifier words notices and puts them into the outbox. It is safe for several goroutines: a
// notice is told by whoever takes its record away.
type Notifier struct {
	set       *campaigns.Set
	kinds     map[string]Kind
	expanding sync.Mutex // of broadcasts
	progress  progress
}

// New makes a notifier of all open campaigns. The names of kinds are stored.
func New(s *campaigns.Set, kinds map[string]Kind) *Notifier {
	n := &Notifier{set: s, kinds: map[string]Kind{said: {Word: WordSaid}, told: {Word: wordTold}, asking: {Word: wordAsking}}}
	maps.Copy(n.kinds, kinds)
	return n
}

// Like returns a notifier of these campaigns that words notices in the same way.
func (n *Notifier) Like(s *campaigns.Set) *Notifier { return &Notifier{set: s, kinds: n.kinds} }

// flushAtOnce is how many notices one round reads.
const flushAtOnce = 500

// Flush puts what may be told by now into the outbox, for all campaigns.
func (n *Notifier) Flush(ctx context.Context, now time.Time) error {
	for _, in := range n.set.All() {
		if err := n.FlushIn(ctx, in, now); err != nil {
			return err
		}
	}
	return nil
}

// FlushIn is Flush for one campaign.
func (n *Notifier) FlushIn(ctx context.Context, c *campaigns.Campaign, now time.Time) error {
	if c.Phase().Wiping {
		return nil
	}
	said := &once{}
	for {
		due, overview, err := n.due(ctx, c, now)
		if err != nil {
			return fmt.Errorf("read the notices: %w", err)
		}
		var one []store.Notice
		for _, notice := range due {
			if notice.Broadcast == nil {
				one = append(one, notice)
			}
		}
		if err := n.flush(ctx, c, one, overview, said, now); err != nil {
			return fmt.Errorf("tell: %w", err)
		}
		for _, notice := range due {
			if notice.Broadcast == nil {
				continue
			}
			if err := n.expand(ctx, c, notice, said, now); err != nil {
				return fmt.Errorf("tell many: %w", err)
			}
		}
		if len(due) < flushAtOnce {
			return nil
		}
	}
}

// due reads the notices that may be told by now, and the state of all units if one
// of them asks for it.
func (n *Notifier) due(ctx context.Context, c *campaigns.Campaign, now time.Time) (due []store.Notice, overview report.Overview, err error) {
	err = c.Set.KV.View(ctx, func(r store.Reader) (err error) {
		waiting, faults := store.FirstNotices(r, c.ID(), flushAtOnce)
		for _, fault := range faults {
			c.Set.Log.Error("a notice that cannot be read waits", "error", fault)
		}
		due = nil
		ask := false
		for _, notice := range waiting {
			if notice.NotBefore.After(now) {
				break
			}
			if !Due(c, notice, now).After(now) {
				due = append(due, notice)
				ask = ask || n.kinds[notice.Kind].Overview
			}
		}
		if ask {
			overview, err = c.OverviewFrom(r, now)
		}
		return err
	})
	return due, overview, err
}

// flush words notices to one receiver each, in one commit.
func (n *Notifier) flush(ctx context.Context, c *campaigns.Campaign, notices []store.Notice, overview report.Overview, said *once, now time.Time) error {
	if len(notices) == 0 {
		return nil
	}
	sent := make([][]chat.Message, len(notices))
	functions := make([]func(store.Tx) error, len(notices))
	for i := range notices {
		functions[i] = func(tx store.Tx) error {
			sent[i] = nil
			notice, ok, err := store.Notices.Find(tx, notices[i])
			if err != nil || !ok {
				return err // told meanwhile
			}
			store.Notices.Delete(tx, notice)
			sent[i], _, err = n.word(tx, Delivery{Campaign: c, Notice: notice, To: notice.To, Overview: overview}, said, now)
			if err == nil && notice.Fold != "" {
				err = markFolded(tx, c, notice, len(sent[i]) > 0, now)
			}
			return err
		}
	}
	var failed []error
	for i, err := range c.Set.KV.Update(ctx, functions...) {
		if err != nil {
			failed = append(failed, fmt.Errorf("notice %s to %s: %w", notices[i].ID, notices[i].To.Address, err))
			continue
		}
		c.Set.Deliver(sent[i]...)
	}
	return errors.Join(failed...)
}

// setAside keeps a notice that cannot be worded for a receiver, so that it holds up no
// other.
func (n *Notifier) setAside(tx store.Tx, t Delivery, reason error) error {
	what, _ := json.Marshal(t.Notice.What) // it was read from JSON
	n.set.Log.Error("a notice is set aside", "campaign", t.Notice.Campaign, "notice", t.Notice.ID, "to", t.To.Address, "reason", reason)
	key := fmt.Sprintf("notice/%s/%s/%s", t.Notice.Campaign, t.Notice.ID, t.To.Address)
	store.Asides.Put(tx, key, store.Aside{Raw: t.Notice.Kind + " " + string(what), Reason: reason.Error(), At: t.Notice.At})
	return nil
}

// markFolded notes that what waited under a key was told, or came to nothing.
func markFolded(tx store.Tx, c *campaigns.Campaign, n store.Notice, wanted bool, now time.Time) error {
	f, err := store.Folds.Get(tx, n)
	if err = c.Set.Despite(err); err != nil { // it is only for how long the receiver is left alone
		return err
	}
	f.Waits = time.Time{}
	if wanted {
		f.Last = now
	}
	store.Folds.Put(tx, n, f)
	return nil
}

// word writes the message of a notice to one receiver, unless it is over, or another of
// the round says the same. What cannot be worded is set aside.
func (n *Notifier) word(tx store.Tx, t Delivery, said *once, now time.Time) (messages []chat.Message, aside bool, err error) {
	c := t.Campaign
	kind, known := n.kinds[t.Notice.Kind]
	if !known {
		c.Set.Log.Error("nobody knows this kind of notice", "kind", t.Notice.Kind)
		return nil, false, nil
	}
	if !kind.Former {
		if now, _, err := store.Now(tx, t.To.Address); err == nil {
			t.To.Address = now
		}
	}
	p, err := store.GetPerson(tx, t.To.Address)
	err = c.Set.Despite(err)
	var content chat.Content
	wanted := false
	if err == nil && (kind.Former || !p.Gone(c.List(), t.To.Unit)) {
		wanted, err = holds(tx, t.Notice.While)
	}
	if err == nil && wanted {
		t.Tx, t.Say, t.Now = tx, c.Phrases(p.Language), now
		t.Overview = campaigns.Told(c, t.Overview, t.Say)
		content, wanted, err = kind.Word(t)
	}
	if err != nil {
		return nil, true, n.setAside(tx, t, err)
	}
	if !wanted || !said.first(t.To.Address, content.Text, t.Notice.ID) {
		return nil, false, nil
	}
	content = c.Named(p.Memberships, []chat.Content{content}, t.Say)[0]
	like := chat.Message{To: t.To.Address, Priority: t.Notice.Priority}
	if t.Notice.Lost != "" {
		like.Note = Note{Kind: t.Notice.Lost, At: t.Notice.At, Reports: []report.ID{c.Report(t.To.Unit)},
			Order: t.part.Notice, Part: t.part.N, Nth: t.nth}.String()
	}
	return c.Queue(tx, now, t.Say, like, content), false, nil
}

// Next returns the first instant after done at which a notice may be told.
func Next(c *campaigns.Campaign, first []store.Notice, done time.Time) (at time.Time, ok bool) {
	if len(first) == 0 {
		return at, false
	}
	return Later(Due(c, first[0], done), done), true
}
