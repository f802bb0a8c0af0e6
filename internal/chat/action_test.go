package chat

import (
	"slices"
	"strings"
	"testing"
)

// Decode takes exactly what Encode writes, whatever a stranger sends.
func FuzzAction(f *testing.F) {
	for _, data := range []string{"q|k3f9a2b|hint|X6.01.04~1x2y3z#12", "q|k3f9a2b|c|X1.01~1x2y3z|k2j3", "d||tinhhinh|14001",
		"d|1abc|tonghop|14001|X5|2", "l|1abc|gio||450|960", "a||send||x7f3k2", "q|r|v|", "q|r|v||", "q|r|v|t|", "q||", "x|r|v", "q|r|v\n", "q"} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data string) {
		a, ok := Decode(data)
		if ok && a.Encode() != data {
			t.Errorf("%q reads as %+v, which is written %q", data, a, a.Encode())
		}
		if !ok && !isZero(a) {
			t.Errorf("%q is refused and read as %+v", data, a)
		}
		parts := strings.SplitN(data, "/", 5)
		made := Action{To: Interview, For: parts[0], Verb: parts[len(parts)/2]}
		if len(parts) > 2 {
			made.Target, made.Args = parts[1], parts[2:]
		}
		if data := made.Encode(); data != "" {
			if back, ok := Decode(data); !ok || !same(back, made) || len(data) > MaxData {
				t.Errorf("%+v is written %q, which reads as %+v, %v", made, data, back, ok)
			}
		}
	})
}

func isZero(a Action) bool { return same(a, Action{}) }

func same(a, b Action) bool {
	return a.To == b.To && a.For == b.For && a.Verb == b.Verb && a.Target == b.Target && slices.Equal(a.Args, b.Args)
}

func TestActionRefused(t *testing.T) {
	for _, a := range []Action{{}, {To: Interview}, {To: 'x', Verb: "v"}, {Verb: "v"}, {To: Digest, Verb: "v", Target: "a|b"},
		{To: Digest, Verb: "v", For: "a\x00"}, {To: Digest, Verb: "v\x85"}, {To: Digest, Verb: "v", Args: []string{strings.Repeat("n", MaxData)}}} {
		if data := a.Encode(); data != "" {
			t.Errorf("%+v is written %q", a, data)
		}
	}
}

func BenchmarkAction(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		data := Action{To: Interview, For: "k3f9a2b", Verb: "hint", Target: "X6.01.04~1x2y3z#12"}.Encode()
		if _, ok := Decode(data); !ok {
			b.Fatal(data)
		}
	}
}
