package main

import (
	"bufio"
	"context"
	"strings"

	"giaoban/internal/campaign"
	"giaoban/internal/dispatch/lifecycle"
	"giaoban/internal/locale"
)

// campaignCommand is what is done to a campaign as a whole, while the bot runs
// or not. Everybody who joined is told.
type campaignCommand struct {
	Status   changeCommand `cmd:"" help:"${cli_help_campaign_status}"`
	Rehearse forcedCommand `cmd:"" set:"force=${cli_help_rehearse_force}" help:"${cli_help_campaign_rehearse}"`
	Reset    resetCommand  `cmd:"" help:"${cli_help_campaign_reset}"`
	Open     forcedCommand `cmd:"" set:"force=${cli_help_open_force}" help:"${cli_help_campaign_open}"`
	Close    closeCommand  `cmd:"" help:"${cli_help_campaign_close}"`
	Reopen   changeCommand `cmd:"" help:"${cli_help_campaign_reopen}"`
}

func newCampaignCommand() campaignCommand {
	return campaignCommand{
		Rehearse: forcedCommand{changeCommand: changeCommand{change: campaign.Rehearse}},
		Open:     forcedCommand{changeCommand: changeCommand{change: campaign.Open}},
		Close:    closeCommand{changeCommand: changeCommand{change: campaign.Close}},
		Reopen:   changeCommand{change: campaign.Reopen},
	}
}

// which is the campaign that is meant.
type which struct {
	Campaign string `help:"${cli_help_which}" placeholder:"${cli_arg_name}"`
}

// changeCommand does one change, or tells how the campaign stands.
type changeCommand struct {
	which
	change campaign.Change
	force  bool
}

// Run does the change.
func (k *changeCommand) Run(ctx context.Context, p *program, c Config) error {
	return withOperations(ctx, c, func(o operations) error {
		s, err := o.Conduct(ctx, conductOrder{Campaign: k.Campaign, Change: k.change, Force: k.force})
		if err == nil {
			p.standing(c, "cli_standing", s)
		}
		return err
	})
}

// closeCommand closes a campaign, and asks first where people would find the door shut.
type closeCommand struct {
	changeCommand
	Yes bool `help:"${cli_help_units_yes}"`
}

// Run does the change.
func (k *closeCommand) Run(ctx context.Context, p *program, c Config) error {
	if k.Yes {
		return k.changeCommand.Run(ctx, p, c)
	}
	err := withOperations(ctx, c, func(o operations) error {
		s, err := o.Conduct(ctx, conductOrder{Campaign: k.Campaign})
		if err != nil || s.Phase.Closed || s.Missing == 0 || s.Members == 0 {
			return err
		}
		return p.agreed("cli_close_ask", "campaign", s.Campaign, "missing", s.Missing, "begun", s.Begun-s.In, "members", s.Members)
	})
	if err != nil {
		return err
	}
	return k.changeCommand.Run(ctx, p, c)
}

// forcedCommand is a change that can be forced on reports that are in its way.
type forcedCommand struct {
	changeCommand
	Force bool `help:"${force}"`
}

// Run does the change.
func (k *forcedCommand) Run(ctx context.Context, p *program, c Config) error {
	k.force = k.Force
	return k.changeCommand.Run(ctx, p, c)
}

type resetCommand struct {
	which
	Yes    bool   `help:"${cli_help_reset_yes}"`
	Really string `help:"${cli_help_reset_really}" placeholder:"${cli_arg_name}"`
}

// Run wipes a rehearsal, when whoever asks has typed its name.
func (k *resetCommand) Run(ctx context.Context, p *program, c Config) error {
	return withOperations(ctx, c, func(o operations) error {
		s, err := o.Conduct(ctx, conductOrder{Campaign: k.Campaign})
		if err != nil {
			return err
		}
		if k.Really != "" && k.Really != s.Campaign {
			return coded(exitUsage, fails("cli_reset_other", "name", k.Really, "campaign", s.Campaign))
		}
		force := k.Really != ""
		if !force && !s.Phase.Rehearsal && !s.Phase.Wiping {
			return whyNot(s.Campaign, campaign.ErrNoRehearsal)
		}
		if !k.Yes && !force {
			if err := confirmed(p, s); err != nil {
				return err
			}
		}
		s, err = o.Conduct(ctx, conductOrder{Campaign: s.Campaign, Change: campaign.Reset, Force: force})
		if err == nil {
			p.standing(c, "cli_reset_done", s)
		}
		return err
	})
}

// confirmed asks for the campaign's name.
func confirmed(p *program, s lifecycle.Standing) error {
	p.ask("cli_reset_ask", "n", s.Begun, "campaign", s.Campaign)
	line, _ := bufio.NewReader(p.stdin).ReadString('\n')
	if strings.TrimSpace(line) != s.Campaign {
		return hinted(declined("cli_reset_not_named"), "cli_reset_type", "campaign", s.Campaign)
	}
	return nil
}

// stateOf is the phrase for how a campaign stands.
func stateOf(s lifecycle.Standing) string {
	switch {
	case s.Phase.Wiping:
		return "cli_state_wiping"
	case s.Phase.Closed && s.Phase.Rehearsal:
		return "cli_state_rehearsed"
	case s.Phase.Closed:
		return "cli_state_closed"
	case s.Phase.Rehearsal:
		return "cli_state_rehearsal"
	}
	return "cli_state_open"
}

// standing prints the line about a campaign, by the campaign's clock.
func (p *program) standing(c Config, line string, s lifecycle.Standing) {
	there := p.in(c, s.Campaign)
	state := stateOf(s)
	is := locale.Later(state)
	if !s.Phase.Since.IsZero() {
		is = locale.Later("cli_state_since", "state", is, "since", locale.ClockMomentLater(s.Phase.Since))
	}
	name := s.Campaign
	if s.Period != "" {
		name += "@" + s.Period
	}
	there.print(line, "campaign", name, "state", is, "begun", s.Begun, "in", s.In, "members", s.Members)
	if s.Unreadable > 0 {
		there.print("cli_standing_unreadable", "n", s.Unreadable)
	}
	if s.Memberless > 0 {
		there.print("cli_standing_memberless", "n", s.Memberless)
	}
}
