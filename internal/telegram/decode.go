package telegram

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"giaoban/internal/chat"
)

// decoded is what one item of a batch turned out to be.
type decoded struct {
	id     int64 // the update's number; 0 if it cannot be read
	update chat.Update
	// keep reports whether update is something that a person did. The rest is
	// confirmed and forgotten.
	keep bool
	// query is the callback query to acknowledge; "" if there is none.
	query string
}

// decode reads one update. With an error the id may still be known.
func decode(raw []byte, bot string, at time.Time) (decoded, error) {
	var u wireUpdate
	if err := json.Unmarshal(raw, &u); err != nil {
		return decoded{id: findID(raw)}, fmt.Errorf("decode update: %w", err)
	}
	if u.ID <= 0 {
		return decoded{id: findID(raw)}, errors.New("decode update: no update_id")
	}
	d := decoded{id: u.ID}
	if err := d.read(&u); err != nil {
		return d, fmt.Errorf("decode update: %w", err)
	}
	d.update.Key = key(bot, u.ID)
	d.update.At, d.update.Sent = at, sentAt(&u, at)
	return d, nil
}

// longestKept is for how long the server keeps what nobody fetched, with some room.
const longestKept = 25 * time.Hour

// sentAt is when a message was sent, or edited; a pressed button does not tell. What is not of the last day is of another
// clock than ours.
func sentAt(u *wireUpdate, now time.Time) time.Time {
	var at time.Time
	switch {
	case u.Message != nil:
		at = time.Unix(int64(u.Message.Date), 0)
	case u.Edited != nil:
		at = time.Unix(int64(u.Edited.EditDate), 0)
	}
	if ago := now.Sub(at); ago <= 0 || ago > longestKept {
		return time.Time{}
	}
	return at.In(now.Location())
}

func (d *decoded) read(u *wireUpdate) error {
	switch {
	case u.Message != nil:
		return d.message(u.Message, false)
	case u.Edited != nil:
		return d.message(u.Edited, true)
	case u.Callback != nil:
		return d.callback(u.Callback)
	case u.Member != nil:
		return d.member(u.Member)
	}
	return nil
}

func (d *decoded) message(m *wireMessage, edited bool) error {
	if !private(m.Chat) || !person(m.From) || m.SenderChat != nil || m.isNote() || m.From.ID != m.Chat.ID {
		return nil // also what somebody is made to say in the chat of somebody else
	}
	if m.Chat.ID == 0 || m.ID == 0 {
		return errors.New("a message without its chat's or its own id")
	}
	in := chat.Input{
		Kind:    chat.Text,
		Text:    norm.NFC.String(m.Text),
		Message: strconv.FormatInt(m.ID, 10),
	}
	if in.Text == "" {
		in.Text = norm.NFC.String(m.Caption)
	}
	in.Under, in.Forwarded = m.under(), bool(m.ForwardOrigin || m.ForwardDate)
	switch in.Files = m.files(); {
	case edited && in.Text == "" && len(in.Files) == 0:
		return nil // a shared place moved on
	case edited:
		in.Kind = chat.Edit
	case len(in.Files) > 0:
		in.Kind, in.Group = chat.Attachment, bounded(m.Group, maxGroup)
	case m.Location != nil:
		in.Kind, in.Position = chat.Location, (*chat.Position)(m.Location)
	case in.Text == "":
		in.Kind = chat.Unsupported
	}
	d.keepFrom(m.Chat.ID, m.From, in)
	return nil
}

func (d *decoded) callback(c *wireCallback) error {
	d.query = c.ID
	if !person(c.From) || c.Data == "" || c.Message != nil && !private(c.Message.Chat) {
		return nil
	}
	if c.From.ID == 0 {
		return errors.New("a pressed button without the person's id")
	}
	in := chat.Input{Kind: chat.Press, Data: c.Data}
	if c.Message != nil && c.Message.ID != 0 {
		in.Message = strconv.FormatInt(c.Message.ID, 10)
	}
	d.keepFrom(c.From.ID, c.From, in)
	return nil
}

func (d *decoded) member(m *wireMember) error {
	if !private(m.Chat) || !person(m.From) {
		return nil
	}
	if m.Chat.ID == 0 {
		return errors.New("a membership without its chat's id")
	}
	switch m.New.Status {
	case "kicked", "left":
		d.keepFrom(m.Chat.ID, m.From, chat.Input{Kind: chat.Blocked})
	case "member":
		d.keepFrom(m.Chat.ID, m.From, chat.Input{Kind: chat.Unblocked})
	}
	return nil
}

func (d *decoded) keepFrom(chatID int64, from *wireUser, in chat.Input) {
	d.keep = true
	d.update.From = chat.Address{Channel: Channel, ID: strconv.FormatInt(chatID, 10)}
	d.update.Name = from.name()
	d.update.Input = in
}

// under is the data of the buttons under the message that this one replies to,
// if that is a bot's. The platform lets a message carry a hundred buttons.
func (m *wireMessage) under() []string {
	if m.ReplyTo == nil || m.ReplyTo.From == nil || !m.ReplyTo.From.IsBot {
		return nil
	}
	var data []string
	for _, row := range m.ReplyTo.Markup.Rows {
		for _, b := range row {
			if b.Data != "" && len(b.Data) <= chat.MaxData && len(data) < maxUnder {
				data = append(data, b.Data)
			}
		}
	}
	return data
}

const maxUnder = 100

func private(c wireChat) bool { return c.Type == "private" }

func person(u *wireUser) bool { return u != nil && !u.IsBot }

func (u *wireUser) name() string {
	name := strings.TrimSpace(u.FirstName + " " + u.LastName)
	if name == "" {
		name = u.Username
	}
	return norm.NFC.String(name)
}

func (m *wireMessage) isNote() bool {
	return bool(m.Pinned || m.AutoDelete || m.Background || m.WriteAccess || m.Website || m.ProximityNote)
}

// key names an update for ever. Numbers may be dealt again after an idle week,
// when nobody remembers the old key any more.
func key(bot string, id int64) string {
	return Channel + "/" + bot + "/" + strconv.FormatInt(id, 10)
}

// keyOf names an item that could not be decoded: by its number, or by its
// content if that cannot be read either.
func keyOf(bot string, id int64, raw []byte) string {
	if id > 0 {
		return key(bot, id)
	}
	sum := sha256.Sum256(raw)
	return Channel + "/" + bot + "/unreadable-" + hex.EncodeToString(sum[:8])
}

// writtenID is where an update has its number, even one written as a string.
var writtenID = regexp.MustCompile(`"update_id"[ \t\r\n:"]*([0-9]+)`)

// findID looks for the number of an update that does not decode. It returns 0 if
// there is none.
func findID(raw []byte) int64 {
	found := writtenID.FindSubmatch(raw)
	if found == nil {
		return 0
	}
	id, err := strconv.ParseInt(string(found[1]), 10, 64)
	if err != nil {
		return 0 // more digits than a number has
	}
	return id
}
