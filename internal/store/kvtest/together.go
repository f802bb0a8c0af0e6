package kvtest

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"

	"giaoban/internal/store"
)

// hold makes the store busy with one function until release is called, which returns that function's error.
func hold(t *testing.T, kv store.KV) (release func() error) {
	running, let, done := make(chan struct{}, 2), make(chan struct{}), make(chan error, 1)
	go func() {
		done <- store.One(context.Background(), kv, func(tx store.Tx) error {
			running <- struct{}{}
			<-let
			tx.Put("held", []byte("1"))
			return nil
		})
	}()
	<-running
	return sync.OnceValue(func() error { close(let); return <-done })
}

func contextEndsWaiting(t *testing.T, kv store.KV) {
	release := hold(t, kv)
	defer release()
	ctx, cancel := context.WithCancel(t.Context())
	answer := make(chan []error)
	go func() {
		answer <- kv.Update(ctx, func(tx store.Tx) error { tx.Put("late", []byte("1")); return nil })
	}()
	cancel()
	if errs := <-answer; !errors.Is(errs[0], context.Canceled) { // although the store is still busy
		t.Errorf("error %v", errs[0])
	}
	check(t, release())
	put(t, kv, "after", "1")
	wantStored(t, kv, map[string]string{"held": "1", "after": "1"})
}

func contextEndsRunning(t *testing.T, kv store.KV) {
	ctx, cancel := context.WithCancel(t.Context())
	errs := kv.Update(ctx,
		func(tx store.Tx) error { cancel(); tx.Put("a", []byte("1")); return nil },
		func(tx store.Tx) error { tx.Put("b", []byte("1")); return nil })
	check(t, errs...)
	wantStored(t, kv, map[string]string{"a": "1", "b": "1"})
}

func increment(key string) func(store.Tx) error {
	return func(tx store.Tx) error {
		n, _ := strconv.Atoi(string(tx.Get(key)))
		tx.Put(key, strconv.AppendInt(nil, int64(n+1), 10))
		return nil
	}
}

func noLostUpdate(t *testing.T, kv store.KV) {
	const writers, rounds = 16, 25
	var wg sync.WaitGroup
	for w := range writers {
		own := fmt.Sprint("own", w)
		wg.Go(func() {
			for range rounds {
				errs := kv.Update(context.Background(), increment("all"), increment(own),
					func(store.Tx) error { return errors.New("one that spoils nothing") })
				if errs[0] != nil || errs[1] != nil || errs[2] == nil {
					t.Errorf("errors %v", errs)
				}
			}
		})
	}
	wg.Wait()
	want := map[string]string{"all": fmt.Sprint(writers * rounds)}
	for w := range writers {
		want[fmt.Sprint("own", w)] = fmt.Sprint(rounds)
	}
	wantStored(t, kv, want)
}

// neverHalf moves one mark between two keys and looks on.
func neverHalf(t *testing.T, kv store.KV) {
	put(t, kv, "a", "1")
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(stop)
		for i := range 200 {
			from, to := "a", "b"
			if i%2 == 1 {
				from, to = to, from
			}
			err := store.One(context.Background(), kv, func(tx store.Tx) error {
				tx.Put(to, tx.Get(from))
				tx.Delete(from)
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		}
	})
	for done := false; !done; {
		select {
		case <-stop:
			done = true
		default:
		}
		if got := stored(t, kv); len(got) != 1 {
			t.Errorf("a view saw %v", got)
			break
		}
	}
	wg.Wait()
}

// sharedCommits lets many callers wait behind one function and counts the commits that they need.
func sharedCommits(t *testing.T, open func(*testing.T) store.KV) {
	type counter interface{ Stats() store.Stats }
	if _, ok := open(t).(counter); !ok {
		t.Skip("this store does not count commits")
	}
	synctest.Test(t, func(t *testing.T) {
		kv := open(t)
		release := hold(t, kv)
		before := kv.(counter).Stats()
		const callers, each = 100, 3
		var wg sync.WaitGroup
		for range callers {
			wg.Go(func() {
				errs := kv.Update(context.Background(), increment("n"), increment("n"), increment("n"))
				if err := errors.Join(errs...); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait() // all of them wait for the one that is held
		check(t, release())
		wg.Wait()
		after := kv.(counter).Stats()
		if n := after.Functions - before.Functions; n != callers*each {
			t.Errorf("%d functions ran, want %d", n, callers*each)
		}
		if n := after.Commits - before.Commits; n > 2 { // of the held one, and of all that waited
			t.Errorf("%d commits for %d waiting callers", n, callers)
		}
		wantStored(t, kv, map[string]string{"held": "1", "n": fmt.Sprint(callers * each)})

		put(t, kv, "alone", "1") // time stands still in here: a store that waits for company would hang or be noticed
		if n := kv.(counter).Stats().Commits - after.Commits; n != 1 {
			t.Errorf("%d commits for one caller", n)
		}
	})
}
