package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"

	"giaoban/internal/dispatch/lifecycle"
)

// campaignCommand is what is done to a campaign as a whole, while the bot runs
// or not. Everybody who joined is told.
type campaignCommand struct {
	Status   standCommand    `cmd:"" help:"How the campaign stands: rehearsed, open or closed, and how many reports there are."`
	Rehearse rehearseCommand `cmd:"" help:"What follows is a rehearsal: every message says so, and reset wipes it."`
	Reset    resetCommand    `cmd:"" help:"Wipe the rehearsal's reports, files, questions and journal; people and their invitations stay."`
	Open     openCommand     `cmd:"" help:"Collect for real, after a rehearsal or a closing."`
	Close    closeCommand    `cmd:"" help:"Take no more reports: they can be read, and reminders and digests end."`
	Reopen   reopenCommand   `cmd:"" help:"Undo close."`
}

// which is the campaign that is meant.
type which struct {
	Campaign string `help:"Name of the campaign, where several are open." placeholder:"NAME"`
}

type standCommand struct{ which }

// Run tells how the campaign stands.
func (k *standCommand) Run(ctx context.Context, p *program) error {
	return k.conduct(ctx, p, "", false)
}

type rehearseCommand struct {
	which
	Force bool `help:"Although reports have been begun: they become part of the rehearsal."`
}

// Run begins a rehearsal.
func (k *rehearseCommand) Run(ctx context.Context, p *program) error {
	return k.conduct(ctx, p, lifecycle.Rehearse, k.Force)
}

type openCommand struct {
	which
	Force bool `help:"Although the rehearsal's reports are still there: they are taken for real."`
}

// Run begins to collect for real.
func (k *openCommand) Run(ctx context.Context, p *program) error {
	return k.conduct(ctx, p, lifecycle.Collect, k.Force)
}

type closeCommand struct{ which }

// Run closes the campaign.
func (k *closeCommand) Run(ctx context.Context, p *program) error {
	return k.conduct(ctx, p, lifecycle.Shut, false)
}

type reopenCommand struct{ which }

// Run opens it again.
func (k *reopenCommand) Run(ctx context.Context, p *program) error {
	return k.conduct(ctx, p, lifecycle.Reopen, false)
}

type resetCommand struct {
	which
	Yes    bool   `help:"Do not ask for the campaign's name."`
	Really string `help:"Wipe reports that are no rehearsal; NAME is the campaign's." placeholder:"NAME"`
}

// Run wipes a rehearsal, when whoever asks has typed its name.
func (k *resetCommand) Run(ctx context.Context, p *program) error {
	return withConfigured(ctx, p, func(o operations) error {
		s, err := o.Conduct(ctx, conductOrder{Campaign: k.Campaign})
		if err != nil {
			return err
		}
		if k.Really != "" && k.Really != s.Campaign {
			return hinted(fmt.Errorf("--really names %q, and the campaign is %s", k.Really, s.Campaign), "nothing was wiped")
		}
		force := k.Really != ""
		if !force && !s.Phase.Trial && !s.Phase.Wiping {
			return whyNot(s.Campaign, lifecycle.ErrNoTrial)
		}
		if !k.Yes && !force {
			if err := confirmed(p, s); err != nil {
				return err
			}
		}
		s, err = o.Conduct(ctx, conductOrder{Campaign: s.Campaign, Change: lifecycle.Reset, Force: force})
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

func (k which) conduct(ctx context.Context, p *program, change lifecycle.Change, force bool) error {
	return withConfigured(ctx, p, func(o operations) error {
		s, err := o.Conduct(ctx, conductOrder{Campaign: k.Campaign, Change: change, Force: force})
		if err == nil {
			fmt.Fprintln(p.stdout, standing(s))
		}
		return err
	})
}

func withConfigured(ctx context.Context, p *program, do func(operations) error) error {
	c, err := loadConfig(p.env, false)
	if err != nil {
		return err
	}
	return withOperations(ctx, c, do)
}

// standing is the line about a campaign.
func standing(s lifecycle.Standing) string {
	state := "open"
	switch {
	case s.Phase.Wiping:
		state = "being wiped, reset goes on with it"
	case s.Phase.Closed && s.Phase.Trial:
		state = "closed (rehearsal)"
	case s.Phase.Closed:
		state = "closed"
	case s.Phase.Trial:
		state = "rehearsal"
	}
	if !s.Phase.Since.IsZero() {
		state += " since " + s.Phase.Since.Format("2006-01-02 15:04")
	}
	return fmt.Sprintf("campaign %s: %s; %d reports begun, %d submitted, %d members", s.Campaign, state, s.Begun, s.In, s.Members)
}
