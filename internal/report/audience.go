package report

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// An Audience is whom a step of the ladder of reminders is for. Audiences is the
// table: a row says all that is to be said of one.
type Audience struct {
	// Name stands after to: in campaign.yaml.
	Name string
	// Hears reports whether a unit's report that stands so concerns them.
	Hears func(State) bool
	// Above marks those of the unit above, who hear of all that concerns them in one
	// sentence.
	Above bool
	// Ladder is which steps follow one another: of those that fall together only the
	// last is sent, and none is delivered once the next is due. It is part of stored
	// keys.
	Ladder string
	// Roles are who receives it: those of the first role that anybody of the unit has.
	Roles []roster.Role
	// Say words it.
	Say func(Reminder, locale.Phrases) string
}

// Audiences are all that there are.
var Audiences = []Audience{
	{"officer", outstanding, false, "unit", []roster.Role{roster.Officer, roster.Coordinator}, ofReport},
	{"approver", outstanding, false, "unit", []roster.Role{roster.Approver, roster.Officer, roster.Coordinator}, ofReport},
	{"coordinator_above", outstanding, true, "above", []roster.Role{roster.Coordinator}, ofLate},
}

// AudienceNamed returns the audience of that name; ok is false if there is none.
func AudienceNamed(name string) (a Audience, ok bool) {
	i := slices.IndexFunc(Audiences, func(a Audience) bool { return a.Name == name })
	if i < 0 {
		return a, false
	}
	return Audiences[i], true
}

// Turn is whose turn it is while a report stands so: one that waits for a signature is
// the approver's business, whomever the step is for.
func (a Audience) Turn(s State) []roster.Role {
	if s == AwaitingSignOff && !a.Above && !slices.Contains(a.Roles, roster.Approver) {
		return append([]roster.Role{roster.Approver}, a.Roles...)
	}
	return a.Roles
}

// outstanding reports whether a report is still to come.
func outstanding(s State) bool { return !s.In() && s.Counts() }

// A Reminder is what one person is reminded of: a unit's report, or those below it
// that are late.
type Reminder struct {
	Overview *Overview // as of now
	Unit     roster.Unit
	Deadline time.Time
	// Status is the report's, Role that as which the person hears of it.
	Status Status
	Role   roster.Role
	// Late are the units below that are late, for an audience above.
	Late []roster.Unit
	// Several marks one of several reports in one message, which has no room for reasons.
	Several bool
	// Told marks a coordinator whose digest of the same hour tells of the reports below.
	Told bool
}

// AsksWhy reports whether it asks why the report is late: of who writes it, for those
// above, after the deadline, unless a reason stands.
func (r Reminder) AsksWhy() bool {
	e := r.Overview.Excuses[r.Unit.Code]
	return r.above() && r.Role != roster.Approver && r.Status.State != AwaitingSignOff && r.Overview.Now.After(r.Deadline) && (!e.Given() || e.broken(r.Overview.Now))
}

// above reports whether somebody is above the unit.
func (r Reminder) above() bool {
	_, ok := r.Overview.Units.Parent(r.Unit.Code)
	return ok
}

// MayAsk reports whether the person can ask those above: a coordinator who types
// «vướng mắc» is shown the questions of those below.
func (r Reminder) MayAsk() bool { return r.Role == roster.Officer && r.above() }

// ask returns the words about how to do so, for who may.
func (r Reminder) ask(words string) string {
	if !r.MayAsk() {
		return ""
	}
	return words
}

// ofLate names the units below that are late.
func ofLate(r Reminder, say locale.Phrases) string {
	head := roster.Membership{Unit: r.Unit.Code, Role: r.Role}
	return MissedDeadline(r.Overview.ToldTo([]roster.Membership{head}), r.Unit.Code, r.Late, say)
}

// ofReport is the sentence of one report that is not in. Where a step comes late because
// it was folded, it is the sentence that is true by now.
func ofReport(r Reminder, say locale.Phrases) string {
	unit, contact, state := r.Overview.Units.Path(r.Unit.Code), r.Overview.Contact, r.Status.State
	day, due := dueWords(*r.Overview, r.Deadline, say)
	days := daysTo(*r.Overview, r.Deadline)
	var text string
	switch {
	case state == AwaitingSignOff && r.Role == roster.Approver:
		return say.Say("reminder_sign", "unit", unit, "day", day, "due", due)
	case state == AwaitingSignOff:
		return say.Say("reminder_unsigned", "unit", unit, "day", day, "due", due)
	case state == Returned:
		text = say.Say("reminder_returned", "unit", unit, "day", day, "due", due)
	case r.Overview.Now.After(r.Deadline) && r.Role == roster.Approver:
		text = say.Say("reminder_overdue_approver", "unit", unit, "day", day, "due", due, "contact", contact)
	case r.Overview.Now.After(r.Deadline):
		text = say.Say("reminder_overdue", "unit", unit, "day", day, "due", due, "contact", contact, "ask", r.ask(say.Say("reminder_ask_late")))
	case days == 0 && !say.In(r.Overview.Zone).EndsDay(r.Deadline):
		text = say.Say("reminder_last_hours", "unit", unit, "day", day, "due", due, "contact", contact, "go", r.next(say), "ask", r.ask(say.Say("reminder_ask")))
	case days == 0:
		text = say.Say("reminder_last_day", "unit", unit, "contact", contact, "go", r.next(say), "ask", r.ask(say.Say("reminder_ask")))
	case state == NotStarted:
		text = say.Count("reminder_not_started", days, "unit", unit, "deadline", day)
	case r.Status.Total > 0 && r.Status.Done >= r.Status.Total:
		text = say.Count("reminder_complete", days, "unit", unit, "total", r.Status.Total)
	default:
		text = say.Count("reminder_before", days, "unit", unit, "done", r.Status.Done, "total", r.Status.Total)
	}
	text = strings.TrimSpace(text)
	switch {
	case r.AsksWhy() && r.Several:
		text += "\n" + say.Say("reminder_why_words")
	case r.AsksWhy():
		text += "\n" + say.Say("reminder_why")
	}
	if below := Below(*r.Overview, r.Unit.Code, say); below != "" && !r.Told {
		text += "\n" + below
	}
	return text
}

// Begins is the button that leads to the report.
func (r Reminder) Begins(say locale.Phrases) string {
	if r.Status.State == NotStarted {
		return say.Say("button_start")
	}
	return say.Say("button_resume")
}

// next says what is to be done with the report.
func (r Reminder) next(say locale.Phrases) string {
	if r.Status.State == NotStarted {
		return say.Say("reminder_begin")
	}
	return say.Say("reminder_go_on")
}
