package form

// repeat is a group of questions, asked in each of its rows.
var repeat = kind{
	way:     InRows,
	check:   checkRepeat,
	compile: (*parsing).group,
}

// checkRepeat refuses rows that cannot be asked.
func checkRepeat(p *parsing, q *Question, path []any) {
	if q.Rows != nil && q.Rows.Max < 0 {
		p.fault(append(path, "rows", "max"), "", "question %s: rows.max is 0 or more", q.Code)
	}
	for i := range q.Questions {
		f := &q.Questions[i]
		if f.Scan {
			p.fault(append(path, "scan"), "", "question %s: the signed report is asked for once, not in each row", f.Code)
		}
		switch f.Way() {
		case InRows:
			p.fault(path, "", "question %s: a group inside a group is not possible", q.Code)
		case ByFigures, OnSubmit:
			p.fault(path, "", "question %s: %s cannot be asked in each row", f.Code, f.Type)
		}
	}
}
