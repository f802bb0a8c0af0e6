package conversation

import (
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
)

// junk is what people and strangers type that answers nothing in particular.
var junk = []string{
	"", " ", "9", "0", "không", "có", "không có", "khoảng 20", "1,234", "5-7", "vài", "nhiều lắm", "2010", "1998", "30/6/2016",
	"31/2/2016", "tháng 7", "chưa rõ", "ừ", "ok", "xong", "bỏ qua", "làm sau", "quay lại", "giữ nguyên", "ví dụ", "phần 5",
	"phần 99", "phần", "sửa", "sửa 5.01", "sửa 6.1.4", "sửa x99.1", "câu 0.05", "X5.02", "xóa", "hủy", "xem lại", "nộp", "tiến độ",
	"nghỉ", "tiếp tục", "phần sau", "trợ giúp", "/abc", "/sua 6.2", "/nghi", "dừng", "kê tiếp", "3", "1, 2", "sửa 10.10",
	"xem mục 1", "sửa mục 2", "sao chép mục 1", "chuyển mục 2 lên 1", "để sau mục này", "làm tiếp mục 1", "xóa mục 1", "sửa 6.1.4 mục 2",
	"trang sau", "lên", "xuống", "Một đoạn văn có 12 số liệu, đủ dài để không ngắn quá mức gợi ý của câu hỏi này.", "|", "q|k3f9a2b|X0.05|0|own", "\u0301", "🙂",
}

// walk does random things and checks after each what must always hold.
type walk struct {
	*officer
	r       *rand.Rand
	buttons []string
	places  []Place
}

func (w *walk) input() (in chat.Input, of *Place) {
	recent := w.buttons[max(0, len(w.buttons)-6):]
	switch k := w.r.IntN(20); {
	case k < 9 && w.turn != nil:
		if _, _, example := w.turn.Asked(); example != "" {
			return chat.Input{Kind: chat.Text, Text: example, Message: "1"}, nil
		}
		return chat.Input{Kind: chat.Text, Text: "có"}, nil
	case k < 13 && len(recent) > 0:
		return chat.Input{Kind: chat.Press, Data: recent[w.r.IntN(len(recent))], Message: "2"}, nil
	case k < 15 && len(w.buttons) > 0:
		return chat.Input{Kind: chat.Press, Data: w.buttons[w.r.IntN(len(w.buttons))]}, nil
	case k < 16 && len(w.places) > 0:
		p := w.places[w.r.IntN(len(w.places))]
		return chat.Input{Kind: chat.Edit, Text: junk[w.r.IntN(len(junk))]}, &p
	case k < 17:
		file := chat.File{Name: "anh.jpg", Type: "image/jpeg", Size: 1000}
		return chat.Input{Kind: chat.Attachment, Files: []chat.File{file}}, nil
	}
	return chat.Input{Kind: chat.Text, Text: junk[w.r.IntN(len(junk))], Message: "1"}, nil
}

// answers are the draft's answers by place.
func answers(o *Outline, d *Draft) map[Place]Value {
	all := map[Place]Value{}
	for _, q := range o.top {
		c := &d.Cells[q.pos]
		if c.State == Answered {
			all[Place{q.Code, 0}] = c.Value
		}
		for i := range c.Rows {
			for j := range c.Rows[i].Cells {
				if f := &c.Rows[i].Cells[j]; f.State == Answered {
					all[Place{q.Questions[j].Code, c.Rows[i].ID}] = f.Value
				}
			}
		}
	}
	return all
}

// step does one thing and holds the outcome against the rules.
func (w *walk) step() {
	in, of := w.input()
	w.check(in, of)
}

func (w *walk) check(in chat.Input, of *Place) {
	w.t.Helper()
	before, at := answers(w.outline, w.draft), w.focus
	out := w.does(in, of)
	if len(out.Contents) == 0 {
		w.t.Fatalf("step %d: %+v at %+v: nothing is said", w.n, in, at)
	}
	for _, c := range out.Contents {
		if c.Text == "" || len(utf16.Encode([]rune(c.Text))) > 4096 {
			w.t.Fatalf("step %d: %+v at %+v: a text of %d units", w.n, in, at, len(utf16.Encode([]rune(c.Text))))
		}
		w.see(c)
	}
	if last := out.Contents[len(out.Contents)-1]; len(last.Choices) == 0 && !w.frozen && w.focus.Phase != Idle && w.focus.Phase != Asking {
		switch cmd, _ := parseCommand(in.Text, false); cmd.name {
		case cmdSection, cmdFix, cmdProgress: // the table of contents
		default:
			w.t.Fatalf("step %d: %+v at %+v: no way on from %q", w.n, in, w.focus, last.Text)
		}
	}
	w.unharmed(in, of, at, before, out)
	if w.n%10 == 0 {
		w.reread()
	}
}

