package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"net"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"giaoban/internal/clock"
	"giaoban/internal/command"
	"giaoban/internal/dispatch"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/files"
	"giaoban/internal/form"
	"giaoban/internal/health"
	"giaoban/internal/locale"
	"giaoban/internal/outbox"
	"giaoban/internal/reform"
	"giaoban/internal/retention"
	"giaoban/internal/schedule"
	"giaoban/internal/store"
	"giaoban/internal/telegram"
)

// appOptions are what the bot's parts are made from, in serve and in the demo.
type appOptions struct {
	bundles  []*bundle // at least one
	catalog  *locale.Catalog
	kv       database
	clock    clock.Clock
	token    string
	apiURL   string
	botName  string       // as configured; "" is what the platform says
	listener net.Listener // of health and metrics; nil for none
	called   string       // how operators call the program on this data; "" is giaoban
	log      *slog.Logger
	folder   string // of what officers sent
	maxFile  int64  // bytes; 0: the default
	secret   *secret
	// database is the file of kv, and backups are the daily ones, if there are to be any: their
	// sizes are measured.
	database string
	backups  nightly
	// channels are networks beside Telegram.
	channels map[string]outbox.Channel
	// rate and chatRate are how many messages a second the platform takes, in all and for
	// one chat; 0 is no limit.
	rate, chatRate float64
	// disk tells the room on a folder's disk. Default: what the system says.
	disk func(folder string) health.Disk
	// begun is what was found when the database was opened.
	begun beginning
}

// A beginning is what was found when the database was opened.
type beginning struct {
	older, rewritten bool
	lost             int // records
}

// An app is the running bot: what comes in by Telegram goes through dispatch
// to the store, what is said leaves by the outbox, and the schedule does what
// falls due.
type app struct {
	appOptions
	bot        *telegram.Bot
	dispatcher *dispatch.Dispatcher
	outbox     *outbox.Outbox
	files      *files.Files
	schedule   *schedule.Schedule
	signs      *signs
	steady     *clock.Watch
	alarms     *alarms
	// current are the bundles that are open now; reopen has the platform learn their commands.
	current   atomic.Pointer[[]*bundle]
	reopen    chan struct{}
	openPause time.Duration
}

// link opens the chat with a code, if the bot's name is known.
func (o appOptions) link(tx store.Getter, code string) string {
	stored, err := store.Names.Get(tx, store.BotName)
	if err != nil {
		o.log.Error("links go without the bot's name", "error", err)
	}
	return invited{Code: code}.link(cmp.Or(o.botName, stored))
}

func newApp(ctx context.Context, o appOptions) (*app, error) {
	a := &app{appOptions: o, steady: clock.NewWatch(), openPause: openPause, reopen: make(chan struct{}, 1)}
	a.current.Store(&o.bundles)
	var err error
	if a.disk == nil {
		a.disk = diskOf
	}
	if a.begun.lost, err = examine(ctx, o.kv, o.clock.Now(), o.log); err != nil {
		return nil, err
	}
	kv := noting(o.kv, o.clock.Now, o.log)
	if err := reform.Finish(ctx, kv, o.log); err != nil {
		return nil, err
	}
	if err := keepLists(ctx, kv, o.bundles); err != nil && !errors.Is(err, store.ErrUnwritten) { // the next start keeps them
		return nil, err
	}
	known, err := versions(ctx, kv, o.bundles)
	if err != nil {
		return nil, err
	}
	if err := tellImpact(ctx, kv, o.bundles, known, o.log); err != nil {
		return nil, err
	}
	a.bot, err = telegram.New(telegram.Options{Token: o.token, APIURL: o.apiURL, Log: o.log, Now: o.clock.Now})
	if err != nil {
		return nil, err
	}
	channels := map[string]outbox.Channel{telegram.Channel: a.bot}
	maps.Copy(channels, o.channels)
	a.outbox = outbox.New(kv, channels, outbox.Options{
		Log: o.log, Report: func(e outbox.Event) error { return a.ended(e) }, Now: o.clock.Now, Rate: o.rate, ChatRate: o.chatRate,
	})
	a.dispatcher = dispatch.New(campaigns.Options{
		KV: kv, Campaigns: collections(o.bundles), Versions: known,
		Catalog: o.catalog, System: func(r store.Reader, say locale.Phrases) string { return a.signs.report(r, say, "") },
		Link: o.link, Deliver: a.outbox.Add, Tell: a.outbox.Tell, Expire: a.outbox.Expire, Log: o.log,
		Fetch: func(downloads ...store.Download) { a.files.Add(downloads...) }, MaxFile: o.maxFile,
		Kept:    func(hash string) bool { return a.files.Has(hash) },
		Read:    func(readings ...store.Reading) { a.files.AddReadings(readings...) },
		Readers: readers,
	})
	a.files = files.New(kv, map[string]files.Source{telegram.Channel: a.bot}, files.Options{
		Folder: o.folder, Limit: o.maxFile, Lost: a.fileLost, Read: a.readFile, Log: o.log, Steady: a.steady.Steady, Encrypt: o.secret.writer, Decrypt: o.secret.reader,
	})
	a.schedule = schedule.New(a.dispatcher, o.clock, o.log)
	a.signs = newSigns(a)
	a.alarms = newAlarms(a)
	return a, nil
}

