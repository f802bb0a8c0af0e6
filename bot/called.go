package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"giaoban/internal/why"
)

// callMark stands in a hint for how the program is called, so that the person can type the rest as it stands.
const callMark = why.CallMark

// passedOn are the settings from the environment that a command needs to find what this one worked on.
var passedOn = []string{"GIAOBAN_DATA", "GIAOBAN_CONFIG", "GIAOBAN_ENCRYPTION_KEY"}

// calling is how the program was called, with the settings that it was told by the environment.
func calling(arg0 string, env map[string]string) string {
	words := []string{}
	for _, name := range passedOn {
		if env[name] != "" {
			words = append(words, name+"="+quoted(env[name]))
		}
	}
	return strings.Join(append(words, calledAs(arg0)), " ")
}

// calledAs is the command that starts this program again.
func calledAs(arg0 string) string {
	if slices.Contains(strings.Split(filepath.ToSlash(filepath.Dir(arg0)), "/"), "exe") && strings.Contains(arg0, "go-build") {
		return "go run ./bot"
	}
	name := filepath.Base(arg0)
	if found, err := exec.LookPath(name); err == nil && sameFile(found, arg0) {
		return name
	}
	return quoted(arg0)
}

func sameFile(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}

// fromAnywhere is calling for whoever stands in another folder, and has not this program's environment.
func (c Config) fromAnywhere(arg0 string) string {
	env := map[string]string{"GIAOBAN_DATA": absolute(c.Data), "GIAOBAN_CONFIG": absolute(c.File), "GIAOBAN_ENCRYPTION_KEY": absolute(c.EncryptionKey)}
	if c.File != "" { // which names the key, if it is not the environment
		named := Config{File: c.File}
		if file, err := named.readFile(false); err == nil && file.Err() == nil && named.EncryptionKey == c.EncryptionKey {
			delete(env, "GIAOBAN_ENCRYPTION_KEY")
		}
	}
	if strings.ContainsRune(arg0, filepath.Separator) {
		arg0 = absolute(arg0)
	}
	return calling(arg0, env)
}

func absolute(path string) string {
	if path == "" {
		return ""
	}
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}

// bare are words that a shell takes as they stand.
var bare = regexp.MustCompile(`^[\w@%+=:,./-]+$`)

// quoted writes a word for a shell.
func quoted(word string) string {
	if bare.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
