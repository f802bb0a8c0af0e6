package officer

import (
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// submitted is the kind of notice that a report came in.
const submitted = "submitted"

// submissionPause is how long a head is left alone after a notice of submissions;
// what comes meanwhile is folded into the next.
const submissionPause = time.Hour

// Kinds are how an officer's notices are worded.
func Kinds() map[string]notify.Kind {
	return map[string]notify.Kind{submitted: {Word: wordSubmitted, Overview: true}, alarm: {Word: wordAlarm}, plea: {Word: wordPlea}, moreTime: {Word: wordMoreTime}}
}

// noteSubmission tells every coordinator of the unit above: the district of its communes,
// the province of what reports to it directly.
func (w work) noteSubmission(unit roster.Unit) error {
	parent, ok := w.Campaign.Units.Parent(unit.Code)
	if !ok {
		return nil
	}
	members, err := store.Members.Get(w.Tx, w.Campaign.OnList(parent.Code))
	if err = w.Campaign.Set.Despite(err); err != nil {
		return err
	}
	n := notify.About(submitted, unit.Code)
	n.Fold, n.Pause, n.To.Unit = submitted+"/"+parent.Code, submissionPause, parent.Code
	return notify.SendAll(w.Session, members.With(roster.Coordinator), n)
}

func wordSubmitted(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	told, err := store.DigestsOf.Get(t.Tx, store.Coordinator{At: t.Campaign.Seat(t.To.Unit), Address: t.To.Address})
	if err = t.Campaign.Set.Despite(err); err != nil {
		return c, false, err
	}
	var units []string
	for i := range t.Notice.What {
		unit := ""
		if err := t.Read(i, &unit); err != nil {
			return c, false, err
		}
		// What a digest told of is not told again, nor a unit twice.
		if !slices.Contains(units, unit) && !t.Overview.Status[unit].Submitted.Before(told.News) {
			units = append(units, unit)
		}
	}
	c, wanted = report.SubmittedNotice(t.Overview, t.To.Unit, units, t.Say)
	return c, wanted, nil
}
