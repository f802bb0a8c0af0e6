package simulator

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
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

func (b *bot) sendMessage(p params) (any, *apiError) {
	c, err := b.target(p)
	if err != nil {
		return nil, err
	}
	var m Message
	if m.Text, m.Entities, err = readText(p); err != nil {
		return nil, err
	}
	return b.deliver(c, p, m)
}

func readText(p params) (string, []Entity, *apiError) {
	raw := p.text("text")
	if raw == "" {
		return "", nil, badRequest("message text is empty")
	}
	if len(raw) > maxRawText {
		return "", nil, badRequest("text is too long")
	}
	text, entities, err := formatted(raw, p.text("parse_mode"), p.text("entities"))
	switch {
	case err != nil:
		return "", nil, err
	case text == "":
		return "", nil, badRequest("message text is empty")
	case units(text) > maxText:
		return "", nil, badRequest("message is too long")
	}
	return text, entities, nil
}

func readCaption(caption, mode, given string) (string, []Entity, *apiError) {
	text, entities, err := formatted(caption, mode, given)
	if err == nil && units(text) > maxCaption {
		err = badRequest("message caption is too long")
	}
	return text, entities, err
}

// deliver puts a bot's message into a chat, with the keyboard and the reply that the call names.
func (b *bot) deliver(c *chat, p params, m Message) (any, *apiError) {
	markup, err := readMarkup(p)
	if err != nil {
		return nil, err
	}
	m.Markup = markup.inline
	c.mu.Lock()
	if err := c.closed(); err != nil {
		c.mu.Unlock()
		return nil, err
	}
	if m.ReplyTo, err = c.replied(p); err != nil {
		c.mu.Unlock()
		return nil, err
	}
	switch {
	case markup.keyboard != nil:
		c.keyboard = markup.keyboard
	case markup.remove:
		c.keyboard = nil
	}
	sent := *b.place(c, m)
	c.mu.Unlock()
	c.touched()
	return &sent, nil
}

// place stamps and stores a bot's message. The caller holds the chat's lock.
func (b *bot) place(c *chat, m Message) *Message {
	m.ID, m.From, m.Chat, m.Date = b.lastID.Add(1), &b.account, c.info(), b.server.clock.Now().Unix()
	c.action = ""
	return c.append(m, false)
}

// replied finds the message that a call answers to. The caller holds the lock.
func (c *chat) replied(p params) (*Message, *apiError) {
	var to struct {
		ID        int64 `json:"message_id"`
		Otherwise bool  `json:"allow_sending_without_reply"`
	}
	if !p.json("reply_parameters", &to) {
		to.ID, to.Otherwise = p.number("reply_to_message_id"), p.truth("allow_sending_without_reply")
	}
	if to.ID == 0 {
		return nil, nil
	}
	i := c.find(to.ID)
	if i < 0 {
		if to.Otherwise {
			return nil, nil
		}
		return nil, badRequest("message to be replied not found")
	}
	m := c.messages[i].Message
	m.ReplyTo = nil
	return &m, nil
}

// sendMedia answers sendPhoto, sendDocument and their like.
func sendMedia(kind string) method {
	return func(_ context.Context, b *bot, p params) (any, *apiError) {
		c, err := b.target(p)
		if err != nil {
			return nil, err
		}
		var m Message
		m.Caption, m.CaptionEntities, err = readCaption(p.text("caption"), p.text("parse_mode"), p.text("caption_entities"))
		if err != nil {
			return nil, err
		}
		f, err := b.files.resolve(p, kind, p.text(kind), kind)
		if err != nil {
			return nil, err
		}
		f.attach(&m, kind)
		return b.deliver(c, p, m)
	}
}

// item is one element of the media parameter of sendMediaGroup.
type item struct {
	Type     string          `json:"type"`
	Media    string          `json:"media"`
	Caption  string          `json:"caption"`
	Mode     string          `json:"parse_mode"`
	Entities json.RawMessage `json:"caption_entities"`
}

func (b *bot) sendMediaGroup(p params) (any, *apiError) {
	c, err := b.target(p)
	if err != nil {
		return nil, err
	}
	messages, err := b.readGroup(p)
	if err != nil {
		return nil, err
	}
	group := b.newGroup()
	c.mu.Lock()
	if err := c.closed(); err != nil {
		c.mu.Unlock()
		return nil, err
	}
	reply, err := c.replied(p)
	if err != nil {
		c.mu.Unlock()
		return nil, err
	}
	for i := range messages {
		messages[i].MediaGroupID, messages[i].ReplyTo = group, reply
		messages[i] = *b.place(c, messages[i])
	}
	c.mu.Unlock()
	c.touched()
	return messages, nil
}

// newGroup returns an id for the messages of one album.
func (b *bot) newGroup() string {
	return strconv.FormatInt(13_000_000_000_000_000+b.server.random(900_000_000_000_000), 10)
}

func (b *bot) readGroup(p params) ([]Message, *apiError) {
	var items []item
	if !p.json("media", &items) {
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
		f, err := b.files.resolve(p, it.Type, it.Media, "")
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

func (b *bot) sendLocation(p params) (any, *apiError) {
	c, err := b.target(p)
	if err != nil {
		return nil, err
	}
	latitude, bad1 := strconv.ParseFloat(p.text("latitude"), 64)
	longitude, bad2 := strconv.ParseFloat(p.text("longitude"), 64)
	switch {
	case bad1 != nil:
		return nil, badRequest("latitude is empty")
	case bad2 != nil:
		return nil, badRequest("longitude is empty")
	}
	return b.deliver(c, p, Message{Location: &Location{Latitude: latitude, Longitude: longitude}})
}

func (b *bot) sendChatAction(p params) (any, *apiError) {
	c, err := b.target(p)
	if err != nil {
		return nil, err
	}
	action := strings.ToLower(p.text("action"))
	if !slices.Contains([]string{"typing", "upload_photo", "record_video", "upload_video", "record_voice", "record_audio", "upload_voice",
		"upload_audio", "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note", "cancel"}, action) {
		return nil, badRequest("wrong parameter action in request")
	}
	c.mu.Lock()
	if err := c.closed(); err != nil {
		c.mu.Unlock()
		return nil, err
	}
	c.action, c.until, c.seq = action, time.Now().Add(actionLasts), b.server.nextSeq()
	if action == "cancel" {
		c.action = ""
	}
	c.mu.Unlock()
	c.touched()
	return true, nil
}
