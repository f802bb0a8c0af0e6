package main

import "path/filepath"

// warnOfGiven tells which values the configuration has in the place of the campaign's own.
func (p *program) warnOfGiven(b *bundle) {
	for _, f := range b.given {
		p.tell("check_doubt", "fault", faultPhrase(f))
	}
}

// besideConfig is the campaign of a folder with what the configuration puts in place of its own, if it is one that the
// configuration opens; ok is false if it is not, or if the configuration cannot be read.
func (p *program) besideConfig(folder string) (b *bundle, ok bool, err error) {
	c, err := loadConfig(p.env, false)
	if err != nil || c.Conversations == "" {
		return nil, false, nil
	}
	folders, err := c.folders()
	if err != nil {
		return nil, false, nil
	}
	for _, f := range folders {
		if sameFile(filepath.Join(c.Conversations, f.name), folder) {
			b, err = c.bundleIn(f)
			return b, true, err
		}
	}
	return nil, false, nil
}
