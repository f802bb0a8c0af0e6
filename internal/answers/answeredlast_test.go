package answers_test

import (
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/form"
)

// TestAnsweredLast: an expression asks whether the last report has an answer, and counts none as zero where it asks.
func TestAnsweredLast(t *testing.T) {
	t.Parallel()
	o, err := form.Parse("t.yaml", []byte(`title: T
sections:
  - code: A1
    title: T
    questions:
      - {code: A1.1, name: so, type: integer, label: A}
      - {code: A1.2, name: them, type: yes_no, label: B, relevant: answered(last.so)}
      - {code: A1.3, name: moi, type: yes_no, label: C, relevant: not answered(last.so) or last.so > 5}
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		last      func() *answers.Last
		more, new bool
	}{
		{"no report before", nil, false, true},
		{"without an answer", func() *answers.Last { return &answers.Last{Outline: o, Draft: answers.NewDraft(o)} }, false, true},
		{"with 3", func() *answers.Last {
			d := answers.NewDraft(o)
			d.Set(o, o.ByName["so"], 0, form.Value{Number: 3})
			return &answers.Last{Outline: o, Draft: d}
		}, true, false},
	} {
		d := answers.NewDraft(o)
		d.Last = c.last
		if more, fresh := d.Applies(o, o.ByName["them"], nil), d.Applies(o, o.ByName["moi"], nil); more != c.more || fresh != c.new {
			t.Errorf("%s: %v and %v, want %v and %v", c.name, more, fresh, c.more, c.new)
		}
	}
	if !o.ByLast {
		t.Error("it is not known that questions hang on the last report")
	}
}
