package calendar

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// digests sends a digest to every coordinator whose hour has come. Of several hours that
// were missed the last counts.
func (r *round) digests(ctx context.Context) error {
	if !slices.ContainsFunc(r.dues, func(due campaign.Due) bool { return due.Kind == campaign.Digest }) {
		return nil
	}
	if r.Plan.IsPoll() {
		return r.polled(ctx)
	}
	if err := r.recall(ctx); err != nil {
		return err
	}
	for _, c := range notify.Receivers(r.overview.Members, r.Units.All(), roster.Coordinator) {
		t := r.marks.digests[store.Coordinator{At: r.Seat(c.Unit), Address: c.Address}]
		from := r.from
		if t.Since.After(from) {
			from = t.Since
		}
		at, due := r.plan.LastDigest(r.DigestHours(t), from, r.to)
		if !due {
			continue
		}
		r.Set.Counts.DigestsDue.Add(1)
		if err := r.digestTo(ctx, c, t, at); err != nil {
			return fmt.Errorf("digest to %s: %w", c.Address, err)
		}
	}
	return nil
}

// recall reads what people did, and whom the ladder reminded, since the earliest digest
// that a coordinator is told from. Who was told nothing for longer hears of the acts of
// that time only.
func (r *round) recall(ctx context.Context) error {
	since := r.to.Add(-mostRecalled)
	return r.Set.KV.View(ctx, func(tx store.Reader) (err error) {
		if r.overview.Acts, err = store.JournalSince(tx, r.ID(), since); err != nil {
			return err
		}
		r.overview.Acts = slices.DeleteFunc(r.overview.Acts, func(e report.Entry) bool { return e.When.After(r.to.Add(store.Ahead)) }) // else each tells it as new
		if r.overview.Steps, err = store.Ladder.List(tx, r.ID().String()); err != nil {
			return err
		}
		r.damage, r.say = map[notify.Receiver]string{}, map[chat.Address]locale.Phrases{}
		for _, c := range notify.Receivers(r.overview.Members, r.Units.All(), roster.Coordinator) {
			p, err := store.GetPerson(tx, c.Address)
			if err = r.Set.Despite(err); err != nil {
				return err
			}
			r.say[c.Address] = r.Phrases(p.Language)
			r.damage[c], err = r.DamageNote(tx, map[string]bool{}, func(unit string) bool { return r.Units.Contains(c.Unit, unit) || c.Unit == unit }, r.say[c.Address])
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// mostRecalled is for how long acts are looked up: a digest comes each week at least.
const mostRecalled = 15 * 24 * time.Hour

// lostSaid are the phrases for what may not have arrived.
var lostSaid = map[store.LostKind]string{
	store.LostReminder:        "maybe_reminder",
	store.LostOrderedReminder: "maybe_ordered_reminder",
	store.LostAnnouncement:    "maybe_announcement",
}

func (r *round) digestTo(ctx context.Context, c notify.Receiver, told store.Digests, at time.Time) error {
	say := r.say[c.Address]
	zone := r.Plan.Zone
	var maybe []string
	for _, at := range told.Maybe {
		maybe = append(maybe, say.Say("maybe_digest", "time", say.Clock(at), "date", say.Day(at)))
	}
	for _, l := range told.Lost {
		maybe = append(maybe, say.Say(lostSaid[l.Kind], "unit", r.Units.Path(l.Unit), "time", say.Clock(l.At), "date", say.Day(l.At)))
	}
	head := roster.Membership{List: r.List(), Unit: c.Unit, Role: roster.Coordinator}
	contents := report.Digest(campaigns.Told(r.Campaign, r.overview, say).ToldTo([]roster.Membership{head}), c.Unit, report.Since{Last: told.Last, Maybe: maybe, Questions: r.overview.WaitingFor(c.Unit), Silent: told.Silent,
		List: r.Mark(command.Command{Name: command.Missing, Code: c.Unit}.Action().Choice(say.Say("button_late")))}, say)
	if len(contents) == 0 {
		r.Set.Counts.DigestsEmpty.Add(1)
		return nil
	}
	r.digested[store.Coordinator{At: r.Seat(c.Unit), Address: c.Address}] = true
	contents[0].Text = strings.TrimSuffix(contents[0].Text+"\n\n"+r.damage[c], "\n\n")
	key := fmt.Sprintf("digest/%s/%s/%s", r.Report(c.Unit), at.In(zone).Format("2006-01-02T15:04"), c.Address)
	// Changes are kept to the second: what happens in this one is told again.
	now := r.to.Truncate(time.Second)
	like := chat.Message{To: c.Address, Priority: chat.Bulk, Note: notify.Note{
		Kind: store.LostDigest, At: now, Reports: []report.ID{r.Report(c.Unit)}, Since: told.Last,
	}.String()}
	u, _ := r.Units.Get(c.Unit)
	like.Until, _ = r.plan.NextDigest(u.Level, r.DigestHours(told), r.to)
	err := r.Say(ctx, key, r.to, like, contents, func(tx store.Tx) error {
		latest, err := store.DigestsOf.Get(tx, store.Coordinator{At: r.Seat(c.Unit), Address: c.Address})
		if err != nil {
			return r.Set.Despite(err) // what they want to be told stands in it, so nothing is written over it
		}
		if !told.Last.IsZero() {
			latest.News = now
		}
		latest.Last = now
		latest.Maybe = latest.Maybe[min(len(told.Maybe), len(latest.Maybe)):]
		latest.Lost = latest.Lost[min(len(told.Lost), len(latest.Lost)):]
		store.DigestsOf.Put(tx, store.Coordinator{At: r.Seat(c.Unit), Address: c.Address}, latest)
		return nil
	})
	if err == nil {
		r.Set.Counts.DigestsSent.Add(1)
		r.ahead.digest(r, c, told.Own, at)
	}
	return err
}
