package operation

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// whichReport asks for the unit whose report is decided about.
func (e *Engine) whichReport() []chat.Content {
	e.State.Asked = askUnits
	return one(e.Say.Say("act_which_unit", "act", verb(e.State.Name, e.Say)))
}

// verb is the decision inside a sentence: «trả lại báo cáo».
func verb(n command.Name, say locale.Phrases) string { return say.Say(lineOf(n).verb) }

// scopes are the levels that a decision can mean for the unit: 0 is its own
// report.
func (e *Engine) scopes(u roster.Unit) []int {
	var levels []int
	units := e.Overview.Units
	if e.Reports(u.Level) && report.May(units, e.Who, u.Code, Move(e.State.Name)) == report.Legal {
		levels = append(levels, 0)
	}
	if e.State.Name != command.Extend || !roster.May(units, e.Who, u.Code, roster.Lead) {
		return levels
	}
	for _, below := range units.Below(u.Code) {
		if below.Level > u.Level && e.Reports(below.Level) && !slices.Contains(levels, below.Level) {
			levels = append(levels, below.Level)
		}
	}
	return levels
}

// level settles whether a deadline is the unit's own or that of a level below.
func (e *Engine) level() []chat.Content {
	s, u := e.State, e.unit()
	levels := e.scopes(u)
	switch {
	case s.Scoped && (s.Level == 0 || slices.Contains(levels, s.Level)):
		return nil
	case len(levels) < 2:
		s.Scoped, s.Level = true, 0
		if len(levels) == 1 {
			s.Level = levels[0]
		}
		return nil
	}
	s.Asked = askScope
	var rows [][]chat.Choice
	for _, level := range levels {
		rows = append(rows, []chat.Choice{e.button("scope", strconv.Itoa(level), report.LevelOf(e.Overview.Units, u, level, e.Say))})
	}
	return []chat.Content{{Text: e.Say.Say("act_which_scope"), Choices: rows}}
}

// settleLevel takes the button of a level.
func (e *Engine) settleLevel(arg string) {
	level, err := strconv.Atoi(arg)
	if err == nil && slices.Contains(e.scopes(e.unit()), level) {
		e.State.Level, e.State.Scoped = level, true
	}
}

func (e *Engine) typedLevel(text string) {
	u := e.unit()
	levels := e.scopes(u)
	labels := make([]string, len(levels))
	for i, level := range levels {
		labels[i] = report.LevelOf(e.Overview.Units, u, level, e.Say)
	}
	if i, unclear := viet.ReadChoice(text, labels); unclear == nil {
		e.State.Level, e.State.Scoped = levels[i], true
	}
}

// judge opens the unit's report, and says why the decision cannot be made if it
// cannot. A deadline for a level concerns no single report.
func (e *Engine) judge() []chat.Content {
	s, u, move := e.State, e.unit(), Move(e.State.Name)
	if s.Level != 0 {
		return nil
	}
	if e.folder, e.err = e.Open(u.Code); e.err != nil {
		return nil
	}
	why := report.May(e.Overview.Units, e.Who, u.Code, move)
	switch {
	case why != report.Legal:
	case !e.Reports(u.Level):
		why = report.NothingYet
	default:
		why = e.folder.Status.Refusal(move)
	}
	if why != report.Legal {
		return e.over(e.why(why, u, e.folder.Status))
	}
	return nil
}

// why says why a decision is refused, and how the report stands.
func (e *Engine) why(reason report.Reason, u roster.Unit, s report.Status) string {
	up, _ := e.Overview.Units.Parent(u.Code)
	key, ok := refusals[reason]
	switch {
	case reason == report.Outside:
		return e.scope().Refuse()[0].Text
	case !ok:
		key = "act_no_not_in"
	}
	return e.Say.Say(key, "act", verb(e.State.Name, e.Say), "unit", u.Label(), "above", up.Label(), "remark", s.Note, "today", e.Say.Day(e.Overview.Now))
}

var refusals = map[report.Reason]string{
	report.WrongRole:       "act_no_role",
	report.OwnReport:       "act_no_own",
	report.WrongTier:       "act_no_tier",
	report.NothingYet:      "act_no_nothing",
	report.Unsigned:        "act_no_unsigned",
	report.InAlready:       "act_no_in",
	report.AcceptedAlready: "act_no_accepted",
	report.ReturnedAlready: "act_no_returned",
	report.OpenAlready:     "act_no_open",
	report.ExemptAlready:   "act_no_exempt",
	report.NotExempt:       "act_no_not_exempt",
	report.DateGone:        "act_day_gone",
	report.NoDate:          "act_day_gone",
}

// reason asks for the words that the decision needs.
func (e *Engine) reason() []chat.Content {
	if e.State.Words != "" {
		return nil
	}
	e.State.Asked = askWords
	return one(e.Say.Say(lineOf(e.State.Name).ask, "unit", e.unit().Label()))
}

// day asks for the new last day.
func (e *Engine) day() []chat.Content {
	s := e.State
	if !s.Due.IsZero() && !s.Due.Before(e.Overview.Now) {
		return nil
	}
	text := e.Say.Say("act_which_day", "target", report.LevelOf(e.Overview.Units, e.unit(), s.Level, e.Say))
	if s.Level == 0 && !e.folder.Deadline.IsZero() {
		text = e.Say.Say("act_day_now", "day", e.Say.Day(e.folder.Deadline)) + "\n" + text
	}
	if !s.Due.IsZero() {
		text = e.Say.Say("act_day_gone", "today", e.Say.Day(e.Overview.Now)) + "\n" + text
	}
	s.Asked, s.Due = askDate, time.Time{}
	return one(text)
}

