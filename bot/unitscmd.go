package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"

	"giaoban/internal/fault"
	"giaoban/internal/locale"
	"giaoban/internal/reform"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// unitsCommand is what is done when the list of units changes under reports and people.
type unitsCommand struct {
	Draft   unitsDraftCommand   `cmd:"" help:"${cli_help_units_draft}"`
	Preview unitsPreviewCommand `cmd:"" help:"${cli_help_units_preview}"`
	Move    unitsMoveCommand    `cmd:"" help:"${cli_help_units_move}"`
}

// unitsFlags say which list is meant.
type unitsFlags struct {
	List string `help:"${cli_help_units_list}" placeholder:"${cli_arg_name}"`
	Was  string `help:"${cli_help_units_was}" placeholder:"${cli_arg_csv}" type:"existingfile"`
}

// pick finds the list, and how it was.
func (f unitsFlags) pick(ctx context.Context, kv store.KV, bundles []*bundle) (l *unitList, was store.UnitList, n int, err error) {
	lists := listsOf(bundles)
	i := slices.IndexFunc(lists, func(l *unitList) bool { return l.List == f.List || f.List == "" && len(lists) == 1 })
	if i < 0 {
		var names []string
		for _, l := range lists {
			names = append(names, l.List)
		}
		return nil, was, 0, fault.New("units_which_list", "lists", strings.Join(names, ", "))
	}
	l = lists[i]
	err = kv.View(ctx, func(r store.Reader) error {
		reforms, err := store.ReformsOf(r, l.List)
		if n = len(reforms) + 1; err != nil {
			return err
		}
		if was, err = store.UnitLists.Get(r, l.List); err != nil {
			return err
		}
		l.add(was.Campaigns...)
		l.Ground, err = l.WithPolls(r)
		return err
	})
	if err != nil {
		return nil, was, 0, err
	}
	if f.Was != "" {
		content, err := os.ReadFile(f.Was)
		if err != nil {
			return nil, was, 0, err
		}
		older, err := roster.ParseUnits(bytes.NewReader(content), f.Was)
		if err != nil {
			return nil, was, 0, err
		}
		was.Units = older.All()
	}
	if len(was.Units) == 0 {
		return nil, was, 0, fault.New("units_unknown")
	}
	was.Units = l.bundles[0].units.AsSaid(was.Units)
	return l, was, n, nil
}

// unitsFile is a file of moves.
type unitsFile struct {
	unitsFlags
	File string `arg:"" help:"${cli_help_units_file}" type:"existingfile"`
}

// draw reads the file and makes the plan. A unit of which it does not say what becomes of it is a fault.
func (f unitsFile) draw(ctx context.Context, kv store.KV, bundles []*bundle) (plan reform.Plan, err error) {
	l, was, n, err := f.pick(ctx, kv, bundles)
	if err != nil {
		return plan, err
	}
	content, err := os.ReadFile(f.File)
	if err != nil {
		return plan, err
	}
	now := l.bundles[0].units
	if len(now.Differences(was.Units)) == 0 {
		return plan, settledBefore(ctx, kv, l.List, content)
	}
	moves, err := roster.ParseMoves(bytes.NewReader(content), f.File, was.Units, now)
	if err != nil {
		return plan, err
	}
	err = kv.View(ctx, func(r store.Reader) (err error) {
		if err := l.Ready(r, moves); err != nil {
			return err
		}
		known, err := l.withFormer(r, "")
		if err != nil {
			return err
		}
		plan, err = l.Draw(r, was.Units, known, moves, n, time.Now())
		return err
	})
	if err != nil {
		return plan, err
	}
	var faults fault.Faults
	for _, m := range plan.Missing {
		faults.Add(fault.New("move_missing", "code", m.Old.Code, "unit", m.Old.Label(), "reports", m.Stakes.Reports, "answers", m.Stakes.Answers,
			"people", m.Stakes.People).In(f.File))
	}
	return plan, faults.Err()
}

// settledBefore tells that there is nothing to move: what the file says is done, or the list is as it was.
func settledBefore(ctx context.Context, kv store.KV, list string, content []byte) error {
	var done []store.Reform
	err := kv.View(ctx, func(r store.Reader) (err error) {
		done, err = store.ReformsOf(r, list)
		return err
	})
	if err != nil {
		return err
	}
	for _, one := range slices.Backward(done) {
		if roster.SayMoves(content, one.Moves) {
			return declined("move_done_before", "at", one.At)
		}
	}
	return hinted(declined("units_same"), "units_same_hint")
}

