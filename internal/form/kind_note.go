package form

import "giaoban/internal/fault"

// The types of texts that stand between the questions and have no answer.
const (
	// Note is shown before what follows it.
	NoteText Type = "note"
	// CalculatedText is written by the system out of answers and never asked: it stands in the
	// report, and its name in braces in other texts.
	CalculatedText Type = "calculated_text"
)

var (
	note           = kind{way: Unasked}
	calculatedText = kind{way: Unasked, keys: []string{"template"}, check: checkTemplate}
)

// checkTemplate refuses a text without words.
func checkTemplate(p *parsing, q *Question, path []any) {
	if q.Template == "" {
		p.Missing(path, "template", fault.New("no_template", "code", q.Code))
	}
}

// isAsked reports whether the type is that of a question, rather than of a text between them.
func (t Type) isAsked() bool { return t != NoteText && t != CalculatedText }

// leads gives texts between questions their place.
func (p *parsing) leads(list []*Question, section int, group *Question) {
	for _, q := range list {
		q.Section, q.Parent, q.kind = section, group, kinds[q.Type]
		p.lead(q)
	}
}

// lead checks a text between questions by itself.
func (p *parsing) lead(q *Question) {
	if q.Code != "" && !codeForm.MatchString(q.Code) {
		p.Note(p.pathOf(q, "code"), fault.New("question_code", "code", q.Code))
	}
	if q.Type == CalculatedText {
		p.written(q)
	}
	for key, there := range map[string]bool{"required": q.RequiredIf != "", "constraint": q.Constraint != ""} {
		if there {
			p.Note(p.pathOf(q, key), fault.New("key_without_meaning", "code", q.Code, "key", key, "type", q.Type))
		}
	}
	p.shape(q, q.path)
}

// written enters a calculated text by its name.
func (p *parsing) written(q *Question) {
	switch {
	case q.Name == "":
		p.Missing(q.path, "name", fault.New("question_no_name", "code", q.Code))
	case !nameForm.MatchString(q.Name):
		p.Note(p.pathOf(q, "name"), noQuestionName(q))
	case p.o.ByName[q.Name] != nil || p.o.Written[q.Name] != nil:
		p.Note(p.pathOf(q, "name"), fault.New("name_twice", "name", q.Name))
	default:
		p.o.Written[q.Name] = q
	}
}

// texts compiles those that stand between questions. A template names no text that is written
// behind it, so that none is made of itself.
func (p *parsing) texts(list []*Question, scope map[string]Variable) {
	for _, q := range list {
		FillWith(q.Template, func(name string) (string, bool) {
			if later := p.o.Written[name]; later != nil && later.ValueExpressions == nil {
				p.Note(p.pathOf(q, "template"), fault.New("template_itself", "code", q.Code, "name", name))
			}
			return "", true
		})
		p.question(q, p.pathOf(q), scope)
	}
}
