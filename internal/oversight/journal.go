package oversight

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// JournalPage is how many lines of the journal one message has.
const JournalPage = 12

// A Reading is a question for the journal: of which units, and from which line
// on.
type Reading struct {
	Units *roster.Units
	Who   []roster.Membership
	Cmd   command.Command
	Zone  *time.Location
	Say   locale.Phrases
	// Far is how far an order has come with units, false if nobody knows any more.
	Far func(order string, units []string) (operation.Progress, bool)
	// Contact is whom to call, for refusals.
	Contact string
}

// Resolve settles which unit the journal is asked for: one by name or code, or
// "" for all that the person may see. refusal is what to say if it is none.
func (r Reading) Resolve() (unit string, refusal []chat.Content) {
	scope := report.Scope{Units: r.Units, Roots: roster.Places(r.Units, r.Who, roster.See), Contact: r.Contact, Say: r.Say}
	unit = r.Cmd.Code
	switch {
	case len(scope.Roots) == 0:
		return "", one(r.Say.Say("not_coordinator", "contact", r.Contact))
	case unit == "" && r.Cmd.Unit == "":
		return "", nil
	case unit == "":
		meant := scope.Find(r.Cmd.Unit, nil)
		u, ok := meant.One()
		if !ok {
			return "", scope.Unclear(r.Cmd.Unit, meant, func(u roster.Unit, label string) chat.Choice { return button(command.Journal, u, label) })
		}
		unit = u.Code
	}
	if !r.sees(unit) {
		return "", scope.Refuse()
	}
	return unit, nil
}

// sees reports whether the person may read the unit's journal: of what they
// coordinate, and of the unit whose report they fill in or sign, not of what lies
// below that.
func (r Reading) sees(unit string) bool { return roster.May(r.Units, r.Who, unit, roster.See) }

// Wanted returns whether a line about a unit is to be shown when the journal of
// one unit, or of all, is asked for. What ended in a unit is its past.
func (r Reading) Wanted(unit string) func(about string) bool {
	past := map[string]bool{}
	for _, u := range r.Units.Before(unit) {
		past[u.Code] = true
	}
	return func(about string) bool {
		return (unit == "" || past[about] || r.Units.Contains(unit, about)) && r.sees(about)
	}
}

// Page shows lines of the journal, the newest first, with a button to the
// older ones if next says that there are some.
func (r Reading) Page(unit string, lines []report.Entry, next string) []chat.Content {
	if len(lines) == 0 && next == "" {
		return one(r.Say.Say("journal_empty"))
	}
	title := r.Say.Say("journal_title")
	if u, ok := r.Units.Get(unit); ok {
		title = r.Say.Say("journal_title_unit", "unit", u.Label())
	}
	text := []string{title}
	for i, d := range lines {
		if unit == "" && i > 0 && sameMove(lines[i-1], d) {
			continue // it stands in the journals of both units
		}
		text = append(text, r.line(d)+r.became(unit, d))
	}
	pages := inPages(text)
	if next != "" {
		more := command.Command{Name: command.Journal, Code: unit, Cursor: next}
		pages[len(pages)-1].Choices = [][]chat.Choice{{more.Choice(r.Say.Say("journal_older"))}}
	}
	return pages
}

// sameMove reports whether two lines tell of one member who moved from unit to unit.
func sameMove(a, b report.Entry) bool {
	return a.Outreach == report.Transferred && b.Outreach == a.Outreach && a.Whom == b.Whom && a.By == b.By && a.When.Equal(b.When)
}

// pageBytes is how much of the journal one message holds: lines that name many units are
// long.
const pageBytes = 5000

// inPages puts lines into messages.
func inPages(lines []string) (pages []chat.Content) {
	for _, line := range lines {
		if last := len(pages) - 1; last >= 0 && len(pages[last].Text)+len(line) < pageBytes {
			pages[last].Text += "\n" + line
			continue
		}
		pages = append(pages, chat.Content{Text: line})
	}
	return pages
}

// line is one act in one line: when, who, what, and why.
func (r Reading) line(d report.Entry) string {
	at, _ := r.Units.Get(d.At)
	who := at.Label()
	switch {
	case d.Outreach == report.Unreached, d.Outreach == report.Closed, d.Outreach == report.Opened:
		who = r.Say.Say("journal_program")
	case d.At == "":
		who = r.Say.Say("journal_operator")
	}
	if name := r.named(d.By, d.Name); name != "" {
		who = r.Say.Say("journal_who", "unit", who, "name", name)
	}
	u, _ := r.Units.Get(d.Unit)
	text := r.Say.Say("journal_line", "time", r.Say.Clock(d.When), "day", r.Say.Day(d.When), "who", who,
		"what", r.done(d), "unit", r.about(d, u))
	if d.How != 0 {
		text += " (" + r.Say.Say(endWords[d.How]) + ")"
	}
	if len(d.Codes) > 0 {
		text += ". " + strings.TrimSuffix(r.Say.Say("decision_chosen_questions", "codes", strings.Join(d.Codes, ", ")), ".")
	}
	switch {
	case d.Old != "" && d.New != "":
		text += " (" + d.Old + " → " + d.New + ")"
	case d.New != "":
		text += " (" + d.New + ")"
	}
	if d.Remark != "" {
		remark := journalRemark.Of(strings.Join(strings.Fields(d.Remark), " "))
		if d.Outreach == "" {
			return text + ". " + r.Say.Say("decision_reason", "remark", remark)
		}
		text += ". " + r.Say.Say("journal_words", "words", remark)
	}
	return text
}

