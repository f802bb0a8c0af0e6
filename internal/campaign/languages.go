package campaign

import (
	"cmp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
	"giaoban/internal/locale"
)

// texts are the keys whose words are shown, and may be said in several languages: «title: {vi: Bão, en: Storm}».
var texts = []string{"title", "short_title", "about", called, "order.kind", "order.number", "order.issuer", "order.subject", "contact.office", "contact.name"}

// called and address are words that stand in the phrases of one language. Written plainly they are the campaign's language's.
const called, address = "called", "form_of_address"

// names are the same in all languages, so that nobody misses them in another.
var names = []string{"order.number", "contact.name"}

// Speaking returns the campaign as it speaks in a language: with what its file says in that, and in its own language what it says
// there only.
func (c *Campaign) Speaking(tag string) *Campaign {
	if tag == c.Language {
		return c
	}
	out := *c
	out.Called, out.FormOfAddress = "", locale.FormOfAddress{}
	said := c.said[tag]
	if said == nil {
		return &out
	}
	out.FormOfAddress, out.Contact = said.FormOfAddress, said.Contact
	if !c.IsPoll() {
		out.Title, out.ShortTitle, out.About, out.Called, out.Order = said.Title, said.ShortTitle, said.About, said.Called, said.Order
	}
	out.Levels, out.worded = said.wording(c.Levels), said.wording(c.worded)
	return &out
}

// wording gives levels the words that their placeholders have in c.
func (c *Campaign) wording(levels []Level) []Level {
	levels = slices.Clone(levels)
	for i := range levels {
		l, _ := c.Level(levels[i].Level)
		levels[i].Words = l.Words
	}
	return levels
}

// spoken is in which languages a file stands.
type spoken struct {
	own string
	all []string // its own first
}

// languagesOf reads them before all else.
func languagesOf(content []byte) spoken {
	var head struct {
		Language  string   `yaml:"language"`
		Languages []string `yaml:"languages"`
	}
	_ = yaml.Load(content, &head) // what cannot be read is told by whoever reads it all
	own := cmp.Or(head.Language, usualLanguage)
	others := slices.DeleteFunc(slices.Clone(head.Languages), func(tag string) bool { return tag == own })
	return spoken{own, append([]string{own}, others...)}
}

// A wordy is what was found out about a file's texts while one language was chosen.
type wordy struct {
	lacks []fault.Fault
	plain []string // the keys that have words of one language only
}

// choose puts the words of one language in the place of all of them.
func (s spoken) choose(f *fault.File, root *yaml.Node, tag string, found *wordy) {
	for _, key := range texts {
		if n := f.Node(path(key)); n != nil && n.Kind == yaml.ScalarNode && n.Value != "" && !slices.Contains(names, key) {
			found.plain = append(found.plain, key)
		}
	}
	for _, key := range []string{called, address} {
		n := f.Node(path(key))
		switch byLanguage := n != nil && n.Kind == yaml.MappingNode && s.byLanguage([]string{key}, n); {
		case n == nil, byLanguage && f.Node([]any{key, tag}) != nil:
		case byLanguage && key == address, tag != s.own: // not what stands for another language
			*n = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: n.Line, Column: n.Column}
		}
	}
	fault.Choosing{File: f, Languages: s.all, Tag: tag, Text: s.byLanguage, Lacks: func(key, lacking string, lack fault.Fault) {
		switch {
		case key == address: // not every language has one
		case lacking == s.own:
			f.Add(lack)
		default:
			found.lacks = append(found.lacks, lack)
		}
	}}.Choose(root)
}

// byLanguage reports whether a mapping says a text in several languages. A form of address may be one of words.
func (s spoken) byLanguage(keys []string, n *yaml.Node) bool {
	switch key := strings.Join(keys, "."); {
	case key == address:
		return !slices.ContainsFunc(addressKeys, func(word string) bool {
			return slices.ContainsFunc(n.Content, func(c *yaml.Node) bool { return c.Value == word })
		})
	case len(keys) == 4 && keys[0] == "levels" && keys[1] == "words":
		return true
	default:
		return slices.Contains(texts, key)
	}
}

// last is the key itself of one that stands below others.
func last(key string) string { return key[strings.LastIndex(key, ".")+1:] }

func path(key string) (steps []any) {
	for step := range strings.SplitSeq(key, ".") {
		steps = append(steps, step)
	}
	return steps
}

// languages notes what people who choose another language will not read in it.
func (d *doubts) languages() {
	d.found = append(d.found, d.wordy.lacks...)
	if others := slices.DeleteFunc(slices.Clone(d.Languages), func(tag string) bool { return tag == d.Language }); len(others) > 0 && len(d.plain) > 0 {
		d.note(fault.New("text_one_language", "keys", strings.Join(d.plain, ", "), "languages", strings.Join(others, ", "), "own", d.Language, "first", last(d.plain[0]),
			"example", "{"+d.Language+": …, "+others[0]+": …}"), "languages")
	}
	for _, tag := range d.Languages {
		if said := d.said[tag]; said != nil {
			in := &doubts{Campaign: said}
			in.texts()
			d.found = append(d.found, in.found...)
		}
	}
}
