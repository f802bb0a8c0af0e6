package form

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A Fault is one thing wrong in an outline, where it stands and what was
// perhaps meant.
type Fault struct {
	File         string
	Line, Column int
	Message      string
	Hint         string
}

func (f Fault) Error() string {
	s := fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message)
	if f.Hint != "" {
		s += " (" + f.Hint + ")"
	}
	return s
}

// Faults are all faults of a file, in its order.
type Faults []Fault

func (fs Faults) Error() string {
	errs := make([]error, len(fs))
	for i, f := range fs {
		errs[i] = f
	}
	return errors.Join(errs...).Error()
}

// fault notes what is wrong at the path, which is made of keys and positions.
func (p *parsing) fault(path []any, hint, format string, args ...any) {
	line, column := Position(&p.root, path)
	p.faults = append(p.faults, Fault{File: p.file, Line: line, Column: column, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// nodeAt is what stands at the path; nil if nothing does.
func nodeAt(n *yaml.Node, path []any) *yaml.Node {
	if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	for _, step := range path {
		if n = child(n, step); n == nil {
			return nil
		}
	}
	return n
}

// unknownKey is how the reader tells a key that is none, with the Go type.
var unknownKey = regexp.MustCompile(`^field (\S+) not found in type \S+$`)

// LoadErrors returns what the reader of a YAML file found wrong, each with its
// place, or nothing if it could not say where.
func LoadErrors(err error) []*yaml.LoadError {
	var many *yaml.LoadErrors
	var one *yaml.LoadError
	switch {
	case errors.As(err, &many):
		return many.Errors
	case errors.As(err, &one):
		return []*yaml.LoadError{one}
	}
	return nil
}

// loadFault says in an editor's words what the reader of the file found.
func (p *parsing) loadFault(line, column int, message string) {
	f := Fault{File: p.file, Line: line, Column: column, Message: message}
	if m := unknownKey.FindStringSubmatch(message); m != nil {
		f.Message, f.Hint = fmt.Sprintf("there is no key %q here", m[1]), meant(m[1], keysOf(reflect.TypeFor[Outline]()))
	}
	p.faults = append(p.faults, f)
}

// keysOf are the keys of a type's fields, and of the types below it.
func keysOf(t reflect.Type) (keys []string) {
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(t reflect.Type) {
		for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || seen[t] {
			return
		}
		seen[t] = true
		for f := range t.Fields() {
			if key, _, _ := strings.Cut(f.Tag.Get("yaml"), ","); key != "" && key != "-" {
				keys = append(keys, key)
				walk(f.Type)
			}
		}
	}
	walk(t)
	return keys
}

// Position is where the path's value stands, or the nearest thing above it.
func Position(n *yaml.Node, path []any) (line, column int) {
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
	return n.Line, n.Column
}

func child(n *yaml.Node, step any) *yaml.Node {
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
