package locale

import (
	"fmt"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A call is one Say or Count of the program's own code.
type call struct {
	at    token.Position
	key   string // "" if the key is not a literal
	table bool   // the key is a name, so it may come from a table of literals
	count bool
	names []string // the placeholders that are passed
	loose bool     // a placeholder's name is not a literal
}

// A source is what the walk finds in the code of the whole module.
type source struct {
	calls    []call
	literals map[string]map[string]bool // by folder
}

// TestKeys holds the calls against the phrases, both ways.
func TestKeys(t *testing.T) {
	phrases := shipped(t)[Default]
	code := walk(t, filepath.Join("..", ".."))
	if len(code.calls) == 0 {
		t.Fatal("the walk found no call at all")
	}
	for _, c := range code.calls {
		for _, fault := range c.faults(phrases, code.literals) {
			t.Errorf("%s: %s", c.at, fault)
		}
	}
	used := map[string]bool{}
	for _, literals := range code.literals {
		maps.Copy(used, literals)
	}
	for _, key := range slices.Sorted(maps.Keys(phrases)) {
		if !used[key] {
			t.Errorf("phrase %q is in locales/ but nothing says it", key)
		}
	}
}

// faults are the sentences about what is wrong with the call.
func (c call) faults(phrases map[string]phrase, literals map[string]map[string]bool) []string {
	if c.key == "" {
		if !c.table || !anyKey(literals[filepath.Dir(c.at.Filename)], phrases) {
			return []string{"the key is neither a literal nor from a table of literals"}
		}
		return nil
	}
	m, ok := phrases[c.key]
	if !ok {
		return []string{fmt.Sprintf("there is no phrase %q in locales/", c.key)}
	}
	var faults []string
	if c.loose {
		faults = append(faults, fmt.Sprintf("%q: the placeholders' names must be literals", c.key))
	}
	for _, name := range m.placeholders() {
		if !c.loose && !slices.Contains(c.names, name) {
			faults = append(faults, fmt.Sprintf("%q needs {{.%s}}, which the call does not pass", c.key, name))
		}
	}
	switch {
	case m.counted() && !c.count:
		faults = append(faults, fmt.Sprintf("%q depends on a number: Count it", c.key))
	case !m.counted() && c.count:
		faults = append(faults, fmt.Sprintf("%q does not depend on a number: Say it", c.key))
	}
	return faults
}

func anyKey(literals map[string]bool, phrases map[string]phrase) bool {
	for key := range phrases {
		if literals[key] {
			return true
		}
	}
	return false
}

// walk reads all Go files under root that are not tests.
func walk(t *testing.T, root string) source {
	t.Helper()
	found := source{literals: map[string]map[string]bool{}}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != root):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return found.read(path, text)
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// read adds one file's calls, and its literals that are not part of an import.
func (s *source) read(path string, text []byte) error {
	files := token.NewFileSet()
	file, err := goparser.ParseFile(files, path, text, goparser.SkipObjectResolution)
	if err != nil {
		return err
	}
	literals := s.literals[filepath.Dir(path)]
	if literals == nil {
		literals = map[string]bool{}
		s.literals[filepath.Dir(path)] = literals
	}
	for _, d := range file.Decls {
		ast.Inspect(d, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.BasicLit:
				if word, ok := literal(n); ok {
					literals[word] = true
					for _, m := range inTag.FindAllStringSubmatch(word, -1) {
						literals[m[1]] = true
					}
				}
			case *ast.CallExpr:
				if c, ok := callOf(n, filepath.Base(filepath.Dir(path)) == "bot"); ok {
					c.at = files.Position(n.Pos())
					s.calls = append(s.calls, c)
				}
			}
			return true
		})
	}
	return nil
}

