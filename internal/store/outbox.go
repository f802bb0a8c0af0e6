package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"time"

	"giaoban/internal/chat"
)

// The outbox is the messages that were decided but not yet delivered, a row for
// each, in the order of their ids. A row is written in the transaction that
// decides the message. Beside a row may stand a mark, from before a call that
// sends the message: how many calls may have delivered it.
const (
	outboxPrefix  = "outbox/"
	sendingPrefix = "sending/"
)

// OutboxKey is the key of a message's row.
func OutboxKey(id string) string { return outboxPrefix + id }

// SendingKey is the key of the mark that a message may have been delivered.
func SendingKey(id string) string { return sendingPrefix + id }

// PutMessage writes the row of a message that is to be delivered.
func PutMessage(tx Tx, m chat.Message) {
	tx.Put(OutboxKey(m.ID), EncodeMessage(m))
}

// DeleteMessage removes the row of a message. The mark of one that had it goes
// by UnmarkSending in the same transaction.
func DeleteMessage(tx Tx, id string) { tx.Delete(OutboxKey(id)) }

// MarkSending notes how many tries may have delivered the message, one that is
// about to begin included; none takes the mark away.
func MarkSending(tx Tx, id string, tries int) {
	if tries == 0 {
		UnmarkSending(tx, id)
		return
	}
	tx.Put(SendingKey(id), binary.AppendUvarint(nil, uint64(tries)))
}

// UnmarkSending forgets them.
func UnmarkSending(tx Tx, id string) { tx.Delete(SendingKey(id)) }

// Waiting is a row of the outbox.
type Waiting struct {
	Message chat.Message
	// Tries is how many may have delivered it before, if nobody is sending it now.
	Tries int
}

// Messages gives all rows in the order of their ids. A row that cannot be read
// comes with an error that names its key, and the others follow.
func Messages(r Reader) iter.Seq2[Waiting, error] {
	return func(yield func(Waiting, error) bool) {
		from, to := Prefix(outboxPrefix)
		r.Range(from, to, func(key string, value []byte) bool {
			m, err := DecodeMessage(value)
			if err != nil {
				return yield(Waiting{}, fmt.Errorf("read %s: %w", key, err))
			}
			m.ID = key[len(outboxPrefix):]
			tries, _ := binary.Uvarint(r.Get(SendingKey(m.ID)))
			return yield(Waiting{m, int(tries)}, nil)
		})
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
	b := append(make([]byte, 0, size), messageVersion, flags, byte(m.Priority))
	b = appendString(b, m.To.Channel)
	b = appendString(b, m.To.ID)
	b = appendString(b, c.Text)
	b = appendString(b, c.Replace)
	b = binary.AppendUvarint(b, uint64(len(c.Choices)))
	for _, row := range c.Choices {
		b = binary.AppendUvarint(b, uint64(len(row)))
		for _, choice := range row {
			b = appendString(b, choice.Label)
			b = appendString(b, choice.Data)
		}
	}
	if flags&flagNote != 0 {
		b = appendString(b, m.Note)
		b = binary.AppendVarint(b, m.Until.Unix())
	}
	if f := c.File; f != nil {
		b = appendString(b, f.Ref)
		b = appendString(b, f.Name)
		b = appendString(b, f.Type)
		b = binary.AppendVarint(b, f.Size)
		b = binary.AppendUvarint(b, uint64(len(f.Data)))
		b = append(b, f.Data...)
	}
	return b
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// DecodeMessage reads what EncodeMessage wrote. The message keeps nothing of b.
func DecodeMessage(b []byte) (chat.Message, error) {
	if len(b) < 3 || b[0] != messageVersion {
		return chat.Message{}, errMessage
	}
	flags := b[1]
	r := fields{rest: b[3:]}
	m := chat.Message{Priority: chat.Priority(b[2])}
	m.To.Channel = r.text()
	m.To.ID = r.text()
	m.Content.Text = r.text()
	m.Content.Replace = r.text()
	m.Content.Choices = r.choices()
	if flags&flagNote != 0 {
		m.Note = r.text()
		if until := time.Unix(r.int(), 0); !until.Equal(time.Time{}) {
			m.Until = until
		}
	}
	if flags&flagFile != 0 {
		m.Content.File = r.file()
	}
	if r.bad || len(r.rest) > 0 {
		return chat.Message{}, errMessage
	}
	return m, nil
}

// fields reads a row from front to back. After the first fault it reads zeros.
type fields struct {
	rest []byte
	bad  bool
}

// count reads a length, which no row can put higher than what is left of it.
func (r *fields) count() int {
	n, size := binary.Uvarint(r.rest)
	if r.bad || size <= 0 || n > uint64(len(r.rest)-size) {
		r.bad = true
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *fields) int() int64 {
	v, size := binary.Varint(r.rest)
	if r.bad || size <= 0 {
		r.bad = true
		return 0
	}
	r.rest = r.rest[size:]
	return v
}

func (r *fields) bytes() []byte {
	n := r.count()
	if r.bad {
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *fields) text() string { return string(r.bytes()) }

func (r *fields) choices() [][]chat.Choice {
	rows := make([][]chat.Choice, r.count())
	if len(rows) == 0 {
		return nil
	}
	for i := range rows {
		row := make([]chat.Choice, r.count())
		for j := range row {
			row[j] = chat.Choice{Label: r.text(), Data: r.text()}
		}
		rows[i] = row
		if r.bad {
			return nil
		}
	}
	return rows
}

func (r *fields) file() *chat.File {
	f := &chat.File{Ref: r.text(), Name: r.text(), Type: r.text(), Size: r.int()}
	if data := r.bytes(); len(data) > 0 {
		f.Data = append([]byte(nil), data...)
	}
	return f
}
