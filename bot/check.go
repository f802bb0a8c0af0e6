package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/locale"
)

type checkCommand struct {
	Place    string `arg:"" optional:"" help:"${cli_help_check_place}"`
	Campaign string `help:"${cli_help_check_campaign}" placeholder:"${cli_arg_name}"`
	Against  string `help:"${cli_help_check_against}" placeholder:"${cli_arg_data}" type:"path"`
	Data     string `help:"${cli_help_check_data}" placeholder:"${cli_arg_data}" type:"path"`
}

// Run checks everything that a start would read, and the outlines beside it. Whatever can be
// read is looked at, beside what cannot.
func (k *checkCommand) Run(ctx context.Context, p *program) error {
	say := p.say
	c, configErr := k.settings(p.env)
	var bundles []*bundle
	var err error
	if _, bad := checkCampaigns(c.Conversations); !c.Lost && (c.Conversations == "" || !bad) {
		if configErr != nil {
			c = c.withoutFaulty()
		}
		bundles, err = k.read(c)
	}
	k.doubts(p, c, bundles, say)
	if err := k.faults(p, errors.Join(configErr, err), say); err != nil {
		return err
	}
	for _, b := range bundles {
		questions := 0
		for _, o := range b.outlines {
			questions += countQuestions(o)
		}
		fmt.Fprintln(p.stdout, fault.New("check_campaign", "campaign", b.campaign.Name, "units", b.units.Len(), "outlines", len(b.outlines),
			"questions", questions, "more", len(b.spare), "phrases", len(say.Keys()), "languages", len(languages())).Say(say))
		if b.people != nil {
			fmt.Fprintln(p.stdout, say.Say("check_people", "file", b.folder.label(peopleFile), "n", len(b.people)))
		}
	}
	if k.Data != "" {
		if err := k.data(ctx, c, p); err != nil {
			return err
		}
	}
	if k.Against == "" {
		return nil
	}
	return k.against(ctx, p, c, bundles)
}

// doubts prints what is taken and will not have been meant.
func (k *checkCommand) doubts(p *program, c Config, bundles []*bundle, say locale.Phrases) {
	if c.Conversations == "" && !c.Lost && len(bundles) == 1 {
		fmt.Fprintln(p.stdout, say.Say("check_doubt", "fault", fault.New("check_shipped", "name", bundles[0].campaign.Name).Say(say)))
	}
	found := c.doubts()
	for _, b := range bundles {
		found = append(found, b.doubts(languages(), time.Now())...)
	}
	for _, f := range append(found, among(bundles, time.Now())...) {
		fmt.Fprintln(p.stdout, say.Say("check_doubt", "fault", f.Say(say)))
	}
}

// faults prints what is wrong, a line each, and returns how much it is. What is no fault of a
// file is returned as it is.
func (k *checkCommand) faults(p *program, err error, say locale.Phrases) error {
	var others []error
	lines := 0
	for _, e := range parts(err) {
		found, ok := linesOf(e, say)
		if !ok && e != nil {
			others = append(others, e)
			continue
		}
		for _, line := range found {
			fmt.Fprintln(p.stdout, line)
			lines++
		}
	}
	if lines > 0 {
		others = append(others, coded(exitFiles, hinted(fails("check_faults", "n", lines), "check_faults_hint")))
	}
	return errors.Join(others...)
}

// read reads the campaigns that are to be checked, and returns all that is wrong.
func (k *checkCommand) read(c Config) ([]*bundle, error) {
	bundles, err := c.bundles()
	if err == nil && k.Campaign != "" {
		b, err := oneOf(bundles, k.Campaign)
		if err != nil {
			return nil, err
		}
		bundles = []*bundle{b}
	}
	faults := []error{err}
	for _, b := range bundles {
		faults = append(faults, b.checkSpare()...)
	}
	return bundles, errors.Join(faults...)
}

// withoutFaulty leaves out what a configuration names and cannot be read: that is told.
func (c Config) withoutFaulty() Config {
	if _, bad := checkFile(c.Units); c.Units != "" && bad {
		c.Units = ""
	}
	c.TimeZone, c.Digests, c.Deadlines = "", nil, nil
	return c
}

// countQuestions counts those of groups too.
func countQuestions(o *form.Outline) (n int) {
	for _, s := range o.Sections {
		for _, q := range s.Questions {
			n += 1 + len(q.Questions)
		}
	}
	return n
}

// temporary reports whether a file is not the clerk's: hidden ones, and those with which an open editor marks its own.
func temporary(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") }

// checkSpare checks and keeps the outlines that the campaign does not use yet.
func (b *bundle) checkSpare() (faults []error) {
	used := map[string]bool{campaignFile: true}
	if b.campaign != nil {
		for _, level := range b.campaign.Levels {
			used[level.Outline] = true
		}
	}
	names, err := fs.Glob(b.folder, "*.yaml")
	if err != nil {
		return []error{err}
	}
	for _, name := range slices.DeleteFunc(names, func(name string) bool { return used[name] || temporary(name) }) {
		source, err := fs.ReadFile(b.folder, name)
		if err != nil {
			faults = append(faults, unreadable(b.folder.label(name), err))
			continue
		}
		if kind := kindOfFile(source); kind == keysOfCampaign || kind == keysOfConfig {
			continue // a copy is told of by its name; a configuration may lie beside its campaign
		}
		o, _, err := b.outline(name, source)
		if faults = append(faults, err); err == nil {
			b.spare = append(b.spare, o)
		}
	}
	return faults
}
