package operation

import (
	"regexp"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/viet"
)

// remarked takes what is said of single questions, «5.04: sai số; 5.10: thiếu tên»: each
// goes to its question, and all the words are the reason. ok is false for anything else.
func (r returning) remarked(text string) (out []chat.Content, ok bool) {
	s := r.State
	if r.folder.Outline == nil || r.folder.Draft == nil {
		return nil, false
	}
	said, ok := viet.RemarksOf(text, func(typed string) bool {
		_, known := r.known(typed)
		return known
	})
	if !ok || !slices.ContainsFunc(said, func(one viet.SaidOf) bool { return one.Words != "" }) {
		return nil, false
	}
	s.Words, s.Said, s.Piece, s.Parted = r.words(text), "", "", true
	remarks, unknown := map[string]string{}, ""
	for _, one := range said {
		for _, typed := range one.Questions {
			code, known := r.known(typed)
			if !known && unknown == "" {
				unknown = typed
				s.Said, s.Piece = text, strings.ToUpper(typed)
				if !strings.Contains(text, s.Piece) {
					s.Piece = typed
				}
			}
			if !known {
				continue
			}
			r.add(code)
			if words := r.words(one.Words); words != "" && remarks[code] != "" {
				remarks[code] += "; " + words
			} else if words != "" {
				remarks[code] = words
			}
		}
	}
	s.Remarks = remarks
	if unknown != "" {
		s.Chosen = false
		return r.ask(r.Say.Say("decision_remark_lost", "code", report.Echo(s.Piece), "remark", s.Words)), true
	}
	s.Chosen = true
	return r.next(), true
}

// namedQuestion is a question named in a reason, in folded text.
var namedQuestion = regexp.MustCompile(`\b(?:cau|muc|question)\s+([a-z]{0,2}[0-9]{1,2}(?:\.[0-9]{1,2}){1,2})(?:$|[^0-9.]|\.(?:$|[^0-9]))`)

// mentioned chooses the questions that a reason names, «câu 5.04 chưa khớp», if none were
// chosen; its words stay whole.
func (r returning) mentioned(reason string) {
	s := r.State
	if r.folder.Outline == nil || r.folder.Draft == nil || s.Chosen {
		return
	}
	for _, m := range namedQuestion.FindAllStringSubmatch(viet.Fold(viet.Line(reason)), mostCodes) {
		if code, ok := r.known(m[1]); ok {
			r.add(code)
			s.Chosen = true
		}
	}
}

// only reports whether folded words are questions' numbers and nothing but what leads to
// them.
func (r returning) only(folded string) bool {
	rest := strings.FieldsFunc(questionCodes.ReplaceAllString(folded, " "), func(c rune) bool { return strings.ContainsRune(" ,;.:-–\n", c) })
	fill := strings.Fields(strings.ReplaceAll(viet.Fold(r.Say.Say("spelled_question_fill")), ",", " "))
	return !slices.ContainsFunc(rest, func(word string) bool { return !slices.Contains(fill, word) })
}

// remarks reports whether every question has its own words, so that the reason as a whole
// says nothing more.
func (s *State) remarks() bool {
	return len(s.Remarks) > 0 && len(s.Codes) > 0 && !slices.ContainsFunc(s.Codes, func(code string) bool { return s.Remarks[code] == "" })
}
