package xpath

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	a, b := Ref{Name: "a"}, Ref{Name: "b"}
	for source, want := range map[string]Node{
		"${a} = 'x' or ${b}>= 1.5 and .<10": Binary{"or", Binary{"=", a, Text{"x"}}, Binary{"and", Binary{">=", b, Number{"1.5"}}, Binary{"<", Self{}, Number{"10"}}}},
		"selected( ${a} , \"x y\")":         Call{"selected", []Node{a, Text{"x y"}}},
		"${a} div 2 - -${b}":                Binary{"-", Binary{"div", a, Number{"2"}}, Minus{b}},
		"${a} * 2 mod 3":                    Binary{"mod", Binary{"*", a, Number{"2"}}, Number{"3"}},
		"not(${a} != ’x’)":                  Call{"not", []Node{Binary{"!=", a, Text{"x"}}}},
		"count(${a}[b = 'x'])":              Call{"count", []Node{Filter{a, Binary{"=", Child{"b"}, Text{"x"}}}}},
		"../b + /data/group/b":              Binary{"+", Ref{"b", "../"}, Ref{"b", "/data/group/"}},
		"current()/../b":                    Ref{"b", "../"},
		"position(..)":                      Call{"position", []Node{Parent{}}},
		"decimal-date-time(today())":        Call{"decimal-date-time", []Node{Call{"today", nil}}},
		"jr:choice-name(${a}, '${a}')":      Call{"jr:choice-name", []Node{a, Text{"${a}"}}},
		"sum(${a}/b)":                       Call{"sum", []Node{Step{a, "b"}}},
		"((((1))))":                         Number{"1"},
		"${ a }":                            a,
		"if(true(), 1, 2)":                  Call{"if", []Node{Call{"true", nil}, Number{"1"}, Number{"2"}}},
		"instance('x')/root/item[name=.]":   Filter{Step{Step{Call{"instance", []Node{Text{"x"}}}, "root"}, "item"}, Binary{"=", Child{"name"}, Self{}}},
	} {
		got, err := Parse(source)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", source, err, diff)
		}
	}
}

// TestWrong: what is no expression is told with the words at which that was seen.
func TestWrong(t *testing.T) {
	for source, want := range map[string]struct {
		why  error
		near string
	}{
		"":                                 {ErrEnd, ""},
		"${a} =":                           {ErrEnd, ""},
		"${a} = 'x":                        {ErrQuote, "'x"},
		"${a = 1":                          {ErrSyntax, "${a = 1"},
		"(1":                               {ErrEnd, ""},
		"1 2":                              {ErrSyntax, "2"},
		"selected(1,)":                     {ErrSyntax, ")"},
		"${a} == 1":                        {ErrSyntax, "="},
		"${a} && ${b}":                     {ErrSyntax, "&& ${b}"},
		"${a} > 1 then":                    {ErrSyntax, "then"},
		strings.Repeat("(", 5000) + "1":    {ErrLong, ""},
		strings.Repeat("1 + ", 6000) + "1": {ErrLong, ""},
	} {
		_, err := Parse(source)
		var wrong *Error
		if !errors.Is(err, want.why) || !errors.As(err, &wrong) || wrong.Near != want.near {
			t.Errorf("%.40s: %v", source, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, source := range []string{"${a} = 'x' or not(selected(., \"b\"))", "count(${a}[b > 1]) div -2.5", "../a/b | /c", "((", "${", "a:b-c.d(1,2)"} {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		n, err := Parse(source)
		if (n == nil) == (err == nil) {
			t.Errorf("%q: %v and %v", source, n, err)
		}
	})
}
