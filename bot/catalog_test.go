package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"giaoban/internal/locale"
	"giaoban/locales"
)

// prose is what a person would read: two words, or what follows a sentence.
var prose = regexp.MustCompile(`\pL{2,}[,;:.]? +\(?\pL{2,}`)

// notSaid are literals that look like prose and that nobody at the command line reads, or that are no language's.
var notSaid = []string{
	"giaoban records", // what the key of records is derived for
	"go run ./bot",    // a command as it is typed
	"Giao Ban",        // the name of the product
}

// forMachines are the files whose words go to those who scrape metrics and probe health, and to shells.
var forMachines = []string{"meters.go", "signs_http.go", "completion.go"}

// TestAllThatIsSaidIsAPhrase: what the command line says is a phrase of locales/, so that it is there in each
// language. Logs are English, and so is what is said to nobody: both stand in calls of a log.
func TestAllThatIsSaidIsAPhrase(t *testing.T) {
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	files := token.NewFileSet()
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") || slices.Contains(forMachines, path) {
			continue
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.CallExpr:
				return !isLog(n) && !isPattern(n)
			case *ast.ValueSpec: // errors that are known by what they are; known.go has their phrases
				return !isSentinel(n)
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING && prose.MatchString(text) && !slices.Contains(notSaid, text) {
					t.Errorf("%s: %q is no phrase of locales/cli.*.toml", files.Position(n.Pos()), text)
				}
			}
			return true
		})
	}
}

// isLog reports whether a call writes a line of the log.
func isLog(n *ast.CallExpr) bool {
	f, ok := n.Fun.(*ast.SelectorExpr)
	if !ok || !slices.Contains([]string{"Debug", "Info", "Warn", "Error"}, f.Sel.Name) {
		return false
	}
	switch x := f.X.(type) {
	case *ast.Ident:
		return x.Name == "log" || x.Name == "slog"
	case *ast.SelectorExpr:
		return x.Sel.Name == "log"
	}
	return false
}

// isPattern reports whether a call makes a regular expression: what it finds was said by somebody else.
func isPattern(n *ast.CallExpr) bool {
	f, ok := n.Fun.(*ast.SelectorExpr)
	return ok && f.Sel.Name == "MustCompile"
}

// isSentinel reports whether a declaration is err… = errors.New(…) and has its phrase.
func isSentinel(n *ast.ValueSpec) bool {
	for _, name := range n.Names {
		if !strings.HasPrefix(name.Name, "err") {
			return false
		}
	}
	return true
}

// TestSentinelsHavePhrases: each error that this room knows by what it is has a phrase.
func TestSentinelsHavePhrases(t *testing.T) {
	for _, err := range []error{errNone, errIdle, errSilent, errForeign, errNoToken, errBroken} {
		if p, ok := known(err); !ok || strings.HasPrefix(english().Word(p), "[") {
			t.Errorf("%v is told as %q", err, english().Word(p))
		}
	}
}

// TestHelpIsWhole: every command, argument and flag says in each language what it is for.
func TestHelpIsWhole(t *testing.T) {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range catalog.Languages() {
		say, _ := catalog.Language(tag)
		parser, err := newParser(&program{say: say}, func(int) {})
		if err != nil {
			t.Fatal(tag, err)
		}
		seen := 0
		err = kong.Visit(parser.Model, func(v kong.Visitable, next kong.Next) error {
			name, help := "", "-"
			switch v := v.(type) {
			case *kong.Node:
				name, help = v.FullPath(), v.Help
			case *kong.Flag:
				name, help = v.Summary(), v.Help
			case *kong.Value:
				name, help = v.Summary(), v.Help
			}
			if seen++; help == "" || strings.Contains(help, "${") {
				t.Errorf("%s: %s says %q", tag, name, help)
			}
			return next(nil)
		})
		if err != nil || seen < 60 {
			t.Errorf("%s: %d commands, arguments and flags, %v", tag, seen, err)
		}
	}
}
