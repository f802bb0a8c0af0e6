// Package telegram is the Telegram Bot API in the words of package chat: it
// polls for updates, hands them over in order, and confirms them only when they
// were stored; it sends messages and says in chat's errors how that ended.
//
// It must not decide anything about a conversation, keep state between two runs,
// queue, pace or repeat what it was asked to send (the outbox does that, but for
// the later pieces of one long message), or let the bot's token out: the token
// is known to one closure and stands in no URL that the library sees, no error,
// no log line and no %+v.
package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"giaoban/internal/measure"
)

// Channel is the name of this network in a chat.Address.
const Channel = "telegram"

// DefaultAPIURL is the public Bot API server.
const DefaultAPIURL = "https://api.telegram.org"

// Rate is how many messages the public server takes in a second from one bot, ChatRate how
// many of them for one chat, as its own documentation has it.
const (
	Rate     = 30
	ChatRate = 1
)

// ErrUnauthorized is the end of Run: the server knows no bot with this token.
var ErrUnauthorized = errors.New("the bot's token is not accepted")

// Options say which bot this is and where its server stands.
type Options struct {
	// Token is what BotFather gave: "<bot id>:<35 letters>".
	Token string
	// APIURL is the server's address without a path of ours. Default: DefaultAPIURL.
	APIURL string
	// Log receives what an operator should know. Default: nowhere.
	Log *slog.Logger
	// Now is the campaign's clock; it stamps Update.At and nothing else.
	// Waiting and time-outs are real time. Default: time.Now.
	Now func() time.Time
	// Transport replaces the HTTP transport, for tests. It must not follow
	// redirects.
	Transport http.RoundTripper
}

// Bot is one bot on one server. Its methods may be called at the same time,
// except that only one Run may be under way.
type Bot struct {
	id        string // the number before the colon of the token
	endpoint  string // a format, with the placeholder's and the method's place
	server    string // its address, for people
	secret    secret
	transport http.RoundTripper
	log       *slog.Logger
	now       func() time.Time
	dropped   atomic.Int64
	polls     [len(pollOutcomes)]atomic.Int64
	together  *measure.Histogram
	answers   chan string  // callback queries to acknowledge
	waits     atomic.Int64 // until when the server asked us to send nothing, in nanoseconds
	refused   atomic.Int64 // when it last did not accept the token
	polled    polled
}

// New checks the options. It calls nobody, so that the bot starts offline too.
func New(o Options) (*Bot, error) {
	id, err := checkToken(o.Token)
	if err != nil {
		return nil, err
	}
	if o.APIURL == "" {
		o.APIURL = DefaultAPIURL
	}
	base, err := url.Parse(o.APIURL)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, errors.New("telegram: the API address is not an http(s) URL")
	}
	b := &Bot{
		id:        id,
		endpoint:  strings.ReplaceAll(strings.TrimRight(o.APIURL, "/"), "%", "%%") + "/bot%s/%s",
		server:    strings.TrimRight(base.Redacted(), "/"),
		secret:    newSecret(o.Token),
		transport: o.Transport,
		log:       o.Log,
		now:       o.Now,
		answers:   make(chan string, answerQueue),
		together:  measure.New(measure.Sizes[:batchSizes]),
	}
	if b.log == nil {
		b.log = slog.New(slog.DiscardHandler)
	}
	if b.now == nil {
		b.now = time.Now
	}
	if b.transport == nil {
		b.transport = newTransport()
	}
	return b, nil
}

// newTransport gives one connection to each request at a time: over HTTP/2 a
// single dead connection would take the poll and all sends with it.
func newTransport() http.RoundTripper {
	const idle = 96 // kept open between requests: somewhat more than the outbox has workers
	only1 := new(http.Protocols)
	only1.SetHTTP1(true)
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		Protocols:             only1,
		MaxIdleConns:          2 * idle,
		MaxIdleConnsPerHost:   idle,
		IdleConnTimeout:       45 * time.Second, // less than servers wait, so that we close first
		TLSHandshakeTimeout:   10 * time.Second,
		ExpectContinueTimeout: time.Second,
	}
}

// String names the bot by its public number.
func (b *Bot) String() string { return "telegram bot " + b.id }

// ID is the bot's public number, the part of the token before the colon.
func (b *Bot) ID() string { return b.id }

// Me asks the server for the bot's user name, without the @. It proves that the
// token is good: a refused token gives ErrUnauthorized.
func (b *Bot) Me(ctx context.Context) (username string, err error) {
	result, err := b.request(ctx, quickTimeout, "getMe", nil, repeatable)
	if err != nil {
		return "", err
	}
	var me struct {
		Username string `json:"username"`
	}
	if err := json.Unmarshal(result, &me); err != nil {
		return "", fmt.Errorf("getMe: %w", err)
	}
	return me.Username, nil
}

// Command is a line of the menu that the app shows next to the input field.
type Command struct {
	// Name is 1 to 32 of a-z, 0-9 and _, without the slash.
	Name string `json:"command"`
	// Description is 1 to 256 characters.
	Description string `json:"description"`
}

// SetCommands sets the menu of all private chats, at most 100 lines.
func (b *Bot) SetCommands(ctx context.Context, commands []Command) error {
	list, err := json.Marshal(commands)
	if err != nil {
		return fmt.Errorf("setMyCommands: %w", err)
	}
	_, err = b.request(ctx, quickTimeout, "setMyCommands", tg.Params{
		"commands": string(list),
		"scope":    `{"type":"all_private_chats"}`,
	}, repeatable)
	return err
}
