package dispatch_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// commits are how many the store made meanwhile.
func (w *world) commits(f func()) uint64 {
	w.t.Helper()
	counts := w.kv.(interface{ Stats() store.Stats })
	before := counts.Stats().Commits
	f()
	return counts.Stats().Commits - before
}

// batch lets several people type at once.
func (w *world) batch(lines ...[2]string) {
	w.t.Helper()
	var updates []chat.Update
	for _, l := range lines {
		w.n++
		key := "batch/" + l[0] + "/" + l[1]
		updates = append(updates, chat.Update{Key: key, From: person(l[0]), At: w.now, Input: chat.Input{Kind: chat.Text, Text: l[1], Message: key}})
	}
	if err := w.d.Updates(context.Background(), updates); err != nil {
		w.t.Fatal(err)
	}
}

// TestWordsCutNoBatch: what officers type is stored in one commit, whatever
// command of somebody else's it begins like.
func TestWordsCutNoBatch(t *testing.T) {
	w := newWorld(t)
	for name, unit := range map[string]string{"an": "16144", "binh": "16147", "chi": "16150"} {
		w.joins(name, unit, roster.Officer)
		w.types(name, "bắt đầu")
	}
	n := w.commits(func() {
		w.batch([2]string{"an", "đúng"}, [2]string{"binh", "Mô hình"}, [2]string{"an", "/nhac Nga An"}, [2]string{"chi", "Mô hình Nga An"},
			[2]string{"binh", "tình hình Nga An thế nào"}, [2]string{"chi", "đúng"})
	})
	if n != 1 {
		t.Errorf("six messages of officers took %d commits", n)
	}
}

// TestOwedAnswersKeepTheirOrder: a coordinator's question holds back what they
// type next, and nobody else.
func TestOwedAnswersKeepTheirOrder(t *testing.T) {
	w := newWorld(t)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	w.types("an", "bắt đầu")
	before := len(w.texts("huyen"))
	w.batch([2]string{"huyen", "/nhac"}, [2]string{"an", "đúng"}, [2]string{"huyen", "/huy"}, [2]string{"huyen", "chưa nộp"}, [2]string{"huyen", "trợ giúp"})
	said := w.texts("huyen")[before:]
	for i, want := range []string{"đồng chí muốn nhắc", "Đã hủy", "chưa nộp", "theo dõi"} {
		if i >= len(said) || !strings.Contains(strings.ToLower(said[i]), strings.ToLower(want)) {
			t.Errorf("answer %d is not %q in %q", i, want, said)
		}
	}
	if !slices.IsSortedFunc(w.said[person("huyen")], func(a, b chat.Message) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("the answers' numbers do not grow")
	}
}
