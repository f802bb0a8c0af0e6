package desk

import (
	"slices"
	"strings"

	"giaoban/internal/viet"
)

// The errands of coordinators: what they do about units and people rather than
// about one report's state.
const (
	Nudge    Name = "nhac"      // ask late units to hand in
	Announce Name = "thongbao"  // own words to a level below, or one unit
	Behalf   Name = "nhapho"    // fill in for a unit
	Codes    Name = "capma"     // codes that let people in
	Members  Name = "thanhvien" // who is in
	Revoke   Name = "thuhoi"    // somebody is not in any more
	Replace  Name = "thaythe"   // the same, with a code for who comes instead
)

// Errands are those that are typed, in the order in which they are explained.
func Errands() []Name { return []Name{Nudge, Announce, Behalf, Codes, Members} }

func errandSpellings(n Name) []string {
	switch n {
	case Nudge:
		return []string{"nhac"}
	case Announce:
		return []string{"thongbao", "thong bao"}
	case Behalf:
		return []string{"nhapho", "nhap ho"}
	case Codes:
		return []string{"capma", "cap ma"}
	}
	return []string{"thanhvien", "thanh vien"}
}

// ParseErrand reads an errand: /nhac Nga An, «nhắc cả», «nhắc các xã chưa bắt
// đầu», /thongbao các xã: nội dung, «nhập hộ xã Nga An». Without the slash it is
// one only as the whole message, with the name of a unit, or with words for all.
func ParseErrand(text string, units Units) (Request, bool) {
	head, words, colon := strings.Cut(text, ":")
	fields := strings.Fields(viet.Polite(viet.Line(head)))
	if len(fields) == 0 {
		return Request{}, false
	}
	first, slash := strings.CutPrefix(fields[0], "/")
	if slash {
		first, _, _ = strings.Cut(first, "@")
		first = strings.ReplaceAll(first, "_", "")
	}
	for _, name := range Errands() {
		used := 0
		for _, spelled := range errandSpellings(name) {
			used = max(used, spells(fields, first, strings.Fields(spelled)))
		}
		if used == 0 {
			continue
		}
		r := Request{Name: name, Unit: strings.Trim(strings.Join(fields[used:], " "), " .?!,;"), Words: strings.TrimSpace(words)}
		if !slash && (r.Unit == "" && colon || r.Unit != "" && !Everyone(r.Unit) && !allKnown(units, r.Unit)) {
			return Request{}, false
		}
		return r, true
	}
	return Request{}, false
}

// Everyone tells whether the words mean all rather than a unit.
func Everyone(words string) bool {
	f := viet.Fold(words)
	return f == "ca" || f == "het" || slices.ContainsFunc([]string{"ca ", "cac ", "tat ca", "toan bo"}, func(p string) bool { return strings.HasPrefix(f, p) })
}

// allKnown tells whether each of the names between commas is a unit's.
func allKnown(units Units, names string) bool {
	for _, name := range strings.Split(names, ",") {
		if !units.Named(strings.TrimSpace(name)) {
			return false
		}
	}
	return true
}
