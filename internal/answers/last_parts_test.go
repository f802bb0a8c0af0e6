package answers_test

import (
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/form"
)

// TestLastOfUnitsThatEnded: of a unit in which others ended a number of last time is what these told together; what does not add up
// stands apart, and is none to be taken over.
func TestLastOfUnitsThatEnded(t *testing.T) {
	o, err := form.Parse("o.yaml", []byte("title: T\nsections:\n- code: A\n  title: A\n  questions:\n"+
		"  - {code: A1.01, name: vu, type: integer, label: Số vụ}\n  - {code: A1.02, name: tot, type: yes_no, label: Tốt}\n"))
	if err != nil {
		t.Fatal(err)
	}
	vu, tot := o.ByName["vu"], o.ByName["tot"]
	part := func(unit string, n float64) answers.Part {
		d := answers.NewDraft(o)
		d.Set(o, vu, 0, form.Value{Number: n})
		d.Set(o, tot, 0, form.Value{Name: "yes"})
		return answers.Part{Unit: unit, Last: &answers.Last{Outline: o, Draft: d}}
	}
	last := &answers.Last{Outline: o, Parts: []answers.Part{part("B", 4), part("C", 5)}}
	if v, ok := last.Answer(vu, 0); !ok || v.Number != 9 || len(last.Apart(vu)) != 0 {
		t.Errorf("together %v %v, apart %v", v.Number, ok, last.Apart(vu))
	}
	if _, ok := last.Answer(tot, 0); ok || len(last.Apart(tot)) != 2 {
		t.Errorf("what does not add up: %v, apart %v", ok, last.Apart(tot))
	}
	last.Parts[1].Draft = answers.NewDraft(o)
	if v, ok := last.Answer(vu, 0); ok || len(last.Apart(vu)) != 1 {
		t.Errorf("one did not tell it: %v %v, apart %v", v.Number, ok, last.Apart(vu))
	}
	if n := len(last.Rows(vu)); n != 0 {
		t.Errorf("%d rows", n)
	}
}
