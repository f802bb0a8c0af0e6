package form

import "giaoban/internal/viet"

// vocabulary notes the words of the outline and of each question that is answered in
// words, by which such answers are told from talk.
func (p *parsing) vocabulary() {
	all := []string{p.o.Title}
	for i := range p.o.Sections {
		s := &p.o.Sections[i]
		section := []string{s.Title, s.Intro, s.Heading}
		for j := range s.Questions {
			q := &s.Questions[j]
			texts := q.texts()
			for k := range q.Questions {
				f := &q.Questions[k]
				all = append(all, f.texts()...)
				f.vocabulary = viet.NewVocabulary(append(f.texts(), texts...)...)
			}
			q.vocabulary = viet.NewVocabulary(texts...)
			section = append(section, texts...)
		}
		all = append(all, section...)
	}
	for written, words := range p.o.Abbreviations {
		all = append(all, written, words)
	}
	for i := range p.o.Figures {
		all = append(all, p.o.Figures[i].Label)
	}
	p.o.vocabulary = viet.NewVocabulary(all...)
}

// texts are what an outline says of a question. What stands for other words parts those
// beside it.
func (q *Question) texts() (out []string) {
	out = append([]string{q.Label, q.Short, q.Hint, q.Example, q.Topic, q.Low, q.High}, q.Called...)
	for _, o := range q.Options()[:min(len(q.Options()), mostSaid)] {
		out = append(out, o.Label)
	}
	for _, theme := range q.Themes {
		out = append(append(out, theme.Label), theme.Words...)
	}
	if q.Rows != nil {
		out = append(out, q.Rows.Noun, q.Rows.Ask)
	}
	out = append(out, q.Titles()...)
	for i, text := range out {
		out[i] = Fill(text, nil)
	}
	return out
}

// mostSaid is how many choices are among the words of a question: a long list has those of a
// whole country.
const mostSaid = 200

// Vocabulary returns the words of the whole outline.
func (o *Outline) Vocabulary() *viet.Vocabulary { return o.vocabulary }

// Vocabulary returns the words of the question, and of the list that it stands in.
func (q *Question) Vocabulary() *viet.Vocabulary { return q.vocabulary }
