package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"reflect"
	"slices"
	"strings"
	"sync"

	"giaoban/internal/campaign"
	"giaoban/internal/dispatch/lifecycle"
	"giaoban/internal/fault"
	"giaoban/internal/locale"
)

// reloadCommand has the running bot take up changed files.
type reloadCommand struct {
	DryRun bool `name:"dry-run" help:"${cli_help_reload_dry}"`
}

// reloadOrder asks for that, or only what it would change.
type reloadOrder struct {
	DryRun bool `json:"dry_run,omitempty"`
}

// reloadReply is what changes for whom.
type reloadReply struct {
	Lines []locale.Phrase `json:"lines"`
	// Restart are the settings that were changed and that only a start reads.
	Restart []string `json:"restart,omitempty"`
}

// Run asks the running bot, and prints what changes.
func (k *reloadCommand) Run(ctx context.Context, p *program, c Config) error {
	return withOperations(ctx, c, func(o operations) error {
		reply, err := o.Reload(ctx, reloadOrder{k.DryRun})
		if errors.Is(err, errIdle) {
			return hinted(coded(exitIdle, fails("cli_idle_on", "folder", c.Data)), "cli_reload_idle")
		}
		if err != nil {
			return hinted(err, "cli_reload_refused")
		}
		for _, line := range reply.Lines {
			fmt.Fprintln(p.stdout, p.in(c, "").say.Word(line))
		}
		if len(reply.Restart) > 0 {
			p.tell("cli_reload_restart", "settings", strings.Join(reply.Restart, ", "))
		}
		if k.DryRun {
			p.print("cli_reload_dry")
			return nil
		}
		p.print("cli_reload_done")
		return nil
	})
}

// Reload implements operations.
func (r *remote) Reload(ctx context.Context, order reloadOrder) (reply reloadReply, err error) {
	return reply, r.order(ctx, "/reload", order, &reply)
}

// Reload implements operations.
func (a *admin) Reload(ctx context.Context, order reloadOrder) (reloadReply, error) {
	if a.reload == nil {
		return reloadReply{}, errIdle
	}
	return a.reload(ctx, order)
}

// A reloader takes up changed files in a bot that runs: all of them, or none if check would refuse them.
type reloader struct {
	env  map[string]string
	app  *app
	log  *slog.Logger
	took func([]*bundle) // hands the campaigns to the operators' commands

	mu      sync.Mutex
	was     Config
	bundles []*bundle
}

// reload reads everything again, tells what changes, and takes it up if it is not only asked.
func (r *reloader) reload(ctx context.Context, order reloadOrder) (reply reloadReply, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	c, err := loadConfig(r.env, true)
	if err != nil {
		return reply, err
	}
	bundles, err := c.bundles()
	if err != nil {
		return reply, err
	}
	kv := r.app.kv
	for _, l := range listsOf(bundles) {
		err = errors.Join(err, kv.View(ctx, l.check))
	}
	if err != nil {
		return reply, err
	}
	known, err := knownVersions(ctx, kv, bundles)
	if err != nil {
		return reply, err
	}
	for _, b := range bundles {
		i, err := impactOn(ctx, kv, b, known)
		if err != nil {
			return reply, err
		}
		reply.Lines = append(reply.Lines, b.changes(r.bundle(b.campaign.Name), i)...)
	}
	for _, b := range r.bundles {
		if !slices.ContainsFunc(bundles, func(now *bundle) bool { return now.campaign.Name == b.campaign.Name }) {
			reply.Lines = append(reply.Lines, locale.Later("cli_reload_gone", "campaign", b.campaign.Name))
		}
	}
	reply.Restart = r.was.onlyStartReads(c)
	if order.DryRun {
		return reply, nil
	}
	return reply, r.take(ctx, c, bundles)
}

// take opens the campaigns in the place of those that were open.
func (r *reloader) take(ctx context.Context, c Config, bundles []*bundle) error {
	kv := r.app.kv
	if err := keepLists(ctx, kv, bundles); err != nil {
		return err
	}
	if _, err := versions(ctx, kv, bundles); err != nil {
		return err
	}
	d := r.app.dispatcher
	d.Replace(collections(bundles)...)
	if err := d.LoadSeries(ctx); err != nil {
		return err
	}
	now := r.app.clock.Now()
	if err := errors.Join(d.OpenFirst(ctx, now), d.LoadPolls(ctx, now)); err != nil {
		return err
	}
	for _, in := range d.All() {
		if err := lifecycle.LoadPhase(ctx, in); err != nil {
			return err
		}
		if err := in.Below.Load(ctx); err != nil {
			return err
		}
		r.log.Info("the campaign's files were read again", "campaign", in.Name(), "units", in.Units.Len())
	}
	r.bundles, r.was = bundles, c
	r.took(bundles)
	return nil
}

