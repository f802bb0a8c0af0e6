package form

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"giaoban/internal/viet"
)

// index is what Parse works out beside the file's own words.
type index struct {
	Top    []*Question // the questions outside groups, in order
	ByCode map[string]*Question
	ByName map[string]*Question
	typed  map[string]*Question // by the code as people type it
	Scan   *Question            // the question for the signed report; nil if there is none
	// Parts are the named figures of calculated questions.
	Parts map[string]Variable
	// Topics are the text questions with which summaries open, in order.
	Topics []*Question
	// Calculated are the calculated questions, in order.
	Calculated []*Question
	// BelowConditions are the questions that apply or not by what is below.
	BelowConditions []*Question
	below           []BelowUse
	usesBelow       bool
	shorts          *viet.Shorts // its own abbreviations
	vocabulary      *viet.Vocabulary
	// Firm are the lists whose floor comes from answers and has no way out.
	Firm []*Question
	// Warnings are what an outline may have, but will not show as its author
	// may think.
	Warnings Faults
}

// compiled is what Parse works out for a question.
type compiled struct {
	kind             *kind
	Pos              int // in top, or in the group's Questions
	Parent           *Question
	Section          int
	Condition        *Expression
	ValueExpressions map[string]*Expression
	// Limit may name the question itself.
	Limit   *Expression
	MinRows *Expression
	// Dependents are the later questions outside groups whose condition (or
	// whose rows' conditions) names this one, directly or through others.
	Dependents     []*Question
	names          map[*Question]bool // that relevant and the rows' conditions use
	Checks         []*Check           // that name this question and are not put off
	RequiredFields int                // of a group, without those under a condition
	vocabulary     *viet.Vocabulary
	ReasonFor      *Question // the group whose missing rows this question explains
	Gated          bool      // a group that applies by a yes or no
	Figures        []figure  // of a calculated question
}

type compiledCheck struct {
	Holds            *Expression
	Parent           *Question // of Each
	ValueExpressions map[string]*Expression
	Fixes            []*Question
	Compares         bool // rows of Each with one another
	// Of is the question whose own constraint this is, nil for the outline's
	// checks: it is looked at again when what it names changes.
	Of *Question
}

type compiledLine struct{ Condition *Expression }

type compiledSource struct {
	Condition *Expression
	Field     *Question
}

type compiledFigure struct{ Expression *Expression }

// DependsOn reports whether the condition of the question, or of its rows, names
// one of the questions that changed.
func (q *Question) DependsOn(changed map[*Question]bool) bool {
	for n := range q.names {
		if changed[n] {
			return true
		}
	}
	return false
}

// Parse reads an outline. Its error is Faults: all of them at once.
func Parse(file string, content []byte) (*Outline, error) {
	content = norm.NFC.Bytes(content)
	o := &Outline{}
	p := &parsing{file: file, o: o}
	p.load(content)
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	sum := sha256.Sum256(content)
	o.Hash = hex.EncodeToString(sum[:])[:12]
	p.index()
	if len(p.faults) == 0 {
		p.compile()
	}
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	return o, nil
}

type parsing struct {
	file   string
	root   yaml.Node
	o      *Outline
	scope  map[string]Variable
	faults Faults
}

func (p *parsing) load(content []byte) {
	for _, into := range []any{&p.root, p.o} {
		err := yaml.Load(content, into, yaml.WithKnownFields())
		if err == nil {
			continue
		}
		found := LoadErrors(err)
		for _, e := range found {
			p.loadFault(e.Mark.Line, e.Mark.Column, e.Message)
		}
		if len(found) == 0 {
			p.faults = append(p.faults, Fault{File: p.file, Line: 1, Column: 1, Message: err.Error()})
		}
		return
	}
}

var (
	nameForm = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	codeForm = regexp.MustCompile(`^[A-Z]+[0-9]+(\.[0-9]+)*$`)
)

// index gives every question its place and refuses names used twice.
func (p *parsing) index() {
	o := p.o
	o.ByCode, o.ByName, o.typed, o.Parts = map[string]*Question{}, map[string]*Question{}, map[string]*Question{}, map[string]Variable{}
	if len(o.Sections) == 0 {
		p.fault(nil, "", "the outline has no sections")
	}
	if len(o.Sections) > 64 {
		p.fault([]any{"sections"}, "", "an outline has at most 64 sections")
	}
	for i := range o.Sections {
		s := &o.Sections[i]
		if s.Code == "" || s.Title == "" {
			p.fault([]any{"sections", i}, "", "a section needs code and title")
		}
		for j := range s.Questions {
			q := &s.Questions[j]
			path := []any{"sections", i, "questions", j}
			q.Pos, q.Section, q.kind = len(o.Top), i, kinds[q.Type]
			o.Top = append(o.Top, q)
			for k := range q.Questions {
				field := &q.Questions[k]
				field.Pos, field.Section, field.Parent, field.kind = k, i, q, kinds[field.Type]
			}
			p.enter(q, path)
			for k := range q.Questions {
				field := &q.Questions[k]
				p.enter(field, append(path[:4:4], "questions", k))
			}
		}
	}
}

func (p *parsing) enter(q *Question, path []any) {
	o := p.o
	switch {
	case !codeForm.MatchString(q.Code):
		p.fault(append(path, "code"), "for example X5.01", "code %q is not a code", q.Code)
	case o.ByCode[q.Code] != nil:
		p.fault(append(path, "code"), "", "code %s is used twice", q.Code)
	}
	switch {
	case !nameForm.MatchString(q.Name):
		p.fault(append(path, "name"), "a-z, 0-9 and _, beginning with a letter", "question %s: name %q is not a name", q.Code, q.Name)
	case o.ByName[q.Name] != nil:
		p.fault(append(path, "name"), "", "name %q is used twice", q.Name)
	}
	o.ByCode[q.Code], o.ByName[q.Name] = q, q
	code := Canonical(q.Code)
	o.typed[code] = q
	if bare := strings.TrimLeft(code, "abcdefghijklmnopqrstuvwxyz"); bare != "" && o.typed[bare] == nil {
		o.typed[bare] = q
	}
	if q.Scan {
		o.Scan = q
	}
	p.shape(q, path)
}

// pathOf is where a question outside groups stands.
func (p *parsing) pathOf(q *Question, more ...any) []any {
	for j := range p.o.Sections[q.Section].Questions {
		if &p.o.Sections[q.Section].Questions[j] == q {
			return append([]any{"sections", q.Section, "questions", j}, more...)
		}
	}
	return nil
}
