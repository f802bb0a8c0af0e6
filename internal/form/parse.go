package form

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// index is what Parse works out beside the file's own words.
type index struct {
	Top     []*Question // the questions outside groups, in order
	ByCode  map[string]*Question
	ByName  map[string]*Question
	typed   map[string]*Question // by the code as people type it
	Scan    *Question            // the question for the signed report; nil if there is none
	numbers []int                // of the sections, as people call them
	post    *Question            // the question for the officer's post; nil if there is none
	// Parts are the named figures of calculated questions.
	Parts map[string]Variable
	// Written are the calculated texts, by their names.
	Written map[string]*Question
	// Topics are the text questions with which summaries open, in order.
	Topics []*Question
	// Calculated are the calculated questions, in order.
	Calculated []*Question
	// ByLast marks that some question applies or not by what the last report said.
	ByLast bool
	// BelowConditions are the questions that apply or not by what is below, by what the
	// last report said, or by the day.
	BelowConditions []*Question
	// UsesToday says that some do by the day.
	UsesToday    bool
	below        []BelowUse
	placeholders map[string]fault.Fault
	usesBelow    bool
	last         map[string]Variable // what may stand behind «last.»
	shorts       *viet.Shorts        // its own abbreviations
	vocabulary   *viet.Vocabulary
	languages    map[string]*Outline // all of them, by tag; nil where it has one
	tables       map[string][]Option // of Files, as they were read
	// Firm are the lists whose floor comes from answers and has no way out.
	Firm []*Question
	// Warnings are what an outline may have, but will not show as its author
	// may think.
	Warnings []fault.Fault
}

