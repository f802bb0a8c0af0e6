package store

import (
	"bytes"
	"errors"
	"iter"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/codec"
)

// The outbox is the messages that were decided but not yet delivered, a row for
// each, in the order of their ids. A row is written in the transaction that
// decides the message. Beside a row may stand a mark, from before a call that
// sends the message: how many calls may have delivered it.
var (
	Outbox  = Table[string, chat.Message]{"outbox/", byWord, Codec[chat.Message]{EncodeMessage, DecodeMessage}}
	Sending = Table[string, int]{"sending/", byWord, asNumber}
)

// MarkSending notes how many tries may have delivered the message, one that is
// about to begin included; none takes the mark away.
func MarkSending(tx Tx, id string, tries int) {
	if tries == 0 {
		Sending.Delete(tx, id)
		return
	}
	Sending.Put(tx, id, tries)
}

// Unsent is a row of the outbox.
type Unsent struct {
	Message chat.Message
	// Tries is how many may have delivered it before, if nobody is sending it now.
	Tries int
}

// AllUnsent gives all rows in the order of their ids. A row that cannot be read
// comes with an error that names its key, and the others follow.
func AllUnsent(r Reader) iter.Seq2[Unsent, error] {
	return func(yield func(Unsent, error) bool) {
		for row, err := range Outbox.All(r, "") {
			w := Unsent{Message: row.Value}
			w.Message.ID = row.Key
			if err == nil {
				w.Tries, err = Sending.Get(r, row.Key)
			}
			if !yield(w, err) {
				return
			}
		}
	}
}

// The row of a message: a version, its flags, then each field as its length and
// its bytes. The id is the key. JSON takes several times as long, and a row is
// written with every answer.
const (
	messageVersion = 1

	flagNote = 1 << 0 // and the instant until which it is tried
	flagFile = 1 << 1
)

var errMessage = errors.New("not a message of this version, or cut short")

// EncodeMessage writes a message without its id.
func EncodeMessage(m chat.Message) []byte {
	c := &m.Content
	size := 48 + len(m.To.Channel) + len(m.To.ID) + len(c.Text) + len(c.Replace)
	for _, row := range c.Choices {
		for _, choice := range row {
			size += 4 + len(choice.Label) + len(choice.Data)
		}
	}
	if c.File != nil {
		size += 32 + len(c.File.Ref) + len(c.File.Name) + len(c.File.Type) + len(c.File.Data)
	}
	var flags byte
	if m.Note != "" || !m.Until.IsZero() {
		flags |= flagNote
		size += 12 + len(m.Note)
	}
	if c.File != nil {
		flags |= flagFile
	}
	w := make(codec.Writer, 0, size)
	w.Byte(messageVersion)
	w.Byte(flags)
	w.Byte(byte(m.Priority))
	w.Text(m.To.Channel)
	w.Text(m.To.ID)
	w.Text(c.Text)
	w.Text(c.Replace)
	w.Count(len(c.Choices))
	for _, row := range c.Choices {
		w.Count(len(row))
		for _, choice := range row {
			w.Text(choice.Label)
			w.Text(choice.Data)
		}
	}
	if flags&flagNote != 0 {
		w.Text(m.Note)
		w.Int(m.Until.Unix())
	}
	if f := c.File; f != nil {
		w.Text(f.Ref)
		w.Text(f.Name)
		w.Text(f.Type)
		w.Int(f.Size)
		w.Bytes(f.Data)
	}
	return w
}

// DecodeMessage reads what EncodeMessage wrote. The message keeps nothing of b.
func DecodeMessage(b []byte) (chat.Message, error) {
	r := codec.Read(b)
	if r.Byte() != messageVersion {
		return chat.Message{}, errMessage
	}
	flags := r.Byte()
	m := chat.Message{Priority: chat.Priority(r.Byte())}
	m.To = chat.Address{Channel: r.Text(), ID: r.Text()}
	m.Content.Text = r.Text()
	m.Content.Replace = r.Text()
	m.Content.Choices = readChoices(&r)
	if flags&flagNote != 0 {
		m.Note = r.Text()
		if until := time.Unix(r.Int(), 0); !until.Equal(time.Time{}) {
			m.Until = until
		}
	}
	if flags&flagFile != 0 {
		m.Content.File = &chat.File{Ref: r.Text(), Name: r.Text(), Type: r.Text(), Size: r.Int(), Data: bytes.Clone(r.Bytes())}
	}
	if !r.Done() {
		return chat.Message{}, errMessage
	}
	return m, nil
}

func readChoices(r *codec.Reader) [][]chat.Choice {
	n := r.Length()
	if n == 0 {
		return nil
	}
	rows := make([][]chat.Choice, n)
	for i := range rows {
		row := make([]chat.Choice, r.Length())
		for j := range row {
			row[j] = chat.Choice{Label: r.Text(), Data: r.Text()}
		}
		rows[i] = row
	}
	return rows
}
