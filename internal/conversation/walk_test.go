package conversation

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/answers"
	"giaoban/internal/answers/answerstest"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// junk is what people and strangers type that answers nothing in particular.
var junk = []string{
	"", " ", "9", "0", "không", "có", "không có", "khoảng 20", "1,234", "5-7", "vài", "nhiều lắm", "2010", "1998", "30/6/2016",
	"31/2/2016", "tháng 7", "chưa rõ", "ừ", "ok", "xong", "bỏ qua", "làm sau", "quay lại", "giữ nguyên", "ví dụ", "phần 5",
	"phần 99", "phần", "sửa", "sửa 5.01", "sửa 6.1.4", "sửa x99.1", "câu 0.05", "X5.02", "xóa", "hủy", "xem lại", "nộp", "tiến độ",
	"nghỉ", "tiếp tục", "phần sau", "trợ giúp", "/abc", "/sua 6.2", "/nghi", "dừng", "kê tiếp", "3", "1, 2", "sửa 10.10",
	"xem mục 1", "sửa mục 2", "sao chép mục 1", "chuyển mục 2 lên 1", "để sau mục này", "làm tiếp mục 1", "xóa mục 1", "sửa 6.1.4 mục 2",
	"trang sau", "lên", "xuống", "Một đoạn văn có 12 số liệu, đủ dài để không ngắn quá mức gợi ý của câu hỏi này.", "|", "q|k3f9a2b|own|X0.05", "\u0301", "🙂",
	strings.Repeat("Đoạn rất dài 🙂. ", 600), "\u202eمرحبا\u202c \u2067שלום\u2069", "\u0007\u0001\ufffe", "👍", "sửa dòng 2", "3: bỏ", "bỏ", "đúng", "không biết", "không biết", "là một số",
	"Số 0912345678 và 038012345678",
}

// walk does random things and checks after each what must always hold.
type walk struct {
	*officer
	r       *rand.Rand
	agreed  []string
	reports []*answers.Found // what may be found in a report of his
	buttons []string
	given   []gave
	// before and after are the answers around a step.
	before, after map[form.Place]form.Value
	lists         struct { // the newest message of several numbers, and what its lines answered
		message string
		all     []form.Place
	}
}

// gave is a message and the question that it answered.
type gave struct {
	message string
	place   form.Place
}

// input is the next thing that is done, and what an edited message had answered.
func (w *walk) input() (in chat.Input, of *form.Place, all []form.Place) {
	if in, ok := w.finding(); ok {
		return in, nil, nil
	}
	recent := w.buttons[max(0, len(w.buttons)-6):]
	message := "m" + strconv.Itoa(w.n)
	switch k := w.r.IntN(24); {
	case k < 9 && w.turn != nil:
		if _, _, example := w.turn.Example(); example != "" {
			return chat.Input{Kind: chat.Text, Text: example, Message: message}, nil, nil
		}
		return chat.Input{Kind: chat.Text, Text: "có", Message: message}, nil, nil
	case k < 13 && len(recent) > 0:
		return chat.Input{Kind: chat.Press, Data: recent[w.r.IntN(len(recent))], Message: "2"}, nil, nil
	case k < 15 && len(w.buttons) > 0:
		return chat.Input{Kind: chat.Press, Data: w.buttons[w.r.IntN(len(w.buttons))]}, nil, nil
	case k < 17 && len(w.given) > 0:
		g := w.given[w.r.IntN(len(w.given))]
		in := chat.Input{Kind: chat.Edit, Text: w.words(), Message: g.message}
		if g.message == w.lists.message {
			return in, &g.place, w.lists.all
		}
		return in, &g.place, nil
	case k < 18:
		file := chat.File{Name: "anh.jpg", Type: "image/jpeg", Size: 1000}
		return chat.Input{Kind: chat.Attachment, Files: []chat.File{file}}, nil, nil
	case k < 19:
		return chat.Input{Kind: chat.Unsupported, Message: message}, nil, nil
	}
	return chat.Input{Kind: chat.Text, Text: w.words(), Message: message}, nil, nil
}

// words are what somebody may type: junk, one of the agreed table's lines, a sentence, or
// several numbers.
func (w *walk) words() string {
	switch w.r.IntN(5) {
	case 0:
		return w.agreed[w.r.IntN(len(w.agreed))]
	case 2:
		all := sentences().all
		return all[w.r.IntN(len(all))]
	case 1:
		parts := make([]string, 1+w.r.IntN(12))
		for i := range parts {
			parts[i] = numbersTyped[w.r.IntN(len(numbersTyped))]
		}
		return strings.Join(parts, []string{"\n", "\n", ", ", "; ", " ", "\t", ","}[w.r.IntN(7)])
	}
	return junk[w.r.IntN(len(junk))]
}

