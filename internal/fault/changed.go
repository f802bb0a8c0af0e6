package fault

import (
	"slices"

	"go.yaml.in/yaml/v4"
)

// Changed are the keys at the top of a file whose values are not those that it had before, in the file's order, then those
// that are gone. Comments, order and places change nothing.
func (f *File) Changed(was *File) (keys []string) {
	now, before := f.Node(nil), was.Node(nil)
	for _, key := range keysAt(now) {
		if !sameValue(child(now, key), child(before, key)) {
			keys = append(keys, key)
		}
	}
	for _, key := range keysAt(before) {
		if child(now, key) == nil {
			keys = append(keys, key)
		}
	}
	return keys
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
	switch {
	case a == nil || b == nil:
		return a == b
	case a.Kind == yaml.AliasNode:
		return sameValue(a.Alias, b)
	case b.Kind == yaml.AliasNode:
		return sameValue(a, b.Alias)
	case a.Kind != b.Kind || a.Value != b.Value:
		return false
	case a.Kind != yaml.MappingNode:
		return slices.EqualFunc(a.Content, b.Content, sameValue)
	}
	keys := keysAt(a)
	return len(keys) == len(keysAt(b)) && !slices.ContainsFunc(keys, func(key string) bool { return !sameValue(child(a, key), child(b, key)) })
}
