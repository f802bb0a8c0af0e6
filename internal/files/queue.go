package files

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"

	"giaoban/internal/store"
)

// job is one download, with what happened to it so far.
type job struct {
	download store.Download
	reading  *store.Reading // set for one to be read instead
	at       time.Time      // not before this, in real time
	since    time.Time      // of the first failure; zero if there was none
	pause    *backoff.ExponentialBackOff
	unstored int // tries that the store or the disk refused
}

// later plans the next try, no sooner than the channel asked.
func (j *job) later(now time.Time, least time.Duration) {
	if j.pause == nil {
		j.since = now
		j.pause = &backoff.ExponentialBackOff{
			InitialInterval: 2 * time.Second, RandomizationFactor: 0.3, Multiplier: 2, MaxInterval: 10 * time.Minute,
		}
		j.pause.Reset()
	}
	j.at = now.Add(max(least, j.pause.NextBackOff()))
}

// queue is the jobs that wait, in the order in which they came.
type queue struct {
	mu    sync.Mutex
	jobs  []*job
	under int           // under way
	wake  chan struct{} // closed and replaced when something changed
}

func newQueue() *queue { return &queue{wake: make(chan struct{})} }

// add queues a job, also one that was under way.
func (q *queue) add(j *job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.jobs = append(q.jobs, j)
	close(q.wake)
	q.wake = make(chan struct{})
}

// done notes that a job is no longer under way.
func (q *queue) done() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.under--
}

func (q *queue) size() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.jobs) + q.under
}

// next waits for a job whose time has come; ok is false when ctx ended.
func (q *queue) next(ctx context.Context) (j *job, ok bool) {
	for ctx.Err() == nil {
		j, wait, wake := q.pick(time.Now())
		if j != nil {
			return j, true
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-wake:
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil, false
}

// longestNap is how long a worker waits if nothing is planned.
const longestNap = time.Hour

// pick takes the first job that may run now, or says when to look again.
func (q *queue) pick(now time.Time) (j *job, wait time.Duration, wake <-chan struct{}) {
	q.mu.Lock()
	defer q.mu.Unlock()
	wait = longestNap
	for i, j := range q.jobs {
		if !j.at.After(now) {
			q.jobs = slices.Delete(q.jobs, i, i+1)
			q.under++
			return j, 0, nil
		}
		wait = min(wait, j.at.Sub(now))
	}
	return nil, wait, q.wake
}