// numbersTyped are numbers as lists hold them.
var numbersTyped = []string{"6", "0", "12", "1.234", "1 234", "1,234", "5-7", "không có", "làm sau", "chưa rõ", "khoảng 20", "2o", "",
	"3: 25", "5.02: 1", "X5.13 = 4", "1. 7", "Tổng số\t6", "mười hai", "12,5", "-3", "999999999999"}

// agreedInputs are the lines of the agreed table of typed answers.
func agreedInputs(t testing.TB) []string {
	t.Helper()
	source, err := os.ReadFile("../viet/testdata/vi-inputs.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for l := range strings.Lines(string(source)) {
		var x struct{ Input string }
		if err := json.Unmarshal([]byte(l), &x); err != nil {
			t.Fatal(err)
		}
		out = append(out, x.Input)
	}
	return out
}

// sentences are those of officers, given and made up, in the files of the readers' and of
// the commands' tests.
// noAnswer has those that are labelled as something else.
var sentences = sync.OnceValue(func() (s struct {
	all      []string
	noAnswer map[string]bool
}) {
	s.noAnswer = map[string]bool{}
	lines := func(path string) []string {
		source, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		return strings.Split(string(source), "\n")
	}
	for _, name := range []string{"officer", "siblings", "third", "fourth"} {
		for _, l := range lines("../viet/testdata/whole/" + name + ".txt") {
			if typed, _, ok := strings.Cut(l, " => "); ok {
				s.all = append(s.all, typed)
			}
		}
	}
	for _, name := range []string{"speech", "unseen"} {
		for _, l := range lines("../command/testdata/" + name + ".txt") {
			kinds, typed, ok := strings.Cut(strings.TrimSpace(l), ": ")
			if !ok || strings.HasPrefix(l, "#") {
				continue
			}
			s.all = append(s.all, typed)
			s.noAnswer[typed] = !slices.ContainsFunc(strings.Fields(kinds), func(kind string) bool {
				return slices.Contains([]string{"-", "fix", "fix_to", "undo_to", "ack"}, strings.TrimPrefix(kind, "~"))
			})
		}
	}
	return s
})

// heard refuses that a sentence which is labelled as no answer was stored as one: not as
// a value, and not as a text without a question first.
func (w *walk) heard(in chat.Input, at exchange.Focus, out exchange.Outcome) {
	if in.Kind != chat.Text || !sentences().noAnswer[in.Text] || at.Mode != exchange.Asking || at.Undecided != nil || at.Over.Open() || at.Uploads.Open != "" {
		return
	}
	for _, a := range out.Answers {
		if q := w.outline.ByCode[a.Code]; !a.Removed && !q.IsCalculated() && (!q.IsText() || a.Text == in.Text) {
			w.t.Fatalf("step %d: «%s» at %+v was stored as %+v", w.n, in.Text, at.Place, a)
		}
	}
}

// waits tells of the answer to «chờ chút nhé»: what was asked stands right above.
func waits(text string) bool { return strings.HasSuffix(text, "Câu đang hỏi vẫn chờ.") }

// leadsOn refuses a last bubble that leaves nothing to do: no button, no question and
// nothing to type.
func (w *walk) leadsOn(in chat.Input, out exchange.Outcome) {
	last := out.Contents[len(out.Contents)-1]
	if w.frozen || len(last.Choices) > 0 || last.File != nil || waits(last.Text) || strings.ContainsAny(last.Text, "?:…") {
		return
	}
	for _, does := range []string{"gõ", "bấm", "gửi", "viết", "chọn", "sửa", "ghi", "trả lời", "cần", "phải", "dùng", "kiểm tra", "/"} {
		if strings.Contains(strings.ToLower(last.Text), does) {
			return
		}
	}
	w.t.Fatalf("step %d: %+v: nothing to do after %q", w.n, in, last.Text)
}

// step does one thing and holds the outcome against the rules.
func (w *walk) step() {
	in, of, all := w.input()
	w.check(in, of, all)
}