// see notes the buttons of a bubble.
func (w *walk) see(c chat.Content) {
	for _, row := range c.Choices {
		for _, b := range row {
			if _, ok := ParseButton(b.Data); !ok || len(b.Data) > chat.MaxData || b.Label == "" {
				w.t.Fatalf("step %d: button %+v", w.n, b)
			}
			w.buttons = append(w.buttons, b.Data)
		}
	}
}

// unharmed refuses an answer that is lost or changed without being addressed.
func (w *walk) unharmed(in chat.Input, of *Place, at Focus, before map[Place]Value, out Outcome) {
	given, removed := map[Place]bool{}, map[int]bool{}
	for _, a := range out.Answers {
		if a.Removed {
			removed[a.Row] = true
			continue
		}
		given[a.Place] = true
		if a.Copied { // into a row that was not there before
			if _, was := before[a.Place]; was {
				w.t.Fatalf("step %d: %+v at %+v: a copy overwrote %+v", w.n, in, at, a.Place)
			}
			continue
		}
		w.places = append(w.places, a.Place)
		if at.Tray == trayScan && in.Kind == chat.Attachment && a.Place.Code == w.outline.scan.Code {
			continue // sent by /tep, the signed report answers its question
		}
		b, pressed := ParseButton(in.Data)
		if a.Place != at.Place && !(pressed && a.Place == b.Place) && !(of != nil && a.Place == *of) {
			w.t.Fatalf("step %d: %+v at %+v answered %+v", w.n, in, at, a.Place)
		}
	}
	after := answers(w.outline, w.draft)
	for p, v := range before {
		now, ok := after[p]
		if given[p] || p.Row != 0 && removed[p.Row] {
			continue
		}
		if !ok || !reflect.DeepEqual(v, now) {
			w.t.Fatalf("step %d: %+v at %+v changed %+v: %+v -> %+v", w.n, in, at, p, v, now)
		}
	}
}

// reread writes the draft and reads it again.
func (w *walk) reread() {
	again, err := DecodeDraft(w.draft.Encode())
	if err != nil {
		w.t.Fatal(err)
	}
	if diff := cmp.Diff(w.draft.Encode(), again.Encode()); diff != "" {
		w.t.Fatal(diff)
	}
	w.draft = again
}

// TestRandomWalks does twenty thousand random things to the shipped outline.
func TestRandomWalks(t *testing.T) {
	o, say := parsed(t, "xa.yaml"), vietnamese(t)
	for seed := range uint64(20) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			w := &walk{officer: newOfficer(t, o, say), r: rand.New(rand.NewPCG(seed, 7))}
			if seed%2 == 0 {
				w.fillIn()
			}
			for range 1000 {
				w.step()
				w.frozen = w.frozen && w.r.IntN(8) > 0 // somebody above may give it back
			}
			w.naive()
		})
	}
}

// fillIn answers the outline sensibly, up to the summary.
func (w *walk) fillIn() {
	text := "bắt đầu"
	for w.focus.Phase != Review && w.n < 600 {
		w.types(text)
		text = w.reply()
	}
}

// naive works out anew which questions apply and compares.
func (w *walk) naive() {
	for _, q := range w.outline.top {
		c := &w.draft.Cells[q.pos]
		if want := !w.outline.applies(w.draft, q, nil); want != c.Hidden {
			w.t.Errorf("step %d: %s hidden: %v, want %v", w.n, q.Code, c.Hidden, want)
		}
		for i := range c.Rows {
			for j := range q.Questions {
				f := &q.Questions[j]
				if want := !w.outline.applies(w.draft, f, &c.Rows[i]); want != c.Rows[i].Cells[j].Hidden {
					w.t.Errorf("step %d: %s in row %d hidden: %v, want %v", w.n, f.Code, i, !want, want)
				}
			}
		}
	}
}

// FuzzStep lets bytes choose what is done.
func FuzzStep(f *testing.F) {
	o, say := parsed(f, "xa.yaml"), vietnamese(f)
	f.Add(uint64(1), "sửa 5.01")
	f.Add(uint64(2), "q|k3f9a2b|X0.05|0|own")
	f.Fuzz(func(t *testing.T, seed uint64, text string) {
		w := &walk{officer: newOfficer(t, o, say), r: rand.New(rand.NewPCG(seed, 1))}
		for i := range 40 {
			w.step()
			if i%7 == 6 {
				w.check(chat.Input{Kind: chat.Text, Text: text}, nil)
				w.check(chat.Input{Kind: chat.Press, Data: text}, nil)
			}
		}
		w.naive()
	})
}
