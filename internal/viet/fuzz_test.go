package viet

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"giaoban/internal/language"
)

// seed gives a fuzzer the inputs of the tables, and long ones.
func seed(f *testing.F) {
	for _, again := range []string{"a,", "1,", "dạ, ", "một trăm "} {
		f.Add(strings.Repeat(again, 4096/len(again)))
	}
	for _, path := range []string{"testdata/vi-inputs.jsonl", "testdata/more-inputs.jsonl"} {
		file, err := os.Open(path)
		if err != nil {
			f.Fatal(err)
		}
		defer file.Close()
		for s := bufio.NewScanner(file); s.Scan(); {
			var l line
			if json.Unmarshal(s.Bytes(), &l) == nil {
				f.Add(l.Input)
			}
		}
	}
}

func FuzzReadNumber(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, input string) {
		for _, unit := range []string{"", "triệu đồng"} {
			n, u := ReadNumber(input, unit)
			if u == nil && (n.Value < 0 || math.IsNaN(n.Value) || math.IsInf(n.Value, 0)) {
				t.Errorf("%q was taken as %v", input, n.Value)
			}
			if u != nil && u.Why == language.Ambiguous && (len(u.Values) != 2 || len(u.Readings) != 2) {
				t.Errorf("%q is ambiguous between %v", input, u.Readings)
			}
		}
	})
}

func FuzzReadYear(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, input string) {
		if y, u := ReadYear(input, refDay, 2006, 2016); u == nil && (y < 2006 || y > 2016) {
			t.Errorf("%q was taken as %d", input, y)
		}
	})
}

func FuzzReadDate(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, input string) {
		if d, u := ReadDate(input, refDay); u == nil && !d.Exists() {
			t.Errorf("%q was taken as %v", input, d)
		}
	})
}

func FuzzReadYesNo(f *testing.F) {
	seed(f)
	f.Fuzz(func(_ *testing.T, input string) { ReadYesNo(input) })
}

func FuzzReadChoices(f *testing.F) {
	seed(f)
	options := []string{"Ngân sách xã", "Ngân sách huyện, tỉnh hỗ trợ", "Nguồn khác"}
	f.Fuzz(func(t *testing.T, input string) {
		if i, u := ReadChoice(input, options); u == nil && (i < 0 || i >= len(options)) {
			t.Errorf("%q picks %d", input, i)
		}
		if picks, u := ReadChoices(input, options); u == nil && len(picks) == 0 {
			t.Errorf("%q picks nothing", input)
		}
	})
}
