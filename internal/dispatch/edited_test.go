package dispatch_test

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// editedOutline is the shipped outline as somebody has edited it while 100
// reports were under way: every kind of edit at once.
func editedOutline(t testing.TB) (*form.Outline, []byte) {
	t.Helper()
	s := string(read(t, shipped+"/xa.yaml"))
	within := func(code, old, now string) { // the first one behind the question's code
		at := strings.Index(s, "- code: "+code+"\n")
		if at < 0 || !strings.Contains(s[at:], old) {
			t.Fatalf("nothing of %q behind %s", old, code)
		}
		s = s[:at] + strings.Replace(s[at:], old, now, 1)
	}
	block := func(from, to string) (string, int) {
		at, end := strings.Index(s, from), strings.Index(s, to)
		if at < 0 || end < at {
			t.Fatalf("no block from %q to %q", from, to)
		}
		return s[at:end], at
	}
	within("X1.04", "label: ", "label: Xin cho biết. ")                                                                                                                   // reworded
	within("X0.02", "name: truong_cong_an,", "name: truong_ca,")                                                                                                          // a choice's name
	within("X3.03", "unit: buổi", "unit: cuộc")                                                                                                                           // a unit
	within("X6.01", "min: min(5,", "min: min(6,")                                                                                                                         // a floor
	s = strings.NewReplacer("- code: X1.02\n", "- code: X1.03\n", "- code: X1.03\n", "- code: X1.02\n").Replace(s)                                                        // codes exchanged
	gone, at := block("      - code: X3.08\n", "      - code: X3.09\n")                                                                                                   // a question removed
	s = strings.ReplaceAll(s, ", chuyen_bien_nhan_thuc]", "]")                                                                                                            // where texts are compared, too
	s = s[:at] + s[at+len(gone):]                                                                                                                                         //
	added := "      - code: X3.20\n        name: so_loa\n        type: integer\n        label: Có bao nhiêu cụm loa?\n        example: \"7\"\n        required: true\n\n" // one added
	s = strings.Replace(s, "      - code: X3.09\n", added+"      - code: X3.09\n", 1)
	two, at := block("  - code: X2\n", "  - code: X3\n") // sections exchanged
	three, _ := block("  - code: X3\n", "  - code: X4\n")
	s = s[:at] + three + two + s[at+len(two)+len(three):]
	figures, at := block("  - {name: khong_mo_hinh", "  - {name: mh_cap_xa") // figures in another order
	s = s[:at] + s[at+len(figures):] + figures
	return parseOutline(t, "xa.yaml", []byte(s)), []byte(s)
}

// restarted is the program started again on the store with another outline.
func (w *world) restarted(o *form.Outline) {
	first := *w.d.Campaigns[0]
	versions := map[string]*form.Outline{o.Hash: o}
	for hash, older := range w.d.Versions {
		versions[hash] = older
	}
	first.Outlines = map[int]*form.Outline{3: o}
	options := w.d.Options
	options.Campaigns, options.Versions = []*campaigns.Definition{&first}, versions
	w.d = dispatch.New(options)
}

// A busy officer answers from a profile of the demonstration, else by the
// outline's examples.
type busy struct {
	w          *world
	name, unit string
	profile    map[string][]string
	// When the outline was edited, what was answered before, and the names of
	// what was to be looked at again.
	edited time.Time
	before map[string]any
	again  []string
}

func (b *busy) report() report.ID { return report.ID{Campaign: b.w.c.Name, Unit: b.unit} }

// draft is what the store has of the report, with the version it is on.
func (b *busy) draft() (*answers.Draft, *form.Outline) {
	b.w.t.Helper()
	var d *answers.Draft
	err := b.w.kv.View(context.Background(), func(r store.Reader) (err error) {
		d, err = store.Drafts.Get(r, b.report())
		return err
	})
	if err != nil || d == nil {
		b.w.t.Fatalf("draft of %s: %v", b.name, err)
	}
	return d, b.w.d.Versions[d.Outline]
}

func (b *busy) status() (s report.Status) {
	b.w.t.Helper()
	err := b.w.kv.View(context.Background(), func(r store.Reader) (err error) {
		s, err = store.Statuses.Get(r, b.report())
		return err
	})
	if err != nil {
		b.w.t.Fatal(err)
	}
	return s
}

// turn types what is wanted next and gives what was said.
func (b *busy) turn() string { return turns(b)[b] }

// turns lets everybody type at once what is wanted of them next, and gives what
// was said to each.
func turns(people ...*busy) map[*busy]string {
	if len(people) == 0 {
		return nil
	}
	w := people[0].w
	w.t.Helper()
	deeds := make([]deed, len(people))
	for i, b := range people {
		deeds[i] = deed{b.name, chat.Input{Kind: chat.Text, Text: b.words(focus(w, b.name, b.unit))}}
	}
	said := map[*busy]string{}
	for i, told := range w.together(deeds...) {
		var texts []string
		for _, c := range told {
			texts = append(texts, c.Text)
		}
		said[people[i]] = strings.Join(texts, "\n")
	}
	return said
}

