package conversation

import (
	"slices"
	"testing"

	"giaoban/internal/answers"
)

// TestTicksStay: what was ticked is not lost when something is typed that is none of the
// choices, and what is typed of them goes with the ticks.
func TestTicksStay(t *testing.T) {
	const question = `      - code: X1.01
        name: vung
        type: select_multiple
        label: Xã thuộc vùng nào?
        required: true
        choices: [{name: db, label: Đồng bằng}, {name: mn, label: Miền núi}, {name: vb, label: Ven biển}, {name: td, label: Trung du}]
`
	for _, typed := range []string{"8", "0", "vùng sâu", "là sao", "đồng bằng sông Hồng", "1-9", "cảm ơn", "không hiểu"} {
		f, out := walked(t, question)
		out = f.presses(offered(t, out, "Đồng bằng"))
		f.presses(offered(t, out, "Ven biển"))
		out = f.types(typed)
		if c := f.draft.Cells[0]; c.State == answers.Answered || !slices.Equal(f.focus.Asked.Picked, []string{"db", "vb"}) {
			t.Errorf("after %q: %v, stored %v: %s", typed, f.focus.Asked.Picked, c.Value.Names, said(out))
			continue
		}
		if f.types("xong"); !slices.Equal(f.draft.Cells[0].Value.Names, []string{"db", "vb"}) {
			t.Errorf("after %q and «xong»: stored %v", typed, f.draft.Cells[0].Value.Names)
		}
	}
	for typed, want := range map[string][]string{"trung du": {"db", "vb", "td"}, "ven biển, đồng bằng": {"db", "vb"}, "2": {"db", "mn", "vb"}, "tất cả": {"db", "mn", "vb", "td"}} {
		f, out := walked(t, question)
		out = f.presses(offered(t, out, "Đồng bằng"))
		f.presses(offered(t, out, "Ven biển"))
		out = f.types(typed)
		if f.draft.Cells[0].State != answers.Answered {
			offered(t, out, "[x] Ven biển")
			f.types("xong")
		}
		if got := f.draft.Cells[0].Value.Names; !slices.Equal(got, want) {
			t.Errorf("ticks and %q: %v, want %v", typed, got, want)
		}
	}
}
