// Package lifecycle rehearses, opens, closes and reopens a campaign as a whole, wipes what a rehearsal left, and purges what
// closed. Everybody is notified of a change.
package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// ErrNone refuses to look for a campaign that is not there.
var ErrNone = errors.New("there is no such campaign")

// A Standing is how a campaign stands, as operators see it.
type Standing struct {
	Campaign, Title string
	// Period is the one that is open, of a campaign that recurs.
	Period string
	Phase  campaign.Phase
	// Begun counts the reports that were ever begun, In those that are in,
	// Members the people who joined.
	Begun, In, Members int
	// Unreadable are how many of the begun are damaged, so that it is not known how they stand; Memberless the units of whom
	// the members are not known.
	Unreadable, Memberless int
	// Missing are how many reports are due and not in.
	Missing int
}

// A Lifecycle rehearses, opens, closes and wipes campaigns.
type Lifecycle struct {
	set      *campaigns.Set
	notifier *notify.Notifier
}

// NewLifecycle makes one for all open campaigns.
func NewLifecycle(s *campaigns.Set, n *notify.Notifier) *Lifecycle {
	return &Lifecycle{set: s, notifier: n}
}

// Standing reads how a campaign stands.
func (l *Lifecycle) Standing(ctx context.Context, name string) (Standing, error) {
	in := l.set.Find(name)
	if in == nil {
		return Standing{}, ErrNone
	}
	return standing(ctx, in)
}

func standing(ctx context.Context, c *campaigns.Campaign) (Standing, error) {
	var s Standing
	err := c.Set.KV.View(ctx, func(r store.Reader) (err error) {
		s, err = StandingIn(r, c)
		return err
	})
	return s, err
}

// StandingIn reads from a snapshot how a campaign stands. What is damaged is counted apart and keeps nothing else from being
// counted, with an error too.
func StandingIn(r store.Reader, c *campaigns.Campaign) (s Standing, err error) {
	s = Standing{Campaign: c.Name(), Title: c.Plan.Title, Period: c.ID().Period}
	for _, u := range c.Units.All() {
		if c.Reports(u.Level) {
			s.Missing++
		}
	}
	damaged := map[string]bool{}
	good := store.Readable(r, func(key string) { damaged[key] = true })
	statuses, err := store.StatusesOf(good, c.ID())
	for key := range damaged {
		if kind, of := store.About(key); kind == "status" && of.Whole() == c.ID() && of.Unit != "" {
			statuses[of.Unit] = report.Status{State: report.Unreadable}
		}
	}
	for unit, status := range statuses {
		if status.State != report.NotStarted { // as that of a unit which was exempted, and is not any more
			s.Begun++
		}
		if u, there := c.Units.Get(unit); there && c.Reports(u.Level) && (status.State.In() || !status.State.Counts()) {
			s.Missing--
		}
		switch {
		case status.State.In():
			s.In++
		case status.State == report.Unreadable:
			s.Unreadable++
		}
	}
	list := c.OnList("").String()
	members, err2 := store.Members.Map(good, list)
	for _, ms := range members {
		s.Members += len(ms)
	}
	for row := range store.Damages.All(good, store.Members.Prefix()+list) { // those that a start set aside, and that are gone
		damaged[store.Members.Prefix()+list+row.Key] = true
	}
	for key := range damaged {
		if strings.HasPrefix(key, store.Members.Prefix()+list) {
			s.Memberless++
		}
	}
	var err3 error
	s.Phase, err3 = store.Phases.Get(r, c.ID())
	return s, errors.Join(err, err2, err3)
}

// Change changes how a campaign stands and has everybody told. force does what
// is refused for the sake of data: to rehearse or reset over real reports, to
// open over a rehearsal's. A reset that was cut off goes on with the next, or
// when the program starts.
func (l *Lifecycle) Change(ctx context.Context, name string, c campaign.Change, force bool, now time.Time) (Standing, error) {
	in := l.set.Find(name)
	if in == nil {
		return Standing{}, ErrNone
	}
	s, err := standing(ctx, in)
	if err != nil {
		return s, err
	}
	if err := change(ctx, in, c, s.Begun, force, now); err != nil {
		return s, err
	}
	if c == campaign.Reset {
		if err := wipe(ctx, in); err != nil {
			return s, fmt.Errorf("wipe: %w", err)
		}
	}
	in.Set.Log.Info("the campaign was changed", "campaign", name, "change", c)
	if err := l.notifier.FlushIn(ctx, in, now); err != nil {
		in.Set.Log.Error("who is told of the change waits for the next round", "error", err)
	}
	return standing(ctx, in)
}

