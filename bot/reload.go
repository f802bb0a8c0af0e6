package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"

	"giaoban/internal/dispatch/lifecycle"
	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/store"
)

// reloadCommand has the running bot take up changed files.
type reloadCommand struct {
	DryRun bool `name:"dry-run" help:"${cli_help_reload_dry}"`
}

// reloadOrder asks for that, or only what it would change.
type reloadOrder struct {
	DryRun bool `json:"dry_run,omitempty"`
	// By is the account on the machine of whoever asks, for the journal.
	By string `json:"by,omitempty"`
	// Config is the configuration file that whoever asks has; none from an environment that names none.
	Config string `json:"config,omitempty"`
}

// reloadReply is what changes for whom.
type reloadReply struct {
	Lines []locale.Phrase `json:"lines"`
	// Restart are the settings that were changed and that only a start reads.
	Restart []string `json:"restart,omitempty"`
	// Same says that there is nothing to take up.
	Same bool `json:"same,omitempty"`
	// Doubts are what is taken now, was not there before, and will not have been meant.
	Doubts []locale.Phrase `json:"doubts,omitempty"`
}

// Run asks the running bot, and prints what changes.
func (k *reloadCommand) Run(ctx context.Context, p *program, c Config) error {
	return withOperations(ctx, c, func(o operations) error {
		reply, err := o.Reload(ctx, reloadOrder{k.DryRun, account(), c.configAt()})
		if errors.Is(err, errIdle) {
			return hinted(coded(exitIdle, fails("cli_idle_on", "folder", c.Data)), "cli_reload_idle")
		}
		if err != nil && none(hintOf(err)) {
			return hinted(err, "cli_reload_refused")
		}
		if err != nil {
			return err // which says what to do
		}
		for _, line := range reply.Lines {
			fmt.Fprintln(p.stdout, p.in(c, "").say.Word(line))
		}
		for _, doubt := range reply.Doubts {
			p.tell("check_doubt", "fault", doubt)
		}
		if len(reply.Restart) > 0 {
			p.tell("cli_reload_restart", "settings", strings.Join(reply.Restart, ", "))
		}
		if reply.Same {
			return nil
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
	started Config // what the bot was started with
	was     Config // what it took up last
	bundles []*bundle
}

// reload reads everything again, tells what changes, and takes it up if it is not only asked.
func (r *reloader) reload(ctx context.Context, order reloadOrder) (reply reloadReply, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.asked(order.Config); err != nil {
		return reply, err
	}
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
	changed := map[string][]locale.Phrase{}
	for _, b := range bundles {
		lines, doubts, err := r.changes(ctx, b, known)
		if err != nil {
			return reply, err
		}
		reply.Doubts = append(reply.Doubts, doubts...)
		if len(lines) == 0 {
			reply.say(b.campaign.Name, locale.Later("cli_reload_same"))
			continue
		}
		changed[b.campaign.Name] = lines
		reply.say(b.campaign.Name, lines...)
	}
	for _, b := range r.bundles {
		if !slices.ContainsFunc(bundles, func(now *bundle) bool { return now.campaign.Name == b.campaign.Name }) {
			left, err := leftOf(ctx, kv, b.campaign.Name)
			if err != nil {
				return reply, err
			}
			changed[b.campaign.Name] = []locale.Phrase{left.phrase()}
			reply.say(b.campaign.Name, changed[b.campaign.Name]...)
		}
	}
	if keys := r.was.changed(c, true); len(keys) > 0 {
		reply.say(configName, locale.Later("cli_reload_keys", "keys", strings.Join(keys, ", ")))
	}
	reply.Restart = r.restart(c, bundles)
	reply.Same = len(changed)+len(r.was.changed(c, true))+len(reply.Restart) == 0
	if order.DryRun {
		return reply, nil
	}
	return reply, r.take(ctx, c, bundles, journalled{changed, order.By, r.app.clock.Now()})
}

// changes tells what changes of one campaign, and what is doubtful of it now.
func (r *reloader) changes(ctx context.Context, b *bundle, known map[string]*form.Outline) (lines, doubts []locale.Phrase, err error) {
	was := r.bundle(b.campaign.Name)
	i, err := impactOn(ctx, r.app.kv, b, known)
	if err != nil {
		return nil, nil, err
	}
	people, err := b.peopleChanges(ctx, r.app.kv, was)
	return append(b.changes(was, i), people...), append(b.newDoubts(was), i.Doubts...), err
}

// say adds lines about a campaign, or about another thing that has a name.
func (r *reloadReply) say(of string, lines ...locale.Phrase) {
	for _, line := range lines {
		r.Lines = append(r.Lines, locale.Later("cli_of_file", "file", of, "error", line))
	}
}

// take opens the campaigns in the place of those that were open, once all that belongs to them could be read and written.
func (r *reloader) take(ctx context.Context, c Config, bundles []*bundle, told journalled) error {
	kv, d := r.app.kv, r.app.dispatcher
	lists, err := changedLists(ctx, kv, bundles)
	if err == nil {
		err = withFormer(ctx, kv, bundles)
	}
	if err == nil {
		_, err = versions(ctx, kv, bundles) // kept by what they say, so that one more is no change
	}
	if err != nil {
		return err
	}
	before := r.bundles
	err = d.Exchange(ctx, told.at, collections(bundles), func(tx store.Tx) error {
		lists.put(tx)
		told.write(tx, append(slices.Clone(before), bundles...))
		return nil
	})
	if err != nil {
		return err
	}
	r.bundles, r.was = bundles, c
	r.took(bundles)
	r.app.reopened(bundles)
	for _, in := range d.All() {
		if err := lifecycle.LoadPhase(ctx, in); err != nil { // which goes on with a wipe that was cut off
			r.log.Error("how the campaign stands could not be read", "campaign", in.Name(), "error", err)
		}
		r.log.Info("the campaign's files were read again", "campaign", in.Name(), "units", in.Units.Len(), "by", told.by)
	}
	if err := d.OpenFirst(ctx, told.at); err != nil {
		r.log.Error("the first period of a campaign could not be opened yet; the calendar opens it with its next round", "error", err)
	}
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
			switch reply, err := r.reload(ctx, reloadOrder{By: "SIGHUP"}); {
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
