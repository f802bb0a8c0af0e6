package session

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// What somebody asks that takes more reading than a transaction may do. The words are
// stored.
type What string

// The kinds.
const (
	Question What = "question" // of a coordinator
	Outreach What = "outreach" // an input to what a coordinator does about units
	Export   What = "export"   // a report as a file, for its officer
	Codes    What = "codes"    // invitations for many units
)

// Asked is what an update asks, as its transaction found. It is answered beside a snapshot,
// in a transaction after the update's.
type Asked struct {
	Campaign *campaigns.Campaign
	What     What
	// Command is the question's. Of Outreach it is the one that was typed; none if words or
	// a button go on with what was begun.
	Command command.Command
	Report  report.ID        // of Export
	Order   *operation.Order // of Codes
}

// stored is how Asked is written down.
type stored struct {
	Campaign string           `json:"c"`
	What     What             `json:"w"`
	Command  command.Command  `json:"q,omitzero"`
	Report   report.ID        `json:"r,omitzero"`
	Order    *operation.Order `json:"o,omitempty"`
}

// Kept is an update of which the store has a row until it is answered.
type Kept struct {
	Row    string // names it; none before it is kept
	Update chat.Update
	// Asked is nil while nobody has looked at it.
	Asked  *Asked
	Starts int
	// Load, if given, reads what must be known before it is looked at.
	Load func(context.Context) error
	// Settled, if given, is called before the answer is said: nobody says any more that it is
	// being made.
	Settled func()
}

// Keep writes the row of an update.
func (k *Kept) Keep(tx store.Tx) {
	row := store.Kept{Update: k.Update, Starts: k.Starts}
	if a := k.Asked; a != nil {
		b, err := json.Marshal(stored{a.Campaign.ID().String(), a.What, a.Command, a.Report, a.Order})
		if err != nil {
			panic(fmt.Errorf("keep a question: %w", err))
		}
		row.Asked = b
	}
	store.Kepts.Put(tx, k.Row, row)
}

// KeptIn reads a row. What was asked in a campaign that is not open any more is looked at
// anew.
func KeptIn(in *campaigns.Set, name string, row store.Kept) (*Kept, error) {
	k := &Kept{Row: name, Update: row.Update, Starts: row.Starts}
	if row.Asked == nil {
		return k, nil
	}
	var s stored
	if err := json.Unmarshal(row.Asked, &s); err != nil {
		return k, fmt.Errorf("read what was asked: %w: %w", store.ErrDamaged, err)
	}
	c := in.Find(s.Campaign) // as it was written once
	if id, err := report.ParseID(s.Campaign); err == nil {
		c = in.Named(id)
	}
	if c != nil {
		k.Asked = &Asked{c, s.What, s.Command, s.Report, s.Order}
	}
	return k, nil
}

// Settle is to be called before the transaction that answers.
func (k *Kept) Settle() {
	if k.Settled != nil {
		k.Settled()
	}
}

// Take takes the row away, in the transaction that answers it, and returns the message that
// stands in the answer's place, if one does. ok is false if it was answered before.
func (k *Kept) Take(tx store.Tx) (place string, ok bool, err error) {
	row, ok, err := store.Kepts.Find(tx, k.Row)
	if ok {
		store.Kepts.Delete(tx, k.Row)
	}
	return row.Place, ok, err
}

// Who returns the memberships by which somebody asks, and their language, as of now: what
// was revoked meanwhile shows nothing.
func (k *Kept) Who(r store.Getter) (who []roster.Membership, say locale.Phrases, err error) {
	c := k.Asked.Campaign
	p, err := store.GetPerson(r, k.Update.From)
	return roster.OnList(p.Memberships, c.List()), c.Phrases(p.Language), err
}

// Answer says the answer. also, if given, is part of the same transaction.
func (k *Kept) Answer(ctx context.Context, contents []chat.Content, also func(store.Tx) error) error {
	k.Settle()
	c := k.Asked.Campaign
	var said []chat.Message
	err := store.One(ctx, c.Set.KV, func(tx store.Tx) error {
		said = nil
		place, ok, err := k.Take(tx)
		if err != nil || !ok {
			return err
		}
		p, err := store.GetPerson(tx, k.Update.From)
		if err = c.Set.Despite(err); err != nil {
			return err
		}
		say := c.Phrases(p.Language)
		said = c.Queue(tx, k.Update.At, say, k.Update.Answer(), InPlace(place, c.NamedAbove(p.Memberships, contents, say), say)...)
		if also == nil {
			return nil
		}
		return also(tx)
	})
	if err == nil {
		c.Set.Deliver(said...)
	}
	return err
}

// InPlace has an answer take the place of the message that says that it is being made:
// itself, or where there are files behind it, a word that it is done.
func InPlace(place string, contents []chat.Content, say locale.Phrases) []chat.Content {
	if place == "" {
		return contents
	}
	contents = slices.Clone(contents)
	hasFile := func(c chat.Content) bool { return c.File != nil }
	if len(contents) > 0 && contents[0].Replace == "" && !slices.ContainsFunc(contents, hasFile) {
		contents[0].Replace, contents[0].Last = place, true
		return contents
	}
	return append(contents, chat.Content{Text: say.Say("answer_made"), Replace: place, Last: true, Silent: true})
}
