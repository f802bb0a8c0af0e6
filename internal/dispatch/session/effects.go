package session

import (
	"context"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/report"
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
	// Opened are campaigns that were begun.
	Opened []*campaigns.Definition
	// Asked is to be answered beside a snapshot.
	Asked *Asked
	// Kept names the row of an update that is not answered yet. Overran marks one that took
	// too long.
	Kept    string
	Overran bool
	// Decided is a decision about several reports, which is carried out afterwards.
	Decided *store.Decision
	// Unread marks words that were not understood.
	Unread bool
	// Notices counts the notices that were written.
	Notices int
	// Submitted is the report that was submitted, if one was.
	Submitted *report.ID
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
