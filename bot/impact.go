package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/form"
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
type touched struct{ code, name, what string }

// impactOn plays the move of every report, and stores nothing.
func impactOn(ctx context.Context, kv store.KV, b *bundle, known map[string]*form.Outline) (impact, error) {
	out := impact{Questions: map[touched]int{}, Gone: map[touched]int{}}
	err := kv.View(ctx, func(r store.Reader) error {
		statuses, err := store.StatusesOf(r, report.ID{Campaign: b.campaign.Name})
		if err != nil {
			return err
		}
		for unit, status := range statuses {
			u, ok := b.units.Get(unit)
			now := b.outlines[u.Level]
			draft, err := store.Drafts.Get(r, report.ID{Campaign: b.campaign.Name, Unit: unit})
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

func (i *impact) add(from, to *form.Outline, d *answers.Draft) {
	i.Open++
	changes := form.Compare(from, to)
	moved := answers.Move(from, to, d, func(*form.Question, int, form.Value) string { return "" })
	seen := map[touched]bool{}
	for _, p := range moved.Recheck(to) {
		name := to.Filed(p).Code
		seen[touched{p.Code, name, changes[name].What.String()}] = true
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
			seen[touched{c.Old.Code, b.Name, c.What.String()}] = true
		}
	}
	for t := range seen {
		i.Gone[t]++
	}
}

// String is one line, as the log of a start has it.
func (i impact) String() string {
	return fmt.Sprintf("the outline was changed: %d open reports move to it, %d of them have answers to look at again; "+
		"%s something else, %s gone; %s on their version",
		i.Open, i.Again, counted(len(i.Questions), "question means", "questions mean"),
		counted(len(i.Gone), "answered one is", "answered ones are"), counted(i.Settled, "report that is in stays", "reports that are in stay"))
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", many)
}

// lines are String and a line for each question.
func (i impact) lines() string {
	var b strings.Builder
	b.WriteString(i.String() + "\n")
	for _, list := range []map[touched]int{i.Questions, i.Gone} {
		for _, t := range slices.SortedFunc(maps.Keys(list), func(x, y touched) int { return cmp.Compare(x.code+x.name, y.code+y.name) }) {
			fmt.Fprintf(&b, "  %s %s (%s): %d reports\n", t.code, t.name, t.what, list[t])
		}
	}
	return b.String()
}

// against says what the checked campaigns would do to the reports of a data
// folder, whether or not a bot is running on it.
func (k *checkCommand) against(ctx context.Context, c Config, bundles []*bundle) (told string, err error) {
	err = withCopy(ctx, c, k.Against, func(c Config, copied string) error {
		told, err = impactOnCopy(ctx, copied, c.EncryptionKey, bundles)
		return err
	})
	return told, err
}

func impactOnCopy(ctx context.Context, copied, key string, bundles []*bundle) (string, error) {
	db, err := openDatabase(copied, opening{Key: key})
	if err != nil {
		return "", err
	}
	defer db.Close()
	known, err := versions(ctx, db, bundles)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	var refused []error
	for _, l := range listsOf(bundles) {
		refused = append(refused, db.View(ctx, l.check))
	}
	for _, b := range bundles {
		i, err := impactOn(ctx, db, b, known)
		if err != nil {
			return "", err
		}
		if i.Open+i.Settled == 0 {
			fmt.Fprintf(&out, "%s: no report is on another version of its outline\n", b.campaign.Name)
			continue
		}
		out.WriteString(b.campaign.Name + ": " + i.lines())
	}
	return out.String(), errors.Join(refused...)
}
