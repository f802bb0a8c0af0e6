package docx

import (
	"cmp"
	"encoding/xml"
	"strconv"
	"strings"

	"giaoban/internal/effort"
)

// A style is what a paragraph takes from its style.
type style struct {
	level int
	bold  bool
	font  string
	list  listed
}

// level is an outline level as Word writes it, from 1.
func level(val string) int {
	n, err := strconv.Atoi(val)
	if err != nil || n < 0 || n > 9 {
		return 0
	}
	return n + 1
}

// A named style is a style before those that it is based on are added.
type namedStyle struct {
	style
	base     string
	setsBold bool
}

// readStyles reads the styles of paragraphs.
func (r *reader) readStyles(part []byte) error {
	all := map[string]namedStyle{}
	w := walkOf(part)
	font, normal := "", ""                       // of all paragraphs; the style of those that name none
	err := w.each(func(xml.StartElement) error { // styles
		return w.each(func(e xml.StartElement) error {
			switch {
			case e.Name.Local == "docDefaults":
				var s namedStyle
				err := w.each(func(e xml.StartElement) error { return s.property(w, e) })
				font = s.font
				return err
			case e.Name.Local != "style":
				return w.skip()
			case attr(e, "type") == "paragraph" && attr(e, "default") == "1":
				normal = attr(e, "styleId")
			}
			var s namedStyle
			id := attr(e, "styleId")
			err := w.each(func(e xml.StartElement) error { return s.property(w, e) })
			all[id] = s
			return err
		})
	})
	r.styles = map[string]style{}
	for id, s := range all {
		flat := s
		for range maxBases {
			base, ok := all[flat.base]
			if !ok {
				break
			}
			if flat.level == 0 {
				flat.level = base.level
			}
			if !flat.setsBold {
				flat.bold, flat.setsBold = base.bold, base.setsBold
			}
			flat.font = cmp.Or(flat.font, base.font)
			flat.list, flat.base = flat.list.or(base.list), base.base
		}
		flat.font = cmp.Or(flat.font, font)
		r.styles[id] = flat.style
	}
	r.styles[""] = style{font: cmp.Or(all[normal].font, font)}
	return err
}

// maxBases is how many styles one may be based on, one on the other.
const maxBases = 12

func (s *namedStyle) property(w *walk, e xml.StartElement) error {
	switch e.Name.Local {
	case "name":
		if number, ok := strings.CutPrefix(strings.ToLower(attr(e, "val")), "heading "); ok && s.level == 0 {
			n, _ := strconv.Atoi(number)
			s.level = level(strconv.Itoa(n - 1))
		}
	case "basedOn":
		s.base = attr(e, "val")
	case "outlineLvl":
		s.level = level(attr(e, "val"))
	case "b":
		s.bold, s.setsBold = on(e), true
	case "numPr":
		var err error
		s.list, err = w.listed()
		return err
	case "rFonts":
		s.font = cmp.Or(fontOf(e), s.font)
	case "pPr", "rPr", "pPrDefault", "rPrDefault":
		return w.each(func(e xml.StartElement) error { return s.property(w, e) })
	}
	return w.skip()
}

// listed is the list that a paragraph is an item of, and how deep it lies there.
type listed struct {
	id    string // "" if nothing is said, "0" for none
	depth int
	deep  bool // the depth is said
}

// or takes what is not said from the style.
func (l listed) or(style listed) listed {
	if l.id == "" {
		l.id = style.id
	}
	if !l.deep {
		l.depth = style.depth
	}
	return l
}

// listed reads the element numPr.
func (w *walk) listed() (l listed, err error) {
	err = w.each(func(e xml.StartElement) error {
		switch n, _ := strconv.Atoi(attr(e, "val")); e.Name.Local {
		case "numId":
			l.id = attr(e, "val")
		case "ilvl":
			l.depth, l.deep = min(max(0, n), depths-1), true
		}
		return w.skip()
	})
	return l, err
}

// depths is how many levels a list has.
const depths = 9

// A list counts its items. Several lists of a document may go on with one another's numbers.
type list struct {
	levels [depths]listLevel
	counts [depths]int
	begun  [depths]bool
}

// A listLevel is how one level is numbered: «%1.%2» in a format.
type listLevel struct {
	format, text string
	start        int
}

// lists are the document's lists by the number that paragraphs name.
type lists map[string]*list

// readNumbering reads how lists are numbered.
func (r *reader) readNumbering(part []byte) error {
	r.lists = lists{}
	abstract := map[string]*list{}
	w := walkOf(part)
	return w.each(func(xml.StartElement) error { // numbering
		return w.each(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "abstractNum":
				l := newList()
				abstract[attr(e, "abstractNumId")] = l
				return w.each(func(e xml.StartElement) error { return l.level(w, e) })
			case "num":
				return r.num(w, attr(e, "numId"), abstract)
			}
			return w.skip()
		})
	})
}

func newList() *list {
	l := &list{}
	for i := range l.levels {
		l.levels[i].start = 1
	}
	return l
}

// num reads a list that paragraphs name. It counts by itself if it begins anew.
func (r *reader) num(w *walk, id string, abstract map[string]*list) error {
	var l *list
	own := func() {
		if l != nil {
			copied := *l
			l = &copied
		}
	}
	err := w.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNumId":
			l = abstract[attr(e, "val")]
		case "lvlOverride":
			depth, _ := strconv.Atoi(attr(e, "ilvl"))
			if l == nil || depth < 0 || depth >= depths {
				break
			}
			own()
			return w.each(func(e xml.StartElement) error {
				if e.Name.Local == "startOverride" {
					l.levels[depth].start, _ = strconv.Atoi(attr(e, "val"))
				}
				if e.Name.Local == "lvl" {
					return l.level(w, e)
				}
				return w.skip()
			})
		}
		return w.skip()
	})
	if l != nil {
		r.lists[id] = l
	}
	return err
}

// level reads the element lvl.
func (l *list) level(w *walk, e xml.StartElement) error {
	depth, err := strconv.Atoi(attr(e, "ilvl"))
	if e.Name.Local != "lvl" || err != nil || depth < 0 || depth >= depths {
		return w.skip()
	}
	at := &l.levels[depth]
	return w.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "start":
			at.start, _ = strconv.Atoi(attr(e, "val"))
		case "numFmt":
			at.format = attr(e, "val")
		case "lvlText":
			at.text = attr(e, "val")
		}
		return w.skip()
	})
}

// next numbers the next item; "" if it has no number.
func (ls lists) next(at listed) string {
	l := ls[at.id]
	if l == nil {
		return ""
	}
	if !l.begun[at.depth] {
		l.begun[at.depth], l.counts[at.depth] = true, l.levels[at.depth].start-1
	}
	l.counts[at.depth]++
	for deeper := at.depth + 1; deeper < depths; deeper++ {
		l.begun[deeper] = false
	}
	if l.levels[at.depth].format == "bullet" {
		return "-"
	}
	text := l.levels[at.depth].text
	effort.Add(len(text))
	for i := range at.depth + 1 {
		count := l.counts[i]
		if !l.begun[i] {
			count = l.levels[i].start
		}
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), numeral(count, l.levels[i].format))
	}
	return clean(text)
}

// numeral writes a number as a list does.
func numeral(n int, format string) string {
	switch format {
	case "none":
		return ""
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter", "lowerLetter":
		if n < 1 || n > 26*20 {
			break
		}
		first := 'a'
		if format == "upperLetter" {
			first = 'A'
		}
		return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	if n < 1 || n >= 4000 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.sign)
		}
	}
	return b.String()
}
