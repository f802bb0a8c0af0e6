package coordinator

import (
	"context"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// daysPlanned is for how many days an admin is told what the program will do: what fits a screen or two.
const daysPlanned = 7

// readPlan tells what the program will do on its own, in each campaign that the admin looks after.
func (q question) readPlan(ctx context.Context, r store.Reader) ([]chat.Content, error) {
	set := q.Campaign.Set
	plans, err := set.Foretell(ctx, r, q.now, q.now.AddDate(0, 0, daysPlanned))
	if err != nil {
		return nil, err
	}
	var out []chat.Content
	for _, p := range plans {
		if in := set.Named(p.ID); in != nil && roster.Anywhere(q.who, in.List(), roster.System) {
			out = append(out, chat.Content{Text: strings.Join(p.Lines(q.say.In(in.Plan.Zone)), "\n")})
		}
	}
	if len(out) == 0 { // not any more
		return []chat.Content{{Text: q.say.Say("operation_not_you", "contact", q.Campaign.In(q.say).Contact)}}, nil
	}
	return out, nil
}
