package form

import (
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/language"
)

// selectOne is one of several choices, by its name.
var selectOne = kind{
	keys:     []string{"choices", "choices_from", "choice_filter", "search", "default"},
	check:    checkChoice,
	picks:    true,
	read:     readChoice,
	notAFile: "file_not_choice",
	count:    func(t *Tally, _ string, v Value) { t.Counts[v.Name]++ },
	every: func(q *Question) (list []Value) {
		for _, c := range q.Choices {
			list = append(list, Value{Name: c.Name})
		}
		return list
	},
	show: func(q *Question, v Value, say Writer) string {
		if o, ok := q.Option(v.Name); ok {
			return say.Fill(o.Label)
		}
		return v.Name
	},
	initial: func(q *Question, in Input) (Value, string) {
		v := Value{Name: q.Default}
		return v, q.Show(v, in.Say)
	},
	convert: func(from Type, v Value) (Value, bool) {
		if from != SelectMultiple || len(v.Names) != 1 {
			return v, false
		}
		return Value{Name: v.Names[0]}, true
	},
}

// selectMultiple is any of several choices, by their names in the outline's order.
var selectMultiple = kind{
	way:      ByTicks,
	keys:     []string{"choices", "choices_from", "choice_filter", "search"},
	check:    checkChoice,
	read:     readChoices,
	notAFile: "file_not_choice",
	fits:     func(q *Question, v Value, _ Input) *Problem { return alone(q, v.Names) },
	count: func(t *Tally, _ string, v Value) {
		for _, name := range v.Names {
			t.Counts[name]++
		}
	},
	show: func(q *Question, v Value, say Writer) string {
		labels := make([]string, 0, len(v.Names))
		for _, name := range v.Names {
			if o, ok := q.Option(name); ok {
				labels = append(labels, say.Fill(o.Label))
			}
		}
		return strings.Join(labels, "; ")
	},
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
	if q.ChoicesFrom == "" && len(q.Choices) < 2 {
		p.Missing(path, "choices", fault.New("choices_few", "code", q.Code))
	}
	if _, ok := q.Option(q.Default); !ok && q.Default != "" {
		names := make([]string, len(q.Choices))
		for i, c := range q.Choices {
			names[i] = c.Name
		}
		p.noDefault(path, fault.New("default_no_choice", "code", q.Code, "default", q.Default).Meant(q.Default, names))
	}
}

func readChoice(q *Question, in Input) (Value, *Problem) {
	if q.LookedFor() {
		return lookChoice(q, in)
	}
	i, unclear := in.Reader.Choice(in.Text, q.asked(in), labels(q, in.Say))
	switch {
	case unclear == nil:
		return Value{Name: q.Choices[i.Value].Name, Remark: i.Remark}, nil
	case unclear.Why == language.SeveralPicked:
		return Value{}, problem("choice_only_one")
	case unclear.Why == language.NoMatch && len(unclear.Values) == 1: // «it's moderate I'd say»
		v := Value{Name: q.Choices[int(unclear.Values[0])].Name}
		p := problem("choice_inside", "value", q.Show(v, in.Say))
		p.Likely, p.Left = []Value{v}, unclear.Left
		return Value{}, p
	}
	return Value{}, unclearChoice(in, unclear)
}

func readChoices(q *Question, in Input) (Value, *Problem) {
	if q.LookedFor() {
		return lookChoices(q, in)
	}
	picks, unclear := in.Reader.Choices(in.Text, q.asked(in), labels(q, in.Say))
	if unclear != nil {
		return Value{}, unclearChoice(in, unclear)
	}
	names := make([]string, len(picks.Value))
	for i, pick := range picks.Value {
		names[i] = q.Choices[pick].Name
	}
	return Value{Names: names}, alone(q, names)
}

// alone refuses «Không có …» together with anything else.
func alone(q *Question, names []string) *Problem {
	if len(names) < 2 {
		return nil
	}
	for _, name := range names {
		if o, ok := q.Option(name); ok && o.Alone {
			return problem("choice_alone", "choice", Label(o.Label))
		}
	}
	return nil
}

func unclearChoice(in Input, u *language.Unclear) *Problem {
	if u.Why == language.SeveralMatch && len(u.Readings) > 1 {
		return problem("choice_several_match", "input", Quoted(in.Text), "list", strings.Join(u.Readings, "; "))
	}
	p := problem("choice_no_match")
	p.Left = u.Left
	return p
}
