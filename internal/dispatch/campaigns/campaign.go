package campaigns

import (
	"cmp"
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A Definition is what a campaign is opened from. Campaigns that name the same list
// of units share its members.
type Definition struct {
	Campaign *campaign.Campaign
	Units    *roster.Units
	// Outlines are the campaign's current ones, by level.
	Outlines map[int]*form.Outline
	// People is the office's own list of whom to call; nil if it has none.
	People roster.Directory

	poll store.Poll // if it is one
}

// A Campaign is one open campaign at run time: its plan, units and forms, its phase,
// and an index of submitted figures. It is safe for several goroutines.
type Campaign struct {
	Term
	Set      *Set
	Plan     *campaign.Campaign
	Units    *roster.Units
	Outlines map[int]*form.Outline
	People   roster.Directory

	voices  map[string]Voice // by language
	facts   sync.Map         // *UnitFacts by unit and language
	asked   sync.Map         // *asked.Index by level and language
	lists   sync.Map         // *whom.Lists by language
	Below   *Below
	Quoted  *Excerpts
	Current atomic.Pointer[campaign.Phase] // nil until it is read
}

// Name returns the campaign's name.
func (c *Campaign) Name() string { return c.Plan.Name }

// List returns the name of the campaign's list of units. A unit's code means
// something only together with it.
func (c *Campaign) List() string { return c.Plan.UnitList }

// ID returns the campaign's identity, which its records are filed under.
func (c *Campaign) ID() report.ID { return c.Report("") }

// Short returns how buttons name the campaign.
func (c *Campaign) Short() string { return c.ID().Short() }

// Report returns the identity of a unit's report in this campaign.
func (c *Campaign) Report(unit string) report.ID {
	id := report.ID{Campaign: c.Plan.Name, Unit: unit}
	if c.Plan.Period != nil {
		id.Period = c.Plan.Period.Key
	}
	return id
}

// OnList names a unit of the campaign's list.
func (c *Campaign) OnList(unit string) store.OnList {
	return store.OnList{List: c.List(), Unit: unit}
}

// Local returns an instant in the campaign's time zone.
func (c *Campaign) Local(at time.Time) time.Time { return at.In(c.Plan.Zone) }

// A Voice is how the campaign speaks to whoever reads one language.
type Voice struct {
	Plan    *campaign.Campaign
	Say     locale.Phrases
	About   string // the campaign's own greeting, or ""
	Contact string // whom to call, as a sentence, or ""
	Order   string // who asks, on which document, as a sentence, or ""
}

// worded puts the campaign's words into all that is said in it.
func (c *Campaign) worded() {
	c.voices = map[string]Voice{}
	for _, tag := range c.Set.Catalog.Languages() {
		p, _ := c.Set.Catalog.Language(tag)
		c.voices[tag] = Voiced(c.Plan.Speaking(tag), p)
	}
}

// Voiced is how a plan speaks in phrases of its language.
func Voiced(plan *campaign.Campaign, say locale.Phrases) Voice {
	called := plan.Called
	if plan.IsPoll() {
		called = say.Say("called_poll")
	}
	say = say.Addressing(plan.FormOfAddress).Calling(called).In(plan.Zone).With(plan.Shorts)
	v := Voice{Plan: plan, Say: say, About: strings.TrimSpace(form.Fill(plan.About, plan.FormOfAddress.Words())),
		Contact: ContactSentence(plan.Contact, say), Order: OrderSentence(plan.Order, say)}
	if p := plan.Period; p != nil {
		v.Order = strings.TrimSpace(say.Say("period_line", "period", p.Named(say)) + "\n" + v.Order)
	}
	return v
}

// Phrases returns those of a language, or of the campaign's if it is "".
func (c *Campaign) Phrases(lang string) locale.Phrases {
	if v, ok := c.voices[cmp.Or(lang, c.Plan.Language)]; ok {
		return v.Say
	}
	return c.voices[locale.Default].Say
}

// In returns how the campaign speaks to whoever is spoken to in these phrases.
func (c *Campaign) In(say locale.Phrases) Voice { return c.voices[say.Tag()] }

// ToAnybody is a phrase to somebody of whom nothing can be read, with whom to call.
func (s *Set) ToAnybody(key string) string {
	first := s.All()[0]
	v := first.In(first.Phrases(""))
	return v.Say.Say(key, "contact", v.Contact)
}

// ContactLater is whom to call, to whoever will be told.
func (c *Campaign) ContactLater() locale.Phrase {
	said := map[string]string{}
	for tag, v := range c.voices {
		said[tag] = v.Contact
	}
	return locale.TextIn(said)
}

// ContactSentence says whom to call; "" where the campaign names nobody.
func ContactSentence(contact campaign.Contact, say locale.Phrases) string {
	who := contact.Office
	switch {
	case who == "":
		return ""
	case contact.Name != "":
		who = say.Say("contact_person", "name", contact.Name, "office", contact.Office)
	}
	if contact.Telephone == "" {
		return say.Say("contact_office", "office", who)
	}
	return say.Say("contact", "office", who, "telephone", contact.Telephone)
}

// OrderSentence says who asks for the reports, on which document; "" where the
// campaign says neither.
func OrderSentence(order campaign.Order, say locale.Phrases) string {
	document := ""
	for _, part := range [...]struct{ key, value string }{{"order_number", order.Number}, {"order_date", say.StoredDay(order.Date)}, {"order_subject", order.Subject}} {
		if part.value != "" {
			document += " " + say.Say(part.key, "value", part.value)
		}
	}
	if document != "" {
		document = cmp.Or(order.Kind, say.Say("order_kind")) + document
	}
	switch {
	case document == "" && order.Issuer == "":
		return ""
	case document == "":
		return say.Say("order_issuer", "issuer", order.Issuer)
	case order.Issuer == "":
		return say.Say("order_document", "document", document)
	}
	return say.Say("order_whole", "issuer", order.Issuer, "document", document)
}

// Office returns the body in whose name a unit's coordinators write: the campaign's
// word co_quan with the unit, else the unit.
func (c *Campaign) Office(u roster.Unit, say locale.Phrases) string {
	parent, ok := c.Units.Parent(u.Code)
	if office := c.In(say).Plan.Words(u, parent, ok)["co_quan"]; office != "" {
		return office + " " + u.Label()
	}
	return u.Full()
}

// UnitLabel returns a unit's name with its kind.
func (c *Campaign) UnitLabel(unit string) string {
	u, _ := c.Units.Get(unit)
	return u.Label()
}

// Reports reports whether units of the level report.
func (c *Campaign) Reports(level int) bool { return c.Outlines[level] != nil }

// OutlineOf returns the version of the outline that a draft belongs to, or nil if it
// is not at hand.
func (c *Campaign) OutlineOf(u roster.Unit, draft *answers.Draft) *form.Outline {
	if o := c.Outlines[u.Level]; o != nil && o.Hash == draft.Outline {
		return o
	}
	return c.Set.Version(draft.Outline)
}

// StartButton offers to begin or go on with a report.
func StartButton(r report.ID, say locale.Phrases) chat.Choice {
	return button.Start(r.Short(), say.Say("button_resume"))
}

// BeginButton offers to begin a report that nobody has begun.
func BeginButton(r report.ID, say locale.Phrases) chat.Choice {
	return GoOnButton(r, say.Say("button_start"))
}

// GoOnButton leads to a report by a label of its own.
func GoOnButton(r report.ID, label string) chat.Choice { return button.Start(r.Short(), label) }

// AnswerButton is StartButton for a quick poll.
func AnswerButton(r report.ID, say locale.Phrases) chat.Choice {
	return GoOnButton(r, say.Say("poll_answer_button"))
}

// StartLater is StartButton for a message that is not worded yet.
func StartLater(r report.ID) []locale.Button {
	return []locale.Button{locale.ButtonLater(button.Start(r.Short(), ""), "button_resume")}
}

// Say queues contents for one person under a key that lets it happen once, each
// as a message like the one given, under the campaign's name if they see several. also, if given, is part of the same
// transaction.
func (c *Campaign) Say(ctx context.Context, once string, at time.Time, like chat.Message, contents []chat.Content, also func(store.Tx) error) error {
	var messages []chat.Message
	err := store.One(ctx, c.Set.KV, func(tx store.Tx) error {
		messages = nil
		if !store.Once(tx, once, at) {
			return nil
		}
		p, err := store.GetPerson(tx, like.To)
		if err = c.Set.Despite(err); err != nil {
			return err
		}
		messages = c.Queue(tx, at, c.Phrases(p.Language), like, c.NamedAbove(p.Memberships, contents, c.Phrases(p.Language))...)
		if also == nil {
			return nil
		}
		return also(tx)
	})
	if err != nil {
		return err
	}
	c.Set.Deliver(messages...)
	return nil
}

// Workers returns the roles that hear what is said to a unit.
func Workers() []roster.Role {
	return []roster.Role{roster.Officer, roster.Approver, roster.Coordinator}
}
