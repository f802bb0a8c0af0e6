package dispatch_test

import (
	"context"
	"slices"
	"strings"

	"giaoban/internal/dispatch"
	"giaoban/internal/dispatch/campaigns"
)

// succeeded starts the program again with a campaign that follows the one there was, a week later.
func (w *world) succeeded() {
	w.t.Helper()
	options := w.d.Options
	next, plan := *options.Campaigns[0], *options.Campaigns[0].Campaign
	plan.Previous, plan.Name = plan.Name, strings.Replace(plan.Name, "47", "48", 1)
	plan.Title = strings.Replace(plan.Title, "47", "48", 1)
	plan.Levels = slices.Clone(plan.Levels)
	for i := range plan.Levels {
		plan.Levels[i].Deadline = plan.Levels[i].Deadline.AddDate(0, 0, 7)
	}
	next.Campaign, options.Campaigns = &plan, []*campaigns.Definition{&next}
	w.now = w.now.AddDate(0, 0, 7)
	w.c, w.d = &plan, dispatch.New(options)
	if err := w.d.Open(context.Background(), w.now); err != nil {
		w.t.Fatal(err)
	}
}
