package paper

import (
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// A Writer puts a sheet into words of one language.
type Writer struct {
	answers.Sheet
	Say locale.Phrases
	// Words fill the placeholders of the outline: xung_ho, loai, cap_tren …
	Words form.Words
	// Unit is the reporting unit's code, UnitLabel its name with context.
	Unit, UnitLabel string
	// Units are the units that an answer may name.
	Units *roster.Units
	// Texts gives the stored pieces of a text.
	Texts func(form.Place) []string
	// Fresh is Texts with what has been written since they were stored; nil where nothing can be.
	Fresh func(form.Place) []string
	// LastTexts gives the pieces of a text of the report before this one, by where they are
	// filed there.
	LastTexts func(filed form.Place, of form.TextInfo) []string
	// Files gives the report's files by their ids.
	Files func() []answers.Filed
	// Deadline looks up the last day on time; zero if there is none.
	Deadline func() time.Time
	// OwnPost is the post that the person gave on joining, as it was shown.
	OwnPost string
}
