package simulator

import "time"

const deletable = 48 * time.Hour // the age, in campaign time, up to which a bot may delete a message

func (b *bot) editMessageText(p params) (any, *apiError) {
	text, entities, err := readText(p)
	if err != nil {
		return nil, err
	}
	return b.edit(p, true, func(m *Message) *apiError {
		if m.hasMedia() || m.Text == "" {
			return badRequest("there is no text in the message to edit")
		}
		m.Text, m.Entities = text, entities
		return nil
	})
}

func (b *bot) editMessageCaption(p params) (any, *apiError) {
	caption, entities, err := readCaption(p.text("caption"), p.text("parse_mode"), p.text("caption_entities"))
	if err != nil {
		return nil, err
	}
	return b.edit(p, true, func(m *Message) *apiError {
		if !m.hasMedia() {
			return badRequest("there is no caption in the message to edit")
		}
		m.Caption, m.CaptionEntities = caption, entities
		return nil
	})
}

func (b *bot) editMessageReplyMarkup(p params) (any, *apiError) {
	return b.edit(p, false, func(*Message) *apiError { return nil })
}

// edit changes one of the bot's own messages. The keyboard is always replaced: a call without reply_markup takes it away. Only a change of
// words stamps an edit date.
func (b *bot) edit(p params, dated bool, change func(*Message) *apiError) (any, *apiError) {
	c, err := b.target(p)
	if err != nil {
		return nil, err
	}
	markup, err := readMarkup(p)
	if err != nil {
		return nil, err
	}
	if p.number("message_id") == 0 {
		return nil, badRequest("message identifier is not specified")
	}
	c.mu.Lock()
	edited, err := b.editLocked(c, p.number("message_id"), markup.inline, dated, change)
	c.mu.Unlock()
	if err != nil {
		return nil, err
	}
	c.touched()
	return edited, nil
}

func (b *bot) editLocked(c *chat, id int64, markup *Markup, dated bool, change func(*Message) *apiError) (*Message, *apiError) {
	i := c.find(id)
	if i < 0 {
		return nil, badRequest("message to edit not found")
	}
	if c.messages[i].Own {
		return nil, badRequest("message can't be edited")
	}
	if err := c.closed(); err != nil {
		return nil, err
	}
	before := c.messages[i].Message
	after := before
	if err := change(&after); err != nil {
		return nil, err
	}
	after.Markup = markup
	if after.sameContent(&before) {
		return nil, badRequest("message is not modified: specified new message content and reply markup are exactly the same as a " +
			"current content and reply markup of the message")
	}
	if dated {
		after.EditDate = b.server.clock.Now().Unix()
	}
	c.replace(i, after)
	return &after, nil
}

func (b *bot) deleteMessage(p params) (any, *apiError) {
	c, err := b.target(p)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	i := c.find(p.number("message_id"))
	switch {
	case i < 0:
		err = badRequest("message to delete not found")
	case !b.mayDelete(c.messages[i]):
		err = badRequest("message can't be deleted for everyone")
	default:
		c.remove(i)
	}
	c.mu.Unlock()
	if err != nil {
		return nil, err
	}
	c.touched()
	return true, nil
}

// deleteMessages skips what is not there, as the platform does.
func (b *bot) deleteMessages(p params) (any, *apiError) {
	c, err := b.target(p)
	if err != nil {
		return nil, err
	}
	var ids []int64
	if !p.json("message_ids", &ids) {
		return nil, badRequest("can't parse message identifiers JSON object")
	}
	if len(ids) == 0 {
		return nil, badRequest("message identifiers are not specified")
	}
	if len(ids) > 100 {
		return nil, badRequest("too many message identifiers specified")
	}
	c.mu.Lock()
	for _, id := range ids {
		if i := c.find(id); i >= 0 && b.mayDelete(c.messages[i]) {
			c.remove(i)
		}
	}
	c.mu.Unlock()
	c.touched()
	return true, nil
}

func (b *bot) mayDelete(m Shown) bool {
	return b.server.clock.Now().Sub(time.Unix(m.Date, 0)) < deletable
}
