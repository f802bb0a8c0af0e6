package calendar

import (
	"context"
	"fmt"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/oversight"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// polled tells the coordinators of the unit that asked a quick poll what was answered, and who
// has not answered, when it is over. Each is told once, all the same: they may see the same.
func (r *round) polled(ctx context.Context) error {
	from := campaigns.AskedBy(r.Campaign)
	u, ok := r.Units.Get(from)
	if !ok {
		return nil
	}
	receivers := notify.Receivers(r.overview.Members, []roster.Unit{u}, roster.Coordinator)
	if len(receivers) == 0 {
		return nil
	}
	say := r.Phrases("")
	who := []roster.Membership{{List: r.List(), Unit: from, Role: roster.Coordinator}}
	var contents []chat.Content
	err := r.Set.KV.View(ctx, func(tx store.Reader) error {
		s, err := r.OverviewFrom(tx, r.to)
		if err != nil {
			return err
		}
		lib := r.Library(tx, say.Tag(), func(string) {})
		contents, err = oversight.Read(s, lib, who, command.Command{Name: command.Polled, Code: from}, nil, say)
		return err
	})
	if err != nil {
		return fmt.Errorf("result of a poll: %w", err)
	}
	for _, to := range receivers {
		like := chat.Message{To: to.Address, Priority: chat.Bulk}
		if err := r.Say(ctx, fmt.Sprintf("polled/%s/%s", r.ID(), to.Address), r.to, like, contents, nil); err != nil {
			return fmt.Errorf("result of a poll to %s: %w", to.Address, err)
		}
	}
	return nil
}
