// Package chat is the vocabulary that every room shares: who writes (Address),
// what came in (Update, Input), what goes out (Content, Message) and how a
// delivery can end. It is the one package that both the pure rooms and the
// networks know.
//
// It has no behaviour beyond reading and writing its own small values, imports
// nothing of ours, and knows no channel by name.
package chat

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Address is one person on one channel. ID is opaque: a number on Telegram, a
// string of letters on Zalo.
type Address struct {
	Channel string `json:"c"`
	ID      string `json:"i"`
}

// String is the address's written form, "telegram:42".
func (a Address) String() string { return a.Channel + ":" + a.ID }

// IsZero reports whether the address names nobody.
func (a Address) IsZero() bool { return a == Address{} }

// ForgottenChannel is the channel of addresses that stand in the place of those of people whose names were deleted.
const ForgottenChannel = "forgotten"

// ParseAddress reads the written form back.
func ParseAddress(s string) (Address, error) {
	channel, id, ok := strings.Cut(s, ":")
	if !ok || channel == "" || id == "" {
		return Address{}, fmt.Errorf("address %q: want channel:id", s)
	}
	return Address{Channel: channel, ID: id}, nil
}

// Update is one thing that a person did, as its channel told it.
type Update struct {
	// Key names the update for ever: the same update delivered twice has the
	// same key, and no two updates share one. "telegram/<bot>/<update id>".
	Key  string
	From Address
	// Name is how the channel calls the person. It is shown to colleagues and
	// is never trusted.
	Name string `json:",omitempty"`
	// At is the campaign's time at which the shell received the update.
	At time.Time
	// Sent is when the person did it, as the channel tells; zero if it does not, or cannot
	// be believed. It may be a day before At.
	Sent  time.Time
	Input Input
	// Came is when that was in real time; zero where nobody looks how long the answer took.
	Came time.Time `json:"-"`
}

// Answer returns a message to whoever sent the update, which knows what it answers.
func (u Update) Answer() Message { return Message{To: u.From, Answers: u.Key, Since: u.Came} }

// Kind says what a person did.
type Kind uint8

// The kinds of input. Everything that a channel delivers is one of them.
const (
	Text        Kind = iota + 1 // a message of words; commands too
	Press                       // a button
	Edit                        // an own earlier message, rewritten
	Attachment                  // photos, documents
	Blocked                     // the person blocked the bot
	Unblocked                   // ... and let it back in
	Unsupported                 // a sticker, a call: words are needed instead
	Location                    // a place on the map
	FileRead                    // nobody did: a file of theirs has been read; Data is its number
)

// Input is what a person did.
type Input struct {
	Kind Kind
	// Text is the words of a message or of an attachment's caption, in NFC.
	Text string `json:",omitempty"`
	// Data is the pressed button's Choice.Data. It is untrusted.
	Data string `json:",omitempty"`
	// Message is the channel's id of the person's own message (Text, Edit,
	// Attachment) or of ours that carries the button (Press); "" if unknown.
	Message string `json:",omitempty"`
	Files   []File `json:",omitempty"`
	// Position is the place of a Location.
	Position *Position `json:",omitempty"`
	// Group names the album that an attachment is part of; "" if it came by
	// itself. The parts of an album are inputs of their own, and nothing marks
	// the last one.
	Group string `json:",omitempty"`
	// Forwarded marks a message that somebody else wrote and this person passed on.
	Forwarded bool `json:",omitempty"`
	// Under is the data of the buttons of our message that this one replies to:
	// whoever replies to a message means what its buttons are about. Untrusted.
	Under []string `json:",omitempty"`
}

// Position is a place on the map in degrees, north and east of zero.
type Position struct{ Latitude, Longitude float64 }

// FileKind says how a file was sent, which says more than its type: a voice
// note has no name, and a photo was made smaller by the app.
type FileKind string

// The kinds of files. Their words are stored.
const (
	Photo    FileKind = "photo"
	Document FileKind = "document"
	Video    FileKind = "video"
	Audio    FileKind = "audio"
	Voice    FileKind = "voice"
)

// File is an attachment. A channel fills in what it knows without downloading.
// All that describes it is the sender's word: to be shown, never to be trusted.
type File struct {
	Kind FileKind `json:"kind,omitempty"`
	// Ref is the channel's own handle, enough to fetch the file later.
	Ref  string `json:"ref,omitempty"`
	Name string `json:"name,omitempty"`
	Type string `json:"type,omitempty"` // MIME type
	Size int64  `json:"size,omitempty"` // bytes; 0 if the channel did not say
	// Empty marks a file of which the channel says that it has no bytes.
	Empty bool `json:"empty,omitempty"`
	// Seconds is how long a recording plays; 0 if unknown or none.
	Seconds int `json:"seconds,omitempty"`
	// Data is the content of a file that we send. It is nil on the way in.
	Data []byte `json:"data,omitempty"`
}

