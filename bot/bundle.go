package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"giaoban/internal/campaign"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/form"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A bundle is one campaign with all that it names: units and outlines.
type bundle struct {
	folder   campaignFolder
	campaign *campaign.Campaign
	units    *roster.Units
	outlines map[int]*form.Outline // by level
	sources  map[string][]byte     // by the outline's hash
	spare    []*form.Outline       // those of the folder that no level has yet, once checked
	people   roster.Directory      // the office's own list; nil if the folder has none
}

// peopleFile is the office's own list of whom to call, which a campaign's folder may have.
const peopleFile = "people.csv"

// readPeople reads it, if there is one.
func (b *bundle) readPeople() error {
	content, err := fs.ReadFile(b.folder, peopleFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("read people: %w", err)
	}
	b.people, err = roster.ParsePeople(bytes.NewReader(content), b.folder.label(peopleFile), b.units)
	return err
}

// campaignFile is what a campaign's folder must have.
const campaignFile = "campaign.yaml"

// loadBundle reads a campaign's folder. units, if not nil, takes the place of
// the list that the campaign names. All faults of all files come together.
func loadBundle(folder campaignFolder, units []byte) (*bundle, error) {
	b := &bundle{folder: folder, outlines: map[int]*form.Outline{}, sources: map[string][]byte{}}
	content, err := fs.ReadFile(folder, campaignFile)
	if err != nil {
		return b, fmt.Errorf("read campaign: %w", err)
	}
	c, err := campaign.Parse(folder.label(campaignFile), content)
	if err != nil {
		return b, err
	}
	b.campaign = c
	var faults []error
	if units == nil {
		if units, err = fs.ReadFile(folder, c.Units); err != nil {
			faults = append(faults, fmt.Errorf("read units of %s: %w", c.Name, err))
		}
	}
	if units != nil {
		if b.units, err = roster.ParseUnits(bytes.NewReader(units), folder.label(c.Units)); err != nil {
			faults = append(faults, err)
		} else if err := b.readPeople(); err != nil {
			faults = append(faults, err)
		}
	}
	for _, level := range c.Levels {
		source, err := fs.ReadFile(folder, level.Outline)
		if err != nil {
			faults = append(faults, fmt.Errorf("read outline of %s: %w", c.Name, err))
			continue
		}
		o, err := form.Parse(folder.label(level.Outline), source)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		b.outlines[level.Level], b.sources[o.Hash] = o, source
	}
	if len(faults) == 0 { // an outline that is missing would be taken for another level's
		faults = b.checkBelow()
	}
	return b, errors.Join(faults...)
}

// collections are the campaigns as the dispatcher takes them.
func collections(bundles []*bundle) []*campaigns.Definition {
	out := make([]*campaigns.Definition, len(bundles))
	for i, b := range bundles {
		out[i] = &campaigns.Definition{Campaign: b.campaign, Units: b.units, Outlines: b.outlines, People: b.people}
	}
	return out
}

// checkBelow refuses an outline that adds up a figure which the outline of the
// campaign's next level does not have. Whether the list has units of that level
// is another matter: a list without districts takes the same files.
func (b *bundle) checkBelow() (faults []error) {
	levels := slices.Sorted(maps.Keys(b.outlines))
	for i, level := range levels[:max(0, len(levels)-1)] {
		if wrong := b.outlines[level].CheckBelow(b.outlines[levels[i+1]]); len(wrong) > 0 {
			faults = append(faults, wrong)
		}
	}
	return faults
}

// versions stores the outlines of this start and gives them with those of
// earlier ones, to which drafts may still belong.
func versions(ctx context.Context, kv store.KV, bundles []*bundle) (map[string]*form.Outline, error) {
	out := map[string]*form.Outline{}
	for _, b := range bundles {
		for _, o := range b.outlines {
			out[o.Hash] = o
		}
	}
	var stored map[string][]byte
	err := kv.View(ctx, func(r store.Reader) (err error) {
		stored, err = store.Outlines.Map(r, "")
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read outlines: %w", err)
	}
	for hash, source := range stored {
		if out[hash] != nil {
			continue
		}
		if out[hash], err = form.Parse("outline "+hash, source); err != nil {
			return nil, fmt.Errorf("stored outline: %w", err)
		}
	}
	for _, b := range bundles {
		if err := b.keepSources(ctx, kv, stored); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// keepSources stores the outlines that are new here.
func (b *bundle) keepSources(ctx context.Context, kv store.KV, stored map[string][]byte) error {
	err := store.One(ctx, kv, func(tx store.Tx) error {
		for hash, source := range b.sources {
			if stored[hash] == nil {
				store.Outlines.Put(tx, hash, source)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store outlines: %w", err)
	}
	return nil
}
