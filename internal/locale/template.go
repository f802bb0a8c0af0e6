package locale

import (
	"fmt"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// values fill a phrase: a handful of pairs, so a list beats a map.
type values []value

type value struct{ name, text string }

// parser reads phrases whose only template form is {{.name}}, {{.name|one|other}} with the
// word that is counted, or {{.noun+}} for what a noun is for several: {{.noun+n}} unless n is 1.
// It stands in for
// text/template, which says "<no value>" for a missing value without an error
// and costs ten times as much on the path of every answer.
type parser struct{ plural func(noun string) string }

// Cacheable tells go-i18n to keep the parsed form.
func (parser) Cacheable() bool { return true }

// Parse cuts the phrase at its placeholders.
func (ps parser) Parse(src, _, _ string) (template.ParsedTemplate, error) {
	var t parsed
	at := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(src, -1) {
		p := piece{text: src[at:m[0]], name: src[m[2]:m[3]]}
		if m[4] >= 0 {
			p.one, p.other = " "+src[m[4]:m[5]], " "+src[m[6]:m[7]]
		}
		if m[8] >= 0 {
			p.plural, p.counted = ps.plural, src[m[8]:m[9]]
		}
		t = append(t, p)
		at = m[1]
	}
	if strings.Contains(placeholder.ReplaceAllString(src, ""), "{{") {
		return nil, fmt.Errorf("phrase %q: only {{.name}} may stand in a phrase", src)
	}
	return append(t, piece{text: src[at:]}), nil
}

type parsed []piece

// piece is text and then the value of name, if it has one, with the word that it counts.
// Where it has plural it is a noun, in the singular if counted is 1.
type piece struct {
	text, name, one, other string
	plural                 func(noun string) string
	counted                string
}

// Execute fills the placeholders; a missing value is an error.
func (t parsed) Execute(data any) (string, error) {
	given, _ := data.(values)
	var b strings.Builder
	for _, p := range t {
		b.WriteString(p.text)
		if p.name == "" {
			continue
		}
		text, ok := given.get(p.name)
		if !ok {
			return "", fmt.Errorf("phrase needs {{.%s}}", p.name)
		}
		if n, _ := given.get(p.counted); p.plural != nil && n != "1" {
			text = p.plural(text)
		}
		b.WriteString(text)
		if text == "1" {
			b.WriteString(p.one)
		} else {
			b.WriteString(p.other)
		}
	}
	return b.String(), nil
}

func (vs values) get(name string) (string, bool) {
	for _, v := range vs {
		if v.name == name {
			return v.text, true
		}
	}
	return "", false
}
