package dispatch

import (
	"sync"
	"sync/atomic"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A Definition is one open campaign with all that it needs. Collections whose
// campaigns name the same list of units share its members.
type Definition struct {
	Campaign *campaign.Campaign
	Units    *roster.Units
	// Outlines are the campaign's current ones, by level.
	Outlines map[int]*form.Outline
}

// A Campaign is a collection as the dispatcher works at it: everything that is
// done for one campaign, and only for that one, is done by its drive.
type Campaign struct {
	Set      *Set
	Plan     *campaign.Campaign
	Units    *roster.Units
	Outlines map[int]*form.Outline

	office  string   // whom to call, as a sentence
	facts   sync.Map // *unitFacts by unit code
	below   belowIndex
	current atomic.Pointer[store.Phase] // nil until it is read
}

func (d *Set) open(c *Definition) *Campaign {
	out := &Campaign{Set: d, Plan: c.Campaign, Units: c.Units, Outlines: c.Outlines}
	out.office = out.officeSentence()
	return out
}

// list is the name of the campaign's list of units: codes mean something only
// together with it.
func (d *Campaign) list() string { return d.Plan.UnitList }

// On are the campaigns on a list of units, in order.
func (d *Set) On(list string) []*Campaign {
	var out []*Campaign
	for _, v := range d.All {
		if v.list() == list {
			out = append(out, v)
		}
	}
	return out
}

// FirstOf is the first campaign in which somebody with these memberships has
// a part; the first of all for a stranger.
func (d *Set) FirstOf(ms []roster.Membership) *Campaign {
	for _, v := range d.All {
		if len(roster.OnList(ms, v.list())) > 0 {
			return v
		}
	}
	return d.All[0]
}

// phrases are those of the person's language, or the campaign's.
func (d *Campaign) phrases(lang string) locale.Phrases {
	if lang == "" {
		lang = d.Plan.Language
	}
	p, _ := d.Set.Catalog.Language(lang)
	return p
}

// contact is whom to call, as a sentence, or nothing.
func (d *Campaign) contact() string { return d.office }

func (d *Campaign) officeSentence() string {
	c := d.Plan.Contact
	switch {
	case c.Office == "":
		return ""
	case c.Telephone == "":
		return d.phrases("").Say("contact_office", "office", c.Office)
	}
	return d.phrases("").Say("contact", "office", c.Office, "telephone", c.Telephone)
}

// name is the campaign's own.
func (d *Campaign) name() string { return d.Plan.Name }

// report is the report of a unit in this campaign.
func (d *Campaign) report(unit string) store.Report {
	return store.Report{Campaign: d.name(), Unit: unit}
}

// short is how buttons name the campaign.
func (d *Campaign) short() string { return shortID(d.report("")) }

// local is an instant by the campaign's clock on the wall.
func (d *Campaign) local(at time.Time) time.Time { return at.In(d.Plan.Zone) }
