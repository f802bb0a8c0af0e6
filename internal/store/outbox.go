package store

import (
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/codec"
)

// The outbox is the messages that were decided but not yet delivered, a row for
// each, in the order of their ids. A row is written in the transaction that
// decides the message. Beside a row may stand a mark, from before a call that
// sends the message: how many calls may have delivered it. Shown are the channel's ids of
// messages that were delivered and will be replaced, by our own.
var (
	Outbox  = Table[string, chat.Message]{"outbox/", byWord, short(1, writeMessage, readMessage)}
	Sending = Table[string, int]{"sending/", byWord, asNumber}
	Shown   = Table[string, string]{"shown/", byWord, asText}
)

// writeMessage writes a message without its id, which is the key. JSON takes several
// times as long, and a row is written with every answer.
func writeMessage(w *codec.Writer, m chat.Message) {
	c := &m.Content
	w.Grow(256 + len(c.Text))
	noted, filed := m.Note != "" || !m.Until.IsZero(), c.File != nil
	w.Flags(noted, filed, m.Keep, m.Unsure, c.Silent, c.Last)
	w.Byte(byte(m.Priority))
	w.Texts(m.To.Channel, m.To.ID, c.Text, c.Replace)
	w.Counts(len(c.Choices))
	for _, row := range c.Choices {
		w.Counts(len(row))
		for _, choice := range row {
			w.Texts(choice.Label, choice.Data)
		}
	}
	if noted {
		w.Texts(m.Note)
		w.Ints(m.Until.Unix())
	}
	if f := c.File; filed {
		w.Texts(f.Ref, f.Name, f.Type)
		w.Ints(f.Size)
		w.Grow(len(f.Data))
		w.Bytes(f.Data)
	}
}

// readMessage reads what writeMessage wrote.
func readMessage(r *codec.Reader) (m chat.Message) {
	var noted, filed bool
	r.Flags(&noted, &filed, &m.Keep, &m.Unsure, &m.Content.Silent, &m.Content.Last)
	m.Priority = chat.Priority(r.Byte())
	r.Texts(&m.To.Channel, &m.To.ID, &m.Content.Text, &m.Content.Replace)
	m.Content.Choices = readChoices(r)
	if noted {
		m.Note = r.Text()
		if until := time.Unix(r.Int(), 0); !until.Equal(time.Time{}) {
			m.Until = until
		}
	}
	if filed {
		f := &chat.File{}
		r.Texts(&f.Ref, &f.Name, &f.Type)
		f.Size, f.Data = r.Int(), r.Bytes()
		m.Content.File = f
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
			r.Texts(&row[j].Label, &row[j].Data)
		}
		rows[i] = row
	}
	return rows
}
