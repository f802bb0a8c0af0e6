package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"giaoban/internal/chat"
)

const (
	quickTimeout  = 15 * time.Second // a call that carries little
	uploadTimeout = 2 * time.Minute  // a call that carries a file
	maxAnswer     = 64 << 20         // bytes; 100 updates of 512 KiB fit
)

// A repeat says what doing a call a second time would mean.
type repeat bool

const (
	repeatable repeat = true  // twice is as good as once
	countable  repeat = false // twice is twice: the outcome must be known
)

// request does one call and returns its result. Errors are of chat's kinds.
func (b *Bot) request(ctx context.Context, limit time.Duration, method string, params tg.Params, again repeat) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	c := &call{ctx: ctx, bot: b}
	answer, err := c.api().MakeRequest(method, params)
	if err != nil {
		return nil, c.judge(method, err, again)
	}
	return answer.Result, nil
}

// upload does one call that carries a file in the field that it names.
func (b *Bot) upload(ctx context.Context, method string, params tg.Params, file tg.RequestFile) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, uploadTimeout)
	defer cancel()
	c := &call{ctx: ctx, bot: b}
	answer, err := c.api().UploadFiles(method, params, []tg.RequestFile{file})
	if err != nil {
		return nil, c.judge(method, err, countable)
	}
	return answer.Result, nil
}

// call is the HTTP client that the library is given for a single request: it
// knows the context, which the library does not, and remembers what is needed
// to tell how the request ended.
type call struct {
	ctx context.Context
	bot *Bot
	// status is the answer's; 0 if there was none.
	status int
	// left reports whether the server may have got the whole request. The
	// transport writes from its own goroutine, hence atomic.
	left atomic.Bool
}

// api is the library's bot, bound to this call. It costs two small allocations
// and saves us from every state that the library would share between calls.
func (c *call) api() *tg.BotAPI {
	api := &tg.BotAPI{Token: placeholder, Client: c}
	api.SetAPIEndpoint(c.bot.endpoint)
	return api
}

// Do sends the request with the real token. It talks to the transport directly,
// not through http.Client: no redirects are followed with a token in the path,
// and no *url.Error repeats that path.
func (c *call) Do(r *http.Request) (*http.Response, error) {
	ctx := httptrace.WithClientTrace(c.ctx, &httptrace.ClientTrace{
		GotConn:      func(httptrace.GotConnInfo) { c.left.Store(true) },
		WroteRequest: func(w httptrace.WroteRequestInfo) { c.left.Store(w.Err == nil) },
	})
	r = r.WithContext(ctx)
	address := *r.URL // the library keeps its own
	r.URL = &address
	c.bot.secret.reveal(r.URL)
	resp, err := c.bot.transport.RoundTrip(r)
	if err != nil {
		return nil, c.bot.secret.scrub(err)
	}
	c.status = resp.StatusCode
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	resp.Body.Close()
	if err != nil {
		return nil, fmt.Errorf("read answer: %w", c.bot.secret.scrub(err))
	}
	if trimmed := bytes.TrimSpace(body); len(trimmed) == 0 || trimmed[0] != '{' {
		return nil, &pageError{status: resp.StatusCode, after: retryAfter(resp.Header)}
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// pageError is an answer that is not the Bot API's: a gateway's or a captive
// portal's page, whose status says nothing about the person or the message.
type pageError struct {
	status int
	after  time.Duration
}

func (e *pageError) Error() string {
	return "the answer is not the Bot API's: HTTP " + strconv.Itoa(e.status)
}

func retryAfter(h http.Header) time.Duration {
	seconds, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return time.Duration(seconds) * time.Second
}

// conflictError is a 409: somebody else polls with the same token, or a webhook
// is set.
type conflictError struct{ err error }

func (e *conflictError) Error() string { return e.err.Error() }
func (e *conflictError) Unwrap() error { return e.err }

// webhook tells which of the two it is: the platform has one code for both.
func (e *conflictError) webhook() bool {
	return strings.Contains(strings.ToLower(e.Error()), "webhook")
}

// code is the error_code of an answer. The library forgets it on uploads, where
// it equals the HTTP status.
func (c *call) code(e *tg.Error) int {
	if e.Code != 0 {
		return e.Code
	}
	return c.status
}

// judge turns what the library returned into an error of chat's kinds.
func (c *call) judge(method string, err error, again repeat) error {
	var api *tg.Error
	if errors.As(err, &api) {
		if api.Code != 0 || api.Message != "" {
			return c.judgeAnswer(method, api, again)
		}
		err = &pageError{status: c.status} // a gateway's own JSON
	}
	err = fmt.Errorf("%s: %w", method, err)
	var page *pageError
	switch {
	case errors.As(err, &page) && page.status == http.StatusRequestEntityTooLarge:
		return &chat.RefusedError{Err: fmt.Errorf("%w: %w", chat.ErrTooBig, err)}
	case errors.As(err, &page) && page.status == http.StatusTooManyRequests:
		return retryLater(max(page.after, time.Second), err)
	case errors.As(err, &page) && page.status >= 300 && page.status < 500:
		return retryLater(page.after, err)
	case c.status == 0 && !c.left.Load():
		return retryLater(0, err)
	}
	return lost(err, again)
}
