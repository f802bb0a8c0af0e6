package conversation

import (
	"math"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/language"
	"giaoban/internal/paper"
	"giaoban/internal/viet"
)

// read turns a typed answer into a value, or into the sentence that says what
// is unclear. Nothing is ever guessed.
func (t *Turn) read(q *form.Question, row int, input string) (v form.Value, problem string) {
	if o, ok := form.Special(q, input); ok {
		return form.Value{Name: o.Name}, ""
	}
	switch q.Type {
	case form.Integer, form.Decimal:
		v, problem = t.readNumber(q, input)
	case form.Year:
		v, problem = t.readYear(q, input)
	case form.Date:
		v, problem = t.readDate(q, input)
	case form.YesNo, form.Acknowledge:
		yes, unclear := viet.ReadYesNo(input)
		if unclear != nil {
			return v, t.Say.Say("yes_no_unclear")
		}
		v.Number = float64(form.Flag(yes))
	case form.SelectOne:
		v, problem = t.readChoice(q, input)
	case form.SelectMultiple:
		v, problem = t.readChoices(q, input)
	case form.UnitName:
		if q.Searched() {
			v, problem = t.findUnit(q, input)
		} else {
			v, problem = t.readUnit(input)
		}
	default:
		return v, t.withContact(t.Say.Say("input_unsupported"))
	}
	if problem == "" {
		problem = t.constrained(q, row, v)
	}
	return v, problem
}

// constrained tries the question's own constraint on the new value.
func (t *Turn) constrained(q *form.Question, row int, v form.Value) string {
	if q.Limit == nil {
		return ""
	}
	c := t.Draft.Cell(q, row)
	before := *c
	c.State, c.Value = answers.Answered, v
	var r *answers.Row
	if q.Parent != nil {
		r = t.Draft.Row(q.Parent, row)
	}
	result, known := t.Draft.EvalOn(q.Limit, r, t.Today())
	*c = before
	if holds, _ := result.(bool); known && !holds {
		if q.ConstraintMessage != "" {
			return t.FillOf(q, q.ConstraintMessage, row)
		}
		return t.Say.Say("constraint_failed")
	}
	return ""
}

func (t *Turn) readNumber(q *form.Question, input string) (form.Value, string) {
	n, unclear := viet.ReadNumber(input, q.Unit)
	if unclear != nil {
		problem := t.numberProblem(q, input, unclear)
		if t.Focus.Mode == Which {
			t.Focus.Approx = n.Approx
		}
		return form.Value{}, problem
	}
	if q.Type == form.Integer && n.Value != math.Trunc(n.Value) {
		return form.Value{}, t.Say.Say("number_whole")
	}
	if problem := t.outOfRange(q, n.Value); problem != "" {
		return form.Value{}, problem
	}
	return form.Value{Number: n.Value, Approx: n.Approx}, ""
}

func (t *Turn) outOfRange(q *form.Question, n float64) string {
	lo, hasLo := form.Bound(q.Min)
	hi, hasHi := form.Bound(q.Max)
	if (!hasLo || n >= lo) && (!hasHi || n <= hi) {
		return ""
	}
	switch {
	case hasLo && hasHi:
		return t.Say.Say("number_range", "min", viet.FormatNumber(lo), "max", viet.FormatNumber(hi))
	case hasLo:
		return t.Say.Say("number_min", "min", viet.FormatNumber(lo))
	default:
		return t.Say.Say("number_max", "max", viet.FormatNumber(hi))
	}
}

// numberProblem says why a number was not understood; two possible readings
// are put to the person as buttons.
func (t *Turn) numberProblem(q *form.Question, input string, u *language.Unclear) string {
	shownInput := "«" + viet.Shorten(input, 40) + "»"
	switch u.Why {
	case language.SeveralNumbers:
		return t.severalNumbers(q, u.Readings)
	case language.Vague:
		return t.Say.Say("number_vague", "input", shownInput)
	case language.NotKnown:
		return t.Say.Say("number_not_known")
	case language.Ambiguous:
		return t.ambiguous(shownInput, u)
	case language.Negative:
		lo, _ := form.Bound(q.Min)
		return t.Say.Say("number_min", "min", viet.FormatNumber(lo))
	default:
		return t.Say.Say("number_unreadable")
	}
}

// namedNumbers is how many of several numbers a refusal repeats.
const namedNumbers = 5

// severalNumbers refuses more than one number. Where an answer is corrected it
// says how several are corrected at once.
func (t *Turn) severalNumbers(q *form.Question, readings []string) string {
	list := strings.Join(readings[:min(namedNumbers, len(readings))], "; ")
	if len(readings) > namedNumbers {
		list += "; …"
	}
	if t.Focus.Fixing {
		return t.Say.Say("number_several_fix", "list", list, "code", q.Code)
	}
	return t.Say.Say("number_several", "list", list)
}

