// Package notify is the one way to tell people something that they did not ask for: one, a unit, those above it, or many; now, or when
// the quiet hours end; several things folded into one message.
//
// A notice is a record first (store.Notice), written in the transaction that brings it about. It says what happened, not how that is
// worded. After the commit, and whenever the schedule comes by, Flush turns what may be told into rows of the outbox: for each receiver in
// their own language, in the transaction that takes the record away, so that nothing is told twice or lost by a kill.
//
// To tell something new, make a notice of a phrase with Said, and hand it to Send or one of the functions beside it. A notice that must
// look at the state of things when it is told, because it may then say something else or nothing, is a Kind; New takes the table of kinds.
// Other rooms decide what is told and in which words.
package notify

import (
	"encoding/json"
	"fmt"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/locale"
	"giaoban/internal/store"
)

// said is the kind of notice that is worded by phrases alone.
const said = "said"

// Said returns a notice of that message.
func Said(m locale.Message) store.Notice { return About(said, m) }

// Phrase returns a notice of one phrase with these buttons.
func Phrase(p locale.Phrase, rows ...[]locale.Button) store.Notice {
	return Said(locale.Message{Lines: []locale.Phrase{p}, Rows: rows})
}

// About returns a notice of a kind. What it says of itself is for its Kind to read.
func About(kind string, what any) store.Notice {
	b, err := json.Marshal(what)
	if err != nil {
		panic(fmt.Errorf("write a notice: %w", err)) // it has nothing that cannot be written
	}
	return store.Notice{Kind: kind, What: []json.RawMessage{b}, Priority: chat.Notice}
}

// Send notifies one person of what came of the update.
func Send(s *session.Session, to chat.Address, n store.Notice) error {
	s.Effects.Notices++
	n.ID, n.At, n.To.Address = s.Chat.Next(s.Update.From, s.Update.At), s.Update.At, to
	return Put(s.Tx, s.Campaign, n)
}

// Waits returns the sentence that the notice waits for the end of the quiet hours, to be
// put behind the reply to whoever caused it, or "" if it does not wait.
func Waits(s *session.Session, n store.Notice) string {
	until := Until(s, n)
	if until.IsZero() {
		return ""
	}
	return " " + s.Say.Say("notice_waits", "moment", s.Say.Moment(until))
}

// Until returns when the quiet hours end for which the notice waits; zero if it does not.
func Until(s *session.Session, n store.Notice) time.Time {
	if until := Due(s.Campaign, n, s.Update.At); until.After(s.Update.At) {
		return until
	}
	return time.Time{}
}

// Put writes a notice that came about at n.At. Flush is to follow the commit.
func Put(tx store.Tx, c *campaigns.Campaign, n store.Notice) error {
	n.Campaign = c.ID()
	if n.Fold != "" {
		return fold(tx, c, n)
	}
	n.NotBefore = Due(c, n, n.At)
	if n.Instead != "" {
		n.ID = n.Instead + "/" + n.To.Address.String()
		before, ok, err := store.Notices.Find(tx, n)
		if err != nil {
			return err
		}
		if ok && before.While != nil && n.While != nil {
			n.While.Was = before.While.Was
		}
	}
	store.Notices.Put(tx, n, n)
	return nil
}

// fold adds a notice to the one that waits for its receiver under the same key. Without
// one it is written itself, to be told once the receiver has been left alone for long
// enough.
func fold(tx store.Tx, c *campaigns.Campaign, n store.Notice) error {
	n.ID = n.Fold + "/" + n.To.Address.String()
	f, err := store.Folds.Get(tx, n)
	if err = c.Set.Despite(err); err != nil {
		return err
	}
	if !f.Waits.IsZero() {
		before := n
		before.NotBefore = f.Waits
		if before, ok, err := store.Notices.Find(tx, before); err != nil {
			return err
		} else if ok {
			before.What = append(before.What, n.What...)
			store.Notices.Put(tx, before, before)
			return nil
		}
	}
	n.NotBefore = n.At
	if rested := f.Last.Add(n.Pause); !f.Last.IsZero() && rested.After(n.At) {
		n.NotBefore = rested
	}
	n.NotBefore = Due(c, n, n.NotBefore)
	f.Waits = n.NotBefore
	store.Folds.Put(tx, n, f)
	store.Notices.Put(tx, n, n)
	return nil
}

// Later returns at, or an instant just after done if at is over.
func Later(at, done time.Time) time.Time {
	if at.After(done) {
		return at
	}
	return done.Add(time.Second)
}
