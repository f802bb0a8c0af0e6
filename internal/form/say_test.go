package form_test

import (
	"errors"
	"sync"
	"testing"

	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/locales"
)

// shipped are the phrases, read once.
var shipped = sync.OnceValues(func() (*locale.Catalog, error) { return locale.Load(locales.FS) })

// said are the lines of what is wrong with an outline, in a language; those of its warnings
// if it is taken.
func said(t *testing.T, language, source string) (lines []string, taken bool) {
	t.Helper()
	catalog, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalog.Language(language)
	o, err := form.Parse("t.yaml", []byte(source))
	if err == nil {
		for _, w := range o.Warnings {
			lines = append(lines, w.Say(say))
		}
		return lines, true
	}
	var faults *fault.Faults
	if !errors.As(err, &faults) {
		t.Fatalf("the error is no list of faults: %v", err)
	}
	return faults.Lines(say), false
}
