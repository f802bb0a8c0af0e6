package form

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
)

// What says in which way a question means something else than before: a set.
type What uint16

// The ways. Labels, hints, examples, sections, the order of questions and of
// choices, new choices and checks are not among them: an answer given under
// the old words is still right under the new ones.
const (
	Gone      What = 1 << iota // no question has the name any more
	Retyped                    // answered in another way
	Choices                    // a choice's name is gone
	Unit                       // the word after the number
	Limits                     // constraint, min or max
	Condition                  // when it is asked at all
	Computed                   // a calculation
	Grouped                    // moved into a group, out of one or to another
	Floor                      // how many rows a group needs
	Ranges                     // a number that kept a range keeps none
)

// A Change is what became of one question between two versions.
type Change struct {
	// Old and New are the question in either version; New is nil if it is gone.
	Old, New *Question
	What     What
	// lost are the names of choices that are gone.
	lost []string
}

// Compare tells which questions of one version mean something else in another,
// by name: the name is what a question is, its code may be given anew.
func Compare(from, to *Outline) map[string]Change {
	changes := map[string]Change{}
	for name, old := range from.ByName {
		c := Change{Old: old, New: to.ByName[name]}
		if c.compare(); c.What != 0 {
			changes[name] = c
		}
	}
	return changes
}

func (c *Change) compare() {
	old, now := c.Old, c.New
	if now == nil {
		c.What = Gone
		return
	}
	note := func(what What, differs bool) {
		if differs {
			c.What |= what
		}
	}
	note(Retyped, old.Type != now.Type)
	note(Unit, old.Unit != now.Unit)
	note(Limits, old.limits() != now.limits())
	note(Condition, plainSpaces(old.relevance) != plainSpaces(now.relevance))
	note(Computed, old.computed() != now.computed())
	note(Grouped, old.GroupName() != now.GroupName())
	note(Ranges, old.Range && !now.Range)
	note(Floor, old.floorSource() != now.floorSource())
	for _, list := range [][]Option{old.Choices, old.Special} {
		for _, o := range list {
			if _, ok := now.Option(o.Name); !ok {
				c.lost = append(c.lost, o.Name)
			}
		}
	}
	note(Choices, len(c.lost) > 0)
}

// Concerns tells whether an answer must be looked at again. A choice that is
// gone concerns only who picked it; a group's floor only who is below it, and
// ranges only who gave one.
func (c Change) Concerns(v Value) bool {
	if c.What&^(Choices|Floor|Ranges) != 0 || c.What&Ranges != 0 && v.Upper != nil {
		return true
	}
	return c.What&Choices != 0 && slices.ContainsFunc(c.lost, func(name string) bool {
		return v.Name == name || slices.Contains(v.Names, name)
	})
}

// Meaning is a short sign of all that an answer depends on but the choices,
// which are tried one by one. Answers put aside come back when it is the same.
func (q *Question) Meaning() uint32 {
	h := fnv.New32a()
	fmt.Fprintf(h, "%s|%s|%s|%s|%s|%s|%s", q.Type, q.Unit, q.limits(), plainSpaces(q.relevance), q.computed(), q.GroupName(), q.floorSource())
	return h.Sum32()
}

func (q *Question) limits() string {
	limits := plainSpaces(both(q.Constraint, q.ChoiceFilter)) + "|" + q.Min + "|" + q.Max
	if q.Pattern != "" || q.Step != 0 {
		limits += "|" + q.Pattern + "|" + strconv.Itoa(q.Step)
	}
	return limits
}

func (q *Question) computed() string {
	s := plainSpaces(q.Calculation)
	for _, p := range q.Parts {
		s += "|" + p.Name + "=" + plainSpaces(p.Calculation)
	}
	return s
}

// GroupName is the name of the repeating group, "" outside groups.
func (q *Question) GroupName() string {
	if q.Parent == nil {
		return ""
	}
	return q.Parent.Name
}

func (q *Question) floorSource() string {
	if q.Rows == nil {
		return ""
	}
	if q.Rows.Exactly != "" {
		return "=" + plainSpaces(q.Rows.Exactly)
	}
	return plainSpaces(q.Rows.Min)
}

// plainSpaces makes a condition that was only broken into other lines equal.
func plainSpaces(s string) string { return strings.Join(strings.Fields(s), " ") }

// SameList tells whether a number typed for a choice means the same in both.
func SameList(a, b *Question) bool {
	return slices.EqualFunc(a.Choices, b.Choices, func(x, y Option) bool { return x.Name == y.Name })
}

// Filed is what a place's records are kept under: the question's name, for a
// code may be given to another question in the next version.
func (o *Outline) Filed(p Place) Place {
	if q := o.ByCode[p.Code]; q != nil {
		p.Code = q.Name
	}
	return p
}

// Placed finds the place of what was filed; ok is false if the question is gone.
func (o *Outline) Placed(filed Place) (p Place, ok bool) {
	q := o.ByName[filed.Code]
	if q == nil {
		return filed, false
	}
	return Place{Code: q.Code, Row: filed.Row}, true
}

// String names the ways in the words of the outline's file, for operators.
func (w What) String() string {
	var parts []string
	for i, word := range []string{"gone", "type", "choice names", "unit", "constraint, min or max", "relevant", "calculation", "group", "rows.min", "range"} {
		if w&(1<<i) != 0 {
			parts = append(parts, word)
		}
	}
	return strings.Join(parts, ", ")
}
