package calendar

import (
	"context"
	"slices"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Foreseen is what the calendar will do about a unit, as things stand.
type Foreseen struct {
	Status   report.Status
	Deadline time.Time
	Members  roster.Members
	// Reminder is when the next step of the ladder tells somebody of the unit that its report
	// is not in, zero if none will, and To whom.
	Reminder time.Time
	To       []chat.Address
	// Reminded is when a step of the ladder last told somebody of the unit, zero for never.
	Reminded time.Time
	// Quiet is when the quiet hours end, if it is in them.
	Quiet time.Time
	// Digests are those of the unit's coordinators.
	Digests map[chat.Address]Digest
}

// Digest is when a coordinator gets digests.
type Digest struct {
	Last, Next time.Time // zero for never
	// Off says that the coordinator wants none, Silent none without news.
	Off, Silent bool
	// Maybe are those that may not have arrived, which the next one will name.
	Maybe []time.Time
}

// foreseen is how far the calendar is looked through.
const foreseen = 100 * 24 * time.Hour

// Foresee looks through the calendar by the same rules by which it is done.
func (*Calendar) Foresee(ctx context.Context, in *campaigns.Campaign, unit roster.Unit, now time.Time) (f Foreseen, err error) {
	r := &round{Campaign: in, from: now, to: now, digested: map[store.Coordinator]bool{}}
	if r.marks, err = readMarks(ctx, in); err != nil {
		return f, err
	}
	if r.overview, err = in.Overview(ctx, now); err != nil {
		return f, err
	}
	f.Status, f.Deadline, f.Members = r.overview.Status[unit.Code], r.overview.Deadline(unit.Code), r.overview.Members(unit.Code)
	if f.Reminded, err = reminded(ctx, in, unit.Code); err != nil {
		return f, err
	}
	f.Digests = map[chat.Address]Digest{}
	if until := notify.Allowed(in, now); until.After(now) {
		f.Quiet = until
	}
	for _, m := range f.Members.With(roster.Coordinator) {
		t := r.marks.digests[store.Coordinator{At: in.Seat(unit.Code), Address: m.Address}]
		d := Digest{Last: t.Last, Off: t.Own && len(t.Hours) == 0, Silent: t.Silent, Maybe: t.Maybe}
		if !in.Phase().Dormant() {
			d.Next, _ = r.plan.NextDigest(unit.Level, in.DigestHours(t), now)
		}
		f.Digests[m.Address] = d
	}
	if in.Phase().Dormant() {
		return f, nil
	}
	for _, due := range r.plan.Between(now, now.Add(foreseen)) {
		if due.Kind != campaign.Remind || due.Level != unit.Level {
			continue
		}
		all := reminders{}
		r.remindersOf(all, []campaign.Due{due}, false)
		for to, list := range all {
			if slices.ContainsFunc(list, func(item reminder) bool { return !item.to.Above && item.Unit.Code == unit.Code }) {
				f.Reminder, f.To = due.At, append(f.To, to)
			}
		}
		if len(f.To) > 0 {
			return f, nil
		}
	}
	return f, nil
}

// reminded returns when a step of the ladder last named the unit.
func reminded(ctx context.Context, in *campaigns.Campaign, unit string) (last time.Time, err error) {
	err = in.Set.KV.View(ctx, func(r store.Reader) error {
		steps, err := store.Ladder.List(r, in.ID().String())
		last = time.Time{}
		for _, s := range steps {
			if s.At.After(last) && slices.Contains(s.Units, unit) {
				last = s.At
			}
		}
		return err
	})
	return last, err
}
