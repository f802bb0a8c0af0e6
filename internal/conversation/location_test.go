package conversation

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
)

const withLocation = `title: A
sections:
  - code: X1
    title: A
    questions:
      - {code: X1.01, name: vi_tri, type: location, required: true, label: Trụ sở ở đâu?}
      - {code: X1.02, name: so_ho, type: integer, required: true, relevant: vi_tri.latitude > 19, label: Bao nhiêu hộ?}
`

// TestLocation: a place is sent or typed, read back with a map, and kept through
// the store; what is none is refused with the way that works everywhere.
func TestLocation(t *testing.T) {
	t.Parallel()
	o, err := form.Parse("a.yaml", []byte(withLocation))
	if err != nil {
		t.Fatal(err)
	}
	const kept = "19.8067,105.7852"
	text := func(words string) chat.Input { return chat.Input{Kind: chat.Text, Text: words} }
	sent := func(latitude, longitude float64) chat.Input {
		return chat.Input{Kind: chat.Location, Position: &chat.Position{Latitude: latitude, Longitude: longitude}}
	}
	for name, c := range map[string]struct {
		in   chat.Input
		name string // of the value; "" if none is taken
		says string
	}{
		"sent":              {sent(19.8067, 105.7852), kept, "19.8067, 105.7852 (https://www.google.com/maps?q=19.8067,105.7852)"},
		"sent, too exactly": {sent(19.80670004, 105.78519996), kept, "Bao nhiêu hộ?"},
		"typed":             {text("19.8067, 105.7852"), kept, "Bao nhiêu hộ?"},
		"typed closely":     {text("(19.8067,105.7852)"), kept, "Bao nhiêu hộ?"},
		"commas":            {text("19,8067 105,7852"), kept, "Bao nhiêu hộ?"},
		"commas all over":   {text("19,8067; 105,7852°"), kept, "Bao nhiêu hộ?"},
		"in the south":      {text("-19.5 105"), "-19.5,105", "-19.5, 105"},
		"one number":        {text("19.8067"), "", "gõ vĩ độ rồi kinh độ"},
		"words":             {text("xã Nga An"), "", "gõ vĩ độ rồi kinh độ"},
		"turned round":      {text("105.7852, 19.8067"), "", "vĩ độ gõ trước"},
		"sent from nowhere": {sent(91, 0), "", "vĩ độ gõ trước"},
		"another channel":   {chat.Input{Kind: chat.Unsupported}, "", "Nếu ứng dụng không gửi được vị trí"},
		"a picture":         {chat.Input{Kind: chat.Attachment, Files: []chat.File{{Kind: chat.Photo, Ref: "P"}}}, "", "cần một vị trí"},
	} {
		f := newOfficer(t, o, vietnamese(t))
		if out := f.does(text("/start"), nil); !strings.Contains(said(out), "gửi vị trí từ điện thoại") {
			t.Fatalf("asked: %s", said(out))
		}
		out := f.does(c.in, nil)
		if !strings.Contains(said(out), c.says) {
			t.Errorf("%s: %s", name, said(out))
		}
		cell := f.draft.Cells[0]
		if cell.Value.Name != c.name || (cell.State == answers.Answered) != (c.name != "") {
			t.Errorf("%s: %+v", name, cell)
		}
		back, err := answers.DecodeDraft(f.draft.Encode())
		if err != nil || !cmp.Equal(back.Cells, f.draft.Cells) {
			t.Errorf("%s: comes back as %+v, %v", name, back, err)
		}
		if got := o.Top[0].Cell(cell.Value); c.name == kept && got != "19.8067, 105.7852" {
			t.Errorf("%s: a table has %q", name, got)
		}
	}
	f := newOfficer(t, o, vietnamese(t))
	f.does(text("/start"), nil)
	f.does(sent(19.8067, 105.7852), nil)
	if out := f.does(sent(20, 106), nil); !strings.Contains(said(out), "chưa nhận loại tin này") || f.draft.Cells[1].State != answers.Open {
		t.Errorf("a place where a number is asked for: %s", said(out))
	}
}