// Choice is a button: what it says and what it stands for.
type Choice struct {
	Label string `json:"l"`
	// Data names what is chosen. At most MaxData bytes, all that Telegram gives.
	Data string `json:"d"`
}

// MaxData is the longest Choice.Data in bytes.
const MaxData = 64

// Content is what is said to a person. A channel gives it its dress: buttons or
// numbered lines, one message or several.
type Content struct {
	Text string `json:"t"`
	// Choices are rows of buttons. Whatever they offer can also be typed.
	Choices [][]Choice `json:"c,omitempty"`
	// Replace is one of our earlier messages that this one takes the place of:
	// the channel's id of it, or the Message.ID under which it was sent, which
	// the outbox knows the channel's id of while it remembers. A channel that
	// cannot rewrite, or does not know the message, sends this one as new.
	Replace string `json:"r,omitempty"`
	// Silent marks one that is worth a change of the earlier message and no message of
	// its own: where it cannot take its place, it is not sent.
	Silent bool `json:"s,omitempty"`
	// Last marks one after which nothing takes the place of that message again.
	Last bool  `json:"l,omitempty"`
	File *File `json:"f,omitempty"`
}

// Priority orders what waits for the same channel.
type Priority uint8

// Replies go before bulk.
const (
	Reply  Priority = iota // somebody waits for it
	Notice                 // somebody would like to know soon
	Bulk                   // digests, reminders, announcements
)

// Message is a Content on its way to one person.
type Message struct {
	// ID orders the messages of one person and names the outbox row.
	ID       string   `json:"id"`
	To       Address  `json:"to"`
	Priority Priority `json:"p,omitempty"`
	Content  Content  `json:"b"`
	// Until is the instant of campaign time at which the next of its kind takes
	// the message's place, to the second: from then on it is not tried again. The
	// zero Until leaves it to the outbox.
	Until time.Time `json:"u,omitzero"`
	// Note tells whoever decided the message what is missing if it does not
	// arrive. The outbox hands it back unread.
	Note string `json:"n,omitempty"`
	// Keep has the channel's id of it outlive a restart: it will be replaced.
	Keep bool `json:"k,omitempty"`
	// Unsure marks one to a chat that took no message before: that it takes one is news.
	Unsure bool `json:"x,omitempty"`
	// Answers is the key of the update that it answers, if any, and Since when that came,
	// in real time. Neither is stored: after a start nobody knows.
	Answers string    `json:"-"`
	Since   time.Time `json:"-"`
}

// Outcome is how the delivery of a message ended.
type Outcome uint8

// The ends.
const (
	Delivered Outcome = iota + 1
	MaybeSent         // delivered or not, nobody knows
	Gone              // the person cannot be reached
	Refused           // the platform will never take this message
	GivenUp           // it became stale before it could be delivered
)

func (o Outcome) String() string {
	if words := [...]string{"", "delivered", "maybe sent", "gone", "refused", "given up"}; int(o) < len(words) {
		return words[o]
	}
	return fmt.Sprintf("Outcome(%d)", uint8(o))
}

// RetryError is a delivery that may succeed later.
type RetryError struct {
	// After is how long the platform asked us to wait; 0 if it did not say.
	After time.Duration
	Err   error
}

func (e *RetryError) Error() string { return e.Err.Error() }
func (e *RetryError) Unwrap() error { return e.Err }

// GoneError is a delivery that will never succeed: the person blocked the bot
// or does not exist. It is a fact to report, not an error to repeat.
type GoneError struct{ Err error }

func (e *GoneError) Error() string { return e.Err.Error() }
func (e *GoneError) Unwrap() error { return e.Err }

// RefusedError is a message that the platform will never take as it is, while
// the person can still be reached.
type RefusedError struct{ Err error }

func (e *RefusedError) Error() string { return e.Err.Error() }
func (e *RefusedError) Unwrap() error { return e.Err }

// ErrTooBig marks, inside a RefusedError, a file that is larger than its channel
// or we allow.
var ErrTooBig = errors.New("file is too big")

// ErrEmpty marks, inside a RefusedError, a file that has no bytes.
var ErrEmpty = errors.New("file is empty")

// ErrUnknownOutcome marks a delivery that may or may not have happened: the
// connection ended between the request and its answer.
var ErrUnknownOutcome = errors.New("outcome unknown")
