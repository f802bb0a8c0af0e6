package operation

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/language"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// A verdict is a decision about one report, or about the deadline of a level.
type verdict struct{ *Engine }

// which asks for the unit whose report is decided about.
func (v verdict) which() []chat.Content {
	v.State.Asked = askUnits
	text := v.Say.Say("decision_which_unit", "act", verb(v.State.Name, v.Say))
	if v.State.Name == command.Extend {
		text = v.Say.Say("decision_whom_extend")
	}
	return []chat.Content{{Text: text, Choices: selection(v).offerDecided()}}
}

// verb is the decision inside a sentence: «trả lại báo cáo».
func verb(n command.Name, say locale.Phrases) string { return say.Say(lineOf(n).verb) }

// scopes are the levels that a decision can mean for the unit: 0 is its own
// report.
func (v verdict) scopes(u roster.Unit) []int {
	var levels []int
	units := v.Overview.Units
	if v.Reports(u.Level) && report.May(units, v.Who, u.Code, Move(v.State.Name)) == report.Legal {
		levels = append(levels, 0)
	}
	if v.State.Name != command.Extend || !roster.May(units, v.Who, u.Code, roster.Lead) {
		return levels
	}
	for _, below := range units.Below(u.Code) {
		if below.Level > u.Level && v.Reports(below.Level) && !slices.Contains(levels, below.Level) {
			levels = append(levels, below.Level)
		}
	}
	return levels
}

// level settles whether a deadline is the unit's own or that of a level below.
func (v verdict) level() []chat.Content {
	s, u := v.State, v.unit()
	levels := v.scopes(u)
	own := v.Reports(u.Level) && slices.Contains(v.roots(), u.Code)
	switch {
	case s.several() || own && !s.Scoped: // of several each its own; «huyện Nga Sơn» is not its communes to its own head
		s.Scoped, s.Level = true, 0
		return nil
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
		rows = append(rows, []chat.Choice{v.button("scope", strconv.Itoa(level), report.LevelOf(v.Overview.Units, u, level, v.Say))})
	}
	return []chat.Content{{Text: v.Say.Say("decision_which_scope"), Choices: rows}}
}

// pressedLevel takes the button of a level.
func (v verdict) pressedLevel(arg string) {
	level, err := strconv.Atoi(arg)
	if err == nil && slices.Contains(v.scopes(v.unit()), level) {
		v.State.Level, v.State.Scoped = level, true
	}
}

func (v verdict) typedLevel(text string) {
	u := v.unit()
	levels := v.scopes(u)
	labels := make([]string, len(levels))
	for i, level := range levels {
		labels[i] = report.LevelOf(v.Overview.Units, u, level, v.Say)
	}
	if i, unclear := language.Only(v.Say.Tongue().Choice(text, language.Question{}, labels)); unclear == nil {
		v.State.Level, v.State.Scoped = levels[i], true
	}
}

// judge opens the unit's report, and says why the decision cannot be made if it
// cannot. A deadline for a level concerns no single report.
func (v verdict) judge() []chat.Content {
	s, u := v.State, v.unit()
	switch {
	case s.Level != 0:
		return nil
	case s.several():
		return v.judgeAll()
	}
	if v.folder, v.err = v.Open(u.Code); v.err != nil {
		return nil
	}
	if why := v.WhyNot(s.Name, u, v.folder.Status); why != report.Legal {
		out := v.over(v.why(why, u, v.folder.Status))
		if s.Name == command.Reopen {
			v.mindPleas(u, out)
		}
		return out
	}
	return nil
}

// why says why a decision is refused, and how the report stands.
func (v verdict) why(reason report.Reason, u roster.Unit, s report.Status) string {
	up, _ := v.Overview.Units.Parent(u.Code)
	key, ok := refusals[reason]
	switch {
	case reason == report.Outside:
		return v.scope().Refuse()[0].Text
	case !ok:
		key = "decision_no_not_in"
	}
	return v.Say.Say(key, "act", verb(v.State.Name, v.Say), "unit", u.Label(), "above", up.Label(), "remark", s.Note, "today", v.Say.Day(v.Overview.Now))
}

