package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/locales"
)

type checkCommand struct {
	Campaign string `help:"Check this campaign only, where several are open." placeholder:"NAME"`
	Against  string `help:"Also tell what the outlines as they are now would do to the open reports of this data folder." placeholder:"DATA" type:"path"`
	Data     string `help:"Also look through the database and the files of this data folder, while its bot runs or not." placeholder:"DATA" type:"path"`
}

// Run checks everything that a start would read, and the outlines beside it.
func (k *checkCommand) Run(ctx context.Context, p *program, c Config) error {
	good, err := k.read(c)
	phrases, phrasesErr := locale.Load(locales.FS)
	if err := errors.Join(err, phrasesErr); err != nil {
		lines := strings.Split(err.Error(), "\n")
		for _, fault := range lines {
			fmt.Fprintln(p.stdout, fault)
		}
		return hinted(fmt.Errorf("faults: %d", len(lines)), "each line begins with the file, the line and the column")
	}
	first, _ := phrases.Language(locale.Default)
	for _, b := range good {
		questions := 0
		for _, o := range b.outlines {
			questions += countQuestions(o)
		}
		var all []*form.Outline
		for _, level := range slices.Sorted(maps.Keys(b.outlines)) {
			all = append(all, b.outlines[level])
		}
		for _, o := range append(all, b.spare...) {
			for _, w := range o.Warnings {
				fmt.Fprintf(p.stdout, "warning: %v\n", w)
			}
		}
		fmt.Fprintf(p.stdout, "ok: campaign %s, %d units, %d outlines with %d questions, %d more outlines, %d phrases in %d languages\n",
			b.campaign.Name, b.units.Len(), len(b.outlines), questions, len(b.spare), len(first.Keys()), len(phrases.Languages()))
		if b.people != nil {
			fmt.Fprintf(p.stdout, "ok: %s, people at %d units\n", b.folder.label(peopleFile), len(b.people))
		}
	}
	if k.Data != "" {
		if err := k.data(ctx, c, p.stdout); err != nil {
			return err
		}
	}
	if k.Against == "" {
		return nil
	}
	told, err := k.against(ctx, c, good)
	fmt.Fprint(p.stdout, told)
	return err
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

// countQuestions counts those of groups too.
func countQuestions(o *form.Outline) (n int) {
	for _, s := range o.Sections {
		for _, q := range s.Questions {
			n += 1 + len(q.Questions)
		}
	}
	return n
}

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
	for _, name := range slices.DeleteFunc(names, func(name string) bool { return used[name] }) {
		source, err := fs.ReadFile(b.folder, name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		o, err := form.Parse(b.folder.label(name), source)
		faults, b.spare = append(faults, err), append(b.spare, o)
	}
	return faults
}