// unitsPreviewCommand tells what a file of moves would do.
type unitsPreviewCommand struct{ unitsFile }

// Run tells it, from a copy of the database.
func (k *unitsPreviewCommand) Run(ctx context.Context, p *program, c Config) error {
	return withCopyOpen(ctx, c, func(db database, bundles []*bundle) error {
		plan, err := k.draw(ctx, db, bundles)
		if err != nil {
			return err
		}
		p.showMoves(plan)
		p.doubtDays(plan, time.Now().In(bundles[0].campaign.Zone))
		return nil
	})
}

// withCopyOpen opens a copy of the database, whether or not a bot is running on it.
func withCopyOpen(ctx context.Context, c Config, do func(database, []*bundle) error) error {
	bundles, err := c.bundles()
	if err != nil {
		return err
	}
	return withCopy(ctx, c, c.Data, func(c Config, copied string) error {
		db, err := openDatabase(copied, opening{Key: c.EncryptionKey})
		if err != nil {
			return err
		}
		return errors.Join(do(db, bundles), db.Close())
	})
}

// kindWords are what became of a unit, in words.
var kindWords = map[roster.MoveKind]string{roster.Renamed: "move_is_renamed", roster.Moved: "move_is_moved", roster.Merged: "move_is_merged",
	roster.Split: "move_is_split", roster.Closed: "move_is_closed"}

// showMoves tells what a plan does, a line for each unit that something stands on.
func (p *program) showMoves(plan reform.Plan) {
	say, idle := p.say, 0
	for _, l := range plan.Lines {
		if !l.Holds.Any() {
			idle++
			continue
		}
		var into []string
		for _, u := range l.Into {
			into = append(into, u.Label()+" ("+u.Code+")")
		}
		since := ""
		if day := strings.Split(l.Day, "-"); len(day) == 3 { // in words: 07/01 may be either
			since = say.Say("move_since", "year", day[0], "month", day[1], "day", day[2])
		}
		h := l.Holds
		line := say.Say("move_line", "unit", l.Old.Label(), "code", l.Old.Code, "what", say.Say(kindWords[l.Kind]), "into", strings.TrimRight(" "+strings.Join(into, ", "), " "), "since", since,
			"reports", h.Reports, "in", h.In, "answers", h.Answers, "people", h.People, "invitations", h.Invitations, "questions", h.Questions, "deadlines", h.Deadlines)
		if l.Kind.Ends() && h.In > 0 {
			line += " " + totalsWords(l, say)
		}
		if l.Stay && h.People > 0 {
			if l.Kind == roster.Split {
				line += " " + say.Say("move_asked")
			} else {
				line += " " + say.Say("move_stay")
			}
		}
		fmt.Fprintln(p.stdout, line)
	}
	for _, f := range plan.Untold {
		p.tell("move_untold", "code", f.Old.Code, "unit", f.Old.Label(), "invitations", f.Stakes.Invitations, "deadlines", f.Stakes.Deadlines)
	}
	n, all := plan.Total(roster.MoveKinds()...)
	fmt.Fprintln(p.stdout, say.Say("move_total", "n", n, "idle", idle, "reports", all.Reports, "in", all.In, "answers", all.Answers, "people", all.People,
		"invitations", all.Invitations, "questions", all.Questions, "deadlines", all.Deadlines))
}

// doubtDays tells of days that are still to come, and of those that a spreadsheet will have written the other way round.
func (p *program) doubtDays(plan reform.Plan, now time.Time) {
	if plan.Until() > now.Format(time.DateOnly) {
		p.tell("move_early_doubt", "day", p.say.StoredDay(plan.Until()))
	}
	for _, l := range plan.Lines {
		day, err := time.Parse(time.DateOnly, l.Day)
		if err != nil || day.Day() > 12 || day.Day() == int(day.Month()) {
			continue
		}
		other := time.Date(day.Year(), time.Month(day.Day()), int(day.Month()), 0, 0, 0, 0, time.UTC)
		if away := now.Sub(day).Abs(); away > 60*24*time.Hour && now.Sub(other).Abs() < away {
			iso := other.Format(time.DateOnly)
			p.tell("move_swapped", "unit", l.Old.Label(), "day", p.say.StoredDay(l.Day), "other", p.say.StoredDay(iso), "iso", iso)
		}
	}
}

