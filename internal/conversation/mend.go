package conversation

import (
	"slices"
	"strings"
)

// Recall puts questions back to the unit by their codes, those of groups in
// every row that there is. What they hold stays; each is to be kept or
// corrected before the report can be handed in again. It gives the codes that
// it put back: none that does not exist or does not apply.
func (d *Draft) Recall(o *Outline, codes []string) []string {
	var taken []string
	for _, code := range codes {
		places := d.places(o, o.byCode[code])
		if len(places) == 0 {
			continue
		}
		taken = append(taken, code)
		for _, p := range places {
			if !slices.Contains(d.Again, p) {
				d.Again = append(d.Again, p)
			}
		}
	}
	return taken
}

// places are where the question can be answered now.
func (d *Draft) places(o *Outline, q *Question) []Place {
	if q == nil || q.Type == Acknowledge || q.Type == Calculate {
		return nil
	}
	if q.group == nil {
		if d.Cells[q.pos].Hidden {
			return nil
		}
		return []Place{{Code: q.Code}}
	}
	group := &d.Cells[q.group.pos]
	if group.Hidden {
		return nil
	}
	var places []Place
	for i := range group.Rows {
		if r := &group.Rows[i]; !r.Cells[q.pos].Hidden {
			places = append(places, q.At(r.ID))
		}
	}
	return places
}

// Find gives the code of the question that is typed as «5.01», «x5.1» or
// «X5.01»; ok is false if the outline has none.
func (o *Outline) Find(typed string) (code string, ok bool) {
	if q := o.find(typed); q != nil {
		return q.Code, true
	}
	return "", false
}

// Returnable are the places of the question with that code that can be put back
// to the unit; none if it does not exist or does not apply.
func (d *Draft) Returnable(o *Outline, code string) []Place { return d.places(o, o.byCode[code]) }

// A Heading is a question of a section as a list names it.
type Heading struct{ Code, Label string }

// Headings are the questions of a section that the draft can be returned for.
func (d *Draft) Headings(o *Outline, section string, words Words) []Heading {
	var list []Heading
	for i := range o.Sections {
		s := &o.Sections[i]
		for j := range s.Questions {
			if q := &s.Questions[j]; s.Code == section && len(d.places(o, q)) > 0 {
				list = append(list, Heading{Code: q.Code, Label: o.LabelOf(q.Code, words)})
			}
		}
	}
	return list
}

// LabelOf is the beginning of a question's words; empty if there is none.
func (o *Outline) LabelOf(code string, words Words) string {
	q := o.byCode[code]
	if q == nil {
		return ""
	}
	return shorten(Fill(q.Label, words), headingLetters)
}

// headingLetters is what of a question's label fits on a button.
const headingLetters = 40

// looked notes that a question that was returned has been dealt with.
func (s *Sheet) looked(p Place) {
	s.Draft.Again = slices.DeleteFunc(s.Draft.Again, func(x Place) bool { return x == p })
}

// returned is what is still to be looked at. What no longer applies, or whose row
// is gone, is forgotten.
func (s *Sheet) returned() []Place {
	s.Draft.Again = slices.DeleteFunc(s.Draft.Again, func(p Place) bool {
		return !s.known(p) || s.hidden(s.Outline.byCode[p.Code], p.Row)
	})
	return s.Draft.Again
}

// nextReturned asks the next returned question; false when there is none. One
// that was put off waits behind the others.
func (t *Turn) nextReturned(from Place) bool {
	list := t.returned()
	i := slices.Index(list, from) + 1
	if i >= len(list) {
		return false
	}
	q := t.Outline.byCode[list[i].Code]
	if q.Type == Repeat {
		t.tell(t.returnedLine())
		t.goTo(q)
		return true
	}
	t.ask(q, list[i].Row)
	return true
}

// returnedLine says that a question came back, and why.
func (t *Turn) returnedLine() string {
	return strings.TrimSpace(t.Say.Count("returned_question", len(t.Draft.Again), "remark", t.Remark))
}
