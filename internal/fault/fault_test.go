package fault_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/fault"
	"giaoban/internal/locale"
	"giaoban/locales"
)

func english(t *testing.T) locale.Phrases {
	t.Helper()
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalog.Language("en")
	return say
}

// TestManyFaults: of many the first are told, in the order of the file, whatever the order in
// which they were found, and the rest is counted.
func TestManyFaults(t *testing.T) {
	var faults fault.Faults
	const n = 10_000
	for line := n; line > 0; line-- {
		faults.Add(fault.New("yaml_tab").At("a.yaml", line, 1))
	}
	lines := faults.Lines(english(t))
	if len(lines) != fault.Most+1 || !strings.HasPrefix(lines[0], "a.yaml:1:1: ") || !strings.HasPrefix(lines[fault.Most-1], "a.yaml:50:1: ") {
		t.Errorf("%d lines, from %q to %q", len(lines), lines[0], lines[len(lines)-2])
	}
	if lines[fault.Most] != "a.yaml: and 9950 more faults" {
		t.Errorf("the last line is %q", lines[fault.Most])
	}
}

// TestOneFaultOnce: what is found twice at one place is told once; two things at one place both are.
func TestOneFaultOnce(t *testing.T) {
	var faults fault.Faults
	if faults.Err() != nil {
		t.Error("nothing is an error")
	}
	for range 2 {
		faults.Add(fault.New("name_twice", "name", "a").At("a.yaml", 2, 3))
		faults.Add(fault.New("name_twice", "name", "b").At("a.yaml", 2, 3))
	}
	want := []string{`a.yaml:2:3: name "a" is used twice`, `a.yaml:2:3: name "b" is used twice`}
	if diff := cmp.Diff(want, faults.Lines(english(t))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if faults.Err().Error() != "a.yaml:2:3: name_twice name=\"a\"\na.yaml:2:3: name_twice name=\"b\"" {
		t.Errorf("in no language: %v", faults.Err())
	}
}

func TestNearest(t *testing.T) {
	words := []string{"required", "relevant", "rows", "range"}
	for word, want := range map[string]string{
		"requird": "required", "Required": "required", "relevent": "relevant", "row": "rows",
		"required": "", "xyzzy": "", "kiểu": "", "": "", "r": "",
	} {
		if got := fault.Nearest(word, words); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

// TestNoText: the place is that of the first thing that cannot be read, and lines that cannot
// are counted.
func TestNoText(t *testing.T) {
	for content, want := range map[string]string{
		"Thanh Hóa\r\n\tNga An\n": "",
		"a\nbộ\xf2\nc\xe1\n":      `2:3 text_not_utf8 lines="2"`,
		"a\x00b":                  `1:2 text_control`,
		"\xff\xfea\x00":           `1:1 text_utf16`,
	} {
		got := ""
		if f, ok := fault.NoText([]byte(content)); ok {
			got = fmt.Sprintf("%d:%d %v", f.Line, f.Column, f)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", content, got, want)
		}
	}
}

// file is what the tests read.
type file struct {
	Name  string         `yaml:"name"`
	Level int            `yaml:"level"`
	Words map[string]int `yaml:"words"`
	Items []item         `yaml:"items"`
}

type item struct {
	Code string `yaml:"code"`
	Keep bool   `yaml:"keep"`
}

// TestRead: every key and value that cannot be taken is told, each as what it should be; the
// rest is read.
func TestRead(t *testing.T) {
	var into file
	f := fault.Read("a.yaml", []byte("name: [x]\nlevel: ba\nitems:\n  - {code: A, keep: ture}\n  - {cod: B}\n  - C\nwords: 3\nnmae: y\n"), &into)
	f.Missing(nil, "name", fault.New("campaign_no_name"))
	f.Missing([]any{"items", 1}, "code", fault.New("campaign_no_name"))
	f.Note([]any{"level"}, fault.New("level_no_number"))
	f.Note([]any{"items", 0, "code"}, fault.New("name_twice", "name", "A"))
	want := []string{
		`a.yaml:1:7: name takes one value, and [x] is a list: write one, without brackets; where the brackets are part of a text, put it between quotes`,
		`a.yaml:2:8: "ba" is not a whole number (digits only, such as 12)`,
		`a.yaml:4:12: name "A" is used twice`,
		`a.yaml:4:21: "ture" is neither true nor false (did you mean "true"?)`,
		`a.yaml:5:6: there is no key "cod" here (did you mean "code"?)`,
		`a.yaml:6:5: "C" stands where keys with values are wanted, a line "key: value" for each (the keys are code, keep)`,
		`a.yaml:7:8: "3" stands where lines "name: words" are wanted under words, one for each, such as ED: emergency department`,
		`a.yaml:8:1: there is no key "nmae" here (did you mean "name"?)`,
	}
	if diff := cmp.Diff(want, f.Lines(english(t))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !f.Unread("B") || !f.Unread("y") || f.Unread("A") {
		t.Error("what stands where nothing was read is not told from the rest")
	}
	if len(into.Items) == 0 || into.Items[0].Code != "A" {
		t.Errorf("read %+v", into)
	}
}

// TestNoYAML: what is no YAML is told in words that say what to do.
func TestNoYAML(t *testing.T) {
	for content, want := range map[string]string{
		"name: a\nlevel 3\n":            "yaml_colon_missing",
		"name: a: b\n":                  "yaml_colon",
		"items: [a, b\nlevel: 3\n":      "yaml_bracket",
		"items:\n  - code: a\n   - b\n": "yaml_",
		"name: *b\n":                    "yaml_anchor",
		"name: @b\n":                    "yaml_character",
		"name: a\n---\nname: b\n":       "yaml_documents",
		"name: 'a\n":                    "yaml_quote",
		"items:\n\t- a\n":               "yaml_tab",
		"- a\n":                         "yaml_no_keys",
		"":                              "yaml_empty",
	} {
		var into file
		f := fault.Read("a.yaml", []byte(content), &into)
		list, _ := f.List()
		if !f.Broken() || len(list) != 1 || !strings.HasPrefix(list[0].Key, want) || list[0].Key == "yaml_other" {
			t.Errorf("%q: %v, want %s", content, f.Err(), want)
		}
	}
}

// TestPlaces: a fault of a variable has no line, and an empty file is faulty on its first.
func TestPlaces(t *testing.T) {
	say := english(t)
	for _, c := range []struct {
		fault fault.Fault
		want  string
	}{
		{fault.New("yaml_empty"), "the file is empty"},
		{fault.New("yaml_empty").At("a.yaml", 0, 0), "a.yaml:1:1: the file is empty"},
		{fault.New("yaml_empty").In("GIAOBAN_DATA"), "GIAOBAN_DATA: the file is empty"},
		{fault.New("yaml_no_key", "key", "nmae").Meant("nmae", []string{"name"}).At("a.yaml", 2, 3), `a.yaml:2:3: there is no key "nmae" here (did you mean "name"?)`},
	} {
		if got := c.fault.Say(say); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
