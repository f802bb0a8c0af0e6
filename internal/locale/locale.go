// Package locale holds the bot's own phrases by key, in every language it
// speaks. A catalogue is read once, checked whole, and never changes after:
// a language that lacks a phrase, or has one with other placeholders than the
// first language, is refused at start.
//
// A language also has its way to write days, hours, amounts and lists; each has
// a small file here, and no other room has a way of its own.
//
// It decides nothing about what is said; it only knows how. The words of a
// report's questions are not here: they are the outline's.
package locale

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"giaoban/internal/viet"
)

// Default is the language that every other one is held against.
const Default = "vi"

// Catalog is all languages together. It is immutable.
type Catalog struct {
	phrases map[string]Phrases
}

// Phrases are one language's phrases. The zero value says nothing.
type Phrases struct {
	tag string
	// written are the phrases as the file has them, form is what they say to people now.
	written   map[string]*i18n.Message
	form      FormOfAddress
	called    string // what a report is called; "" for what it is called in most campaigns
	localizer *i18n.Localizer
	// plain are the phrases without placeholders, ready to be said.
	plain map[string]string
	// speech is the table of what people say, oversight that of what coordinators ask
	// and order, pieces what their questions are made of.
	speech, oversight, pieces string
	shorts                    *viet.Shorts
	// zone is where instants are told; nil is the zone of each.
	zone *time.Location
}

// Load reads every active.<language>.toml, faults.<language>.toml, cli.<language>.toml and forms.<language>.toml of the folder, the speech.<language>.txt,
// oversight.<language>.txt and pieces.<language>.txt beside it if there are any.
func Load(folder fs.FS) (*Catalog, error) {
	bundle := i18n.NewBundle(language.Make(Default))
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	messages, err := read(bundle, folder)
	if err != nil {
		return nil, err
	}
	shorts, err := abbreviations(folder)
	if err != nil {
		return nil, err
	}
	c := &Catalog{phrases: map[string]Phrases{}}
	for tag, byKey := range messages {
		p := Phrases{tag: tag, written: byKey}.Addressing(Comrade)
		for name, table := range map[string]*string{"speech": &p.speech, "oversight": &p.oversight, "pieces": &p.pieces} {
			text, err := fs.ReadFile(folder, name+"."+tag+".txt")
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, fmt.Errorf("phrases: %w", err)
			}
			*table = string(text)
		}
		p.shorts = shorts
		c.phrases[tag] = p
	}
	return c, nil
}

// read reads the files of phrases, and refuses languages that do not agree.
func read(bundle *i18n.Bundle, folder fs.FS) (map[string]map[string]*i18n.Message, error) {
	messages := map[string]map[string]*i18n.Message{}
	for _, pattern := range []string{"active.*.toml", "faults.*.toml", "forms.*.toml", "cli.*.toml"} {
		names, err := fs.Glob(folder, pattern)
		if err != nil {
			return nil, fmt.Errorf("phrases: %w", err)
		}
		for _, name := range names {
			file, err := bundle.LoadMessageFileFS(folder, name)
			if err != nil {
				return nil, fmt.Errorf("phrases: %s: %w", path.Base(name), err)
			}
			tag := file.Tag.String()
			if messages[tag] == nil {
				messages[tag] = map[string]*i18n.Message{}
			}
			for _, m := range file.Messages {
				if messages[tag][m.ID] != nil {
					return nil, fmt.Errorf("phrases: %s: %q stands in another file too", path.Base(name), m.ID)
				}
				messages[tag][m.ID] = m
			}
		}
	}
	return messages, complete(messages)
}

// abbreviations reads what answers may write short; a folder need not have any.
func abbreviations(folder fs.FS) (*viet.Shorts, error) {
	content, err := fs.ReadFile(folder, "abbreviations.vi.toml")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("abbreviations: %w", err)
	}
	var list map[string][]string
	if err := toml.Unmarshal(content, &list); err != nil {
		return nil, fmt.Errorf("abbreviations: %w", err)
	}
	return viet.NewShorts(list), nil
}

// With adds abbreviations that answers may use.
func (p Phrases) With(shorts *viet.Shorts) Phrases {
	p.shorts = shorts.Over(p.shorts)
	return p
}

// Shorts are the abbreviations that answers may use.
func (p Phrases) Shorts() *viet.Shorts { return p.shorts }

// Languages are the tags of the catalogue, sorted.
func (c *Catalog) Languages() []string { return slices.Sorted(maps.Keys(c.phrases)) }

// Language gives one language's phrases; ok is false for a language that the
// catalogue does not have, and the phrases are then those of Default.
func (c *Catalog) Language(tag string) (p Phrases, ok bool) {
	p, ok = c.phrases[tag]
	if !ok {
		p = c.phrases[Default]
	}
	return p, ok
}

