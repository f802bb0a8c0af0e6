package campaigns

import (
	"context"
	"path"
	"slices"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// A series is a campaign that recurs: each of its periods is a Campaign of its own. The one that opened last stands for the
// series; those before it are late. Before the first has opened that one stands there, and waits.

// A Term is a campaign's place among the periods of its series, if it recurs.
type Term struct {
	of    *Campaign
	from  *Definition
	late  bool // a period after which another opened
	waits bool // for its hour: the first of its series
}

// Recurs reports whether the campaign is a period of one that recurs.
func (t *Term) Recurs() bool { return t.of.Plan.Period != nil }

// Late reports whether another period opened after this one.
func (t *Term) Late() bool { return t.late }

// Head returns the period that stands for the campaign's series; the campaign itself if it does not recur.
func (t *Term) Head() *Campaign {
	if head := t.of.Set.Find(t.of.Name()); t.late && head != nil {
		return head
	}
	return t.of
}

// Seat is where it is kept what coordinators of a unit want, over all periods.
func (t *Term) Seat(unit string) report.ID { return report.ID{Campaign: t.of.Name(), Unit: unit} }

// Title is what the campaign is called, with its period.
func (t *Term) Title(say locale.Phrases) string {
	plan := t.of.In(say).Plan
	if plan.Period == nil {
		return plan.Short()
	}
	return say.Say("period_title", "campaign", plan.Short(), "period", plan.Period.Short(say))
}

// ofPeriod has the name of a file that was made say of which period it is.
func (t *Term) ofPeriod(content chat.Content, say locale.Phrases) chat.Content {
	p := t.of.Plan.Period
	if p == nil || content.File == nil || len(content.File.Data) == 0 || strings.HasPrefix(content.File.Name, say.Say("name_codes")) {
		return content
	}
	file := *content.File
	ext := path.Ext(file.Name)
	file.Name = strings.TrimSuffix(file.Name, ext) + "-" + p.Key + ext
	content.File = &file
	return content
}

// Waits is the instant at which the first period of a series opens; ok is false for all others.
func (t *Term) Waits() (opens time.Time, ok bool) {
	if !t.waits {
		return opens, false
	}
	return t.of.Plan.Period.Opens, true
}

// Opens is when the next period of the campaign's series opens; ok is false if none does.
func (t *Term) Opens() (at time.Time, ok bool) {
	switch p := t.of.Plan.Period; {
	case p == nil || t.late || t.of.Set.Series(t.of.Name()).Stopped:
		return at, false
	case t.waits:
		return t.Waits()
	default:
		next, ok := t.from.Campaign.NextPeriod(p.Opens)
		return next.Opens, ok
	}
}

// Whole is the plan of which the campaign's is that of one period.
func (t *Term) Whole() *campaign.Campaign { return t.from.Campaign }

// Of makes the campaign of another period of the same series, which is not open in the set.
func (t *Term) Of(p campaign.Period) *Campaign { return t.of.Set.begin(t.from, &p) }

// DoneName names the record of the instant up to which the campaign's calendar is done.
func (t *Term) DoneName() string { return "done/" + t.of.ID().String() }

// Series returns what is known of the periods of a campaign that recurs.
func (s *Set) Series(name string) store.Series { return s.live.Load().series[name] }

// LoadSeries reads which periods are at hand. It is called before the first update.
func (s *Set) LoadSeries(ctx context.Context) error {
	var found map[string]store.Series
	err := s.KV.View(ctx, func(r store.Reader) (err error) {
		found, err = seriesIn(r, s.Definitions())
		return err
	})
	if err != nil {
		return err
	}
	s.changing.Lock()
	defer s.changing.Unlock()
	s.put(s.Definitions(), found)
	return nil
}

// seriesIn are the records of the campaigns: of one that does not recur it says only whether there is something from before.
func seriesIn(r store.Reader, of []*Definition) (found map[string]store.Series, err error) {
	found = map[string]store.Series{}
	for _, d := range of {
		if found[d.Campaign.Name], err = store.AllSeries.Get(r, d.Campaign.Name); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// Turn has other periods of a campaign at hand, after the transaction that wrote which.
func (s *Set) Turn(name string, to store.Series) {
	s.changing.Lock()
	defer s.changing.Unlock()
	series := map[string]store.Series{name: to}
	for other, one := range s.live.Load().series {
		if other != name {
			series[other] = one
		}
	}
	s.put(s.Definitions(), series)
}

// Heads returns the open campaigns, of each that recurs the one that stands for it.
func (s *Set) Heads() []*Campaign { return HeadsOf(s.All()) }

// HeadsOf returns those of a list that are no late periods.
func HeadsOf(all []*Campaign) []*Campaign {
	return slices.DeleteFunc(slices.Clone(all), func(c *Campaign) bool { return c.late })
}

// known are the keys of all periods that opened and are kept, the newest first.
func (t *Term) known() []string {
	series := t.of.Set.Series(t.of.Name())
	if series.Open == "" {
		return nil
	}
	return append([]string{series.Open}, series.Before...)
}

// Meant returns the period of the campaign's series that words mean; ok is false if none that has opened is meant.
func (t *Term) Meant(p command.Period) (c *Campaign, ok bool) {
	all, plan := t.known(), t.Whole()
	meant := ""
	switch {
	case p.Every == "" && p.Back >= 0 && p.Back < len(all):
		meant = all[p.Back]
	case p.Every != "":
		i := slices.IndexFunc(all, func(key string) bool {
			of, ok := plan.PeriodNamed(key)
			return ok && (p.Day == "" && of.Is(campaign.Every(p.Every), p.N, p.Year) || p.Day != "" && of.Has(p.Day))
		})
		if i >= 0 {
			meant = all[i]
		}
	}
	if meant == "" {
		return nil, false
	}
	c = t.of.Set.Named(report.ID{Campaign: t.of.Name(), Period: meant})
	return c, c != nil
}

// Latest returns the last periods of the series that opened, at most so many, the newest first.
func (t *Term) Latest(most int) (out []*Campaign) {
	all := t.known()
	for _, key := range all[:min(most, len(all))] {
		if c := t.of.Set.Named(report.ID{Campaign: t.of.Name(), Period: key}); c != nil {
			out = append(out, c)
		}
	}
	return out
}

// Past returns a period that is not at hand any more, which can be read; nil if there was none such.
func (s *Set) Past(id report.ID) *Campaign {
	head := s.Find(id.Campaign)
	if head == nil || !head.Recurs() {
		return nil
	}
	p, ok := head.Whole().PeriodNamed(id.Period)
	if !ok || !slices.Contains(s.Series(id.Campaign).Before, id.Period) {
		return nil
	}
	c := head.Of(p)
	c.late = true
	return c
}

// PastShort is Past for what a button names, with the units whose reports it may be of.
func (s *Set) PastShort(short string, units func(list string) []string) *Campaign {
	for _, head := range s.Heads() {
		if !head.Recurs() {
			continue
		}
		codes := append([]string{""}, units(head.List())...)
		for _, key := range s.Series(head.Name()).Before {
			for _, unit := range codes {
				if id := (report.ID{Campaign: head.Name(), Period: key, Unit: unit}); id.Short() == short {
					return s.Past(id)
				}
			}
		}
	}
	return nil
}
