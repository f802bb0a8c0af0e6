package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// folders are where the rooms lie that README's table of promises names.
var folders = map[string]string{
	"bot": ".", "bot/trial": "trial", "boltkv": "../internal/store/boltkv", "dispatch": "../internal/dispatch", "files": "../internal/files",
	"health": "../internal/health", "retention": "../internal/retention", "telegram": "../internal/telegram",
}

// TestPromisesAreHeld has each promise of README name tests that there are.
func TestPromisesAreHeld(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(readme), "\n## Promises\n")
	table, _, _ = strings.Cut(table, "\n## ")
	word, room, rows := regexp.MustCompile("`[a-z/]+`|Test[A-Za-z]+"), "", 0
	for line := range strings.Lines(table) {
		cells := strings.Split(line, "|")
		if len(cells) < 5 || !strings.Contains(cells[2], "Test") {
			continue
		}
		rows++
		for _, w := range word.FindAllString(cells[2], -1) {
			if w[0] == '`' {
				room = strings.Trim(w, "`")
				continue
			}
			if !tested(t, folders[room], w) {
				t.Errorf("%s: there is no %s in %s", strings.TrimSpace(cells[1]), w, room)
			}
		}
	}
	if rows < 10 {
		t.Errorf("README's table of promises has %d rows", rows)
	}
}

// tested reports whether a folder has a test.
func tested(t *testing.T, folder, name string) bool {
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no tests in %q: %v", folder, err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(source), "\nfunc "+name+"(t *testing.T) {") {
			return true
		}
	}
	return false
}
