package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"giaoban/internal/campaign"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/locale"
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
	// given are doubts about what the configuration puts in the place of the campaign's own, places are where it does, by key
	// and for deadlines by level.
	given  []fault.Fault
	places map[string]fault.Fault
}

// peopleFile is the office's own list of whom to call, which a campaign's folder may have.
const peopleFile = "people.csv"

// readPeople reads it, if there is one. Codes are looked for where the units are known.
func (b *bundle) readPeople() error {
	content, err := fs.ReadFile(b.folder, peopleFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return unreadable(b.folder.label(peopleFile), err)
	}
	b.people, err = roster.ParsePeople(bytes.NewReader(content), b.folder.label(peopleFile), b.units, locale.TongueOf(b.language()))
	return err
}

// language is that of the campaign, "" where it cannot be read.
func (b *bundle) language() string {
	if b.campaign == nil {
		return ""
	}
	return b.campaign.Language
}

// campaignFile is what a campaign's folder must have.
const campaignFile = "campaign.yaml"

// unitsGiven is a list of units that takes the place of the campaign's own.
type unitsGiven struct {
	label   string // what faults call it
	content []byte
}

// usualUnits is what a campaign's list is called where it cannot be asked.
const usualUnits = "units.csv"

// loadBundle reads a campaign's folder. units, if not nil, takes the place of
// the list that the campaign names. All faults of all files come together: what the campaign
// itself names is read as far as that can be.
func loadBundle(folder campaignFolder, units *unitsGiven) (*bundle, error) {
	b := &bundle{folder: folder, outlines: map[int]*form.Outline{}, sources: map[string][]byte{}}
	content, err := fs.ReadFile(folder, campaignFile)
	if err != nil {
		return b, unreadable(folder.label(campaignFile), err)
	}
	switch kindOfFile(content) {
	case keysOfOutline:
		return b, fault.New("campaign_is_outline").At(folder.label(campaignFile), 1, 1)
	case keysOfConfig:
		return b, fault.New("campaign_is_config").At(folder.label(campaignFile), 1, 1)
	}
	b.campaign, err = campaign.Parse(folder.label(campaignFile), content)
	faults := []error{err, b.readUnits(units), b.readPeople()}
	if b.campaign != nil {
		faults = append(faults, b.readOutlines()...)
	}
	err = errors.Join(faults...)
	if err == nil { // an outline that is missing would be taken for another level's
		err = errors.Join(b.checkBelow()...)
	}
	return b, err
}

// readUnits reads the list of units.
func (b *bundle) readUnits(given *unitsGiven) (err error) {
	if given == nil {
		name := usualUnits
		if b.campaign != nil {
			name = b.campaign.Units
		}
		content, err := fs.ReadFile(b.folder, name)
		switch {
		case err == nil:
		case b.campaign == nil:
			return nil // the campaign's own fault is told
		default:
			return b.missing(name, err, "*.csv", "units")
		}
		given = &unitsGiven{label: b.folder.label(name), content: content}
	}
	b.units, err = roster.ParseUnits(bytes.NewReader(given.content), given.label)
	if b.campaign != nil {
		b.units = b.units.TypesBehind(b.campaign.TypesBehind())
	}
	return err
}

