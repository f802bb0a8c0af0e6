package conversation

import (
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/answers/answerstest"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// finding is what somebody does who has sent a report in Word: it is read, the walk
// through it begins, and its lines are confirmed, corrected and left out.
func (w *walk) finding() (in chat.Input, ok bool) {
	if len(w.reports) == 0 {
		return in, false
	}
	if w.focus.Mode == exchange.Finding {
		if w.r.IntN(3) > 0 {
			return in, false
		}
		return chat.Input{Kind: chat.Text, Text: foundTyped[w.r.IntN(len(foundTyped))], Message: "m" + strconv.Itoa(w.n)}, true
	}
	switch w.r.IntN(25) {
	case 0:
		found := *w.reports[w.r.IntN(len(w.reports))]
		found.List = slices.Clone(found.List)
		for i := range found.List {
			found.List[i].Sure = found.List[i].Sure && w.r.IntN(4) > 0
		}
		id := w.r.IntN(2) // a file, or what was pasted
		w.found[id] = &found
		return chat.Input{Kind: chat.FileRead, Data: strconv.Itoa(id)}, true
	case 1, 2, 3:
		return chat.Input{Kind: chat.Text, Text: []string{"đọc tệp 1", "đọc bài đã dán", "xem từng phần"}[w.r.IntN(3)], Message: "m" + strconv.Itoa(w.n)}, true
	}
	return in, false
}

// foundTyped is what people type where the lines of a written report are shown.
var foundTyped = []string{"ghi", "ghi cả phần này", "đúng", "ok", "bỏ", "bỏ 1", "bỏ 99", "sửa", "sửa 2", "2: 25", "1: 12 hộ", "1: abc", "để sau", "25", "có", "không",
	"chưa", "gõ lại", "thay", "giữ câu cũ", "làm sau", "bỏ phần này", "đừng ghi", "ok mai ghi", "xong", "hủy", "không biết", "giữ nguyên", "ghi ạ", "vâng", "đúng rồi",
	"đúng hết trừ 1", "đúng hết trừ 2, 3", "đúng trừ 99", "đúng hết, trừ mục 1 và 2", "2: 25; còn lại đúng", "1: 3\n2: 4", "bỏ 1, 2", "trừ 3", "sai 2", "ghi hết"}

// confirmed refuses an answer out of a written report that nobody agreed to: that did not
// wait in it, that was there already and not asked about by itself, or that a sentence
// stored which is no yes and no answer.
func (w *walk) confirmed(in chat.Input, at exchange.Focus, a exchange.Answer, before map[form.Place]form.Value) {
	w.t.Helper()
	q := w.outline.ByCode[a.Code]
	if q.Parent != nil {
		q = q.Parent
	}
	f := w.found[at.Found.File]
	taken := f != nil && slices.ContainsFunc(f.List, func(i answers.FoundItem) bool { return i.Name == q.Name && i.Fate == answers.Taken })
	if _, was := before[a.Place]; was && (!taken || at.Found.Item == 0) { // a row may also have been copied
		w.t.Fatalf("step %d: %+v at %+v: what was found overwrote %+v", w.n, in, at, a.Place)
	}
	if in.Kind == chat.Text && sentences().noAnswer[in.Text] {
		w.t.Fatalf("step %d: «%s» stored %+v", w.n, in.Text, a)
	}
}

// foundReports is what is found in the communes' reports of the reading's tests.
func foundReports(t testing.TB) (list []*answers.Found) {
	t.Helper()
	o := answerstest.Outline(t, "xa.yaml")
	names, _ := filepath.Glob("../reading/testdata/*.txt")
	for _, name := range names {
		list = append(list, foundIn(t, o, reportNamed(t, filepath.Base(name))))
	}
	return list
}
