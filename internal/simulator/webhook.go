package simulator

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	webhookTimeout     = 60 * time.Second // for one delivery, real time
	defaultConnections = 40
	setWebhookPause    = time.Second // between two setWebhook calls, real time
)

// hook delivers a bot's updates to its webhook.
type hook struct {
	bot         *bot
	url         string
	secret      string
	max         int
	slots       chan struct{} // one per connection
	ctx         context.Context
	cancel      context.CancelFunc
	setAt       time.Time // real time
	mu          sync.Mutex
	lanes       map[int64][]*update // a lane that is there has a worker
	lastError   string              // of a delivery
	lastErrorAt time.Time           // campaign time
}

func (b *bot) setWebhook(r request) (any, error) {
	address := strings.TrimSpace(r.text("url"))
	if address == "" {
		return b.deleteWebhook(r)
	}
	if u, err := url.Parse(address); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, badRequest("bad webhook: An HTTPS URL must be provided for webhook")
	}
	secret := r.text("secret_token")
	if err := checkSecret(secret); err != nil {
		return nil, err
	}
	b.queue.allow(r)
	connections := defaultConnections
	if r.number("max_connections") > 0 {
		connections = int(min(r.number("max_connections"), 100))
	}
	h := &hook{bot: b, url: address, secret: secret, max: connections, slots: make(chan struct{}, connections),
		lanes: map[int64][]*update{}, setAt: time.Now()}
	h.ctx, h.cancel = context.WithCancel(b.server.done)
	if err := b.queue.setHook(h, r.truth("drop_pending_updates"), b.server.options.Lenient); err != nil {
		h.cancel()
		return nil, err
	}
	return true, nil
}

func checkSecret(secret string) error {
	if len(secret) > 256 {
		return badRequest("secret token is too long")
	}
	if strings.ContainsFunc(secret, isNoTokenLetter) {
		return badRequest("secret token contains unallowed characters")
	}
	return nil
}

// setHook makes h the receiver of all updates, also of those that wait already, and ends a held poll.
func (q *queue) setHook(h *hook, forget, lenient bool) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.hook != nil {
		if !lenient && time.Since(q.hook.setAt) < setWebhookPause {
			return tooMany(1)
		}
		q.hook.cancel()
	}
	if q.poll != nil {
		q.poll.lost <- "terminated by setWebhook request"
		q.poll = nil
	}
	if forget {
		q.pending = nil
	}
	q.hook = h
	for _, u := range q.pending {
		h.add(u)
	}
	return nil
}

func (b *bot) deleteWebhook(r request) (any, error) {
	q := b.queue
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.hook != nil {
		q.hook.cancel()
		q.hook = nil
	}
	if r.truth("drop_pending_updates") {
		q.pending = nil
	}
	return true, nil
}

type webhookInfo struct {
	URL         string   `json:"url"`
	Certificate bool     `json:"has_custom_certificate"`
	Pending     int      `json:"pending_update_count"`
	ErrorDate   int64    `json:"last_error_date,omitempty"`
	Error       string   `json:"last_error_message,omitempty"`
	Max         int      `json:"max_connections,omitempty"`
	Allowed     []string `json:"allowed_updates,omitempty"`
}

func (b *bot) getWebhookInfo(request) (any, error) {
	info := webhookInfo{Pending: b.queue.waiting()}
	b.queue.mu.Lock()
	defer b.queue.mu.Unlock()
	info.Allowed = slices.Clone(b.queue.allowed)
	if h := b.queue.hook; h != nil {
		h.mu.Lock()
		defer h.mu.Unlock()
		info.URL, info.Max, info.Error = h.url, h.max, h.lastError
		if h.lastError != "" {
			info.ErrorDate = h.lastErrorAt.Unix()
		}
	}
	return info, nil
}

// add puts an update in its lane and starts the lane's worker at need. The caller holds the queue's lock.
func (h *hook) add(u *update) {
	h.mu.Lock()
	defer h.mu.Unlock()
	lane, working := h.lanes[u.lane]
	h.lanes[u.lane] = append(lane, u)
	if !working {
		h.bot.server.work.Go(func() { h.work(u.lane) })
	}
}

// work delivers one lane in order until it is empty.
func (h *hook) work(lane int64) {
	for {
		h.mu.Lock()
		list := h.lanes[lane]
		if len(list) == 0 || h.ctx.Err() != nil {
			delete(h.lanes, lane)
			h.mu.Unlock()
			return
		}
		u := list[0]
		h.lanes[lane] = list[1:]
		h.mu.Unlock()
		h.deliver(u)
	}
}

// deliver tries until the webhook takes the update or it is a day old: at once again after the first failure, then after 2, 4, 8 …
// seconds, at most one or two minutes, or when Retry-After says.
func (h *hook) deliver(u *update) {
	for attempt := 0; h.bot.server.clock.Now().Before(u.expires); attempt++ {
		wait, ok := h.try(u, attempt)
		if ok {
			h.bot.queue.drop(u)
			h.bot.server.changed.fire()
			return
		}
		if wait > 0 && !rest(h.ctx, wait) {
			return
		}
	}
	h.bot.queue.drop(u)
}

func (h *hook) try(u *update, attempt int) (wait time.Duration, ok bool) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-h.ctx.Done():
		return time.Hour, false
	}
	wait = h.pause(attempt)
	resp, err := h.post(u)
	if err != nil {
		h.failed(err.Error())
		return wait, false
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 == 2 {
		h.takeCall(resp)
		return 0, true
	}
	h.failed("Wrong response from the webhook: " + resp.Status)
	if after := retryAfter(resp.Header); after > 0 {
		wait = after
	}
	return wait, false
}

// pause returns how long to wait after a failed attempt, counted from 0.
func (h *hook) pause(attempt int) time.Duration {
	if attempt == 0 {
		return 0
	}
	longest := 60*time.Second + time.Duration(h.bot.server.random(int64(60*time.Second)))
	if attempt > 6 {
		return longest
	}
	return min(time.Second<<attempt, longest)
}

func (h *hook) failed(why string) {
	h.mu.Lock()
	h.lastError, h.lastErrorAt = why, h.bot.server.clock.Now()
	h.mu.Unlock()
	h.bot.server.changed.fire()
}

func retryAfter(header http.Header) time.Duration {
	seconds, err := time.ParseDuration(strings.TrimSpace(header.Get("Retry-After")) + "s")
	if err != nil || seconds < 0 {
		return 0
	}
	return min(seconds, time.Hour)
}
