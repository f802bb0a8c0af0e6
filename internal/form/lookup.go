package form

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/viet"
)

// NameHash is a short hash of a choice's name, so that rewording or reordering
// choices does not make an old button mean another one.
func NameHash(name string) string {
	h := uint32(2166136261) // FNV-1a
	for i := range len(name) {
		h = (h ^ uint32(name[i])) * 16777619
	}
	return strconv.FormatUint(uint64(h), 36)
}

// SectionByCode returns the position of a section, or -1.
func (o *Outline) SectionByCode(code string) int {
	return slices.IndexFunc(o.Sections, func(s Section) bool { return s.Code == code })
}

// SectionOf is the code of the section in which a question stands.
func (o *Outline) SectionOf(code string) string {
	q := o.ByCode[code]
	if q == nil {
		return ""
	}
	return o.Sections[q.Section].Code
}

// Forwards tells whether the text of a question goes up to the coordinator
// above when it is closed.
func (o *Outline) Forwards(code string) bool {
	q := o.ByCode[code]
	return q != nil && q.Forward == "up"
}

// Minutes is how long the whole outline takes, as its sections estimate; where none does, two
// questions are reckoned for one.
func (o *Outline) Minutes() int {
	sum := 0
	for i := range o.Sections {
		sum += o.Sections[i].Minutes
	}
	if sum == 0 {
		return (len(o.Top) + 1) / 2
	}
	return sum
}

// QuestionTyped finds a question by its code as people type it: 2.3 for X2.03.
// It returns nil if the outline has none.
func (o *Outline) QuestionTyped(arg string) *Question {
	if len(arg) > longestCode {
		return nil
	}
	return o.typed[Canonical(arg)]
}

// longestCode is more bytes than a code has, however it is typed.
const longestCode = 60

// Canonical writes a code with plain numbers: x2.3.
func Canonical(code string) string {
	parts := strings.Split(strings.ToLower(code), ".")
	for i, p := range parts {
		letters := strings.TrimRight(p, "0123456789")
		digits := strings.TrimLeft(p[len(letters):], "0")
		if digits == "" && p != letters {
			digits = "0"
		}
		parts[i] = letters + digits
	}
	return strings.Join(parts, ".")
}

// Find gives the code of the question that is typed as «5.01», «x5.1» or «X5.01», or
// named; ok is false if the outline has none.
func (o *Outline) Find(typed string) (code string, ok bool) {
	if q := o.QuestionTyped(typed); q != nil {
		return q.Code, true
	}
	return "", false
}

// Named finds a question by its code as people type it, by its name, or a text question by
// its topic or what it is called, without marks and with hyphens for spaces.
func (o *Outline) Named(typed string) *Question {
	if q := o.QuestionTyped(typed); q != nil {
		return q
	}
	if q := o.ByName[typed]; q != nil {
		return q
	}
	typed = strings.ReplaceAll(viet.Fold(typed), "-", " ")
	for _, q := range o.Top {
		if q.IsText() && slices.ContainsFunc(append(strings.Split(q.Topic, ", "), append(q.Called, q.Topic)...), func(name string) bool {
			return name != "" && viet.Fold(name) == typed
		}) {
			return q
		}
	}
	return nil
}

// A Heading is a question of a section as a list names it.
type Heading struct{ Code, Label string }

// LabelOf is the beginning of a question's words; empty if there is none.
func (o *Outline) LabelOf(code string, words Words) string {
	q := o.ByCode[code]
	if q == nil {
		return ""
	}
	return viet.Shorten(Fill(q.Label, words), headingLetters)
}

// headingLetters is what of a question's label fits on a button.
const headingLetters = 40

// Required tells whether the question of that code must be answered where it
// applies.
func (o *Outline) Required(code string) bool {
	q := o.ByCode[code]
	return q != nil && q.Required
}

// PostQuestion is where the outline says that it asks for the writer's post; nil if it
// does not ask.
func (o *Outline) PostQuestion() *Question { return o.post }

// TakePost lets an earlier version of an outline, which was written before posts were
// declared, ask for the post where the later one does: in the question of that name.
func (o *Outline) TakePost(later *Outline) {
	if o.post != nil || later.post == nil {
		return
	}
	if q := o.ByName[later.post.Name]; q != nil && q.IsChoice() && q.Parent == nil {
		o.post = q
	}
}

// InOrder sorts names as the outline lists them.
func (q *Question) InOrder(names []string) []string {
	out := make([]string, 0, len(names))
	for _, o := range q.Choices {
		if slices.Contains(names, o.Name) {
			out = append(out, o.Name)
		}
	}
	return out
}

// Option finds a choice or a special answer by its stored name.
func (q *Question) Option(name string) (Option, bool) {
	for _, list := range [][]Option{q.Choices, q.Special} {
		for _, o := range list {
			if o.Name == name {
				return o, true
			}
		}
	}
	return Option{}, false
}

// Bars tells whether a reader may not see the question's answers. limited is
// false for a reader who sees all.
func (q *Question) Bars(limited bool, sees func(right string) bool) bool {
	if !limited {
		return false
	}
	if q.VisibleTo != "" && !sees(q.VisibleTo) {
		return true
	}
	return q.Parent != nil && q.Parent.VisibleTo != "" && !sees(q.Parent.VisibleTo)
}

// sectionCode is the code of the question's section.
func (o *Outline) sectionCode(q *Question) string {
	if q.Parent != nil {
		q = q.Parent
	}
	return o.Sections[q.Section].Code
}

// InSection tells whether the question, or its group, is in the section.
func (o *Outline) InSection(q *Question, section string) bool { return o.sectionCode(q) == section }

// Group is the group that the question is a field of; nil if it is none.
func (q *Question) Group() *Question { return q.Parent }

// Question finds a question by its code.
func (o *Outline) Question(code string) (*Question, bool) {
	q := o.ByCode[code]
	return q, q != nil
}

// Section finds a section by its code.
func (o *Outline) Section(code string) (Section, bool) {
	i := slices.IndexFunc(o.Sections, func(s Section) bool { return s.Code == code })
	if i < 0 {
		return Section{}, false
	}
	return o.Sections[i], true
}

// ChoiceLabel is a choice's label, or a special answer's; the name itself if the
// question has no such choice any more.
func (q *Question) ChoiceLabel(name string, words Words) string {
	if o, ok := q.Option(name); ok {
		return Fill(o.Label, words)
	}
	return name
}

// Options are the choices and special answers, in order.
func (q *Question) Options() []Option { return append(slices.Clone(q.Choices), q.Special...) }

// Hashed returns the question whose name has a hash, which stood under a code;
// nil if there is none any more. Its code may be another now.
func (o *Outline) Hashed(code, hash string) *Question {
	if q := o.ByCode[code]; q != nil && NameHash(q.Name) == hash {
		return q
	}
	for name, q := range o.ByName {
		if NameHash(name) == hash {
			return q
		}
	}
	return nil
}
