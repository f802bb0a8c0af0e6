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
	who := []roster.Membership{{List: r.List(), Unit: from, Role: roster.Coordinator}}
	contents := make([][]chat.Content, len(receivers))
	err := r.Set.KV.View(ctx, func(tx store.Reader) error {
		s, err := r.OverviewFrom(tx, r.to)
		if err != nil {
			return err
		}
		for i, to := range receivers {
			p, err := store.GetPerson(tx, to.Address)
			if err = r.Set.Despite(err); err != nil {
				return err
			}
			say := r.Phrases(p.Language)
			contents[i], err = oversight.Read(campaigns.Told(r.Campaign, s, say), r.Library(tx, say.Tag(), func(string) {}), who, command.Command{Name: command.Polled, Code: from}, nil, say)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("result of a poll: %w", err)
	}
	for i, to := range receivers {
		like := chat.Message{To: to.Address, Priority: chat.Bulk}
		if err := r.Say(ctx, fmt.Sprintf("polled/%s/%s", r.ID(), to.Address), r.to, like, contents[i], nil); err != nil {
			return fmt.Errorf("result of a poll to %s: %w", to.Address, err)
		}
	}
	return nil
}