// callOf reads x.Say(key, pairs…), fault.New(key, pairs…), locale.Later(key, pairs…) and x.Count(key, n,
// pairs…), and problem, refusal and problemCount, which are told later. Count is a
// common name, so x must be called say or Say there, at its end. In bot it also reads what is onCommandLine.
func callOf(n *ast.CallExpr, bot bool) (call, bool) {
	if len(n.Args) == 0 {
		return call{}, false
	}
	var c call
	pairs := n.Args[1:]
	f, ok := n.Fun.(*ast.SelectorExpr)
	name := lastName(n.Fun)
	first := n.Args[0]
	switch {
	case !ok && (name == "problem" || name == "refusal"): // a phrase that is said elsewhere
	case bot && name == "hinted" && len(n.Args) > 1:
		c.names, pairs, first = []string{"giaoban"}, n.Args[2:], n.Args[1]
	case bot && slices.Contains(onCommandLine, name) && (!ok || isLiteral(first)):
		c.names = []string{"giaoban"}
	case !ok && name == "New" && isLiteral(n.Args[0]): // fault.New inside its own room
	case !ok && name == "problemCount" && len(n.Args) > 1:
		c.count, c.names, pairs = true, []string{"n"}, n.Args[2:]
	case !ok:
		return call{}, false
	case f.Sel.Name == "Say":
	case f.Sel.Name == "New" && lastName(f.X) == "fault":
	case f.Sel.Name == "Later" && lastName(f.X) == "locale":
	case f.Sel.Name == "Count" && strings.EqualFold(lastName(f.X), "say") && len(n.Args) > 1:
		c.count, c.names, pairs = true, []string{"n"}, n.Args[2:]
	default:
		return call{}, false
	}
	c.key, ok = literal(first)
	if !ok {
		c.table = lastName(first) != ""
	}
	c.loose = n.Ellipsis.IsValid() || len(pairs)%2 != 0
	for i := 0; i < len(pairs); i += 2 {
		name, ok := literal(pairs[i])
		if !ok {
			c.loose = true
		}
		c.names = append(c.names, name)
	}
	return c, true
}

// onCommandLine are the functions of bot whose first argument is a phrase that is said there; each knows how the program was called.
var onCommandLine = []string{"fails", "notFound", "declined", "spoilt", "print", "tell", "ask", "typed", "standing"}

// inTag finds the phrases that a struct's tag names, as the table of commands does.
var inTag = regexp.MustCompile(`\$\{(\w+)\}`)

// lastName is the name that an expression ends in: Say of t.Say. What is put
// together, by + or by a call, has none.
func lastName(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	case *ast.IndexExpr:
		return lastName(x.X)
	}
	return ""
}

func isLiteral(x ast.Expr) bool {
	_, ok := literal(x)
	return ok
}

func literal(x ast.Expr) (string, bool) {
	lit, ok := x.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	word, err := strconv.Unquote(lit.Value)
	return word, err == nil
}

// TestKeyFaults tries the walk itself on calls that are wrong.
func TestKeyFaults(t *testing.T) {
	phrases := map[string]phrase{
		"saved": {Other: "Đã ghi: {{.value}}."},
		"left":  {One: "còn {{.n}} {{.noun}}", Other: "còn {{.n}} {{.noun}}"},
	}
	for _, c := range []struct{ code, want string }{
		{`say.Say("saved", "value", 3)`, ""},
		{`w.Say.Say("saved", "value", 3, "more", 4)`, ""},
		{`say.Count("left", 3, "noun", "câu")`, ""},
		{`for _, key := range []string{"saved"} { say.Say(key, "value", 3) }`, ""},
		{`strings.Count(a, "{"); list.Count(ctx)`, ""},
		{`say.Say("lost")`, `there is no phrase "lost"`},
		{`say.Say("saved")`, `"saved" needs {{.value}}`},
		{`say.Say("saved", "Value", 3)`, `"saved" needs {{.value}}`},
		{`say.Say("saved", name, 3)`, `"saved": the placeholders' names must be literals`},
		{`say.Say("saved", pairs...)`, `"saved": the placeholders' names must be literals`},
		{`say.Say("left", "n", 3, "noun", "câu")`, `"left" depends on a number`},
		{`say.Count("saved", 3, "value", 3)`, `"saved" does not depend on a number`},
		{`return problem("saved", "value", 3)`, ""},
		{`return problem("saved", "Value", 3)`, `"saved" needs {{.value}}`},
		{`return problemCount("saved", 3, "value", 3)`, `"saved" does not depend on a number`},
		{`say.Say(key)`, "neither a literal nor from a table"},
		{`other := "saved"; say.Say("sa" + other)`, "neither a literal nor from a table"},
		{`other := "saved"; say.Say(fmt.Sprint(other))`, "neither a literal nor from a table"},
	} {
		found := source{literals: map[string]map[string]bool{}}
		if err := found.read("try/try.go", []byte("package try\n\nfunc try() {\n"+c.code+"\n}\n")); err != nil {
			t.Fatal(err)
		}
		var faults []string
		for _, call := range found.calls {
			faults = append(faults, call.faults(phrases, found.literals)...)
		}
		if got := strings.Join(faults, "; "); !strings.Contains(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%s: faults %q, want %q", c.code, got, c.want)
		}
	}
}