func (w *walk) check(in chat.Input, of *form.Place, all []form.Place) {
	w.t.Helper()
	if w.before == nil {
		w.before, w.after = map[form.Place]form.Value{}, map[form.Place]form.Value{}
	}
	before, at := answerstest.All(w.before, w.outline, w.draft), w.focus
	w.n++
	out := w.officer.step(in, of, w.r.IntN(3), all)
	if len(out.Contents) == 0 {
		w.t.Fatalf("step %d: %+v at %+v: nothing is said", w.n, in, at)
	}
	for _, c := range out.Contents {
		whole := strings.Contains(in.Data, "|"+button.Full+"|") // a text as it was written, which the channel cuts into messages
		if c.Text == "" || len(utf16.Encode([]rune(c.Text))) > 4096 && !whole {
			w.t.Fatalf("step %d: %+v at %+v: a text of %d units", w.n, in, at, len(utf16.Encode([]rune(c.Text))))
		}
		w.see(c)
	}
	if last := out.Contents[len(out.Contents)-1]; len(last.Choices) == 0 && !waits(last.Text) && !w.frozen && (w.focus.Over.Open() || w.focus.Mode != exchange.Idle && w.focus.Mode != exchange.Asking) {
		switch w.turn.Command.Name {
		case command.Section, command.Fix, command.HowFar: // the table of contents
		default:
			w.t.Fatalf("step %d: %+v at %+v: no way on from %q", w.n, in, w.focus, last.Text)
		}
	}
	w.heard(in, at, out)
	w.leadsOn(in, out)
	w.unharmed(in, slices.Concat(all, placeOf(of)), at, before, out)
	if out.List != "" {
		w.lists.message, w.lists.all = out.List, out.Listed
	}
	if w.n%10 == 0 {
		w.reread()
	}
}

func placeOf(p *form.Place) []form.Place {
	if p == nil {
		return nil
	}
	return []form.Place{*p}
}

// see notes the buttons of a bubble.
func (w *walk) see(c chat.Content) {
	for _, row := range c.Choices {
		for _, b := range row {
			if _, ok := button.Parse(b.Data); !ok || len(b.Data) > chat.MaxData || b.Label == "" {
				w.t.Fatalf("step %d: button %+v", w.n, b)
			}
			w.buttons = append(w.buttons[max(0, len(w.buttons)-500):], b.Data)
		}
	}
}

// unharmed refuses an answer that is lost or changed without being addressed.
func (w *walk) unharmed(in chat.Input, of []form.Place, at exchange.Focus, before map[form.Place]form.Value, out exchange.Outcome) {
	given, removed := map[form.Place]bool{}, map[int]bool{}
	for _, a := range out.Answers {
		if a.Removed {
			removed[a.Row] = true
			continue
		}
		given[a.Place] = true
		if at.Mode == exchange.Finding && a.Copied { // found in a report, and confirmed
			w.confirmed(in, at, a, before)
			continue
		}
		if a.Copied { // into a row that was not there before
			if _, was := before[a.Place]; was {
				w.t.Fatalf("step %d: %+v at %+v: a copy overwrote %+v", w.n, in, at, a.Place)
			}
			continue
		}
		if at.Uploads.Open == awaitScan && in.Kind == chat.Attachment && a.Place.Code == w.outline.Scan.Code {
			continue // sent by /tep, the signed report answers its question
		}
		if _, was := before[a.Place]; !was && a.Place.Code == at.Place.Code && at.Undecided != nil && at.Undecided.Meant == severalRows {
			continue // one message named several rows, and each became one
		}
		message := a.Message
		if message == "" {
			message = in.Message
		}
		w.given = append(w.given[max(0, len(w.given)-500):], gave{message, a.Place})
		b, pressed := button.Parse(in.Data)
		calculated := w.outline.ByCode[a.Code].Type == form.Calculate // several are confirmed at once
		if !calculated && a.Place != at.Place && !(pressed && a.Place == b.Place) && !slices.Contains(of, a.Place) && !tableShows(at, a.Place) && !names(in.Text, a.Code) {
			w.t.Fatalf("step %d: %+v at %+v answered %+v", w.n, in, at, a.Place)
		}
	}
	after := answerstest.All(w.after, w.outline, w.draft)
	for p, v := range before {
		now, ok := after[p]
		if !ok && at.Mode == exchange.Wiping { // «xóa hết làm lại» was confirmed
			continue
		}
		if given[p] || p.Row != 0 && removed[p.Row] || w.outline.ByCode[p.Code].Type == form.Calculate { // what it is worked out from may change
			continue
		}
		if !ok || !reflect.DeepEqual(v, now) {
			w.t.Fatalf("step %d: %+v at %+v changed %+v: %+v -> %+v", w.n, in, at, p, v, now)
		}
	}
}

