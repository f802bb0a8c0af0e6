package conversation

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// drawn is an outline made up by chance. Its questions are q1, q2 …
type drawn struct {
	r      *rand.Rand
	lines  []string
	checks []string
	n      int
	// numbers are names of number questions so far, yes those of yes/no questions.
	numbers, yes, optional []string
}

func (d *drawn) chance(of int) bool { return d.r.IntN(of) == 0 }

func (d *drawn) pick(list []string) string { return list[d.r.IntN(len(list))] }

// add writes one question; more are its other keys.
func (d *drawn) add(indent, kind string, required bool, more ...string) string {
	d.n++
	name := fmt.Sprintf("q%d", d.n)
	keys := []string{fmt.Sprintf("code: X1.%d", d.n), "name: " + name, "type: " + kind, fmt.Sprintf("label: Câu %d?", d.n)}
	if required {
		keys = append(keys, "required: true")
	}
	d.lines = append(d.lines, indent+"- {"+strings.Join(append(keys, more...), ", ")+"}")
	return name
}

func (d *drawn) single(indent string, inside bool) {
	var more []string
	if len(d.yes) > 0 && d.chance(3) {
		more = append(more, "relevant: "+d.pick(d.yes))
	}
	required := !d.chance(3)
	switch d.r.IntN(6) {
	case 0:
		name := d.add(indent, "yes_no", required, more...)
		if !inside {
			d.yes = append(d.yes, name)
		}
	case 1:
		d.add(indent, "select_one", required, append(more, "choices: [{name: a, label: Một}, {name: b, label: Không biết}]")...)
	case 2:
		d.add(indent, "select_multiple", required, append(more, "choices: [{name: a, label: Đỏ}, {name: b, label: Xanh}]")...)
	case 3:
		d.add(indent, "text", required, more...)
	default:
		name := d.add(indent, []string{"integer", "decimal"}[d.r.IntN(2)], required, more...)
		if !inside {
			d.numbers = append(d.numbers, name)
			if !required {
				d.optional = append(d.optional, name)
			}
		}
	}
}

// constrained is a number that may not be above another, or may have to be.
func (d *drawn) constrained() {
	if len(d.numbers) == 0 {
		return
	}
	name := fmt.Sprintf("q%d", d.n+1)
	d.add("      ", "integer", true, fmt.Sprintf("constraint: %s %s %s", name, d.pick([]string{"<=", ">="}), d.pick(d.numbers)))
	d.numbers = append(d.numbers, name)
}

func (d *drawn) calculated() {
	if len(d.numbers) == 0 {
		return
	}
	more := []string{fmt.Sprintf("calculation: %s + %s", d.pick(d.numbers), d.pick(d.numbers))}
	if d.chance(3) {
		more = append(more, "read_only: true")
	}
	if d.chance(3) {
		more = append(more, "skipped: "+d.pick([]string{"zero", "unknown"}))
	}
	name := d.add("      ", "calculate", !d.chance(4), more...)
	d.numbers = append(d.numbers, name)
}

func (d *drawn) list() {
	n := d.n + 1
	keys := []string{"noun: mô hình", fmt.Sprintf("name: q%d", n+1)}
	switch d.r.IntN(4) {
	case 0:
		keys = append(keys, `min: "2"`)
	case 1:
		if len(d.numbers) > 0 {
			keys = append(keys, fmt.Sprintf(`min: "min(3, %s)"`, d.pick(d.numbers)))
		}
	}
	if d.chance(2) {
		keys = append(keys, "max: 3")
	}
	d.n++
	head := []string{fmt.Sprintf("      - code: X1.%d", n), fmt.Sprintf("        name: q%d", n), "        type: repeat",
		`        label: "Mô hình {stt}"`, "        rows: {" + strings.Join(keys, ", ") + "}"}
	if !d.chance(3) {
		head = append(head, "        required: true")
	}
	if len(d.yes) > 0 && d.chance(3) {
		head = append(head, "        relevant: "+d.pick(d.yes))
	}
	d.lines = append(d.lines, append(head, "        questions:")...)
	d.add("          ", "text", true)
	for range d.r.IntN(3) {
		d.single("          ", true)
	}
}

