package main

import (
	"slices"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/viet"
)

// unitNames are columns that such a file may have for those who read it.
var unitNames = []string{"unit_name", "unit"}

// columns looks at the first line: a name that no outline asks is told once, and with the question whose code or words it is.
func (r *lastReader) columns() {
	r.skip = map[int]bool{}
	column := 1
	for i, name := range r.header {
		if i > 0 && !r.asks(name) {
			r.skip[i] = true
			if !slices.Contains(unitNames, name) {
				r.Add(r.strange(name).At(r.file, 1, column))
			}
		}
		column += len([]rune(name)) + 1
	}
}

// asks reports whether some outline of the campaign has a question of the name.
func (r *lastReader) asks(name string) bool {
	for _, o := range r.b.outlines {
		if o.ByName[name] != nil {
			return true
		}
	}
	return false
}

// strange tells of a column that is no question's name.
func (r *lastReader) strange(name string) fault.Fault {
	f := fault.New("last_column", "name", name)
	var names []string
	for _, o := range r.b.outlines {
		for own, q := range o.ByName {
			if names = append(names, own); strings.EqualFold(q.Code, name) || viet.Fold(q.Label) == viet.Fold(name) {
				f = fault.New("last_column_of", "name", name, "question", own)
			}
		}
	}
	if f.Key == "last_column" {
		slices.Sort(names)
		f = f.Meant(name, names)
	}
	return f
}

// typed is what was written as an officer would say it: a choice by its name is one by its words.
func typed(q *form.Question, written string) string {
	for _, c := range slices.Concat(q.Choices, q.Special) {
		if c.Name == written {
			return c.Label
		}
	}
	return written
}

// mostOptions are so many choices that are named.
const mostOptions = 8

// refused tells of a value that a question does not take, and what it takes.
func refused(q *form.Question, written string) fault.Fault {
	if len(q.Choices) > 0 && len(q.Choices) <= mostOptions {
		var labels []string
		for _, c := range q.Choices {
			labels = append(labels, c.Label)
		}
		return fault.New("last_choice", "name", q.Name, "written", written, "choices", strings.Join(labels, "; "))
	}
	within := q.Min != "" && q.Max != ""
	switch {
	case q.Type == form.Integer && within:
		return fault.New("last_whole_within", "name", q.Name, "written", written, "min", q.Min, "max", q.Max)
	case q.Type == form.Decimal && within:
		return fault.New("last_number_within", "name", q.Name, "written", written, "min", q.Min, "max", q.Max)
	}
	for _, t := range takenBy {
		if t.kind == q.Type {
			return fault.New(t.key, "name", q.Name, "written", written)
		}
	}
	return fault.New("last_value", "name", q.Name, "written", written)
}

// takenBy are the phrases for what questions of a kind take.
var takenBy = []struct {
	kind form.Type
	key  string
}{{form.Integer, "last_whole"}, {form.Year, "last_whole"}, {form.Decimal, "last_number"}, {form.Date, "last_date"}, {form.YesNo, "last_yes_no"}}

// doubt notes what an officer would be asked about: checks of the outline that the answers do not stand.
func (r *lastReader) doubt(line int, words *paper.Writer) {
	errors, warnings := words.Faults()
	for _, f := range slices.Concat(errors, warnings) {
		r.doubts = append(r.doubts, fault.New("last_check", "unit", words.UnitLabel, "message", words.Message(f)).At(r.file, line, 1))
	}
}
