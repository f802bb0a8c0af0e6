package conversation

import (
	"math"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/viet"
)

// read turns a typed answer into a value, or into the sentence that says what
// is unclear. Nothing is ever guessed.
func (t *Turn) read(q *Question, row int, input string) (v Value, problem string) {
	if o, ok := special(q, input); ok {
		return Value{Name: o.Name}, ""
	}
	switch q.Type {
	case Integer, Decimal:
		v, problem = t.readNumber(q, input)
	case Year:
		v, problem = t.readYear(q, input)
	case Date:
		v, problem = t.readDate(q, input)
	case YesNo, Acknowledge:
		yes, unclear := viet.ReadYesNo(input)
		if unclear != nil {
			return v, t.Say.Say("yes_no_unclear")
		}
		v.Number = float64(flag(yes))
	case SelectOne:
		v, problem = t.readChoice(q, input)
	case SelectMultiple:
		v, problem = t.readChoices(q, input)
	case UnitName:
		if q.searched() {
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

// special finds an answer outside the type's own values, such as a year's
// «Trước năm 2006», by its words.
func special(q *Question, input string) (Option, bool) {
	folded := viet.Fold(viet.Polite(viet.Line(input)))
	for _, o := range q.Special {
		if label := viet.Fold(o.Label); folded == label {
			return o, true
		}
	}
	return Option{}, false
}

// constrained tries the question's own constraint on the new value.
func (t *Turn) constrained(q *Question, row int, v Value) string {
	if q.constraint == nil {
		return ""
	}
	c := t.Draft.cell(q, row)
	before := *c
	c.State, c.Value = Answered, v
	var r *Row
	if q.group != nil {
		r = t.Draft.row(q.group, row)
	}
	result, known := t.Draft.evalOn(q.constraint, r, t.today())
	*c = before
	if holds, _ := result.(bool); known && !holds {
		if q.ConstraintMessage != "" {
			return t.fillOf(q, q.ConstraintMessage, row)
		}
		return t.Say.Say("constraint_failed")
	}
	return ""
}

func (s *Sheet) today() string { return s.Now.Format(time.DateOnly) }

func (t *Turn) readNumber(q *Question, input string) (Value, string) {
	n, unclear := viet.ReadNumber(input, q.Unit)
	if unclear != nil {
		problem := t.numberProblem(q, input, unclear)
		if t.Focus.Phase == Which {
			t.Focus.Approx = n.Approx
		}
		return Value{}, problem
	}
	if q.Type == Integer && n.Value != math.Trunc(n.Value) {
		return Value{}, t.Say.Say("number_whole")
	}
	if problem := t.outOfRange(q, n.Value); problem != "" {
		return Value{}, problem
	}
	return Value{Number: n.Value, Approx: n.Approx}, ""
}

// bound reads min or max; ok is false when there is none.
func bound(s string) (float64, bool) {
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

func (t *Turn) outOfRange(q *Question, n float64) string {
	lo, hasLo := bound(q.Min)
	hi, hasHi := bound(q.Max)
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
func (t *Turn) numberProblem(q *Question, input string, u *viet.Unclear) string {
	shownInput := "«" + shorten(input, 40) + "»"
	switch u.Why {
	case viet.SeveralNumbers:
		return t.severalNumbers(q, u.Readings)
	case viet.Vague:
		return t.Say.Say("number_vague", "input", shownInput)
	case viet.NotKnown:
		return t.Say.Say("number_not_known")
	case viet.Ambiguous:
		return t.ambiguous(shownInput, u)
	case viet.Negative:
		lo, _ := bound(q.Min)
		return t.Say.Say("number_min", "min", viet.FormatNumber(lo))
	default:
		return t.Say.Say("number_unreadable")
	}
}

// namedNumbers is how many of several numbers a refusal repeats.
const namedNumbers = 5

// severalNumbers refuses more than one number. Where an answer is corrected it
// says how several are corrected at once.
func (t *Turn) severalNumbers(q *Question, readings []string) string {
	list := strings.Join(readings[:min(namedNumbers, len(readings))], "; ")
	if len(readings) > namedNumbers {
		list += "; …"
	}
	if t.Focus.Fixing {
		return t.Say.Say("number_several_fix", "list", list, "code", q.Code)
	}
	return t.Say.Say("number_several", "list", list)
}

func (t *Turn) readYear(q *Question, input string) (Value, string) {
	from, to := 1900, t.Now.Year()
	if lo, ok := bound(q.Min); ok {
		from = int(lo)
	}
	if hi, ok := bound(q.Max); ok {
		to = int(hi)
	}
	year, unclear := viet.ReadYear(input, t.Now, from, to)
	outside := unclear != nil && unclear.Why == viet.OutOfPeriod || unclear == nil && (year < from || year > to)
	switch {
	case outside && len(q.Special) > 0:
		return Value{}, t.Say.Say("year_outside_special", "from", from, "to", to, "special", q.Special[0].Label)
	case outside:
		return Value{}, t.Say.Say("year_outside", "from", from, "to", to)
	case unclear != nil:
		return Value{}, t.Say.Say("year_unreadable")
	}
	return Value{Number: float64(year)}, ""
}

func (t *Turn) readDate(q *Question, input string) (Value, string) {
	d, unclear := viet.ReadDate(input, t.Now)
	if unclear != nil {
		return Value{}, t.dateProblem(input, unclear)
	}
	if d.Day == 0 {
		return Value{}, t.Say.Say("date_vague", "input", "«"+shorten(input, 40)+"»")
	}
	value := d.String()
	for _, s := range q.Suggest {
		if s == value {
			return Value{Name: value}, ""
		}
	}
	lo, hi := t.dateBound(q.Min), t.dateBound(q.Max)
	if lo != "" && value < lo || hi != "" && value > hi {
		return Value{}, t.dateRange(lo, hi)
	}
	return Value{Name: value}, ""
}

// dateBound is a bound as a date; «today» is the campaign's day.
func (t *Sheet) dateBound(s string) string {
	if s == "today" {
		return t.today()
	}
	return s
}

func (t *Turn) dateRange(lo, hi string) string {
	switch {
	case lo == "":
		return t.Say.Say("date_max", "max", dayMonthYear(hi))
	case hi == "":
		return t.Say.Say("date_min", "min", dayMonthYear(lo))
	}
	return t.Say.Say("date_range", "min", dayMonthYear(lo), "max", dayMonthYear(hi))
}

func (t *Turn) dateProblem(input string, u *viet.Unclear) string {
	shownInput := "«" + shorten(input, 40) + "»"
	switch u.Why {
	case viet.NoSuchDay:
		return t.Say.Say("date_no_such_day", "input", shownInput)
	case viet.SeveralDates:
		return t.Say.Say("date_several", "list", strings.Join(u.Readings, "; "))
	case viet.WeekdayDisagrees:
		return t.Say.Say("date_weekday", "date", shownInput, "weekday", strings.Join(u.Readings, ", "))
	case viet.VagueDate:
		return t.Say.Say("date_vague", "input", shownInput)
	default:
		return t.Say.Say("date_unreadable")
	}
}

// dayMonthYear shows a stored date as an office writes it.
func dayMonthYear(iso string) string {
	d, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return viet.FormatDate(viet.Date{Year: d.Year(), Month: int(d.Month()), Day: d.Day()})
}

func (t *Turn) readChoice(q *Question, input string) (Value, string) {
	i, unclear := viet.ReadChoice(input, t.labels(q))
	if unclear != nil {
		return Value{}, t.choiceProblem(input, unclear, true)
	}
	return Value{Name: q.Choices[i].Name}, ""
}

func (t *Turn) readChoices(q *Question, input string) (Value, string) {
	picks, unclear := viet.ReadChoices(input, t.labels(q))
	if unclear != nil {
		return Value{}, t.choiceProblem(input, unclear, false)
	}
	names := make([]string, len(picks))
	for i, pick := range picks {
		names[i] = q.Choices[pick].Name
	}
	return Value{Names: names}, t.alone(q, names)
}

// alone refuses «Không có …» together with anything else.
func (t *Turn) alone(q *Question, names []string) string {
	if len(names) < 2 {
		return ""
	}
	for _, name := range names {
		if o, ok := q.option(name); ok && o.Alone {
			return t.Say.Say("choice_alone", "choice", t.fill(o.Label, 0))
		}
	}
	return ""
}

func (q *Question) option(name string) (Option, bool) {
	for _, list := range [][]Option{q.Choices, q.Special} {
		for _, o := range list {
			if o.Name == name {
				return o, true
			}
		}
	}
	return Option{}, false
}

func (w *Writer) labels(q *Question) []string {
	labels := make([]string, len(q.Choices))
	for i, o := range q.Choices {
		labels[i] = w.fill(o.Label, 0)
	}
	return labels
}

func (t *Turn) choiceProblem(input string, u *viet.Unclear, one bool) string {
	switch u.Why {
	case viet.SeveralMatch:
		return t.Say.Say("choice_several_match", "input", "«"+shorten(input, 40)+"»", "list", strings.Join(u.Readings, "; "))
	case viet.SeveralPicked:
		if one {
			return t.Say.Say("choice_only_one")
		}
	}
	return t.Say.Say("choice_no_match")
}

// readUnit accepts the own unit by a yes or by its name, and no other.
func (t *Turn) readUnit(input string) (Value, string) {
	if yes, unclear := viet.ReadYesNo(input); unclear == nil && yes {
		return Value{Name: t.Unit}, ""
	}
	if t.Names != nil {
		for _, code := range t.Names(input) {
			if code == t.Unit {
				return Value{Name: t.Unit}, ""
			}
		}
	}
	return Value{}, t.withContact(t.Say.Say("unit_not_yours", "unit", t.UnitLabel))
}
