package why

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/roster"
)

// An Order is what somebody had many told: a reminder, an announcement, a correction of one.
type Order struct {
	What     command.Name
	Corrects bool
	By       string
	At       time.Time
	// Due is when its messages are written, Ended when the last of them had come to something; zero if that is over, or not
	// so yet.
	Due, Ended time.Time
	// Vain marks one that was not sent, as it would have reached nobody.
	Vain bool
}

// A Received is an order as one receiver met it.
type Received struct {
	Order
	// To is who received it, "" where that is nobody or the one who is asked about; Unit is for which unit.
	To, Unit string
	Came     operation.Came
	How      chat.Outcome // of what did not arrive; 0 is nobody there
	Waits    []Message    // those of it that wait
}

// A Given is an order as who gave it wants to know it.
type Given struct {
	Order
	Units    *roster.Units
	All      []string // the codes of those for which it was
	Progress operation.Progress
	Waits    []Message
}

// orders are the phrases of what was ordered.
var orders = map[command.Name]string{command.Remind: "trace_order_remind", command.Announce: "trace_order_announce", command.Poll: "trace_order_poll", command.Correct: "trace_order_correct"}

// called is what was ordered, by whom and when.
func (o Order) called(say locale.Phrases) string {
	what := o.What
	if o.Corrects {
		what = command.Correct
	}
	return say.Say("trace_order", "what", say.Say(orders[what]), "who", o.By, "at", say.Moment(o.At))
}

// ends are the phrases of how what was ordered did not arrive.
var ends = [...]string{
	0: "trace_missed_nobody", chat.MaybeSent: "trace_missed_maybe", chat.Gone: "trace_missed_gone", chat.Refused: "trace_missed_refused",
	chat.GivenUp: "trace_missed_given_up",
}

// Line tells what became of it.
func (r Received) Line(say locale.Phrases) string {
	whom := r.Unit
	if r.To != "" {
		whom = say.Say("trace_order_to", "name", r.To, "unit", r.Unit)
	}
	return say.Say("trace_received", "order", r.called(say), "whom", whom, "became", r.became(say))
}

func (r Received) became(say locale.Phrases) string {
	switch {
	case !r.Due.IsZero():
		return say.Say("trace_came_due", "at", say.Moment(r.Due))
	case r.Vain && r.How == chat.Gone:
		return say.Say("trace_vain_gone")
	case r.Came == operation.Reached:
		return say.Say("trace_came_reached")
	case r.Came == operation.Needless:
		return say.Say("trace_came_needless")
	case r.Came == operation.Underway:
		parts := []string{say.Say("trace_came_underway")}
		for _, m := range r.Waits {
			parts = append(parts, m.stands(say)...)
		}
		return strings.Join(parts, "; ")
	}
	if how := int(r.How); how < len(ends) && ends[how] != "" {
		return say.Say(ends[how])
	}
	return say.Say("trace_missed_maybe")
}

// A Reminder is the last one that the calendar sent to somebody.
type Reminder struct {
	Received
	// Units are the names of those whose reports it is about, Codes what they are.
	Units, Codes []string
}

// line tells of it.
func (r Reminder) line(say locale.Phrases) string {
	return say.Say("trace_reminder_became", "at", say.Moment(r.At), "units", say.And(r.Units), "became", r.became(say))
}

// reminded tells when a step of the ladder last named a unit, and what became of that: the furthest of its people counts.
func (u Unit) reminded(say locale.Phrases) string {
	var best *Reminder
	for _, p := range u.Members {
		r := p.Reminder
		if r == nil || !slices.Contains(r.Codes, u.Code) {
			continue
		}
		if best == nil || r.At.After(best.At) || r.At.Equal(best.At) && r.Came > best.Came {
			best = r
		}
	}
	if best == nil {
		return say.Say("trace_reminded_last", "at", say.Moment(u.Reminded))
	}
	return say.Say("trace_reminded_became", "at", say.Moment(u.Reminded), "became", best.became(say))
}

// mostReceived is how many orders are told of one receiver.
const mostReceived = 10

// received tells of orders to one receiver, the newest first.
func received(list []Received, say locale.Phrases) (out []string) {
	for _, r := range list[:min(len(list), mostReceived)] {
		out = append(out, r.Line(say))
	}
	if more := len(list) - mostReceived; more > 0 {
		out = append(out, say.Say("trace_orders_more", "n", more))
	}
	return out
}

// mostWaiting is how many messages of an order are told that wait.
const mostWaiting = 5

// Lines tell of an order: whom it was for, how far it came, and what comes next.
func (g Given) Lines(say locale.Phrases) []string {
	out := []string{say.Say("trace_order_whole", "order", g.called(say), "n", len(g.All), "units", operation.Names(g.All, g.All, g.Units, say))}
	add := func(key string, pairs ...any) { out = append(out, say.Say(key, pairs...)) }
	if !g.Due.IsZero() {
		add("trace_order_due", "at", say.Moment(g.Due))
		return out
	}
	named := func(key string, codes []string) {
		if len(codes) > 0 {
			out = append(out, say.Say(key, "n", len(codes), "units", operation.Names(codes, g.All, g.Units, say)))
		}
	}
	named("trace_order_reached", g.Progress.Reached)
	named("trace_order_underway", g.Progress.Underway)
	named("trace_order_needless", g.Progress.Needless)
	out = append(out, g.Progress.Lacking(g.Units, say)...)
	for _, m := range g.Waits[:min(len(g.Waits), mostWaiting)] {
		out = append(out, m.Line(say))
	}
	if more := len(g.Waits) - mostWaiting; more > 0 {
		add("trace_order_waits_more", "n", more)
	}
	switch {
	case g.Vain:
		add("trace_order_vain", "giaoban", CallMark)
	case !g.Progress.Over():
		add("trace_order_goes_on")
	case g.Progress.Whole():
		add("trace_order_whole_over", "at", moment(say, g.Ended))
	default:
		add("trace_order_over", "at", moment(say, g.Ended))
	}
	return out
}
