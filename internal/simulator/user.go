package simulator

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"giaoban/internal/simulator/entities"
)

// What a person's action may be refused for.
var (
	ErrBlocked   = errors.New("simulator: the person has blocked the bot")
	ErrNoMessage = errors.New("simulator: no such message")
	ErrNotOwn    = errors.New("simulator: not the person's own message")
	ErrEmpty     = errors.New("simulator: nothing to send")
)

// Person describes a user.
type Person struct {
	ID       int64  `json:"id"`             // 0: the next free one
	Name     string `json:"name"`           // shown, and first_name
	Role     string `json:"role,omitempty"` // shown under the name, such as the post
	Unit     string `json:"unit,omitempty"` // shown under the name, such as the commune
	Username string `json:"username,omitempty"`
	Language string `json:"language_code,omitempty"` // of the phone; that of the options when empty
	Shown    bool   `json:"shown,omitempty"`         // the page shows this phone
}

// User is a person with a phone. Actions happen at once and in order; each queues its update before it returns.
type User struct {
	ID      int64
	server  *Server
	account Account
	person  Person // guarded by the server's lock
}

// User returns the user with p.ID, made from p at need.
func (s *Server) User(p Person) *User {
	s.usersMu.Lock()
	u := s.users[p.ID]
	if u == nil {
		u = s.newUser(p)
	}
	s.usersMu.Unlock()
	s.stateChanged()
	return u
}

func (s *Server) newUser(p Person) *User {
	for p.ID == 0 {
		s.lastUser++
		if s.users[s.lastUser] == nil {
			p.ID = s.lastUser
		}
	}
	if p.Name == "" {
		p.Name = fmt.Sprintf(s.options.named().user, len(s.userList)+1)
	}
	if p.Language == "" {
		p.Language = cmp.Or(s.options.Language, "vi")
	}
	u := &User{
		ID: p.ID, server: s, person: p,
		account: Account{ID: p.ID, FirstName: p.Name, Username: p.Username, LanguageCode: p.Language},
	}
	s.users[p.ID] = u
	s.userList = append(s.userList, u)
	return u
}

// People lists all users in the order of their making.
func (s *Server) People() []Person {
	s.usersMu.RLock()
	defer s.usersMu.RUnlock()
	list := make([]Person, 0, len(s.userList))
	for _, u := range s.userList {
		list = append(list, u.person)
	}
	return list
}

// Show puts a user's phone on the page, or takes it off.
func (s *Server) Show(userID int64, shown bool) error {
	s.usersMu.Lock()
	u := s.users[userID]
	if u != nil {
		u.person.Shown = shown
	}
	s.usersMu.Unlock()
	if u == nil {
		return fmt.Errorf("simulator: no user %d", userID)
	}
	s.stateChanged()
	return nil
}

func (s *Server) user(id int64) *User {
	s.usersMu.RLock()
	defer s.usersMu.RUnlock()
	return s.users[id]
}

// open returns the person's chat with a bot.
func (u *User) open(botID int64) (*chat, error) {
	b, err := u.server.botNamed(botID)
	if err != nil {
		return nil, err
	}
	return b.openChat(u), nil
}

// act changes the person's chat with a bot.
func (u *User) act(botID int64, change func(c *chat) error) error {
	c, err := u.open(botID)
	if err != nil {
		return err
	}
	return c.change(func() error { return change(c) })
}

// say stores the person's messages and queues an update for each.
func (u *User) say(botID int64, messages ...Message) (Message, error) {
	err := u.act(botID, func(c *chat) error {
		if c.blocked {
			return ErrBlocked
		}
		for i := range messages {
			m := &messages[i]
			now := u.server.clock.Now()
			m.ID, m.From, m.Chat, m.Date = c.bot.lastID.Add(1), &u.account, c.info(), now.Unix()
			if m.ReplyTo != nil {
				m.ReplyTo = c.quoted(m.ReplyTo.ID)
			}
			c.append(*m, true)
			c.bot.queue.push("message", m, u.ID, now)
		}
		if c.keyboard != nil && c.keyboard.OneTime {
			c.keyboard = nil
		}
		return nil
	})
	return messages[len(messages)-1], err
}

// Type writes a text to a bot; "0" as botID is the only bot. A text over 4096 UTF-16 units goes out in pieces, as from a real phone; the
// last one is returned.
func (u *User) Type(botID int64, text string) (Message, error) {
	return u.write(botID, text, nil)
}

// Reply writes a text that answers a message.
func (u *User) Reply(botID, messageID int64, text string) (Message, error) {
	return u.write(botID, text, &Message{ID: messageID})
}

func (u *User) write(botID int64, text string, to *Message) (Message, error) {
	text, _ = entities.Plain(text)
	if text == "" {
		return Message{}, ErrEmpty
	}
	var messages []Message
	for _, piece := range pieces(text, maxText) {
		m := Message{ReplyTo: to}
		m.Text, m.Entities = entities.Plain(piece)
		messages = append(messages, m)
	}
	return u.say(botID, messages...)
}

