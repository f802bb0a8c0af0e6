package dispatch

import (
	"strconv"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/session"
)

// press takes a button. Its room takes it, if the button is for a campaign in
// which the person may use it; else it is one that nobody knows.
func (r router) press() error {
	to := r.Action.To
	if to == chat.Issue {
		if done, err := r.issues().Pressed(); done || err != nil {
			return err
		}
	} else if err := r.issues().Leave(); err != nil {
		return err
	}
	outreach := to == chat.Operation
	if !outreach {
		r.aside()
	}
	switch {
	case outreach:
		d := r.outreachIn()
		if d == nil && r.Campaign.Takes(r.Action) {
			return r.Tell(r.Say.Say("operation_not_you", "contact", r.Campaign.In(r.Say).Contact))
		}
		if d != nil && d.Takes(r.Action) {
			return r.reach(d)
		}
	case to == chat.Reading:
		if c, ok := command.Of(r.Action); ok && r.ask(c) {
			return nil
		}
	}
	decides := r.Operation.Decides()
	r.drop()
	switch to {
	case chat.Report:
		return r.pressed(r.Action)
	case chat.Digest:
		return r.hoursPressed()
	case chat.Issue:
		if c, ok := command.Of(r.Action); ok {
			if decides {
				r.CloseDialog() // who turns to a question is done with the decision
			}
			return r.issues().Act(c)
		}
	}
	return r.report()
}

// pressed does what a button of a report asks.
func (r router) pressed(b chat.Action) error {
	act := command.Name(b.Verb)
	switch act {
	case session.ActDecline:
		return r.officer().Decline(b)
	case session.ActGrant, session.ActRefuse:
		return r.timeAnswered(b)
	case session.ActLanguage:
		return r.officer().Language(b.Target)
	case session.ActTelephone:
		return r.officer().PressedTelephone(b)
	case session.ActLeave, session.ActStay:
		return r.officer().PressedLeave(b)
	}
	contexts := r.Contexts()
	if r.Context != nil && r.Context.Late { // perhaps one that is only read
		contexts = append(contexts, *r.Context)
	}
	for _, s := range contexts {
		if s.ID.Short() != b.For {
			continue
		}
		if act == command.Change {
			return r.enter(s)
		}
		if r.Context == nil || s.ID != r.Context.ID {
			break
		}
		return r.officer().Act(act, b.Target)
	}
	return r.Tell(r.Say.Say("button_unknown"))
}

// timeAnswered takes a head's answer to a unit that asks for more time. To agree is the
// operation that gives it, with its preview.
func (r router) timeAnswered(b chat.Action) error {
	unit, request, waits, err := r.officer().TimeAsked(b)
	switch {
	case err != nil:
		return err
	case unit == "":
		return r.Tell(r.Say.Say("button_gone"))
	case !waits:
		return r.Tell(r.Say.Say("more_time_over", "unit", r.Campaign.Units.Path(unit)))
	case command.Name(b.Verb) == session.ActGrant:
		return r.coordinator().Extend(unit, request.Until)
	}
	return r.officer().RefuseTime(unit, request)
}

// hoursPressed takes a button of the hours of digests.
func (r router) hoursPressed() error {
	in := r.Campaign
	for _, c := range r.Live() {
		if r.Action.For == c.Short() {
			in = c
		}
	}
	o := command.HoursOrder{What: r.Action.Verb}
	for _, arg := range r.Action.Args {
		h, err := strconv.Atoi(arg)
		if err != nil || h < 0 || h >= 24*60 {
			o.What = ""
		}
		o.At = append(o.At, h)
	}
	c := r.Coordinates(in)
	if c == nil {
		return r.Tell(r.Say.Say("button_gone"))
	}
	r.In(c)
	return r.coordinator().OrderHours(o)
}
