package form

// A Tally is what many reports say to one question.
type Tally struct {
	Question *Question
	// Given reports have an answer; in a group, so many rows have one.
	Given int
	// Sum, Least and Most are of numbers and years, with the units that have
	// them. Of ranges Sum has the lower ends, Over what the upper ones have more. Special answers («Trước năm 2006») are in Counts only.
	Sum, Over   float64
	Least, Most Extreme
	// First and Last are the earliest and the latest date, as 2016-07-05.
	First, Last Extreme
	// Yes counts the yes among Given, Counts the choices and special answers by
	// name, Files the files.
	Yes    int
	Counts map[string]int
	Files  int
	// Letters are those of all texts.
	Letters int
	// Rows are a group's, of Given reports.
	Rows int
	// All are the answers one by one, in the order of the reports; of a group,
	// its rows. Nil where the reader lacks the right for them.
	All []Told
	// Idle are the units whose report does not come to the question.
	Idle []string
	// Barred marks what the reader has no right for: only counts are kept.
	Barred bool
}

// An Extreme is the least or the most that a unit has.
type Extreme struct {
	Value float64
	Day   string
	Unit  string
}

// Told is one unit's answer: a value, or a row by the beginning of its name.
type Told struct {
	Unit string
	Row  int
	Name string // of a row
	Value
}

func (t *Tally) number(unit string, n float64) {
	first := t.Least.Unit == ""
	t.Sum += n
	if first || n < t.Least.Value {
		t.Least = Extreme{Value: n, Unit: unit}
	}
	if first || n > t.Most.Value {
		t.Most = Extreme{Value: n, Unit: unit}
	}
}

// upTo adds the upper end of a range, whose lower one was counted.
func (t *Tally) upTo(unit string, over, upper float64) {
	t.Over += over
	if upper > t.Most.Value {
		t.Most = Extreme{Value: upper, Unit: unit}
	}
}

func (t *Tally) date(unit, day string) {
	if day == "" {
		return
	}
	if t.First.Day == "" || day < t.First.Day {
		t.First = Extreme{Day: day, Unit: unit}
	}
	if day > t.Last.Day {
		t.Last = Extreme{Day: day, Unit: unit}
	}
}
