package command

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/pattern"
	"giaoban/internal/viet"
)

// heard reads sentences with the shipped table of speech.
func heard(t *testing.T, language string) func(string) *Heard {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "locales", "speech."+language+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := pattern.Read(string(text), slots...)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2016, 7, 4, 9, 0, 0, 0, time.UTC)
	return func(message string) *Heard {
		say := pattern.Listen(message)
		h := &Heard{table: table, say: &say, tongue: viet.Reader{}, now: now}
		h.listen(message)
		return h
	}
}

// each reads «expectation: sentence» from a file of testdata.
func each(t *testing.T, name string, try func(want []string, sentence string)) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		want, sentence, ok := strings.Cut(line, ": ")
		if !ok {
			t.Fatalf("%s: %q has no colon", name, line)
		}
		try(strings.Fields(want), sentence)
		n++
	}
	t.Logf("%d sentences", n)
}

// TestSpeech holds what sentences say against what was expected before.
func TestSpeech(t *testing.T) {
	hear := heard(t, "vi")
	try := func(want []string, sentence string) {
		h := hear(sentence)
		said, ok := h.Said()
		switch {
		case want[0] == "-":
			if like, looks := h.Like(); ok || looks {
				t.Errorf("«%s» says %q, looks like %q; it is an answer", sentence, said.Kind, like.Kind)
			}
		case !ok || !slices.Contains(want, said.Kind):
			t.Errorf("«%s» says %q, want %q", sentence, said.Kind, want)
		}
	}
	each(t, "speech.txt", try)
	each(t, "unseen.txt", try)
}

// TestConsent holds what sentences are to something that waits against what was
// expected before.
func TestConsent(t *testing.T) {
	hear := heard(t, "vi")
	words := map[string]Consent{"yes": Yes, "no": No, "hold": Hold}
	each(t, "consent.txt", func(want []string, sentence string) {
		deed := Deed{Name: want[len(want)-1], Unit: func(name string) bool { return name == "Nga Yên" }}
		deed.Undoable = deed.Name == "figure" || deed.Name == "table"
		switch deed.Name {
		case "delete":
			deed.Count = 1
		case "send":
			deed.Count = 17
		}
		got := hear(sentence).Consent(deed)
		ok := slices.ContainsFunc(want, func(w string) bool { return words[w] == got && words[w] != 0 || w == "hold" && got == NoAnswer })
		if !ok {
			t.Errorf("«%s» to %s is %v, want %v", sentence, deed.Name, [...]string{"-", "yes", "no", "hold"}[got], want)
		}
	})
}
