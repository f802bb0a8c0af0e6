package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"sync"
	"syscall"
	"time"

	"giaoban/internal/clock"
	"giaoban/internal/dispatch"
	"giaoban/internal/locale"
	"giaoban/internal/store"
	"giaoban/internal/telegram"
	"giaoban/locales"
)

type serveCommand struct {
	New bool `help:"${cli_help_serve_new}"`
}

// Run runs the bot until it is stopped.
func (s *serveCommand) Run(ctx context.Context, p *program) error {
	c, err := loadConfig(p.env, true)
	if err != nil {
		return err
	}
	log, called := newLog(p.stderr, c.Log), c.fromAnywhere(os.Args[0])
	bundles, err := c.bundles()
	if err != nil {
		return hinted(err, "cli_check_all")
	}
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return err
	}
	// Before a database is begun: where another bot has the address, the folder may be a mistyped one.
	listener, err := c.listenHTTP(ctx)
	if err != nil {
		return err
	}
	defer unlisten(listener)
	data := folder{c, log, &beginning{}}
	kv, err := data.open(s.New)
	if err != nil {
		return err
	}
	defer kv.Close()
	now := clock.System{Location: bundles[0].campaign.Zone}
	backups := nightly{c, bundles[0].campaign.Zone, kv.Backup, log, &lastBackup{}}
	key, err := readSecret(c.EncryptionKey)
	if err == nil {
		err = c.named(ctx, kv, bundles)
	}
	if err != nil {
		return err
	}
	a, err := newApp(ctx, appOptions{secret: key, bundles: bundles, catalog: catalog, kv: kv, clock: now, begun: *data.found,
		token: c.Token, botName: c.BotName, apiURL: c.APIURL, listener: listener, called: called, log: log, folder: c.Files(), database: c.Database(), backups: backups,
		maxFile: c.MaxFile(), rate: c.Rate, chatRate: c.ChatRate})
	if errors.Is(err, store.ErrUnwritten) {
		return hinted(err, "cli_make_room", "folder", c.Data)
	}
	if err != nil {
		return err
	}
	a.logStart()
	operator, r := operatorOf(c, a, p.env)
	err = logEnd(ctx, log, withAdmin(ctx, c, operator, func(ctx context.Context) error {
		return backups.beside(ctx, func(ctx context.Context) error { return r.beside(ctx, a.run) })
	}))
	if errors.Is(err, store.ErrDamaged) {
		err = hinted(err, "cli_record_of_all", "file", c.Database())
	}
	if err := data.mark(kv); err != nil {
		log.Warn("how far the database is could not be written beside the files", "error", err)
	}
	if errors.Is(err, telegram.ErrUnauthorized) {
		return hinted(err, "cli_token_compare")
	}
	return err
}

// operatorOf is who answers commands beside the bot, and what takes up changed files for it.
func operatorOf(c Config, a *app, env map[string]string) (*admin, *reloader) {
	o := newAdmin(c, a.bundles, a.kv)
	o.log, o.tidy, o.delivery, o.signs, o.config = a.log, a.files.Tidy, a.outbox, a.signs, c.configAt()
	o.dispatcher = func(context.Context) (*dispatch.Dispatcher, error) { return a.dispatcher, nil }
	r := &reloader{env: env, app: a, log: a.log, started: c, was: c, bundles: a.bundles, took: o.openNow}
	o.reload = r.reload
	return o, r
}

// listenHTTP listens where health and metrics are told; nil if nowhere. A bot that already runs on this data, and so has
// the address, is named as such.
func (c Config) listenHTTP(ctx context.Context) (net.Listener, error) {
	if c.Listen == "" {
		return nil, nil
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Listen)
	if err == nil {
		return listener, nil
	}
	if _, none := os.Stat(c.Database()); none == nil {
		db, held := openDatabase(c.Database(), opening{Key: c.EncryptionKey})
		switch {
		case inUse(held):
			return nil, hinted(held, "cli_data_in_use")
		case held == nil:
			err = errors.Join(err, db.Close())
		}
	}
	return nil, hinted(notListening(c.Listen, err), "cli_start_listen_hint", "address", c.Listen)
}

// unlisten closes what the bot did not come to serve on; an error says that it did.
func unlisten(listener net.Listener) {
	if listener != nil {
		_ = listener.Close()
	}
}

// notListening tells why an address cannot be listened on.
func notListening(address string, err error) error {
	if errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windowsAddressInUse) {
		return coded(exitBusy, fails("cli_listen_used", "address", address, "cause", err))
	}
	return fails("cli_listen_failed", "address", address, "error", err)
}

// windowsAddressInUse is how Windows numbers that; elsewhere no system has the number.
const windowsAddressInUse = syscall.Errno(10048)

// logEnd has the log say why the bot ends by itself, with time and level as all else in it.
func logEnd(ctx context.Context, log *slog.Logger, err error) error {
	if err != nil && ctx.Err() == nil {
		log.Error("the bot ends: it cannot go on", "error", err)
	}
	return err
}

// withAdmin runs the bot together with the socket for operators' commands.
func withAdmin(ctx context.Context, c Config, operator *admin, run func(context.Context) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	at, err := listenAdmin(ctx, c.Data)
	if err != nil {
		return err
	}
	var both sync.WaitGroup
	var adminErr error
	both.Go(func() {
		if adminErr = serveAdmin(ctx, at, operator); adminErr != nil && ctx.Err() == nil {
			stop()
		}
	})
	err = run(ctx)
	stop()
	both.Wait()
	return errors.Join(err, adminErr)
}

// over reports whether every deadline is past.
func (b *bundle) over(now time.Time) bool {
	for _, l := range b.campaign.Levels {
		if l.Deadline.IsZero() || l.Deadline.After(now) {
			return false
		}
	}
	return true
}

// logStart says in the log what an operator should know of a campaign that is opened.
func (b *bundle) logStart(log *slog.Logger, catalog *locale.Catalog, now time.Time, called string) {
	if b.over(now) {
		log.Warn("all deadlines of the campaign are past; reports are taken and marked late", "campaign", b.campaign.Name,
			"hint", "move them in campaign.yaml; "+called+" init DIR writes one for editing")
	}
	b.logDoubts(log, catalog)
}

// logStart logs which campaigns are open, and what there is to say of each.
func (a *app) logStart() {
	for _, b := range a.bundles {
		b.logStart(a.log, a.catalog, a.clock.Now(), a.called)
		a.log.Info("bot is running", "bot", a.bot.ID(), "campaign", b.campaign.Name, "units", b.units.Len())
	}
}
