package reading

import (
	"slices"
	"strings"

	"giaoban/internal/viet"
)

// A grid is a table of labels with values: where its rows begin, its columns of labels
// and of units (-1 for none), and those of values. Of several columns that say the same
// the first that a row fills counts; where each says something of its own, all count.
type grid struct {
	body, label, unit int
	values            []column
	all               bool
}

// A column of values, with what its head says beside the label of a row.
type column struct {
	at    int
	head  string
	year  string
	shaky bool // one of several times, none of which is all of them
}

// from names a value by its row and column.
func (c column) from(row string) string {
	if c.head == "" {
		return row
	}
	return row + ", " + viet.Line(c.head)
}

// of are the columns whose values a row gives.
func (g *grid) of(row []string) (list []column) {
	for _, c := range g.values {
		if cellOf(row, c.at) != "" && (g.all || len(list) == 0) {
			list = append(list, c)
		}
	}
	return list
}

// cellOf is a row's cell; "" if it has none.
func cellOf(row []string, c int) string {
	if c < 0 || c >= len(row) {
		return ""
	}
	return row[c]
}

// shapeOf finds the columns of a table of labels.
func shapeOf(rows [][]string) grid {
	wide := 0
	for _, row := range rows {
		wide = max(wide, len(row))
	}
	if g := crossed(rows, wide); len(g.values) > 0 {
		return g
	}
	g := grid{label: -1, unit: -1}
	if h := header(rows); h >= 0 && wide > 2 {
		for c, cell := range rows[h] {
			folded := strings.TrimSpace(viet.Fold(viet.Line(cell)))
			switch {
			case folded == "" || numberColumn.MatchString(folded):
			case unitColumn.MatchString(folded) && g.label >= 0:
				g.unit = c
			case valueColumn.MatchString(folded) && g.label >= 0:
				g.values = append(g.values, column{at: c})
			case g.label < 0 && (labelColumn.MatchString(folded) || c <= 1):
				g.label = c
			}
		}
		if g.label >= 0 && len(g.values) > 0 {
			g.body = h + 1
			return g
		}
	}
	if wide == 2 || wide == 3 && mostNumbers(rows, 0) {
		return grid{label: wide - 2, unit: -1, values: []column{{at: wide - 1}}}
	}
	return grid{label: -1}
}

// crossed reads a table in which several columns have numbers: by levels, by kinds, by
// years. Of years and periods only all of them together count, else the last.
func crossed(rows [][]string, wide int) grid {
	g := grid{label: -1, unit: -1, all: true}
	for g.body < min(3, len(rows)) && !slices.ContainsFunc(rows[g.body], isValue) {
		g.body++
	}
	if g.body == 0 || g.body == len(rows) {
		return grid{}
	}
	body := rows[g.body:]
	if isCounted(body[0]) { // «(1) (2) (3)»
		g.body, body = g.body+1, body[1:]
	}
	var timed []column
	for c := range wide {
		head := headOf(rows[:g.body], c)
		folded := strings.TrimSpace(viet.Fold(head))
		letters, numbers := 0, 0
		for _, row := range body {
			if cell := cellOf(row, c); isValue(cell) {
				numbers++
			} else if hasLetter(cell) {
				letters++
			}
		}
		switch {
		case numberColumn.MatchString(folded):
		case unitColumn.MatchString(folded) && g.label >= 0:
			g.unit = c
		case g.label < 0 && letters > numbers:
			g.label = c
		case g.label < 0 || numbers == 0 || letters > 0:
		case timeColumn.MatchString(folded):
			timed = append(timed, column{at: c, head: head, year: lastYear(head), shaky: true})
		default:
			g.values = append(g.values, column{at: c, head: head})
		}
	}
	if len(timed)+len(g.values) < 2 || g.label < 0 {
		return grid{}
	}
	if len(timed) > 0 {
		g.values = lastOf(timed, g.values)
	}
	return g
}

// lastOf is the column of all times together, else of the latest.
func lastOf(timed, values []column) []column {
	for _, c := range slices.Concat(values, timed) {
		if totalColumn.MatchString(viet.Fold(c.head)) {
			return []column{{at: c.at}}
		}
	}
	if len(values) > 0 {
		return values
	}
	return []column{slices.MaxFunc(timed, func(a, b column) int { return strings.Compare(a.year, b.year) })}
}

// lastYear is the last year that a head names.
func lastYear(head string) string {
	years := anyYear.FindAllString(head, -1)
	if len(years) == 0 {
		return ""
	}
	return slices.Max(years)
}

// headOf is what the rows of heads say above a column; a head over several columns stands
// in the first of them.
func headOf(heads [][]string, c int) string {
	var said []string
	for i, row := range heads {
		at := c
		for at > 0 && cellOf(row, at) == "" && i+1 < len(heads) && cellOf(heads[i+1], c) != "" {
			at--
		}
		cell := viet.Line(cellOf(row, at))
		if levelColumn.MatchString(viet.Fold(cell)) {
			cell = levelWord + " " + cell
		}
		if cell != "" && !slices.Contains(said, cell) {
			said = append(said, cell)
		}
	}
	return strings.Join(said, " ")
}

// isValue reports whether a cell is nothing but a number, or a stroke for none.
func isValue(cell string) bool {
	cell = strings.TrimSpace(cell)
	return cell != "" && number.FindString(cell) == cell
}

// isCounted reports whether a row only counts the columns.
func isCounted(row []string) bool {
	n := 0
	for _, cell := range row {
		if cell != "" && !isNumeral(strings.Trim(cell, "() ")) && len(cell) > 1 {
			return false
		}
		if strings.HasPrefix(cell, "(") {
			n++
		}
	}
	return n > 1
}

// mostNumbers reports whether a column counts the rows.
func mostNumbers(rows [][]string, c int) bool {
	n := 0
	for _, row := range rows {
		if isNumeral(strings.Trim(cellOf(row, c), ". ")) {
			n++
		}
	}
	return n*3 >= len(rows)*2
}
