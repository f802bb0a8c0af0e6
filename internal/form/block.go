package form

import (
	"github.com/expr-lang/expr"

	"giaoban/internal/fault"
)

// A Block is a group of questions under one title and one condition. It has no answer and
// no place of its own: its questions stand in the section, or in the list, where it stands.
type Block struct {
	Title string
	// Above is the block in which it stands; nil if that is the section or the list.
	Above *Block

	relevant  string
	condition *Expression
	path      []any
	compiled  bool
}

// deepestBlock is how many blocks may stand in one another.
const deepestBlock = 2

// blocks are the titles of the blocks in which a question stands, the outermost first.
func (q *Question) blocks() (list []*Block) {
	for b := q.Block; b != nil; b = b.Above {
		list = append([]*Block{b}, list...)
	}
	return list
}

// Titles are those of the blocks in which the question stands, the outermost first.
func (q *Question) Titles() (titles []string) {
	for _, b := range q.blocks() {
		titles = append(titles, b.Title)
	}
	return titles
}

// A flattening puts the questions of blocks where the blocks stand, and texts without an
// answer before the question that follows them.
type flattening struct {
	p     *parsing
	asked []Question
	leads []*Question // that no question follows yet
}

// flat is a list of the file, and the texts behind the last question of it.
func (p *parsing) flat(list []Question, path []any) (asked []Question, tail []*Question) {
	f := &flattening{p: p}
	f.add(list, path, nil, 0)
	return f.asked, f.leads
}

func (f *flattening) add(list []Question, path []any, in *Block, deep int) {
	for i := range list {
		q := &list[i]
		q.Block, q.path = in, append(path[:len(path):len(path)], "questions", i)
		switch {
		case q.Type == Group:
			f.p.block(q, q.path, deep)
			f.add(q.Questions, q.path, &Block{Title: q.Label, Above: in, relevant: q.Relevant, path: q.path}, deep+1)
		case !q.Type.isAsked():
			f.leads = append(f.leads, q)
		default:
			q.Leads, f.leads = f.leads, nil
			f.asked = append(f.asked, *q)
		}
	}
}

// block checks a block by itself.
func (p *parsing) block(q *Question, path []any, deep int) {
	if q.Label == "" {
		p.Missing(path, "label", fault.New("no_label", "code", q.Code))
	}
	switch {
	case deep >= deepestBlock:
		p.Note(path, fault.New("blocks_deep", "code", q.Code, "most", deepestBlock))
	case len(q.Questions) == 0:
		p.Missing(path, "questions", fault.New("block_empty", "code", q.Code))
	}
	q.kind = kinds[Group]
	p.misplaced(q, path)
	for key, there := range map[string]bool{"rows": q.Rows != nil, "required": q.RequiredIf != "", "constraint": q.Constraint != ""} {
		if there {
			p.Note(append(path[:len(path):len(path)], key), fault.New("key_without_meaning", "code", q.Code, "key", key, "type", q.Type))
		}
	}
}

// above compiles the conditions of what the question stands in, and puts them before its own.
func (p *parsing) above(q *Question, scope map[string]Variable) {
	if q.Parent == nil {
		if e := p.o.Sections[q.Section].Condition; e != nil {
			q.Conditions = append(q.Conditions, e)
		}
	}
	for _, b := range q.blocks() {
		if b.relevant != "" && !b.compiled {
			b.condition = p.expression(b.relevant, append(b.path[:len(b.path):len(b.path)], "relevant"), scope, b.Title, expr.AsBool())
			b.compiled = true
		}
		if b.condition != nil {
			q.Conditions = append(q.Conditions, b.condition)
		}
	}
}

// hangsOn is all on which it hangs whether the question is asked, as it stands in the file.
func (p *parsing) hangsOn(q *Question) (source string) {
	if q.Parent == nil {
		source = p.o.Sections[q.Section].Relevant
	}
	for _, b := range q.blocks() {
		source = both(source, b.relevant)
	}
	return both(source, q.Relevant)
}

func both(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return "(" + a + ") and (" + b + ")"
}
