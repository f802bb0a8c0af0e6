package exchange

import (
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
)

// An Outcome is what comes of a turn.
type Outcome struct {
	Contents []chat.Content
	// Ack is which of the contents, from 1, the next one of its kind takes the
	// place of; its outbox id belongs into Focus.Ack. 0 is none.
	Ack int
	// Answers are the values that were given, in order, for the history.
	Answers []Answer
	// Listed are the questions of the message List, line by line, of which
	// several answers come; a line without a question has none.
	List   string
	Listed []form.Place
	// Files are what came in and what was taken out, in order.
	Files []answers.FileChange
	// Read is a file that is to be read, 0 for none; Paste a report that was pasted.
	Read  int
	Paste string
	// Found is what was found in a file and what became of it since, FoundIn the file.
	Found   *answers.Found
	FoundIn int
	// Closed are the texts that the person just ended.
	Closed []form.Place
	// Submitted marks that the person handed the report in.
	Submitted bool
	// Receipt is the receipt's number.
	Receipt string
	// Remind is when the person asked to be reminded; zero if they did not.
	Remind time.Time
	// MoreTime is more time that the person asked for; nil if they did not.
	MoreTime *MoreTime
	// Export marks that the whole report is wanted as a file, View.File: it
	// reads more than the transaction of a turn may.
	Export bool
	// Presented marks that the report waits for the unit's approver now; Frozen
	// that it was said to be beyond changing.
	Presented, Frozen bool
}

// MoreTime is until when a unit asks to be given time, and why.
type MoreTime struct {
	Until  time.Time
	Reason string
}

// An Answer is one value that was given.
type Answer struct {
	form.Place
	Value form.Value
	// Text is what was typed, in NFC; of a long text this piece.
	Text string
	// Piece numbers a text's messages from 1; 0 for all else.
	Piece int
	// Message is the person's earlier message that gave it, which waited for a
	// decision; "" for this turn's.
	Message string
	// Check marks the reason for which a warning was kept, in Text: the check's
	// id. The value is none.
	Check string
	// Removed marks a row that was taken out.
	Removed bool
	// Copied marks an answer that came with the copy of a row: nobody's message
	// gave it.
	Copied bool
}