// readers is how many questions are answered at once. One is read on one core, so that a
// slow one holds up no other, and two leave a small machine to the officers' answers.
const readers = 2

// resume reads what the last run left, and goes on with it.
func (a *app) resume(ctx context.Context) error {
	if err := (clockWatch{a.steady, a}).resume(ctx); err != nil {
		return fails("cli_start_last", "error", err)
	}
	if err := a.outbox.Start(ctx); err != nil {
		return fails("cli_start_outbox", "error", err)
	}
	if err := a.files.Start(ctx); err != nil {
		return err
	}
	return a.open(ctx)
}

// run runs until ctx ends or the token is refused. What was confirmed to the
// platform is stored; what is on its way gets a few seconds.
func (a *app) run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var parts sync.WaitGroup
	errs := make(chan error, 13) // one from each part
	start := func(part func(context.Context) error) {
		parts.Go(func() {
			if err := part(ctx); err != nil && ctx.Err() == nil {
				errs <- err
				stop()
			}
		})
	}
	// These say how it does, while it begins and until the others have ended too.
	start(a.signs.sample)
	start(a.alarms.run)
	listening, deaf := context.WithCancel(context.WithoutCancel(ctx))
	var http sync.WaitGroup
	http.Go(func() {
		if err := a.serveHTTP(listening); err != nil {
			errs <- err
			stop()
		}
	})
	switch err := a.resume(ctx); {
	case ctx.Err() != nil: // stopped while it began: nothing is wrong, and the next start goes on
	case err != nil:
		errs <- err
		stop()
	default:
		for _, part := range a.work() {
			start(part)
		}
	}
	<-ctx.Done()
	a.signs.stopping.Store(true)
	parts.Wait()
	deaf()
	http.Wait()
	select {
	case err := <-errs:
		return err
	default:
		return nil
	}
}

// work are the parts that serve people, once what the last run left goes on.
func (a *app) work() []func(context.Context) error {
	return []func(context.Context) error{a.poll, a.dispatcher.Answer, a.outbox.Run, a.files.Run, a.schedule.Run, a.progress, a.prune, a.introduce,
		clockWatch{a.steady, a}.watch}
}

// openPause is from one try to open the campaigns to the next while the disk takes nothing.
const openPause = 5 * time.Second

// open opens the campaigns. What was cut off goes on first; while the disk does not take that, it is tried again, and
// what people send waits at the platform.
func (a *app) open(ctx context.Context) error {
	for told := false; ; told = true {
		err := a.dispatcher.Open(ctx, a.clock.Now())
		if !errors.Is(err, store.ErrUnwritten) {
			a.signs.start.opens()
			return err
		}
		if !told {
			a.log.Error("the bot does not begin yet: what was cut off has to go on first, and the disk takes nothing; tried until it does",
				"error", err, "hint", "make room on the disk of "+filepath.Dir(a.database)+"; the bot begins by itself then")
		}
		a.signs.start.waits(err)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(a.openPause):
		}
	}
}

