package form

import (
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// calculate is figures that the system works out, a list of names among them at
// most.
var calculate = kind{
	way:     ByFigures,
	keys:    []string{"calculation", "parts", "read_only", "skipped"},
	compile: (*parsing).calculated,
	adds:    true,
	comes:   Numbers,
	count: func(t *Tally, unit string, v Value) {
		if len(v.Figures) > 0 && !v.Figures[0].Unknown {
			t.number(unit, v.Figures[0].Value)
		}
	},
	notAFile:    "file_not_number",
	interpreted: true,
	sample: func(q *Question, part int) any {
		if part < len(q.Figures) && q.Figures[part].List {
			return []string{}
		}
		return 0.0
	},
}

// What a calculation makes of an optional question that was passed over.
const (
	SkippedZero    = "zero"
	SkippedUnknown = "unknown"
)

// Correctable tells whether a person may put another number.
func (q *Question) Correctable(i int) bool {
	f := &q.Figures[i]
	return !q.ReadOnly && !f.Derived && !f.List
}

// Correctables are the figures that a person may correct, by position.
func (q *Question) Correctables() (list []int) {
	for i := range q.Figures {
		if q.Correctable(i) {
			list = append(list, i)
		}
	}
	return list
}

// FigureNamed returns the correctable figure whose name words begin with, and
// what is said of it; -1 when none is named. Names are filled first.
func (q *Question) FigureNamed(input string, fill func(string) string) (part int, rest string) {
	folded := viet.Fold(viet.Line(input))
	part, rest = -1, input
	longest := 0
	for _, i := range q.Correctables() {
		name := viet.Fold(fill(q.Figures[i].Label))
		after, ok := strings.CutPrefix(folded, name)
		if ok && len(name) > longest && (after == "" || strings.ContainsAny(after[:1], " :=-,")) {
			part, longest = i, len(name)
			rest = strings.TrimLeft(after, " :=-,")
		}
	}
	return part, rest
}

// ReadFigure reads the number that somebody puts in the place of a figure.
func (q *Question) ReadFigure(in Input) (float64, *Problem) {
	in.Fixing = true
	v, p := readNumber(&Question{Code: q.Code, Min: "0", Unit: q.Unit, Label: q.Label}, in, false)
	return v.Number, p
}

// calculated compiles the figures of a calculated question.
func (p *parsing) calculated(q *Question, path []any) {
	if q.Calculation == "" && len(q.Parts) == 0 {
		p.Missing(path, "calculation", fault.New("no_calculation", "code", q.Code))
		p.failed[q.Name] = true
		return
	}
	if s := q.Skipped; s != "" && s != SkippedZero && s != SkippedUnknown {
		p.Note(append(path, "skipped"), fault.New("skipped_unknown", "code", q.Code).Meant(s, []string{SkippedZero, SkippedUnknown}))
	}
	scope := map[string]Variable{}
	for k, v := range p.scope {
		scope[k] = v
	}
	add := func(f figure, source string, path []any) {
		if f.Value = p.expression(source, path, scope, q.Code); f.Value == nil {
			p.failed[f.name] = true // what names it is not judged
			return
		}
		for _, v := range f.Value.Vars {
			f.Derived = f.Derived || v.Q == q
		}
		f.List = f.Value.sampleIsList()
		if v, known := f.Value.sample(); known && v == true || v == false {
			p.warn(path, fault.New("calculation_condition", "code", q.Code))
		}
		v := Variable{Name: f.name, Q: q, Part: len(q.Figures)}
		q.Figures = append(q.Figures, f)
		scope[f.name], p.scope[f.name] = v, v
	}
	if q.Calculation != "" {
		add(figure{name: q.Name}, q.Calculation, append(path, "calculation"))
	}
	lists := 0
	for i, part := range q.Parts {
		at := append(path[:len(path):len(path)], "parts", i)
		switch {
		case !nameForm.MatchString(part.Name):
			p.Note(append(at, "name"), fault.New("part_name", "code", q.Code, "name", part.Name))
			continue
		case p.o.ByName[part.Name] != nil || p.o.Parts[part.Name].Q != nil:
			p.Note(append(at, "name"), fault.New("name_twice", "name", part.Name))
			continue
		case part.Label == "":
			p.Missing(at, "label", fault.New("part_no_label", "code", q.Code, "name", part.Name))
		}
		before := len(q.Figures)
		add(figure{name: part.Name, Label: part.Label}, part.Calculation, append(at, "calculation"))
		if len(q.Figures) == before {
			continue
		}
		if q.Figures[before].List {
			lists++
		}
		p.o.Parts[part.Name] = Variable{Name: part.Name, Q: q, Part: before}
	}
	if lists > 1 {
		p.Note(append(path, "parts"), fault.New("parts_lists", "code", q.Code))
	}
	p.o.Calculated = append(p.o.Calculated, q)
}

// sample runs the expression where nothing is answered.
func (e *Expression) sample() (value any, known bool) {
	env := make(map[string]any, len(e.Vars))
	for _, v := range e.Vars {
		env[v.Name] = v.Sample()
	}
	return e.Run(env)
}

// sampleIsList runs the expression where nothing is answered and nobody has
// reported, and tells whether a list comes of it.
func (e *Expression) sampleIsList() bool {
	v, _ := e.sample()
	switch v.(type) {
	case []string, []any:
		return true
	}
	return false
}

// usesBelow notes which figures of the units below an expression names.
func (p *parsing) usesBelow(e *Expression, path []any, of string) {
	for _, v := range e.Vars {
		if v.Kind != TheBelow {
			continue
		}
		p.o.usesBelow = true
		for _, name := range v.Members {
			p.o.below = append(p.o.below, BelowUse{name, p.Placed(path, fault.New("below_no_figure", "of", of, "figure", name))})
		}
	}
}
