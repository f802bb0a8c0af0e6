package operation

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/viet"
)

// Questions are returned by what they are called, too
//
// «số hộ», “just the lost crops question” name one and nothing else: it is chosen. In “the crop figure looks too low” a name stands
// among other words. Those are kept as the reason, and the question is offered: which one is returned is never guessed.

// The most words in which a question's name is looked for, and that a name has.
const mostCalled, longestCalled = 24, 6

// called chooses the question that words name, or offers it; ok is false for words that name none and are no reason either.
func (r returning) called(text string) (out []chat.Content, ok bool) {
	if r.folder.Called == nil || r.Heard.Consent(command.Deed{Name: r.deed()}) != command.NoAnswer {
		return nil, false
	}
	s, words := r.State, r.bare(text)
	if code, known := r.knownBy(strings.Join(words, " ")); known {
		r.add(code)
		s.Chosen = true
		return r.next(), true
	}
	if len(strings.Fields(text)) < leastReason {
		return nil, false
	}
	var codes []string
	for n := min(longestCalled, len(words)); n > 0 && len(codes) == 0 && len(words) <= mostCalled; n-- {
		for i := 0; i+n <= len(words); i++ {
			if code, known := r.knownBy(strings.Join(words[i:i+n], " ")); known && !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	s.Words, s.Parted = r.words(text), true
	out = r.ask(r.Say.Say("decision_words_kept", "remark", s.Words))
	for i, code := range codes[:min(len(codes), mostOffered)] {
		label := r.Say.Say("decision_only", "code", code, "label", viet.Shorten(r.folder.Outline.LabelOf(code, r.folder.Words), longestLabel))
		out[0].Choices = slices.Insert(out[0].Choices, i, []chat.Choice{r.button("only", code, label)})
	}
	return out, true
}

// leastReason is how many words a reason has at least, mostOffered how many questions are offered by their names, and longestLabel how
// many letters of each.
const leastReason, mostOffered, longestLabel = 3, 3, 60

// knownBy is the question of the report that is called so.
func (r returning) knownBy(words string) (string, bool) {
	if words == "" {
		return "", false
	}
	code := r.folder.Called(words)
	return code, code != "" && r.answerable(code)
}

// bare are the words without those that lead to a question: “just the … question”.
func (r returning) bare(text string) []string {
	fill := command.Listed(r.Say.Say("spelled_question_fill"))
	words := strings.FieldsFunc(viet.Line(text), func(c rune) bool { return strings.ContainsRune(" ,;:.!?\"“”«»", c) })
	return slices.DeleteFunc(words, func(word string) bool { return slices.Contains(fill, viet.Fold(word)) })
}

// pressedOnly takes the button of one question, where the reason is known.
func (r returning) pressedOnly(code string) []chat.Content {
	out := r.next()
	if r.err != nil || r.State == nil || r.folder.Outline == nil || r.folder.Draft == nil {
		return out
	}
	if known, ok := r.known(code); ok {
		r.State.Codes, r.State.Chosen = []string{known}, true
	}
	return r.next()
}

// examples are codes of the report's own questions, as they are typed.
func (r returning) examples() string {
	var codes []string
	for _, s := range r.sections() {
		if len(codes) < 2 {
			codes = append(codes, r.headings(s.Code)[0].Code)
		}
	}
	return strings.Join(codes, ", ")
}