// In gives the phrases for a zone: the days and hours of all instants are told
// as the clocks there show them.
func (p Phrases) In(zone *time.Location) Phrases {
	p.zone = zone
	return p
}

// Keys are all keys of the language, sorted.
func (p Phrases) Keys() []string { return slices.Sorted(maps.Keys(p.written)) }

// Has reports whether there is such a phrase.
func (p Phrases) Has(key string) bool { return p.written[key] != nil }

// Speech is the table of what people say beside answers, as package pattern reads
// it; "" if the language has none.
func (p Phrases) Speech() string { return p.speech }

// Oversight is the table of what coordinators ask and order in whole sentences, as
// package pattern reads it behind the first part of Speech; "" if the language has none.
func (p Phrases) Oversight() string { return p.oversight }

// Pieces is what their questions are made of, in the order in which they come, as package
// pattern reads it behind Oversight; "" if the language has none.
func (p Phrases) Pieces() string { return p.pieces }

// Tag is the language, "vi".
func (p Phrases) Tag() string { return p.tag }

// Say gives the phrase of that key with its placeholders filled from pairs of
// name and value: Say("saved", "value", "320"). A key that does not exist is a
// programmer's error which the tests refuse; it is said as the key in brackets.
func (p Phrases) Say(key string, pairs ...any) string {
	if s, ok := p.plain[key]; ok {
		return s
	}
	return p.localize(key, nil, pairs)
}

// Count is Say for a phrase that depends on a number, which it also gets as
// {{.n}}.
func (p Phrases) Count(key string, n int, pairs ...any) string {
	return p.localize(key, n, append(pairs, "n", n))
}

func (p Phrases) localize(key string, count any, pairs []any) string {
	if p.localizer == nil {
		return "[" + key + "]"
	}
	data := make(values, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		name, _ := pairs[i].(string)
		text := fmt.Sprint(pairs[i+1])
		if n, ok := pairs[i+1].(int); ok && n >= 1000 && name != "number" && name != "id" {
			text = p.Whole(n) // a count is written as amounts are; {{.number}} and {{.id}} name something
		}
		data = append(data, value{name, text})
	}
	text, err := p.localizer.Localize(&i18n.LocalizeConfig{
		MessageID: key, TemplateData: data, PluralCount: count, TemplateParser: parser{p.Tongue().Plural},
	})
	if err != nil && text == "" {
		return "[" + key + "]"
	}
	return text
}

// complete holds every language against the default one.
func complete(messages map[string]map[string]*i18n.Message) error {
	first, ok := messages[Default]
	if !ok {
		return fmt.Errorf("phrases: there is no active.%s.toml", Default)
	}
	var faults []error
	for _, tag := range slices.Sorted(maps.Keys(messages)) {
		byKey := messages[tag]
		for _, key := range slices.Sorted(maps.Keys(first)) {
			m, ok := byKey[key]
			switch {
			case !ok:
				faults = append(faults, fmt.Errorf("phrases: %s lacks %q", tag, key))
			case !slices.Equal(placeholders(m), placeholders(first[key])):
				faults = append(faults, fmt.Errorf("phrases: %s: %q fills %v where %s fills %v",
					tag, key, placeholders(m), Default, placeholders(first[key])))
			case (m.One == "") != (first[key].One == ""):
				faults = append(faults, fmt.Errorf("phrases: %s: %q is counted in one language only", tag, key))
			}
		}
		for _, key := range slices.Sorted(maps.Keys(byKey)) {
			if first[key] == nil {
				faults = append(faults, fmt.Errorf("phrases: %s has %q, which %s lacks", tag, key, Default))
			}
			if byKey[key].Other == "" {
				faults = append(faults, fmt.Errorf("phrases: %s: %q is empty", tag, key))
			}
			if unknown := unknownWords(byKey[key]); len(unknown) > 0 {
				faults = append(faults, fmt.Errorf("phrases: %s: %q has %v, which is no form of address", tag, key, unknown))
			}
		}
	}
	return errors.Join(faults...)
}

// placeholder is the only template form that phrases may use: {{.n}}, or with the word that
// is counted, {{.n|unit|units}}, where a phrase counts more than one thing, or {{.noun+n}} for a
// noun that is counted by another.
var placeholder = regexp.MustCompile(`\{\{\.([a-z_]+)(?:\|((?:[^|{}]|\{[a-z_]+\})+)\|((?:[^|{}]|\{[a-z_]+\})+)|\+([a-z_]*))?\}\}`)

func placeholders(m *i18n.Message) []string {
	var names []string
	for _, form := range []string{m.One, m.Other} {
		for _, found := range placeholder.FindAllStringSubmatch(form, -1) {
			names = append(names, found[1])
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
