package simulator

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// bot is one bot: everything that belongs to one token.
type bot struct {
	server  *Server
	token   string
	account Account
	queue   *queue
	files   *fileStore
	lastID  atomic.Int64 // message ids grow over all private chats of a bot, as on the platform

	mu        sync.RWMutex
	chats     map[int64]*chat
	callbacks map[string]*chat // unanswered, by query id
	profile   profile
}

// chat returns the chat with a person, or nil when the person never opened it.
func (b *bot) chat(user int64) *chat {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.chats[user]
}

// openChat returns the chat with a person and opens it at need.
func (b *bot) openChat(u *User) *chat {
	if c := b.chat(u.ID); c != nil {
		return c
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	c := b.chats[u.ID]
	if c == nil {
		c = &chat{bot: b, user: u}
		b.chats[u.ID] = c
	}
	return c
}

// chatOf finds the chat that a call names.
func (b *bot) chatOf(r request) (*chat, error) {
	name := strings.TrimSpace(r.text("chat_id"))
	if name == "" {
		return nil, badRequest("chat_id is empty")
	}
	id, err := strconv.ParseInt(name, 10, 64)
	if err != nil {
		return nil, badRequest("chat not found")
	}
	if c := b.chat(id); c != nil {
		return c, nil
	}
	if b.server.bot(id) != nil {
		return nil, forbidden("bots can't send messages to bots")
	}
	return nil, badRequest("chat not found")
}

// Bot registers the bot of a token and returns its id: the digits before the colon. A token that was seen before is the same bot. Bots
// register themselves with their first call; a test that lets a person write first calls this.
func (s *Server) Bot(token string) (int64, error) {
	b, err := s.botOf(token)
	if err != nil {
		return 0, err
	}
	return b.account.ID, nil
}

func (s *Server) botOf(token string) (*bot, error) {
	s.botsMu.RLock()
	b := s.bots[token]
	s.botsMu.RUnlock()
	if b != nil {
		return b, nil
	}
	if err := checkToken(token); err != nil {
		return nil, err
	}
	s.botsMu.Lock()
	defer s.botsMu.Unlock()
	if b := s.bots[token]; b != nil {
		return b, nil
	}
	b = s.newBot(token)
	s.bots[token] = b
	s.botList = append(s.botList, b)
	s.stateChanged()
	return b, nil
}

func (s *Server) newBot(token string) *bot {
	digits, _, _ := strings.Cut(token, ":")
	id, _ := strconv.ParseInt(digits, 10, 64)
	name := fmt.Sprintf(s.options.named().botUser, fmt.Sprint(id))
	for _, other := range s.botList {
		if other.account.Username == name { // two tokens with the same digits are two bots; their names keep them apart
			name = fmt.Sprintf(s.options.named().botUser, fmt.Sprint(id, "_", len(s.botList)+1))
		}
	}
	b := &bot{
		server:    s,
		token:     token,
		account:   Account{ID: id, IsBot: true, FirstName: s.options.named().bot, Username: name},
		files:     newFileStore(digits),
		chats:     map[int64]*chat{},
		callbacks: map[string]*chat{},
		profile:   profile{commands: map[string][]Command{}, texts: map[string]string{}},
	}
	b.queue = newQueue(s, s.firstUpdate())
	if s.options.BotName != "" {
		b.account.FirstName = s.options.BotName
	}
	return b
}

// bot finds a bot by its id; with 0 it is the only one.
func (s *Server) bot(id int64) *bot {
	s.botsMu.RLock()
	defer s.botsMu.RUnlock()
	if id == 0 && len(s.botList) == 1 {
		return s.botList[0]
	}
	for _, b := range s.botList {
		if b.account.ID == id {
			return b
		}
	}
	return nil
}

// botNamed is bot for a person's action or a control call, which say so when there is none.
func (s *Server) botNamed(id int64) (*bot, error) {
	if b := s.bot(id); b != nil {
		return b, nil
	}
	return nil, fmt.Errorf("simulator: no bot %d", id)
}

func (s *Server) allBots() []*bot {
	s.botsMu.RLock()
	defer s.botsMu.RUnlock()
	return slices.Clone(s.botList)
}

// checkToken refuses what no token looks like: 8 to 10 digits, a colon, 35 letters of [A-Za-z0-9_-].
func checkToken(token string) error {
	digits, secret, ok := strings.Cut(token, ":")
	if !ok || len(token) > 80 || strings.HasPrefix(token, "0") {
		return &apiError{Code: http.StatusUnauthorized, Description: "Unauthorized: invalid token specified"}
	}
	if len(digits) < 8 || len(digits) > 10 || len(secret) != 35 || strings.Trim(digits, "0123456789") != "" ||
		strings.ContainsFunc(secret, isNoTokenLetter) {
		return &apiError{Code: http.StatusUnauthorized, Description: "Unauthorized"}
	}
	return nil
}

func isNoTokenLetter(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' && r != '-'
}
