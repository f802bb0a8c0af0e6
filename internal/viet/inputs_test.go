package viet

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/language"
)

// A line is one input of the tables in testdata.
type line struct {
	Type   string `json:"type"`
	Input  string `json:"input"`
	Expect any    `json:"expect"`
	Error  bool   `json:"error"`
	Why    string `json:"why"`
	Approx bool   `json:"approx"`
	Unit   string `json:"unit"`
	// Question is what was asked, where the input repeats words of it.
	Question string   `json:"question"`
	Ref      string   `json:"ref"`
	Options  []string `json:"options"`
	Multi    bool     `json:"multi"`
}

func readLines(t *testing.T, path string) []line {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []line
	for s := bufio.NewScanner(f); s.Scan(); {
		var l line
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			t.Fatalf("%s: %s: %v", path, s.Text(), err)
		}
		lines = append(lines, l)
	}
	return lines
}

func TestInputs(t *testing.T) {
	for _, path := range []string{"testdata/vi-inputs.jsonl", "testdata/more-inputs.jsonl", "testdata/unseen-inputs.jsonl", "testdata/trial-inputs.jsonl"} {
		for _, l := range readLines(t, path) {
			if l.Type == "unit" {
				continue // places are the roster's to read
			}
			t.Run(l.Type+"/"+l.Input, func(t *testing.T) { l.check(t) })
		}
	}
}

func (l line) check(t *testing.T) {
	got, approx, unclear := l.read(t)
	switch {
	case l.Error && unclear == nil:
		t.Errorf("%q was taken as %v", l.Input, got)
	case l.Error:
		if l.Why != "" && reasonNames[unclear.Why] != l.Why {
			t.Errorf("%q is unclear for %s, want %s", l.Input, reasonNames[unclear.Why], l.Why)
		}
	case unclear != nil:
		t.Errorf("%q is unclear (%s %q), want %v", l.Input, reasonNames[unclear.Why], unclear.Readings, l.Expect)
	case !cmp.Equal(l.Expect, got):
		t.Errorf("%q was taken as %v, want %v", l.Input, got, l.Expect)
	case l.Approx != approx && l.Approx:
		t.Errorf("%q is an estimate", l.Input)
	}
}

// read gives the value as JSON would hold it.
func (l line) read(t *testing.T) (got any, approx bool, unclear *language.Unclear) {
	q := language.Question{Label: l.Question, Unit: l.Unit, Names: ours}
	var v Reader
	switch l.Type {
	case "number":
		n, u := v.Number(l.Input, q)
		return n.Value.Value, n.Value.Approx, u
	case "year":
		y, u := v.Year(l.Input, q, refDay, 2006, 2016)
		return float64(y.Value), false, u
	case "date":
		d, u := v.Date(l.Input, q, refDay)
		return d.Value.String(), false, u
	case "yesno":
		yes, u := v.YesNo(l.Input, q)
		return yes.Value, false, u
	}
	if l.Type != "choice" {
		t.Fatalf("no reader for %q", l.Type)
	}
	if !l.Multi {
		i, u := v.Choice(l.Input, q, l.Options)
		return l.Options[i.Value], false, u
	}
	picks, u := v.Choices(l.Input, q, l.Options)
	list := make([]any, len(picks.Value))
	for i, p := range picks.Value {
		list[i] = l.Options[p]
	}
	return list, false, u
}

// ours are the words of the unit that answers.
var ours = []string{"xã Hải Hà", "xã"}

// refDay is the day the tables count from, a Tuesday.
var refDay = time.Date(2016, time.July, 5, 9, 0, 0, 0, time.FixedZone("Asia/Ho_Chi_Minh", 7*3600))

var reasonNames = map[language.Reason]string{
	language.Unreadable: "Unreadable", language.SeveralNumbers: "SeveralNumbers", language.Span: "Span", language.Vague: "Vague", language.NotKnown: "NotKnown", language.Ambiguous: "Ambiguous",
	language.Negative: "Negative", language.BadDigits: "BadDigits", language.OutOfPeriod: "OutOfPeriod", language.SeveralYears: "SeveralYears", language.NoSuchDay: "NoSuchDay",
	language.VagueDate: "VagueDate", language.SeveralDates: "SeveralDates", language.WeekdayDisagrees: "WeekdayDisagrees", language.YesNoUnclear: "YesNoUnclear",
	language.NoMatch: "NoMatch", language.SeveralPicked: "SeveralPicked", language.SeveralMatch: "SeveralMatch",
	language.LeftOver: "LeftOver", language.OtherUnit: "OtherUnit", language.AsksBack: "AsksBack", language.NegativeQuestion: "NegativeQuestion",
}
