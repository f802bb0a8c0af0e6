package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"giaoban/internal/conversation"
	"giaoban/internal/locale"
	"giaoban/locales"
)

type checkCommand struct{}

// Run checks everything that a start would read, and the outlines beside it.
func (*checkCommand) Run(p *program) error {
	c, err := loadConfig(p.env, false)
	if err != nil {
		return err
	}
	b, err := c.bundle()
	faults := []error{err}
	used := map[string]bool{}
	if b != nil && b.campaign != nil {
		for _, level := range b.campaign.Levels {
			used[level.Outline] = true
		}
	}
	spare, err := checkSpare(c.folder(), used)
	faults = append(faults, err)
	phrases, err := locale.Load(locales.FS)
	if err := errors.Join(append(faults, err)...); err != nil {
		lines := strings.Split(err.Error(), "\n")
		for _, fault := range lines {
			fmt.Fprintln(p.stdout, fault)
		}
		return hinted(fmt.Errorf("faults: %d", len(lines)), "each line begins with the file, the line and the column")
	}
	questions := 0
	for _, o := range b.outlines {
		questions += countQuestions(o)
	}
	first, _ := phrases.Language(locale.Default)
	fmt.Fprintf(p.stdout, "ok: campaign %s, %d units, %d outlines with %d questions, %d more outlines, %d phrases in %d languages\n",
		b.campaign.Name, b.units.Len(), len(b.outlines), questions, spare, len(first.Keys()), len(phrases.Languages()))
	return nil
}

// countQuestions counts those of groups too.
func countQuestions(o *conversation.Outline) (n int) {
	for _, s := range o.Sections {
		for _, q := range s.Questions {
			n += 1 + len(q.Questions)
		}
	}
	return n
}

// checkSpare checks the outlines that the campaign does not use yet.
func checkSpare(folder fs.FS, used map[string]bool) (count int, err error) {
	names, err := fs.Glob(folder, "*.yaml")
	if err != nil {
		return 0, err
	}
	var faults []error
	for _, name := range slices.DeleteFunc(names, func(name string) bool { return name == campaignFile || name == demoFile || used[name] }) {
		source, err := fs.ReadFile(folder, name)
		if err == nil {
			_, err = conversation.Parse(name, source)
		}
		faults = append(faults, err)
		count++
	}
	return count, errors.Join(faults...)
}