func (d *drawn) check() {
	if len(d.numbers) < 2 {
		return
	}
	d.checks = append(d.checks, fmt.Sprintf("  - {id: K%d, level: %s, constraint: %s <= %s, message: Chưa khớp.}",
		len(d.checks), d.pick([]string{"error", "warning"}), d.pick(d.numbers), d.pick(d.numbers)))
}

// weekly is a form of a week: figures with units and bounds, a day, a year, a paragraph.
func (d *drawn) weekly() {
	for range 3 + d.r.IntN(5) {
		required := !d.chance(4)
		switch d.r.IntN(7) {
		case 0:
			d.add("      ", "date", required, []string{"max: today", `min: "2016-07-01"`, "hint: Ghi ngày."}[d.r.IntN(3)])
		case 1:
			d.add("      ", "year", required, "min: 2006", "max: 2016")
		case 2:
			d.add("      ", "long_text", required, "min_length: 40")
		case 3:
			d.numbers = append(d.numbers, d.add("      ", []string{"integer", "decimal"}[d.r.IntN(2)], required, "range: true", "unit: hộ", "min: 0"))
		case 4:
			d.numbers = append(d.numbers, d.add("      ", "decimal", required, "unit: triệu đồng", "max: 1000", "default: 5"))
		default:
			d.numbers = append(d.numbers, d.add("      ", "integer", required, "unit: vụ", fmt.Sprintf("min: %d", d.r.IntN(3)), fmt.Sprintf("max: %d", 5+d.r.IntN(2000))))
		}
	}
	d.check()
}

// storm is a poll in a hurry: is there damage, and if so how much, where and what is wanted.
func (d *drawn) storm() {
	gate := d.add("      ", "yes_no", true)
	if d.chance(2) {
		d.add("      ", "select_one", true, "relevant: "+gate, "choices: [{name: a, label: Nặng}, {name: b, label: Nhẹ}, {name: c, label: Chưa rõ}]")
	}
	for range 1 + d.r.IntN(3) {
		d.numbers = append(d.numbers, d.add("      ", "integer", true, "relevant: "+gate, "unit: hộ", "min: 0"))
	}
	if d.chance(2) {
		d.add("      ", "location", d.chance(2), "relevant: "+gate)
	}
	if d.chance(2) {
		d.add("      ", "file", false, "relevant: "+d.pick(d.numbers)+" > 0")
	}
	d.add("      ", "text", d.chance(2), "relevant: "+d.pick(d.numbers)+" > 2")
	d.constrained()
}

// lists is the form of an upper tier: list upon list, with floors from figures, reasons for
// fewer rows, fields under conditions of their row, and figures from below.
func (d *drawn) lists() {
	for range 1 + d.r.IntN(2) {
		d.numbers = append(d.numbers, d.add("      ", "integer", true, "max: 4"))
	}
	for range 2 + d.r.IntN(2) {
		d.list()
		if d.chance(2) {
			d.lines = append(d.lines, "          - {code: X1."+fmt.Sprint(d.n+1)+", name: q"+fmt.Sprint(d.n+1)+", type: yes_no, label: Có?, required: true}",
				"          - {code: X1."+fmt.Sprint(d.n+2)+", name: q"+fmt.Sprint(d.n+2)+", type: integer, label: Mấy?, required: true, relevant: q"+fmt.Sprint(d.n+1)+", constraint: q"+fmt.Sprint(d.n+2)+" >= 1}")
			d.n += 2
		}
	}
	if d.chance(2) {
		d.numbers = append(d.numbers, d.add("      ", "calculate", true, "calculation: sum(below.tong)"))
	}
	d.check()
}

// draw makes an outline of one of seven kinds: plain questions, lists, figures, and
// constraints with checks; the form of a week, the poll of a storm, the lists of an upper
// tier. It is nil where the check of outlines says why nobody could finish it.
func draw(t testing.TB, kind int, seed uint64) (*form.Outline, string) {
	d := &drawn{r: rand.New(rand.NewPCG(seed, uint64(kind)))}
	if kind > 3 {
		[]func(){d.weekly, d.storm, d.lists}[kind-4]()
		return d.parsed(t)
	}
	for i := range 4 + d.r.IntN(6) {
		d.single("      ", false)
		if i%2 == 1 && kind > 0 {
			[]func(){d.list, d.calculated, d.constrained}[kind-1]()
		}
	}
	if kind == 3 {
		d.check()
		d.check()
	}
	return d.parsed(t)
}

