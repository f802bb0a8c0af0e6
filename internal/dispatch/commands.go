package dispatch

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/coordinator"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/operation"
	"giaoban/internal/roster"
)

// asks is the coordinator's question that the update is, which is answered after
// the transaction: in the campaign where they are, else in the first in which
// they coordinate. It is nil for anything else.
func (r router) asks() *session.Question {
	for _, d := range r.Nearest() {
		if r.Marked != nil && d != r.Marked {
			continue
		}
		may := r.mayAskFor(d)
		if may == nil {
			continue
		}
		if cmd, ok := r.asked(d, may); ok && !r.inOwnText() {
			return &session.Question{Campaign: d, Command: cmd, Who: roster.OnList(r.Person.Memberships, d.List()), Lang: r.Person.Language}
		}
	}
	return nil
}

// asked is the question that the update asks in a campaign, among those that its
// sender may.
func (r router) asked(d *campaigns.Campaign, may func(desk.Name) bool) (desk.Command, bool) {
	if r.Update.Input.Kind == chat.Text {
		return desk.Parse(r.Update.Input.Text, d.Units, may)
	}
	cmd, ok := desk.CommandOf(r.Action)
	return cmd, ok && d.Takes(r.Action) && may(cmd.Name)
}

// mayAskFor is which questions the person may ask in the campaign: a
// coordinator any, somebody who only sees awards those. It is nil for who may
// ask none, so that nobody reads their words for one.
func (r router) mayAskFor(d *campaigns.Campaign) func(desk.Name) bool {
	switch who := roster.OnList(r.Person.Memberships, d.List()); {
	case roster.Anywhere(who, roster.Look):
		return func(desk.Name) bool { return true }
	case roster.Anywhere(who, roster.Awards):
		return only(desk.Awards)
	}
	return nil
}

func only(name desk.Name) func(desk.Name) bool {
	return func(n desk.Name) bool { return n == name }
}

// inOwnText tells whether words are what the person was asked to write, or a
// choice that they were offered, where only a slash makes a command.
func (r router) inOwnText() bool {
	if r.Update.Input.Kind != chat.Text || strings.HasPrefix(strings.TrimSpace(r.Update.Input.Text), "/") {
		return false
	}
	if d := r.Chat.Dialog; d != nil && d.Kind == session.Issue || r.Operation.Own() && r.Operation.WantsWords() {
		return true
	}
	if r.Context == nil {
		return false
	}
	w, err := r.Open(r.Context.Member)
	return err == nil && (w.Turn.InText() || w.Turn.Chooses(r.Update.Input.Text))
}

// journalAsked lets who works at a report ask for its journal, with the slash
// or by a button: a bare word may be an answer. False if it is not asked for.
func (r router) journalAsked() bool {
	if r.Update.Input.Kind == chat.Text && !strings.HasPrefix(strings.TrimSpace(r.Update.Input.Text), "/") {
		return false
	}
	cmd, ok := r.asked(r.Campaign, only(desk.Journal))
	if !ok {
		return false
	}
	r.Effects.Question = &session.Question{Campaign: r.Campaign, Command: cmd, Who: r.Roles(), Lang: r.Person.Language}
	return true
}

// pendingIn goes to the campaign of what the person has begun there; what was
// begun in a campaign that is over is dropped.
func (r router) pendingIn() {
	if !r.Operation.Decides() || r.Chat.Dialog.Report.Campaign == r.Campaign.Name() {
		return
	}
	if in := r.Campaign.Set.Named(r.Chat.Dialog.Report.Campaign); in != nil {
		r.In(in)
		return
	}
	r.CloseDialog()
}

// acts takes acts in the campaign where the person is, else in the first in
// which they coordinate.
func (r router) acts() (taken bool, err error) {
	at := r.Campaign
	for _, d := range r.Nearest() {
		if len(r.Person.With(d.List(), roster.Coordinator, roster.Admin)) == 0 {
			continue
		}
		r.In(d)
		if taken, err := r.coordinator().Act(); taken || err != nil {
			return taken, err
		}
	}
	r.In(at)
	return false, nil
}

// errands takes what belongs to an errand.
func (r router) errands() (taken bool, err error) {
	if r.coordinator().StopsBehalf() {
		return true, r.coordinator().LeaveBehalf()
	}
	if r.WordsWanted() {
		return false, nil // the remark of an act
	}
	pending := coordinator.Outreach(r.Operation)
	d, coordinates := r.errandDrive(pending)
	words := r.Update.Input.Kind == chat.Text
	slashed := strings.HasPrefix(strings.TrimSpace(r.Update.Input.Text), "/")
	if !coordinates && words && (!slashed || r.Context != nil) {
		return false, nil // words of an answer are not read for an errand
	}
	asked := errandAsked(d, r.Update, r.Action, r.Operation)
	switch {
	case !coordinates && asked:
		r.Tell(chat.Content{Text: r.Say.Say("errand_not_you", "contact", r.Campaign.Contact())})
		return true, nil
	case !coordinates:
		return false, nil
	case asked && (!words || slashed || !pending.WantsWords() && (pending.Waits() || !r.InText())):
	case words && !asked && pending.Takes(r.Update.Input.Text) && (slashed || pending.WantsWords() || !r.otherCommand(d)):
	case words && asked && !slashed && pending.WantsWords():
	default:
		if pending.Waits() {
			r.SetAside()
		}
		return false, nil
	}
	r.In(d)
	if pending == nil {
		r.CloseDialog()
	}
	r.Effects.Errand = &session.Errand{Campaign: d}
	return true, nil
}

// errandAsked tells whether the update is an errand whoever sent it.
func errandAsked(d *campaigns.Campaign, u chat.Update, a chat.Action, pending *operation.State) bool {
	if u.Input.Kind == chat.Text {
		_, ok := desk.ParseErrand(u.Input.Text, d.Units)
		return ok
	}
	return pending.Outreach(a) && d.Takes(a)
}

// otherCommand tells whether the words are a question of a coordinator.
func (r router) otherCommand(d *campaigns.Campaign) bool {
	if _, ok := r.asked(d, r.mayAskFor(d)); ok {
		return true
	}
	_, ok := desk.ParseAct(r.Update.Input.Text, d.Units, d.Local(r.Update.At))
	return ok
}

// errandDrive is the campaign of what was begun, else that of the button, else
// where the person is, else the first in which they coordinate.
func (r router) errandDrive(pending *operation.State) (d *campaigns.Campaign, coordinates bool) {
	order := r.Nearest()
	if r.Marked != nil {
		order = []*campaigns.Campaign{r.Marked}
	} else if pending.Waits() {
		if i := slices.IndexFunc(r.Campaigns(), func(d *campaigns.Campaign) bool { return d.Name() == r.Chat.Dialog.Report.Campaign }); i >= 0 {
			order = append([]*campaigns.Campaign{r.Campaigns()[i]}, order...)
		}
	}
	for _, d := range order {
		if len(r.Person.With(d.List(), roster.Coordinator, roster.Admin)) > 0 {
			return d, true
		}
	}
	return r.Campaign, false
}
