package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// readFile reads the configuration file over what c has. It may be missing
// unless somebody asked for it by name.
func (c *Config) readFile(asked bool) []error {
	content, err := os.ReadFile(c.File)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !asked:
		return nil
	case err != nil:
		return []error{hinted(fmt.Errorf("GIAOBAN_CONFIG: %w", err), "go run ./bot init DIR writes one; without GIAOBAN_CONFIG the shipped campaign is used")}
	case empty(content):
		return nil
	}
	var faults []error
	if err := yaml.Load(content, c, yaml.WithKnownFields()); err != nil {
		faults = yamlFaults(c.File, err, keys())
	}
	folder := filepath.Dir(c.File)
	for _, path := range []*string{&c.Units, &c.Conversations} {
		if *path != "" && !filepath.IsAbs(*path) {
			*path = filepath.Join(folder, *path)
		}
	}
	return faults
}

// empty tells whether a YAML file holds nothing but comments, which the library
// refuses and we do not.
func empty(content []byte) bool {
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); line != "" && line != "---" && !strings.HasPrefix(line, "#") {
			return false
		}
	}
	return true
}

// yamlFaults gives each fault its place, and an unknown key the nearest of
// those that exist.
func yamlFaults(file string, err error, known []string) []error {
	var many *yaml.LoadErrors
	var one *yaml.LoadError
	var list []*yaml.LoadError
	switch {
	case errors.As(err, &many):
		list = many.Errors
	case errors.As(err, &one):
		list = []*yaml.LoadError{one}
	default:
		return []error{fmt.Errorf("%s: %w", file, err)}
	}
	var faults []error
	for _, e := range list {
		place := fmt.Sprintf("%s:%d:%d", file, e.Mark.Line, e.Mark.Column)
		if key, ok := unknownKey(e.Message); ok {
			faults = append(faults, hinted(fmt.Errorf("%s: there is no key %q", place, key), "%s", nearest(key, known)))
			continue
		}
		faults = append(faults, hinted(fmt.Errorf("%s: %s", place, e.Message), "see the commented file that go run ./bot init DIR writes"))
	}
	return faults
}

// unknownKey reads the key out of the library's words for one.
func unknownKey(message string) (key string, ok bool) {
	rest, ok := strings.CutPrefix(message, "field ")
	if !ok {
		return "", false
	}
	key, _, ok = strings.Cut(rest, " not found in type ")
	return key, ok
}

// nearest says which known word was perhaps meant, or which there are.
func nearest(word string, known []string) string {
	best, least := "", 3
	for _, k := range known {
		if d := distance(word, k); d < least {
			best, least = k, d
		}
	}
	if best != "" {
		return "did you mean " + best + "?"
	}
	return "the keys are " + strings.Join(slices.Sorted(slices.Values(known)), ", ")
}

// distance counts the letters to change, to add or to take out.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
