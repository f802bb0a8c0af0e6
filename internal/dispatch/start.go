package dispatch

import (
	"context"
	"fmt"
	"time"

	"giaoban/internal/desk"
	"giaoban/internal/locale"
	"giaoban/internal/store"
)

// Open opens the campaign on this store, if it is not: instants before now are
// never due. Heads who were not told of a submission before the program ended
// are told now.
func (d *Dispatcher) Open(ctx context.Context, now time.Time) error {
	if _, err := d.Done(ctx, now); err != nil {
		return fmt.Errorf("open the campaign: %w", err)
	}
	for _, in := range d.All {
		if err := loadPhase(ctx, in); err != nil {
			return fmt.Errorf("read how the campaign stands: %w", err)
		}
		if err := in.loadBelow(ctx); err != nil {
			return fmt.Errorf("read the reports below: %w", err)
		}
	}
	if err := d.Expand(ctx, now); err != nil {
		return err
	}
	return d.Tell(ctx, now)
}

// FileLost marks a file that will never come and tells who sent it.
func (d *Dispatcher) FileLost(ctx context.Context, l store.Download, why store.Loss) error {
	return fileLost(ctx, d.Set, l, why)
}

// Commands are the officers' commands for the platform's list.
func Commands(say locale.Phrases) []desk.Described {
	return []desk.Described{
		{Name: "xemtruoc", Text: say.Say("command_prepare")},
		{Name: "tieptuc", Text: say.Say("command_continue")},
		{Name: "phan", Text: say.Say("command_section")},
		{Name: "sua", Text: say.Say("command_fix")},
		{Name: "xemlai", Text: say.Say("command_review")},
		{Name: "tiendo", Text: say.Say("command_progress")},
		{Name: "nghi", Text: say.Say("command_rest")},
		{Name: "tep", Text: say.Say("command_files")},
		{Name: "nop", Text: say.Say("command_submit")},
		{Name: "xinsua", Text: say.Say("command_plead")},
		{Name: "trinhky", Text: say.Say("command_waiting")},
		{Name: "doi", Text: say.Say("command_change")},
		{Name: "moi", Text: say.Say("command_invite")},
		{Name: "trogiup", Text: say.Say("command_help")},
	}
}

// onceKept is how long updates are remembered: the platform repeats none that
// is older than a day.
const onceKept = 48 * time.Hour

// prune forgets updates that can never come again, a piece at a time and never
// inside a scan.
func prune(ctx context.Context, kv store.KV, now time.Time) error {
	for {
		var keys []string
		err := kv.View(ctx, func(r store.Reader) error {
			keys = store.OldOnce(r, now.Add(-onceKept), 500)
			return nil
		})
		if err != nil || len(keys) == 0 {
			return err
		}
		var deletions []func(store.Tx) error
		for len(keys) > 0 {
			n := min(50, len(keys))
			some := keys[:n]
			keys = keys[n:]
			deletions = append(deletions, func(tx store.Tx) error {
				for _, k := range some {
					tx.Delete(k)
				}
				return nil
			})
		}
		for _, err := range kv.Update(ctx, deletions...) {
			if err != nil {
				return fmt.Errorf("prune: %w", err)
			}
		}
	}
}
