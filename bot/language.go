package main

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/fault"
	"giaoban/internal/locale"
	"giaoban/locales"
)

// languageOf is the language of whoever runs the program: that of GIAOBAN_LANG, else of the
// system's own setting, else English.
func languageOf(env map[string]string) string {
	return cmp.Or(spoken(env), "en")
}

// spoken is the language that the environment asks for; "" if it asks for none that there is, as LANG=C does.
func spoken(env map[string]string) string {
	for _, name := range []string{"GIAOBAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		switch set := strings.ToLower(env[name]); {
		case strings.HasPrefix(set, "vi"), strings.HasPrefix(set, "vn"), strings.HasPrefix(set, "tiếng"): // the latter two are told what to write
			return "vi"
		case strings.HasPrefix(set, "en"):
			return "en"
		case set != "":
			return ""
		}
	}
	return ""
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
	tag, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(set), "-", "_"), "_")
	if tag == "" || tag == "vi" || tag == "en" {
		return fault.Fault{}, false
	}
	return fault.New("config_language", "language", set), true
}

// language is that in which what a campaign says is told: the one asked for, else the
// person's own, else "", the campaign's.
func (p *program) language(asked string) string {
	return cmp.Or(asked, spoken(p.env))
}

// in is the program by a campaign's clock: its instants are told as the people of the campaign read them.
func (p *program) in(c Config, name string) *program {
	there := *p
	if zone := c.zoneOf(name); zone != nil {
		there.say = p.say.In(zone)
	}
	return &there
}

// zoneOf is the zone of a campaign; of the first if none is named, nil if none can be read.
func (c Config) zoneOf(name string) *time.Location {
	if zone, err := time.LoadLocation(c.TimeZone); err == nil && c.TimeZone != "" {
		return zone
	}
	folders, err := c.folders()
	if err != nil {
		return nil
	}
	var first *time.Location
	for _, folder := range folders {
		content, err := fs.ReadFile(folder, campaignFile)
		if err != nil {
			continue
		}
		switch read, err := campaign.Parse(campaignFile, content); {
		case err != nil:
		case read.Name == name:
			return read.Zone
		case first == nil:
			first = read.Zone
		}
	}
	return first
}

// linesOf are the lines that an error has for whoever wrote the faulty files, those of all
// errors that it joins; ok is false where none is a fault of a file.
func linesOf(err error, say locale.Phrases) (lines []string, ok bool) {
	switch e := err.(type) {
	case nil:
		return nil, false
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
	}
	return []string{say.Word(phraseOf(err))}, false
}
