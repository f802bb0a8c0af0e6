package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// configAt is the configuration file whole; "" if there is none.
func (c Config) configAt() string {
	if _, err := os.Stat(c.File); err != nil {
		return ""
	}
	path, err := filepath.Abs(c.File)
	if err != nil {
		return c.File
	}
	return path
}

// asked refuses what is asked with another configuration than the one that the bot reads: whoever edited that would be told
// that nothing was changed.
func (r *reloader) asked(path string) error {
	own := r.started.configAt()
	if path == "" || path == own || sameFile(path, own) {
		return nil
	}
	if own == "" {
		return hinted(declined("cli_reload_without", "asked", path), "cli_reload_without_hint")
	}
	return hinted(declined("cli_reload_other", "asked", path, "running", own), "cli_reload_other_hint", "running", quoted(own))
}

// left is what a campaign leaves whose name no folder has any more.
type left struct {
	campaign string
	begun    int // reports that were begun and not handed in: nobody can go on with them
	in       int
}

// leftOf counts it.
func leftOf(ctx context.Context, kv store.KV, campaign string) (l left, err error) {
	l.campaign = campaign
	var all map[report.ID]report.Status
	err = kv.View(ctx, func(r store.Reader) (err error) {
		all, err = statusesIn(r, campaign)
		return err
	})
	for _, status := range all {
		switch {
		case status.State.In():
			l.in++
		case status.State != report.NotStarted && status.State.Counts():
			l.begun++
		}
	}
	return l, err
}

func (l left) phrase() locale.Phrase {
	if l.begun == 0 {
		return locale.Later("cli_reload_gone")
	}
	return locale.Later("cli_reload_gone_begun", "n", l.begun, "in", l.in, "campaign", l.campaign)
}

// leftBehind are the campaigns of the database that none of these is, and that have reports which somebody is at: a campaign
// that was called otherwise is another one.
func leftBehind(ctx context.Context, kv store.KV, bundles []*bundle) (lines []locale.Phrase, err error) {
	var names []string
	err = kv.View(ctx, func(r store.Reader) error {
		all, err := campaignsIn(r)
		if err != nil {
			return err
		}
		names = nil
		for _, name := range all {
			phase, err := store.Phases.Get(r, report.ID{Campaign: name})
			if err != nil {
				return err
			}
			if !phase.Closed && !slices.ContainsFunc(bundles, func(b *bundle) bool { return b.campaign.Name == name }) {
				names = append(names, name)
			}
		}
		return nil
	})
	for _, name := range names {
		l, e := leftOf(ctx, kv, name)
		if err = errors.Join(err, e); l.begun > 0 {
			lines = append(lines, locale.Later("cli_of_campaign", "name", name, "error", l.phrase()))
		}
	}
	return lines, err
}

// campaignsIn are the campaigns that the database has known, by name.
func campaignsIn(r store.Reader) (names []string, err error) {
	for row, err := range store.UnitLists.All(r, "") {
		if err != nil {
			return nil, err
		}
		names = append(names, row.Value.Campaigns...)
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// named refuses the shipped campaign on a database of others: whoever meant theirs has not named its configuration, and would run
// a campaign of 2016 with their people and their token.
func (c Config) named(ctx context.Context, kv store.KV, bundles []*bundle) error {
	if c.Conversations != "" {
		return nil
	}
	names, others, err := campaignsBut(ctx, kv, bundles)
	if err != nil || !others {
		return err
	}
	return hinted(declined("cli_shipped_not_meant", "folder", c.Data, "names", strings.Join(names, ", "), "shipped", bundles[0].campaign.Name), "cli_shipped_not_meant_hint")
}

// known refuses a configuration whose campaigns a database has never seen, while it has others: a command would write into the
// data of those. A new campaign comes to the data by serve, which opens it.
func (c Config) known(ctx context.Context, kv store.KV, bundles []*bundle) error {
	names, others, err := campaignsBut(ctx, kv, bundles)
	if err != nil || !others {
		return err
	}
	var asked []string
	for _, b := range bundles {
		asked = append(asked, b.campaign.Name)
	}
	return hinted(declined("cli_other_data", "folder", c.Data, "names", strings.Join(names, ", "), "asked", strings.Join(asked, ", ")), "cli_other_data_hint")
}

// campaignsBut are the campaigns that a database has, and whether it has some, and none of those that are asked for.
func campaignsBut(ctx context.Context, kv store.KV, bundles []*bundle) (names []string, others bool, err error) {
	err = kv.View(ctx, func(r store.Reader) (err error) {
		names, err = campaignsIn(r)
		return err
	})
	known := slices.ContainsFunc(bundles, func(b *bundle) bool { return slices.Contains(names, b.campaign.Name) })
	return names, len(names) > 0 && !known, err
}
