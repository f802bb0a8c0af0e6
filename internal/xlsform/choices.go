package xlsform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/xlsx"
)

// A choice is a row of the second sheet.
type choice struct {
	row         xlsx.Row
	name, label string   // as they are written
	labels      []string // in all languages
	outline     string   // its name in the outline
}

// listsOf reads the choices, each list under its name.
func (f *survey) listsOf() {
	f.lists = map[string][]choice{}
	if f.choices == nil {
		return
	}
	for _, row := range f.choices.rows {
		list, name := f.choices.text(row, "list_name"), cmp.Or(f.choices.text(row, "name"), f.choices.text(row, "value"))
		label := f.choices.said(row, "label", f.language)
		switch {
		case list == "" && name == "" && label == "":
			continue
		case list == "":
			f.remarks = append(f.remarks, f.choices.at(Refused, row.Number, "list_name", fault.New("xls_choice_no_list", "name", cmp.Or(name, label))))
			continue
		case name == "":
			f.remarks = append(f.remarks, f.choices.at(Refused, row.Number, "name", fault.New("xls_choice_no_name", "label", label)))
			continue
		case label == "":
			f.remarks = append(f.remarks, f.choices.at(Look, row.Number, "label", fault.New("xls_choice_no_label", "name", name)))
		}
		f.lists[list] = append(f.lists[list], choice{row: row, name: name, label: plain(cmp.Or(label, name)), labels: f.choices.every(row, "label")})
	}
	for list, all := range f.lists {
		f.lists[list] = f.named(all)
	}
}

// named gives the choices of a list names that an outline takes; what stands twice is left out.
func (f *survey) named(all []choice) []choice {
	taken := map[string]bool{}
	var out []choice
	for _, c := range all {
		if slices.ContainsFunc(out, func(o choice) bool { return o.name == c.name }) {
			f.remarks = append(f.remarks, f.choices.at(Look, c.row.Number, "name", fault.New("xls_choice_twice", "name", c.name)))
			continue
		}
		c.outline = unused(outlineName(c.name, "c"), taken)
		out = append(out, c)
	}
	return out
}

// renamed tells once for each list which names of its choices were changed.
func (f *survey) renamed(list string) {
	var pairs []string
	var first choice
	for _, c := range f.lists[list] {
		if c.outline != c.name {
			if len(pairs) == 0 {
				first = c
			}
			pairs = append(pairs, c.name+" → "+c.outline)
		}
	}
	if len(pairs) == 0 || slices.Contains(f.told, list) {
		return
	}
	f.told = append(f.told, list)
	const most = 6
	if len(pairs) > most {
		pairs = append(pairs[:most], "…")
	}
	f.remarks = append(f.remarks, f.choices.at(Ignored, first.row.Number, "name", fault.New("xls_choice_renamed", "list", list, "names", strings.Join(pairs, ", "))))
}

// yesNo are the pairs of labels that are a yes and a no.
var yesNo = [][2]string{{"có", "không"}, {"yes", "no"}, {"oui", "non"}, {"rồi", "chưa"}, {"đúng", "sai"}, {"sí", "no"}, {"si", "no"}, {"true", "false"}}

// isYesNo tells whether a list is nothing but a yes and a no, in this order or the other, in one of its languages.
func isYesNo(list []choice) (yes, no choice, ok bool) {
	if len(list) != 2 {
		return yes, no, false
	}
	for i := range min(len(list[0].labels), len(list[1].labels)) {
		a, b := strings.ToLower(strings.TrimRight(plain(list[0].labels[i]), ". ")), strings.ToLower(strings.TrimRight(plain(list[1].labels[i]), ". "))
		switch {
		case slices.Contains(yesNo, [2]string{a, b}):
			return list[0], list[1], true
		case slices.Contains(yesNo, [2]string{b, a}):
			return list[1], list[0], true
		}
	}
	return yes, no, false
}

// numeric reports whether all names of a list are numbers.
func numeric(list []choice) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(c choice) bool {
		_, err := strconv.ParseFloat(c.name, 64)
		return err != nil
	})
}
