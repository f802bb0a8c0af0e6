package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/form"
)

// readFile reads the configuration file over what c has. It may be missing
// unless somebody asked for it by name.
func (c *Config) readFile(asked bool) []error {
	content, err := os.ReadFile(c.File)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !asked:
		return nil
	case err != nil:
		return []error{hinted(fmt.Errorf("GIAOBAN_CONFIG: %w", err), "{giaoban} init DIR writes one; without GIAOBAN_CONFIG the shipped campaign is used")}
	case empty(content):
		return nil
	}
	var faults []error
	if err := yaml.Load(content, c, yaml.WithKnownFields()); err != nil {
		faults = yamlFaults(c.File, err)
	}
	folder := filepath.Dir(c.File)
	for _, path := range []*string{&c.Units, &c.Conversations, &c.BackupTo, &c.EncryptionKey} {
		if *path != "" && !filepath.IsAbs(*path) {
			*path = filepath.Join(folder, *path)
		}
	}
	return faults
}

// empty reports whether a YAML file holds nothing but comments, which the library
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
func yamlFaults(file string, err error) (faults []error) {
	for _, e := range form.LoadErrors(err) {
		place := fmt.Sprintf("%s:%d:%d", file, e.Mark.Line, e.Mark.Column)
		if key, ok := unknownKey(e.Message); ok {
			faults = append(faults, hinted(fmt.Errorf("%s: there is no key %q", place, key), "%s", nearest(key, keys())))
			continue
		}
		faults = append(faults, hinted(fmt.Errorf("%s: %s", place, e.Message), "see the commented file that {giaoban} init DIR writes"))
	}
	if faults == nil {
		faults = []error{fmt.Errorf("%s: %w", file, err)}
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

// keys are the settings that stand in giaoban.yaml.
func keys() (names []string) {
	for f := range reflect.TypeFor[Config]().Fields() {
		if key := f.Tag.Get("yaml"); key != "-" {
			names = append(names, key)
		}
	}
	return names
}

// nearest says which known word was perhaps meant, or which there are.
func nearest(word string, known []string) string {
	if near := form.Nearest(word, known); near != "" {
		return "did you mean " + near + "?"
	}
	return "the keys are " + strings.Join(slices.Sorted(slices.Values(known)), ", ")
}
