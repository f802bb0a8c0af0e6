package simulator

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"giaoban/internal/simulator/entities"
)

// Limits of the command list.
const (
	maxCommands    = 100
	maxCommand     = 32
	maxDescription = 256
)

// Command is one entry of a bot's command menu.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// profile is what a bot says about itself. The bot's lock guards it.
type profile struct {
	commands map[string][]Command // by scope and language
	texts    map[string]string    // name, description, short_description
}

type me struct {
	Account
	CanJoinGroups bool `json:"can_join_groups"`
	ReadsAll      bool `json:"can_read_all_group_messages"`
	Inline        bool `json:"supports_inline_queries"`
	Business      bool `json:"can_connect_to_business"`
	WebApp        bool `json:"has_main_web_app"`
}

func (b *bot) getMe(request) (any, error) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	account := b.account
	account.FirstName = b.name()
	return me{Account: account, CanJoinGroups: true}, nil
}

type fullChat struct {
	ChatInfo
	AccentColor  int `json:"accent_color_id"`
	MaxReactions int `json:"max_reaction_count"`
}

func (c *chat) getChat(request) (any, error) {
	return fullChat{ChatInfo: c.info(), MaxReactions: 11}, nil
}

type member struct {
	User   Account `json:"user"`
	Status string  `json:"status"`
	Until  *int64  `json:"until_date,omitempty"`
}

func (c *chat) getChatMember(r request) (any, error) {
	switch r.number("user_id") {
	case c.user.ID:
		return member{User: c.user.account, Status: "member"}, nil
	case c.bot.account.ID:
		return member{User: c.bot.account, Status: "member"}, nil
	}
	return nil, badRequest("PARTICIPANT_ID_INVALID")
}

// commandKey names the place of a command list: its scope, for whom, and the language.
func commandKey(r request) (string, error) {
	scope := struct {
		Type string          `json:"type"`
		Chat json.RawMessage `json:"chat_id"`
		User json.RawMessage `json:"user_id"`
	}{Type: "default"}
	if r.text("scope") != "" && !r.json("scope", &scope) {
		return "", badRequest("can't parse BotCommandScope JSON object")
	}
	switch scope.Type {
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators", "chat_member":
		return scope.Type + "/" + unquote(scope.Chat) + "/" + unquote(scope.User) + "/" + r.text("language_code"), nil
	}
	return "", badRequest("can't parse BotCommandScope: unsupported type specified")
}

func unquote(raw json.RawMessage) string {
	if s, err := strconv.Unquote(string(raw)); err == nil {
		return s
	}
	return string(raw)
}

func (b *bot) setMyCommands(r request) (any, error) {
	key, err := commandKey(r)
	if err != nil {
		return nil, err
	}
	var list []Command
	if r.text("commands") != "" && !r.json("commands", &list) {
		return nil, badRequest("can't parse commands JSON object")
	}
	if len(list) > maxCommands {
		return nil, badRequest("BOT_COMMANDS_TOO_MUCH")
	}
	for i, c := range list {
		list[i].Command = strings.TrimPrefix(c.Command, "/")
		if err := checkCommand(list[i]); err != nil {
			return nil, err
		}
	}
	b.keepCommands(key, list)
	return true, nil
}

func checkCommand(c Command) error {
	switch {
	case c.Command == "":
		return badRequest("can't parse BotCommand: Command must be non-empty")
	case c.Description == "":
		return badRequest("command description must be non-empty")
	case len(c.Command) > maxCommand:
		return badRequest("BOT_COMMAND_INVALID")
	case entities.Units(c.Description) > maxDescription:
		return badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
	case strings.Trim(c.Command, "abcdefghijklmnopqrstuvwxyz0123456789_") != "":
		return badRequest("BOT_COMMAND_INVALID")
	}
	return nil
}

func (b *bot) keepCommands(key string, list []Command) {
	b.mu.Lock()
	b.profile.commands[key] = list
	b.mu.Unlock()
	b.server.stateChanged()
}

func (b *bot) getMyCommands(r request) (any, error) {
	key, err := commandKey(r)
	if err != nil {
		return nil, err
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	return append([]Command{}, b.profile.commands[key]...), nil
}

func (b *bot) deleteMyCommands(r request) (any, error) {
	key, err := commandKey(r)
	if err != nil {
		return nil, err
	}
	b.keepCommands(key, nil)
	return true, nil
}

// menu returns the commands that a person's phone shows: for this chat, else for private chats, else for all; each first in the person's
// language.
func (b *bot) menu(u *User) []Command {
	b.mu.RLock()
	defer b.mu.RUnlock()
	id := strconv.FormatInt(u.ID, 10)
	for _, scope := range []string{"chat/" + id + "//", "all_private_chats///", "default///"} {
		for _, language := range []string{u.account.LanguageCode, ""} {
			if list := b.profile.commands[scope+language]; len(list) > 0 {
				return list
			}
		}
	}
	return []Command{}
}

// setText answers setMyName and its like. Words for one language only are not kept.
func setText(name string) method {
	return func(b *bot, r request) (any, error) {
		b.mu.Lock()
		defer b.mu.Unlock()
		if r.text("language_code") == "" {
			b.profile.texts[name] = r.text(name)
		}
		return true, nil
	}
}

func getText(name string) method {
	return func(b *bot, _ request) (any, error) {
		b.mu.RLock()
		defer b.mu.RUnlock()
		text := b.profile.texts[name]
		if name == "name" {
			text = b.name()
		}
		return map[string]string{name: text}, nil
	}
}

// name returns what setMyName gave, or the bot's first name. The caller holds the lock.
func (b *bot) name() string {
	return cmp.Or(b.profile.texts["name"], b.account.FirstName)
}
