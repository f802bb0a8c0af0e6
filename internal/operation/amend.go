package operation

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
)

// ofOwn is the part of an order about the person's own unit, «báo cáo của huyện».
const ofOwn = "minh"

// How an order under its preview is changed, by the parts of command.Amend.
const (
	amendAdd     = "them"
	amendDrop    = "bo"
	amendReplace = "thay"
	amendDay     = "ngay"
)

// An amendment changes what the preview says: nothing is sent, and a new preview is shown.
type amendment struct{ *Engine }

// mostAmended is how many units an order has at most whose units can be changed in words.
const mostAmended = 100

func (a amendment) take(r command.Command) []chat.Content {
	s := a.State
	if r.Part == amendDay {
		if s.Name != command.Extend {
			return a.held()
		}
		s.Until = r.Words
		return a.next()
	}
	units := a.previewed()
	if len(units) > mostAmended || !lineOf(s.Name).several && r.Part != amendReplace {
		return a.held()
	}
	said := strings.Join(units, ", ")
	switch r.Part {
	case amendAdd:
		said += ", " + r.Unit
	case amendDrop:
		except, _, _ := strings.Cut(a.Say.Say("whom_except"), ",")
		said += " " + except + " " + r.Unit
		if left := selection(a).circle().Find(said); len(left.Units)+len(left.Unclear) == 0 {
			return a.over(a.Say.Say("amend_nobody_left"))
		}
	case amendReplace:
		said = r.Unit
	}
	before := slices.Clone(s.Units)
	group, scoped := s.Group, s.Scoped
	s.Able = nil
	out := selection(a).named(said)
	if out == nil {
		return a.next()
	}
	if a.State != nil && s.Piece == "" { // nobody is left
		s.Units, s.Group, s.Scoped, s.Asked = before, group, scoped, askSend
	}
	return out
}

// previewed are the units that the preview is about.
func (a amendment) previewed() []string {
	s := a.State
	switch {
	case !s.Decides():
		return codesOf(a.targets())
	case s.several():
		return s.Able
	case s.Level != 0:
		return codesOf(a.all(Group{Root: s.Units[0], Level: s.Level}))
	}
	return s.Units
}

// held shows the preview again: it says how it can be changed.
func (a amendment) held() []chat.Content {
	return a.typedSend("", "")
}
