package answers_test

import (
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/answers/answerstest"
	"giaoban/internal/form"
)

// TestApart: a district's confirmed total that is not what its communes add up
// to now is told; what agrees is not.
func TestApart(t *testing.T) {
	t.Parallel()
	o, below := answerstest.Outline(t, "huyen.yaml"), someBelow(answerstest.Outline(t, "huyen.yaml"))
	d := answers.NewDraft(o)
	d.Below = below
	d.Set(o, o.ByCode["H1.04"], 0, d.Confirm(o, o.ByCode["H1.04"]))
	if got := d.Apart(o, below, nil); len(got) != 0 {
		t.Fatalf("what was just confirmed differs: %+v", got)
	}
	later := someBelow(o)
	later.Figures["so_thon"] = []float64{3, 4, 10}
	got := d.Apart(o, later, nil)
	if len(got) != 1 || got[0].Code != "H1.04" || got[0].Says != 7 || got[0].Now != 17 {
		t.Fatalf("got %+v", got)
	}
	if got := d.Apart(o, below, nil); len(got) != 0 {
		t.Errorf("looking changed the report: %+v", got)
	}
}

// TestGatherAcrossVersions: a report of an earlier version counts by the names
// of its questions, whatever their codes are now; a question that is answered
// in another way now does not.
func TestGatherAcrossVersions(t *testing.T) {
	t.Parallel()
	const source = `
title: Báo cáo
sections:
  - code: X1
    title: Số liệu
    questions:
      - {code: X1.01, name: ho, type: integer, label: Bao nhiêu hộ?}
      - {code: X1.02, name: nguoi, type: integer, label: Bao nhiêu người?}
`
	old, err := form.Parse("old.yaml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	now, err := form.Parse("now.yaml", []byte(strings.NewReplacer("X1.01, name: ho,", "X1.03, name: ho,", "nguoi, type: integer", "nguoi, type: decimal").Replace(source)))
	if err != nil {
		t.Fatal(err)
	}
	d := answers.NewDraft(old)
	for i := range d.Cells {
		d.Cells[i] = answers.Cell{State: answers.Answered, Value: form.Value{Number: float64(10 + i)}}
	}
	fresh := answers.NewDraft(now)
	fresh.Cells[0] = answers.Cell{State: answers.Answered, Value: form.Value{Number: 5}}
	g := answers.Gather(now, nil, nil)
	g.Add("a", old, d)
	g.Add("b", now, fresh)
	for _, x := range g.Tallies() {
		want := map[string]form.Tally{"ho": {Given: 2, Sum: 15, Least: form.Extreme{Value: 5, Unit: "b"}, Most: form.Extreme{Value: 10, Unit: "a"}}}[x.Question.Name]
		if x.Given != want.Given || x.Sum != want.Sum || x.Least != want.Least || x.Most != want.Most {
			t.Errorf("%s: %+v", x.Question.Name, x)
		}
	}
}