func (d *drawn) parsed(t testing.TB) (*form.Outline, string) {
	t.Helper()
	source := "title: Thử\nsections:\n  - code: X1\n    title: Một\n    questions:\n" + strings.Join(d.lines, "\n") + "\n"
	if len(d.checks) > 0 {
		source += "checks:\n" + strings.Join(d.checks, "\n") + "\n"
	}
	o, err := form.Parse("thu.yaml", []byte(source))
	if err != nil && slices.ContainsFunc([]string{"cannot be finished", "no answer meets", "never holds", "above rows.max"}, func(why string) bool { return strings.Contains(err.Error(), why) }) {
		return nil, source
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	return o, source
}

// someReply is what somebody types who wants to be done: often the least that is
// possible, sometimes nonsense, a skip or a way back.
func (f *officer) someReply(r *rand.Rand, tries int) string {
	q := f.turn.Asked()
	wild := tries < 150 && r.IntN(6) == 0
	switch {
	case wild:
		return []string{"làm sau", "bỏ qua", "quay lại", "xóa", "không", "abc", "99", "hết", "không có", "sửa 1.1", "nghỉ", "xem lại", "sửa 1.3"}[r.IntN(13)]
	case f.focus.Mode == exchange.Resting || f.focus.Mode == exchange.Idle:
		return "tiếp tục"
	case f.focus.Mode == exchange.Growing && q != nil:
		n := len(f.draft.Cells[q.Pos].Rows)
		if n < f.draft.Floor(f.outline, q) {
			return "kê tiếp"
		}
		if n == 0 {
			return []string{"có", "không"}[r.IntN(2)]
		}
		return []string{"kê tiếp", "dừng"}[r.IntN(2)]
	case f.focus.Mode == exchange.Dropping:
		return []string{"xóa", "giữ lại"}[r.IntN(2)]
	case f.focus.Mode == exchange.Offering:
		return []string{"trả lời", "phần sau"}[r.IntN(2)]
	case f.focus.Mode == exchange.Checking:
		return []string{"giữ nguyên", "để sau", "1"}[r.IntN(3)]
	case f.focus.Mode == exchange.Review && len(f.turn.Missing()) > 0 && tries >= 150:
		return "tiếp tục" // «nộp» has said what is missing
	case f.focus.Mode == exchange.Review:
		return "nộp"
	case f.focus.Mode == exchange.Why:
		return "số liệu mới"
	case f.focus.Mode == exchange.Changed:
		return "1"
	case f.focus.Undecided != nil: // in the words of a button
		list := slices.Concat(f.turn.undecided().buttonsFor()...)
		return list[r.IntN(len(list))].Label
	case q == nil || f.focus.Mode != exchange.Asking:
		return "tiếp tục"
	case q.IsCalculated() && f.draft.Computable(f.outline, q):
		return "đúng"
	case q.IsCalculated():
		return "để trống"
	case !q.Required && r.IntN(2) == 0:
		return "bỏ qua"
	case f.focus.Text.Pieces > 0:
		return "xong"
	case q.Way() == form.AtLength:
		return fmt.Sprintf("Trong tuần tình hình ổn định, không có vụ việc phức tạp nào, %d hộ ký cam kết.", r.IntN(100))
	case q.Type == form.Date:
		return []string{"4/7/2016", "hôm nay", "03/07", "5/7/2017"}[r.IntN(4)]
	case q.Type == form.Year:
		return []string{"2015", "năm ngoái", "16", "1990"}[r.IntN(4)]
	case q.Type == "location":
		return []string{"19.8067, 105.7852", "19,8"}[r.IntN(2)]
	case q.Way() == form.InWords:
		return fmt.Sprintf("Mô hình số %d", r.IntN(1000))
	case q.IsChoice():
		return []string{"Một", "không biết"}[r.IntN(2)]
	case q.Way() == form.ByTicks:
		return "1"
	case q.IsNumber():
		return []string{"0", "1", "2", "5", "1000", "từ 2 đến 3"}[r.IntN(5+int(form.Flag(q.Range)))]
	}
	return []string{"có", "không"}[r.IntN(2)]
}

// TestEveryOutlineCanBeFinished: whatever the outline, after a while of anything a
// plain officer gets to the receipt, or is told which checks stand in the way; there
// is always something said and something to do.
func TestEveryOutlineCanBeFinished(t *testing.T) {
	say, runs := vietnamese(t), 150
	finished := 0
	kinds, told := 7, 0
	for kind := range kinds {
		for seed := range uint64(runs) {
			o, source := draw(t, kind, seed)
			if o == nil {
				told++
				continue
			}
			f := newOfficer(t, o, say)
			f.below = &form.Below{Expected: 3, Submitted: 2, Noun: "xã", Figures: map[string][]float64{"tong": {3, 4}}}
			r := rand.New(rand.NewPCG(seed, 7))
			text, heard := "bắt đầu", []string(nil)
			errors := 0
			for i := 0; i < 1500 && !f.frozen; i++ {
				out := f.types(text)
				heard = append(heard, "> "+text, said(out))
				if len(out.Contents) == 0 {
					t.Fatalf("kind %d seed %d: nothing said to %q\n%s", kind, seed, text, source)
				}
				failed, _ := f.turn.Faults()
				errors = len(failed)
				text = f.someReply(r, i)
				if f.focus.Mode == exchange.Review && errors > 0 && len(f.turn.Missing()) == 0 {
					// it says why not; mend one of the questions
					q := failed[r.IntN(errors)]
					fix := o.ByCode["X1.1"]
					if len(q.Check.Fixes) > 0 {
						fix = q.Check.Fixes[r.IntN(len(q.Check.Fixes))]
					} else if vars := q.Check.Holds.Vars; len(vars) > 0 {
						fix = vars[r.IntN(len(vars))].Q
					}
					text = "sửa " + fix.Code
				}
			}
			if f.frozen {
				finished++
				continue
			}
			if said := heard[len(heard)-1]; errors == 0 || !slices.Contains([]exchange.Mode{exchange.Review, exchange.Asking, exchange.Checking}, f.focus.Mode) {
				t.Fatalf("kind %d seed %d: not finished at %+v, missing %v, %d errors\n%s\n%s", kind, seed, f.focus, f.turn.Missing(), errors,
					source, strings.Join(heard[max(0, len(heard)-24):], "\n")+said)
			}
		}
	}
	if finished < (kinds*runs-told)*9/10 {
		t.Errorf("finished only %d of %d", finished, kinds*runs-told)
	}
	t.Logf("finished %d of %d, %d are told not to be finishable", finished, kinds*runs, told)
}

// walked is an officer who typed these lines into an outline with these questions.
func walked(t *testing.T, questions string, lines ...string) (*officer, exchange.Outcome) {
	t.Helper()
	f := newOfficer(t, parse(t, "title: Thử\nsections:\n  - code: X1\n    title: Một\n    questions:\n"+questions), vietnamese(t))
	out := f.types("bắt đầu")
	for _, line := range lines {
		out = f.types(line)
	}
	return f, out
}

const aList = `      - code: X1.09
        name: mo_hinh
        type: repeat
        label: "Mô hình thứ {stt}."
        required: true
        rows: {noun: mô hình, name: ten MORE}
        questions: [{code: X1.09.1, name: ten, type: text, label: "Tên?", required: true}]
`

// TestListMayBeEmpty: a list without a floor is asked about before a row is begun,
// and its own words go before those made from the noun.
func TestListMayBeEmpty(t *testing.T) {
	f, out := walked(t, strings.Replace(aList, " MORE", "", 1))
	if !strings.Contains(said(out), "Có mô hình nào không?") || len(f.draft.Cells[0].Rows) != 0 {
		t.Fatalf("not asked about:\n%s", said(out))
	}
	out = f.types("không có")
	if !strings.Contains(said(out), "không có mô hình") || f.types("nộp").Submitted == false {
		t.Errorf("an empty list is not taken:\n%s", said(out))
	}
	if _, out = walked(t, strings.Replace(aList, " MORE", ", ask: Có cái nào hay không?", 1)); !strings.Contains(said(out), "Có cái nào hay không?") {
		t.Errorf("not in the outline's words:\n%s", said(out))
	}
}

// TestListAskedOnce: where the outline asks by a yes or no, the first row is begun
// at once.
func TestListAskedOnce(t *testing.T) {
	gate := "      - {code: X1.01, name: co, type: yes_no, label: Có không?, required: true}\n"
	list := strings.Replace(strings.Replace(aList, " MORE", "", 1), "        required: true\n", "        required: true\n        relevant: co\n", 1)
	if _, out := walked(t, gate+list, "có"); !strings.Contains(said(out), "Tên?") {
		t.Errorf("asked twice:\n%s", said(out))
	}
}

// TestRowStaysOut: a row that was taken out does not come back by itself, and a
// list with a floor is not closed without its rows.
func TestRowStaysOut(t *testing.T) {
	for _, min := range []string{"", ", min: 1"} {
		f, _ := walked(t, strings.Replace(aList, " MORE", min, 1))
		if min == "" {
			f.types("có")
		}
		f.types("Tổ tự quản")
		sure := f.types("xóa mục 1")
		if out := f.presses(offered(t, sure, vietnamese(t).Say("button_drop"))); len(f.draft.Cells[0].Rows) != 0 || f.focus.Mode != exchange.Growing {
			t.Errorf("min %q: the row is back:\n%s", min, said(out))
		}
		out := f.types("dừng")
		if closed := f.focus.Mode == exchange.Review; closed != (min == "") {
			t.Errorf("min %q: closed %v:\n%s", min, closed, said(out))
		}
	}
}

// TestEmptiedListRests: who emptied a list and comes back days later is asked whether
// there is one, and no row is begun for them.
func TestEmptiedListRests(t *testing.T) {
	f, _ := walked(t, strings.Replace(aList, " MORE", ", min: 1", 1), "Tổ tự quản")
	f.presses(offered(t, f.types("xóa mục 1"), vietnamese(t).Say("button_drop")))
	f.types("nghỉ")
	stored, err := answers.DecodeDraft(f.draft.Encode())
	if err != nil {
		t.Fatal(err)
	}
	f.draft, f.later = stored, 3
	for _, back := range []string{"tiếp tục", "sửa 1.09", "làm sau"} {
		out := f.types(back)
		if len(f.draft.Cells[0].Rows) != 0 || !strings.Contains(said(out), "Đã kê 0/1 mô hình cần có") {
			t.Errorf("%s: %d rows:\n%s", back, len(f.draft.Cells[0].Rows), said(out))
		}
	}
}

// TestFirmFloorIsLookedAtAgain: a closed list opens again when the number that it
// must match grows.
func TestFirmFloorIsLookedAtAgain(t *testing.T) {
	n := "      - {code: X1.01, name: n, type: integer, label: Mấy?, required: true}\n"
	f, _ := walked(t, n+strings.Replace(aList, " MORE", ", min: n", 1), "1", "Một tổ", "dừng")
	if f.focus.Mode != exchange.Review {
		t.Fatalf("at %+v", f.focus)
	}
	f.types("sửa 1.01")
	out := f.types("3")
	if !strings.Contains(said(out), "1/3 mô hình") {
		t.Errorf("not asked for the rows:\n%s", said(out))
	}
	f.types("nộp")
	if out := f.types("nộp"); out.Submitted {
		t.Error("submitted with 1 of 3 rows")
	}
}

// TestConstraintIsLookedAtAgain: an answer that no longer meets its question's own
// constraint is named when what that names changes, and blocks the report.
func TestConstraintIsLookedAtAgain(t *testing.T) {
	q := `      - {code: X1.01, name: tong, type: integer, label: Tổng?, required: true}
      - {code: X1.02, name: nu, type: integer, label: Nữ?, required: true, constraint: nu <= tong, constraint_message: Nữ nhiều hơn tổng.}
`
	f, _ := walked(t, q, "10", "8", "sửa 1.01")
	if out := f.types("5"); !strings.Contains(said(out), "Nữ nhiều hơn tổng.") || offered(t, out, "Sửa X1.02") == "" {
		t.Errorf("not said:\n%s", said(out))
	}
	f.types("để sau")
	if f.types("nộp"); f.types("nộp").Submitted {
		t.Error("submitted against a constraint")
	}
	f.types("sửa 1.02")
	if f.types("3"); !f.types("nộp").Submitted {
		t.Error("not submitted when mended")
	}
}

const aSum = `      - {code: X1.01, name: a, type: integer, label: A?, required: true}
      - {code: X1.02, name: b, type: integer, label: B?}
      - {code: X1.03, name: tong, type: calculate, label: Tổng?, required: true, calculation: a + b MORE}
`

// TestSkippedDoesNotBlock: a figure over a question that was passed over is put in,
// left empty, or counts it as zero where the outline says so.
func TestSkippedDoesNotBlock(t *testing.T) {
	plain := strings.Replace(aSum, " MORE", "", 1)
	for _, more := range [][]string{{"để trống"}, {"12"}} {
		f, _ := walked(t, plain, append([]string{"10", "bỏ qua"}, more...)...)
		if out := f.types("nộp"); !out.Submitted {
			t.Errorf("%v: not submitted:\n%s", more, said(out))
		}
	}
	f, out := walked(t, strings.Replace(aSum, " MORE", ", skipped: zero", 1), "10", "bỏ qua")
	if !strings.Contains(said(out), "Hệ thống tính: 10") {
		t.Errorf("not counted as zero:\n%s", said(out))
	}
	f.types("đúng")
	if !f.types("nộp").Submitted {
		t.Error("not submitted")
	}
	f, _ = walked(t, plain, "10", "bỏ qua", "để trống", "sửa 1.02")
	if out := f.types("5"); !strings.Contains(said(out), "15") {
		t.Errorf("a figure left empty is not looked at again:\n%s", said(out))
	}
}

// TestRightAfterASlip: «đúng» confirms a figure though a line before it was none.
func TestRightAfterASlip(t *testing.T) {
	f, _ := walked(t, strings.Replace(aSum, " MORE", "", 1), "10", "2", "abc xyz")
	f.types("đúng")
	if !f.types("nộp").Submitted {
		t.Errorf("at %+v", f.focus)
	}
}

// TestChoiceNotKnown: a choice that is called «Không biết» is an answer.
func TestChoiceNotKnown(t *testing.T) {
	q := "      - {code: X1.01, name: a, type: select_one, label: A?, required: true, choices: [{name: x, label: Một}, {name: y, label: Không biết}]}\n"
	if f, _ := walked(t, q, "không biết ạ"); f.draft.Cells[0].Value.Name != "y" {
		t.Errorf("at %+v", f.focus)
	}
}

// TestManyChoices: more choices than a message has room for as buttons are looked
// for by typing; a press that comes twice ticks once.
func TestManyChoices(t *testing.T) {
	choices := make([]string, 150)
	for i := range choices {
		choices[i] = fmt.Sprintf("{name: c%d, label: Thôn số %d}", i, i+1001)
	}
	q := "      - {code: X1.01, name: a, type: TYPE, label: A?, required: true, choices: [" + strings.Join(choices, ", ") + "]}\n"
	for _, kind := range []string{"select_one", "select_multiple"} {
		f, out := walked(t, strings.Replace(q, "TYPE", kind, 1))
		if n, size := button.Weight(out.Contents[0].Choices); n > 10 || size > 1000 {
			t.Errorf("%s: %d buttons of %d bytes", kind, n, size)
		}
		if f.types("thon so 1121"); len(f.focus.Asked.Picked)+len(f.draft.Cells[0].Value.Name) == 0 {
			t.Errorf("%s: a name is not taken, at %+v", kind, f.focus)
		}
	}
	if o := parse(t, "title: Thử\nsections:\n  - code: X1\n    title: Một\n    questions:\n"+strings.Replace(q, "TYPE", "select_one", 1)); len(o.Warnings) != 0 {
		t.Errorf("warnings %v", o.Warnings)
	}
	few := "      - {code: X1.01, name: a, type: select_multiple, label: A?, required: true, choices: [{name: x, label: Đỏ}, {name: y, label: Xanh}]}\n"
	f, out := walked(t, few)
	red := offered(t, out, "Đỏ")
	f.presses(red)
	if out = f.presses(red); len(f.focus.Asked.Picked) != 1 {
		t.Errorf("picked %v", f.focus.Asked.Picked)
	}
	if f.presses(offered(t, out, "[x] Đỏ")); len(f.focus.Asked.Picked) != 0 {
		t.Errorf("picked %v", f.focus.Asked.Picked)
	}
}
