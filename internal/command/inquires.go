package command

import (
	"slices"
	"strings"

	"giaoban/internal/locale"
	"giaoban/internal/viet"
)

// Inquires reports whether words have one that asks: «nào», “which”. Where a reason is wanted, a sentence that is a question and
// has one is no reason.
func Inquires(text string, say locale.Phrases) bool {
	line := " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" \n?"+marks, r) }), " ") + " "
	fold := viet.Fold(line)
	return slices.ContainsFunc(formsOf(say.Say("said_inquiring")), func(w written) bool {
		return strings.Contains(line, " "+w.form+" ") || line == fold && strings.Contains(fold, " "+w.fold+" ")
	})
}
