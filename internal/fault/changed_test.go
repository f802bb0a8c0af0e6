package fault_test

import (
	"strings"
	"testing"

	"giaoban/internal/fault"
)

// TestChanged: the values that are others, and nothing for what only looks otherwise.
func TestChanged(t *testing.T) {
	const was = "name: a\nquiet: {from: '20:00', to: '07:00'}\nlevels:\n  - {level: 3, outline: xa.yaml}\ntitle: T\n"
	for _, c := range []struct{ name, now, want string }{
		{"the same", was, ""},
		{"comments, order, another way of writing", "# new\ntitle: T\nquiet:\n  to: \"07:00\" # later\n  from: '20:00'\nname: a\nlevels: [{outline: xa.yaml, level: 3}]\n", ""},
		{"a value in a list", strings.Replace(was, "level: 3", "level: 4", 1), "levels.1.level 3>4"},
		{"one more in a list", strings.Replace(was, "title", "  - {level: 2, outline: h.yaml}\ntitle", 1), "levels"},
		{"a key that comes and one that goes", strings.Replace(was, "title: T", "about: U", 1), "about >U|title T>"},
		{"one more in a mapping", strings.Replace(was, "to: '07:00'", "to: '07:00', x: &x 1", 1), "quiet.x >1"},
		{"a mapping for a word", strings.Replace(was, "title: T", "title: {vi: T, en: S}", 1), "title"},
	} {
		var into map[string]any
		f, before := fault.Read("c.yaml", []byte(c.now), &into), fault.Read("c.yaml", []byte(was), &into)
		var got []string
		for _, a := range f.Changed(before) {
			line := strings.Join(a.Keys, ".")
			if a.Plain {
				line += " " + a.Was + ">" + a.Now
			}
			got = append(got, line)
		}
		if all := strings.Join(got, "|"); all != c.want {
			t.Errorf("%s: %q, want %q", c.name, all, c.want)
		}
	}
}
