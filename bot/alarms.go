package main

import (
	"context"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/watch"
	"giaoban/internal/health"
	"giaoban/internal/telegram"
)

// alarms tell the admins what is wrong, and the log. What the store takes goes by notices; that the store takes nothing goes straight to
// the messenger, and nothing waits for the store meanwhile.
type alarms struct {
	app      *app
	ledger   health.Ledger
	logged   map[health.Code]bool
	pause    time.Duration // from one look to the next
	straight time.Time     // when the last try was to tell something past the store
	// telling is set while the store takes news, in a goroutine of its own; told is how that ended.
	telling bool
	told    chan told
	// alone says that the log has it that there is no admin to tell.
	alone bool
	// calling is set while the messenger takes news past the store.
	calling bool
}

// told is news, whether they were told, and whether that went past the store.
type told struct {
	health.News
	ok, straight bool
}

// The pauses: from one look to the next, from one try past the store to the next, and for how long something must not have been found before
// it is over.
const (
	alarmPause    = 5 * time.Second
	straightPause = time.Minute
	calm          = 5 * time.Minute
)

func newAlarms(a *app) *alarms {
	return &alarms{app: a, ledger: health.Ledger{Calm: calm}, pause: alarmPause, told: make(chan told, 2)}
}

// run looks until ctx ends.
func (a *alarms) run(ctx context.Context) error {
	known, err := watch.Known(ctx, a.app.dispatcher.Set)
	if err != nil {
		a.app.log.Error("what admins know cannot be read; they may hear of it again", "error", err)
	}
	a.ledger.Take(known, a.app.clock.Now())
	ticker := time.NewTicker(a.pause)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case t := <-a.told:
			if t.straight {
				a.calling = false
			} else {
				a.telling = false
			}
			if t.ok {
				a.ledger.Note(t.News)
				a.noteTold(t)
			}
		case <-ticker.C:
			a.look(ctx)
		}
	}
}

// noteTold writes into the log what the admins were told: nobody else can see it.
func (a *alarms) noteTold(t told) {
	if t.Silent() {
		return
	}
	var begun, over []health.Code
	for _, k := range t.Begun {
		begun = append(begun, k.Code)
	}
	for _, k := range t.Over {
		over = append(over, k.Code)
	}
	a.app.log.Info("health: told to the admins", "begun", begun, "over", over, "past the store", t.straight)
}

// look tells what changed since the last look.
func (a *alarms) look(ctx context.Context) {
	f, found := a.app.signs.look()
	a.log(found)
	news := a.ledger.News(f.Now, found)
	if straight := (health.News{Begun: news.Straight()}); len(straight.Begun) > 0 && time.Since(a.straight) > straightPause {
		a.calling, a.straight = true, time.Now()
		go func() { a.told <- told{straight, a.tellStraight(ctx, f.Now, straight), true} }()
	}
	if !a.app.signs.start.opened() {
		return // notices go once the bot has begun
	}
	if a.calling || a.telling || f.Store.Committing > time.Second || f.Store.Failing == 0 && news.None() {
		return
	}
	a.telling = true
	go func() { a.told <- told{news, a.tell(ctx, f.Now, news), false} }()
}

// tell gives the store news to deliver. While commits fail, this is also what finds out that they do not any more.
func (a *alarms) tell(ctx context.Context, now time.Time, news health.News) bool {
	set := a.app.dispatcher.Set
	admins, err := watch.Admins(ctx, set)
	if err == nil && len(admins) == 0 && !news.Silent() {
		if !a.alone {
			a.alone = true
			a.app.log.Warn("health: there is no admin to tell", "hint", a.app.called+" invite --unit CODE --role admin, of the unit above all others")
		}
		return false // the first admin who comes hears of it
	}
	if err == nil {
		err = watch.Tell(ctx, set, admins, now, news)
	}
	if err == nil && !news.Silent() {
		if err := a.app.dispatcher.Flush(ctx, now); err != nil && ctx.Err() == nil {
			a.app.log.Warn("what the admins are told waits for the next round", "error", err)
		}
	}
	if err != nil && ctx.Err() == nil {
		a.app.log.Warn("the admins are not told yet", "error", err)
	}
	return err == nil
}

// straightLimit is how long a call to the messenger may take.
const straightLimit = 20 * time.Second

// tellStraight sends news to the admins past the store and the outbox, which waits for the store, and reports whether somebody got it.
func (a *alarms) tellStraight(ctx context.Context, now time.Time, news health.News) (got bool) {
	ctx, cancel := context.WithTimeout(ctx, straightLimit)
	defer cancel()
	admins, err := watch.Admins(ctx, a.app.dispatcher.Set)
	if err != nil {
		a.app.log.Error("the admins cannot be found", "error", err)
	}
	for _, admin := range admins {
		m := chat.Message{To: admin.Address, Content: chat.Content{Text: news.Tell(admin.Phrases(""))}}
		if admin.Address.Channel != telegram.Channel {
			continue
		}
		if _, err := a.app.bot.Send(ctx, m); err != nil {
			a.app.log.Warn("an admin may not have heard what is wrong", "to", admin.Address, "error", err)
			continue
		}
		got = true
	}
	return got
}

// log writes each finding into the log when it begins and when it is over.
func (a *alarms) log(found []health.Finding) {
	say := a.app.signs.english(a.app.clock.Now().Location())
	now := map[health.Code]bool{}
	for _, x := range found {
		x = x.Nameless()
		now[x.Code] = true
		if a.logged[x.Code] {
			continue
		}
		level := a.app.log.Info
		switch x.Weight {
		case health.Down:
			level = a.app.log.Error
		case health.Degraded:
			level = a.app.log.Warn
		}
		level("health: "+x.Wrong(say), "finding", x.Code, "detail", strings.ReplaceAll(x.Detail, "\n", " "), "hint", x.ToDo(say))
	}
	for code := range a.logged {
		if !now[code] {
			a.app.log.Info("health: this is over", "finding", code)
		}
	}
	a.logged = now
}
