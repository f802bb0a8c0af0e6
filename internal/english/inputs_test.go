package english

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/language"
)

// refDay is a Saturday.
var refDay = time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)

// A line is one input of the table: what it must be read as, or why it must be asked.
type line struct {
	Type     string   `json:"type"`
	Input    string   `json:"input"`
	Expect   any      `json:"expect"`
	Why      string   `json:"why"`
	Approx   bool     `json:"approx"`
	Unit     string   `json:"unit"`
	Question string   `json:"question"`
	Options  []string `json:"options"`
	Multi    bool     `json:"multi"`
}

// reasons are those of the table; «any» is any.
var reasons = map[string][]language.Reason{
	"unreadable": {language.Unreadable}, "several": {language.SeveralNumbers, language.SeveralDates}, "vague": {language.Vague, language.VagueDate}, "notknown": {language.NotKnown},
	"ambiguous": {language.Ambiguous}, "negative": {language.Negative}, "baddigits": {language.BadDigits}, "outofperiod": {language.OutOfPeriod}, "severalyears": {language.SeveralYears},
	"nosuch": {language.NoSuchDay}, "weekday": {language.WeekdayDisagrees}, "yesno": {language.YesNoUnclear}, "nomatch": {language.NoMatch}, "severalpicked": {language.SeveralPicked},
	"severalmatch": {language.SeveralMatch}, "leftover": {language.LeftOver}, "otherunit": {language.OtherUnit}, "asksback": {language.AsksBack}, "span": {language.Span}, "negativequestion": {language.NegativeQuestion},
}

func readLines(tb testing.TB) (lines []line) {
	tb.Helper()
	f, err := os.Open("testdata/inputs.jsonl")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		var l line
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			tb.Fatalf("%s: %v", s.Text(), err)
		}
		lines = append(lines, l)
	}
	return lines
}

// TestInputs: what people type in English is read as it is meant, or asked.
func TestInputs(t *testing.T) {
	for _, l := range readLines(t) {
		got, approx, u := l.read()
		switch {
		case l.Why != "" && u == nil:
			t.Errorf("%s %q (%s) was taken as %v, must be asked: %s", l.Type, l.Input, l.Unit, got, l.Why)
		case l.Why != "" && l.Why != "any" && !contains(reasons[l.Why], u.Why):
			t.Errorf("%s %q is unclear for reason %d, want %s", l.Type, l.Input, u.Why, l.Why)
		case l.Why != "":
		case u != nil:
			t.Errorf("%s %q is unclear (reason %d, left %q, readings %q), want %v", l.Type, l.Input, u.Why, u.Left, u.Readings, l.Expect)
		case !cmp.Equal(l.Expect, got):
			t.Errorf("%s %q was taken as %v, want %v", l.Type, l.Input, got, l.Expect)
		case l.Approx != approx:
			t.Errorf("%s %q: estimate %v", l.Type, l.Input, approx)
		}
	}
}

func contains(list []language.Reason, r language.Reason) bool {
	for _, one := range list {
		if one == r {
			return true
		}
	}
	return false
}

// read gives the value as JSON would hold it.
func (l line) read() (got any, approx bool, unclear *language.Unclear) {
	q, e := language.Question{Label: l.Question, Unit: l.Unit, Names: []string{"Riverside"}}, Reader{}
	switch l.Type {
	case "number":
		n, u := e.Number(l.Input, q)
		return n.Value.Value, n.Value.Approx, u
	case "year":
		y, u := e.Year(l.Input, q, refDay, 2006, 2026)
		return float64(y.Value), false, u
	case "date":
		d, u := e.Date(l.Input, q, refDay)
		return d.Value.String(), false, u
	case "yesno":
		yes, u := e.YesNo(l.Input, q)
		return yes.Value, false, u
	}
	if !l.Multi {
		i, u := e.Choice(l.Input, q, l.Options)
		return l.Options[i.Value], false, u
	}
	picks, u := e.Choices(l.Input, q, l.Options)
	var list []any
	for _, i := range picks.Value {
		list = append(list, l.Options[i])
	}
	return list, false, u
}