func totalsWords(l reform.Line, say locale.Phrases) string {
	for _, u := range l.Into {
		if u.Code == l.At {
			return say.Say("move_counts_until", "unit", u.Label())
		}
	}
	return say.Say("move_counts_apart")
}

// unitsMoveCommand moves what stands on the list as it was.
type unitsMoveCommand struct {
	unitsFile
	Yes bool `help:"${cli_help_units_yes}"`
}

// Run shows what there is to move, and moves it after a yes. A move that was cut off goes on with the next, or with serve.
func (k *unitsMoveCommand) Run(ctx context.Context, p *program, c Config) error {
	bundles, err := c.bundles()
	if err != nil {
		return err
	}
	db, err := openIdle(c, "units")
	if err != nil {
		return err
	}
	return errors.Join(k.move(ctx, p, db, bundles), db.Close())
}

// openIdle opens the database for a command that changes it while no bot runs; its preview is of the same name.
func openIdle(c Config, command string) (database, error) {
	db, err := openDatabase(c.Database(), opening{Key: c.EncryptionKey})
	if inUse(err) {
		return db, hinted(coded(exitBusy, fails("move_running")), "move_running_hint", "command", command)
	}
	return db, err
}

// agreed asks whether to go on; without a yes it refuses, and nothing is done.
func (p *program) agreed(question string, pairs ...any) error {
	answer, err := p.typed(question, pairs...)
	if errors.Is(err, errNotTyped) {
		return hinted(declined("move_not_done"), "cli_agreed_hint")
	}
	if err != nil {
		return err
	}
	if !slices.Contains([]string{"yes", "y", "co", "dong y", "ok"}, viet.Fold(answer)) {
		return declined("move_not_done")
	}
	return nil
}

// cutOff are the moves that were cut off.
func cutOff(ctx context.Context, kv store.KV) (left []store.Reform, err error) {
	err = kv.View(ctx, func(r store.Reader) error {
		all, err := store.Reforms.List(r, "")
		left = slices.DeleteFunc(all, func(one store.Reform) bool { return one.Stage >= store.Telling })
		return err
	})
	return left, err
}

// goOn ends the moves that were cut off, if the file says what they are: another file is for when they are done.
func (k *unitsMoveCommand) goOn(ctx context.Context, p *program, db database, left []store.Reform, log *slog.Logger) error {
	content, err := os.ReadFile(k.File)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(left, func(r store.Reform) bool { return roster.SayMoves(content, r.Moves) }) {
		return hinted(declined("move_other", "at", left[0].At, "n", len(left[0].Called)), "move_other_hint")
	}
	if err := reform.Finish(ctx, db, log); err != nil {
		return hinted(err, "move_cut_off")
	}
	n := 0
	for _, r := range left {
		n += len(r.Called)
	}
	p.print("move_done", "n", n)
	return nil
}

func (k *unitsMoveCommand) move(ctx context.Context, p *program, db database, bundles []*bundle) error {
	log := slog.New(slog.DiscardHandler)
	if left, err := cutOff(ctx, db); err != nil || len(left) > 0 {
		if err != nil {
			return err
		}
		return k.goOn(ctx, p, db, left, log)
	}
	plan, err := k.draw(ctx, db, bundles)
	switch {
	case errors.Is(err, reform.ErrDeciding):
		return hinted(declined("move_deciding"), "move_deciding_hint")
	case errors.Is(err, reform.ErrDamaged):
		return hinted(err, "move_damaged_hint")
	case err != nil:
		return err
	}
	if today := time.Now().In(bundles[0].campaign.Zone).Format(time.DateOnly); plan.Until() > today {
		return fault.New("move_early", "day", p.say.StoredDay(plan.Until())).In(k.File)
	}
	p.showMoves(plan)
	p.doubtDays(plan, time.Now().In(bundles[0].campaign.Zone))
	if !k.Yes {
		if err := p.agreed("move_ask"); err != nil {
			return err
		}
	}
	switch err := reform.Begin(ctx, db, plan.Reform); {
	case errors.Is(err, store.ErrTooLarge):
		return hinted(declined("move_too_large", "n", len(plan.Moves)), "move_too_large_hint")
	case err != nil:
		return err
	}
	if err := reform.Finish(ctx, db, log); err != nil {
		return hinted(err, "move_cut_off")
	}
	p.print("move_done", "n", len(plan.Lines))
	return nil
}
