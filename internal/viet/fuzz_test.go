package viet

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"giaoban/internal/effort"
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
		for _, unit := range []string{"", "triệu đồng", "giờ"} {
			n, u := Reader{}.Number(input, language.Question{Unit: unit})
			if v := n.Value.Value; u == nil && (v < 0 || math.IsNaN(v) || math.IsInf(v, 0)) {
				t.Errorf("%q was taken as %v", input, v)
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
		if y, u := (Reader{}).Year(input, language.Question{}, refDay, 2006, 2016); u == nil && (y.Value < 2006 || y.Value > 2016) {
			t.Errorf("%q was taken as %d", input, y.Value)
		}
	})
}

func FuzzReadDate(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, input string) {
		if d, u := (Reader{}).Date(input, language.Question{}, refDay); u == nil && !d.Value.Exists() {
			t.Errorf("%q was taken as %v", input, d.Value)
		}
	})
}

func FuzzReadYesNo(f *testing.F) {
	seed(f)
	f.Fuzz(func(_ *testing.T, input string) {
		Reader{}.YesNo(input, language.Question{Label: "Xã đã có quy chế chưa?"})
	})
}

func FuzzReadChoices(f *testing.F) {
	seed(f)
	options := []string{"Ngân sách xã", "Ngân sách huyện, tỉnh hỗ trợ", "Nguồn khác"}
	f.Fuzz(func(t *testing.T, input string) {
		if i, u := (Reader{}).Choice(input, language.Question{}, options); u == nil && (i.Value < 0 || i.Value >= len(options)) {
			t.Errorf("%q picks %d", input, i.Value)
		}
		if picks, u := (Reader{}).Choices(input, language.Question{}, options); u == nil && len(picks.Value) == 0 {
			t.Errorf("%q picks nothing", input)
		}
	})
}

// FuzzSteps repeats an input until it is as long as a platform lets one be: twice the
// length takes at most about twice the steps, and a choice no more than so many.
func FuzzSteps(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, input string) {
		if input = Line(input); input == "" || len(input) > 400 {
			return
		}
		half, whole := strings.Repeat(input, 2048/len(input)), strings.Repeat(input, 2*(2048/len(input)))
		for name, reads := range map[string]func(string){
			"number":  func(s string) { _, _ = nobody.numbers(read(s)).number() },
			"choices": func(s string) { _, _ = Reader{}.choose(language.Question{}, manyChoices).several(read(s)) },
		} {
			once, twice := effort.Of(func() { reads(half) }), effort.Of(func() { reads(whole) })
			if twice > 2*once+once/4+2000 {
				t.Errorf("%s of %q: %d steps, %d for twice as many", name, input, once, twice)
			}
			if name == "choices" && twice > 80_000 {
				t.Errorf("choices of %q: %d steps", input, twice)
			}
		}
	})
}
