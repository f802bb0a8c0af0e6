package fault

import (
	"bytes"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A File is a YAML file as it was read: where each value of it stands, and what is wrong
// with it.
type File struct {
	Faults
	name    string
	content []byte
	root    yaml.Node
	// broken is a file that is no YAML: nothing of it was read.
	broken bool
	// unread are the values that could not be read. What is missing there follows from that.
	unread map[*yaml.Node]bool
	// misspelt are the keys that were meant by unknown ones, by mapping.
	misspelt map[*yaml.Node]map[string]bool
	// words are all that stands where nothing was read.
	words map[string]bool
	// placed are keys and values by their place, once a fault asks.
	placed map[spot]standing
}

// Read reads a YAML file into a pointer to a struct, as far as it can be read, and notes
// what cannot.
func Read(name string, content []byte, into any) *File {
	return ReadChosen(name, content, into, nil)
}

// ReadChosen is Read of a file of which choose may put other values in the place of some,
// before it is read.
func ReadChosen(name string, content []byte, into any, choose func(*File, *yaml.Node)) *File {
	f := &File{name: name, content: content, unread: map[*yaml.Node]bool{}, misspelt: map[*yaml.Node]map[string]bool{}, words: map[string]bool{}}
	if bad, ok := NoText(content); ok {
		f.broken = true
		f.Add(bad.At(name, bad.Line, bad.Column))
		return f
	}
	if err := yaml.Load(content, &f.root, yaml.WithUniqueKeys(false)); err != nil {
		f.broken = true
		for _, e := range loadErrors(err) {
			f.syntax(e)
		}
		return f
	}
	f.twice(&f.root)
	f.tagged(&f.root)
	if top := f.Node(nil); top == nil || top.Kind != yaml.MappingNode {
		f.broken = true
		f.Note(nil, New("yaml_no_keys"))
		return f
	}
	read := func() error { return yaml.Load(content, into, yaml.WithKnownFields(), yaml.WithUniqueKeys(false)) }
	if choose != nil {
		choose(f, &f.root)
		read = func() error { return f.root.Load(into, yaml.WithKnownFields(), yaml.WithUniqueKeys(false)) }
	}
	if err := read(); err != nil {
		for _, e := range loadErrors(err) {
			f.misread(e, reflect.TypeOf(into))
		}
	}
	return f
}

// Broken reports whether nothing of the file could be read.
func (f *File) Broken() bool { return f.broken }

// Note notes what is wrong at the path, which is made of keys and positions; not where the
// value could not be read in the first place.
func (f *File) Note(path []any, fault Fault) {
	n := f.nearest(path)
	if !f.unread[n] {
		f.Add(f.Placed(path, fault))
	}
}

// Missing notes that a key is missing, or empty, in the mapping at the path; not where it
// stands misspelt, or its value could not be read.
func (f *File) Missing(path []any, key string, fault Fault) {
	if n := f.Node(path); n != nil && f.misspelt[n][key] {
		return
	}
	if n := f.Node(append(path[:len(path):len(path)], key)); n != nil && f.unread[n] {
		return
	}
	f.Note(path, fault)
}

// Placed is the fault at the path's place.
func (f *File) Placed(path []any, fault Fault) Fault {
	n := f.nearest(path)
	return fault.At(f.name, n.Line, n.Column)
}

// Standing is the fault at a node's place.
func (f *File) Standing(n *yaml.Node, fault Fault) Fault { return fault.At(f.name, n.Line, n.Column) }

// Unread reports whether the word stands where nothing was read, so that it is not unknown.
func (f *File) Unread(word string) bool { return f.words[word] }

// nearest is what stands at the path, or the nearest thing above it.
func (f *File) nearest(path []any) *yaml.Node {
	n := &f.root
	if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	for _, step := range path {
		next := child(n, step)
		if next == nil {
			break
		}
		n = next
	}
	return n
}

// Node is what stands at the path; nil if nothing does.
func (f *File) Node(path []any) *yaml.Node {
	n := &f.root
	if n.Kind != yaml.DocumentNode || len(n.Content) == 0 {
		return nil
	}
	n = n.Content[0]
	for _, step := range path {
		if n = child(n, step); n == nil {
			return nil
		}
	}
	return n
}

func child(n *yaml.Node, step any) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch step := step.(type) {
	case int:
		if n.Kind == yaml.SequenceNode && step < len(n.Content) {
			return n.Content[step]
		}
	case string:
		for i := 0; i+1 < len(n.Content) && n.Kind == yaml.MappingNode; i += 2 {
			if n.Content[i].Value == step {
				return n.Content[i+1]
			}
		}
	}
	return nil
}

// twice notes keys that stand twice in a mapping.
func (f *File) twice(n *yaml.Node) {
	seen := map[string]int{}
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 && c.Kind == yaml.ScalarNode {
			if line := seen[c.Value]; line > 0 {
				f.Add(New("yaml_key_twice", "key", c.Value, "line", line).At(f.name, c.Line, c.Column))
			} else {
				seen[c.Value] = c.Line
			}
		}
		f.twice(c)
	}
}

// tagged notes values that begin with «!», which a YAML reader takes for their type and leaves out, unseen.
func (f *File) tagged(n *yaml.Node) {
	if strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!") {
		f.Add(New("yaml_tag", "value", strings.TrimSpace(n.Tag+" "+n.Value), "rest", strings.TrimSpace(n.Tag[1:]+" "+n.Value)).At(f.name, n.Line, n.Column))
		f.forget(n)
	}
	for _, c := range n.Content {
		f.tagged(c)
	}
}

// A spot is a place of a key, or of a value.
type spot struct {
	line, column int
	key          bool
}

// A standing is what stands there, and the node that has it.
type standing struct{ node, above *yaml.Node }

// at finds the key, or the value, that stands at a place; the outermost of several.
func (f *File) at(line, column int, key bool) standing {
	if f.placed == nil {
		f.placed = map[spot]standing{}
		f.place(&f.root, nil, false)
	}
	return f.placed[spot{line, column, key}]
}

func (f *File) place(n, above *yaml.Node, key bool) {
	at := spot{n.Line, n.Column, key}
	if _, taken := f.placed[at]; !taken && n.Kind != yaml.DocumentNode {
		f.placed[at] = standing{n, above}
	}
	for i, c := range n.Content {
		f.place(c, n, n.Kind == yaml.MappingNode && i%2 == 0)
	}
}

// forget notes that nothing below the node was read.
func (f *File) forget(n *yaml.Node) {
	f.unread[n] = true
	if n.Kind == yaml.ScalarNode {
		f.words[n.Value] = true
	}
	for _, c := range n.Content {
		f.forget(c)
	}
}

// Empty reports whether a YAML file holds nothing but comments.
func Empty(content []byte) bool {
	for line := range bytes.Lines(content) {
		if line := strings.TrimSpace(string(line)); line != "" && line != "---" && !strings.HasPrefix(line, "#") {
			return false
		}
	}
	return true
}
