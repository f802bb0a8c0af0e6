package conversation

import (
	"testing"

	"giaoban/internal/answers/answerstest"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// TestTypedOutline answers the whole outline by typing alone, from «bắt đầu» to
// the receipt, and counts the bubbles.
func TestTypedOutline(t *testing.T) {
	f := newOfficer(t, answerstest.Outline(t, "xa.yaml"), vietnamese(t))
	bubbles, asked := 0, map[form.Place]bool{}
	text := "bắt đầu"
	for range 600 {
		out := f.types(text)
		bubbles += len(out.Contents)
		if out.Submitted {
			break
		}
		switch f.focus.Mode {
		case exchange.Asking, exchange.Offering: // to be asked whether one will answer more is a question too
			asked[f.focus.Place] = true
		}
		text = f.reply()
	}
	if !f.frozen {
		t.Fatalf("not submitted; at %+v", f.focus)
	}
	perQuestion := float64(bubbles) / float64(len(asked))
	t.Logf("%d bubbles for %d questions: %.2f", bubbles, len(asked), perQuestion)
	if perQuestion > 1.3 {
		t.Errorf("%.2f bubbles per question", perQuestion)
	}
	if len(asked) < 150 {
		t.Errorf("only %d questions were asked", len(asked))
	}
}

// reply is what a sensible person types next.
func (f *officer) reply() string {
	name, row, example := f.turn.Example()
	switch f.focus.Mode {
	case exchange.Offering:
		return "có"
	case exchange.Growing:
		if len(f.draft.Cells[f.turn.Asked().Pos].Rows) < 5 && name == "tieu_bieu" {
			return "kê tiếp"
		}
		return "dừng"
	case exchange.Checking:
		return "giữ nguyên"
	case exchange.Reasoning:
		return "Đã đối chiếu sổ theo dõi, số liệu đúng."
	case exchange.Review:
		return "có"
	}
	if f.focus.Text.Pieces > 0 {
		return "xong"
	}
	switch q := f.turn.Asked(); {
	case name == "ten":
		return example + " " + string(rune('A'+row))
	case name == "loai" && row > 3:
		return "Điển hình tập thể"
	case name == "cap":
		return []string{"Cấp tỉnh", "Cấp huyện", "Cấp huyện", "Cấp xã", "Cấp xã", "Cấp xã"}[min(row, 6)-1]
	case name == "xa_hoi_hoa" && row > 3:
		return "chưa"
	case name == "ngay_van_ban":
		return "04/7/2016"
	case q.Type == form.FileUpload:
		return "bỏ qua"
	}
	return example
}
