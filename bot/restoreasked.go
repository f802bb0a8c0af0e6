package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"giaoban/internal/report"
	"giaoban/internal/store"
)

// newer is what a report has that came after a backup, and that the backup's takes the place of.
type newer struct {
	n    int // lines of its history
	last time.Time
}

// newerThan counts it. A line that cannot be read counts too.
func newerThan(ctx context.Context, kv store.KV, saved store.Saved) (found newer, err error) {
	there := map[string]bool{}
	for _, record := range saved.Records {
		there[record.Key] = true
	}
	err = kv.View(ctx, func(r store.Reader) error {
		found = newer{}
		begin := saved.Report.String() + "/h/"
		for row, err := range store.History.All(r, begin) {
			if there[store.History.Prefix()+begin+row.Key] {
				continue
			}
			if found.n++; err == nil && row.Value.At.After(found.last) {
				found.last = row.Value.At
			}
		}
		return nil
	})
	return found, err
}

// replaces asks whether what was answered since a backup is to give way to what stands in it.
func (k *restoreCommand) replaces(ctx context.Context, p *program, c Config, db store.KV, saved store.Saved) error {
	found, err := newerThan(ctx, db, saved)
	if err != nil || found.n == 0 || k.Yes {
		return err
	}
	there := p.in(c, saved.Report.Campaign)
	return there.agreed("cli_restore_unit_ask", "unit", c.unitCalled(saved.Report), "n", found.n, "at", found.last, "file", k.File)
}

// unitCalled is the unit of a report with its code; the code alone where the list cannot be read.
func (c Config) unitCalled(of report.ID) string {
	bundles, err := c.bundles()
	if err != nil {
		return of.Unit
	}
	for _, b := range bundles {
		if u, ok := b.units.Get(of.Unit); ok && b.campaign.Name == of.Campaign {
			return unitAndCode(u)
		}
	}
	return of.Unit
}

// noReport tells that an archive has no report of a unit, and which code it has now or had then.
func (k *restoreCommand) noReport(c Config, since moves) error {
	err := notFound("cli_restore_no_report", "file", k.File, "unit", k.Unit)
	if before := since.before(k.Unit); len(before) > 0 {
		return hinted(err, "cli_restore_then", "unit", k.Unit, "units", strings.Join(before, "; "))
	}
	bundles, unread := c.bundles()
	if unread != nil {
		return hinted(err, "cli_restore_no_report_hint")
	}
	for _, b := range bundles {
		var near *failure
		if _, ok := b.units.Get(k.Unit); ok {
			break
		} else if errors.As(b.noUnit(k.Unit), &near) {
			return near
		}
	}
	return hinted(err, "cli_restore_no_report_hint")
}

// before are the units, with their codes, that became one since.
func (all moves) before(unit string) (units []string) {
	codes := []string{unit}
	for _, r := range slices.Backward(all) {
		for _, m := range r.Moves {
			if m.New != m.Old && slices.Contains(codes, m.New) {
				codes = append(codes, m.Old)
				units = append(units, "--unit "+m.Old+": "+r.Called[m.Old])
			}
		}
	}
	return units
}
