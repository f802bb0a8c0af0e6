package dispatch_test

import (
	"strings"
	"testing"

	"giaoban/internal/roster"
)

// TestWordsAfterSubmission: what is typed at a report that was submitted is offered to those above,
// and goes only on a whole yes; whether it came in is told.
func TestWordsAfterSubmission(t *testing.T) {
	w := englishWorld(t)
	w.joins("head", "D1", roster.Coordinator)
	w.joins("ann", "W1", roster.Officer)
	for _, typed := range []string{"start", "2", "40", "24 November", "yes", "water", "Clean water and tents for the school hall", "done"} {
		w.types("ann", typed)
	}
	says := func(who, typed string, want ...string) {
		t.Helper()
		said := ""
		for _, c := range w.types(who, typed) {
			said += "\n" + c.Text
			for _, row := range c.Choices {
				for _, b := range row {
					said += "\n[" + b.Label + "]"
				}
			}
		}
		for _, part := range want {
			if words, not := strings.CutPrefix(part, "!"); strings.Contains(said, words) == not {
				t.Errorf("%s types %q, want %q:%s", who, typed, part, said)
			}
		}
	}
	says("ann", "did you get it?", "is not submitted yet", "/6 are answered")
	says("ann", "don't submit yet", "Nothing is submitted before you say so")
	says("ann", "I made a mistake in households, should be 53", "Type “fix” and the question's number")
	says("ann", "fix A2", "40 households")
	says("ann", "53", "53 households")
	says("ann", "submit", "was submitted")
	says("ann", "did you get it?", "was received at", "It was in time", "has not been accepted yet")
	says("ann", "read it all", "How many people died?")
	says("ann", "ok send it now", "is submitted and stays as it is", "![Ask them to open it]")
	told := len(w.said[person("head")])
	says("ann", "the deaths are wrong, should be 3", "“the deaths are wrong, should be 3”", "[Ask them to open it]")
	says("ann", "sorry, the deaths should be 4", "“sorry, the deaths should be 4”", "[Ask them to open it]")
	if len(w.said[person("head")]) != told {
		t.Error("the head was told before a yes")
	}
	says("ann", "ok send it now?", "Nothing was done")
	says("ann", "yes ask them", "is on its way to those above")
	if got := w.said[person("head")][told:]; len(got) != 1 || !strings.Contains(got[0].Content.Text, "sorry, the deaths should be 4") {
		t.Errorf("the head was told %+v", got)
	}
	says("ann", "there are three more houses", "is not answered yet")
	says("head", "reopen Oak Hill", "Why is the report")
	says("head", "exempt Harbour because there is no access", "reads like an order of its own")
	says("head", "reason: exempt Harbour because there is no access", "Reason: “exempt Harbour because there is no access”")
	says("head", "cancel", "")
	says("head", "forecast", "no pace to reckon with yet")
}
