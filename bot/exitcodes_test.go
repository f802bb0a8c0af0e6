package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestExitsAreThoseOfREADME: README lists each exit code with the words of --help, and none that is not given.
func TestExitsAreThoseOfREADME(t *testing.T) {
	for language, file := range map[string]string{"vi": "../README.vi.md", "en": "../README.md"} {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		say := phrasesOf(language)
		for _, e := range exits {
			if row := fmt.Sprintf("| %d | %s |", e.code, say.Say(e.key)); !strings.Contains(string(content), row) {
				t.Errorf("%s has no row %q", file, row)
			}
		}
		if strings.Contains(string(content), fmt.Sprintf("\n| %d | ", len(exits))) {
			t.Errorf("%s has a row for %d, which is never given", file, len(exits))
		}
	}
}
