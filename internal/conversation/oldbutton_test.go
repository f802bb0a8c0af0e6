package conversation

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/answers/answerstest"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// instant is a state of a report and of its officer, to press old buttons in.
type instant struct {
	name   string
	draft  []byte
	focus  exchange.Focus
	frozen bool
}

func (f *officer) instant(name string) instant {
	focus := f.focus
	focus.Asked.Picked, focus.Asked.Readings = slices.Clone(focus.Asked.Picked), slices.Clone(focus.Asked.Readings)
	return instant{name, f.draft.Encode(), focus, f.frozen}
}

func (f *officer) goTo(i instant) {
	d, err := answers.DecodeDraft(i.draft)
	if err != nil {
		f.t.Fatal(err)
	}
	f.draft, f.focus, f.frozen = d, i.focus, i.frozen
	f.focus.Asked.Picked, f.focus.Asked.Readings = slices.Clone(i.focus.Asked.Picked), slices.Clone(i.focus.Asked.Readings)
}

// seen collects every button ever shown, and the first instant of each mode
// with its kind of question.
type seen struct {
	*officer
	buttons  map[string]string // data to label
	instants map[string]instant
	after    map[form.Place]form.Value // of a press, used again
}

func (s *seen) types(text string) exchange.Outcome {
	out := s.officer.types(text)
	for _, c := range out.Contents {
		for _, row := range c.Choices {
			for _, b := range row {
				s.buttons[b.Data] = b.Label
			}
		}
	}
	name := string(s.focus.Mode)
	if s.focus.Over.Open() {
		name = string(s.focus.Over.What)
	}
	if q := s.turn.Asked(); q != nil && s.focus.Asking() {
		name += map[form.Type]string{form.Integer: " a number", form.LongText: " a text", form.SelectMultiple: " choices"}[q.Type]
		if s.focus.Text.Pieces > 0 {
			name += " under way"
		}
	}
	if _, ok := s.instants[name]; !ok {
		s.instants[name] = s.instant(name)
	}
	return out
}

// TestEveryOldButton walks the shipped outline, keeps every button that was
// ever shown, and presses each of them later, in every mode: nothing but its
// own question may change, something is said, and there is a way on.
func TestEveryOldButton(t *testing.T) {
	t.Parallel()
	s := &seen{newOfficer(t, answerstest.Outline(t, "xa.yaml"), vietnamese(t)), map[string]string{}, map[string]instant{}, map[form.Place]form.Value{}}
	text := "bắt đầu"
	for i := 0; s.focus.Mode != exchange.Review && s.n < 900; i++ {
		s.types(text)
		if i%7 == 3 { // something to read, now and then, and back
			for _, aside := range []string{"/mucluc", "/xem_phan 5", "/xemtruoc", "/toanbo", "/tieptuc"} {
				s.types(aside)
			}
		}
		if q := s.turn.Asked(); i%9 == 0 && q != nil && q.Type == form.LongText && s.focus.Mode == exchange.Asking && s.focus.Text.Pieces == 0 {
			s.types("không có")
			s.types("viết lại")
		}
		text = s.reply()
	}
	for _, aside := range []string{"xem mục 2", "xem mục 2 câu 6.1", "chuyển mục 2 lên 1", "xóa mục 3", "giữ nguyên", "sửa 5.2", "1,234",
		"/sua 6.1", "/nghi", "sửa 5.4", "9", "/xemlai"} {
		s.types(aside)
	}
	end := s.instant("submitted")
	end.frozen = true
	s.instants["submitted"] = end
	for _, mode := range []exchange.Mode{exchange.Asking, exchange.Offering, exchange.Growing, exchange.Checking, exchange.NoneSure, exchange.Which, exchange.Review, exchange.Resting, exchange.Dropping, exchange.Showing} {
		if !slices.ContainsFunc(slices.Collect(maps.Values(s.instants)), func(i instant) bool { return i.focus.Mode == mode }) {
			t.Errorf("the walk does not come by the mode %q", mode)
		}
	}
	for _, pages := range []exchange.Pages{exchange.Contents, exchange.Listing, exchange.Reading, exchange.Preparing} {
		if !slices.ContainsFunc(slices.Collect(maps.Values(s.instants)), func(i instant) bool { return i.focus.Over.What == pages }) {
			t.Errorf("the walk does not read %q", pages)
		}
	}
	pressed := 0
	for _, at := range s.instants {
		s.goTo(at)
		before := answerstest.All(map[form.Place]form.Value{}, s.outline, s.draft)
		for data, label := range s.buttons {
			s.goTo(at)
			s.pressOld(at, before, data, label)
			pressed++
		}
	}
	t.Logf("%d buttons in %d instants: %d presses", len(s.buttons), len(s.instants), pressed)
}

