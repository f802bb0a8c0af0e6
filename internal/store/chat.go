package store

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/codec"
	"giaoban/internal/report"
)

// Chat is one address of one channel, and what goes on there.
type Chat struct {
	// Person names whose it is; "" is whoever has the chat's own address.
	Person string
	// Moved is the chat that the person has instead of this one: nothing can be done from here
	// any more. It is zero of a chat that is in use.
	Moved chat.Address
	// Last is the number of the message that was written last.
	Last    int64
	Blocked bool
	// Heard is when the person last did something, and Since from when on the chat has been
	// blocked, both in seconds; 0 if that is not known.
	Heard, Since int64
	// Reports is where the person stands in each report that they were at.
	Reports map[report.ID]*AtReport
	// Current is which report words are for, or which campaign is followed, if the
	// person has several.
	Current report.ID
	// Dialog is what was asked beside the report and is not answered.
	Dialog *Dialog
	// Album is the album whose part came last, if that was the last input.
	Album *Album
	// Proxy is the report that a coordinator fills in for a unit.
	Proxy *Proxy
	// Reading is where a coordinator reads a report, until they turn to something else.
	Reading *ReadAt
}

// ReadAt is where somebody reads a report: a part or a page of it, and the steps that they
// made from there.
type ReadAt struct {
	Report report.ID
	Part   string
	Page   int
	Moves  string
}

// AtReport is where a person stands in one report.
type AtReport struct {
	// Focus is the interview's own.
	Focus json.RawMessage
	// Seen is when the person was last there, Noticed since when the colleague was
	// there of whom they were told; both in seconds.
	Seen, Noticed int64
}

// A Dialog is what waits beside the report: the one thing that a person was asked
// last and has not answered. Its kind reads the answer.
type Dialog struct {
	Kind string
	// Report names the report that it is about, or the campaign.
	Report report.ID
	// Aside marks one whose person went on to something else: words are not for it any
	// more, while its buttons are.
	Aside bool
	// State is the kind's own.
	State json.RawMessage
}

// Album is what was last said to the parts of one album: the answer to its next
// part takes the place of these messages if they have not left yet.
type Album struct {
	Group    string
	Messages []string
}

// Proxy is the report that a coordinator fills in for a unit.
type Proxy struct {
	Report report.ID
	Since  time.Time
}

// Chats are all chats by their address. The zero Chat is one from which nothing
// came and to which nothing went.
var Chats = Table[chat.Address, Chat]{"chat/", byAddress, short(1, writeChat, readChat)}

// SetBlocked notes whether the chat is blocked, and since when.
func (c *Chat) SetBlocked(blocked bool, at time.Time) {
	if c.Blocked == blocked {
		return
	}
	if c.Blocked, c.Since = blocked, 0; blocked {
		c.Since = at.Unix()
	}
}

// At is where the person stands in a report, to be changed.
func (c *Chat) At(r report.ID) *AtReport {
	if c.Reports == nil {
		c.Reports = map[report.ID]*AtReport{}
	}
	if c.Reports[r] == nil {
		c.Reports[r] = &AtReport{}
	}
	return c.Reports[r]
}

// owner names the person of the chat with that address.
func (c Chat) owner(a chat.Address) string {
	if c.Person == "" {
		return a.String()
	}
	return c.Person
}

// Next names the next message to the chat, at an instant of campaign time. The
// name sorts behind those of all earlier messages to the chat, whatever the
// clock does, and close to those of the same time to others: keys that grow
// together cost little.
func (c *Chat) Next(a chat.Address, at time.Time) string {
	c.Last = max(c.Last+1, at.UnixMicro())
	var digits [16]byte
	return string(padded(digits[:0], uint64(c.Last), 16, len(digits))) + "-" + a.Channel + ":" + a.ID
}

// QueuedAt returns the instant of campaign time at which a message with that name was
// decided, a little later where several were at once; false for a name that tells none.
func QueuedAt(name string) (at time.Time, ok bool) {
	digits, _, ok := strings.Cut(name, "-")
	micro, err := strconv.ParseInt(digits, 16, 64)
	if !ok || err != nil {
		return time.Time{}, false
	}
	return time.UnixMicro(micro), true
}

