package simulator

import "time"

const deletable = 48 * time.Hour // the age, in campaign time, up to which a bot may delete a message

func (b *bot) editMessageText(r request) (any, error) {
	text, entities, err := readText(r)
	if err != nil {
		return nil, err
	}
	return b.edit(r, true, func(m *Message) error {
		if m.hasMedia() || m.Text == "" {
			return badRequest("there is no text in the message to edit")
		}
		m.Text, m.Entities = text, entities
		return nil
	})
}

func (b *bot) editMessageCaption(r request) (any, error) {
	caption, entities, err := readCaption(r.text("caption"), r.text("parse_mode"), r.text("caption_entities"))
	if err != nil {
		return nil, err
	}
	return b.edit(r, true, func(m *Message) error {
		if !m.hasMedia() {
			return badRequest("there is no caption in the message to edit")
		}
		m.Caption, m.CaptionEntities = caption, entities
		return nil
	})
}

func (b *bot) editMessageReplyMarkup(r request) (any, error) {
	return b.edit(r, false, func(*Message) error { return nil })
}

// edit changes one of the bot's own messages. The keyboard is always replaced: a call without reply_markup takes it away. Only a change of
// words stamps an edit date.
func (b *bot) edit(r request, dated bool, change func(*Message) error) (any, error) {
	c, err := b.chatOf(r)
	if err != nil {
		return nil, err
	}
	markup, err := readMarkup(r)
	if err != nil {
		return nil, err
	}
	id := r.number("message_id")
	if id == 0 {
		return nil, badRequest("message identifier is not specified")
	}
	var after Message
	err = c.change(func() error {
		i := c.find(id)
		if i < 0 {
			return badRequest("message to edit not found")
		}
		if c.messages[i].Own {
			return badRequest("message can't be edited")
		}
		if err := c.refusal(); err != nil {
			return err
		}
		before := c.messages[i].Message
		after = before
		if err := change(&after); err != nil {
			return err
		}
		after.Markup = markup.inline
		if after.sameContent(&before) {
			return badRequest("message is not modified: specified new message content and reply markup are exactly the same as a " +
				"current content and reply markup of the message")
		}
		if dated {
			after.EditDate = b.server.clock.Now().Unix()
		}
		c.replace(i, after)
		return nil
	})
	return &after, err
}

func (c *chat) deleteMessage(r request) (any, error) {
	return true, c.change(func() error {
		i := c.find(r.number("message_id"))
		switch {
		case i < 0:
			return badRequest("message to delete not found")
		case !c.mayDelete(i):
			return badRequest("message can't be deleted for everyone")
		}
		c.remove(i)
		return nil
	})
}

// deleteMessages skips what is not there, as the platform does.
func (c *chat) deleteMessages(r request) (any, error) {
	var ids []int64
	if !r.json("message_ids", &ids) {
		return nil, badRequest("can't parse message identifiers JSON object")
	}
	if len(ids) == 0 {
		return nil, badRequest("message identifiers are not specified")
	}
	if len(ids) > 100 {
		return nil, badRequest("too many message identifiers specified")
	}
	return true, c.change(func() error {
		for _, id := range ids {
			if i := c.find(id); i >= 0 && c.mayDelete(i) {
				c.remove(i)
			}
		}
		return nil
	})
}

func (c *chat) mayDelete(i int) bool {
	return c.bot.server.clock.Now().Sub(time.Unix(c.messages[i].Date, 0)) < deletable
}
