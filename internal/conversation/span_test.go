package conversation

import (
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/paper"
)

// TestSpan: of «từ 2 đến 3» it is asked which, unless the question keeps a range: then both
// ends are kept, shown, and seen by a constraint; conditions count with the middle.
func TestSpan(t *testing.T) {
	const outline = `
title: Thử
sections:
  - code: X1
    title: Phần một
    questions:
      - {code: X1.01, name: mot, type: integer, label: Số hộ?, unit: hộ, required: true}
      - {code: X1.02, name: hai, type: integer, label: Số lượt?, unit: lượt, required: true, range: true, min: 1, max: 40, constraint: hai <= 3 * mot, constraint_message: Nhiều quá.}
      - {code: X1.03, name: ba, type: text, label: Vì sao?, relevant: hai > 4}
      - {code: X1.04, name: bon, type: integer, label: Số lớp?, required: true}
`
	o, err := form.Parse("t.yaml", []byte(outline))
	if err != nil {
		t.Fatal(err)
	}
	f := newOfficer(t, o, vietnamese(t))
	f.types("/start")
	out := f.types("từ 2 đến 3 hộ")
	if v := f.draft.Cell(o.ByName["mot"], 0); v.State == answers.Answered {
		t.Fatalf("stored %+v", v.Value)
	}
	offered(t, out, "2")
	f.presses(offered(t, out, "3"))
	if v := f.value("mot"); v.Number != 3 || v.Upper != nil {
		t.Fatalf("stored %+v", v)
	}
	for typed, says := range map[string]string{"từ 5 đến 10": "Nhiều quá.", "từ 5 đến 50": "từ 1 đến 40"} {
		if out := f.types(typed); !strings.Contains(said(out), says) || f.draft.Cell(o.ByName["hai"], 0).State == answers.Answered {
			t.Errorf("%s: %s", typed, said(out))
		}
	}
	if out = f.types("khoảng từ 4 đến 6 lượt, do các thôn báo cáo"); !strings.Contains(said(out), "Đã ghi: khoảng từ 4 đến 6 lượt. Ghi chú: do các thôn báo cáo.") {
		t.Fatalf("%s", said(out))
	}
	if f.draft.Cell(o.ByName["ba"], 0).Hidden {
		t.Error("the middle of 4 to 6 is more than 4")
	}
	if f.draft, err = answers.DecodeDraft(f.draft.Encode()); err != nil {
		t.Fatal(err)
	}
	view := paper.View{Writer: f.turn.Writer}
	if view.Draft = f.draft; !strings.Contains(view.Page(0), "khoảng từ 4 đến 6 lượt") {
		t.Error(view.Page(0))
	}
	g := answers.Gather(o, nil, nil)
	g.Add("1", o, f.draft)
	tally := g.Of(o.ByName["hai"])
	if tally.Sum != 4 || tally.Over != 2 || tally.Least.Value != 4 || tally.Most.Value != 6 {
		t.Errorf("%+v", tally)
	}
}
