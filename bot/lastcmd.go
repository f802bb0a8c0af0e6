package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// lastCommand brings in what was reported before the first period, or before a campaign that does not recur.
type lastCommand struct {
	Preview lastPreviewCommand `cmd:"" help:"${cli_help_last_preview}"`
	Import  lastImportCommand  `cmd:"" help:"${cli_help_last_import}"`
}

// lastFlags say which file is meant, and of which campaign.
type lastFlags struct {
	File     string `arg:"" help:"${cli_help_last_file}" type:"existingfile"`
	Campaign string `help:"${cli_help_which}" placeholder:"${cli_arg_name}"`
}

// read reads the file, and refuses all of it if something in it cannot be taken.
func (f lastFlags) read(c Config) (*lastFile, error) {
	b, err := c.bundle(f.Campaign)
	if err != nil {
		return nil, err
	}
	content, err := os.ReadFile(f.File)
	if err != nil {
		return nil, err
	}
	return readLast(b, f.File, content)
}

// lastPreviewCommand tells what a file would bring in.
type lastPreviewCommand struct{ lastFlags }

// Run tells it.
func (k *lastPreviewCommand) Run(_ context.Context, p *program, c Config) error {
	l, err := k.read(c)
	if err == nil {
		p.showLast(l)
	}
	return err
}

// mostShown is how many units a preview shows with what they say.
const mostShown = 5

// showLast tells how much there is, and the first units with their answers.
func (p *program) showLast(l *lastFile) {
	for _, r := range l.reports[:min(mostShown, len(l.reports))] {
		fmt.Fprintln(p.stdout, p.say.Say("cli_last_line", "unit", r.unit.Label(), "code", r.unit.Code, "answers", p.say.Join(r.shown...)))
	}
	for _, f := range l.doubts {
		p.tell("check_doubt", "fault", faultPhrase(f))
	}
	p.print("cli_last_total", "n", len(l.reports), "answers", l.answers, "campaign", l.b.campaign.Short())
}

// lastImportCommand stores them.
type lastImportCommand struct {
	lastFlags
	Yes bool `help:"${cli_help_units_yes}"`
}

// Run shows what there is, and stores it after a yes, in the place of what was brought in before.
func (k *lastImportCommand) Run(ctx context.Context, p *program, c Config) error {
	l, err := k.read(c)
	if err != nil {
		return err
	}
	db, err := openIdle(c, "last")
	if err != nil {
		return err
	}
	return errors.Join(k.store(ctx, p, db, l), db.Close())
}

func (k *lastImportCommand) store(ctx context.Context, p *program, db database, l *lastFile) error {
	p.showLast(l)
	if !k.Yes {
		if err := p.agreed("cli_last_ask"); err != nil {
			return err
		}
	}
	now := time.Now()
	err := store.Each(ctx, db, l.reports, store.MaxKeys/4, func(tx store.Tx, r lastReport) error {
		id := report.ID{Campaign: l.b.campaign.Name, Period: store.Imported, Unit: r.unit.Code}
		store.Drafts.Put(tx, id, r.draft)
		store.Statuses.Put(tx, id, report.Status{State: report.Accepted, Outline: r.draft.Outline, Figures: r.figures})
		return nil
	})
	if err != nil {
		return err
	}
	// Only now is it known that there are some: what was cut off before is as if there were none.
	err = store.One(ctx, db, func(tx store.Tx) error {
		series, err := store.AllSeries.Get(tx, l.b.campaign.Name)
		if err != nil {
			return err
		}
		series.Imported = true
		store.AllSeries.Put(tx, l.b.campaign.Name, series)
		of := report.ID{Campaign: l.b.campaign.Name, Period: series.Open}
		store.Journal.Put(tx, store.Line{Campaign: of, Update: "last", At: now}, report.Entry{When: now, Role: roster.Admin,
			Outreach: report.TookLast, Unit: l.b.units.Roots()[0].Code, Remark: p.say.Say("cli_last_journal", "n", len(l.reports))})
		for _, o := range l.b.outlines {
			if !store.Outlines.Has(tx, o.Hash) {
				store.Outlines.Put(tx, o.Hash, l.b.sources[o.Hash])
			}
		}
		return nil
	})
	if err == nil {
		p.print("cli_last_done", "n", len(l.reports))
	}
	return err
}
