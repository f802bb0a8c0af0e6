package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"giaoban/internal/chat"
)

// MaxFile is the largest file that a bot may fetch, in bytes (getFile).
const MaxFile = 20 << 20

// fetchTimeout is how long one file may take: the largest at 70 KB/s.
const fetchTimeout = 5 * time.Minute

// Fetch writes the content of a file that somebody sent to w, at most limit
// bytes (0 or more than MaxFile: MaxFile), and returns how many there were. The
// link to it lives for an hour, so each call asks for a new one.
//
// Errors: *chat.RetryError where another try may succeed, and what w has then
// is not the file; *chat.RefusedError where none ever will, with chat.ErrTooBig
// inside if that is why.
func (b *Bot) Fetch(ctx context.Context, ref string, limit int64, w io.Writer) (int64, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	if limit <= 0 || limit > MaxFile {
		limit = MaxFile
	}
	result, err := b.request(ctx, quickTimeout, "getFile", tg.Params{"file_id": ref}, repeatable)
	if err != nil {
		return 0, judgeFile(err)
	}
	var file struct {
		Path string `json:"file_path"`
		Size int64  `json:"file_size"`
	}
	if err := json.Unmarshal(result, &file); err != nil {
		return 0, retryLater(0, errors.New("getFile: the answer cannot be read"))
	}
	switch {
	case file.Path == "":
		return 0, retryLater(0, errors.New("getFile: the server has no link yet"))
	case strings.HasPrefix(file.Path, "/"):
		return 0, &chat.RefusedError{Err: errors.New("getFile: the server runs in local mode and names a path of its own disk")}
	case file.Size > limit:
		return 0, tooBig(limit)
	}
	n, err := b.download(ctx, file.Path, limit, w)
	if err == nil && file.Size > 0 && n != file.Size {
		err = retryLater(0, fmt.Errorf("download: %d bytes came of %d", n, file.Size))
	}
	return n, err
}

// download copies what lies behind a link.
func (b *Bot) download(ctx context.Context, path string, limit int64, w io.Writer) (int64, error) {
	c := &call{ctx: ctx, bot: b}
	body, err := c.open(path)
	if err != nil {
		return 0, err
	}
	defer body.Close()
	sink := &sink{w: w}
	n, err := io.Copy(sink, io.LimitReader(body, limit+1))
	switch {
	case sink.err != nil:
		return n, sink.err // the disk's trouble, not the network's
	case err != nil:
		return n, retryLater(0, fmt.Errorf("download: %w", b.secret.scrub(err)))
	case n > limit:
		return n, tooBig(limit)
	}
	return n, nil
}

// open asks for the file's content. It goes by the transport itself, as every
// call does: no redirect is followed with the token in the path.
func (c *call) open(path string) (io.ReadCloser, error) {
	base, err := url.Parse(strings.ReplaceAll(strings.TrimSuffix(c.bot.endpoint, "/bot%s/%s"), "%%", "%"))
	if err != nil {
		return nil, retryLater(0, errors.New("download: the API address cannot be read"))
	}
	address := base.JoinPath("file", "bot"+placeholder)
	address = &url.URL{Scheme: address.Scheme, User: address.User, Host: address.Host, Path: address.Path + "/" + path}
	request, err := http.NewRequestWithContext(c.ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, retryLater(0, errors.New("download: the link cannot be read"))
	}
	c.bot.secret.reveal(request.URL)
	resp, err := c.bot.transport.RoundTrip(request)
	if err != nil {
		return nil, retryLater(0, fmt.Errorf("download: %w", c.bot.secret.scrub(err)))
	}
	if resp.StatusCode == http.StatusOK {
		return resp.Body, nil
	}
	defer resp.Body.Close()
	after := retryAfter(resp.Header)
	err = errors.New("download: HTTP " + strconv.Itoa(resp.StatusCode))
	if resp.StatusCode == http.StatusTooManyRequests {
		after = max(after, time.Second)
	}
	return nil, retryLater(after, err) // a link that is over (404) too: the next try asks for a new one
}

// sink remembers the error of the one who is written to.
type sink struct {
	w   io.Writer
	err error
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	if err != nil {
		s.err = err
	}
	return n, err
}

// judgeFile turns getFile's refusals into what they mean for a file.
func judgeFile(err error) error {
	switch text := err.Error(); {
	case containsAny(text, "file is too big"):
		return &chat.RefusedError{Err: fmt.Errorf("%w: %w", chat.ErrTooBig, err)}
	case containsAny(text, "temporarily unavailable"):
		return retryLater(0, err)
	}
	var gone *chat.GoneError
	if errors.As(err, &gone) { // a 403 is not about a person here
		return &chat.RefusedError{Err: gone.Err}
	}
	return err
}

func tooBig(limit int64) error {
	return &chat.RefusedError{Err: fmt.Errorf("download: %w: over %d bytes", chat.ErrTooBig, limit)}
}
