package conversation

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// atFigures is somebody at the run of the opening section.
func atFigures(t *testing.T) *officer { return begun(t, "đúng", "1", "1", "3") }

func (f *officer) numbers(names ...string) []float64 {
	var out []float64
	for _, n := range names {
		out = append(out, f.value(n).Number)
	}
	return out
}

func openingFigures(f *officer) []float64 {
	return f.numbers("so_thon", "so_ho", "so_nhan_khau", "so_co_quan")
}

// TestNumbersInOneGo: a list is shown, stored only when it is confirmed, and
// each value is an answer of its own.
func TestNumbersInOneGo(t *testing.T) {
	f := atFigures(t)
	out := f.types("9\n1.250\n4800\nkhông có")
	if f.focus.Mode != exchange.Confirming || len(out.Answers) != 0 || openingFigures(f)[0] != 0 {
		t.Fatalf("at %+v: %s", f.focus, said(out))
	}
	out = f.types("đúng")
	if diff := cmp.Diff([]float64{9, 1250, 4800, 0}, openingFigures(f)); diff != "" || len(out.Answers) != 4 {
		t.Fatalf("%d answers: %s", len(out.Answers), diff)
	}
	if got := out.Answers[1]; got.Place.Code != "X0.06" || got.Text != "1.250" || got.Message != "1" {
		t.Errorf("%+v", got)
	}
	if f.focus.Code != "X0.09" {
		t.Errorf("then at %+v", f.focus)
	}
}

// TestLaterInAList: a figure put off in a list waits since then, as one put off alone.
func TestLaterInAList(t *testing.T) {
	for _, typed := range [][]string{{"9, làm sau, 4800", "đúng"}, {"9", "làm sau"}} {
		f := atFigures(t)
		for _, text := range typed {
			f.types(text)
		}
		n, first := f.turn.PutOffs()
		if since := f.turn.Instant(first); n != 1 || f.turn.Now.Sub(since) >= 2*time.Minute {
			t.Errorf("%q: %d figures wait, the first since %v", typed, n, since)
		}
	}
}

// TestMendTable corrects, drops and throws away lines of the table.
func TestMendTable(t *testing.T) {
	for _, c := range []struct {
		name  string
		typed []string
		want  []float64
		at    string
	}{
		{"a line", []string{"9, 1250, 4800, 12", "3: 4900", "đúng"}, []float64{9, 1250, 4900, 12}, "X0.09"},
		{"by code", []string{"9, 1250, 4800, 12", "0.07 = 4900", "ok"}, []float64{9, 1250, 4900, 12}, "X0.09"},
		{"in two steps", []string{"9, 1250, 4800, 12", "sửa dòng 3", "4900", "đúng"}, []float64{9, 1250, 4900, 12}, "X0.09"},
		{"two lines", []string{"9, 1250, 4800, 12", "3: 4900\ndòng 4: 7", "đúng"}, []float64{9, 1250, 4900, 7}, "X0.09"},
		{"the bad one", []string{"9, 12oo, 4800, 12", "1200", "đúng"}, []float64{9, 1200, 4800, 12}, "X0.09"},
		{"bad lines are not stored", []string{"9, 12oo, 5-7, 12", "đúng"}, []float64{0, 0, 0, 0}, "X0.05"},
		{"one out", []string{"9, 1250, 4800, 12, 77", "5: bỏ", "đúng"}, []float64{9, 1250, 4800, 12}, "X0.09"},
		{"the list anew", []string{"9, 1250", "8, 1251, 4800", "đúng"}, []float64{8, 1251, 4800, 0}, "X0.08"},
		{"thrown away", []string{"9, 1250", "bỏ"}, []float64{0, 0, 0, 0}, "X0.05"},
		{"cancelled", []string{"9, 1250", "hủy", "7"}, []float64{7, 0, 0, 0}, "X0.06"},
		{"a number alone is no yes", []string{"9, 1250", "1"}, []float64{0, 0, 0, 0}, "X0.05"},
		{"put off", []string{"9, làm sau, 4800", "đúng"}, []float64{9, 0, 4800, 0}, "X0.08"},
		{"a gap", []string{"1: 9\n3: 4800", "đúng", "1250"}, []float64{9, 1250, 4800, 0}, "X0.08"},
		{"one number after all", []string{"1 250", "Là một số: 1.250", "8"}, []float64{1250, 0, 0, 0}, "X0.06"},
		{"by its code", []string{"0.05: 9"}, []float64{9, 0, 0, 0}, "X0.06"},
		{"one by one", []string{"9", "1250"}, []float64{9, 1250, 0, 0}, "X0.07"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := atFigures(t)
			var out exchange.Outcome
			for _, typed := range c.typed {
				out = f.types(typed)
			}
			if diff := cmp.Diff(c.want, openingFigures(f)); diff != "" || f.focus.Code != c.at {
				t.Errorf("at %+v: %s\n%s", f.focus, diff, said(out))
			}
		})
	}
}

