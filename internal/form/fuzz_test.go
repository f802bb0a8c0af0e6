package form

import (
	"os"
	"testing"
)

// FuzzParse: an outline is taken or refused with its faults. Aliases of YAML must not make
// much of little.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"nganh.yaml", "xa.yaml"} {
		source, err := os.ReadFile("../../conversations/thanhhoa-2016/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(source[:min(len(source), 6000)])
	}
	f.Add([]byte("outline: a\nsections:\n- code: X0\n  questions:\n  - {code: X0.01, name: a, type: integer, label: a?, show: a > 1}\n"))
	f.Add([]byte("a: &a [1,1]\nb: &b [*a,*a]\nc: [*b,*b]\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		if o, err := Parse("a.yaml", source); err == nil && o == nil {
			t.Error("nothing was read, and nothing refused")
		}
	})
}
