package form

import "giaoban/internal/fault"

// repeat is a group of questions, asked in each of its rows.
var repeat = kind{
	way:     InRows,
	check:   checkRepeat,
	compile: (*parsing).group,
}

// checkRepeat refuses rows that cannot be asked.
func checkRepeat(p *parsing, q *Question, path []any) {
	if q.Rows != nil && q.Rows.Max < 0 {
		p.Note(append(path, "rows", "max"), fault.New("rows_max_negative", "code", q.Code))
	}
	for i := range q.Questions {
		f := &q.Questions[i]
		at := p.pathOf(f)
		if f.Scan {
			p.Note(at, fault.New("scan_in_rows", "code", f.Code))
		}
		switch f.Way() {
		case InRows:
			p.Note(at, fault.New("group_in_group", "code", q.Code))
		case ByFigures, OnSubmit:
			p.Note(at, fault.New("not_in_rows", "code", f.Code, "type", f.Type))
		}
	}
}
