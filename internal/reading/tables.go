package reading

import (
	"cmp"
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A table of the report.
type table struct {
	rows    [][]string
	in      *part
	amounts []amount
}

// isFormal reports whether a table is the head or the foot of a document: who writes,
// the national title, who signs, who receives.
func isFormal(rows [][]string) bool {
	for _, row := range rows {
		for _, cell := range row {
			for line := range strings.Lines(cell) {
				if folded := strings.TrimSpace(viet.Fold(line)); opening.MatchString(folded) || signing.MatchString(folded) {
					return true
				}
			}
		}
	}
	return false
}

// isFrame reports whether a table only frames paragraphs: no row has two cells with
// words, or its cells are long columns of text.
func isFrame(rows [][]string) bool {
	long := 0
	for _, row := range rows {
		n := 0
		for _, cell := range row {
			if cell != "" {
				n++
			}
			if strings.Count(cell, "\n") >= 4 && viet.Letters(cell) > 300 {
				long++
			}
		}
		if n > 1 && long == 0 {
			return false
		}
	}
	return true
}

// A group is a list with what its fields are called.
type group struct {
	q      *form.Question
	fields []target
	name   int
}

func (m *Matcher) groupOf(q *form.Question) group {
	g := group{q: q}
	for i := range q.Questions {
		f := &q.Questions[i]
		t := target{q: f, label: m.bagOf(m.fill(f.Label)), hint: m.bagOf(m.fill(f.Hint)), unit: m.syllables(m.fill(f.Unit))}
		g.fields = append(g.fields, t)
		if f.Name == q.Rows.Name {
			g.name = i
		}
	}
	return g
}

// placeTables reads the tables: rows of a list, else labels with values.
func (r *report) placeTables() {
	for i := range r.tables {
		t := &r.tables[i]
		if r.asRows(t) {
			continue
		}
		if !r.asLabels(t) {
			r.lost = append(r.lost, viet.Shorten(strings.Join(slices.DeleteFunc(slices.Clone(t.rows[0]), func(s string) bool { return s == "" }), " | "), leftWide))
		}
	}
}

// header finds the row that names the columns: the first with words in every wide column.
func header(rows [][]string) (at int) {
	for i, row := range rows[:min(3, len(rows))] {
		words := 0
		for _, cell := range row {
			if hasLetter(cell) {
				words++
			}
		}
		if words >= 2 && words*3 >= len(row)*2 {
			return i
		}
	}
	return -1
}

// columnLike is how alike a column's head and a field must be.
const columnLike = 0.5

// asRows reads a table whose columns are fields of a list.
func (r *report) asRows(t *table) bool {
	at := header(t.rows)
	if at < 0 || len(t.rows) < at+2 || len(t.rows[at]) < 3 {
		return false
	}
	head := t.rows[at]
	var best *group
	var columns map[int]int // column to field
	most, second := 0.0, 0.0
	for i := range r.groups {
		g := &r.groups[i]
		found, score := r.columns(g, head, t.rows[at+1:])
		if _, named := slices.BinarySearch(sorted(found), g.name); !named || len(found) < 2 {
			continue
		}
		if t.in.section == g.q.Section {
			score += 0.5
		}
		if score > most {
			best, columns, most, second = g, found, score, most
		} else {
			second = max(second, score)
		}
	}
	if best == nil || most-second < 0.3 {
		return false
	}
	n := 0
	for _, row := range t.rows[at+1:] {
		a := answer{q: best.q, sure: true, order: n}
		for c, f := range columns {
			if c < len(row) && row[c] != "" && row[c] != "-" {
				a.row = append(a.row, answers.FoundField{Name: best.fields[f].q.Name, Text: viet.Clean(row[c])})
				if f == best.name {
					a.text = viet.Line(row[c])
				}
			}
		}
		if a.text == "" || !hasLetter(a.text) || viet.Letters(a.text) > 200 || strings.HasPrefix(viet.Fold(a.text), viet.Fold(totalWord)) {
			continue
		}
		slices.SortFunc(a.row, func(x, y answers.FoundField) int { return best.order(x.Name) - best.order(y.Name) })
		a.from = t.in.text
		r.answers = append(r.answers, a)
		n++
	}
	return n > 0
}

func (g *group) order(name string) int {
	return slices.IndexFunc(g.fields, func(f target) bool { return f.q.Name == name })
}

func sorted(columns map[int]int) (list []int) {
	for _, f := range columns {
		list = append(list, f)
	}
	slices.Sort(list)
	return list
}

// chosen reports whether a column has nothing but choices of a question.
func (r *report) chosen(q *form.Question, rows [][]string, c int) bool {
	some := false
	for _, row := range rows {
		cell := viet.Fold(viet.Line(cellOf(row, c)))
		if cell == "" {
			continue
		}
		some = true
		if !slices.ContainsFunc(q.Choices, func(o form.Option) bool { return viet.Fold(viet.Line(r.fill(o.Label))) == cell }) {
			return false
		}
	}
	return some
}

// columns puts the heads of columns beside fields, each field once.
func (r *report) columns(g *group, head []string, rows [][]string) (found map[int]int, score float64) {
	found = map[int]int{}
	taken := map[int]bool{}
	for c, cell := range head {
		folded := strings.TrimSpace(viet.Fold(viet.Line(cell)))
		if folded == "" || numberColumn.MatchString(folded) {
			continue
		}
		words := r.bagOf(cell)
		at, top, next := -1, 0.0, 0.0
		for f, field := range g.fields {
			if taken[f] || field.q.Way() == form.ByFiles {
				continue
			}
			s := r.alike(words, field.label)
			if f == g.name && strings.HasPrefix(folded, viet.Fold(nameWord)) || field.q.Type == form.Year && strings.HasPrefix(folded, viet.Fold(yearWord)) {
				s += 0.35
			}
			if field.q.IsChoice() && r.chosen(field.q, rows, c) {
				s += 0.35
			}
			if len(field.unit) > 0 && strings.Contains(strings.Join(r.syllables(cell), " "), strings.Join(field.unit, " ")) {
				s += 0.2
			}
			if s > top {
				at, top, next = f, s, top
			} else {
				next = max(next, s)
			}
		}
		if at >= 0 && top >= columnLike && top-next >= clearly {
			found[c], taken[at] = at, true
			score += min(top, 1)
		}
	}
	return found, score
}

// asLabels reads a table of labels with values, and reports whether it is one.
func (r *report) asLabels(t *table) bool {
	g := shapeOf(t.rows)
	if g.label < 0 || len(g.values) == 0 {
		return false
	}
	above := bag{}
	for p := t.in; p != nil; p = p.above {
		r.add(above, p.text)
	}
	if len(t.in.lines) > 0 {
		r.add(above, t.in.lines[len(t.in.lines)-1]) // what is said right before it
	}
	title, parent, any := bag{}, bag{}, false
	for _, row := range t.rows[g.body:] {
		name := viet.Line(cellOf(row, g.label))
		if name == "" {
			continue
		}
		inner := strings.HasPrefix(name, "-") || strings.HasPrefix(name, "+")
		_, words := cutNumber(strings.TrimLeft(name, "-+ "))
		values := g.of(row)
		if len(values) == 0 {
			title, parent = r.bagOf(words), r.bagOf(words)
			continue
		}
		any = true
		for _, c := range values {
			value := viet.Clean(row[c.at])
			a := amount{text: viet.Line(value), near: r.bagOf(words, c.head), clause: r.bagOf(words, c.head), far: bag{}, from: c.from(name) + ": " + viet.Shorten(value, 80),
				section: t.in.section, year: cmp.Or(theYear(words), c.year), future: plans(words), shaky: c.shaky, table: true}
			if said := viet.Line(cellOf(row, g.unit)); said != "" {
				a.after = said
				r.add(a.near, said)
			}
			for _, more := range []bag{above, title} {
				for w := range more {
					a.far[w] = true
				}
			}
			if inner || strings.HasPrefix(viet.Fold(words), viet.Fold(ofWhich)) {
				for w := range parent {
					a.clause[w] = true
				}
			}
			if !r.labelledTwice(t, a, words, value) {
				r.labelled(t, a, words, value)
			}
		}
		if !inner && !strings.HasPrefix(viet.Fold(words), viet.Fold(ofWhich)) {
			parent = r.bagOf(words)
		}
	}
	return any
}

// labelledTwice takes a row of two figures: «Số hộ/số khẩu: 1.725/6.820».
func (r *report) labelledTwice(t *table, a amount, label, value string) bool {
	values := paired.FindStringSubmatch(value)
	first, second, ok := strings.Cut(label, "/")
	if values == nil || !ok || strings.Contains(second, "/") {
		return false
	}
	for i, name := range []string{first, second} {
		one := a
		one.text, one.near, one.after = values[i+1], r.bagOf(name), ""
		r.labelled(t, one, name, one.text)
	}
	return true
}

// labelled takes one row of labels: a figure, a day, a year, else words for the question
// whose label they stand beside.
func (r *report) labelled(t *table, a amount, label, value string) {
	one := viet.Line(value)
	switch {
	case day.FindString(one) == one:
		a.kind = daily
	case anyYear.FindString(one) == one && len(one) == 4:
		a.kind = yearly
		t.amounts = append(t.amounts, a)
		a.kind = counted
	case number.FindString(one) != "" && viet.Letters(one) <= 30:
	default:
		r.worded(a, label, value)
		return
	}
	t.amounts = append(t.amounts, a)
}

// worded puts the words of a row beside the question whose label they stand by.
func (r *report) worded(a amount, label, value string) {
	words := r.bagOf(label)
	var best *target
	top, next := 0.0, 0.0
	for _, pool := range [][]target{r.texts, r.others} {
		for i := range pool {
			s := r.alike(words, pool[i].label)
			if s > top {
				best, top, next = &pool[i], s, top
			} else {
				next = max(next, s)
			}
		}
	}
	if best == nil || top < questionLike || top-next < clearly {
		r.leave(label + ": " + viet.Line(value))
		return
	}
	r.answers = append(r.answers, answer{q: best.q, text: value, from: label, sure: top >= 0.75, score: top})
}
