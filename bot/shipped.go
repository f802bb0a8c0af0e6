package main

import (
	"io/fs"
	"os"
	"slices"
	"strconv"
	"time"

	"giaoban/conversations"
	"giaoban/internal/campaign"
	"giaoban/internal/fault"
)

// shippedCampaign is the campaign that is used where none is configured.
const shippedCampaign = "thanhhoa-2016"

// demoFolder is what the demonstration's other communes say. It is no part of a
// campaign, though it lies in the shipped one's folder.
const demoFolder = "demo"

// shipped is its folder.
func shipped() fs.FS { return shippedFolder(shippedCampaign) }

// shippedFolder is that of any campaign that is shipped.
func shippedFolder(name string) fs.FS {
	folder, err := fs.Sub(conversations.FS, name)
	if err != nil {
		panic(err) // the name above is valid
	}
	return folder
}

// bundleIn reads the campaign of a folder with what the configuration puts in
// place of its own.
func (c Config) bundleIn(folder campaignFolder) (*bundle, error) {
	var units *unitsGiven
	if c.Units != "" {
		content, err := os.ReadFile(c.Units)
		if err != nil {
			return &bundle{folder: folder}, unreadable(c.Units, err).In("units")
		}
		units = &unitsGiven{label: c.Units, content: content}
	}
	b, err := loadBundle(folder, units)
	if err != nil {
		return b, err
	}
	c.given(b)
	return b, c.override(b.campaign)
}

// override changes a campaign that nobody else has yet. The settings were
// checked when they were read.
func (c Config) override(to *campaign.Campaign) error {
	if c.FormOfAddress != nil && c.FormOfAddress != "" {
		to.FormOfAddress, _ = campaign.Address(c.FormOfAddress)
	}
	if c.TimeZone != "" {
		zone, err := time.LoadLocation(c.TimeZone)
		if err != nil {
			return err
		}
		to.Zone = zone
		for i, l := range to.Levels {
			if !l.Deadline.IsZero() {
				to.Levels[i].Deadline = campaign.Shown(l.Deadline, zone)
			}
		}
		if at := to.Closes.At; !at.IsZero() {
			to.Closes.At = campaign.Shown(at, zone)
		}
	}
	if len(c.Digests) > 0 {
		to.Digests = nil
	}
	for i, s := range c.Digests {
		at, err := time.Parse("15:04", s)
		if err != nil {
			return err
		}
		hour := campaign.Hour(at.Hour()*60 + at.Minute())
		if to.Quiet.Holds(hour) {
			return c.placed(fault.New("digest_quiet", "hour", s, "from", to.Quiet.From, "to", to.Quiet.To), "digests", i)
		}
		to.Digests = append(to.Digests, hour)
	}
	slices.Sort(to.Digests)
	for level, s := range c.Deadlines {
		if to.Recurs != nil {
			return c.placed(fault.New("config_deadline_recurs"), "deadlines", strconv.Itoa(level))
		}
		i := slices.IndexFunc(to.Levels, func(l campaign.Level) bool { return l.Level == level })
		if i < 0 {
			return c.placed(fault.New("config_deadline_level", "level", level), "deadlines", strconv.Itoa(level))
		}
		to.Levels[i].Deadline, _ = campaign.LastInstant(s, to.Zone)
	}
	return nil
}
