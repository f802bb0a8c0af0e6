package main

import (
	"fmt"
	"io/fs"
	"os"

	"giaoban/conversations"
	"giaoban/internal/roster"
)

// shippedCampaign is the campaign that is used where none is configured.
const shippedCampaign = "thanhhoa-2016"

// shipped is its folder.
func shipped() fs.FS {
	folder, err := fs.Sub(conversations.FS, shippedCampaign)
	if err != nil {
		panic(err) // the name above is valid
	}
	return folder
}

// folder is the configured campaign's, else the shipped one's.
func (c Config) folder() fs.FS {
	if c.Conversations != "" {
		return os.DirFS(c.Conversations)
	}
	return shipped()
}

// bundle reads the campaign with the units of the configuration.
func (c Config) bundle() (*bundle, error) {
	var units []byte
	if c.Units != "" {
		var err error
		if units, err = os.ReadFile(c.Units); err != nil {
			return nil, fmt.Errorf("read units: %w", err)
		}
	}
	return loadBundle(c.folder(), units)
}

// expects tells whether the campaign wants a report of the unit.
func (b *bundle) expects(u roster.Unit) bool { return b.outlines[u.Level] != nil }
