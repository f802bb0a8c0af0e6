package command

import (
	"slices"

	"giaoban/internal/chat"
)

// Audience is who may give a command: kinds of people, as bits. One person may
// be of several kinds.
type Audience uint16

// The kinds of people.
const (
	Anybody      Audience = 1 << iota // who is a member of a campaign
	Officers                          // who answers the questions of a report
	Reporters                         // who acts for the report as a whole: signs it, asks for it back
	Proxies                           // who fills in for a unit
	Coordinators                      // who coordinates units, or administers
	Viewers                           // who sees award nominations
	Asked                             // who was asked something beside the report
	Admins                            // who looks after the program
	Nobody                            // no one yet
)

// arguments are what may stand behind a command's name.
type arguments uint8

const (
	none      arguments = iota // nothing
	passed                     // nothing; behind a slash anything, which is passed on
	unit                       // a unit's name
	part                       // a unit's name, a part of its report, a page
	file                       // the same; without a part the whole table
	figure                     // what a figure is called, and a unit's name
	day                        // a unit's name, then a day, or words behind a colon
	units                      // units' names between commas, or all of a kind; words behind a colon
	hours                      // hours of the day, or a word about them
	questions                  // lines of questions; units' names before a colon in the first
	about                      // a unit's name, a part of its report; words behind a colon
	words                      // words, without a slash behind a colon
	reply                      // an issue's number, then words
	number                     // an issue's number
	place                      // a part's or a question's number, or a question's in a row
	turn                       // which page
	entry                      // a row's number
	move                       // a row's number, and where it goes
)

// bare is when a command counts without a slash. Whatever stands behind its name
// must be complete then: a name a unit's, an hour an hour.
type bare uint8

const (
	always bare = iota // as the whole message, or with its arguments
	named              // with its arguments only, with a slash too
	never
)

// A row is a command, or one more way to give it.
type row struct {
	name Name
	to   chat.Room
	whom Audience
	args arguments
	bare bare
	// spelled is the phrase that lists how the command is written, beside its name
	// behind a slash; without one it is not typed.
	spelled string
	// about is the phrase of the platform's menu, help the line of the help; "" is
	// none.
	about, help string
}