func (s *seen) pressOld(at instant, before map[form.Place]form.Value, data, label string) {
	s.t.Helper()
	b, _ := button.Parse(data)
	rows, focus := s.rowIDs(), s.focus
	out := s.does(chat.Input{Kind: chat.Press, Data: data, Message: "2"}, nil)
	if len(out.Contents) == 0 {
		s.t.Fatalf("%s, [%s] %s: nothing is said", at.name, label, data)
	}
	last := out.Contents[len(out.Contents)-1]
	if last.Text == "" || len(last.Choices) == 0 && !s.focus.Asking() {
		s.t.Errorf("%s, [%s] %s: no way on at %+v: %q", at.name, label, data, s.focus, last.Text)
	}
	removed := map[int]bool{}
	for _, a := range out.Answers {
		if a.Removed {
			removed[a.Row] = b.Act == button.Drop && focus.Mode == exchange.Dropping && focus.Place == b.Place
		}
	}
	after := answerstest.All(s.after, s.outline, s.draft)
	for p, v := range before {
		now, ok := after[p]
		if p != b.Place && !removed[p.Row] && (!ok || !reflect.DeepEqual(v, now)) {
			s.t.Errorf("%s, [%s] %s changed %+v: %+v -> %+v", at.name, label, data, p, v, now)
		}
	}
	for p := range after {
		if _, was := before[p]; !was && p != b.Place && !(b.Act == button.Copy && focus.Mode == exchange.Showing && focus.Place == b.Place) {
			s.t.Errorf("%s, [%s] %s answered %+v", at.name, label, data, p)
		}
	}
	if at.frozen && (len(out.Answers) > 0 || out.Submitted || !reflect.DeepEqual(rows, s.rowIDs())) {
		s.t.Errorf("%s, [%s] %s changed a submitted report", at.name, label, data)
	}
	moves := b.Act == button.Up || b.Act == button.Down || b.Act == button.Add || b.Act == button.Copy || b.Act == button.Drop ||
		focus.Place == b.Place // goes on, maybe to a list's first row
	if now := s.rowIDs(); !moves && !reflect.DeepEqual(rows, now) {
		s.t.Errorf("%s, [%s] %s: rows %v -> %v", at.name, label, data, rows, now)
	}
}

// rowIDs are the rows of every list, in their order.
func (s *seen) rowIDs() map[string][]int {
	ids := map[string][]int{}
	for _, q := range s.outline.Top {
		for _, r := range s.draft.Cells[q.Pos].Rows {
			ids[q.Code] = append(ids[q.Code], r.ID)
		}
	}
	return ids
}

// TestOldButtonElsewhere: buttons of another report, of another outline, of a
// row that is gone and of a question that does not apply say so.
func TestOldButtonElsewhere(t *testing.T) {
	t.Parallel()
	f := begun(t, "đúng")
	for data, want := range map[string]string{
		"q|other12|keep|X0.02":     "thuộc báo cáo khác",
		"q|k3f9a2b|keep|Z9.99":     "",
		"q|k3f9a2b|fix|X6.01.04#7": "",
		"q|k3f9a2b|fix|X5.01":      "hiện không phải trả lời",
		"q|k3f9a2b|Sec|X5":         "Phần 5/10",
		"q|k3f9a2b|Sec|X99":        "Không có phần này",
		"q|k3f9a2b|L|X99|7":        "Các phần của báo cáo",
		"q|k3f9a2b|All||99":        "Trang 10/10",
		"q|k3f9a2b|All||-9":        "Trang 1/10",
		"q|k3f9a2b|Pre||99":        "Trang 4/4",
		"q|k3f9a2b|F||xyz":         "",
	} {
		f.focus = exchange.Focus{Mode: exchange.Asking, Place: form.Place{Code: "X0.02"}}
		out := f.presses(data)
		if got := said(out); want != "" && !containsFold(got, want) || got == "" || len(out.Answers) != 0 {
			t.Errorf("%s: want «%s»: %s", data, want, got)
		}
	}
}

func containsFold(s, part string) bool {
	return strings.Contains(strings.ToLower(s), strings.ToLower(part))
}
