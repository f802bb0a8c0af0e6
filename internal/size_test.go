package internal_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The sizes that one can still know by heart.
const (
	mostLines    = 400 // of a file
	mostBody     = 60  // lines of a function
	mostMethods  = 60  // of a type
	mostOfAll    = 8   // no room holds more than one part in so many of the code
	generatedTag = "// Code generated "
)

// A room, a file, a type and a function stay small enough to be known by heart: what
// outgrows them has found its own room. Tests are not counted.
func TestSize(t *testing.T) {
	lines, all := map[string]int{}, 0
	methods := map[string]int{}
	files := token.NewFileSet()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		code, err := os.ReadFile(path)
		if err != nil || bytes.HasPrefix(code, []byte(generatedTag)) {
			return err
		}
		room, n := filepath.Dir(path), bytes.Count(code, []byte("\n"))
		lines[room] += n
		all += n
		if n > mostLines {
			t.Errorf("%s has %d lines, more than %d", path, n, mostLines)
		}
		file, err := parser.ParseFile(files, path, code, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := files.Position(f.End()).Line - files.Position(f.Pos()).Line + 1; n > mostBody {
				t.Errorf("%s: %s has %d lines, more than %d", path, f.Name.Name, n, mostBody)
			}
			if f.Recv != nil {
				methods[room+"."+receiver(f.Recv.List[0].Type)]++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room, n := range lines {
		if n*mostOfAll > all {
			t.Errorf("%s has %d of %d lines, more than one in %d", room, n, all, mostOfAll)
		}
	}
	for name, n := range methods {
		if n > mostMethods {
			t.Errorf("%s has %d methods, more than %d", name, n, mostMethods)
		}
	}
}

// receiver is the name of a method's type.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
