package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

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
}

// touched is a question that an edit touched.
type touched struct {
	code, name string
	what       form.What
}

// impactOn plays the move of every report, and stores nothing.
func impactOn(ctx context.Context, kv store.KV, b *bundle, known map[string]*form.Outline) (impact, error) {
	out := impact{Questions: map[touched]int{}, Gone: map[touched]int{}}
	err := kv.View(ctx, func(r store.Reader) error {
		statuses, err := statusesIn(r, b.campaign.Name)
		if err != nil {
			return err
		}
		for id, status := range statuses {
			u, ok := b.units.Get(id.Unit)
			now := b.outlines[u.Level]
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
			if status.State.In() || status.State == report.AwaitingSignOff {
				out.Settled++
				continue
			}
			out.add(known[draft.Outline], now, draft)
		}
		return nil
	})
	return out, err
}

// statusesIn are those of a campaign's reports, in all of its periods.
func statusesIn(r store.Reader, campaign string) (map[report.ID]report.Status, error) {
	out := map[report.ID]report.Status{}
	for row, err := range store.Statuses.All(r, campaign) {
		id, bad := report.ParseID(campaign + row.Key)
		if bad != nil || id.Campaign != campaign {
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
	if i.Open+i.Settled == 0 {
		p.print("cli_impact_none", "campaign", campaign)
		return
	}
	p.print("cli_impact_of", "campaign", campaign, "impact", i.phrase())
	for _, line := range i.lines() {
		fmt.Fprintf(p.stdout, "  %s\n", p.say.Word(line))
	}
}