// change writes the new phase and, but for a reset, the order to tell everybody.
func change(ctx context.Context, c *campaigns.Campaign, to campaign.Change, begun int, force bool, now time.Time) error {
	var after campaign.Phase
	var series store.Series
	err := store.One(ctx, c.Set.KV, func(tx store.Tx) error {
		p, err := store.Phases.Get(tx, c.ID())
		if err != nil {
			return err
		}
		if c.Recurs() {
			if series, err = stop(tx, c, to, now); err != nil {
				return err
			}
		}
		if after, err = p.After(to, begun, force); err != nil {
			return err
		}
		after.Since = now
		store.Phases.Put(tx, c.ID(), after)
		if to == campaign.Reset {
			return nil
		}
		noted(tx, c, c.ID(), byHand[to], now)
		return broadcast(c, tx, to, now)
	})
	if err != nil {
		return err
	}
	c.Current.Store(&after)
	if c.Recurs() {
		c.Set.Turn(c.Name(), series)
	}
	return nil
}

// byHand are the lines of the journal about what an operator did.
var byHand = map[campaign.Change]report.Outreach{campaign.Close: report.HandClosed, campaign.Reopen: report.HandReopened,
	campaign.Open: report.HandOpened, campaign.Rehearse: report.Rehearsed}

// noted writes a line of the journal about a campaign, or a period of it, as a whole.
func noted(tx store.Tx, c *campaigns.Campaign, of report.ID, what report.Outreach, now time.Time) {
	store.Journal.Put(tx, store.Line{Campaign: of, Update: string(what), At: now}, report.Entry{When: now, Outreach: what, Unit: c.Units.Roots()[0].Code})
}

// broadcast notifies everybody of a change.
func broadcast(c *campaigns.Campaign, tx store.Tx, what campaign.Change, now time.Time) error {
	n := notify.About(string(what), nil)
	n.ID, n.At = fmt.Sprintf("%s-%016x", what, uint64(now.UnixNano())), now
	return notify.Broadcast(tx, c, n, false, store.Audience{})
}

// Kinds are how changes are worded: one kind for each.
func Kinds() map[string]notify.Kind {
	kinds := map[string]notify.Kind{movedKind: {Word: wordMoved}}
	for _, c := range campaign.Changes {
		kinds[string(c)] = notify.Kind{Word: wordChange}
	}
	kinds[periodOpened] = notify.Kind{Word: wordOpened}
	kinds[periodLooks] = notify.Kind{Word: wordLooks}
	kinds[periodEnded] = notify.Kind{Word: wordPeriodEnded, Overview: true}
	return kinds
}

// wordChange words a change. It is not wanted if the campaign was changed again.
func wordChange(t notify.Delivery) (chat.Content, bool, error) {
	c, say, title := t.Campaign, t.Say, t.Campaign.Title(t.Say)
	what, p := campaign.Change(t.Notice.Kind), c.Phase()
	var text string
	switch {
	case what == campaign.Rehearse && p.Rehearsal:
		text = say.Say("changed_trial", "campaign", title)
	case what == campaign.Reset:
		text = say.Say("changed_wiped", "campaign", title)
	case what == campaign.Open && !p.Rehearsal:
		text = say.Say("changed_open", "campaign", title, "contact", c.In(say).Contact)
	case what == campaign.Close && p.Closed:
		return wordClosed(t)
	case what == campaign.Reopen && !p.Closed:
		text = say.Say("changed_reopened", "campaign", title, "contact", c.In(say).Contact)
	default:
		return chat.Content{}, false, nil // it is different again
	}
	content := chat.Content{Text: strings.TrimSpace(text)}
	if u, ok := c.Units.Get(t.To.Unit); ok && fillsIn(c, u) {
		content.Choices = [][]chat.Choice{{campaigns.StartButton(c.Report(t.To.Unit), say)}}
	}
	return content, true, nil
}

// fillsIn reports whether the unit's members fill in its own report.
func fillsIn(c *campaigns.Campaign, u roster.Unit) bool {
	return c.Reports(u.Level) && len(c.Units.Below(u.Code)) == 0
}

// LoadPhase reads how the campaign stands, and goes on with a wipe that was cut
// off.
func LoadPhase(ctx context.Context, c *campaigns.Campaign) error {
	err := c.Set.KV.View(ctx, func(r store.Reader) error { return c.ReadPhase(r) })
	if err == nil && c.Phase().Wiping {
		return wipe(ctx, c)
	}
	return err
}
