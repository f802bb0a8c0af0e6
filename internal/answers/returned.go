package answers

import (
	"slices"

	"giaoban/internal/form"
)

// Recall puts questions back to the unit by their codes, those of groups in
// every row that there is. What they hold stays; each is to be kept or
// corrected before the report can be handed in again. Remarks are why, where that was said
// of single questions. It gives the codes that it put back: none that does not exist or
// does not apply.
func (d *Draft) Recall(o *form.Outline, codes []string, remarks map[string]string) []string {
	var taken []string
	d.Remarks = remarks
	for _, code := range codes {
		places := d.places(o, o.ByCode[code])
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

// places returns where the question can be answered now.
func (d *Draft) places(o *form.Outline, q *form.Question) []form.Place {
	if q == nil || q.Submits() || q.IsCalculated() {
		return nil
	}
	if q.Parent == nil {
		if d.Cells[q.Pos].Hidden {
			return nil
		}
		return []form.Place{{Code: q.Code}}
	}
	group := &d.Cells[q.Parent.Pos]
	if group.Hidden {
		return nil
	}
	var places []form.Place
	for i := range group.Rows {
		if r := &group.Rows[i]; !r.Cells[q.Pos].Hidden {
			places = append(places, q.At(r.ID))
		}
	}
	return places
}

// Returnable returns the places of the question with that code that can be put back
// to the unit; none if it does not exist or does not apply.
func (d *Draft) Returnable(o *form.Outline, code string) []form.Place {
	return d.places(o, o.ByCode[code])
}

// Headings returns the questions of a section that the draft can be returned for.
func (d *Draft) Headings(o *form.Outline, section string, words form.Words) []form.Heading {
	var list []form.Heading
	for i := range o.Sections {
		s := &o.Sections[i]
		for j := range s.Questions {
			if q := &s.Questions[j]; s.Code == section && len(d.places(o, q)) > 0 {
				list = append(list, form.Heading{Code: q.Code, Label: o.LabelOf(q.Code, words)})
			}
		}
	}
	return list
}

// Looked notes that a question that was returned has been dealt with.
func (s *Sheet) Looked(p form.Place) {
	s.Draft.Again = slices.DeleteFunc(s.Draft.Again, func(x form.Place) bool { return x == p })
}

// Returned returns what is still to be looked at. What no longer applies, or whose row
// is gone, is forgotten.
func (s *Sheet) Returned() []form.Place {
	s.Draft.Again = slices.DeleteFunc(s.Draft.Again, func(p form.Place) bool {
		return !s.Known(p) || s.Hidden(s.Outline.ByCode[p.Code], p.Row)
	})
	return s.Draft.Again
}
