package dispatch

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/coordinator"
	"giaoban/internal/dispatch/issues"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/officer"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// A router finds who answers an update.
type router struct{ *session.Session }

func (r router) officer() officer.Handler { return officer.Handler{Session: r.Session} }

func (r router) coordinator() coordinator.Handler {
	return coordinator.Handler{Session: r.Session}
}

func (r router) issues() issues.Handler { return issues.Handler{Session: r.Session} }

// handle answers one update in its transaction. What is to be answered beside a snapshot
// is kept, under the row that it has or under a new one.
func (d *Dispatcher) handle(tx store.Tx, k *session.Kept, r *session.Effects) error {
	u := k.Update
	u.Name = viet.Line(u.Name) // whoever reads it sees what it is, on one line
	s, err := session.Begin(d.Set, tx, u, r)
	if err != nil {
		return err
	}
	route := router{Session: s}
	err = errors.Join(route.answer(), s.Damaged)
	if r.Outdated != nil { // even if somebody did without what is below
		return campaigns.ErrOutdated
	}
	if err != nil {
		return err
	}
	if u.Name != "" && u.Name != s.Person.Name {
		s.Person.Name, s.Changed = u.Name, true
	}
	route.tellDamage()
	route.albumAnswered()
	d.bounded(s)
	if len(s.Person.Memberships) == 0 {
		d.known.Delete(u.From)
	}
	switch {
	case r.Asked != nil:
		d.keep(s, k)
	case k.Row != "":
		store.Kepts.Delete(tx, k.Row)
	}
	s.End()
	return nil
}

// tellDamage tells a person once that a record of the report was found damaged.
func (r router) tellDamage() {
	if r.Context == nil {
		return
	}
	id := r.Context.ID
	found, ok := r.Campaign.Set.Damaged(id)
	if ok && store.Once(r.Tx, fmt.Sprintf("damage/%s/%s/%d", id, r.Update.From, found), r.Update.At) {
		r.Reply(chat.Content{Text: r.Say.Say("damaged_report", "unit", r.Campaign.Units.Path(id.Unit), "contact", r.Campaign.In(r.Say).Contact)})
	}
}

// answer finds who deals with the update: first the guards, then who has no part
// yet, then buttons and words by what they ask, and last the report.
func (r router) answer() error {
	switch r.Update.Input.Kind {
	case chat.Blocked, chat.Unblocked:
		return notify.Reachable(r.Session, r.Update.Input.Kind == chat.Unblocked)
	}
	if r.Chat.Blocked && r.Update.Input.Kind != chat.FileRead { // who writes can be written to
		if err := notify.Reachable(r.Session, true); err != nil {
			return err
		}
	}
	if r.wiping() {
		return nil
	}
	if code, ok := r.officer().Invitation(); ok {
		coordinates, err := r.officer().Join(code)
		if coordinates {
			r.coordinator().Help(r.Person.With(r.Campaign.List(), roster.Coordinator, roster.Admin), true)
		}
		return err
	}
	if r.Update.Input.Kind == chat.FileRead {
		return r.fileRead()
	}
	if len(r.Person.Memberships) == 0 {
		r.Reply(r.officer().Stranger())
		return nil
	}
	if done, err := r.officer().Which(); done || err != nil {
		return err
	}
	if f, ended := r.officer().Ended(); ended {
		return r.officer().OfEnded(f)
	}
	first := r.Campaign
	if err := r.route(); err != nil {
		return err
	}
	if r.Campaign != first && r.wiping() {
		return nil
	}
	switch r.Update.Input.Kind {
	case chat.Press:
		return r.press()
	case chat.Text:
		return r.text()
	case chat.Edit:
		r.edited()
	}
	r.aside()
	return r.report()
}

// fileRead tells what was found in a file. It comes by itself, so it leaves the person in
// the report in which they are.
func (r router) fileRead() error {
	id, err := report.ParseID(r.Update.Input.Text)
	if err != nil {
		return err
	}
	n, _ := strconv.Atoi(r.Update.Input.Data)
	row, ok, err := store.Readings.Find(r.Tx, store.FileOf{Report: id, ID: n})
	if err != nil || !ok || row.Update() != r.Update.Key {
		return err // another was ordered since
	}
	store.Readings.Delete(r.Tx, row.FileOf)
	for _, c := range r.Contexts() {
		if !c.Follows && c.ID == id {
			r.In(c.Campaign)
			r.Context = &c
			return r.officer().FileRead()
		}
	}
	return nil // they have no part in it any more
}

// report takes whatever asks nothing else to the person's report; who has none
// hears what they can ask.
func (r router) report() error {
	if r.Context != nil {
		r.Chat.Reading = nil
		return r.officer().Answer()
	}
	ms := r.Person.With(r.Campaign.List(), roster.Coordinator, roster.Admin)
	if c, ok := r.coordinator().Courtesy(r.Command, ms); ok {
		r.Reply(c)
		return nil
	}
	if len(ms) > 0 && r.Update.Input.Kind == chat.Text && !r.Command.Is(command.Help, command.Start) {
		r.Reply(r.coordinator().OwnReports(r.coordinator().Menu(ms[0].Unit)))
		return nil
	}
	r.coordinator().Help(ms, r.Command.Is(command.Start))
	return nil
}

