package simulator

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

const (
	retention     = 24 * time.Hour     // of an update, in campaign time
	reseedAfter   = 7 * 24 * time.Hour // campaign time without updates after which ids start anywhere
	maxQueued     = 1_000_000
	pollMax       = 50 * time.Second
	pollSoon      = 3 * time.Second        // the same offset again within this time: the poll is held this long
	pollAtOnce    = 500 * time.Millisecond // and within this one: a single update
	conflictPause = 3 * time.Second        // between two answers 409
	offsetAhead   = 10                     // an offset further past the end is ignored
	offsetBehind  = 2_000_000              // and so is one further before the head
)

// update is one queued update: its kind and value are encoded once, `"message":{…}`, the id is put in front at delivery.
type update struct {
	id        int64
	body      []byte
	lane      int64 // webhook updates of one lane are delivered in order
	expires   time.Time
	duplicate bool // to be delivered once, whatever the offset says
}

// queue holds a bot's updates until they are confirmed or older than a day of campaign time.
type queue struct {
	server *Server

	mu         sync.Mutex
	next       int64
	last       time.Time // campaign time of the newest update
	pending    []*update
	allowed    []string // nil: the default
	repeats    int      // this many of the next updates are queued twice
	reseedTo   int64    // when not 0, ids go on from here as soon as nothing is pending
	poll       *poll
	lastOffset int64
	lastPoll   time.Time // real time
	conflictAt time.Time // real time before which no further 409 is sent
	hook       *hook
}

// poll is a held getUpdates call.
type poll struct {
	wake chan struct{}
	lost chan string // why the poll ends with 409
}

func newQueue(s *Server, first int64) *queue {
	return &queue{server: s, next: first, last: s.clock.Now(), lastOffset: -1 << 62}
}

// push queues an update. at is the campaign time from which its day runs.
func (q *queue) push(kind string, value any, lane int64, at time.Time) {
	q.pushRaw(kind, encode(value), lane, at)
}

func (q *queue) pushRaw(kind string, value []byte, lane int64, at time.Time) {
	body := fmt.Appendf(nil, `"%s":%s`, kind, value)
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.server.clock.Now()
	if !q.wants(kind) || len(q.pending) >= maxQueued || !at.After(now.Add(-retention)) {
		return
	}
	q.expire(now)
	if len(q.pending) == 0 {
		q.reseed(now)
	}
	u := &update{id: q.next, body: body, lane: lane, expires: at.Add(retention)}
	q.next++
	q.last = now
	q.pending = append(q.pending, u)
	q.offer(u)
	if q.repeats > 0 {
		q.repeats--
		twin := *u
		twin.duplicate = true
		q.pending = append(q.pending, &twin)
		q.offer(&twin)
	}
}

// reseed moves the ids when somebody asked for it, or after a week without updates, as the platform does. They may become lower.
func (q *queue) reseed(now time.Time) {
	switch {
	case q.reseedTo != 0:
		q.next, q.reseedTo = q.reseedTo, 0
	case now.Sub(q.last) >= reseedAfter:
		q.next = q.server.firstUpdate()
	}
}

// offer hands a new update to the webhook, or wakes the held poll.
func (q *queue) offer(u *update) {
	if q.hook != nil {
		q.hook.add(u)
		return
	}
	if q.poll != nil {
		select {
		case q.poll.wake <- struct{}{}:
		default:
		}
	}
}

// expire drops updates that nobody fetched for a day.
func (q *queue) expire(now time.Time) {
	if len(q.pending) == 0 || now.Before(q.pending[0].expires) && now.Before(q.pending[len(q.pending)-1].expires) {
		return
	}
	q.pending = slices.DeleteFunc(q.pending, func(u *update) bool { return !now.Before(u.expires) })
}

