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

// A choosing puts the words of one language in the place of all of them.
type choosing struct {
	file      *fault.File
	languages []string
	tag       string
}

// choose goes through what stands below a node.
func (c choosing) choose(n *yaml.Node) {
	for i, child := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 1 && child.Kind == yaml.MappingNode && slices.Contains(TextKeys, n.Content[i-1].Value) {
			c.text(n.Content[i-1].Value, child)
			continue
		}
		c.choose(child)
	}
}

// text puts one language's words in the place of the mapping, and notes which it lacks.
func (c choosing) text(key string, n *yaml.Node) {
	said := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		tag := n.Content[i].Value
		if said[tag] = n.Content[i+1]; !slices.Contains(c.languages, tag) {
			c.file.Add(c.file.Standing(n.Content[i], fault.New("text_other_language", "key", key, "language", tag).Meant(tag, c.languages)))
		}
	}
	for _, tag := range c.languages {
		if words := said[tag]; words == nil || words.Kind == yaml.ScalarNode && words.Value == "" {
			c.file.Add(c.file.Standing(n, fault.New("text_lacks_language", "key", key, "language", tag)))
		}
	}
	words := said[c.tag]
	if words == nil {
		words = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: "…", Line: n.Line, Column: n.Column}
	}
	*n = *words
}
