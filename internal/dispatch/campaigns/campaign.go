package campaigns

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/conversation"
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
	Current atomic.Pointer[store.Phase] // nil until it is read
}

// Name is the campaign's own.
func (d *Campaign) Name() string { return d.Plan.Name }

// List is the name of the campaign's list of units: codes mean something only
// together with it.
func (d *Campaign) List() string { return d.Plan.UnitList }

// Short is how buttons name the campaign.
func (d *Campaign) Short() string { return ShortID(d.Report("")) }

// Report is the report of a unit in this campaign.
func (d *Campaign) Report(unit string) store.Report {
	return store.Report{Campaign: d.Name(), Unit: unit}
}

// Local is an instant by the campaign's clock on the wall.
func (d *Campaign) Local(at time.Time) time.Time { return at.In(d.Plan.Zone) }

// Phrases are those of the person's language, or the campaign's.
func (d *Campaign) Phrases(lang string) locale.Phrases {
	if lang == "" {
		lang = d.Plan.Language
	}
	p, _ := d.Set.Catalog.Language(lang)
	return p.In(d.Plan.Zone)
}

// Contact is whom to call, as a sentence, or nothing.
func (d *Campaign) Contact() string { return d.office }

func (d *Campaign) officeSentence() string {
	c := d.Plan.Contact
	switch {
	case c.Office == "":
		return ""
	case c.Telephone == "":
		return d.Phrases("").Say("contact_office", "office", c.Office)
	}
	return d.Phrases("").Say("contact", "office", c.Office, "telephone", c.Telephone)
}

// Office is the body in whose name a unit's coordinators write: the campaign's
// word co_quan with the unit, else the unit.
func (d *Campaign) Office(u roster.Unit) string {
	parent, ok := d.Units.Parent(u.Code)
	if office := d.Plan.Words(u, parent, ok)["co_quan"]; office != "" {
		return office + " " + u.Label()
	}
	return u.Full()
}

func (d *Campaign) UnitLabel(unit string) string {
	u, _ := d.Units.Get(unit)
	return u.Label()
}

// OutlineOf is the version that a draft belongs to; nil if it is not at hand.
func (d *Campaign) OutlineOf(u roster.Unit, draft *answers.Draft) *form.Outline {
	if o := d.Outlines[u.Level]; o != nil && o.Hash == draft.Outline {
		return o
	}
	return d.Set.Versions[draft.Outline]
}

// StartButton offers to begin or go on with a report.
func StartButton(r store.Report, say locale.Phrases) chat.Choice {
	return conversation.StartButton(ShortID(r), say.Say("button_resume"))
}

// StartLater is the same in a message that is not worded yet.
func StartLater(r store.Report) []locale.Button {
	return []locale.Button{locale.ButtonLater(conversation.StartButton(ShortID(r), ""), "button_resume")}
}

// Say queues contents for one person under a key that lets it happen once, each
// as a message like the one given. also, if given, is part of the same
// transaction.
func (d *Campaign) Say(ctx context.Context, once string, at time.Time, like chat.Message, contents []chat.Content, also func(store.Tx) error) error {
	var messages []chat.Message
	err := store.One(ctx, d.Set.KV, func(tx store.Tx) error {
		messages = nil
		if !store.Once(tx, once, at) {
			return nil
		}
		messages = d.Queue(tx, at, like, contents...)
		if also == nil {
			return nil
		}
		return also(tx)
	})
	if err != nil {
		return err
	}
	d.Set.Deliver(messages...)
	return nil
}

// Workers are the roles that hear what is said to a unit.
func Workers() []roster.Role {
	return []roster.Role{roster.Officer, roster.Approver, roster.Coordinator}
}