var refusals = map[report.Reason]string{
	report.WrongRole:       "decision_no_role",
	report.OwnReport:       "decision_no_own",
	report.WrongTier:       "decision_no_tier",
	report.UnitEnded:       "decision_no_over",
	report.NothingYet:      "decision_no_nothing",
	report.Unsigned:        "decision_no_unsigned",
	report.InAlready:       "decision_no_in",
	report.AcceptedAlready: "decision_no_accepted",
	report.ReturnedAlready: "decision_no_returned",
	report.OpenAlready:     "decision_no_open",
	report.ExemptAlready:   "decision_no_exempt",
	report.NotExempt:       "decision_no_not_exempt",
	report.DateGone:        "decision_day_gone",
	report.NoDate:          "decision_day_gone",
}

// reason asks for the words that the decision needs.
func (v verdict) reason() []chat.Content {
	if v.State.Words != "" {
		return nil
	}
	v.State.Asked = askWords
	out := one(v.Say.Say(lineOf(v.State.Name).ask, "unit", v.target()))
	if v.State.Name == command.Reopen && !v.State.several() {
		v.mindPleas(v.unit(), out)
	}
	return out
}

// target names the units about which it is decided.
func (v verdict) target() string {
	s := v.State
	if s.several() {
		return v.together(v.able())
	}
	return report.LevelOf(v.Overview.Units, v.unit(), s.Level, v.Say)
}

// preview says what would happen and who would be told.
func (v verdict) preview() []chat.Content {
	if v.State.several() {
		return v.previewAll()
	}
	v.State.Before, v.State.Seen = v.folder.Status.State, []int{v.folder.Status.Revision}
	return v.confirm(append(v.happens(), v.heard()+v.waits(v.folder.People+v.folder.Heads)))
}

func (v verdict) happens() []string {
	s, u := v.State, v.unit()
	unit, roots := u.Label(), v.roots()
	if up, ok := v.Overview.Units.Parent(u.Code); ok && v.scope().Has(up.Code) && (len(roots) > 1 || roots[0] != up.Code) {
		unit += ", " + up.Label()
	}
	lines := []string{v.Say.Say(lineOf(s.Name).will, "unit", unit, "round", v.folder.Status.Round+1,
		"target", report.LevelOf(v.Overview.Units, u, s.Level, v.Say), "day", v.Say.Until(s.Due))}
	switch {
	case s.Name == command.Return && len(s.Codes) > 0:
		lines = append(lines, returning(v).lines()...)
	case s.Name == command.Return:
		lines = append(lines, v.Say.Say("decision_whole_report"))
	case s.Name == command.Extend:
		lines = append(lines, v.dayNow()...)
	}
	if s.Level != 0 {
		if units := v.all(Group{Root: u.Code, Level: s.Level}); len(units) <= maxListed {
			lines = append(lines, v.Say.Say("decision_these", "units", v.list(units)))
		}
	}
	if Move(s.Name).NeedsRemark() && !s.remarks() {
		lines = append(lines, v.Say.Say("decision_reason", "remark", s.Words))
	}
	return lines
}

// heard says who will hear of it.
func (v verdict) heard() string {
	f := v.folder
	switch {
	case v.State.Level != 0:
		return v.Say.Say("decision_told_level")
	case f.People == 0 && f.Heads == 0:
		return v.Say.Say("decision_told_nobody")
	case f.Heads == 0:
		return v.Say.Count("decision_told", f.People)
	}
	return v.Say.Count("decision_told_heads", f.People, "heads", f.Heads, "between", f.Between)
}

