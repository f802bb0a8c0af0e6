package desk

import (
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// verb is the act inside a sentence: «trả lại báo cáo».
func (n Name) verb(say locale.Phrases) string {
	switch n {
	case Return:
		return say.Say("act_verb_return")
	case Accept:
		return say.Say("act_verb_accept")
	case Reopen:
		return say.Say("act_verb_reopen")
	case Extend:
		return say.Say("act_verb_extend")
	case Exempt:
		return say.Say("act_verb_exempt")
	}
	return say.Say("act_verb_unexempt")
}

// why says why an act is refused, and how the report stands.
func (b *Bench) why(reason report.Reason, u roster.Unit, s report.Status) string {
	verb, unit := b.Pending.Act.verb(b.Say), u.Label()
	switch reason {
	case report.Outside:
		return b.desk().refuse()[0].Text
	case report.WrongRole:
		return b.Say.Say("act_no_role", "act", verb, "unit", unit)
	case report.OwnReport:
		return b.Say.Say("act_no_own", "act", verb, "unit", unit)
	case report.WrongTier:
		up, _ := b.Units.Parent(u.Code)
		return b.Say.Say("act_no_tier", "unit", unit, "above", up.Label())
	case report.NothingYet:
		return b.Say.Say("act_no_nothing", "act", verb, "unit", unit)
	case report.Unsigned:
		return b.Say.Say("act_no_unsigned", "act", verb, "unit", unit)
	case report.InAlready:
		return b.Say.Say("act_no_in", "act", verb, "unit", unit)
	case report.AcceptedAlready:
		return b.Say.Say("act_no_accepted", "act", verb, "unit", unit)
	case report.ReturnedAlready:
		return b.Say.Say("act_no_returned", "act", verb, "unit", unit, "remark", s.Note)
	case report.OpenAlready:
		return b.Say.Say("act_no_open", "act", verb, "unit", unit)
	case report.ExemptAlready:
		return b.Say.Say("act_no_exempt", "act", verb, "unit", unit, "remark", s.Note)
	case report.NotExempt:
		return b.Say.Say("act_no_not_exempt", "act", verb, "unit", unit)
	case report.DateGone, report.NoDate:
		return b.Say.Say("act_day_gone", "today", b.day(b.Now))
	}
	return b.Say.Say("act_no_not_in", "act", verb, "unit", unit)
}

// askRemark asks for the words that the act needs.
func (b *Bench) askRemark(u roster.Unit) string {
	switch b.Pending.Act {
	case Return:
		return b.Say.Say("act_remark_return", "unit", u.Label())
	case Reopen:
		return b.Say.Say("act_remark_reopen", "unit", u.Label())
	}
	return b.Say.Say("act_remark_exempt", "unit", u.Label())
}

// askDay asks for the new last day.
func (b *Bench) askDay() []chat.Content {
	p := b.Pending
	u, _ := b.Units.Get(p.Unit)
	text := b.Say.Say("act_which_day", "target", b.target(u, p.Level))
	if p.Level == 0 && !b.card.Deadline.IsZero() {
		text = b.Say.Say("act_day_now", "day", b.day(b.card.Deadline)) + "\n" + text
	}
	if !p.Due.IsZero() {
		text = b.Say.Say("act_day_gone", "today", b.day(b.Now)) + "\n" + text
	}
	p.Asked, p.Due = askDate, time.Time{}
	return one(text)
}

// target is whose deadline is meant.
func (b *Bench) target(u roster.Unit, level int) string {
	if level == 0 {
		return u.Label()
	}
	types, n := "", 0
	count := map[string]int{}
	for _, below := range b.Units.Below(u.Code) {
		if below.Level == level {
			n++
			if count[below.Type]++; count[below.Type] > count[types] {
				types = below.Type
			}
		}
	}
	return b.Say.Say("act_level", "n", n, "noun", types, "unit", u.Label())
}

// preview says what would happen and who would be told.
func (b *Bench) preview(u roster.Unit) []chat.Content {
	lines := b.happens(u)
	lines = append(lines, b.told(), "", b.Say.Say("act_confirm"))
	buttons := [][]chat.Choice{{b.button("send", "", b.Say.Say("act_send")), b.button("no", "", b.Say.Say("act_cancel"))}}
	return []chat.Content{{Text: strings.Join(lines, "\n"), Choices: buttons}}
}

func (b *Bench) happens(u roster.Unit) []string {
	p, unit := b.Pending, u.Label()
	roots := b.desk().roots
	if up, ok := b.Units.Parent(u.Code); ok && b.desk().mine(up.Code) && (len(roots) > 1 || roots[0] != up.Code) {
		unit += ", " + up.Label()
	}
	reason := b.Say.Say("act_reason", "remark", p.Remark)
	switch p.Act {
	case Return:
		lines := []string{b.Say.Say("act_will_return", "unit", unit, "round", b.card.Status.Round+1)}
		if len(p.Codes) > 0 {
			lines = append(lines, b.questionLines()...)
		} else {
			lines = append(lines, b.Say.Say("act_whole_report"))
		}
		return append(lines, reason)
	case Accept:
		return []string{b.Say.Say("act_will_accept", "unit", unit)}
	case Reopen:
		return []string{b.Say.Say("act_will_reopen", "unit", unit), reason}
	case Extend:
		lines := []string{b.Say.Say("act_will_extend", "target", b.target(u, p.Level), "day", b.day(p.Due))}
		if p.Level == 0 && !b.card.Deadline.IsZero() {
			lines = append(lines, b.Say.Say("act_day_now", "day", b.day(b.card.Deadline)))
		}
		return lines
	case Exempt:
		return []string{b.Say.Say("act_will_exempt", "unit", unit), reason}
	}
	return []string{b.Say.Say("act_will_unexempt", "unit", unit)}
}

// labelled is how many questions a preview names with their words.
const labelled = 8

// questionLines name the questions that would be returned.
func (b *Bench) questionLines() []string {
	p := b.Pending
	lines := []string{b.Say.Say("act_chosen_questions", "codes", strings.Join(p.Codes, ", "))}
	if b.card.Outline == nil || len(p.Codes) > labelled {
		return lines
	}
	for _, code := range p.Codes {
		lines = append(lines, b.Say.Say("missing_line", "code", code, "label", b.card.Outline.LabelOf(code, b.card.Words)))
	}
	return lines
}

// told says who will hear of it.
func (b *Bench) told() string {
	switch {
	case b.Pending.Level != 0:
		return b.Say.Say("act_told_level")
	case b.card.People == 0 && b.card.Heads == 0:
		return b.Say.Say("act_told_nobody")
	case b.card.Heads == 0:
		return b.Say.Count("act_told", b.card.People)
	}
	return b.Say.Count("act_told_heads", b.card.People, "heads", b.card.Heads, "between", b.card.Between)
}

// Done is what the coordinator is told when the order was carried out: how many
// people heard of it, or when after now the quiet hours end and they will.
func (o *Order) Done(us *roster.Units, s report.Status, told int, quiet, now time.Time, say locale.Phrases) []chat.Content {
	b := Bench{Units: us, Say: say, Now: now, Pending: &o.Pending}
	u, _ := us.Get(o.Unit)
	var text string
	switch o.Act {
	case Return:
		text = say.Say("act_did_return", "unit", u.Label(), "round", s.Round)
	case Accept:
		text = say.Say("act_did_accept", "unit", u.Label())
	case Reopen:
		text = say.Say("act_did_reopen", "unit", u.Label())
	case Extend:
		text = say.Say("act_did_extend", "target", b.target(u, o.Level), "day", b.day(o.Due))
	case Exempt:
		text = say.Say("act_did_exempt", "unit", u.Label())
	default:
		text = say.Say("act_did_unexempt", "unit", u.Label())
	}
	switch {
	case o.Level != 0:
		text += " " + say.Say("act_did_tell_level")
	case told == 0:
		text += " " + say.Say("act_did_tell_nobody")
	case quiet.After(now):
		text += " " + say.Count("act_will_tell", told, "hour", quiet.Hour(), "minute", quiet.Format("04"), "day", b.day(quiet))
	default:
		text += " " + say.Count("act_did_tell", told)
	}
	return one(text)
}

// Refused is what the coordinator is told when somebody else was faster.
func (o *Order) Refused(us *roster.Units, who []roster.Membership, why report.Reason, s report.Status, now time.Time, say locale.Phrases) []chat.Content {
	b := Bench{Units: us, Who: who, Say: say, Now: now, Pending: &o.Pending}
	u, _ := us.Get(o.Unit)
	return one(say.Say("act_changed_meanwhile") + " " + b.why(why, u, s))
}

// Notice is what the unit is told, or with head the unit between.
func (o *Order) Notice(us *roster.Units, by roster.Unit, s report.Status, deadline time.Time, head bool, now time.Time, say locale.Phrases) string {
	b := Bench{Units: us, Say: say, Now: now, Pending: &o.Pending}
	u, _ := us.Get(o.Unit)
	unit, from := u.Label(), by.Full()
	var text string
	switch o.Act {
	case Return:
		text = say.Say("act_tell_return", "from", from, "unit", unit, "round", s.Round, "remark", o.Remark)
		if len(o.Codes) > 0 {
			text += "\n" + say.Say("act_chosen_questions", "codes", strings.Join(o.Codes, ", "))
		}
		if !head {
			text += "\n" + say.Say("act_tell_return_how")
		}
	case Accept:
		text = say.Say("act_tell_accept", "from", from, "unit", unit, "above", by.Label())
	case Reopen:
		text = say.Say("act_tell_reopen", "from", from, "unit", unit, "remark", o.Remark)
	case Extend:
		text = say.Say("act_tell_extend", "from", from, "unit", unit, "day", b.day(deadline))
	case Exempt:
		text = say.Say("act_tell_exempt", "from", from, "unit", unit, "remark", o.Remark)
	default:
		text = say.Say("act_tell_unexempt", "from", from, "unit", unit, "day", b.day(deadline))
	}
	return text
}

func (b *Bench) day(t time.Time) string {
	t = t.In(b.Now.Location())
	return viet.FormatDate(viet.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()})
}