// compiled is what Parse works out for a question.
type compiled struct {
	kind *kind
	// Block is the innermost one in which the question stands; nil if there is none.
	Block *Block
	path  []any // in the file
	// Leads are the texts without an answer that stand before the question, Tail those
	// behind the last one of a list.
	Leads, Tail []*Question
	Pos         int // in top, or in the group's Questions
	Parent      *Question
	Section     int
	// Condition is the question's own, Conditions are all that must hold: the section's,
	// those of its blocks, its own. relevance is what they are written as.
	Condition        *Expression
	Conditions       []*Expression
	relevance        string
	ValueExpressions map[string]*Expression
	// Limit may name the question itself, Filter the words of its choices.
	Limit, Filter    *Expression
	MinRows, MaxRows *Expression
	// Required says that the question must always be answered, Needed is the condition under
	// which it must be.
	Required    bool
	conditional bool
	form        *regexp.Regexp // of a patterned answer
	Needed      *Expression
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

type compiledSection struct {
	Condition *Expression
	Tail      []*Question // the texts without an answer behind the last question
}

type compiledCheck struct {
	Holds            *Expression
	Parent           *Question // of Each
	ValueExpressions map[string]*Expression
	Fixes            []*Question
	Compares         bool // rows of Each with one another
	Filters          bool // Holds is the filter of the choices of the question Of
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

// Parse reads an outline. Its error is *fault.Faults: all of them at once, as far as what is
// good lets them be told.
func Parse(file string, content []byte) (*Outline, error) {
	content = norm.NFC.Bytes(content)
	languages := languagesOf(content)
	if len(languages) == 0 {
		return parse(file, content, nil, "")
	}
	all := map[string]*Outline{}
	for _, tag := range languages {
		o, err := parse(file, content, languages, tag)
		if err != nil {
			return nil, err
		}
		all[tag], o.languages = o, all
	}
	return all[languages[0]], nil
}

// parse reads the words of one language.
func parse(file string, content []byte, languages []string, tag string) (*Outline, error) {
	o := &Outline{}
	chosen := func(f *fault.File, root *yaml.Node) {
		plainChoices(f, root)
		if len(languages) > 0 {
			choose(f, root, languages, tag)
		}
	}
	read := fault.ReadChosen(file, content, o, chosen)
	read.Retell(retold)
	p := &parsing{File: read, o: o, name: file, tag: tag, failed: map[string]bool{}}
	if p.Broken() {
		return nil, p.Err()
	}
	sum := sha256.Sum256(content)
	o.Hash = hex.EncodeToString(sum[:])[:12]
	p.index()
	p.compile()
	if err := p.Err(); err != nil {
		return nil, err
	}
	o.Warnings = append(o.Warnings, p.Odd()...)
	fault.Sort(o.Warnings)
	return o, nil
}

// throughNumbers are the least and the most of a number, as somebody writes them who takes range for that.
var throughNumbers = regexp.MustCompile(`^\[?\s*(\d+)\s*(?:-|–|,|\.\.+|đến|to)\s*(\d+)\s*\]?$`)

// retold says of a value of another sort what is written there.
func retold(f fault.Fault) fault.Fault {
	if f.Key != "yaml_not_true" || len(f.Pairs) < 4 || f.Pairs[3] != "range" {
		return f
	}
	m := throughNumbers.FindStringSubmatch(fmt.Sprint(f.Pairs[1]))
	if m == nil {
		return f
	}
	return fault.New("range_bounds", "min", m[1], "max", m[2]).At(f.File, f.Line, f.Column)
}

type parsing struct {
	*fault.File
	o *Outline
	// name is the file's, tag the language that is read of several.
	name, tag string
	scope     map[string]Variable
	// sections are the codes of sections by how they are typed, once a question is held against them.
	sections map[string]string
	// failed are names whose question or figure is faulty: what names them is not judged.
	failed map[string]bool
}

var (
	nameForm = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	codeForm = regexp.MustCompile(`^[A-Z]+[0-9]+(\.[0-9]+)*$`)
)

// index gives every question its place and refuses names used twice.
func (p *parsing) index() {
	o := p.o
	o.ByCode, o.ByName, o.typed, o.Parts = map[string]*Question{}, map[string]*Question{}, map[string]*Question{}, map[string]Variable{}
	o.Written = map[string]*Question{}
	if len(o.Sections) == 0 {
		p.Missing(nil, "sections", fault.New("no_sections"))
	}
	if len(o.Sections) > 64 {
		p.Note([]any{"sections"}, fault.New("many_sections"))
	}
	o.number()
	offering{p}.lists()
	for i := range o.Sections {
		s := &o.Sections[i]
		if s.Code == "" {
			p.Missing([]any{"sections", i}, "code", fault.New("section_no_code"))
		}
		if s.Title == "" {
			p.Missing([]any{"sections", i}, "title", fault.New("section_no_title", "code", s.Code))
		}
		p.sectionOnce(i)
		if len(s.Questions) == 0 && !p.Unread("questions") {
			p.warn([]any{"sections", i}, fault.New("section_empty", "code", s.Code))
		}
		s.Questions, s.Tail = p.flat(s.Questions, []any{"sections", i})
		for j := range s.Questions {
			q := &s.Questions[j]
			q.Pos, q.Section, q.kind = len(o.Top), i, kindOf(q)
			o.Top = append(o.Top, q)
			p.fields(q)
			p.leads(q.Leads, i, nil)
			p.enter(q, q.path)
			for k := range q.Questions {
				p.leads(q.Questions[k].Leads, i, q)
				p.enter(&q.Questions[k], q.Questions[k].path)
			}
			p.leads(q.Tail, i, q)
		}
		p.leads(s.Tail, i, nil)
	}
}

// fields gives what is asked in each row its place.
func (p *parsing) fields(q *Question) {
	q.Questions, q.Tail = p.flat(q.Questions, q.path)
	for k := range q.Questions {
		f := &q.Questions[k]
		f.Pos, f.Section, f.Parent, f.kind = k, q.Section, q, kindOf(f)
	}
}

// sectionOnce warns of a section with the code of one before it.
func (p *parsing) sectionOnce(i int) {
	code := Canonical(p.o.Sections[i].Code)
	for j := range p.o.Sections[:i] {
		if code != "" && Canonical(p.o.Sections[j].Code) == code {
			first := p.Placed([]any{"sections", j, "code"}, fault.Fault{})
			p.warn([]any{"sections", i, "code"}, fault.New("section_twice", "code", p.o.Sections[i].Code, "line", first.Line))
			return
		}
	}
}

func (p *parsing) enter(q *Question, path []any) {
	o := p.o
	switch {
	case q.Code == "":
		p.Missing(path, "code", fault.New("question_no_code"))
	case !codeForm.MatchString(q.Code):
		p.Note(append(path, "code"), fault.New("question_code", "code", q.Code))
	case o.ByCode[q.Code] != nil:
		p.Note(append(path, "code"), fault.New("code_twice", "code", q.Code))
	}
	switch {
	case q.Name == "":
		p.Missing(path, "name", fault.New("question_no_name", "code", q.Code))
	case !nameForm.MatchString(q.Name):
		p.Note(append(path, "name"), noQuestionName(q))
		p.failed[q.Name] = true
	case o.ByName[q.Name] != nil:
		p.Note(append(path, "name"), fault.New("name_twice", "name", q.Name))
		p.failed[q.Name] = true
	}
	otherSection(p, q, path)
	o.ByCode[q.Code], o.ByName[q.Name] = q, q
	code := Canonical(q.Code)
	o.typed[code] = q
	if bare := strings.TrimLeft(code, "abcdefghijklmnopqrstuvwxyz"); bare != "" && o.typed[bare] == nil {
		o.typed[bare] = q
	}
	if q.Scan {
		o.Scan = q
	}
	if q.Post {
		p.post(q, path)
	}
	required(q)
	offering{p}.choicesOf(q, path)
	p.shape(q, path)
}

// otherSection warns of a question whose code is one of another section, as one that was copied has.
func otherSection(p *parsing, q *Question, path []any) {
	if p.sections == nil {
		p.sections = map[string]string{}
		for _, s := range p.o.Sections {
			p.sections[Canonical(s.Code)] = s.Code
		}
	}
	code, own := Canonical(q.Code), p.o.Sections[q.Section].Code
	other := ""
	for i, r := range code {
		if section, there := p.sections[code[:i]]; r == '.' && i > 0 && there {
			if section == own || code[:i] == Canonical(own) {
				return
			}
			other = section
		}
	}
	if other != "" {
		p.warn(append(path, "code"), fault.New("code_of_section", "code", q.Code, "section", other, "own", own))
	}
}

// post notes the question for the officer's post. There is one, of choices, outside lists.
func (p *parsing) post(q *Question, path []any) {
	switch {
	case q.Type != SelectOne || q.Parent != nil:
		p.Note(append(path, "post"), fault.New("post_no_choice", "code", q.Code))
	case p.o.post != nil:
		p.Note(append(path, "post"), fault.New("post_twice", "code", q.Code, "first", p.o.post.Code))
	default:
		p.o.post = q
	}
}

// pathOf is where a question, or something of it, stands in the file.
func (p *parsing) pathOf(q *Question, more ...any) []any {
	return append(q.path[:len(q.path):len(q.path)], more...)
}
