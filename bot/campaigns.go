package main

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"giaoban/internal/fault"
)

// A campaignFolder is the files of one campaign.
type campaignFolder struct {
	name string // below the configured folder; empty for that folder itself
	fs.FS
}

// folders are those of the open campaigns: the configured folder if it has a
// campaign.yaml, else those of its folders that have one, by name. Nothing
// configured means the shipped campaign.
func (c Config) folders() ([]campaignFolder, error) {
	if c.Conversations == "" {
		return []campaignFolder{{"", shipped()}}, nil
	}
	root := os.DirFS(c.Conversations)
	if _, err := fs.Stat(root, campaignFile); err == nil {
		return []campaignFolder{{"", root}}, nil
	}
	found, err := fs.Glob(root, path.Join("*", campaignFile)) // sorted
	if err != nil {
		return nil, err
	}
	var out []campaignFolder
	for _, file := range found {
		below, err := fs.Sub(root, path.Dir(file))
		if err != nil {
			return nil, err
		}
		out = append(out, campaignFolder{path.Dir(file), below})
	}
	if len(out) == 0 {
		f := fault.New("config_no_campaign", "file", filepath.Join(c.Conversations, campaignFile))
		for _, name := range entriesIn(c.Conversations) {
			if strings.HasPrefix(strings.ToLower(name), "campaign.") {
				f = fault.New("config_campaign_called", "file", name)
			}
		}
		return nil, f
	}
	return out, nil
}

// bundles reads the open campaigns, with what the configuration puts in place
// of their own. All faults of all of them come together, with what could be read.
func (c Config) bundles() ([]*bundle, error) {
	folders, err := c.folders()
	if err != nil {
		return nil, err
	}
	if len(folders) > 1 && (c.Units != "" || len(c.Deadlines) > 0) {
		return nil, fault.New("config_one_campaign", "n", len(folders)).In(c.File)
	}
	var out []*bundle
	var faults []error
	for _, folder := range folders {
		b, err := c.bundleIn(folder)
		faults = append(faults, err)
		out = append(out, b)
	}
	if err := errors.Join(faults...); err != nil {
		return out, err
	}
	return out, together(out)
}

// label is how faults name a file: with its folder, where there are several.
func (f campaignFolder) label(file string) string { return path.Join(f.name, file) }

// together returns why campaigns cannot be open in one process: reports are kept
// under the campaign's name, members under the list's. Those on the same list
// share one copy of it.
func together(bundles []*bundle) error {
	var faults []error
	for i, b := range bundles {
		for _, other := range bundles[:i] {
			if other.campaign.Name == b.campaign.Name {
				faults = append(faults, b.campaign.Placed(fault.New("campaigns_one_name", "name", b.campaign.Name), "name"))
			}
			if other.campaign.UnitList != b.campaign.UnitList {
				continue
			}
			if !reflect.DeepEqual(other.units.All(), b.units.All()) {
				faults = append(faults, b.campaign.Placed(fault.New("campaigns_one_list", "first", other.campaign.Name, "second", b.campaign.Name,
					"list", b.campaign.UnitList), "unit_list"))
			}
			b.units = other.units
		}
	}
	return errors.Join(faults...)
}

// oneOf finds the campaign that was asked for by name, which is needed only
// where there are several.
func oneOf(bundles []*bundle, name string) (*bundle, error) {
	if name == "" && len(bundles) == 1 {
		return bundles[0], nil
	}
	var names []string
	for _, b := range bundles {
		if b.campaign.Name == name {
			return b, nil
		}
		names = append(names, b.campaign.Name)
	}
	err := notFound("cli_campaign_none", "name", name)
	if name == "" {
		err = coded(exitUsage, fails("cli_campaign_several"))
	}
	return nil, hinted(err, "cli_campaign_which", "names", strings.Join(slices.Sorted(slices.Values(names)), ", "))
}

// bundle reads the campaign of that name; any name will do where there is one.
func (c Config) bundle(name string) (*bundle, error) {
	bundles, err := c.bundles()
	if err != nil {
		return nil, err
	}
	return oneOf(bundles, name)
}
