package store

import (
	"bytes"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/codec"
)

// The outbox is the messages that were decided but not yet delivered, a row for
// each, in the order of their ids. A row is written in the transaction that
// decides the message. Beside a row may stand a mark, from before a call that
// sends the message: how many calls may have delivered it.
var (
	Outbox  = Table[string, chat.Message]{"outbox/", byWord, short(1, writeMessage, readMessage)}
	Sending = Table[string, int]{"sending/", byWord, asNumber}
)

// writeMessage writes a message without its id, which is the key. JSON takes several
// times as long, and a row is written with every answer.
func writeMessage(w *codec.Writer, m chat.Message) {
	c := &m.Content
	w.Grow(256 + len(c.Text))
	noted, filed := m.Note != "" || !m.Until.IsZero(), c.File != nil
	w.Flags(noted, filed)
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
	if noted {
		w.Text(m.Note)
		w.Int(m.Until.Unix())
	}
	if f := c.File; filed {
		w.Text(f.Ref)
		w.Text(f.Name)
		w.Text(f.Type)
		w.Int(f.Size)
		w.Grow(len(f.Data))
		w.Bytes(f.Data)
	}
}

// readMessage reads what writeMessage wrote.
func readMessage(r *codec.Reader) chat.Message {
	var noted, filed bool
	r.Flags(&noted, &filed)
	m := chat.Message{Priority: chat.Priority(r.Byte())}
	m.To = chat.Address{Channel: r.Text(), ID: r.Text()}
	m.Content = chat.Content{Text: r.Text(), Replace: r.Text(), Choices: readChoices(r)}
	if noted {
		m.Note = r.Text()
		if until := time.Unix(r.Int(), 0); !until.Equal(time.Time{}) {
			m.Until = until
		}
	}
	if filed {
		m.Content.File = &chat.File{Ref: r.Text(), Name: r.Text(), Type: r.Text(), Size: r.Int(), Data: bytes.Clone(r.Bytes())}
	}
	return m
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