// bundle is the campaign of that name as it is open now; nil if it is not.
func (r *reloader) bundle(name string) *bundle {
	i := slices.IndexFunc(r.bundles, func(b *bundle) bool { return b.campaign.Name == name })
	if i < 0 {
		return nil
	}
	return r.bundles[i]
}

// changes tells what becomes of a campaign: its reports, its deadlines, its units, and whether anything else was changed.
func (b *bundle) changes(was *bundle, i impact) (lines []locale.Phrase) {
	name := b.campaign.Name
	if was == nil {
		return []locale.Phrase{locale.Later("cli_reload_new", "campaign", name, "n", b.units.Len())}
	}
	if i.Open+i.Settled > 0 {
		lines = append(lines, locale.Later("cli_impact_of", "campaign", name, "impact", i.phrase()))
		lines = append(lines, i.lines()...)
	}
	for _, l := range b.campaign.Levels {
		at := slices.IndexFunc(was.campaign.Levels, func(x campaign.Level) bool { return x.Level == l.Level })
		if at >= 0 && !l.Deadline.Equal(was.campaign.Levels[at].Deadline) {
			lines = append(lines, locale.Later("cli_reload_deadline", "campaign", name, "level", l.Level,
				"from", locale.ClockMomentLater(was.campaign.Levels[at].Deadline), "to", locale.ClockMomentLater(l.Deadline)))
		}
	}
	come, gone := 0, 0
	for _, u := range b.units.All() {
		if _, there := was.units.Get(u.Code); !there {
			come++
		}
	}
	for _, u := range was.units.All() {
		if _, there := b.units.Get(u.Code); !there {
			gone++
		}
	}
	if come+gone > 0 {
		lines = append(lines, locale.Later("cli_reload_units", "campaign", name, "come", come, "gone", gone))
	}
	switch {
	case len(lines) > 0:
	case reflect.DeepEqual(b.sources, was.sources) && reflect.DeepEqual(b.campaign, was.campaign) && reflect.DeepEqual(b.people, was.people):
		lines = append(lines, locale.Later("cli_reload_same", "campaign", name))
	default:
		lines = append(lines, locale.Later("cli_reload_changed", "campaign", name))
	}
	return lines
}

// taken are the settings of the file that a reload takes up; all others are read by a start.
var taken = []string{"units", "conversations", "time_zone", "digests", "deadlines", "form_of_address"}

// onlyStartReads names the settings that were changed and that are not taken up.
func (c Config) onlyStartReads(now Config) (names []string) {
	before, after := reflect.ValueOf(c), reflect.ValueOf(now)
	for f := range reflect.TypeFor[Config]().Fields() {
		key := f.Tag.Get("yaml")
		if key != "-" && !slices.Contains(taken, key) && !reflect.DeepEqual(before.FieldByIndex(f.Index).Interface(), after.FieldByIndex(f.Index).Interface()) {
			names = append(names, key)
		}
	}
	return names
}

// faultPhrases are the faults that an error joins, as phrases that can be said elsewhere.
func faultPhrases(err error) (lines []locale.Phrase) {
	switch e := err.(type) {
	case *fault.Faults:
		first, _ := e.List()
		for _, f := range first {
			lines = append(lines, faultPhrase(f))
		}
	case fault.Fault:
		lines = append(lines, faultPhrase(e))
	case interface{ Unwrap() []error }:
		for _, part := range e.Unwrap() {
			lines = append(lines, faultPhrases(part)...)
		}
	case interface{ Unwrap() error }:
		lines = faultPhrases(e.Unwrap())
	}
	return lines
}

func faultPhrase(f fault.Fault) locale.Phrase {
	said := locale.Later(f.Key, f.Pairs...)
	if f.Excerpt != "" {
		said = locale.Later("fault_excerpt", "fault", said, "excerpt", f.Excerpt)
	}
	if f.Near != "" {
		said = locale.Later("fault_nearest", "fault", said, "word", f.Near)
	}
	switch {
	case f.File == "":
		return said
	case f.Line == 0:
		return locale.Later("cli_of_file", "file", f.File, "error", said)
	}
	return locale.Later("cli_of_file", "file", fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column), "error", said)
}

// beside runs the bot, and reloads when the system asks for it by SIGHUP.
func (r *reloader) beside(ctx context.Context, run func(context.Context) error) error {
	asked := make(chan os.Signal, 1)
	hangup(asked)
	defer signal.Stop(asked)
	ctx, stop := context.WithCancel(ctx)
	var both sync.WaitGroup
	both.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-asked:
			}
			switch reply, err := r.reload(ctx, reloadOrder{}); {
			case err != nil:
				r.log.Error("the changed files were not taken up; the bot goes on with them as they were", "error", english().Word(phraseOf(err)))
			case len(reply.Restart) > 0:
				r.log.Warn("some settings were changed that only a start reads", "settings", strings.Join(reply.Restart, ", "))
			}
		}
	})
	err := run(ctx)
	stop()
	both.Wait()
	return err
}
