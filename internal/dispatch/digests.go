package dispatch

import (
	"context"
	"fmt"
	"slices"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// receiver is a member to whom something is sent for a unit.
type receiver struct {
	unit string
	roster.Member
}

func receivers(members map[string]roster.Members, units []roster.Unit, roles ...roster.Role) []receiver {
	var out []receiver
	for _, u := range units {
		for _, m := range members[u.Code].With(roles...) {
			if !m.Blocked {
				out = append(out, receiver{u.Code, m})
			}
		}
	}
	return out
}

// OverviewAndMembers reads the scene and everybody's membership from one snapshot.
func (d *Campaign) OverviewAndMembers(ctx context.Context, now time.Time) (s report.Scene, members map[string]roster.Members, err error) {
	err = d.Set.KV.View(ctx, func(r store.Reader) error {
		if s, err = d.OverviewFrom(r, now); err != nil {
			return err
		}
		members, err = store.AllMembers(r, d.list())
		return err
	})
	return s, members, err
}

// DigestHours are when a coordinator's digests come.
func (d *Campaign) DigestHours(t store.Told) []campaign.Hour {
	if !t.Own {
		return d.Plan.Digests
	}
	out := make([]campaign.Hour, len(t.Hours))
	for i, h := range t.Hours {
		out[i] = campaign.Hour(h)
	}
	return out
}

// digests sends every coordinator whose hour has come the state of what is
// below. Of several hours missed the last counts.
func (r *round) digests(ctx context.Context) error {
	if !slices.ContainsFunc(r.dues, func(due campaign.Due) bool { return due.Kind == campaign.Digest }) {
		return nil
	}
	type key struct {
		unit string
		to   chat.Address
	}
	told := make(map[key]store.Told, len(r.told))
	for _, t := range r.told {
		told[key{t.Unit, t.Address}] = t.Told
	}
	for _, c := range receivers(r.members, r.Units.All(), roster.Coordinator) {
		t := told[key{c.unit, c.Address}]
		from := r.from
		if t.Since.After(from) {
			from = t.Since
		}
		at, due := r.plan.LastDigest(r.DigestHours(t), from, r.to)
		if !due {
			continue
		}
		if err := r.digestTo(ctx, c, t, at); err != nil {
			return fmt.Errorf("digest to %s: %w", c.Address, err)
		}
	}
	return nil
}

// lostSaid are the phrases for what may not have arrived.
var lostSaid = map[store.LostKind]string{
	store.LostReminder:     "maybe_reminder",
	store.LostNudge:        "maybe_nudge",
	store.LostAnnouncement: "maybe_announcement",
}

func (r *round) digestTo(ctx context.Context, c receiver, told store.Told, at time.Time) error {
	say := r.phrases("")
	zone := r.Plan.Zone
	var maybe []string
	for _, at := range told.Maybe {
		maybe = append(maybe, say.Say("maybe_digest", "time", at.In(zone).Format("15:04"), "date", date(at.In(zone))))
	}
	for _, l := range told.Lost {
		maybe = append(maybe, say.Say(lostSaid[l.Kind], "unit", r.Units.Path(l.Unit), "time", l.At.In(zone).Format("15:04"), "date", date(l.At.In(zone))))
	}
	contents := report.Digest(r.scene, c.unit, report.Since{Last: told.Digest, Maybe: maybe, Questions: r.scene.WaitingFor(c.unit), Silent: told.Silent}, say)
	if len(contents) == 0 {
		return nil
	}
	key := fmt.Sprintf("digest/%s/%s/%s/%s", r.name(), at.In(zone).Format("2006-01-02T15:04"), c.unit, c.Address)
	// Changes are kept to the second: what happens in this one is told again.
	now := r.to.Truncate(time.Second)
	like := chat.Message{To: c.Address, Priority: chat.Bulk, Note: note{
		Kind: store.LostDigest, At: now, Reports: []store.Report{r.report(c.unit)},
	}.String()}
	like.Until, _ = r.plan.NextDigest(r.DigestHours(told), r.to)
	return r.say(ctx, key, r.to, like, r.named(contents), func(tx store.Tx) error {
		latest, err := store.GetTold(tx, r.name(), c.unit, c.Address)
		if err != nil {
			return err
		}
		latest.Digest = now
		latest.Maybe = latest.Maybe[min(len(told.Maybe), len(latest.Maybe)):]
		latest.Lost = latest.Lost[min(len(told.Lost), len(latest.Lost)):]
		return store.PutTold(tx, r.name(), c.unit, c.Address, latest)
	})
}

// date writes a day as an office does.
func date(t time.Time) string {
	return viet.FormatDate(viet.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()})
}
