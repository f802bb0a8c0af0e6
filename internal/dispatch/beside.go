package dispatch

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/language"
	"giaoban/internal/oversight"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// beside takes what is no matter of the outline: commands about issues, digests
// and the report as a whole, and answers to what was asked beside it. done is
// false for words that are about something else.
func (r router) beside(room chat.Room) (done bool, err error) {
	d, operation, text := r.Chat.Dialog, r.Operation, r.Update.Input.Text
	slash := strings.HasPrefix(text, "/")
	r.drop()
	if n := oversight.IssueUnder(r.Update.Input.Under); n != 0 && !slash && r.Command.Name == "" {
		return true, r.issues().Act(command.Command{Name: command.Answer, Number: n, Words: viet.Clean(text)})
	}
	if !slash && r.askedWhy() {
		return r.officer().TypedWhy()
	}
	if r.Command.Is(command.Earlier) {
		return true, periods{r}.earlier(r.Command)
	}
	switch room {
	case chat.Issue:
		return true, r.issues().Act(r.Command)
	case chat.Digest:
		done, err = r.digestHours()
	case chat.Report:
		done, err = r.ordered(r.Command.Name)
	}
	switch {
	case done || err != nil || d == nil || slash:
		return done, err
	case operation.Own():
		return r.officer().TypedOwn(*d, operation)
	}
	return r.dialog(*d)
}

// drop closes what was asked beside the report: it was asked once, and whatever
// else the person does drops it. Operations of coordinators stay.
func (r router) drop() {
	if r.Operation == nil || r.Operation.Own() {
		r.CloseDialog()
	}
}

// ordered does what a command about the report asks, and reports whether it could.
func (r router) ordered(act command.Name) (done bool, err error) {
	switch act {
	case command.Change:
		r.change()
		return true, nil
	case command.Own:
		return r.ownReport()
	case command.Telephone:
		return true, r.officer().Telephone(r.Command)
	case command.Leave:
		return true, r.officer().Leave()
	case command.OwnPhone:
		return true, r.officer().OwnPhone()
	case command.Language:
		return true, r.officer().Language(r.Command.Words)
	case command.Waiting:
		return true, r.officer().WaitingList()
	case command.Colleague:
		return true, r.officer().InviteColleague()
	}
	return true, r.officer().Act(act, "")
}

// dialog takes words for the answer to what was asked beside the report, and reports
// whether they were taken.
func (r router) dialog(d store.Dialog) (done bool, err error) {
	switch d.Kind {
	case session.Place:
		return r.typedContext()
	case session.Post:
		return r.officer().TypedPost(d)
	case session.Telephone:
		return r.officer().TypedTelephone(d)
	case session.Leave:
		return r.officer().TypedLeave(d)
	case session.Presence:
		return r.officer().TypedPresence(d)
	case session.Why, session.Promise:
		return r.typedWhy(d)
	case session.Hours:
		return r.typedHours(d)
	}
	return false, nil
}

// typedWhy takes words for why the report of the context is late, or a day for when it
// comes.
func (r router) typedWhy(d store.Dialog) (bool, error) {
	switch {
	case r.Context == nil || r.Context.ID != d.Report:
		return false, nil // the person has gone elsewhere
	case r.Command.Is(command.Cancel):
		return true, r.Tell(r.Say.Say("why_cancelled"))
	case d.Kind == session.Why:
		return r.officer().TypedWhy()
	}
	return r.officer().TypedPromise()
}

// askedWhy reports whether the message that is answered asks why the report of the
// context is late.
func (r router) askedWhy() bool {
	return r.Context != nil && slices.ContainsFunc(r.Update.Input.Under, func(data string) bool {
		a, _ := chat.Decode(data)
		return a.To == chat.Report && command.Name(a.Verb) == session.ActWhy && a.For == r.Context.ID.Short()
	})
}

// typedContext finds the context by its number or name.
func (r router) typedContext() (bool, error) {
	contexts := r.Contexts()
	labels := make([]string, len(contexts))
	for i, s := range contexts {
		labels[i] = r.Label(s)
	}
	i, unclear := language.Only(r.Say.Tongue().Choice(r.Update.Input.Text, language.Question{}, labels))
	if unclear != nil {
		return false, nil
	}
	return true, r.enter(contexts[i])
}

// ownReport goes on with the report of the context, or with that of the unit which the
// person coordinates.
func (r router) ownReport() (bool, error) {
	if r.Context != nil {
		return true, r.enter(*r.Context)
	}
	for _, s := range r.Contexts() {
		if !s.Follows {
			return true, r.enter(s)
		}
	}
	return false, nil
}

// digestHours takes «lịch». It is not taken from somebody who gets no digests.
func (r router) digestHours() (done bool, err error) {
	c := r.Coordinates(r.Campaign)
	if c == nil {
		return false, nil
	}
	r.In(c)
	if r.Command.Part == command.NoDigests {
		return true, r.coordinator().OrderHours(command.HoursOrder{What: command.HoursOff})
	}
	order, readable := command.ReadHours(r.Command.Words, r.Say)
	if !readable {
		return true, r.coordinator().ShowHours(r.Say.Say("hours_unread", "input", campaigns.Beginning.Of(r.Command.Words)))
	}
	return true, r.coordinator().OrderHours(order)
}

// typedHours takes words after the hours of digests were shown, and reports whether they
// were hours.
func (r router) typedHours(d store.Dialog) (bool, error) {
	o, ok := command.ReadHours(r.Update.Input.Text, r.Say)
	in := r.Coordinates(r.CampaignOf(d.Report))
	if !ok || o.What == command.HoursShow || in == nil {
		return false, nil
	}
	// A bare number may be the answer to a question of the report.
	if _, err := strconv.Atoi(strings.TrimSpace(r.Update.Input.Text)); err == nil && r.Context != nil {
		return false, nil
	}
	r.In(in)
	return true, r.coordinator().OrderHours(o)
}
