package pattern

import (
	"fmt"
	"regexp"
	"strings"
)

// A grammar is a table's text taken apart.
type grammar struct {
	spells   []spelling
	lets     map[string]expr
	variants []variant
	rules    []rule
	apart    bool // see the package
}

type spelling struct {
	word   string
	others []string
}

// A variant says what the names that it binds are in it.
type variant struct {
	name string
	lets map[string]expr
}

// A rule is one pattern of a kind, under a root.
type rule struct {
	root, kind string
	pattern    expr
	line       int
}

// An expr is a pattern or a part of one.
type expr struct {
	op   op
	word string // of a word, or the name of a reference
	of   []expr
}

type op byte

const (
	opWord op = iota
	opRef
	opSeq
	opAlt
	opMaybe
	opPlus
	opGap
)

// parts are the words, names and signs of a pattern.
func parts(pattern string) (out []string) {
	from := -1
	for i, r := range pattern {
		sign := strings.ContainsRune("()[]|+…", r)
		switch {
		case from >= 0 && pattern[from] == '<' && r != '>':
			continue
		case from >= 0 && r == '>':
			out, from = append(out, pattern[from:i+1]), -1
			continue
		case sign || r == ' ' || r == '\t' || r == '<':
			if from >= 0 {
				out = append(out, pattern[from:i])
			}
			from = -1
		}
		switch {
		case sign:
			out = append(out, string(r))
		case from < 0 && r != ' ' && r != '\t':
			from = i
		}
	}
	if from >= 0 {
		out = append(out, pattern[from:])
	}
	return out
}

func parse(text string) (*grammar, error) {
	g := &grammar{lets: map[string]expr{}}
	var lines []string
	var numbers []int
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		goesOn := strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case goesOn && len(lines) > 0:
			lines[len(lines)-1] += " " + line
		default:
			lines, numbers = append(lines, line), append(numbers, i+1)
		}
	}
	root, kind := "", ""
	for i, line := range lines {
		var err error
		if header, ok := strings.CutPrefix(line, "["); ok && strings.HasSuffix(line, "]") && headerForm.MatchString(line) {
			root, kind, _ = strings.Cut(strings.TrimSuffix(header, "]"), " ")
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		of, pattern, says := strings.Cut(rest, "=")
		switch {
		case line == "apart":
			g.apart = true
		case word == "spell" && says:
			g.spells = append(g.spells, spelling{strings.TrimSpace(of), strings.Fields(pattern)})
		case word == "let" && says:
			err = g.let(g.lets, rest)
		case word == "fill" && says:
			err = g.rule(strings.TrimSpace(fillRoot+" "+of), fillRoot, pattern, numbers[i])
		case word == "with" && says:
			err = g.with(rest)
		default:
			if root == "" {
				err = fault("a pattern before any kind")
				break
			}
			err = g.rule(root, kind, line, numbers[i])
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", numbers[i], err)
		}
	}
	return g, nil
}

// headerForm is «[root kind]».
var headerForm = regexp.MustCompile(`^\[[a-z]+ [a-z/_-]+\]$`)

func (g *grammar) let(lets map[string]expr, rest string) error {
	name, pattern, ok := strings.Cut(rest, "=")
	if !ok {
		return fault("let wants «name = pattern»")
	}
	name = strings.TrimSpace(name)
	if _, twice := lets[name]; twice {
		return fault("<%s> is told twice", name)
	}
	e, err := read(pattern)
	lets[name] = e
	return err
}

func (g *grammar) with(rest string) error {
	name, list, ok := strings.Cut(rest, ":")
	if !ok {
		return fault("with wants «name: name = pattern; …»")
	}
	v := variant{strings.TrimSpace(name), map[string]expr{}}
	for let := range strings.SplitSeq(list, ";") {
		if err := g.let(v.lets, let); err != nil {
			return err
		}
	}
	g.variants = append(g.variants, v)
	return nil
}

func (g *grammar) rule(root, kind, pattern string, line int) error {
	e, err := read(pattern)
	g.rules = append(g.rules, rule{root, kind, e, line})
	return err
}

// read reads a pattern.
func read(pattern string) (expr, error) {
	p := reader{rest: parts(pattern)}
	e, err := p.alternatives()
	if err == nil && len(p.rest) > 0 {
		err = fault("%q closes nothing", p.rest[0])
	}
	return e, err
}

// A reader reads a pattern part by part.
type reader struct{ rest []string }

func (p *reader) next() string {
	if len(p.rest) == 0 {
		return ""
	}
	return p.rest[0]
}

func (p *reader) alternatives() (expr, error) {
	var of []expr
	for {
		e, err := p.sequence()
		if err != nil {
			return e, err
		}
		of = append(of, e)
		if p.next() != "|" {
			break
		}
		p.rest = p.rest[1:]
	}
	if len(of) == 1 {
		return of[0], nil
	}
	return expr{op: opAlt, of: of}, nil
}

func (p *reader) sequence() (expr, error) {
	var of []expr
	for {
		part := p.next()
		if part == "" || part == "|" || part == ")" || part == "]" {
			break
		}
		p.rest = p.rest[1:]
		e, err := p.part(part)
		if err != nil {
			return e, err
		}
		if p.next() == "+" {
			p.rest = p.rest[1:]
			e = expr{op: opPlus, of: []expr{e}}
		}
		of = append(of, e)
	}
	if len(of) == 0 {
		return expr{}, fault("nothing stands where a word is wanted")
	}
	return expr{op: opSeq, of: of}, nil
}

func (p *reader) part(part string) (expr, error) {
	switch {
	case part == "(" || part == "[":
		e, err := p.alternatives()
		if err != nil {
			return e, err
		}
		if want := map[string]string{"(": ")", "[": "]"}[part]; p.next() != want {
			return e, fault("%q is not closed", part)
		}
		p.rest = p.rest[1:]
		if part == "[" {
			e = expr{op: opMaybe, of: []expr{e}}
		}
		return e, nil
	case part == "…":
		return expr{op: opGap}, nil
	case part == "+":
		return expr{}, fault("«+» follows nothing")
	case part[0] == '<':
		return expr{op: opRef, word: strings.Trim(part, "<>")}, nil
	}
	return expr{op: opWord, word: part}, nil
}
