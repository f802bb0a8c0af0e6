package simulator

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/simulator/entities"
)

// Limits on words. Lengths are UTF-16 units after the formatting is read.
const (
	maxText       = 4096
	maxRawText    = 32768 // bytes
	maxCaption    = 1024
	actionLasts   = 5 * time.Second
	minGroup      = 2
	maxGroup      = 10
	maxAnswerText = 200
)

func (c *chat) sendMessage(r request) (any, error) {
	var m Message
	var err error
	if m.Text, m.Entities, err = readText(r); err != nil {
		return nil, err
	}
	return c.deliver(r, m)
}

func readText(r request) (string, []entities.Entity, error) {
	raw := r.text("text")
	if raw == "" {
		return "", nil, badRequest("message text is empty")
	}
	if len(raw) > maxRawText {
		return "", nil, badRequest("text is too long")
	}
	text, list, err := entities.Read(raw, r.text("parse_mode"), r.text("entities"))
	switch {
	case err != nil:
		return "", nil, err
	case text == "":
		return "", nil, badRequest("message text is empty")
	case entities.Units(text) > maxText:
		return "", nil, badRequest("message is too long")
	}
	return text, list, nil
}

func readCaption(caption, mode, given string) (string, []entities.Entity, error) {
	text, list, err := entities.Read(caption, mode, given)
	if err == nil && entities.Units(text) > maxCaption {
		err = badRequest("message caption is too long")
	}
	return text, list, err
}

// deliver puts a bot's message into a chat, with the keyboard and the reply that the call names.
func (c *chat) deliver(r request, m Message) (any, error) {
	markup, err := readMarkup(r)
	if err != nil {
		return nil, err
	}
	m.Markup = markup.inline
	var sent Message
	err = c.write(func() (err error) {
		if m.ReplyTo, err = c.replied(r); err != nil {
			return err
		}
		if markup.keyboard != nil || markup.remove {
			c.keyboard = markup.keyboard
		}
		sent = *c.place(m)
		return nil
	})
	return &sent, err
}

// place stamps and stores a bot's message. The caller holds the lock.
func (c *chat) place(m Message) *Message {
	b := c.bot
	m.ID, m.From, m.Chat, m.Date = b.lastID.Add(1), &b.account, c.info(), b.server.clock.Now().Unix()
	c.action = ""
	return c.append(m, false)
}

// replied finds the message that a call answers to. The caller holds the lock.
func (c *chat) replied(r request) (*Message, error) {
	var to struct {
		ID        int64 `json:"message_id"`
		Otherwise bool  `json:"allow_sending_without_reply"`
	}
	if !r.json("reply_parameters", &to) {
		to.ID, to.Otherwise = r.number("reply_to_message_id"), r.truth("allow_sending_without_reply")
	}
	if to.ID == 0 {
		return nil, nil
	}
	quoted := c.quoted(to.ID)
	if quoted == nil && !to.Otherwise {
		return nil, badRequest("message to be replied not found")
	}
	return quoted, nil
}

// sendMedia answers sendPhoto, sendDocument and their like.
func sendMedia(kind string) method {
	return inChat(func(c *chat, r request) (any, error) {
		var m Message
		var err error
		m.Caption, m.CaptionEntities, err = readCaption(r.text("caption"), r.text("parse_mode"), r.text("caption_entities"))
		if err != nil {
			return nil, err
		}
		f, err := c.bot.files.resolve(r, kind, r.text(kind), kind)
		if err != nil {
			return nil, err
		}
		f.attach(&m, kind)
		return c.deliver(r, m)
	})
}

// item is one element of the media parameter of sendMediaGroup.
type item struct {
	Type     string          `json:"type"`
	Media    string          `json:"media"`
	Caption  string          `json:"caption"`
	Mode     string          `json:"parse_mode"`
	Entities json.RawMessage `json:"caption_entities"`
}

func (c *chat) sendMediaGroup(r request) (any, error) {
	messages, err := c.bot.readGroup(r)
	if err != nil {
		return nil, err
	}
	group := c.bot.newGroup()
	err = c.write(func() error {
		reply, err := c.replied(r)
		if err != nil {
			return err
		}
		for i := range messages {
			messages[i].MediaGroupID, messages[i].ReplyTo = group, reply
			messages[i] = *c.place(messages[i])
		}
		return nil
	})
	return messages, err
}

// newGroup returns an id for the messages of one album.
func (b *bot) newGroup() string {
	return strconv.FormatInt(13_000_000_000_000_000+b.server.random(900_000_000_000_000), 10)
}

func (b *bot) readGroup(r request) ([]Message, error) {
	var items []item
	if !r.json("media", &items) {
		return nil, badRequest("can't parse media JSON object")
	}
	if len(items) < minGroup || len(items) > maxGroup {
		return nil, badRequest("group send failed: expected %d-%d items in an album", minGroup, maxGroup)
	}
	messages := make([]Message, len(items))
	for i, it := range items {
		alone := func(kind string) bool { return (it.Type == kind) != (items[0].Type == kind) }
		if !slices.Contains([]string{"photo", "video", "document", "audio"}, it.Type) || alone("document") || alone("audio") {
			return nil, badRequest("can't use the media of the specified type in the album")
		}
		f, err := b.files.resolve(r, it.Type, it.Media, "")
		if err != nil {
			return nil, err
		}
		m := &messages[i]
		if m.Caption, m.CaptionEntities, err = readCaption(it.Caption, it.Mode, string(it.Entities)); err != nil {
			return nil, err
		}
		f.attach(m, it.Type)
	}
	return messages, nil
}

func (c *chat) sendLocation(r request) (any, error) {
	at, err := r.location()
	if err != nil {
		return nil, err
	}
	return c.deliver(r, Message{Location: &at})
}

func (c *chat) sendChatAction(r request) (any, error) {
	action := strings.ToLower(r.text("action"))
	if !slices.Contains([]string{"typing", "upload_photo", "record_video", "upload_video", "record_voice", "record_audio", "upload_voice",
		"upload_audio", "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note", "cancel"}, action) {
		return nil, badRequest("wrong parameter action in request")
	}
	return true, c.write(func() error {
		c.action, c.until, c.seq = action, time.Now().Add(actionLasts), c.bot.server.nextSeq()
		if action == "cancel" {
			c.action = ""
		}
		return nil
	})
}
