// Package why tells an operator what happened to a unit, a person or a message, what waits and until when, which rule decided, and what
// comes next. Somebody else gathers the facts; here they become lines of phrases.
//
// It knows no store and no clock, and quotes nothing that anybody typed.
package why

import (
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// CallMark stands in lines for how the program is called: whoever shows them puts that in its place.
const CallMark = "{giaoban}"

// A Message is one that waits to be delivered.
type Message struct {
	Kind chat.Priority
	// Decided is when it was, Next when it is tried again, Until from when on it is of no more
	// use; zero if that is not so, or not known.
	Decided, Next, Until time.Time
	Sending              bool
	Tries, Unknown       int // that failed; that may have delivered it
	// GivenUp is when it is given up if no try delivers it by then; zero if that is Until, or not known.
	GivenUp time.Time
	ID, To  string // its own in the log, and whose it is if that is not plain
}

// A Notice is one that is not a message yet.
type Notice struct {
	At, NotBefore time.Time
	// Ordered marks what the receiver asked for at that hour, Quiet what waits for the end of the quiet hours, Folded what
	// waits so that several become one; none of them is due.
	Ordered, Quiet, Folded bool
}

// A Person is what is known of one.
type Person struct {
	Name, Address string
	Telephone     string
	Roles         []Role
	// ChatDamaged says that the chat cannot be read: when the person was heard, and whether they can be reached.
	ChatDamaged bool
	Heard       time.Time // zero if never
	// Blocked since Since, which is zero if that is not known.
	Blocked bool
	Since   time.Time
	// Decided is when the last message to the person was, Reached when one was delivered last
	// since the start; Running says that there was a start.
	Decided, Reached time.Time
	Running          bool
	NotKept          int // messages of this person that the disk did not take
	Waits            []Message
	Notices          []Notice
	Questions        []time.Time // when the person asked what is not answered yet
	Reminded         int         // on this day
	MostReminders    int
	Orders           []Received // to this person, the newest first
	Reminder         *Reminder
}

// A Role is what a person does for a unit, and what the calendar will do about it.
type Role struct {
	Role       roster.Role
	Unit, Code string
	Digest     *Digest // of a coordinator
	// Reminder is when the unit is reminded next, zero for never; Mine says that it is this
	// person's turn then.
	Reminder time.Time
	Mine     bool
}

// Digest is when digests come.
type Digest struct {
	Last, Next  time.Time
	Off, Silent bool
	Closed      bool        // the campaign is
	Maybe       []time.Time // that may not have arrived
}

// A Unit is what is known of one in a campaign.
type Unit struct {
	Name, Code, Campaign string
	Closed, Rehearsal    bool
	Status               report.Status
	Deadline             time.Time
	Now, Quiet           time.Time // Quiet is when the quiet hours end, zero outside them
	Reports              bool      // units of this level do
	Reminded, Reminder   time.Time // the last and the next
	To                   []string  // whom the next reminds
	Members              []Person  // what they do elsewhere is not in it
	// Lost are the files that its report has and the disk lacks.
	Lost []File
	// MembersDamaged says that the list of members is damaged: Members are then those who say so themselves.
	MembersDamaged bool
	Invitations    int // codes that nobody used yet
	Orders         []Received
}

// states are the phrases of how a report stands.
var states = map[report.State]string{
	report.NotStarted: "trace_not_started", report.InProgress: "trace_in_progress", report.AwaitingSignOff: "trace_awaiting", report.Submitted: "trace_submitted",
	report.Returned: "trace_returned", report.Accepted: "trace_accepted", report.Exempt: "trace_exempt", report.Unreadable: "trace_unreadable",
}

// kinds are the phrases of what waits.
var kinds = [...]string{chat.Reply: "trace_reply", chat.Notice: "trace_notice", chat.Bulk: "trace_bulk"}

// Lines tells of a unit.
func (u Unit) Lines(say locale.Phrases) []string {
	out := []string{say.Say("trace_unit", "unit", u.Name, "code", u.Code, "campaign", u.Campaign)}
	add := func(key string, pairs ...any) { out = append(out, say.Say(key, pairs...)) }
	if u.Closed {
		add("trace_closed")
	}
	if u.Rehearsal {
		add("trace_rehearsal")
	}
	if u.Reports {
		add("trace_report", "state", say.Say(states[u.Status.State]))
		if u.Status.Total > 0 {
			add("trace_report_done", "done", u.Status.Done, "total", u.Status.Total)
		}
		if !u.Status.Changed.IsZero() {
			add("trace_report_changed", "at", say.Moment(u.Status.Changed))
		}
		if !u.Deadline.IsZero() {
			add("trace_deadline", "at", say.Moment(u.Deadline))
		}
	} else {
		add("trace_no_report")
	}
	for _, f := range u.Lost {
		out = append(out, f.Line(say))
	}
	if !u.Quiet.IsZero() {
		add("trace_quiet", "at", say.Moment(u.Quiet))
	}
	if !u.Reminded.IsZero() {
		out = append(out, u.reminded(say))
	}
	out = append(out, u.next(say)...)
	switch {
	case u.MembersDamaged && len(u.Members) > 0:
		add("trace_members_own")
	case u.MembersDamaged:
		add("trace_members_unknown")
	case len(u.Members) == 0:
		add("trace_nobody", "n", u.Invitations)
	}
	out = append(out, received(u.Orders, say)...)
	for _, p := range u.Members {
		out = append(out, "")
		out = append(out, p.Lines(say)...)
	}
	return out
}

// next tells when the unit is reminded next, or which rule says that it is not.
func (u Unit) next(say locale.Phrases) []string {
	switch {
	case !u.Reports:
		return nil
	case !u.Reminder.IsZero():
		return []string{say.Say("trace_reminder", "at", say.Moment(u.Reminder), "who", say.And(u.To))}
	case u.Closed:
		return []string{say.Say("trace_no_reminder", "rule", say.Say("trace_rule_closed"))}
	case u.Status.State.In() || u.Status.State == report.Exempt:
		return []string{say.Say("trace_no_reminder", "rule", say.Say("trace_rule_in", "state", say.Say(states[u.Status.State])))}
	case u.Status.State == report.Unreadable:
		return []string{say.Say("trace_no_reminder", "rule", say.Say("trace_rule_damaged"))}
	case u.MembersDamaged:
		return []string{say.Say("trace_no_reminder", "rule", say.Say("trace_rule_members"))}
	case len(u.Members) == 0:
		return []string{say.Say("trace_no_reminder", "rule", say.Say("trace_rule_nobody"))}
	}
	if !u.Deadline.IsZero() && u.Deadline.Before(u.Now) {
		return []string{say.Say("trace_no_reminder", "rule", say.Say("trace_rule_late", "at", say.Moment(u.Deadline)))}
	}
	return []string{say.Say("trace_no_reminder", "rule", say.Say("trace_rule_steps"))}
}

// Lines tells of a person.
func (p Person) Lines(say locale.Phrases) []string {
	out := []string{say.Say("trace_person", "name", p.Name, "address", p.Address)}
	add := func(key string, pairs ...any) { out = append(out, say.Say(key, pairs...)) }
	if len(p.Roles) == 0 {
		add("trace_no_role")
	}
	for _, r := range p.Roles {
		add("trace_role", "role", operation.RoleLabel(r.Role, say), "unit", r.Unit)
	}
	out = append(out, p.reach(say)...)
	for _, asked := range p.Questions {
		add("trace_question", "at", say.Moment(asked))
	}
	for _, m := range p.Waits {
		out = append(out, m.Line(say))
	}
	for _, n := range p.Notices {
		out = append(out, n.line(say))
	}
	if len(p.Waits)+len(p.Notices)+len(p.Questions) == 0 {
		add("trace_nothing_waits")
	}
	if p.Reminder != nil {
		out = append(out, p.Reminder.line(say))
	}
	out = append(out, received(p.Orders, say)...)
	return append(out, p.next(say)...)
}

// reach tells whether messages reach the person: first what decides, then when it was otherwise.
func (p Person) reach(say locale.Phrases) (out []string) {
	add := func(key string, pairs ...any) { out = append(out, say.Say(key, pairs...)) }
	if p.ChatDamaged {
		return []string{say.Say("trace_reach_unknown")}
	}
	if p.Blocked {
		if p.Since.IsZero() {
			add("trace_blocked")
		} else {
			add("trace_blocked_since", "at", say.Moment(p.Since))
		}
		out = append(out, p.nextTry(say), p.toDo(say))
	}
	switch {
	case p.Running && !p.Reached.IsZero() && p.Blocked:
		add("trace_reached_before", "at", say.Moment(p.Reached))
	case p.Running && !p.Reached.IsZero():
		add("trace_reached", "at", say.Moment(p.Reached))
	case !p.Decided.IsZero() && len(p.Waits) == 0:
		add("trace_left", "at", say.Moment(p.Decided))
	case p.Decided.IsZero():
		add("trace_never_told")
	}
	add("trace_heard", "at", moment(say, p.Heard))
	if p.NotKept > 0 {
		add("trace_not_kept_from", "n", p.NotKept)
	}
	return out
}

// nextTry tells when something is sent next to a person who cannot be reached, which tries it again.
func (p Person) nextTry(say locale.Phrases) string {
	var next, maybe time.Time
	sooner := func(at *time.Time, t time.Time) {
		if !t.IsZero() && (at.IsZero() || t.Before(*at)) {
			*at = t
		}
	}
	for _, r := range p.Roles {
		if r.Mine {
			sooner(&maybe, r.Reminder)
		}
		if d := r.Digest; d != nil && !d.Off && d.Silent {
			sooner(&maybe, d.Next)
		} else if d != nil && !d.Off {
			sooner(&next, d.Next)
		}
	}
	for _, m := range p.Waits {
		sooner(&next, m.Next)
	}
	for _, n := range p.Notices {
		sooner(&next, n.NotBefore)
	}
	switch {
	case !next.IsZero() && (maybe.IsZero() || !maybe.Before(next)):
		return say.Say("trace_try", "at", say.Moment(next))
	case !maybe.IsZero():
		return say.Say("trace_try_maybe", "at", say.Moment(maybe))
	}
	return say.Say("trace_try_none")
}

// toDo tells how a person who cannot be reached becomes one who can.
func (p Person) toDo(say locale.Phrases) string {
	code := "..."
	if len(p.Roles) > 0 {
		code = p.Roles[0].Code + " --role " + string(p.Roles[0].Role)
	}
	if p.Telephone != "" {
		return say.Say("trace_do_call", "telephone", p.Telephone, "code", code, "giaoban", CallMark)
	}
	return say.Say("trace_do", "code", code, "giaoban", CallMark)
}

// next tells what the calendar will send to the person, and what it will not by which rule.
func (p Person) next(say locale.Phrases) (out []string) {
	add := func(key string, pairs ...any) { out = append(out, say.Say(key, pairs...)) }
	for _, r := range p.Roles {
		if d := r.Digest; d != nil {
			switch {
			case d.Off:
				add("trace_digest_off", "unit", r.Unit)
			case d.Closed:
				add("trace_digest_closed", "unit", r.Unit)
			case d.Next.IsZero():
				add("trace_digest_none", "unit", r.Unit)
			default:
				add("trace_digest", "unit", r.Unit, "at", say.Moment(d.Next), "last", moment(say, d.Last))
			}
			for _, at := range d.Maybe {
				add("trace_digest_maybe", "at", say.Moment(at))
			}
			if d.Silent && !d.Off {
				add("trace_digest_silent")
			}
		}
		switch {
		case r.Reminder.IsZero():
		case r.Mine:
			add("trace_reminder_mine", "unit", r.Unit, "at", say.Moment(r.Reminder))
		case r.Role == roster.Officer || r.Role == roster.Approver || r.Role == roster.Coordinator:
			add("trace_reminder_others", "unit", r.Unit, "at", say.Moment(r.Reminder))
		}
	}
	if p.Reminded > 0 {
		add("trace_reminded", "n", p.Reminded, "most", p.MostReminders)
	}
	return out
}

// Line tells of a message that waits.
func (m Message) Line(say locale.Phrases) string {
	parts := []string{say.Say("trace_waits", "kind", say.Say(kinds[min(m.Kind, chat.Bulk)]), "at", moment(say, m.Decided))}
	if m.To != "" {
		parts[0] = say.Say("trace_waits_for", "name", m.To, "at", moment(say, m.Decided))
	}
	return strings.Join(append(parts, m.stands(say)...), "; ")
}

// stands tells how its delivery stands, and what comes next.
func (m Message) stands(say locale.Phrases) (parts []string) {
	add := func(key string, pairs ...any) { parts = append(parts, say.Say(key, pairs...)) }
	switch {
	case m.Sending:
		add("trace_sending")
	case m.Unknown > 0:
		add("trace_maybe", "n", m.Unknown)
	case m.Tries > 0:
		add("trace_failed", "n", m.Tries)
	}
	if !m.Next.IsZero() {
		add("trace_next_try", "at", say.Moment(m.Next))
	}
	if !m.GivenUp.IsZero() {
		add("trace_given_up", "at", say.Moment(m.GivenUp))
	}
	if !m.Until.IsZero() {
		add("trace_until", "at", say.Moment(m.Until))
	}
	return parts
}

// line tells of a notice that waits, and by which rule.
func (n Notice) line(say locale.Phrases) string {
	rule := "trace_rule_due"
	switch {
	case n.Ordered:
		rule = "trace_rule_ordered"
	case n.Quiet:
		rule = "trace_rule_quiet"
	case n.Folded:
		rule = "trace_rule_folded"
	}
	return say.Say("trace_notice_waits", "at", moment(say, n.At), "until", say.Moment(n.NotBefore), "rule", say.Say(rule))
}

// moment is an instant, or the word for never.
func moment(say locale.Phrases, t time.Time) string {
	if t.IsZero() {
		return say.Say("trace_never")
	}
	return say.Moment(t)
}
