package report

import (
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// Present is a submission that goes to the unit's approver first, as the journal
// names it.
const Present Move = "present"

// Outreach is what a coordinator did about units and people. It is no step in a
// report's life. Its words are stored in the journal.
type Outreach string

// The kinds of outreach.
const (
	Reminded  Outreach = "remind"
	Announced Outreach = "announce"
	Polled    Outreach = "poll"
	PollEnded Outreach = "poll-end" // before its deadline
	Corrected Outreach = "correct"
	FilledIn  Outreach = "proxy" // begun to fill in for a unit
	Invited   Outreach = "invite"
	Revoked   Outreach = "revoke"
	Replaced  Outreach = "replace"
	// Transferred is a member who moved from the unit Old to New, NewPhone a code for one who
	// changes the account.
	Transferred Outreach = "transfer"
	NewPhone    Outreach = "phone"
	// What people did about themselves: gave up what they were, came in somebody's place, and
	// went on from another account.
	HasLeft   Outreach = "left"
	CameIn    Outreach = "came"
	NewChat   Outreach = "chat"
	AskedUnit Outreach = "ask"    // about its report
	Answered  Outreach = "answer" // what was asked from above
	Timed     Outreach = "timed"  // ordered for an hour
	Untimed   Outreach = "untimed"
	// What was wanted and reaches nobody.
	NotReminded  Outreach = "remind-vain"
	NotAnnounced Outreach = "announce-vain"
	NotPolled    Outreach = "poll-vain"
	// Nobody: a reminder of the calendar did not arrive.
	Unreached Outreach = "unreached"
	// Nobody: the calendar closed the campaign.
	Closed Outreach = "closed"
	// Nobody: the calendar opened a period.
	Opened Outreach = "opened"
	// The operator, who has no unit.
	HandClosed   Outreach = "close"    // the campaign, or one of its periods
	HandReopened Outreach = "reopen"   // the campaign
	HandOpened   Outreach = "open"     // the campaign, for real
	Rehearsed    Outreach = "rehearse" // what follows is a trial

	TookLast Outreach = "last"   // what was reported before was brought in
	Purged   Outreach = "purge"  // all reports of before
	Forgot   Outreach = "forget" // name, telephone and account of somebody
	Reloaded Outreach = "reload" // changed files of the campaign were taken up
	// Reformed is what became of a unit: it was Old and is New.
	Reformed Outreach = "reform"
)

// InVain is how outreach is named that reaches nobody.
var InVain = map[Outreach]Outreach{Reminded: NotReminded, Announced: NotAnnounced, Polled: NotPolled}

// An Entry is one line of the journal: an act of a person, who made it, and what
// it changed. Lines are added and never changed.
type Entry struct {
	By   chat.Address `json:"b"`
	Name string       `json:"n,omitempty"` // as the channel tells it
	// Role at the unit At is by which the person could act.
	Role roster.Role `json:"r,omitempty"`
	At   string      `json:"u,omitempty"`
	When time.Time   `json:"w"` // campaign time
	// Move is the report's step, or Outreach what was done beside reports.
	Move     Move     `json:"m,omitempty"`
	Outreach Outreach `json:"a,omitempty"`
	// Unit is whose report it concerns, or below which the Level's reports are.
	Unit  string `json:"t"`
	Level int    `json:"l,omitempty"`
	// Units are those that an act was about, if it was about several that were named or
	// stood in one way. Unit is then the one above them all.
	Units  []string `json:"us,omitempty"`
	Remark string   `json:"k,omitempty"`
	// Whom is the member whom it is about, Called as the channel tells the name.
	Whom   chat.Address `json:"wh,omitzero"`
	Called string       `json:"wn,omitempty"`
	// Order names the order that many were told, of which it is kept for a while what came of it.
	Order string   `json:"i,omitempty"`
	Codes []string `json:"q,omitempty"` // questions returned
	Old   string   `json:"o,omitempty"`
	New   string   `json:"v,omitempty"`
	// How is how what it tells of ended, if it did not arrive.
	How chat.Outcome `json:"h,omitempty"`
}