// table is every command, in the order of help and menu. One that is only said in
// sentences of the table of oversight, or pressed, has no spelling. Where a line fits two
// rows that its sender may use, the first of them is meant.
var table = []row{
	{Word, chat.Interview, Nobody, none, always, "spelled_word", "", ""},

	{Progress, chat.Reading, Coordinators, unit, always, "spelled_progress", "about_progress", "help_progress"},
	{Missing, chat.Reading, Coordinators, unit, always, "spelled_missing", "about_missing", "help_missing"},
	{HandedIn, chat.Reading, Coordinators, part, never, "spelled_handed_in", "about_handed_in", "help_handed_in"},
	{Ranking, chat.Reading, Coordinators, part, never, "spelled_ranking", "about_ranking", ""},
	{SinceDay, chat.Reading, Coordinators, unit, never, "spelled_since_day", "", ""},
	{Forecast, chat.Reading, Coordinators, unit, never, "spelled_forecast", "", ""},
	{View, chat.Reading, Coordinators, part, always, "spelled_view", "about_view", "help_view"},
	{View, chat.Reading, Coordinators, part, named, "spelled_read", "", ""},
	{Summary, chat.Reading, Coordinators, part, always, "spelled_summary", "about_summary", "help_summary"},
	{Summary, chat.Reading, Coordinators, file, always, "spelled_table", "", ""},
	{Models, chat.Reading, Coordinators, part, always, "spelled_models", "about_models", "help_models"},
	{Figure, chat.Reading, Coordinators, figure, never, "spelled_figure", "about_figure", "help_figure"},
	{Average, chat.Reading, Coordinators, figure, never, "spelled_average", "", ""},
	{Most, chat.Reading, Coordinators, figure, never, "spelled_most", "", ""},
	{Least, chat.Reading, Coordinators, figure, never, "spelled_least", "", ""},
	{Having, chat.Reading, Coordinators, figure, never, "spelled_having", "", ""},
	{Lacking, chat.Reading, Coordinators, figure, never, "spelled_lacking", "", ""},
	{Far, chat.Reading, Coordinators, figure, never, "spelled_far", "", ""},
	{Attention, chat.Reading, Coordinators, part, always, "spelled_attention", "about_attention", "help_attention"},
	{Awards, chat.Reading, Coordinators | Viewers, part, always, "spelled_awards", "about_awards", ""},
	{Deadline, chat.Reading, Coordinators, none, never, "", "", ""},
	{People, chat.Reading, Coordinators, none, never, "", "", ""},
	{Causes, chat.Reading, Coordinators, none, never, "", "", ""},
	{Compare, chat.Reading, Coordinators, none, never, "", "", ""},
	{Why, chat.Reading, Coordinators, none, never, "", "", ""},
	{Document, chat.Reading, Coordinators, none, never, "", "", ""},

	{Accept, chat.Operation, Coordinators, day, always, "spelled_accept", "about_accept", "help_accept"},
	{Return, chat.Operation, Coordinators, day, always, "spelled_return", "about_return", ""},
	{Reopen, chat.Operation, Coordinators, day, always, "spelled_reopen", "about_reopen", ""},
	{Extend, chat.Operation, Coordinators, day, always, "spelled_extend", "about_extend", "help_extend"},
	{Exempt, chat.Operation, Coordinators, day, always, "spelled_exempt", "about_exempt", ""},
	{Unexempt, chat.Operation, Coordinators, day, always, "spelled_unexempt", "about_unexempt", ""},
	{Journal, chat.Reading, Coordinators, unit, always, "spelled_journal", "about_journal", "help_journal"},
	{Remind, chat.Operation, Coordinators, units, always, "spelled_remind", "about_remind", "help_remind"},
	{Announce, chat.Operation, Coordinators, units, always, "spelled_announce", "about_announce", "help_announce"},
	{Poll, chat.Operation, Coordinators, questions, always, "spelled_poll", "about_poll", "help_poll"},
	{EndPoll, chat.Operation, Coordinators, none, always, "spelled_end_poll", "", ""},
	{Polled, chat.Reading, Coordinators, none, always, "spelled_polled", "", ""},
	{Correct, chat.Operation, Coordinators, words, always, "spelled_correct", "", ""},
	{Proxy, chat.Operation, Coordinators, units, always, "spelled_proxy", "about_proxy", "help_proxy"},
	{Invite, chat.Operation, Coordinators, units, always, "spelled_invite", "about_invite", "help_invite"},
	{Members, chat.Operation, Coordinators, units, always, "spelled_members", "about_members", ""},
	{Issues, chat.Reading, Coordinators, none, always, "spelled_issues", "about_issues", "help_issues"},
	{Answer, chat.Issue, Coordinators, reply, named, "spelled_answer", "", ""},
	{AskUnit, chat.Issue, Coordinators, about, always, "spelled_ask_unit", "about_ask_unit", "help_ask_unit"},
	{TwoDeeds, chat.Operation, Coordinators, none, never, "", "", ""},
	{Amend, chat.Operation, Coordinators, none, never, "", "", ""},
	{Timed, chat.Operation, Coordinators, none, always, "spelled_timed", "", ""},
	{System, chat.Reading, Admins, none, always, "spelled_system", "", "help_system"},
	{Plan, chat.Reading, Admins, none, always, "spelled_plan", "", "help_plan"},
	{DigestHours, chat.Digest, Coordinators, hours, always, "spelled_hours", "about_hours", ""},

	{Journal, chat.Reading, Anybody, unit, never, "spelled_journal", "", ""},
	{Issues, chat.Reading, Anybody, none, always, "spelled_sent", "", ""},
	{Ask, chat.Issue, Anybody, words, always, "spelled_issues", "", ""},
	{Ask, chat.Issue, Anybody, words, always, "spelled_ask", "", ""},
	{Answer, chat.Issue, Anybody, reply, named, "spelled_answer", "", ""},
	{PassUp, chat.Issue, Anybody, number, named, "spelled_pass_up", "", ""},
	{EndProxy, chat.Operation, Proxies, none, always, "spelled_end_proxy", "", ""},

	{Continue, chat.Interview, Officers, passed, always, "spelled_continue", "about_continue", "help_continue"},
	{Section, chat.Interview, Officers, place, always, "spelled_section", "about_section", "help_section"},
	{Section, chat.Interview, Officers, place, named, "spelled_to_section", "", ""},
	{Section, chat.Interview, Officers, passed, always, "spelled_contents", "", ""},
	{List, chat.Interview, Officers, place, always, "spelled_list", "", ""},
	{List, chat.Interview, Officers, passed, always, "spelled_list_here", "", ""},
	{Page, chat.Interview, Officers, turn, named, "spelled_page", "", ""},
	{Fix, chat.Interview, Officers, place, always, "spelled_fix", "about_fix", "help_fix"},
	{Fix, chat.Interview, Officers, place, named, "spelled_question", "", ""},
	{Fix, chat.Interview, Officers, passed, always, "spelled_fix_last", "", ""},
	{Back, chat.Interview, Officers, passed, always, "spelled_back", "", "help_back"},
	{Skip, chat.Interview, Officers, passed, always, "spelled_skip", "", "help_skip"},
	{NextSection, chat.Interview, Officers, passed, always, "spelled_next_section", "", ""},
	{Later, chat.Interview, Officers, passed, always, "spelled_later", "", "help_later"},
	{Hint, chat.Interview, Officers, passed, always, "spelled_hint", "", "help_hint"},
	{RowView, chat.Interview, Officers, entry, named, "spelled_row_view", "", "help_rows"},
	{RowDrop, chat.Interview, Officers, entry, named, "spelled_row_drop", "", ""},
	{RowCopy, chat.Interview, Officers, entry, named, "spelled_row_copy", "", ""},
	{RowGo, chat.Interview, Officers, entry, named, "spelled_row_go", "", ""},
	{RowMove, chat.Interview, Officers, move, named, "spelled_row_move", "", ""},
	{RowLater, chat.Interview, Officers, passed, always, "spelled_row_later", "", ""},
	{Prepare, chat.Interview, Officers, passed, always, "spelled_prepare", "about_prepare", "help_prepare"},
	{Review, chat.Interview, Officers, passed, always, "spelled_review", "about_review", "help_review"},
	{Whole, chat.Interview, Officers, passed, always, "spelled_whole", "", ""},
	{File, chat.Interview, Officers, passed, always, "spelled_file", "", ""},
	{Where, chat.Interview, Officers, passed, always, "spelled_where", "", "help_where"},
	{HowFar, chat.Interview, Officers, passed, always, "spelled_how_far", "about_how_far", "help_how_far"},
	{Uploads, chat.Interview, Officers, passed, always, "spelled_uploads", "about_uploads", "help_uploads"},
	{UploadList, chat.Interview, Officers, passed, always, "spelled_upload_list", "", ""},
	{ReadFile, chat.Interview, Officers, entry, named, "spelled_read_file", "", ""},
	{ReadFile, chat.Interview, Officers, passed, always, "spelled_read_paste", "", ""},
	{Rest, chat.Interview, Officers, passed, always, "spelled_rest", "about_rest", "help_rest"},
	{Submit, chat.Interview, Officers, passed, always, "spelled_submit", "about_submit", "help_submit"},
	{Done, chat.Interview, Officers, passed, always, "spelled_done", "", ""},
	{Keep, chat.Interview, Officers, passed, always, "spelled_keep", "", ""},
	{Cancel, chat.Interview, Officers, passed, always, "spelled_cancel", "", ""},
	{Cancel, chat.Interview, Asked, none, always, "spelled_cancel_asked", "", ""},
	{Drop, chat.Interview, Officers, passed, always, "spelled_drop", "", ""},
	{Rewrite, chat.Interview, Officers, passed, always, "spelled_rewrite", "", ""},
	{More, chat.Interview, Officers, passed, always, "spelled_more", "", ""},
	{Full, chat.Interview, Officers, passed, always, "spelled_full", "", ""},

	{RequestReopen, chat.Report, Reporters, none, always, "spelled_request_reopen", "about_request_reopen", ""},
	{Earlier, chat.Report, Reporters, none, never, "", "", ""},
	{Recall, chat.Report, Reporters, none, always, "spelled_recall", "", ""},
	{Sign, chat.Report, Reporters, none, always, "spelled_sign", "", ""},
	{SendBack, chat.Report, Reporters, none, always, "spelled_return", "", ""},
	{Read, chat.Report, Reporters, none, always, "spelled_read", "", ""},
	{Waiting, chat.Report, Anybody, none, always, "spelled_waiting", "about_waiting", ""},
	{Colleague, chat.Report, Reporters, none, always, "spelled_colleague", "about_colleague", "help_colleague"},
	{Former, chat.Report, Reporters, none, always, "spelled_former", "", ""},
	{OwnPhone, chat.Report, Anybody, none, always, "spelled_own_phone", "about_own_phone", "help_own_phone"},
	{Leave, chat.Report, Anybody, none, always, "spelled_leave", "about_leave", "help_leave"},
	{Telephone, chat.Report, Anybody, words, never, "spelled_telephone", "about_telephone", "help_telephone"},
	{Language, chat.Report, Anybody, words, always, "spelled_language", "about_language", "help_language"},
	{Change, chat.Report, Anybody, none, always, "spelled_change", "about_change", "help_change"},
	{Own, chat.Report, Anybody, none, always, "spelled_own", "", ""},
	{Start, chat.Interview, Anybody | Officers, passed, always, "spelled_start", "", ""},
	{Help, chat.Interview, Anybody | Officers, passed, always, "spelled_help", "about_help", ""},
}

// Names lists what can be typed behind a slash, by anybody.
func Names() (all []Name) {
	for _, r := range table {
		if r.spelled != "" && !slices.Contains(all, r.name) {
			all = append(all, r.name)
		}
	}
	return all
}

// rooms are the commands' rooms by their names.
var rooms = func() map[Name]chat.Room {
	m := map[Name]chat.Room{Unknown: chat.Interview}
	for _, r := range table {
		m[r.name] = r.to
	}
	return m
}()
