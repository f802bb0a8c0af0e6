package form

// selectOne is one of several choices, by its name.
var selectOne = kind{
	keys:  []string{"choices", "default"},
	check: checkChoice,
	picks: true,
	convert: func(from Type, v Value) (Value, bool) {
		if from != SelectMultiple || len(v.Names) != 1 {
			return v, false
		}
		return Value{Name: v.Names[0]}, true
	},
}

// selectMultiple is any of several choices, by their names in the outline's order.
var selectMultiple = kind{
	way:   ByTicks,
	keys:  []string{"choices"},
	check: checkChoice,
	plain: func(v Value) any {
		if v.Names == nil {
			return []string{}
		}
		return v.Names
	},
	convert: func(from Type, v Value) (Value, bool) {
		return Value{Names: []string{v.Name}}, from == SelectOne
	},
}

// checkChoice refuses what leaves nothing to choose.
func checkChoice(p *parsing, q *Question, path []any) {
	if len(q.Choices) < 2 {
		p.fault(path, "", "question %s needs at least two choices", q.Code)
	}
	if _, ok := q.Option(q.Default); !ok && q.Default != "" {
		names := make([]string, len(q.Choices))
		for i, c := range q.Choices {
			names[i] = c.Name
		}
		p.noDefault(q, path, meant(q.Default, names))
	}
}
