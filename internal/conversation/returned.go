package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/form"
)

// nextReturned asks the next returned question; false when there is none. One
// that was put off waits behind the others.
func (t *Turn) nextReturned(from form.Place) bool {
	list := t.Returned()
	i := slices.Index(list, from) + 1
	if i >= len(list) {
		return false
	}
	q := t.Outline.ByCode[list[i].Code]
	if q.IsGroup() {
		t.tell(t.returnedLine())
		t.ways().goTo(q)
		return true
	}
	t.ask(q, list[i].Row)
	return true
}

// returnedLine says that a question came back, and why.
func (t *Turn) returnedLine() string {
	return strings.TrimSpace(t.Say.Count("returned_question", len(t.Draft.Again), "remark", t.Remark))
}
