package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// An impact is what the campaign's outlines do to the reports that lie in a
// database and were begun with others.
type impact struct {
	// Open reports move to the present outline at their officer's next turn;
	// Settled ones are handed in and stay on theirs until they come back.
	Open, Settled int
	// Again of the open reports have answers that must be looked at again.
	Again int
	// Questions are those that mean something else, with how many reports each
	// concerns; Gone are answered questions that are asked no more.
	Questions, Gone map[touched]int
	// Stopped are the reports of units that need not report any more, by their level.
	Stopped map[int]stopped
	// Codes are how many codes wait for units that are not on the list any more.
	Codes map[string]int
	// Doubts are changes of outlines that will not have been meant so.
	Doubts []locale.Phrase
}

// stopped counts reports with which nobody can go on: those that were begun, and those that are in and kept.
type stopped struct{ begun, in int }

// touched is a question that an edit touched.
type touched struct {
	code, name string
	what       form.What
}

// impactOn plays the move of every report, and stores nothing.
func impactOn(ctx context.Context, kv store.KV, b *bundle, known map[string]*form.Outline) (impact, error) {
	out := impact{Questions: map[touched]int{}, Gone: map[touched]int{}, Stopped: map[int]stopped{}, Codes: map[string]int{}}
	doubted := map[string]bool{}
	err := kv.View(ctx, func(r store.Reader) error {
		statuses, err := statusesIn(r, b.campaign.Name)
		if err != nil {
			return err
		}
		for id, status := range statuses {
			u, ok := b.units.Get(id.Unit)
			now := b.outlines[u.Level]
			if ok && now == nil {
				out.stop(u.Level, status.State)
			}
			draft, err := store.Drafts.Get(r, id)
			switch {
			case errors.Is(err, store.ErrDamaged):
				continue // it is noted, and its people are told; nobody else waits for it
			case err != nil:
				return err
			}
			if !ok || now == nil || draft == nil || draft.Outline == now.Hash || known[draft.Outline] == nil {
				continue
			}
			if of := draft.Outline + now.Hash; !doubted[of] {
				doubted[of] = true
				out.doubt(known[draft.Outline], now)
			}
			if status.State.In() || status.State == report.AwaitingSignOff {
				out.Settled++
				continue
			}
			out.add(known[draft.Outline], now, draft)
		}
		return out.codes(r, b)
	})
	return out, err
}

// stop counts a report of a level that need not report any more.
func (i *impact) stop(level int, state report.State) {
	s := i.Stopped[level]
	switch {
	case state.In():
		s.in++
	case state != report.NotStarted && state.Counts():
		s.begun++
	}
	i.Stopped[level] = s
}

// codes counts those that open the door of a unit that is not there.
func (i *impact) codes(r store.Reader, b *bundle) error {
	for row, err := range store.Invitations.All(r, "") {
		inv := row.Value
		if errors.Is(err, store.ErrDamaged) || inv.List != b.campaign.UnitList || !inv.Unused() {
			continue
		}
		if err != nil {
			return err
		}
		if _, there := b.units.Get(inv.Unit); !there {
			i.Codes[inv.Unit]++
		}
	}
	return nil
}

// tellImpact logs what a start does to the reports that there are, and which of them no campaign goes on with.
func tellImpact(ctx context.Context, kv store.KV, bundles []*bundle, known map[string]*form.Outline, log *slog.Logger) error {
	for _, b := range bundles {
		i, err := impactOn(ctx, kv, b, known)
		if err != nil {
			return fails("cli_start_compare", "error", err)
		}
		if i.Open > 0 {
			log.Warn(english().Word(i.phrase()), "campaign", b.campaign.Name)
		}
	}
	left, err := leftBehind(ctx, kv, bundles)
	if err != nil {
		return fails("cli_start_compare", "error", err)
	}
	for _, line := range left {
		log.Warn(english().Word(line))
	}
	return nil
}

// statusesIn are those of a campaign's reports, in all of its periods. What was brought in from before is no report.
func statusesIn(r store.Reader, campaign string) (map[report.ID]report.Status, error) {
	out := map[report.ID]report.Status{}
	for row, err := range store.Statuses.All(r, campaign) {
		id, bad := report.ParseID(campaign + row.Key)
		if bad != nil || id.Campaign != campaign || id.Period == store.Imported {
			continue
		}
		if err != nil {
			return nil, err
		}
		out[id] = row.Value
	}
	return out, nil
}

func (i *impact) add(from, to *form.Outline, d *answers.Draft) {
	i.Open++
	changes := form.Compare(from, to)
	moved := answers.Move(from, to, d, func(*form.Question, int, form.Value) string { return "" })
	seen := map[touched]bool{}
	for _, p := range moved.Recheck(to) {
		name := to.Filed(p).Code
		seen[touched{p.Code, name, changes[name].What}] = true
	}
	for t := range seen {
		i.Questions[t]++
	}
	if len(seen) > 0 {
		i.Again++
	}
	clear(seen)
	for _, b := range moved.Before {
		if c := changes[b.Name]; c.What == form.Gone {
			seen[touched{c.Old.Code, b.Name, c.What}] = true
		}
	}
	for t := range seen {
		i.Gone[t]++
	}
}

