package button

import "testing"

// FuzzParse: of forged data a button has at most what it says.
func FuzzParse(f *testing.F) {
	for _, data := range []string{"q|k3f9a2b|own|X0.05", "q|k3f9a2b|own|X6.01.04~1x2y3z#12", "q||", "q|a|b|c#-1", "q|a|b|#01"} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data string) {
		b, ok := Parse(data)
		if ok && (b.Row < 0 || b.Number() < -1) {
			t.Errorf("%q is %+v", data, b)
		}
		b.Arg(3)
	})
}
