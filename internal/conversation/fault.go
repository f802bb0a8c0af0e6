package conversation

import (
	"errors"
	"fmt"

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