// phrase is one line, as the log of a start has it.
func (i impact) phrase() locale.Phrase {
	return locale.Later("cli_impact", "open", i.Open, "again", i.Again, "questions", len(i.Questions), "gone", len(i.Gone), "settled", i.Settled)
}

// lines are one for each question.
func (i impact) lines() (lines []locale.Phrase) {
	for _, t := range inOrder(i.Questions) {
		lines = append(lines, locale.Later("cli_impact_question", "code", t.code, "name", t.name, "what", whatChanged(t.what), "n", i.Questions[t]))
	}
	for _, t := range inOrder(i.Gone) {
		lines = append(lines, locale.Later("cli_impact_gone", "code", t.code, "name", t.name, "n", i.Gone[t]))
	}
	return lines
}

// losses tell what nobody can go on with, and codes that open nothing: since a bundle was there, or, with none, at all.
func (i impact) losses(since *bundle) (lines []locale.Phrase) {
	for _, level := range slices.Sorted(maps.Keys(i.Stopped)) {
		if since != nil && since.outlines[level] == nil {
			continue
		}
		s := i.Stopped[level]
		lines = append(lines, locale.Later("cli_impact_stopped", "level", level, "begun", s.begun, "in", s.in))
	}
	var units []string
	n := 0
	for _, code := range slices.Sorted(maps.Keys(i.Codes)) {
		if since != nil {
			if _, there := since.units.Get(code); !there {
				continue
			}
		}
		units, n = append(units, code), n+i.Codes[code]
	}
	if n > 0 {
		lines = append(lines, locale.Later("cli_impact_codes", "n", n, "units", strings.Join(units[:min(len(units), mostChanged)], ", ")))
	}
	return lines
}

// changedWords are the ways in which a question means something else.
var changedWords = []struct {
	what form.What
	key  string
}{
	{form.Gone, "changed_gone"}, {form.Retyped, "changed_type"}, {form.Choices, "changed_choices"}, {form.Unit, "changed_unit"}, {form.Limits, "changed_limits"},
	{form.Condition, "changed_relevant"}, {form.Computed, "changed_calculation"}, {form.Grouped, "changed_group"}, {form.Floor, "changed_rows"}, {form.Ranges, "changed_range"},
}

// whatChanged says them.
func whatChanged(what form.What) (all locale.Phrase) {
	for _, way := range changedWords {
		switch said := locale.Later(way.key); {
		case what&way.what == 0:
		case none(all):
			all = said
		default:
			all = locale.Later("changed_two", "first", all, "second", said)
		}
	}
	return all
}

func inOrder(list map[touched]int) []touched {
	return slices.SortedFunc(maps.Keys(list), func(x, y touched) int { return cmp.Compare(x.code+x.name, y.code+y.name) })
}

// against says what the checked campaigns would do to the reports of a data
// folder, whether or not a bot is running on it.
func (k *checkCommand) against(ctx context.Context, p *program, c Config, bundles []*bundle) error {
	return withCopy(ctx, c, k.Against, func(c Config, copied string) error {
		db, err := openDatabase(copied, opening{Key: c.EncryptionKey})
		if err != nil {
			return err
		}
		defer db.Close()
		known, err := versions(ctx, db, bundles)
		if err != nil {
			return err
		}
		var refused []error
		for _, l := range listsOf(bundles) {
			refused = append(refused, db.View(ctx, l.check))
		}
		for _, b := range bundles {
			i, err := impactOn(ctx, db, b, known)
			if err != nil {
				return err
			}
			p.impact(b.campaign.Name, i)
		}
		gone, err := leftBehind(ctx, db, bundles)
		if err != nil {
			return err
		}
		for _, line := range gone {
			fmt.Fprintln(p.stdout, p.say.Say("check_doubt", "fault", p.say.Word(line)))
		}
		return errors.Join(refused...)
	})
}

// impact prints what a campaign's outlines do to its reports.
func (p *program) impact(campaign string, i impact) {
	switch lines := append(i.lines(), i.losses(nil)...); {
	case i.Open+i.Settled > 0:
		p.print("cli_impact_of", "campaign", campaign, "impact", i.phrase())
		fallthrough
	case len(lines) > 0:
		for _, line := range lines {
			fmt.Fprintf(p.stdout, "  %s\n", p.say.Word(line))
		}
	default:
		p.print("cli_impact_none", "campaign", campaign)
	}
	for _, doubt := range i.Doubts {
		p.tell("check_doubt", "fault", doubt)
	}
}
