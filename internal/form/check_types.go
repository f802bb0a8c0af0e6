package form

// types are the words that may stand after type:.
var types = []Type{Integer, Decimal, Year, Date, YesNo, SelectOne, SelectMultiple, ShortText, LongText,
	UnitName, FileUpload, Repeat, Calculate, Acknowledge}

// shape checks a question by itself.
func (p *parsing) shape(q *Question, path []any) {
	known := false
	words := make([]string, len(types))
	for i, t := range types {
		known = known || t == q.Type
		words[i] = string(t)
	}
	if !known {
		p.fault(append(path, "type"), meant(string(q.Type), words), "question %s: there is no type %q", q.Code, q.Type)
	}
	if q.Label == "" {
		p.fault(path, "", "question %s has no label", q.Code)
	}
	selects := q.Type == SelectOne || q.Type == SelectMultiple
	if selects && len(q.Choices) < 2 {
		p.fault(path, "", "question %s needs at least two choices", q.Code)
	}
	if (q.Type == Repeat) != (len(q.Questions) > 0 && q.Rows != nil) {
		p.fault(path, "", "question %s: a repeat, and only a repeat, has rows and questions", q.Code)
	}
	if q.Scan && q.Type != FileUpload {
		p.fault(append(path, "scan"), "", "question %s: only a file can be the signed report", q.Code)
	}
	p.bounds(q, path)
	numeric := q.Type == Integer || q.Type == Decimal || q.Type == Calculate
	if a := q.Aggregate; a != "" && (!numeric || a != Sum && a != Max && a != None) {
		p.fault(append(path, "aggregate"), meant(string(a), []string{string(Sum), string(Max), string(None)}),
			"question %s: a number comes together as sum, max or none", q.Code)
	}
	seen := map[string]bool{}
	for i, c := range append(q.Choices[:len(q.Choices):len(q.Choices)], q.Special...) {
		if !nameForm.MatchString(c.Name) || c.Label == "" || seen[c.Name] {
			p.fault(append(path, "choices", i), "", "question %s: choice %d needs a name of its own and a label", q.Code, i+1)
		}
		seen[c.Name] = true
	}
	for _, f := range q.Questions {
		if f.Scan {
			p.fault(append(path, "scan"), "", "question %s: the signed report is asked for once, not in each row", f.Code)
		}
		if f.Type == Repeat {
			p.fault(path, "", "question %s: a group inside a group is not possible", q.Code)
		}
		if f.Type == Calculate || f.Type == Acknowledge {
			p.fault(path, "", "question %s: %s cannot be asked in each row", f.Code, f.Type)
		}
	}
}