// became is what came of an order with the units that the reader asked for and may see.
func (r Reading) became(unit string, d report.Entry) string {
	if d.Order == "" || r.Far == nil {
		return ""
	}
	about := d.Units
	if len(about) == 0 {
		about = []string{d.Unit}
	}
	wanted := r.Wanted(unit)
	about = slices.DeleteFunc(slices.Clone(about), func(code string) bool { return !wanted(code) })
	p, ok := r.Far(d.Order, about)
	if !ok || len(about) == 0 {
		return ""
	}
	return ". " + strings.ReplaceAll(p.Text(r.Units, r.Say), "\n", " ")
}

// namedUnits is how many units a line names; more are counted.
const namedUnits = 30

// about names whom the act was about: of several those that the reader may see.
func (r Reading) about(d report.Entry, u roster.Unit) string {
	if len(d.Units) == 0 {
		return report.LevelOf(r.Units, u, d.Level, r.Say)
	}
	var units []roster.Unit
	var names []string
	for _, code := range d.Units {
		if one, ok := r.Units.Get(code); ok && r.sees(code) {
			units, names = append(units, one), append(names, one.Label())
		}
	}
	if len(units) > namedUnits {
		return r.Say.Say("decision_level", "n", len(units), "noun", report.Noun(units), "unit", u.Label())
	}
	return r.Say.List(names, namedUnits)
}

// journalRemark is how much of a remark a line of the journal shows.
var journalRemark = viet.Clip{Most: 160, Kept: 160, Mark: "…"}

// named is somebody as the journal names them: by a neutral word if their name was deleted.
func (r Reading) named(who chat.Address, name string) string {
	if name == "" && who.Channel == chat.ForgottenChannel {
		return r.Say.Say("journal_forgotten")
	}
	return report.Echo(name)
}

// done is what was done, as the journal says it.
func (r Reading) done(d report.Entry) string {
	if d.Outreach != "" {
		what := r.Say.Say(outreachWords[d.Outreach])
		if name := r.named(d.Whom, d.Called); name != "" {
			what = r.Say.Say("journal_whom", "what", what, "name", name)
		}
		return what
	}
	return r.Say.Say(moveWords[d.Move])
}

var moveWords = map[report.Move]string{
	report.MoveSubmit:   "journal_submit",
	report.MoveResubmit: "journal_resubmit",
	report.Present:      "journal_present",
	report.MoveTakeBack: "journal_takeback",
	report.MoveSign:     "journal_sign",
	report.MoveSendBack: "journal_sendback",
	report.MoveReturn:   "decision_verb_return",
	report.MoveAccept:   "decision_verb_accept",
	report.MoveReopen:   "decision_verb_reopen",
	report.MoveExtend:   "decision_verb_extend",
	report.MoveExempt:   "decision_verb_exempt",
	report.MoveUnexempt: "decision_verb_unexempt",
}

// endWords are the phrases of how something did not arrive.
var endWords = map[chat.Outcome]string{
	chat.MaybeSent: "journal_maybe", chat.Gone: "journal_gone", chat.Refused: "journal_refused", chat.GivenUp: "journal_given_up",
}

var outreachWords = map[report.Outreach]string{
	report.Reminded:     "journal_remind",
	report.Announced:    "journal_announce",
	report.Polled:       "journal_poll",
	report.PollEnded:    "journal_poll_end",
	report.Corrected:    "journal_correct",
	report.Timed:        "journal_timed",
	report.Untimed:      "journal_untimed",
	report.NotReminded:  "journal_remind_vain",
	report.NotAnnounced: "journal_announce_vain",
	report.NotPolled:    "journal_poll_vain",
	report.Unreached:    "journal_unreached",
	report.FilledIn:     "journal_proxy",
	report.AskedUnit:    "journal_ask_unit",
	report.Answered:     "journal_answer_above",
	report.Invited:      "journal_invite",
	report.Revoked:      "journal_revoke",
	report.Replaced:     "journal_replace",
	report.Transferred:  "journal_transfer",
	report.NewPhone:     "journal_phone",
	report.HasLeft:      "journal_left",
	report.CameIn:       "journal_came",
	report.NewChat:      "journal_chat",
	report.Purged:       "journal_purge",
	report.Closed:       "journal_closed",
	report.Opened:       "journal_opened",
	report.TookLast:     "journal_last",
	report.HandClosed:   "journal_hand_closed",
	report.HandReopened: "journal_hand_reopened",
	report.HandOpened:   "journal_hand_opened",
	report.Rehearsed:    "journal_rehearsed",
	report.Forgot:       "journal_forget",
	report.Reloaded:     "journal_reload",
	report.Reformed:     "journal_reform",
}