// Queue writes messages to one chat, which are to be delivered in order behind all
// earlier ones to it. A chat whose record is damaged gets them too.
func Queue(tx Tx, at time.Time, messages ...chat.Message) {
	if len(messages) == 0 {
		return
	}
	to := messages[0].To
	c, err := Chats.Get(tx, to)
	if err != nil { // it does not say which message was the last
		c.skip(tx, to, at)
	}
	c.Queue(tx, at, messages...)
	if err == nil && to.Channel != ForgottenChannel {
		Chats.Put(tx, to, c)
	}
}

// skip goes on behind the messages that were written to the chat at one instant.
func (c *Chat) skip(tx Tx, to chat.Address, at time.Time) {
	for next := *c; Outbox.Has(tx, next.Next(to, at)); {
		c.Last = next.Last
	}
}

// Queue is Queue for a chat that the caller writes. Who was forgotten gets nothing.
func (c *Chat) Queue(tx Tx, at time.Time, messages ...chat.Message) {
	for i := range messages {
		if messages[i].To.Channel == ForgottenChannel {
			continue
		}
		messages[i].ID, messages[i].Unsure = c.Next(messages[i].To, at), c.Blocked
		Outbox.Put(tx, messages[i].ID, messages[i])
	}
}

func writeChat(w *codec.Writer, c Chat) {
	w.Flags(c.Blocked, c.Dialog != nil, c.Album != nil, c.Proxy != nil, c.Reading != nil)
	w.Texts(c.Person, c.Current.String())
	w.Ints(c.Last)
	w.Counts(len(c.Reports))
	for _, id := range slices.SortedFunc(maps.Keys(c.Reports), report.ID.Compare) {
		at := c.Reports[id]
		w.Texts(id.String(), string(at.Focus))
		w.Ints(at.Seen, at.Noticed)
	}
	if c.Dialog != nil {
		w.Texts(c.Dialog.Kind, c.Dialog.Report.String(), string(c.Dialog.State))
		w.Flag(c.Dialog.Aside)
	}
	if c.Album != nil {
		w.Texts(c.Album.Group)
		w.List(c.Album.Messages)
	}
	if c.Proxy != nil {
		w.Texts(c.Proxy.Report.String())
		w.Time(c.Proxy.Since)
	}
	if c.Reading != nil {
		w.Texts(c.Reading.Report.String(), c.Reading.Part)
		w.Counts(c.Reading.Page)
		w.Texts(c.Reading.Moves)
	}
	if c.Heard != 0 || c.Since != 0 || !c.Moved.IsZero() {
		w.Ints(c.Heard, c.Since)
	}
	if !c.Moved.IsZero() {
		w.Texts(c.Moved.String())
	}
}

func readChat(r *codec.Reader) (c Chat) {
	var dialog, album, proxy, reading bool
	var rep, bytes string
	r.Flags(&c.Blocked, &dialog, &album, &proxy, &reading)
	r.Texts(&c.Person, &rep)
	r.Ints(&c.Last)
	c.Current = readID(r, rep)
	if n := r.Length(); n > 0 {
		c.Reports = make(map[report.ID]*AtReport, n)
		for range n {
			at := &AtReport{}
			r.Texts(&rep, &bytes)
			r.Ints(&at.Seen, &at.Noticed)
			at.Focus = raw(bytes)
			c.Reports[readID(r, rep)] = at
		}
	}
	if dialog {
		d := &Dialog{}
		r.Texts(&d.Kind, &rep, &bytes)
		d.Report, d.State, d.Aside = readID(r, rep), raw(bytes), r.Flag()
		c.Dialog = d
	}
	if album {
		c.Album = &Album{Group: r.Text(), Messages: r.List()}
	}
	if proxy {
		c.Proxy = &Proxy{Report: readID(r, r.Text()), Since: r.Time()}
	}
	if reading {
		c.Reading = &ReadAt{Report: readID(r, r.Text()), Part: r.Text()}
		r.Counts(&c.Reading.Page)
		r.Texts(&c.Reading.Moves)
	}
	if r.Left() > 0 {
		r.Ints(&c.Heard, &c.Since)
	}
	if r.Left() > 0 {
		var err error
		if c.Moved, err = chat.ParseAddress(r.Text()); err != nil {
			r.Fail()
		}
	}
	return c
}

// raw is JSON that stands in a record, nil if there is none.
func raw(text string) json.RawMessage {
	if text == "" {
		return nil
	}
	return json.RawMessage(text)
}

// readID reads a report's identity from its text in a record.
func readID(r *codec.Reader, text string) report.ID {
	id, err := report.ParseID(text)
	if err != nil {
		r.Fail()
	}
	return id
}
