package entities

import "testing"

// FuzzRead: entities lie within the text.
func FuzzRead(f *testing.F) {
	f.Add("<b>a</b> @b /c http://d.e", "HTML", "")
	f.Add("*a* _b_ [c](d)", "MarkdownV2", "")
	f.Add("🙂a", "", `[{"type":"bold","offset":0,"length":2},{"type":"bold","offset":-1,"length":9}]`)
	f.Fuzz(func(t *testing.T, text, mode, given string) {
		read, list, err := Read(text, mode, given)
		for _, e := range list {
			if err == nil && (e.Offset < 0 || e.Length < 0 || e.Offset+e.Length > Units(read)) {
				t.Errorf("%q, %s, %s: %+v of %q", text, mode, given, e, read)
			}
		}
	})
}
