package main

import (
	"context"
	"errors"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/lifecycle"
	"giaoban/internal/locale"
	"giaoban/locales"
)

// conductOrder says what is to be done to a campaign as a whole; no change asks
// how it stands.
type conductOrder struct {
	Campaign string          `json:"campaign,omitempty"` // its name, where several are open
	Change   campaign.Change `json:"change,omitempty"`
	Force    bool            `json:"force,omitempty"`
}

// Conduct implements operations.
func (a *admin) Conduct(ctx context.Context, order conductOrder) (lifecycle.Standing, error) {
	b, err := oneOf(a.bundles, order.Campaign)
	if err != nil {
		return lifecycle.Standing{}, err
	}
	d, err := a.dispatcher(ctx)
	if err != nil {
		return lifecycle.Standing{}, err
	}
	if order.Change == "" {
		return d.Standing(ctx, b.campaign.Name)
	}
	if err := a.settled(ctx); err != nil {
		return lifecycle.Standing{}, err
	}
	s, err := d.Change(ctx, b.campaign.Name, order.Change, order.Force, a.now())
	if errors.Is(err, campaign.ErrUnchanged) {
		if is, unknown := d.Standing(ctx, b.campaign.Name); unknown == nil {
			state := stateOf(is)
			err = fails("cli_campaign_so", "state", locale.Later(state), "error", err)
		}
	}
	if err != nil {
		return s, whyNot(b.campaign.Name, err)
	}
	return s, nil
}

// whyNot adds to a refusal what to do instead.
func whyNot(name string, err error) error {
	err = fails("cli_of_campaign", "name", name, "error", err)
	switch {
	case errors.Is(err, campaign.ErrUnchanged):
		return hinted(err, "cli_campaign_how")
	case errors.Is(err, campaign.ErrBegun):
		return hinted(err, "cli_campaign_rehearse_before")
	case errors.Is(err, campaign.ErrRehearsed):
		return hinted(err, "cli_campaign_wipe_first")
	case errors.Is(err, campaign.ErrNoRehearsal):
		return hinted(err, "cli_campaign_really", "name", name)
	}
	return err
}

// idle makes a dispatcher for an admin beside whom no bot runs: what is to be
// said lies in the outbox until the next serve.
func (a *admin) idle(ctx context.Context) (*dispatch.Dispatcher, error) {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return nil, err
	}
	d := dispatch.New(campaigns.Options{KV: a.kv, Campaigns: collections(a.bundles), Catalog: catalog, Deliver: func(...chat.Message) {}})
	return d, d.LoadSeries(ctx)
}
