package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/clock"
	"giaoban/internal/dispatch/seed"
	"giaoban/internal/locale"
	"giaoban/internal/outbox"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/simulator"
	"giaoban/internal/store"
	"giaoban/internal/telegram"
	"giaoban/internal/viet"
	"giaoban/locales"
)

type demoCommand struct {
	Listen   string `default:"127.0.0.1:8080" help:"${cli_help_demo_listen}" placeholder:"${cli_arg_addr}"`
	Language string `help:"${cli_help_simulate_language}" enum:"vi,en," default:"" placeholder:"en"`
	Data     string `help:"${cli_help_demo_data}" placeholder:"${cli_arg_dir}" type:"path"`
}

// demoToken has the shape of a token and opens nothing: the simulator takes any.
const demoToken = "2016070407:giao-ban-demo-giao-ban-demo-giao-ba"

// A demonstration is what is played to who reads a language.
type demonstration struct {
	campaign string // its folder, which is shipped
	// phones are those that the page shows at first: the officer of a unit that nobody makes up, and those above.
	phones [3]string
	begins time.Time // by the clock of the campaign
}

// demonstrations are those there are, by language; the first language is that of whoever asks for none.
var demonstrations = map[string]demonstration{
	"vi": {shippedCampaign, [3]string{"16144", "401", "38"}, time.Date(2016, 7, 4, 7, 0, 0, 0, time.UTC)},
	"en": {"westmere-2026", [3]string{"1101", "11", "1"}, time.Date(2026, 7, 6, 7, 0, 0, 0, time.UTC)},
}

// demo is the demonstration: the bot, and at its other end the simulator.
type demo struct {
	plays   demonstration
	sim     *simulator.Server
	clock   *clock.Movable
	bndl    *bundle
	app     atomic.Pointer[app]
	kv      database
	admin   *admin
	catalog *locale.Catalog
	life    atomic.Pointer[seed.Life]
	data    string // the folder of the database
	kept    bool   // it outlives the demonstration
}

// Run shows the bot on a page of phones until it is stopped.
func (c *demoCommand) Run(ctx context.Context, p *program) error {
	d, err := c.open(p.language(c.Language))
	if err != nil {
		return err
	}
	// The bot's last word is a confirmation to the simulator, which ends after it.
	sim, stopSim := context.WithCancel(context.WithoutCancel(ctx))
	defer stopSim()
	ctx, stopBot := context.WithCancel(ctx)
	defer stopBot()
	var bot sync.WaitGroup
	var botErr error
	err = p.serveSimulator(sim, c.Listen, d.sim.Handler(), d.sim.Close, func(address string) {
		bot.Go(func() {
			defer stopSim()
			// Nobody operates a demo: only what goes wrong is told.
			botErr = d.run(ctx, address, newLog(p.stderr, slog.LevelWarn), func() {
				fmt.Fprintf(p.stdout, "http://%s\n", address)
			})
		})
	})
	stopped := ctx.Err() != nil
	stopBot()
	bot.Wait()
	if stopped && errors.Is(botErr, context.Canceled) {
		botErr = nil
	}
	return errors.Join(err, botErr, d.close())
}

func (c *demoCommand) open(language string) (*demo, error) {
	plays := demonstrations[cmp.Or(language, locale.Default)]
	b, err := Config{}.bundleIn(campaignFolder{"", shippedFolder(plays.campaign)})
	if err != nil {
		return nil, err
	}
	folder := c.Data
	if folder == "" {
		if folder, err = os.MkdirTemp("", "giaoban-demo-"); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	kv, err := openDatabase(filepath.Join(folder, databaseFile), opening{Brief: c.Data == "", Begin: true})
	if err != nil {
		return nil, err
	}
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return nil, err
	}
	d := &demo{plays: plays, bndl: b, kv: kv, catalog: catalog, data: folder, kept: c.Data != ""}
	begin, err := d.stood()
	if err != nil {
		return nil, errors.Join(err, kv.Close())
	}
	d.clock = clock.NewMovable(begin)
	d.admin = newAdmin(Config{}, []*bundle{b}, kv)
	d.admin.now = d.clock.Now
	d.sim = simulator.New(simulator.Options{
		Clock: d.clock, Title: "Giao Ban", BotName: "Giao Ban", Language: language, Lenient: true,
		Next: d.next, Jump: d.jump, Pass: d.pass, Roster: d.contacts, Join: d.joinContact,
	})
	return d, nil
}

func (d *demo) close() error {
	if d.kept {
		return errors.Join(d.stands(context.Background()), d.kv.Close())
	}
	return errors.Join(d.kv.Close(), os.RemoveAll(d.data))
}

