package xlsform

import (
	"slices"
	"strings"

	"giaoban/internal/xlsform/xpath"
)

// sorts are what expressions see of the types.
var sorts = map[string]sort{
	aText: isWords, aBarcode: isWords, aPhone: isWords, aWhole: isNumber, aDecimal: isNumber, aScale: isNumber, aDay: isDay, aMoment: isDay, anHour: isHour,
	aPick: isPick, picks: isPicks, aNote: isNothing, aFile: isNothing, aPicture: isNothing, aSound: isNothing, aFilm: isNothing, aPlace: isNothing,
	aTick: isTruth, aList: isRows,
}

// known finds what every name of the form stands for, before anything is converted.
func (b *builder) known(items []*item, refused bool) {
	for _, i := range items {
		gone := refused || i.kind.refused != "" || i.kind.word == aList && i.list() != nil || !i.kind.known
		switch {
		case gone:
			b.lost[i.name] = true
		case i.kind.word == aToday:
			b.enter(i, &target{item: i, sort: isNothing, worked: xpath.Call{Name: "today"}})
		case i.kind.word == aRecord:
			b.lost[i.name] = true
		case i.kind.word == aGroup:
		case i.kind.word == aCalculated || i.kind.word == aHidden || i.cell(b.survey, "calculation") != "" && i.kind.word != aNote, b.ownFigure(i):
			if t := b.given(i); t != nil {
				b.enter(i, t)
			} else {
				b.lost[i.name] = true
			}
		default:
			b.enter(i, b.target(i))
		}
		b.known(i.items, gone)
	}
}

// given is what is not asked. What has no calculation either is always what stands in its default, or nothing; nil if that is worked
// out when a form is opened.
func (b *builder) given(i *item) *target {
	if source := i.cell(b.survey, "calculation"); source != "" {
		n, err := xpath.Parse(source)
		if err != nil {
			return nil
		}
		return &target{item: i, sort: isNothing, worked: n, formula: n}
	}
	if b.ownCalculation(i) {
		return &target{item: i, sort: isNumber}
	}
	initial := i.cell(b.survey, "default")
	if n, err := xpath.Parse(initial); err == nil {
		if _, call := n.(xpath.Call); call {
			return nil
		}
	}
	return &target{item: i, sort: isNothing, worked: xpath.Text{Value: initial}}
}

// enter gives a target its name in the outline and makes it known by that in the form, which may have it twice in two groups.
func (b *builder) enter(i *item, t *target) {
	if i.name == "" {
		b.of[i] = t
		return
	}
	wanted := outlineName(i.name, "q")
	if reserved[wanted] {
		wanted += "_q"
	}
	t.name = unused(wanted, b.taken)
	b.of[i] = t
	if b.targets[i.name] == nil {
		b.targets[i.name] = t
	}
	b.twins[i.name] = append(b.twins[i.name], t)
	if t.name != i.name && t.worked == nil {
		if b.renames = append(b.renames, i.name+" → "+t.name); b.renamedAt == nil {
			b.renamedAt = i
		}
	}
}

// target is what a question is in expressions.
func (b *builder) target(i *item) *target {
	t := &target{item: i, sort: sorts[i.kind.word]}
	switch i.kind.word {
	case aPick, picks:
		t.choices = b.lists[i.kind.list+i.kind.file]
		if i.kind.file != "" {
			break
		}
		if yes, no, ok := isYesNo(t.choices); ok && i.kind.word == aPick && !i.kind.other && b.ownCell(i, "type") == "" {
			t.sort, t.yes, t.no = isTruth, yes.name, no.name
		}
		if i.kind.other {
			t.choices = append(t.choices[:len(t.choices):len(t.choices)], choice{name: "other", outline: b.otherName(i)})
		}
		if len(t.choices) == 1 {
			t.sort, t.yes = isTruth, t.choices[0].name
		}
	case aTick:
		t.yes = "OK"
	case aDay:
		if look := i.cell(b.survey, "appearance"); strings.Contains(look, "year") && !strings.Contains(look, "month") {
			t.sort = isNumber
		}
	}
	t.must = slices.Contains(yesses, strings.ToLower(i.cell(b.survey, "required")))
	t.sure = t.must
	for in := i; t.sure && in != nil && in.above != nil && in.kind.word != aList; in = in.above {
		t.sure = in.cell(b.survey, "relevant") == ""
	}
	return t
}