// wiping asks the person to come back soon while a rehearsal is wiped, as what is
// written now could be half gone. It reports whether one is.
func (r router) wiping() bool {
	if !r.Campaign.Phase().Wiping {
		return false
	}
	r.Reply(chat.Content{Text: r.Say.Say("trial_wiping")})
	return true
}

// albumAnswered has the reply to a part of an album replace the reply to the part
// before, if that has not left yet.
func (r router) albumAnswered() {
	group := r.Update.Input.Group
	if group == "" {
		r.Chat.Album = nil
		return
	}
	if a := r.Chat.Album; a != nil && a.Group == group && len(r.Effects.Messages) > 0 {
		for _, id := range a.Messages {
			store.Outbox.Delete(r.Tx, id)
		}
		r.Effects.Superseded = a.Messages
	}
	now := &store.Album{Group: group}
	for _, m := range r.Effects.Messages {
		now.Messages = append(now.Messages, m.ID)
	}
	r.Chat.Album, r.Effects.Album = now, true
}

// route finds the context that the update is about. A button and an edited message
// belong to the report that asked; words belong to the current context.
func (r router) route() error {
	if r.Action.For != "" && campaigns.ForCoordinators(r.Action) {
		c, err := r.Marking()
		if err != nil {
			return err
		}
		if c != nil {
			r.In(c)
			r.Marked = c
			return nil
		}
	}
	contexts := r.Contexts()
	i, err := r.meant(contexts)
	if err != nil {
		return err
	}
	r.Several = 0
	for _, s := range contexts {
		if !s.Own && !s.Late && !s.Over || s.ID == r.Chat.Current {
			r.Several++
		}
	}
	if i < 0 {
		return nil
	}
	r.turnTo(contexts[i])
	return nil
}

// turnTo makes a context the current one. What is only looked at leaves the person where they are.
func (r router) turnTo(s session.Context) {
	if r.Action.To == chat.Report && command.Name(r.Action.Verb) == command.Earlier {
		r.In(s.Campaign)
		r.Context = &s
		return
	}
	r.Switch(s)
}

func (r router) meant(contexts []session.Context) (int, error) {
	find := func(fits func(session.Context) bool) int { return slices.IndexFunc(contexts, fits) }
	switch in := r.Update.Input; in.Kind {
	case chat.Press:
		about := r.Action.To == chat.Interview || r.Action.To == chat.Report
		if i := find(func(s session.Context) bool { return about && s.ID.Short() == r.Action.For }); i >= 0 {
			return i, nil
		}
		if past, ok, err := r.pastReport(about); ok || err != nil {
			r.turnTo(past)
			return -1, err
		}
	case chat.Text:
		if r.Operation.Own() { // its words may be about a late report that is in
			if i := find(func(s session.Context) bool { return s.ID == r.Chat.Dialog.Report }); i >= 0 {
				return i, nil
			}
		}
	case chat.Edit:
		said, ok, err := store.SaidBy.Find(r.Tx, store.SentMessage{From: r.Update.From, ID: in.Message})
		if err != nil {
			return -1, err
		}
		if i := find(func(s session.Context) bool { return ok && !s.Follows && s.ID == said.Report }); i >= 0 {
			return i, nil
		}
	}
	if i := find(func(s session.Context) bool { return s.ID == r.Chat.Current }); i >= 0 {
		over, err := r.lateAndLeft(contexts[i])
		if err != nil || !over {
			return i, err
		}
	}
	if i, err := r.unfinished(contexts); i >= 0 || err != nil {
		return i, err
	}
	return find(func(s session.Context) bool { return !s.Own && !s.Follows && !s.Over }), nil
}

// change lists the contexts to choose from.
func (r router) change() {
	contexts := slices.DeleteFunc(r.Contexts(), func(s session.Context) bool { return s.Over })
	if len(contexts) == 0 {
		r.ReplyAsIs(chat.Content{Text: r.Say.Say("viewer_nothing", "contact", r.Campaign.In(r.Say).Contact)})
		return
	}
	if len(contexts) == 1 {
		r.ReplyAsIs(chat.Content{Text: r.Say.Say("context_only", "context", r.Label(contexts[0]))})
		return
	}
	text := r.Say.Say("context_choose")
	var rows [][]chat.Choice
	for i, s := range contexts {
		text += "\n" + r.Say.Say("choice_line", "n", i+1, "label", r.Label(s))
		rows = append(rows, []chat.Choice{session.UnitButton(command.Change, s.ID.Short(), r.Label(s))})
	}
	r.OpenDialog(store.Dialog{Kind: session.Place})
	r.ReplyAsIs(chat.Content{Text: text, Choices: rows})
}

// enter switches to a context and goes on there.
func (r router) enter(s session.Context) error {
	r.Switch(s)
	if r.Context == nil {
		r.coordinator().Help(r.Person.With(r.Campaign.List(), roster.Coordinator, roster.Admin), false)
		return nil
	}
	r.Switched = true
	return r.officer().EnterReport()
}
