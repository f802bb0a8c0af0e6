package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/locale"
	"giaoban/locales"
)

// languageOf is the language in which faults are told to whoever runs the program: that of
// GIAOBAN_LANG, else of the system's own setting. Without either it is English, as all that
// operators read.
func languageOf(env map[string]string) string {
	for _, name := range []string{"GIAOBAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if set := env[name]; set != "" {
			if strings.HasPrefix(strings.ToLower(set), "vi") {
				return "vi"
			}
			break
		}
	}
	return "en"
}

// languages are those of the phrases, that of whoever says nothing first.
func languages() []string {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return nil // told by whoever needs a phrase
	}
	list := catalog.Languages()
	slices.SortFunc(list, func(a, b string) int { return strings.Compare(b, a) })
	return list
}

// checkLanguage refuses a language that faults are not told in.
func checkLanguage(set string) (fault.Fault, bool) {
	tag, _, _ := strings.Cut(strings.ToLower(set), "_")
	if tag == "" || tag == "vi" || tag == "en" {
		return fault.Fault{}, false
	}
	return fault.New("config_language", "language", set), true
}

// phrases are those of the program's language.
func (p *program) phrases() (locale.Phrases, error) {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return locale.Phrases{}, err
	}
	say, _ := catalog.Language(languageOf(p.env))
	return say, nil
}

// linesOf are the lines that an error has for whoever wrote the faulty files, those of all
// errors that it joins; ok is false where none is a fault of a file.
func linesOf(err error, say fault.Sayer) (lines []string, ok bool) {
	switch e := err.(type) {
	case nil:
	case *fault.Faults:
		return e.Lines(say), true
	case fault.Fault:
		return []string{e.Say(say)}, true
	case interface{ Unwrap() []error }:
		for _, part := range e.Unwrap() {
			more, found := linesOf(part, say)
			lines, ok = append(lines, more...), ok || found
		}
		return lines, ok
	case interface{ Unwrap() error }:
		if lines, ok = linesOf(e.Unwrap(), say); ok {
			return lines, true
		}
		return []string{err.Error()}, false
	default:
		return []string{err.Error()}, false
	}
	return nil, false
}

// tell prints faults, each as a line behind the program's name.
func (p *program) tell(to io.Writer, err error) bool {
	say, loadErr := p.phrases()
	if loadErr != nil {
		return false
	}
	lines, ok := linesOf(err, say)
	if !ok {
		return false
	}
	for _, line := range lines {
		fmt.Fprintf(to, "giaoban: %s\n", line)
	}
	return true
}