// names reports whether a sentence names a question by its code: «sửa 2.08 thành 7».
func names(sentence, code string) bool {
	return strings.Contains(sentence, strings.TrimLeft(code, "XHN"))
}

// tableShows reports whether a line of the table that was shown stands beside the place.
func tableShows(f exchange.Focus, p form.Place) bool {
	return f.Mode == exchange.Confirming && p.Row == f.Row && slices.ContainsFunc(f.Table.List, func(it viet.Item) bool { return it.At == p.Code })
}

// reread writes the draft and reads it again.
func (w *walk) reread() {
	stored := w.draft.Encode()
	again, err := answers.DecodeDraft(stored)
	if err != nil {
		w.t.Fatal(err)
	}
	if !bytes.Equal(stored, again.Encode()) {
		w.t.Fatalf("step %d: the draft is read back otherwise: %s", w.n, cmp.Diff(w.draft, again))
	}
	w.draft = again
	written, err := json.Marshal(w.focus)
	if err != nil {
		w.t.Fatal(err)
	}
	var focus exchange.Focus
	if err := json.Unmarshal(written, &focus); err != nil {
		w.t.Fatal(err)
	}
	if again, _ := json.Marshal(focus); !bytes.Equal(written, again) {
		w.t.Fatalf("step %d: the focus is read back otherwise: %s", w.n, cmp.Diff(w.focus, focus))
	}
	w.focus = focus
}

// walkSteps is how many steps TestRandomWalks takes in all.
// GIAOBAN_WALK_STEPS=1000000 is the trial:
//
//	GIAOBAN_WALK_STEPS=1000000 go test ./internal/conversation -run RandomWalks -timeout 60m -v
func walkSteps(t *testing.T) int {
	n := 20_000
	if s := os.Getenv("GIAOBAN_WALK_STEPS"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// TestRandomWalks does random things to the shipped outlines: twenty thousand
// in all, or as many as GIAOBAN_WALK_STEPS says.
func TestRandomWalks(t *testing.T) {
	say, agreed := vietnamese(t), agreedInputs(t)
	reports := foundReports(t)
	const each = 1000
	var outlines []*form.Outline
	for _, name := range []string{"xa.yaml", "xa.yaml", "huyen.yaml", "tinh.yaml", "nganh.yaml"} { // most of the reports are communes'
		outlines = append(outlines, answerstest.Outline(t, name))
	}
	for seed := range uint64(walkSteps(t) / each) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			o := outlines[seed%uint64(len(outlines))]
			w := &walk{officer: newOfficer(t, o, say), r: rand.New(rand.NewPCG(seed, 7)), agreed: agreed}
			if len(o.Sections) > 0 && o.Sections[0].Code == "X0" {
				w.reports = reports
			}
			if seed%2 == 0 {
				w.fillIn()
			}
			for range each {
				w.step()
				w.frozen = w.frozen && w.r.IntN(8) > 0 // somebody above may give it back
			}
			answerstest.Relevance(w.t, w.outline, w.draft)
		})
	}
}

// fillIn answers the outline sensibly, up to the summary.
func (w *walk) fillIn() {
	text := "bắt đầu"
	for w.focus.Mode != exchange.Review && w.n < 600 {
		w.types(text)
		text = w.reply()
	}
}

// FuzzStep lets bytes choose what is done.
func FuzzStep(f *testing.F) {
	o, say, agreed := answerstest.Outline(f, "xa.yaml"), vietnamese(f), agreedInputs(f)
	f.Add(uint64(1), "sửa 5.01")
	f.Add(uint64(2), "q|k3f9a2b|own|X0.05")
	f.Fuzz(func(t *testing.T, seed uint64, text string) {
		w := &walk{officer: newOfficer(t, o, say), r: rand.New(rand.NewPCG(seed, 1)), agreed: agreed}
		for i := range 40 {
			w.step()
			if i%7 == 6 {
				w.check(chat.Input{Kind: chat.Text, Text: text}, nil, nil)
				w.check(chat.Input{Kind: chat.Press, Data: text}, nil, nil)
			}
		}
		answerstest.Relevance(w.t, w.outline, w.draft)
	})
}
