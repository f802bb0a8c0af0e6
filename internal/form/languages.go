package form

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
)

// TextKeys are the keys of an outline whose words are shown, and may be said in several
// languages: «label: {vi: Họ tên, en: Name}» in the place of «label: Họ tên».
var TextKeys = []string{"title", "intro", "heading", "label", "short", "called", "hint", "example", "unit", "constraint_message", "topic", "noun", "ask", "message", "success", "text", "template", "pattern_message", "low", "high"}

// In returns the outline in a language: the same questions by the same codes and names, and
// the same hash, with other words. In one that it does not have it speaks the first of its
// own. Questions of two languages are not the same pointers.
func (o *Outline) In(tag string) *Outline {
	if o == nil {
		return nil
	}
	if said := o.languages[tag]; said != nil {
		return said
	}
	if len(o.Languages) > 0 {
		return o.languages[o.Languages[0]]
	}
	return o
}

// languagesOf are those that an outline lists; none where it has one and need not say which.
func languagesOf(content []byte) []string {
	var head struct {
		Languages []string `yaml:"languages"`
	}
	_ = yaml.Load(content, &head) // what cannot be read is told by whoever reads it all
	return head.Languages
}

// choose reads the words of one language.
func choose(f *fault.File, root *yaml.Node, languages []string, tag string) {
	fault.Choosing{File: f, Languages: languages, Tag: tag, Text: func(keys []string, _ *yaml.Node) bool {
		return slices.Contains(TextKeys, keys[len(keys)-1])
	}}.Choose(root)
}