// missing says that a file which the campaign names is not there, and which lies there.
func (b *bundle) missing(name string, err error, like string, keys ...any) error {
	there, _ := fs.Glob(b.folder, like)
	f := unreadable(name, err)
	if name == "" || !fs.ValidPath(name) || strings.Contains(name, `\`) {
		f = fault.New("path_outside", "path", name)
		name = path.Base(strings.ReplaceAll(name, `\`, "/"))
		if slices.Contains(there, name) {
			f.Near = name
			return b.campaign.Placed(f, keys...)
		}
	}
	if ext := strings.ToLower(path.Ext(name)); (ext == ".xlsx" || ext == ".xls") && keys[0] == "levels" {
		return b.campaign.Placed(fault.New("outline_is_form", "path", name, "meant", strings.TrimSuffix(name, path.Ext(name))+".yaml"), keys...)
	}
	there = slices.DeleteFunc(there, func(name string) bool { return name == peopleFile || name == campaignFile || temporary(name) })
	f = f.Meant(name, there)
	switch {
	case slices.Contains(there, name+path.Ext(like)):
		f.Near = name + path.Ext(like)
	case f.Near == "" && len(there) == 1:
		f.Near = there[0]
	case f.Near == "" && len(there) > 1 && f.Key == "path_missing":
		f = fault.New("path_missing_of", "path", name, "names", strings.Join(there, ", "))
	}
	return b.campaign.Placed(f, keys...)
}

// readOutlines reads that of each level.
func (b *bundle) readOutlines() (faults []error) {
	for i, level := range b.campaign.Levels {
		source, err := fs.ReadFile(b.folder, level.Outline)
		if err != nil {
			faults = append(faults, b.missing(level.Outline, err, "*.yaml", "levels", i, "outline"))
			continue
		}
		o, source, err := b.outline(level.Outline, source)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		b.outlines[level.Level], b.sources[o.Hash] = o, source
	}
	for _, err := range faults {
		b.named(err)
	}
	return faults
}

// named says of names that an outline does not know of which other outline they are: a condition names questions of its own.
func (b *bundle) named(err error) {
	var faults *fault.Faults
	if !errors.As(err, &faults) {
		return
	}
	faults.Retell(func(f fault.Fault) fault.Fault {
		if f.Key != "expression_name" || len(f.Pairs) < 6 {
			return f
		}
		for _, l := range b.campaign.Levels {
			if o := b.outlines[l.Level]; o != nil && o.ByName[fmt.Sprint(f.Pairs[5])] != nil {
				f.Key, f.Near = "expression_other_outline", ""
				f.Pairs = append(f.Pairs[:6:6], "outline", l.Outline)
				return f
			}
		}
		return f
	})
}

// outline parses an outline of the folder with the tables that it takes choices from, and gives
// what is kept of it.
func (b *bundle) outline(name string, source []byte) (*form.Outline, []byte, error) {
	if kindOfFile(source) == keysOfCampaign {
		return nil, nil, fault.New("outline_is_campaign").At(b.folder.label(name), 1, 1)
	}
	whole, err := form.Whole(b.folder.label(name), source, func(table string) ([]byte, error) { return fs.ReadFile(b.folder, path.Join(path.Dir(name), table)) })
	if err != nil {
		return nil, nil, err
	}
	o, err := form.Parse(b.folder.label(name), whole)
	return o, whole, err
}

// outlineFile parses an outline that lies anywhere.
func outlineFile(file string) (*form.Outline, []byte, error) {
	folder, name := filepath.Split(file)
	b := &bundle{folder: campaignFolder{"", os.DirFS(filepath.Clean(folder + "."))}}
	source, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	return b.outline(name, source)
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
		faults = append(faults, b.outlines[level].CheckBelow(b.outlines[levels[i+1]]))
	}
	return faults
}

// versions stores the outlines of this start and gives them with those of
// earlier ones, to which drafts may still belong.
func versions(ctx context.Context, kv store.KV, bundles []*bundle) (map[string]*form.Outline, error) {
	out, err := knownVersions(ctx, kv, bundles)
	if err != nil {
		return nil, err
	}
	for _, b := range bundles {
		if err := b.keepSources(ctx, kv); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// knownVersions are those outlines; nothing is stored.
func knownVersions(ctx context.Context, kv store.KV, bundles []*bundle) (map[string]*form.Outline, error) {
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
		return nil, fails("cli_outlines_read", "error", err)
	}
	for hash, source := range stored {
		if out[hash] != nil {
			continue
		}
		if out[hash], err = form.Parse("outline "+hash, source); err != nil {
			return nil, fails("cli_outlines_stored", "error", err)
		}
		for _, b := range bundles {
			for _, now := range b.outlines {
				out[hash].TakePost(now)
			}
		}
	}
	return out, nil
}

// keepSources stores the outlines that are new here.
func (b *bundle) keepSources(ctx context.Context, kv store.KV) error {
	missing := map[string][]byte{}
	err := kv.View(ctx, func(r store.Reader) error {
		for hash, source := range b.sources {
			if !store.Outlines.Has(r, hash) {
				missing[hash] = source
			}
		}
		return nil
	})
	if err == nil && len(missing) > 0 {
		err = store.One(ctx, kv, func(tx store.Tx) error {
			for hash, source := range missing {
				store.Outlines.Put(tx, hash, source)
			}
			return nil
		})
	}
	if err != nil {
		return fails("cli_outlines_store", "error", err)
	}
	return nil
}
