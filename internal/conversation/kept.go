package conversation

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/viet"
)

// KeptWarning is a warning that somebody chose to keep. It lies in the draft, so
// it travels with the report; who kept it and when is in the history.
type KeptWarning struct {
	// Key names the check, the row and what it said.
	Key string
	// Says is the check's sentence as it was kept.
	Says string
	// Reason is the written reason; "" where the check asks for none.
	Reason string
}

// Check is the check's id, as in the outline.
func (k KeptWarning) Check() string {
	id, _, _ := strings.Cut(k.Key, "/")
	return id
}

// Row is the row of the group that the check was tried in; 0 for the report.
func (k KeptWarning) Row() int {
	_, rest, _ := strings.Cut(k.Key, "/")
	row, _, _ := strings.Cut(rest, "/")
	n, _ := strconv.Atoi(row)
	return n
}

func (w *writer) kept(list []KeptWarning) {
	w.count(len(list))
	for _, k := range list {
		w.text(k.Key)
		w.text(k.Says)
		w.text(k.Reason)
	}
}

func (r *reader) kept() []KeptWarning {
	n := r.length()
	if n == 0 {
		return nil
	}
	list := make([]KeptWarning, n)
	for i := range list {
		list[i] = KeptWarning{Key: r.text(), Says: r.text(), Reason: r.text()}
	}
	return list
}

// Kept are the warnings that are kept and still say what they said when they
// were; a coordinator looks at them first.
func (w *Writer) Kept() (list []KeptWarning) {
	if len(w.Draft.Kept) == 0 {
		return nil
	}
	ids := map[string]bool{}
	for _, k := range w.Draft.Kept {
		ids[k.Check()] = true
	}
	for i := range w.Outline.Checks {
		c := &w.Outline.Checks[i]
		if !ids[c.ID] || c.constraint == nil {
			continue
		}
		for _, f := range w.failures(c) {
			if i := w.keptAt(f); i >= 0 {
				list = append(list, w.Draft.Kept[i])
			}
		}
	}
	return list
}

// keptAt is where the failure stands among the kept ones; -1 if it is not kept.
func (w *Writer) keptAt(f failure) int {
	key := w.keptKey(f)
	return slices.IndexFunc(w.Draft.Kept, func(k KeptWarning) bool { return k.Key == key })
}

func (w *Writer) isKept(f failure) bool { return f.reasonGiven(w.Draft) || w.keptAt(f) >= 0 }

// addKept keeps a failure. A reason that was given for it before it was
// reworded or its figures changed stays if none is given now.
func (w *Writer) addKept(f failure, reason string) {
	if reason == "" && f.check.Reason {
		for _, k := range w.Draft.Kept {
			if strings.HasPrefix(k.Key, failureKey(f)+"/") {
				reason = k.Reason
			}
		}
	}
	w.Draft.Kept = append(w.Draft.Kept, KeptWarning{Key: w.keptKey(f), Says: w.message(f), Reason: reason})
}

// A reason is a sentence or two: it stands in the small record of the draft.
const (
	shortestReason = 5    // letters
	longestReason  = 1000 // letters
)

// askReason asks why a warning is kept, or puts the question again.
func (t *Turn) askReason(f failure) {
	if t.Focus.Phase == Reasoning {
		t.tell(t.message(f)) // else it stands right above
	}
	t.Focus.Phase = Reasoning
	t.bubble(t.Say.Say("kept_reason_wanted"), t.reasonButtons(f))
}

func (t *Turn) reasonButtons(f failure) [][]chat.Choice {
	buttons := t.fixButtons(f)
	return rows(append(buttons, t.buttonAt(t.Focus.Place, actBack, t.Say.Say("button_back")))...)
}

// typedReason takes the reason and keeps the warning with it.
func (t *Turn) typedReason() {
	f, ok := t.inFocus()
	if !ok { // a colleague mended it
		t.next()
		return
	}
	word := viet.Fold(viet.Line(t.Input.Text))
	for _, c := range slices.Concat(t.reasonButtons(f)...) {
		if b, isOurs := ParseButton(c.Data); isOurs && viet.Fold(c.Label) == word {
			t.pressed(b)
			return
		}
	}
	reason := viet.Line(t.Input.Text)
	switch n := viet.Letters(reason); {
	case n < shortestReason:
		t.tell(t.Say.Say("kept_reason_short"))
		t.askReason(f)
		return
	case n > longestReason:
		t.tell(t.Say.Say("kept_reason_long", "n", grouped(n), "max", grouped(longestReason)))
		t.askReason(f)
		return
	}
	t.addKept(f, reason)
	t.out.Answers = append(t.out.Answers, Answer{Place: t.Focus.Place, Check: f.check.ID, Text: reason})
	t.tell(t.Say.Say("kept_reason_kept", "reason", "«"+shorten(reason, 120)+"»"))
	t.next()
}

// backToCheck leaves the reason and puts the check again.
func (t *Turn) backToCheck() {
	t.Focus.Phase = Checking
	if !t.putCheck() {
		t.next()
	}
}

// putOff lets the check in focus wait for the summary: an error, or a warning
// that would ask for a reason. Any other warning is kept.
func (t *Turn) putOff() {
	f, ok := t.inFocus()
	if ok && f.check.Level == Warning && f.check.Reason {
		t.tell(t.Say.Say("kept_reason_later"))
		t.next()
		return
	}
	t.keepWarning()
}

// unreasoned is the first warning that may not be handed in without a reason.
func (s *Sheet) unreasoned(warnings []failure) (failure, bool) {
	for _, f := range warnings {
		if f.check.Reason {
			return f, true
		}
	}
	return failure{}, false
}

// keptLines names the warnings that are kept with a reason, for the summary.
func (w *Writer) keptLines() string {
	var lines []string
	for _, k := range w.Kept() {
		if k.Reason != "" {
			lines = append(lines, w.Say.Say("kept_line", "text", k.Says, "reason", shorten(k.Reason, 200)))
		}
	}
	if len(lines) == 0 {
		return ""
	}
	return w.Say.Say("kept_title") + "\n" + w.andMore(lines[:min(listed, len(lines))], len(lines))
}
