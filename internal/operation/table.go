package operation

import (
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// A step asks for one thing that an operation needs, or says why there is nothing
// to be done; it returns nil when it has what it needs.
type step func(*Engine) []chat.Content

// as makes a step of what a part asks.
func as[P ~struct{ *Engine }](ask func(P) []chat.Content) step {
	return func(e *Engine) []chat.Content { return ask(P{e}) }
}

// row is an operation's line of the table.
type row struct {
	// right is what the person needs about each of the units.
	right roster.Right
	// several marks one that can be about several units that were named, reporting
	// one that is only about units that report.
	several, reporting bool
	// among are those of a group that it is about; without it, it is about no group.
	among func(*Region, Group) []roster.Unit
	// which asks for the units.
	which step
	needs []step
	// preview says what would happen, in words that confirm ends. Without one the
	// operation is done as soon as it has what it needs.
	preview step
	// confirm is the phrase of the button that confirms.
	confirm string
	// outreach is how the journal names one that is no move of a report.
	outreach report.Outreach
	words
}

// words are the phrases of a decision about one report.
type words struct {
	move report.Move
	// label is on a button, verb inside a sentence; ask asks for the reason, will is
	// the preview, did the answer, told what the unit is told, do on the button that
	// confirms.
	label, verb, ask, will, did, told, do string
}

// lineOf is the table of operations.
func lineOf(n command.Name) row {
	switch n {
	case command.Return:
		return decision(words{report.MoveReturn, "decision_return", "decision_verb_return", "decision_remark_return", "decision_will_return", "decision_did_return", "decision_tell_return", "decision_do_return"},
			as(verdict.judge), as(returning.which), as(verdict.reason))
	case command.Accept:
		return decision(words{report.MoveAccept, "decision_accept", "decision_verb_accept", "", "decision_will_accept", "decision_did_accept", "decision_tell_accept", "decision_do_accept"},
			as(verdict.judge))
	case command.Reopen:
		return decision(words{report.MoveReopen, "decision_reopen", "decision_verb_reopen", "decision_remark_reopen", "decision_will_reopen", "decision_did_reopen", "decision_tell_reopen", "decision_do_reopen"},
			as(verdict.judge), as(verdict.reason))
	case command.Extend:
		return decision(words{report.MoveExtend, "decision_extend", "decision_verb_extend", "", "decision_will_extend", "decision_did_extend", "decision_tell_extend", "decision_do_extend"},
			as(verdict.level), as(verdict.judge), as(verdict.day))
	case command.Exempt:
		return decision(words{report.MoveExempt, "decision_exempt", "decision_verb_exempt", "decision_remark_exempt", "decision_will_exempt", "decision_did_exempt", "decision_tell_exempt", "decision_do_exempt"},
			as(verdict.judge), as(verdict.reason))
	case command.Unexempt:
		return decision(words{report.MoveUnexempt, "decision_unexempt", "decision_verb_unexempt", "", "decision_will_unexempt", "decision_did_unexempt", "decision_tell_unexempt", "decision_do_unexempt"},
			as(verdict.judge))
	case command.Sign:
		return row{needs: []step{as(own.unsigned), as(own.signature)}}
	case command.SendBack:
		return row{needs: []step{as(own.unsigned), as(own.reason)}, words: words{ask: "sign_remark_ask"}}
	case command.RequestReopen:
		return row{needs: []step{as(own.submitted), as(own.reason)}, preview: as(own.offered), confirm: "button_reopen_send", words: words{ask: "reopen_ask"}}
	case command.Remind:
		return row{right: roster.Reach, several: true, reporting: true, among: (*Region).lateAll, which: as(reminder.which),
			needs: []step{as(waiting.hour)}, preview: as(reminder.preview), confirm: "remind_button_all", outreach: report.Reminded, words: words{verb: "journal_remind"}}
	case command.Announce:
		return row{right: roster.Reach, several: true, among: (*Region).all, which: as(announcement.which), needs: []step{as(announcement.words), as(waiting.hour)},
			preview: as(announcement.preview), confirm: "announce_button", outreach: report.Announced, words: words{verb: "journal_announce"}}
	case command.Poll:
		return row{right: roster.Reach, several: true, reporting: true, among: (*Region).all, which: as(poll.which), needs: []step{as(poll.questions), as(poll.until)},
			preview: as(poll.preview), confirm: "poll_button", outreach: report.Polled, words: words{verb: "journal_poll"}}
	case command.EndPoll:
		return row{right: roster.Reach, several: true, reporting: true, among: (*Region).all, which: as(pollEnd.which),
			preview: as(pollEnd.preview), confirm: "poll_end_button", outreach: report.PollEnded, words: words{verb: "journal_poll_end"}}
	case command.Correct:
		return row{right: roster.Reach, several: true, among: (*Region).all, which: as(correction.which), needs: []step{as(correction.words)},
			preview: as(correction.preview), confirm: "correct_send", outreach: report.Corrected, words: words{verb: "journal_correct"}}
	case command.Invite:
		return row{right: roster.Reach, several: true, among: (*Region).empty, which: as(invitation.which), needs: []step{as(invitation.role)},
			preview: as(invitation.preview), confirm: "members_code", outreach: report.Invited, words: words{verb: "journal_invite"}}
	case command.Proxy:
		return row{right: roster.Reach, reporting: true, which: as(selection.which), preview: as(proxy.preview), confirm: "operation_do_proxy",
			outreach: report.FilledIn, words: words{ask: "proxy_which", verb: "journal_proxy"}}
	case command.Revoke:
		return ofMembers(as(membership.previewEnd), "operation_do_revoke", report.Revoked)
	case command.Replace:
		return ofMembers(as(membership.previewEnd), "operation_do_replace", report.Replaced)
	case command.Transfer:
		return ofMembers(as(membership.previewMove), "operation_do_transfer", report.Transferred, as(membership.into))
	case command.NewPhone:
		return ofMembers(as(membership.previewPhone), "members_code", report.NewPhone)
	}
	return ofMembers(as(membership.list), "", "")
}

// ofMembers is the row of an operation on the members of one unit.
func ofMembers(preview step, confirm string, o report.Outreach, needs ...step) row {
	return row{right: roster.Staff, which: as(selection.which), needs: needs, preview: preview, confirm: confirm, outreach: o, words: words{ask: "members_which"}}
}

// Right is what the person needs about each of the units of an operation.
func Right(n command.Name) roster.Right { return lineOf(n).right }

// decision is the row of an operation on one report.
func decision(w words, needs ...step) row {
	return row{right: roster.Look, several: true, which: as(verdict.which), needs: needs, preview: as(verdict.preview), confirm: w.do, words: w}
}

// Outreach is how the journal names the order, if it is no move of a report.
func (o *Order) Outreach() report.Outreach {
	if o.Vain {
		return report.InVain[lineOf(o.Name).outreach]
	}
	if !o.At.IsZero() {
		return report.Timed
	}
	return lineOf(o.Name).outreach
}

// Move is the step in a report's life that an operation makes; "" if it makes
// none.
func Move(n command.Name) report.Move { return lineOf(n).move }

// Denied says that an order which was turned around, «đừng nhắc Nga Yên», is not carried
// out. The units are as they were typed.
func Denied(n command.Name, units string, say locale.Phrases) string {
	verb := lineOf(n).verb
	if verb == "" {
		return say.Say("order_denied_any")
	}
	if units == "" {
		return say.Say("order_denied", "act", say.Say(verb))
	}
	return say.Say("order_denied_units", "act", say.Say(verb), "units", report.Echo(units))
}

// Act names what is done, as the journal does.
func Act(n command.Name, say locale.Phrases) string { return say.Say(lineOf(n).verb) }