// TestTableOpensAndCloses: a value of the list decides whether the next
// questions are asked at all.
func TestTableOpensAndCloses(t *testing.T) {
	f := begun(t, "sửa 4.1", "có", "sửa 5.1")
	out := f.types("5.01: 6; 5.12: 3")
	if list := said(out); !strings.Contains(list, "X5.12") || strings.Contains(list, "chưa ghi được") {
		t.Fatal(list)
	}
	f.types("đúng")
	if f.value("tong_mo_hinh").Number != 6 || f.value("dh_ca_nhan").Number != 3 || f.focus.Code != "X5.02" {
		t.Errorf("at %+v", f.focus)
	}
	f = begun(t, "sửa 4.1", "có", "sửa 5.1")
	if list := said(f.types("làm sau\n1\n2")); !strings.Contains(list, "không phải trả lời") {
		t.Error(list)
	}
	if list := said(f.types("X2.02: 4\n6")); !strings.Contains(list, "X2.02: «4», chưa ghi được") {
		t.Error(list)
	}
}

// TestTableChecks: what the numbers disagree about is named before they are
// stored, and a warning is kept with them.
func TestTableChecks(t *testing.T) {
	f := begun(t, "sửa 4.1", "có", "sửa 5.1")
	out := f.types("6; 1; 2; 2; 3; 4; 1; 1")
	for _, want := range []string{"Ba cấp cộng lại là 5", "Số điểm (3) ít hơn"} {
		if !strings.Contains(said(out), want) {
			t.Errorf("no %q in\n%s", want, said(out))
		}
	}
	out = f.types("đúng")
	if len(out.Answers) != 8 || len(f.draft.Kept) != 1 || !strings.Contains(said(out), "để sửa sau") {
		t.Errorf("%d answers, kept %+v: %s", len(out.Answers), f.draft.Kept, said(out))
	}
}

// TestColleagueInTable: what a colleague stored since the table was shown is
// not overwritten unseen.
func TestColleagueInTable(t *testing.T) {
	a := atFigures(t)
	a.types("9, 1250")
	b := newOfficer(t, a.outline, a.say)
	b.draft = a.draft
	b.types("sửa 0.06")
	b.types("1300")
	out := a.types("đúng")
	if a.value("so_ho").Number != 1300 || !strings.Contains(said(out), "đang ghi: 1.300 hộ") {
		t.Fatal(said(out))
	}
	a.types("đúng")
	if a.value("so_ho").Number != 1250 {
		t.Error("seen and confirmed, and yet not stored")
	}
}

// TestOldTable: a table's button stores that table and no other.
func TestOldTable(t *testing.T) {
	f := atFigures(t)
	old := offered(t, f.types("9, 1250"), "Đúng, ghi cả")
	now := offered(t, f.types("8, 1251"), "Đúng, ghi cả")
	if out := f.presses(old); len(out.Answers) != 0 {
		t.Errorf("stored %+v", out.Answers)
	}
	if out := f.presses(now); len(out.Answers) != 2 {
		t.Error(said(out))
	}
	if out := f.presses(now); len(out.Answers) != 0 {
		t.Error("stored twice")
	}
}

// TestEditedTable: an edited list opens the table again, while it waits and
// after it was stored, and its lines stay those of the same questions.
func TestEditedTable(t *testing.T) {
	f := atFigures(t)
	list := func(kind chat.Kind, text string, all []form.Place) exchange.Outcome {
		f.n++
		return f.doesAll(chat.Input{Kind: kind, Text: text, Message: "77"}, all)
	}
	list(chat.Text, "9, 12oo, 4800", nil)
	f.types("2: làm sau")
	out := f.types("đúng")
	if diff := cmp.Diff([]form.Place{{Code: "X0.05"}, {Code: "X0.06"}, {Code: "X0.07"}}, out.Listed); diff != "" || out.List != "77" {
		t.Fatal(diff)
	}
	list(chat.Edit, "10, 1250, 4900", out.Listed)
	if f.focus.Mode != exchange.Confirming || f.value("so_thon").Number != 9 {
		t.Fatalf("at %+v", f.focus)
	}
	list(chat.Edit, "10, 1250, 4901", out.Listed)
	f.types("đúng")
	if diff := cmp.Diff([]float64{10, 1250, 4901, 0}, openingFigures(f)); diff != "" || f.focus.Code != "X0.08" {
		t.Errorf("at %+v: %s", f.focus, diff)
	}
}

// TestTableLeft: who goes elsewhere is told that nothing was stored; and the
// table survives being written and read.
func TestTableLeft(t *testing.T) {
	f := atFigures(t)
	f.types("9, 1250")
	written, err := json.Marshal(f.focus)
	if err != nil {
		t.Fatal(err)
	}
	var again exchange.Focus
	if err := json.Unmarshal(written, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f.focus, again); diff != "" {
		t.Error(diff)
	}
	if out := f.types("phần 7"); !strings.HasPrefix(said(out), "Bảng số vừa rồi chưa được ghi.") {
		t.Error(said(out))
	}
}

// TestRunIsTold once, where it begins.
func TestRunIsTold(t *testing.T) {
	f := begun(t, "đúng", "1", "1")
	told := "4 câu tới hỏi số"
	out := f.types("3")
	if !strings.Contains(said(out), told) {
		t.Error(said(out))
	}
	if list := f.presses(offered(t, out, "Xem phần này")); !strings.Contains(said(list), "X0.09") {
		t.Errorf("the button shows %q", said(list))
	}
	for _, text := range []string{"abc", "ví dụ", "9"} {
		if out := f.types(text); strings.Contains(said(out), "câu tới hỏi số") {
			t.Errorf("told again: %s", said(out))
		}
	}
}
