package session

import (
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Effects is what one update's transaction comes to. The transaction may run
// more than once, and assigns it anew each time.
type Effects struct {
	Repeated bool
	Messages []chat.Message
	Answers  int
	// Question is a coordinator's question, to be answered from a snapshot.
	Question *Question
	// Errand is what a coordinator does, decided upon a snapshot.
	Errand *Errand
	// Codes are wanted for many units.
	Codes *operation.Order
	// Notices is how many notices were written, which are told after the commit.
	Notices int
	// Submitted is a report that was just handed in.
	Submitted *store.Report
	// Export is a report that is wanted as a file.
	Export *Export
	// Downloads are files that came in.
	Downloads []store.Download
	// Album tells whether messages answer a part of an album and may yet be
	// replaced; superseded are the messages that they replace.
	Album      bool
	Superseded []string
	// Statuses are the statuses that were written, for the index of what is below.
	Statuses []Written
	// Threads are the questions from below that were written, for the same.
	Threads []report.Thread
}

// Owes reports whether the sender is answered only after the commit.
func (r *Effects) Owes() bool { return r.Question != nil || r.Errand != nil }

// Written is a status as it was committed.
type Written struct {
	Report store.Report
	Status report.Status
}

// Question is what a coordinator asked.
type Question struct {
	Campaign *campaigns.Campaign
	Command  command.Command
	Who      []roster.Membership
	Lang     string
}

// Errand is an input to what a coordinator does about units and people: it is
// decided upon a snapshot after the update's transaction, since it looks at many
// units, and carried out in a transaction of its own.
type Errand struct {
	Campaign *campaigns.Campaign
	// Command is the one that was typed; none if words or a button go on with what
	// was begun.
	Command command.Command
}

// Export is a report that its officer wants as a file.
type Export struct {
	Campaign *campaigns.Campaign
	Report   *Report
	Lang     string
}
