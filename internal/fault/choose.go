package fault

import (
	"slices"

	"go.yaml.in/yaml/v4"
)

// A Choosing reads a file in one of its languages: what is said in several, «title: {vi: Bão, en: Storm}», is what stands there for
// that one. So whoever decodes the file knows of no languages.
type Choosing struct {
	File      *File
	Languages []string // the first stands where another is missing
	Tag       string
	// Text reports whether the mapping under these keys is a text in several languages. What stands in a list has the keys of the list.
	Text func(keys []string, n *yaml.Node) bool
	// Lacks is told of a text that a language does not have; nil notes it as a fault.
	Lacks func(key, tag string, f Fault)
}

// Choose goes through all that stands below a node.
func (c Choosing) Choose(n *yaml.Node) { c.below(n, nil) }

func (c Choosing) below(n *yaml.Node, keys []string) {
	for i, child := range n.Content {
		under := keys
		if n.Kind == yaml.MappingNode {
			if i%2 == 0 {
				continue
			}
			under = append(keys[:len(keys):len(keys)], n.Content[i-1].Value)
		}
		if child.Kind == yaml.MappingNode && len(under) > 0 && c.Text(under, child) {
			c.text(under[len(under)-1], child)
			continue
		}
		c.below(child, under)
	}
}

// text puts one language's words in the place of the mapping, and notes which it lacks.
func (c Choosing) text(key string, n *yaml.Node) {
	said := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		tag := n.Content[i].Value
		if said[tag] = n.Content[i+1]; !slices.Contains(c.Languages, tag) {
			c.File.Add(c.File.Standing(n.Content[i], New("text_other_language", "key", key, "language", tag).Meant(tag, c.Languages)))
		}
	}
	var words *yaml.Node
	for _, tag := range append([]string{c.Tag}, c.Languages...) {
		if w := said[tag]; words == nil && w != nil && !nothing(w) {
			words = w
		}
	}
	for _, tag := range c.Languages {
		if said[tag] != nil && !nothing(said[tag]) {
			continue
		}
		lack := c.File.Standing(n, New("text_lacks_language", "key", key, "language", tag))
		if c.Lacks == nil {
			c.File.Add(lack)
		} else {
			c.Lacks(key, tag, lack)
		}
	}
	if words == nil {
		words = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: "…", Line: n.Line, Column: n.Column}
	}
	*n = *words
}

// nothing reports whether a text is empty.
func nothing(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Value == "" }
