package operation

import (
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// A step asks for one thing that an operation needs, or says why there is nothing
// to be done; it returns nil when it has what it needs.
type step func(*Engine) []chat.Content

// row is an operation's line of the table.
type row struct {
	// right is what the person needs about each of the units.
	right roster.Right
	// several tells that it can be about several units that were named, levels that
	// it can be about all of a level.
	several, levels bool
	// which asks for the units.
	which step
	needs []step
	// preview says what would happen, in words that confirm ends. Without one the
	// operation is done as soon as it has what it needs.
	preview step
	// confirm is the phrase of the button that confirms.
	confirm string
	words
}

// words are the phrases of a decision about one report.
type words struct {
	move report.Move
	// label is on a button, verb inside a sentence; ask asks for the reason, will is
	// the preview, did the answer, told what the unit is told.
	label, verb, ask, will, did, told string
}

// lineOf is the table of operations.
func lineOf(n command.Name) row {
	switch n {
	case command.Return:
		return decision(words{report.MoveReturn, "act_return", "act_verb_return", "act_remark_return", "act_will_return", "act_did_return", "act_tell_return"},
			(*Engine).judge, (*Engine).questions, (*Engine).reason)
	case command.Accept:
		return decision(words{report.MoveAccept, "act_accept", "act_verb_accept", "", "act_will_accept", "act_did_accept", "act_tell_accept"},
			(*Engine).judge)
	case command.Reopen:
		return decision(words{report.MoveReopen, "act_reopen", "act_verb_reopen", "act_remark_reopen", "act_will_reopen", "act_did_reopen", "act_tell_reopen"},
			(*Engine).judge, (*Engine).reason)
	case command.Extend:
		return decision(words{report.MoveExtend, "act_extend", "act_verb_extend", "", "act_will_extend", "act_did_extend", "act_tell_extend"},
			(*Engine).level, (*Engine).judge, (*Engine).day)
	case command.Exempt:
		return decision(words{report.MoveExempt, "act_exempt", "act_verb_exempt", "act_remark_exempt", "act_will_exempt", "act_did_exempt", "act_tell_exempt"},
			(*Engine).judge, (*Engine).reason)
	case command.Unexempt:
		return decision(words{report.MoveUnexempt, "act_unexempt", "act_verb_unexempt", "", "act_will_unexempt", "act_did_unexempt", "act_tell_unexempt"},
			(*Engine).judge)
	case command.Sign:
		return row{needs: []step{(*Engine).unsigned, (*Engine).signature}}
	case command.SendBack:
		return row{needs: []step{(*Engine).unsigned, (*Engine).ownReason}, words: words{ask: "sign_remark_ask"}}
	case command.RequestReopen:
		return row{needs: []step{(*Engine).submitted, (*Engine).ownReason}, words: words{ask: "reopen_ask"}}
	case command.Remind:
		return row{right: roster.Reach, several: true, levels: true, which: (*Engine).whomToNudge, preview: (*Engine).previewNudge, confirm: "operation_send"}
	case command.Announce:
		return row{right: roster.Reach, several: true, levels: true, which: (*Engine).whomToTell, needs: []step{(*Engine).announcement},
			preview: (*Engine).previewAnnounce, confirm: "operation_send"}
	case command.Proxy:
		return row{right: roster.Reach, which: (*Engine).whichUnit, preview: (*Engine).previewBehalf, confirm: "operation_do_proxy"}
	case command.Invite:
		return row{right: roster.Reach, levels: true, which: (*Engine).whomToInvite, needs: []step{(*Engine).role}, preview: (*Engine).previewCodes, confirm: "members_code"}
	case command.Revoke:
		return row{right: roster.Reach, which: (*Engine).whichUnit, preview: (*Engine).previewEnding, confirm: "operation_do_revoke"}
	case command.Replace:
		return row{right: roster.Reach, which: (*Engine).whichUnit, preview: (*Engine).previewEnding, confirm: "operation_do_replace"}
	}
	return row{right: roster.Reach, which: (*Engine).whichUnit, preview: (*Engine).members}
}

// decision is the row of an operation on one report.
func decision(w words, needs ...step) row {
	return row{right: roster.Look, which: (*Engine).whichReport, needs: needs, preview: (*Engine).previewDecision, confirm: "operation_send", words: w}
}

// Move is the step in a report's life that an operation makes; "" if it makes
// none.
func Move(n command.Name) report.Move { return lineOf(n).move }