func (b *busy) words(at exchange.Focus) string {
	d, o := b.draft()
	switch at.Mode {
	case exchange.Offering:
		return "2"
	case exchange.Growing:
		if d.RowsMissing(o, at.Code) > 0 {
			return "1"
		}
		return "2"
	case exchange.Checking:
		return "giữ nguyên"
	case exchange.Review:
		return "có"
	case exchange.Asking:
	case exchange.Showing:
		return "danh sách"
	default:
		return "tiếp tục"
	}
	if at.Writing() {
		return "xong"
	}
	q, row := questionAt(o, d, at.Place)
	if given := b.profile[q.Name]; len(given) > 0 {
		if row > len(given) && q.Type == form.ShortText {
			return given[0] + " số " + strconv.Itoa(row)
		}
		return given[min(max(0, row-1), len(given)-1)]
	}
	switch {
	case q.Type == form.UnitName:
		return "đúng"
	case !q.Required:
		return "bỏ qua"
	}
	return form.Fill(q.Example, form.Words{"khu_dan_cu": "thôn", "loai": "xã", "thon": "thôn", "cap_tren": "huyện", "stt": strconv.Itoa(row)})
}

// questionAt finds a place's question, and its row's number from 1.
func questionAt(o *form.Outline, d *answers.Draft, p form.Place) (found form.Question, row int) {
	i := 0
	for _, s := range o.Sections {
		for _, q := range s.Questions {
			if q.Code == p.Code {
				return q, 0
			}
			for _, f := range q.Questions {
				if f.Code == p.Code {
					return f, 1 + slices.IndexFunc(d.Cells[i].Rows, func(r answers.Row) bool { return r.ID == p.Row })
				}
			}
			i++
		}
	}
	return found, 0
}

// answers are all values of a report by name and row, texts in their words.
func (b *busy) answers() map[string]any {
	b.w.t.Helper()
	d, o := b.draft()
	out := map[string]any{}
	err := b.w.kv.View(context.Background(), func(r store.Reader) error {
		put := func(q *form.Question, row int, c answers.Cell) {
			if c.State != answers.Answered {
				return
			}
			key := q.Name + "/" + strconv.Itoa(row)
			out[key] = c.Value
			if c.Value.Text.Pieces > 0 {
				text, err := store.Text(r, b.report(), o.Filed(form.Place{Code: q.Code, Row: row}), c.Value.Text)
				if err != nil {
					b.w.t.Error(err)
				}
				out[key] = strings.Join(text, "\n")
			}
		}
		i := 0
		for _, s := range o.Sections {
			for j := range s.Questions {
				q := &s.Questions[j]
				put(q, 0, d.Cells[i])
				for _, row := range d.Cells[i].Rows {
					for k := range q.Questions {
						put(&q.Questions[k], row.ID, row.Cells[k])
					}
				}
				i++
			}
		}
		return nil
	})
	if err != nil {
		b.w.t.Fatal(err)
	}
	return out
}

// hundred officers of as many communes, each of whom has gone further than the
// one before; the last few have handed in. Some have just opened the contents.
func hundred(w *world, most int) []*busy {
	sets := profiles(w.t)
	var people []*busy
	units := communes(w)
	for i := range 100 {
		b := &busy{w: w, name: "o" + strconv.Itoa(i), unit: units[i], profile: sets[i%len(sets)]}
		people = append(people, b)
		w.joins(b.name, b.unit, roster.Officer)
		w.types(b.name, "bắt đầu")
	}
	for turn := range most * 99 / 95 {
		var going []*busy
		for i, b := range people {
			if turn < most*i/95 && !b.status().State.In() {
				going = append(going, b)
			}
		}
		turns(going...)
	}
	for i, b := range people {
		if i%9 == 0 && !focus(w, b.name, b.unit).Writing() {
			w.types(b.name, "phần")
		}
	}
	return people
}