func (a *app) poll(ctx context.Context) error {
	return a.bot.Run(ctx, telegram.Handler{
		Updates: a.dispatcher.Updates,
		SetAside: func(ctx context.Context, raw json.RawMessage, key string, reason error) error {
			return a.dispatcher.SetAside(ctx, raw, key, a.clock.Now(), reason)
		},
	})
}

// opened are the campaigns that are open now.
func (a *app) opened() []*bundle { return *a.current.Load() }

// reopened has other campaigns be open. The dispatcher has them already.
func (a *app) reopened(bundles []*bundle) {
	a.current.Store(&bundles)
	select {
	case a.reopen <- struct{}{}:
	default: // nobody has looked since the last time
	}
}

// introduce tells the platform our commands and learns our name, for links; anew when other campaigns are open.
func (a *app) introduce(ctx context.Context) error {
	for {
		if err := a.introduced(ctx); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-a.reopen:
		}
	}
}

// introduced is introduce for the campaigns that are open now. Neither commands nor name are needed to work, so both are tried
// until they succeed.
func (a *app) introduced(ctx context.Context) error {
	bundles := a.opened()
	say, _ := a.catalog.Language(bundles[0].campaign.Language)
	commands := []telegram.Command{}
	var outlines []map[int]*form.Outline
	for _, b := range bundles {
		outlines = append(outlines, b.outlines)
	}
	for _, c := range command.Menu(say, form.Lists(outlines...), form.RestrictedLists(outlines...)) {
		commands = append(commands, telegram.Command{Name: string(c.Name), Description: c.Text})
	}
	for pause := time.Second; ctx.Err() == nil; pause = min(2*pause, time.Minute) {
		name, err := a.bot.Me(ctx)
		if err == nil {
			err = a.bot.SetCommands(ctx, commands)
		}
		if err == nil {
			err = a.rememberName(ctx, name)
		}
		if err == nil || errors.Is(err, telegram.ErrUnauthorized) {
			return err
		}
		a.log.Warn("the platform does not know our commands yet, or we not our name", "error", err)
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
	return nil
}

func (a *app) rememberName(ctx context.Context, name string) error {
	if name == "" {
		return nil
	}
	return store.One(ctx, a.kv, func(tx store.Tx) error {
		store.Names.Put(tx, store.BotName, name)
		return nil
	})
}

// ended keeps what people should know of messages whose delivery did not end plainly.
func (a *app) ended(e outbox.Event) error {
	return a.dispatcher.Ended(context.Background(), a.clock.Now(), e.To, e.Outcome, e.Messages...)
}

// progress tells coordinators how far their orders have come, until ctx ends.
func (a *app) progress(ctx context.Context) error {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		if err := a.dispatcher.Progress(ctx, a.clock.Now()); err != nil && ctx.Err() == nil {
			a.log.Error("how far orders have come is not told", "error", err)
		}
	}
}

// prune takes away what goes by itself, and goes on with forgetting people, until ctx ends.
func (a *app) prune(ctx context.Context) error {
	return retention.Run(ctx, a.kv, a.clock.Now, a.steady.Steady, a.log)
}

// serveHTTP answers health and metrics, if anybody may ask.
func (a *app) serveHTTP(ctx context.Context) error {
	if a.listener == nil {
		return nil
	}
	a.log.Info("health and metrics", "address", a.listener.Addr())
	return serveOn(ctx, a.listener, a.handler(), 0, nil)
}

// jump moves the clock to the next due instant and does what falls due there.
func (a *app) jump(ctx context.Context) error {
	at, _, ok := a.schedule.Next(ctx)
	if !ok {
		return fails("cli_nothing_due")
	}
	if m, movable := a.clock.(*clock.Movable); movable {
		m.Set(at)
	}
	return a.schedule.Step(ctx)
}

// readFile finds answers in a file that somebody sent.
func (a *app) readFile(ctx context.Context, r store.Reading, content []byte) error {
	return a.dispatcher.ReadFile(ctx, a.clock.Now(), r, content)
}

// fileLost is told of a file that will never come.
func (a *app) fileLost(ctx context.Context, l store.Download, why store.Loss) error {
	return a.dispatcher.FileLost(ctx, a.clock.Now(), l, why)
}
