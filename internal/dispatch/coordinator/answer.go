// Package coordinator is what coordinators do about the units below: they ask, and are answered from a snapshot after the update's
// transaction; decide about one report; reach out to many; see to members; choose the hours of digests; fill in for a unit.
//
// Rules and sentences are those of packages oversight (what is read) and operation (what is done); what is decided here is what one
// transaction holds.
package coordinator

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/oversight"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// A Handler takes what a coordinator does in one update.
type Handler struct{ *session.Session }

// AnswerQuestion answers a coordinator's question. Who asks, the state of units, the drafts
// in one pass and the texts of the page come from one snapshot.
func AnswerQuestion(ctx context.Context, k *session.Kept) error {
	c := k.Asked.Campaign
	var contents []chat.Content
	opened := ""
	err := c.Set.KV.View(ctx, func(r store.Reader) error {
		damaged := map[string]bool{}
		if err := c.ReadPhase(r); err != nil { // of a period that is only read nobody did
			return err
		}
		who, say, err := k.Who(r)
		if err != nil {
			return err
		}
		if len(who) == 0 { // revoked since
			contents = []chat.Content{{Text: say.Say("operation_not_you", "contact", c.In(say).Contact)}}
			return nil
		}
		q := question{Asked: k.Asked, who: who, say: say, now: k.Update.At}
		if contents, err = q.answer(ctx, r, &opened, damaged); err != nil || len(contents) == 0 {
			return err
		}
		note, err := c.DamageNote(r, damaged, func(unit string) bool { return roster.May(c.Units, who, unit, roster.Look) }, say)
		contents[0].Text = strings.TrimSuffix(contents[0].Text+"\n\n"+note, "\n\n")
		contents = c.Fitting(readOnly(c, contents), say)
		return err
	})
	if err != nil {
		return fmt.Errorf("read the answer to a question: %w", err)
	}
	return k.Answer(ctx, contents, func(tx store.Tx) error {
		if opened == "" {
			return nil
		}
		its, err := store.Chats.Get(tx, k.Update.From)
		if err == nil {
			its.Reading = &store.ReadAt{Report: c.Report(opened), Part: command.OwnReport}
			store.Chats.Put(tx, k.Update.From, its)
		}
		return err
	})
}

// readOnly takes away what can be done about reports of a period that is closed.
func readOnly(c *campaigns.Campaign, contents []chat.Content) []chat.Content {
	if !c.Late() || !c.Phase().Closed {
		return contents
	}
	for i, content := range contents {
		contents[i].Choices = nil
		for _, row := range content.Choices {
			row = slices.DeleteFunc(slices.Clone(row), func(choice chat.Choice) bool {
				a, _ := chat.Decode(choice.Data)
				return a.To == chat.Operation
			})
			if len(row) > 0 {
				contents[i].Choices = append(contents[i].Choices, row)
			}
		}
	}
	return contents
}

// A question is what is asked, by whom.
type question struct {
	*session.Asked
	who []roster.Membership
	say locale.Phrases
	now time.Time
}

// mostCompared is how long ago the journal is read for a comparison with an earlier day.
const mostCompared = 31 * 24 * time.Hour

// answer words the answer; damaged gets the units of which it had to leave something out.
func (q question) answer(ctx context.Context, r store.Reader, opened *string, damaged map[string]bool) ([]chat.Content, error) {
	c, say := q.Campaign, q.say
	if q.Command.Name == command.System {
		if !roster.Anywhere(q.who, c.List(), roster.System) { // not any more
			return []chat.Content{{Text: say.Say("operation_not_you", "contact", c.In(say).Contact)}}, nil
		}
		return []chat.Content{{Text: c.Set.System(r, say)}}, nil
	}
	if q.Command.Name == command.Plan {
		return q.readPlan(ctx, r)
	}
	if q.Command.Name == command.Journal {
		return q.readJournal(r)
	}
	if q.Command.Name == command.Issues {
		return q.readIssues(r, damaged)
	}
	s, err := c.OverviewFrom(r, q.now)
	if err != nil {
		return nil, err
	}
	s = campaigns.Told(c, s, say)
	if q.Command.Name == command.SinceDay {
		if s.Acts, err = store.JournalSince(r, c.ID(), q.now.Add(-mostCompared)); err != nil {
			return nil, err
		}
	}
	if oversight.Reads(q.Command) {
		review := func(unit string) []chat.Choice { return operation.Review(s.Units, q.who, unit, s.Status[unit], say) }
		lib := c.Library(r, say.Tag(), func(unit string) { damaged[unit] = true })
		lib.Opened = func(unit string) { *opened = unit }
		return oversight.Read(s, lib, q.who, q.Command, review, say)
	}
	offered := func(unit string) [][]chat.Choice {
		return operation.Offered(s.Units, q.who, unit, s.Status[unit], say)
	}
	return oversight.Reply(s, q.who, q.Command, offered, say), nil
}

// readJournal returns a page of the journal.
func (q question) readJournal(snapshot store.Reader) ([]chat.Content, error) {
	c := q.Campaign
	r := oversight.Reading{Units: c.Units, Who: q.who, Cmd: q.Command, Zone: c.Plan.Zone, Contact: c.In(q.say).Contact, Say: q.say}
	r.Far = func(order string, units []string) (operation.Progress, bool) {
		course, ok, err := notify.CourseOf(snapshot, c, order)
		_ = c.Set.Despite(err) // it is logged, and the line says the rest
		return notify.Far(snapshot, c, course, units), ok && (course.Found || !course.Ended.IsZero())
	}
	unit, contents := r.Resolve()
	if contents != nil {
		return contents, nil
	}
	lines, next, err := store.JournalPage(snapshot, c.ID(), q.Command.Cursor, oversight.JournalPage, r.Wanted(unit))
	return r.Page(unit, lines, next), err
}

