package form

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/viet"
)

// number gives each section the number that people call it by: 5 for X5, 0 for the opening
// part. A first section whose code ends in 0 is that part. The others have the numbers in
// their codes where all have one and these grow; else they are counted, whatever their codes.
func (o *Outline) number() {
	o.numbers = make([]int, len(o.Sections))
	first := 0
	if len(o.Sections) > 0 {
		if n, ok := codeNumber(o.Sections[0].Code); ok && n == 0 {
			first = 1
		}
	}
	own, before := true, 0
	for i := first; i < len(o.Sections); i++ {
		n, ok := codeNumber(o.Sections[i].Code)
		own = own && ok && n > before
		o.numbers[i], before = n, n
	}
	for i := first; i < len(o.Sections) && !own; i++ {
		o.numbers[i] = i - first + 1
	}
}

// codeNumber is the number in a section's code: 5 of X5.
func codeNumber(code string) (int, bool) {
	n, err := strconv.ParseUint(strings.TrimLeft(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 10, 16)
	return int(n), err == nil
}

// HasParts tells whether its sections are spoken of at all: one alone is the whole report.
func (o *Outline) HasParts() bool { return len(o.Sections) > 1 }

// Number is the number that people call the section in that place by, 0 for the opening
// part, and that of the last one.
func (o *Outline) Number(section int) (n, last int) {
	return o.numbers[section], o.numbers[len(o.numbers)-1]
}

// SectionNumber is Number of the section with that code. ok is false if there is none, or
// if sections are not spoken of.
func (o *Outline) SectionNumber(code string) (n, last int, ok bool) {
	i := o.SectionByCode(code)
	if i < 0 || !o.HasParts() {
		return 0, 0, false
	}
	n, last = o.Number(i)
	return n, last, true
}

// SectionTyped gives the code of the section that is typed as «X5», «5» or
// «phần 5»; ok is false if there is none.
func (o *Outline) SectionTyped(typed string) (string, bool) {
	said := viet.Fold(viet.Line(typed))
	for _, word := range sectionWords {
		said = strings.TrimPrefix(said, word)
	}
	i := o.SectionNumbered(said)
	if i < 0 {
		return "", false
	}
	return o.Sections[i].Code, true
}

// SectionNumbered returns which section is meant by its number or code as people
// type it, folded; -1 if there is none.
func (o *Outline) SectionNumbered(typed string) int {
	if strings.HasSuffix(typed, "mo dau") {
		typed = "0"
	}
	typed = Canonical(typed)
	for i := range o.Sections {
		if typed != "" && Canonical(o.Sections[i].Code) == typed {
			return i
		}
	}
	n, err := strconv.Atoi(typed)
	if err != nil {
		return -1
	}
	return slices.Index(o.numbers, n)
}

// sectionWords stand before a section's number.
var sectionWords = []string{"phan ", "part ", "section "}
