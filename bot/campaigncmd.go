package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"

	"giaoban/internal/campaign"
	"giaoban/internal/dispatch/lifecycle"
)

// campaignCommand is what is done to a campaign as a whole, while the bot runs
// or not. Everybody who joined is told.
type campaignCommand struct {
	Status   changeCommand `cmd:"" help:"How the campaign stands: rehearsed, open or closed, and how many reports there are."`
	Rehearse forcedCommand `cmd:"" set:"force=Although reports have been begun: they become part of the rehearsal." help:"What follows is a rehearsal: every message says so, and reset wipes it."`
	Reset    resetCommand  `cmd:"" help:"Wipe the rehearsal's reports, files, questions and journal; people and their invitations stay."`
	Open     forcedCommand `cmd:"" set:"force=Although the rehearsal's reports are still there: they are taken for real." help:"Collect for real, after a rehearsal or a closing."`
	Close    changeCommand `cmd:"" help:"Take no more reports: they can be read, and reminders and digests end."`
	Reopen   changeCommand `cmd:"" help:"Undo close."`
}

func newCampaignCommand() campaignCommand {
	return campaignCommand{
		Rehearse: forcedCommand{changeCommand: changeCommand{change: campaign.Rehearse}},
		Open:     forcedCommand{changeCommand: changeCommand{change: campaign.Open}},
		Close:    changeCommand{change: campaign.Close},
		Reopen:   changeCommand{change: campaign.Reopen},
	}
}

// which is the campaign that is meant.
type which struct {
	Campaign string `help:"Name of the campaign, where several are open." placeholder:"NAME"`
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
			fmt.Fprintln(p.stdout, standing(s))
		}
		return err
	})
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
	Yes    bool   `help:"Do not ask for the campaign's name."`
	Really string `help:"Wipe reports that are no rehearsal; NAME is the campaign's." placeholder:"NAME"`
}

// Run wipes a rehearsal, when whoever asks has typed its name.
func (k *resetCommand) Run(ctx context.Context, p *program, c Config) error {
	return withOperations(ctx, c, func(o operations) error {
		s, err := o.Conduct(ctx, conductOrder{Campaign: k.Campaign})
		if err != nil {
			return err
		}
		if k.Really != "" && k.Really != s.Campaign {
			return hinted(fmt.Errorf("--really names %q, and the campaign is %s", k.Really, s.Campaign), "nothing was wiped")
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
			fmt.Fprintf(p.stdout, "wiped; %s\n", standing(s))
		}
		return err
	})
}

// confirmed asks for the campaign's name.
func confirmed(p *program, s lifecycle.Standing) error {
	fmt.Fprintf(p.stdout, "%d reports of %s are wiped for ever. Type the campaign's name to go on: ", s.Begun, s.Campaign)
	line, _ := bufio.NewReader(p.stdin).ReadString('\n')
	if strings.TrimSpace(line) != s.Campaign {
		return hinted(errors.New("that is not the campaign's name, and nothing was wiped"), "type %s, or give --yes", s.Campaign)
	}
	return nil
}

// standing is the line about a campaign.
func standing(s lifecycle.Standing) string {
	state := "open"
	switch {
	case s.Phase.Wiping:
		state = "being wiped, reset goes on with it"
	case s.Phase.Closed && s.Phase.Rehearsal:
		state = "closed (rehearsal)"
	case s.Phase.Closed:
		state = "closed"
	case s.Phase.Rehearsal:
		state = "rehearsal"
	}
	if !s.Phase.Since.IsZero() {
		state += " since " + s.Phase.Since.Format("2006-01-02 15:04")
	}
	line := fmt.Sprintf("campaign %s: %s; %d reports begun, %d submitted, %d members", s.Campaign, state, s.Begun, s.In, s.Members)
	if s.Unreadable > 0 {
		line += fmt.Sprintf("; of the reports, %d cannot be read (damaged)", s.Unreadable)
	}
	if s.Memberless > 0 {
		line += fmt.Sprintf("; the members of %d units cannot be read (damaged)", s.Memberless)
	}
	return line
}