// pieces cuts a text at a line's or a word's end into pieces of at most limit UTF-16 units, never inside a letter.
func pieces(text string, limit int) []string {
	var list []string
	for entities.Units(text) > limit {
		end, n := 0, 0
		for i, r := range text {
			size := entities.Units(string(r))
			if n+size > limit {
				end = i
				break
			}
			n += size
		}
		if at := strings.LastIndexAny(text[:end], "\n "); at > end/2 {
			end = at
		}
		list = append(list, strings.TrimSpace(text[:end]))
		text = strings.TrimSpace(text[end:])
	}
	return append(list, text)
}

// Start opens the chat with /start, as a person does who follows a link with a payload or presses the start button.
func (u *User) Start(botID int64, payload string) (Message, error) {
	return u.Type(botID, strings.TrimSpace("/start "+payload))
}

// Edit changes one of the person's own messages: its text, or its caption when it shows a file.
func (u *User) Edit(botID, messageID int64, text string) (m Message, err error) {
	text, found := entities.Plain(text)
	err = u.act(botID, func(c *chat) error {
		i := c.find(messageID)
		if i < 0 {
			return ErrNoMessage
		}
		if !c.messages[i].Own {
			return ErrNotOwn
		}
		m = c.messages[i].Message
		now := u.server.clock.Now()
		m.EditDate = now.Unix()
		switch {
		case m.hasMedia():
			m.Caption, m.CaptionEntities = text, found
		case text == "":
			return ErrEmpty
		default:
			m.Text, m.Entities = text, found
		}
		c.replace(i, m)
		c.bot.queue.push("edited_message", &m, u.ID, now)
		return nil
	})
	return m, err
}

// Press presses a button and returns the id of the query. data is not checked against the keyboard: real clients can send anything. A
// message that is gone arrives as an inaccessible one.
func (u *User) Press(botID, messageID int64, data string) (query string, err error) {
	err = u.act(botID, func(c *chat) error {
		if !utf8.ValidString(data) || len(data) > maxCallbackData {
			return fmt.Errorf("simulator: press: data of %d bytes", len(data))
		}
		q := c.bot.queryOf(c, messageID, data)
		c.bot.queue.push("callback_query", q, u.ID+callbackLane, u.server.clock.Now())
		query = q.ID
		return nil
	})
	return query, err
}

type memberChange struct {
	Chat ChatInfo `json:"chat"`
	From *Account `json:"from"`
	Date int64    `json:"date"`
	Old  member   `json:"old_chat_member"`
	New  member   `json:"new_chat_member"`
}

// Block blocks a bot, or unblocks it. The bot gets an update my_chat_member.
func (u *User) Block(botID int64, blocked bool) error {
	return u.act(botID, func(c *chat) error {
		if c.blocked == blocked {
			return nil
		}
		c.blocked = blocked
		c.seq = u.server.nextSeq()
		now := u.server.clock.Now()
		forever := int64(0)
		in, out := member{User: c.bot.account, Status: "member"}, member{User: c.bot.account, Status: "kicked", Until: &forever}
		change := memberChange{Chat: c.info(), From: &u.account, Date: now.Unix(), Old: in, New: out}
		if !blocked {
			change.Old, change.New = out, in
		}
		c.bot.queue.push("my_chat_member", change, u.ID, now)
		return nil
	})
}

// Vanish deletes the person's account: from now on the bot's messages are refused.
func (u *User) Vanish(botID int64) error {
	return u.act(botID, func(c *chat) error {
		c.gone = true
		return nil
	})
}

// Location sends a place.
func (u *User) Location(botID int64, latitude, longitude float64) (Message, error) {
	return u.say(botID, Message{Location: &Location{Latitude: latitude, Longitude: longitude}})
}

// File is a file that a person sends.
type File struct {
	Kind    string // photo, document, voice, audio or video
	Name    string
	MIME    string // guessed when empty
	Caption string
	Seconds int // how long a recording plays
	Data    []byte
}

// Send sends files; several make an album, which arrives as separate messages with one media_group_id. The last message is returned.
func (u *User) Send(botID int64, files ...File) (Message, error) {
	c, err := u.open(botID)
	if err != nil {
		return Message{}, err
	}
	if len(files) == 0 {
		return Message{}, ErrEmpty
	}
	group := ""
	if len(files) > 1 {
		group = c.bot.newGroup()
	}
	messages := make([]Message, len(files))
	for i, f := range files {
		stored, err := c.bot.files.add(f.Kind, upload{name: f.Name, mime: f.MIME, data: f.Data})
		if err != nil {
			return Message{}, fmt.Errorf("simulator: send %s: %w", f.Name, err)
		}
		stored.attach(&messages[i], f.Kind)
		if m := cmp.Or(messages[i].Voice, messages[i].Audio, messages[i].Video); m != nil {
			m.Duration = f.Seconds
		}
		messages[i].Caption, messages[i].CaptionEntities = entities.Plain(f.Caption)
		messages[i].MediaGroupID = group
	}
	return u.say(botID, messages...)
}
