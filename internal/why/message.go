package why

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
)

// An Update is what is known of something that a person sent, by its id in the log.
type Update struct {
	ID string
	// Done is when it was dealt with, Aside when it was set aside, and Reason why, as the log
	// says it.
	Done, Aside time.Time
	Reason      string
	Answers     []Message // to it, that wait
	// Kept says that it is stored and not answered yet.
	Kept bool
	// NotKept says that the disk did not take it, and that its sender was told so.
	NotKept bool
	// Orders are those that it gave, or that were begun with it.
	Orders []Given
}

// AnsweredBy reports whether a message answers it. What a message answers is not stored: of one from before a start only the
// second is known in which it was decided, which is that of the update.
func (u Update) AnsweredBy(m chat.Message, decided time.Time) bool {
	if m.Answers != "" {
		return m.Answers == u.ID
	}
	return m.Priority == chat.Reply && !u.Done.IsZero() && decided.Unix() == u.Done.Unix()
}

// Lines tells of what somebody sent.
func (u Update) Lines(say locale.Phrases) (out []string) {
	add := func(key string, pairs ...any) { out = append(out, say.Say(key, pairs...)) }
	switch {
	case u.NotKept:
		add("trace_not_kept", "id", u.ID)
		return out
	case !u.Aside.IsZero():
		reason, _, _ := strings.Cut(u.Reason, "\n")
		add("trace_aside", "id", u.ID, "at", say.Moment(u.Aside), "reason", reason)
	case !u.Done.IsZero() && len(u.Answers) > 0:
		add("trace_done_waits", "id", u.ID, "at", say.Moment(u.Done))
	case !u.Done.IsZero():
		add("trace_done", "id", u.ID, "at", say.Moment(u.Done))
	case len(u.Orders) > 0: // what is known of it longer
		add("trace_gave", "id", u.ID)
	default:
		add("trace_unknown", "id", u.ID)
		return out
	}
	for _, m := range u.Answers {
		out = append(out, m.Line(say))
	}
	switch {
	case u.Kept:
		add("trace_kept")
	case len(u.Answers) == 0:
		add("trace_answer_left")
	}
	for _, g := range u.Orders {
		out = append(out, g.Lines(say)...)
	}
	return out
}

// A Sent is a row of the outbox, by its id in the log.
type Sent struct {
	ID, To  string
	Decided time.Time
	Waits   []Message // it, if it does
}

// Lines tells of a message to somebody.
func (s Sent) Lines(say locale.Phrases) []string {
	if len(s.Waits) == 0 {
		return []string{say.Say("trace_row_left", "id", s.ID, "address", s.To, "at", moment(say, s.Decided))}
	}
	out := []string{say.Say("trace_row", "id", s.ID, "address", s.To)}
	for _, m := range s.Waits {
		out = append(out, m.Line(say))
	}
	return out
}

// Which asks which of several is meant.
func Which(say locale.Phrases, names []string) []string {
	const most = 20
	return slices.Concat([]string{say.Say("trace_which", "n", len(names))}, names[:min(len(names), most)])
}