// previewDecision says what would happen and who would be told.
func (e *Engine) previewDecision() []chat.Content {
	e.State.Before = e.folder.Status.State
	return e.confirm(append(e.happens(), e.heard()))
}

func (e *Engine) happens() []string {
	s, u := e.State, e.unit()
	unit, roots := u.Label(), e.roots()
	if up, ok := e.Overview.Units.Parent(u.Code); ok && e.scope().Has(up.Code) && (len(roots) > 1 || roots[0] != up.Code) {
		unit += ", " + up.Label()
	}
	lines := []string{e.Say.Say(lineOf(s.Name).will, "unit", unit, "round", e.folder.Status.Round+1,
		"target", report.LevelOf(e.Overview.Units, u, s.Level, e.Say), "day", e.Say.Day(s.Due))}
	switch {
	case s.Name == command.Return && len(s.Codes) > 0:
		lines = append(lines, e.questionLines()...)
	case s.Name == command.Return:
		lines = append(lines, e.Say.Say("act_whole_report"))
	case s.Name == command.Extend && s.Level == 0 && !e.folder.Deadline.IsZero():
		lines = append(lines, e.Say.Say("act_day_now", "day", e.Say.Day(e.folder.Deadline)))
	}
	if Move(s.Name).NeedsRemark() {
		lines = append(lines, e.Say.Say("act_reason", "remark", s.Words))
	}
	return lines
}

// heard says who will hear of it.
func (e *Engine) heard() string {
	f := e.folder
	switch {
	case e.State.Level != 0:
		return e.Say.Say("act_told_level")
	case f.People == 0 && f.Heads == 0:
		return e.Say.Say("act_told_nobody")
	case f.Heads == 0:
		return e.Say.Count("act_told", f.People)
	}
	return e.Say.Count("act_told_heads", f.People, "heads", f.Heads, "between", f.Between)
}

// Done is what the coordinator is told when the decision was carried out: how
// many people heard of it, or when after now the quiet hours end and they will.
func (o *Order) Done(us *roster.Units, s report.Status, told int, quiet, now time.Time, say locale.Phrases) []chat.Content {
	u, _ := us.Get(o.Units[0])
	text := say.Say(lineOf(o.Name).did, "unit", u.Label(), "round", s.Round,
		"target", report.LevelOf(us, u, o.Level, say), "day", say.Day(o.Due)) + " "
	switch {
	case o.Level != 0:
		text += say.Say("act_did_tell_level")
	case told == 0:
		text += say.Say("act_did_tell_nobody")
	case quiet.After(now):
		text += say.Count("act_will_tell", told, "hour", quiet.Hour(), "minute", quiet.Format("04"), "day", say.Day(quiet))
	default:
		text += say.Count("act_did_tell", told)
	}
	return one(text)
}

// Refused is what the coordinator is told when somebody else was faster.
func (o *Order) Refused(us *roster.Units, who []roster.Membership, why report.Reason, s report.Status, now time.Time, say locale.Phrases) []chat.Content {
	e := Engine{Overview: report.Overview{Units: us, Now: now}, Who: who, Say: say, State: &o.State}
	return one(say.Say("act_changed_meanwhile") + " " + e.why(why, e.unit(), s))
}

// Notice is what the unit is told, or with head the unit between.
func (o *Order) Notice(us *roster.Units, by roster.Unit, s report.Status, deadline time.Time, head bool) []locale.Phrase {
	u, _ := us.Get(o.Units[0])
	lines := []locale.Phrase{locale.Later(lineOf(o.Name).told, "from", by.Full(), "unit", u.Label(), "round", s.Round, "remark", o.Words,
		"above", by.Label(), "day", locale.DayLater(deadline))}
	if o.Name == command.Return && len(o.Codes) > 0 {
		lines = append(lines, locale.Later("act_chosen_questions", "codes", strings.Join(o.Codes, ", ")))
	}
	if o.Name == command.Return && !head {
		lines = append(lines, locale.Later("act_tell_return_how"))
	}
	return lines
}

// Offered are buttons for what somebody with these memberships may do about a
// unit whose report stands so.
func Offered(us *roster.Units, who []roster.Membership, unit string, s report.Status, say locale.Phrases) [][]chat.Choice {
	var buttons []chat.Choice
	for _, n := range command.Decisions() {
		if move := Move(n); report.May(us, who, unit, move) == report.Legal && s.Refusal(move) == report.Legal {
			buttons = append(buttons, command.Button(n, unit, say.Say(lineOf(n).label)))
		}
	}
	var rows [][]chat.Choice
	for pair := range slices.Chunk(buttons, 2) {
		rows = append(rows, pair)
	}
	if !roster.May(us, who, unit, roster.Reach) || s.State.In() || s.State == report.Exempt {
		return rows
	}
	return append(rows, []chat.Choice{command.Button(command.Remind, unit, say.Say("nudge_button")), command.Button(command.Members, unit, say.Say("members_button"))})
}
