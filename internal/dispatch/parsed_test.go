package dispatch_test

import (
	"os"
	"strings"
	"sync"
	"testing"

	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// What worlds are made of is read once and shared: nobody changes units, an
// outline or phrases.
var (
	outlines, unitLists sync.Map // by name and source
	catalog             = sync.OnceValues(func() (*locale.Catalog, error) { return locale.Load(os.DirFS("../../locales")) })
)

// once is what parse makes of a key, made by the first who asks.
func once[T any](t testing.TB, made *sync.Map, key string, parse func() (T, error)) T {
	t.Helper()
	if v, ok := made.Load(key); ok {
		return v.(T)
	}
	v, err := parse()
	if err != nil {
		t.Fatal(err)
	}
	made.Store(key, v)
	return v
}

func parseOutline(t testing.TB, name string, source []byte) *form.Outline {
	t.Helper()
	return once(t, &outlines, name+"\n"+string(source), func() (*form.Outline, error) { return form.Parse(name, source) })
}

func parseUnits(t testing.TB, name, source string) *roster.Units {
	t.Helper()
	return once(t, &unitLists, name+"\n"+source, func() (*roster.Units, error) { return roster.ParseUnits(strings.NewReader(source), name) })
}

func phrases(t testing.TB) *locale.Catalog {
	t.Helper()
	c, err := catalog()
	if err != nil {
		t.Fatal(err)
	}
	return c
}
