package campaign

import (
	"maps"
	"slices"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/form"
)

// texts notes placeholders that nobody fills. The greeting has the words of the form of address; all other texts are said as they
// are written.
func (d *doubts) texts() {
	known := d.FormOfAddress.Words()
	form.FillWith(d.written("about"), func(name string) (string, bool) {
		if _, ok := known[name]; !ok {
			d.note(fault.New("placeholder_unknown", "name", "{"+name+"}").Meant(name, slices.Sorted(maps.Keys(known))), "about")
		}
		return "", true
	})
	if rest := d.written("about"); strings.LastIndex(rest, "{") > strings.LastIndex(rest, "}") {
		d.note(fault.New("placeholder_open"), "about")
	}
	for _, keys := range [][]any{{"title"}, {"short_title"}, {"order", "kind"}, {"order", "number"}, {"order", "issuer"}, {"order", "subject"},
		{"contact", "office"}, {"contact", "name"}, {"contact", "telephone"}} {
		if strings.ContainsAny(d.written(keys...), "{}") {
			d.note(fault.New("text_not_filled", "key", keys[len(keys)-1]), keys...)
		}
	}
}
