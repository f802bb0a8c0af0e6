package form

import (
	"regexp"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// patterned is a text that must be of a form, such as a number plate. It is short, so it lies in
// its value's name, and is no text that speaks of anything.
var patterned = kind{
	keys:        []string{"pattern", "pattern_message"},
	check:       checkPattern,
	read:        readPattern,
	notAFile:    "file_not_here",
	interpreted: true,
}

// patternLetters is how long such an answer may be.
const patternLetters = 200

// checkPattern compiles the form, which is that of the whole answer.
func checkPattern(p *parsing, q *Question, path []any) {
	var err error
	if q.form, err = regexp.Compile(`^(?:` + q.Pattern + `)$`); err != nil {
		p.Note(append(path[:len(path):len(path)], "pattern"), fault.New("pattern_unreadable", "code", q.Code, "pattern", q.Pattern))
	}
}

func readPattern(q *Question, in Input) (Value, *Problem) {
	line := viet.Line(in.Text)
	for _, words := range []string{line, viet.Polite(line)} {
		if viet.Letters(words) <= patternLetters && words != "" && q.form.MatchString(words) {
			return Value{Name: words}, nil
		}
	}
	if q.PatternMessage != "" {
		return Value{}, problem("pattern_said", "message", Label(q.PatternMessage))
	}
	return Value{}, problem("pattern_failed", "input", Quoted(line))
}