// readIssues lists the issues that the person may see.
func (q question) readIssues(snapshot store.Reader, damaged map[string]bool) ([]chat.Content, error) {
	c := q.Campaign
	open, err := store.IssuesOf(snapshot, c.ID(), false)
	answered, err2 := store.IssuesOf(snapshot, c.ID(), true)
	if err = errors.Join(err, err2); errors.Is(err, store.ErrDamaged) {
		damaged[""], err = true, c.Set.Despite(err)
	}
	r := oversight.Threads{Units: c.Units, Who: q.who, Cmd: q.Command, Now: c.Local(q.now), Contact: c.In(q.say).Contact, Say: q.say}
	return r.List(open, answered), err
}

// Help says what can be asked, to who has just joined also whose own report is theirs.
func (h Handler) Help(ms []roster.Membership, joining bool) {
	if len(ms) == 0 {
		if seen := h.Person.With(h.Campaign.List(), roster.Viewer); len(seen) > 0 {
			h.viewer(seen)
			return
		}
		h.Reply(chat.Content{Text: h.Say.Say("viewer_nothing", "contact", h.Campaign.In(h.Say).Contact)})
		return
	}
	explained := command.Coordinators
	if roster.Anywhere(h.Person.Memberships, h.Campaign.List(), roster.System) {
		explained |= command.Admins
	}
	help := chat.Content{Text: h.Say.Say("coordinator_help", "unit", h.Campaign.Units.Path(ms[0].Unit), "kind", h.Campaign.KindBelow(ms[0].Unit, h.Say),
		"commands", command.Explain(h.Say, explained, form.Lists(h.Campaign.Outlines)), "contact", h.Campaign.In(h.Say).Contact)}
	if h.Campaign.Recurs() {
		help.Text += "\n" + h.Say.Say("coordinator_help_periods", "period", h.Campaign.Plan.Period.Short(h.Say))
	}
	for _, s := range h.Contexts() {
		if joining && h.owns(s) {
			help.Text += "\n" + h.Say.Say("own_report", "unit", h.Campaign.Units.Path(s.Member.Unit))
		}
	}
	h.Reply(h.OwnReports(help))
}

// owns reports whether the report is the own one of a unit that the person coordinates.
func (h Handler) owns(s session.Context) bool {
	return s.Own && s.ProxySince.IsZero() && s.Campaign == h.Campaign
}

// OwnReports adds buttons to the own reports of the units that the person coordinates.
func (h Handler) OwnReports(c chat.Content) chat.Content {
	for _, s := range h.Contexts() {
		if h.owns(s) {
			c.Choices = append(c.Choices, []chat.Choice{session.UnitButton(command.Change, s.ID.Short(), h.Say.Say("button_own_report"))})
		}
	}
	return c
}

// Courtesy is the answer to thanks, to a greeting, and to a yes or a no of a coordinator where nothing waits for one; ok is
// false for other words. Who greets is shown what can be done.
func (h Handler) Courtesy(asks command.Command, ms []roster.Membership) (c chat.Content, ok bool) {
	if len(ms) == 0 {
		return c, false
	}
	said, _ := asks.Heard.Said()
	kind := command.Said(said.Kind)
	switch {
	case asks.Name == command.Cancel || kind == command.Halt || asks.Heard.Drops():
		c.Text = h.Say.Say("nothing_to_drop")
		if h.Operation != nil {
			h.CloseDialog()
			c.Text = h.Say.Say("operation_cancelled")
		}
		return c, true
	case kind == command.Ack || asks.Heard.Consent(command.Deed{Name: "send"}) == command.Yes:
		c.Text = h.Say.Say("nothing_waits")
		if h.Operation != nil {
			c.Text = h.Say.Say("nothing_waits_aside")
		}
		return c, true
	}
	switch kind {
	case command.Thanks:
		c.Text = h.Say.Say("courtesy_thanks", "kind", h.Campaign.KindBelow(ms[0].Unit, h.Say))
	case command.WhomCall:
		c.Text = h.Say.Say("courtesy_contact", "contact", h.Campaign.In(h.Say).Contact, "unit", h.example(ms[0].Unit))
	case command.Greeting:
		c = h.OwnReports(h.Menu(ms[0].Unit))
		c.Text = h.Say.Say("courtesy_greeting", "unit", h.Campaign.Units.Path(ms[0].Unit))
	default:
		return c, false
	}
	return c, true
}

// example is the name of a unit below, to show how a question is asked.
func (h Handler) example(unit string) string {
	for _, u := range h.Campaign.Units.Below(unit) {
		if h.Campaign.Reports(u.Level) {
			return u.Name
		}
	}
	return "…"
}

// viewer answers somebody who only sees the restricted lists.
func (h Handler) viewer(ms []roster.Membership) {
	unit, lists := ms[0].Unit, form.RestrictedLists(h.Campaign.Outlines)
	h.Reply(chat.Content{
		Text:    h.Say.Say("awards_help", "lists", lists, "unit", h.Campaign.Units.Path(unit), "contact", h.Campaign.In(h.Say).Contact),
		Choices: [][]chat.Choice{{command.Command{Name: command.Awards, Code: unit}.Action().Choice(viet.UpperFirst(lists))}},
	})
}