// get is getUpdates. A negative offset keeps the last -offset updates and drops the others.
func (q *queue) get(ctx context.Context, offset int64, limit int, timeout time.Duration) ([]*update, error) {
	q.mu.Lock()
	if q.hook != nil {
		return nil, q.conflict(ctx, "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	limit, timeout = q.pace(offset, limit, timeout)
	if q.poll != nil {
		q.poll.lost <- "terminated by other getUpdates request; make sure that only one bot instance is running"
	}
	p := &poll{wake: make(chan struct{}, 1), lost: make(chan string, 1)}
	q.poll = p
	q.server.changed.fire()
	q.confirm(offset)
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	for over := timeout <= 0; ; {
		if list := q.head(limit); len(list) > 0 || over {
			q.poll = nil
			q.mu.Unlock()
			return list, nil
		}
		q.mu.Unlock()
		var why string
		select {
		case <-p.wake:
		case why = <-p.lost:
		case <-timer.C:
			over = true
		case <-ctx.Done():
			over = true
		}
		q.mu.Lock()
		if why == "" && q.poll != p {
			why = <-p.lost
		}
		if why != "" {
			return nil, q.conflict(ctx, why)
		}
	}
}

// pace applies the platform's rules for a client that asks the same again at once.
func (q *queue) pace(offset int64, limit int, timeout time.Duration) (int, time.Duration) {
	now := time.Now()
	if !q.server.options.Lenient && offset == q.lastOffset {
		if now.Before(q.lastPoll.Add(pollSoon)) {
			timeout = max(timeout, pollSoon)
		}
		if now.Before(q.lastPoll.Add(pollAtOnce)) {
			limit = 1
		}
	}
	q.lastOffset, q.lastPoll = offset, now
	return limit, timeout
}

// conflict answers 409; a second one within three seconds waits for its turn. The caller holds the lock, which is given back.
func (q *queue) conflict(ctx context.Context, why string) error {
	now := time.Now()
	wait := q.conflictAt.Sub(now)
	if wait <= 0 {
		q.conflictAt = now.Add(conflictPause)
	}
	q.mu.Unlock()
	if wait > 0 && !q.server.options.Lenient {
		rest(ctx, conflictPause)
	}
	return &apiError{Code: http.StatusConflict, Description: "Conflict: " + why}
}

// confirm drops what the offset says is done. It ignores an offset far from the queue, as the platform does.
func (q *queue) confirm(offset int64) {
	q.expire(q.server.clock.Now())
	if len(q.pending) == 0 || offset == 0 {
		return
	}
	if offset < 0 {
		if keep := -offset; keep < int64(len(q.pending)) {
			q.pending = slices.Clone(q.pending[int64(len(q.pending))-keep:])
		}
		return
	}
	if offset > q.next+offsetAhead || offset < q.pending[0].id-offsetBehind {
		return
	}
	before := len(q.pending)
	q.pending = slices.DeleteFunc(q.pending, func(u *update) bool { return u.id < offset && !u.duplicate })
	if len(q.pending) < before {
		q.server.changed.fire()
	}
}

// head returns the oldest updates. A duplicate that it returns counts as delivered.
func (q *queue) head(limit int) []*update {
	q.expire(q.server.clock.Now())
	list := slices.Clone(q.pending[:min(limit, len(q.pending))])
	for _, u := range list {
		u.duplicate = false
	}
	return list
}

// drop drops an update that a webhook took or that is too old.
func (q *queue) drop(u *update) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if i := slices.Index(q.pending, u); i >= 0 {
		q.pending = slices.Delete(q.pending, i, i+1)
	}
}

func (q *queue) waiting() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.expire(q.server.clock.Now())
	return len(q.pending)
}

// wants reports whether updates of a kind are queued for this bot. The caller holds the lock.
func (q *queue) wants(kind string) bool {
	if q.allowed == nil {
		return kind != "chat_member" && kind != "message_reaction" && kind != "message_reaction_count"
	}
	return slices.Contains(q.allowed, kind)
}

// allow remembers allowed_updates. Missing, unreadable or null keeps what was; an empty or unknown list means the default.
func (q *queue) allow(r request) {
	var list []string
	if !r.json("allowed_updates", &list) || list == nil {
		return
	}
	known := slices.DeleteFunc(list, func(kind string) bool { return !slices.Contains(updateKinds(), kind) })
	q.mu.Lock()
	defer q.mu.Unlock()
	q.allowed = known
	if len(known) == 0 {
		q.allowed = nil
	}
}

func updateKinds() []string {
	return []string{"message", "edited_message", "channel_post", "edited_channel_post", "inline_query", "chosen_inline_result",
		"callback_query", "shipping_query", "pre_checkout_query", "poll", "poll_answer", "my_chat_member", "chat_member",
		"chat_join_request", "message_reaction", "message_reaction_count", "chat_boost", "removed_chat_boost"}
}

func (u *update) json(b []byte) []byte { return fmt.Appendf(b, `{"update_id":%d,%s}`, u.id, u.body) }

// getUpdates answers the method of that name.
func (b *bot) getUpdates(r request) (any, error) {
	b.queue.allow(r)
	limit := 100
	if _, given := r.values["limit"]; given {
		limit = int(min(max(r.number("limit"), 1), 100))
	}
	timeout := min(max(time.Duration(r.number("timeout"))*time.Second, 0), pollMax)
	list, err := b.queue.get(r.ctx, r.number("offset"), limit, timeout)
	if err != nil {
		return nil, err
	}
	out := []byte{'['}
	for i, u := range list {
		if i > 0 {
			out = append(out, ',')
		}
		out = u.json(out)
	}
	return json.RawMessage(append(out, ']')), nil
}
