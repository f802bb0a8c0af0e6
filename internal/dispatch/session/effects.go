package session

import (
	"context"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Effects are what follows from one update's transaction after its commit. The
// transaction may run more than once, and assigns them anew each time.
type Effects struct {
	// Repeated marks an update that was answered before.
	Repeated bool
	// Rowless marks an update that was answered without writing anything.
	Rowless bool
	// Messages are what was said to the sender.
	Messages []chat.Message
	// Answers counts the answers that were stored.
	Answers int
	// Question is to be answered from a snapshot.
	Question *Question
	// Outreach is to be decided from a snapshot.
	Outreach *Outreach
	// Codes orders invitations for many units.
	Codes *operation.Order
	// Decided is a decision about several reports, which is carried out afterwards.
	Decided *store.Decision
	// Unread marks words that were not understood.
	Unread bool
	// Notices counts the notices that were written.
	Notices int
	// Submitted is the report that was submitted, if one was.
	Submitted *report.ID
	// Export is the report that the sender wants as a file, if they do.
	Export *Export
	// Downloads are files to be fetched.
	Downloads []store.Download
	// Readings are files to be read.
	Readings []store.Reading
	// Album marks an answer to a part of an album, which the answer to the next part
	// may replace; Superseded are the messages that it replaces itself.
	Album      bool
	Superseded []string
	// Changes are for the index of what is below. Outdated reads anew what is
	// kept in memory of them, before the update can be answered.
	Changes  []campaigns.Change
	Outdated func(context.Context) error
}

// Owes reports whether the sender is answered only after the commit.
func (r *Effects) Owes() bool { return r.Question != nil || r.Outreach != nil || r.Outdated != nil }

// Question is what a coordinator asked.
type Question struct {
	Campaign *campaigns.Campaign
	Command  command.Command
	Who      []roster.Membership
	Lang     string
}

// Outreach is an input to what a coordinator does about units. It is looked at beside a
// snapshot of how all units stand, in a transaction after the update's.
type Outreach struct {
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
