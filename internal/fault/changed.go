package fault

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// An Alteration is a value of a file that is not what it was.
type Alteration struct {
	// Keys lead to it: levels, 1, deadline. What stands in a list is counted from 1.
	Keys []string
	// Was and Now are the values, "" where there was or is none. Plain marks that they are single words or texts: a list of
	// another length, or a mapping that came or went, is told by its keys only.
	Was, Now string
	Plain    bool
}

// Changed are the values that are not those that a file had before, in the file's order, those that are gone behind the others.
// Comments, order and places change nothing.
func (f *File) Changed(was *File) (found []Alteration) {
	altered(nil, f.Node(nil), was.Node(nil), &found)
	return found
}

func altered(keys []string, now, before *yaml.Node, found *[]Alteration) {
	now, before = aliased(now), aliased(before)
	switch {
	case sameValue(now, before):
	case kindOf(now) == yaml.MappingNode && kindOf(before) == yaml.MappingNode:
		all := keysAt(now)
		for _, key := range keysAt(before) {
			if !slices.Contains(all, key) {
				all = append(all, key)
			}
		}
		for _, key := range all {
			altered(below(keys, key), child(now, key), child(before, key), found)
		}
	case kindOf(now) == yaml.SequenceNode && kindOf(before) == yaml.SequenceNode && len(now.Content) == len(before.Content):
		for i := range now.Content {
			altered(below(keys, strconv.Itoa(i+1)), now.Content[i], before.Content[i], found)
		}
	default:
		a := Alteration{Keys: keys, Plain: plain(now) && plain(before)}
		if a.Plain {
			a.Was, a.Now = text(before), text(now)
		}
		*found = append(*found, a)
	}
}

func below(keys []string, key string) []string { return append(keys[:len(keys):len(keys)], key) }

func aliased(n *yaml.Node) *yaml.Node {
	if n != nil && n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

func kindOf(n *yaml.Node) yaml.Kind {
	if n == nil {
		return 0
	}
	return n.Kind
}

func plain(n *yaml.Node) bool { return n == nil || n.Kind == yaml.ScalarNode }

func text(n *yaml.Node) string {
	if n == nil {
		return ""
	}
	return n.Value
}

// keysAt are the keys of a mapping.
func keysAt(n *yaml.Node) (keys []string) {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		keys = append(keys, n.Content[i].Value)
	}
	return keys
}

// sameValue reports whether two nodes say the same.
func sameValue(a, b *yaml.Node) bool {
	a, b = aliased(a), aliased(b)
	switch {
	case a == nil || b == nil:
		return a == b
	case a.Kind != b.Kind || a.Value != b.Value:
		return false
	case a.Kind != yaml.MappingNode:
		return slices.EqualFunc(a.Content, b.Content, sameValue)
	}
	keys := keysAt(a)
	return len(keys) == len(keysAt(b)) && !slices.ContainsFunc(keys, func(key string) bool { return !sameValue(child(a, key), child(b, key)) })
}