func (t *Turn) readYear(q *form.Question, input string) (form.Value, string) {
	from, to := 1900, t.Now.Year()
	if lo, ok := form.Bound(q.Min); ok {
		from = int(lo)
	}
	if hi, ok := form.Bound(q.Max); ok {
		to = int(hi)
	}
	year, unclear := viet.ReadYear(input, t.Now, from, to)
	outside := unclear != nil && unclear.Why == language.OutOfPeriod || unclear == nil && (year < from || year > to)
	switch {
	case outside && len(q.Special) > 0:
		return form.Value{}, t.Say.Say("year_outside_special", "from", from, "to", to, "special", q.Special[0].Label)
	case outside:
		return form.Value{}, t.Say.Say("year_outside", "from", from, "to", to)
	case unclear != nil:
		return form.Value{}, t.Say.Say("year_unreadable")
	}
	return form.Value{Number: float64(year)}, ""
}

func (t *Turn) readDate(q *form.Question, input string) (form.Value, string) {
	d, unclear := viet.ReadDate(input, t.Now)
	if unclear != nil {
		return form.Value{}, t.dateProblem(input, unclear)
	}
	if d.Day == 0 {
		return form.Value{}, t.Say.Say("date_vague", "input", "«"+viet.Shorten(input, 40)+"»")
	}
	value := d.String()
	for _, s := range q.Suggest {
		if s == value {
			return form.Value{Name: value}, ""
		}
	}
	lo, hi := t.DateBound(q.Min), t.DateBound(q.Max)
	if lo != "" && value < lo || hi != "" && value > hi {
		return form.Value{}, t.dateRange(lo, hi)
	}
	return form.Value{Name: value}, ""
}

func (t *Turn) dateRange(lo, hi string) string {
	switch {
	case lo == "":
		return t.Say.Say("date_max", "max", paper.DayMonthYear(hi))
	case hi == "":
		return t.Say.Say("date_min", "min", paper.DayMonthYear(lo))
	}
	return t.Say.Say("date_range", "min", paper.DayMonthYear(lo), "max", paper.DayMonthYear(hi))
}

func (t *Turn) dateProblem(input string, u *language.Unclear) string {
	shownInput := "«" + viet.Shorten(input, 40) + "»"
	switch u.Why {
	case language.NoSuchDay:
		return t.Say.Say("date_no_such_day", "input", shownInput)
	case language.SeveralDates:
		return t.Say.Say("date_several", "list", strings.Join(u.Readings, "; "))
	case language.WeekdayDisagrees:
		return t.Say.Say("date_weekday", "date", shownInput, "weekday", strings.Join(u.Readings, ", "))
	case language.VagueDate:
		return t.Say.Say("date_vague", "input", shownInput)
	default:
		return t.Say.Say("date_unreadable")
	}
}

func (t *Turn) readChoice(q *form.Question, input string) (form.Value, string) {
	i, unclear := viet.ReadChoice(input, t.Labels(q))
	if unclear != nil {
		return form.Value{}, t.choiceProblem(input, unclear, true)
	}
	return form.Value{Name: q.Choices[i].Name}, ""
}

func (t *Turn) readChoices(q *form.Question, input string) (form.Value, string) {
	picks, unclear := viet.ReadChoices(input, t.Labels(q))
	if unclear != nil {
		return form.Value{}, t.choiceProblem(input, unclear, false)
	}
	names := make([]string, len(picks))
	for i, pick := range picks {
		names[i] = q.Choices[pick].Name
	}
	return form.Value{Names: names}, t.alone(q, names)
}

// alone refuses «Không có …» together with anything else.
func (t *Turn) alone(q *form.Question, names []string) string {
	if len(names) < 2 {
		return ""
	}
	for _, name := range names {
		if o, ok := q.Option(name); ok && o.Alone {
			return t.Say.Say("choice_alone", "choice", t.Fill(o.Label, 0))
		}
	}
	return ""
}

func (t *Turn) choiceProblem(input string, u *language.Unclear, one bool) string {
	switch u.Why {
	case language.SeveralMatch:
		return t.Say.Say("choice_several_match", "input", "«"+viet.Shorten(input, 40)+"»", "list", strings.Join(u.Readings, "; "))
	case language.SeveralPicked:
		if one {
			return t.Say.Say("choice_only_one")
		}
	}
	return t.Say.Say("choice_no_match")
}

// readUnit accepts the own unit by a yes or by its name, and no other.
func (t *Turn) readUnit(input string) (form.Value, string) {
	if yes, unclear := viet.ReadYesNo(input); unclear == nil && yes {
		return form.Value{Name: t.Unit}, ""
	}
	if t.Names != nil {
		for _, code := range t.Names(input) {
			if code == t.Unit {
				return form.Value{Name: t.Unit}, ""
			}
		}
	}
	return form.Value{}, t.withContact(t.Say.Say("unit_not_yours", "unit", t.UnitLabel))
}
