package main

import (
	"os"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/form"
)

// tried is where a walk stands among the periods of a campaign that recurs, and what was reported before. What is handed in is the last
// report in the next period, so that its values, what is taken over and what is compared with it are seen without waiting a week.
type tried struct {
	voice     campaigns.Voice
	shift     time.Duration // from now to when the walk is
	last      *answers.Last
	lastTexts map[form.Place][]string // as they are filed
}

// now is the instant of the walk.
func (w *walk) now() time.Time { return time.Now().Add(w.shift).In(w.b.campaign.Zone) }

// begin begins a report that nobody has touched, in a period if the campaign recurs.
func (w *walk) begin(in *campaign.Period) {
	plan := w.b.campaign
	if in != nil {
		plan = plan.In(*in)
		if level, ok := plan.Level(w.unit.Level); ok {
			w.level = level
		}
		if wait := time.Until(in.Opens); wait > 0 {
			w.shift = wait + time.Second
		}
	}
	w.voice = campaigns.Voiced(plan, w.say)
	w.draft, w.texts, w.focus, w.frozen = answers.NewDraft(w.outline), map[form.Place][]string{}, exchange.Focus{}, false
	if w.last != nil {
		w.draft.Last = func() *answers.Last { return w.last }
	}
}

// firstPeriod begins in the period that is open, or as if the first were; waits tells that it is not yet.
func (w *walk) firstPeriod(now time.Time) (p campaign.Period, waits bool) {
	if w.b.campaign.Recurs == nil {
		w.begin(nil)
		return p, false
	}
	p, open := w.b.campaign.PeriodAt(now)
	if !open {
		p = w.b.campaign.FirstPeriod()
	}
	w.begin(&p)
	return p, !open
}

// recalls has the last report be the unit's row of a file, as «last import» reads it; "" is none.
func (w *walk) recalls(file string) error {
	if file == "" {
		return nil
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	b := *w.b
	b.outlines = map[int]*form.Outline{}
	for level, o := range w.b.outlines {
		b.outlines[level] = o
	}
	b.outlines[w.unit.Level] = w.outline // the one that is tried
	l, err := readLast(&b, file, content)
	if err != nil {
		return err
	}
	for _, r := range l.reports {
		if r.unit.Code == w.unit.Code {
			w.last = &answers.Last{Outline: w.outline, Draft: r.draft}
			return nil
		}
	}
	return notFound("cli_try_last_none", "file", file, "unit", w.unit.Label(), "code", w.unit.Code)
}

// greets is the greeting of a report, of which nothing is answered.
func (w *walk) greets() []chat.Content { return w.turn(chat.Input{}).Greet().Contents }

// nextPeriod is what the button stands for that leads to the next period.
const nextPeriod = "next-period"

// next is the period behind the one of the walk.
func (w *walk) next() (campaign.Period, bool) {
	if p := w.voice.Plan.Period; p != nil {
		return w.b.campaign.NextPeriod(p.Opens)
	}
	return campaign.Period{}, false
}

// offersNext offers the next period below what says that the report is handed in.
func (w *walk) offersNext(out exchange.Outcome) []chat.Content {
	p, ok := w.next()
	if !ok || !w.frozen || len(out.Contents) == 0 {
		return out.Contents
	}
	last := &out.Contents[len(out.Contents)-1]
	last.Choices = append(last.Choices, []chat.Choice{{Label: w.voice.Say.Say("cli_try_next", "period", p.Short(w.voice.Say)), Data: nextPeriod}})
	return out.Contents
}

// turnOver goes to the next period, at the instant when it opens. What was handed in is the report before it.
func (w *walk) turnOver() {
	p, ok := w.next()
	if !ok {
		return
	}
	w.last, w.lastTexts = &answers.Last{Outline: w.outline, Draft: w.draft}, map[form.Place][]string{}
	for place, pieces := range w.texts {
		w.lastTexts[w.outline.Filed(place)] = pieces
	}
	w.begin(&p)
}
