package conversation

import (
	"slices"
	"strings"
	"unicode"

	"giaoban/internal/form"
	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// namesAnother reports whether a number that the question does not take has words beside
// it that may be another question's: «cá nhân xã 60».
func namesAnother(text string, value func() (form.Value, *form.Problem)) bool {
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		return false
	}
	_, p := value()
	return p != nil && (len(p.Left) > 0 || p.Several)
}

// labelled puts the numbers of a message beside the questions of the run that its words
// name; none where words are of several. named is false if they name none, or only the
// question itself.
func (t numbers) labelled(text string, run []*form.Question, row int) (items []viet.Item, named bool) {
	questions := make([]language.Question, len(run))
	for i, q := range run {
		questions[i] = t.PutAs(q, row)
	}
	list, named := t.Reader().ByLabels(text, questions)
	switch {
	case !named || len(list) == 1 && list[0].At == 0:
		return nil, false
	case slices.ContainsFunc(list, func(l viet.Labelled) bool { return l.At < 0 }):
		return nil, true
	}
	slices.SortStableFunc(list, func(a, b viet.Labelled) int { return a.At - b.At })
	for _, l := range list {
		it := viet.Item{Text: viet.Shorten(l.Text, viet.ItemLetters), Message: t.Input.Message, Nth: l.Nth}
		if l.At < len(run) {
			it.Ref = run[l.At].Code
		}
		items = append(items, it)
	}
	return items[:min(len(items), viet.MaxItems)], true
}