// Done is what the coordinator is told when the decision was carried out: how
// many people heard of it, or when after now the quiet hours end and they will.
func (o *Order) Done(us *roster.Units, s report.Status, told int, quiet, now time.Time, say locale.Phrases) []chat.Content {
	u, _ := us.Get(o.Units[0])
	text := say.Say(lineOf(o.Name).did, "unit", u.Label(), "round", s.Round,
		"target", report.LevelOf(us, u, o.Level, say), "day", say.Until(o.Due)) + " "
	switch {
	case o.Level != 0:
		text += say.Say("decision_did_tell_level")
	case told == 0:
		text += say.Say("decision_did_tell_nobody")
	case quiet.After(now):
		text += say.Count("decision_will_tell", told, "moment", say.Moment(quiet))
	default:
		text += say.Count("decision_did_tell", told)
	}
	return one(text)
}

// Refused is what the coordinator is told when somebody else was faster.
func (o *Order) Refused(us *roster.Units, who []roster.Membership, why report.Reason, s report.Status, now time.Time, say locale.Phrases) []chat.Content {
	v := verdict{&Engine{Region: Region{Overview: report.Overview{Units: us, Now: now}, Who: who, Say: say}, State: &o.State}}
	return one(say.Say("decision_changed_meanwhile") + " " + v.why(why, v.unit(), s))
}

// Notice is what the unit is told, or with head the unit between.
func (o *Order) Notice(us *roster.Units, by roster.Unit, s report.Status, deadline time.Time, head bool) []locale.Phrase {
	u, _ := us.Get(o.Units[0])
	day := locale.DeadlineLater(deadline)
	if o.Name == command.Extend {
		day = locale.UntilLater(deadline)
	}
	lines := []locale.Phrase{locale.Later(lineOf(o.Name).told, "from", by.Full(), "unit", u.Label(), "round", s.Round, "remark", o.Words,
		"above", by.Label(), "day", day)}
	if o.Name == command.Return && len(o.Codes) > 0 {
		lines = append(lines, locale.Later("decision_chosen_questions", "codes", strings.Join(o.Codes, ", ")))
	}
	if o.Name == command.Return && !head {
		lines = append(lines, locale.Later("decision_tell_return_how"))
	}
	return lines
}

// Offered are buttons for what somebody with these memberships may do about a
// unit whose report stands so.
func Offered(us *roster.Units, who []roster.Membership, unit string, s report.Status, say locale.Phrases) [][]chat.Choice {
	var rows [][]chat.Choice
	for pair := range slices.Chunk(offered(command.Decisions(), us, who, unit, s, say), 2) {
		rows = append(rows, pair)
	}
	if !roster.May(us, who, unit, roster.Reach) || s.State.In() || !s.State.Counts() {
		return rows
	}
	return append(rows, []chat.Choice{command.Button(command.Remind, unit, say.Say("remind_button")), command.Button(command.Members, unit, say.Say("members_button"))})
}

// Review are the buttons that accept and return a report that waits for review; none for
// one whom the acceptance is not left to.
func Review(us *roster.Units, who []roster.Membership, unit string, s report.Status, say locale.Phrases) []chat.Choice {
	buttons := offered([]command.Name{command.Accept, command.Return}, us, who, unit, s, say)
	if len(buttons) < 2 {
		return nil
	}
	return buttons
}

// Button begins a decision about a unit.
func Button(n command.Name, unit string, say locale.Phrases) chat.Choice {
	return command.Button(n, unit, say.Say(lineOf(n).label))
}

// offered are buttons for those of the decisions that can be made.
func offered(names []command.Name, us *roster.Units, who []roster.Membership, unit string, s report.Status, say locale.Phrases) (buttons []chat.Choice) {
	for _, n := range names {
		if move := Move(n); report.May(us, who, unit, move) == report.Legal && s.Refusal(move) == report.Legal {
			buttons = append(buttons, Button(n, unit, say))
		}
	}
	return buttons
}
