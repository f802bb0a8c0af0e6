package form

import "giaoban/internal/fault"

// shortText is words in one message.
var shortText = kind{
	way:   InWords,
	keys:  []string{"min_length", "max_length", "default"},
	check: checkText,
	plain: plainText,
	show:  showText,
	count: countText,
	initial: func(q *Question, in Input) (Value, string) {
		return Value{}, in.Say.Fill(q.Default)
	},
	convert: func(from Type, v Value) (Value, bool) {
		return v, from == LongText && v.Text.Pieces <= 1
	},
}

// longText is words in as many messages as they take.
var longText = kind{
	way:     AtLength,
	keys:    []string{"min_length", "max_length"},
	check:   checkText,
	plain:   plainText,
	show:    showText,
	count:   countText,
	gather:  AText,
	convert: func(from Type, v Value) (Value, bool) { return v, from == ShortText },
}

func plainText(v Value) any { return v.Text }

// checkText refuses lengths that no text has.
func checkText(p *parsing, q *Question, path []any) {
	switch {
	case q.MinLength < 0 || q.MaxLength < 0:
		p.Note(append(path, "min_length"), fault.New("length_negative", "code", q.Code))
	case q.MaxLength > 0 && q.MinLength > q.MaxLength:
		p.Note(append(path, "min_length"), fault.New("length_crossed", "code", q.Code, "min", q.MinLength, "max", q.MaxLength))
	}
}

// showText says how long a text is; its words lie beside the draft.
func showText(_ *Question, v Value, say Writer) string {
	if v.Text.None {
		return say.Say("none_text")
	}
	return say.Count("value_text", v.Text.Letters, "n", say.Number(float64(v.Text.Letters)))
}

func countText(t *Tally, _ string, v Value) { t.Letters += v.Text.Letters }