// TestOutlineEdited edits the outline while 100 reports are under way. Every
// commune ends with a report; no answer is lost; what means something else is
// asked again, and nothing else is.
func TestOutlineEdited(t *testing.T) {
	inLine(t)
	path := filepath.Join(t.TempDir(), "edited.db")
	kv, err := boltkv.Open(path, boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	w := newWorldOn(t, kv)
	first := w.d.Campaigns[0].Outlines[3]
	people := hundred(w, 190)
	w.joins("tỉnh", "38", roster.Coordinator)
	figures := func() []string { // without the line that says when
		lines := strings.Split(w.types("tỉnh", "tình hình")[0].Text, "\n")[1:]
		slices.Sort(lines) // the figures stand in another order now
		return lines
	}
	before := figures()
	edited, _ := editedOutline(t)
	w.restarted(edited)
	if diff := cmp.Diff(before, figures()); diff != "" {
		t.Errorf("the figures of what was handed in (-before +after):\n%s", diff)
	}
	modes := map[exchange.Mode]int{}
	told := 0
	var going []*busy
	for _, b := range people {
		modes[focus(w, b.name, b.unit).Mode]++
		if b.status().State.In() {
			if d, _ := b.draft(); d.Outline != first.Hash {
				t.Errorf("%s: a report that is in has moved", b.name)
			}
			continue
		}
		if b.goesOn(edited) {
			told++
		}
		going = append(going, b)
	}
	finish(going)
	for _, b := range going {
		b.finished(t, edited)
	}
	t.Logf("modes at the edit: %v; told what to look at again: %d", modes, told)
	if told < 50 || modes[exchange.Asking] < 50 || modes[exchange.Offering]+modes[exchange.Growing] == 0 {
		t.Errorf("the test has lost its variety: %v, %d told", modes, told)
	}
}

// goesOn takes the first turn after the edit; it reports whether the officer was
// told of something to look at again.
func (b *busy) goesOn(edited *form.Outline) (told bool) {
	b.w.t.Helper()
	b.edited, b.before = b.w.now, b.answers()
	old := b.lastButton()
	said := b.turn()
	told = strings.Contains(said, "nay hỏi khác trước")
	b.again = b.recheck(edited)
	if told != (len(b.again) > 0) {
		b.w.t.Errorf("%s: told %v, to be looked at again %v:\n%s", b.name, told, b.again, said)
	}
	if old != "" {
		if out := b.w.does(b.name, chat.Input{Kind: chat.Press, Data: old, Message: "1"}); len(out) == 0 {
			b.w.t.Errorf("%s: no word to the old button %s", b.name, old)
		}
	}
	return told
}

// finish lets everybody go on to the end.
func finish(people []*busy) {
	for range 400 {
		people = slices.DeleteFunc(slices.Clone(people), func(b *busy) bool { return b.status().State.In() })
		for b, said := range turns(people...) {
			if strings.Contains(said, "nay hỏi khác trước") {
				b.w.t.Errorf("%s: told again", b.name)
			}
		}
	}
}

// finished looks at the report that came of it.
func (b *busy) finished(t *testing.T, edited *form.Outline) {
	t.Helper()
	if s := b.status(); !s.State.In() || s.Outline != edited.Hash {
		d, _ := b.draft()
		t.Fatalf("%s does not finish: %+v at %+v, pending %+v:\n%s\n%s", b.name, s, focus(b.w, b.name, b.unit), d.Before, b.turn(), b.turn())
	}
	b.nothingLost(t)
}

// lastButton is a button that the officer got before the edit; a way about, not
// an answer.
func (b *busy) lastButton() string {
	messages := b.w.said[person(b.name)]
	for i := len(messages) - 1; i >= 0; i-- {
		for _, row := range messages[i].Content.Choices {
			for _, c := range row {
				if c.Label == "Lưu và nghỉ" {
					return c.Data
				}
			}
		}
	}
	return ""
}

// recheck are the names of what is to be looked at again.
func (b *busy) recheck(o *form.Outline) []string {
	d, _ := b.draft()
	var names []string
	for _, p := range d.Recheck(o) {
		names = append(names, o.Filed(p).Code)
	}
	return names
}

// nothingLost compares with what was answered before the edit. Asked again
// were what changed its meaning, and no other question.
func (b *busy) nothingLost(t *testing.T) {
	t.Helper()
	before, again, after := b.before, b.again, b.answers()
	changed := map[string]bool{"chuc_vu_nguoi_nhap": true, "so_buoi": true}
	d, _ := b.draft()
	for key, value := range before {
		name, _, _ := strings.Cut(key, "/")
		switch {
		case name == "chuyen_bien_nhan_thuc":
			if !slices.ContainsFunc(d.Before, func(x answers.Before) bool { return x.Name == name && x.Words != "" }) {
				t.Errorf("%s: the answer to the question that is gone is lost", b.name)
			}
		case changed[name]:
			if !slices.Contains(again, name) {
				t.Errorf("%s: %s is not asked again", b.name, name)
			}
		default:
			if diff := cmp.Diff(value, after[key]); diff != "" {
				t.Errorf("%s: %s (-before +after):\n%s", b.name, key, diff)
			}
		}
	}
	for _, name := range again {
		if _, ok := before[name+"/0"]; name != "tieu_bieu" && (!ok || !changed[name]) {
			t.Errorf("%s: %s is asked again without need", b.name, name)
		}
	}
	err := b.w.kv.View(context.Background(), func(r store.Reader) error {
		history, err := store.HistoryOf(r, b.report())
		for _, e := range history {
			_, had := before[e.Name+"/"+strconv.Itoa(e.Row)]
			if had && e.At.After(b.edited) && !changed[e.Name] && e.Piece < 2 {
				t.Errorf("%s: %s was answered once more: %+v", b.name, e.Name, e)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