// run fills the store, adds the first phones and runs the bot.
func (d *demo) run(ctx context.Context, address string, log *slog.Logger, ready func()) error {
	a, err := newApp(ctx, appOptions{bundles: []*bundle{d.bndl}, catalog: d.catalog, kv: d.kv, clock: d.clock, token: demoToken, apiURL: "http://" + address, log: log,
		database: filepath.Join(d.data, databaseFile), folder: filepath.Join(d.data, filesFolder),
		channels: map[string]outbox.Channel{seed.Nobody: nobody{}}})
	if err != nil {
		return err
	}
	if _, err := d.sim.Bot(demoToken); err != nil {
		return err
	}
	if err := d.populate(ctx, a); err != nil {
		return err
	}
	d.app.Store(a)
	if err := d.phones(ctx); err != nil {
		return err
	}
	ready()
	var living sync.WaitGroup
	defer living.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	living.Go(func() { d.live(ctx, log) })
	return a.run(ctx)
}

// nobody is the channel of the officers who are made up: what they are told is
// dropped.
type nobody struct{}

// Send implements outbox.Channel.
func (nobody) Send(context.Context, chat.Message) (string, error) { return "0", nil }

// add makes somebody with a phone, who opens the link of an invitation.
func (d *demo) add(ctx context.Context, unit string, role roster.Role) (int64, error) {
	u, ok := d.bndl.units.Get(unit)
	if !ok {
		return 0, notFound("cli_unit_none", "unit", unit)
	}
	reply, err := d.admin.Invite(ctx, inviteOrder{Unit: unit, Role: role, Count: 1, Expires: 30 * 24 * time.Hour})
	if err != nil {
		return 0, err
	}
	user := d.sim.User(simulator.Person{Name: u.Full(), Role: d.post(role), Unit: d.bndl.units.Path(unit), Shown: true})
	if role == roster.Coordinator {
		if err := d.digested(ctx, unit, user.ID); err != nil {
			return 0, err
		}
	}
	_, err = user.Start(0, reply.Invited[0].Code)
	return user.ID, err
}

// digested marks the digest of the day before as sent, so that the next one
// has something to tell of since.
func (d *demo) digested(ctx context.Context, unit string, user int64) error {
	now := d.clock.Now()
	last := time.Date(now.Year(), now.Month(), now.Day()-1, 7, 30, 0, 0, now.Location())
	return store.One(ctx, d.kv, func(tx store.Tx) error {
		to := chat.Address{Channel: telegram.Channel, ID: strconv.FormatInt(user, 10)}
		store.DigestsOf.Put(tx, store.Coordinator{At: report.ID{Campaign: d.bndl.campaign.Name, Unit: unit}, Address: to}, store.Digests{Last: last})
		return nil
	})
}

// post is what the phone says under the name.
func (d *demo) post(role roster.Role) string {
	say, _ := d.catalog.Language(d.bndl.campaign.Language)
	if role == roster.Officer {
		return say.Say("role_officer")
	}
	return say.Say("role_coordinator")
}

// next is what the page's clock button says.
func (d *demo) next(time.Time) (time.Time, string, bool) {
	if a := d.app.Load(); a != nil {
		return a.schedule.Next(context.Background())
	}
	return time.Time{}, "", false
}

func (d *demo) jump(ctx context.Context) error {
	a := d.app.Load()
	if a == nil {
		return nil
	}
	err := a.jump(ctx)
	d.settle(ctx)
	return err
}

// mostContacts is how many units the page lists at most.
const mostContacts = 60

// contacts are the units whose phones can be added: those whose name has words
// that begin like the query, then those below such. A query that nothing has
// may be misspelt.
func (d *demo) contacts(_ context.Context, query string) ([]simulator.Contact, error) {
	units := d.bndl.units
	words := " " + viet.Fold(strings.TrimSpace(query))
	var named, within []roster.Unit
	for _, u := range units.All() {
		switch {
		case words == " " && len(units.Ancestors(u.Code)) > 1:
		case strings.Contains(" "+viet.Fold(u.Full()), words):
			named = append(named, u)
		case strings.Contains(" "+viet.Fold(units.Path(u.Code)), words):
			within = append(within, u)
		}
	}
	slices.SortStableFunc(named, func(a, b roster.Unit) int { return a.Level - b.Level })
	found := append(named, within...)
	if len(found) == 0 {
		m := units.Find(query, "")
		found = append(m.Several, m.Near...)
	}
	var out []simulator.Contact
	for _, u := range found[:min(len(found), mostContacts)] {
		role := roster.Officer
		if len(units.Children(u.Code)) > 0 {
			role = roster.Coordinator
		}
		out = append(out, simulator.Contact{ID: string(role) + "/" + u.Code, Name: units.Path(u.Code), Detail: d.post(role)})
	}
	return out, nil
}

func (d *demo) joinContact(ctx context.Context, contact string) (int64, error) {
	role, unit, _ := strings.Cut(contact, "/")
	if !roster.Role(role).Known() {
		return 0, notFound("cli_role_none", "role", role)
	}
	return d.add(ctx, unit, roster.Role(role))
}
