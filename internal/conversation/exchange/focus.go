package exchange

import (
	"giaoban/internal/form"
)

// A Focus is where one person stands in one report: what was last put to them,
// and what they have begun but not ended. A typed input answers it. It is
// stored with every answer.
type Focus struct {
	Mode Mode `json:"p,omitempty"`
	// Place is the question or the row that it is about.
	form.Place
	// Over is what they only read. It lies over what was put to them.
	Over Over `json:"u,omitzero"`
	// Later marks the second round, through what was put off; Each the round
	// through changed figures one by one.
	Later bool `json:"l,omitempty"`
	Each  bool `json:"e,omitempty"`
	// Fixing marks an answered question that is being corrected.
	Fixing bool `json:"f,omitempty"`
	// Last is the answer that was just given, which «sửa» corrects.
	Last *form.Place `json:"b,omitempty"`
	// Outline is the version that this was put to them from.
	Outline string `json:"o,omitempty"`
	// Told is how many required questions the report had when they were last told.
	Told int `json:"to,omitempty"`
	// Waits is a file, plus one, in which something found waits for another answer; 0 is none.
	Waits int `json:"wf,omitempty"`
	// Ack is the outbox id of the bubble that says how far a text has come. The
	// shell fills it in where the outcome says so.
	Ack string `json:"ak,omitempty"`
	// Missed counts the inputs in a row that were not understood.
	Missed int `json:"x,omitempty"`
	State
}

// State is what the modes remember beside the head. Each has its own, which its
// own files alone read and write; all of it goes when something else is put.
type State struct {
	Asked     Asked      `json:"a,omitzero"`
	Text      Text       `json:"t,omitzero"`
	Undecided *Undecided `json:"hd,omitempty"`
	Table     Table      `json:"i,omitzero"`
	Rows      Listed     `json:"w,omitzero"`
	Figures   Correction `json:"h,omitzero"`
	Failed    Failed     `json:"c,omitzero"`
	Unknown   Unknown    `json:"y,omitzero"`
	Uploads   Uploads    `json:"tr,omitzero"`
	Found     Placing    `json:"wd,omitzero"`
	// More is a later deadline that would be asked for, and waits for a yes.
	More *MoreTime `json:"mt,omitempty"`
}

// Enter puts something else. What the modes had to remember goes; the round
// through what was put off goes on.
func (f *Focus) Enter(m Mode, p form.Place) {
	*f = Focus{Mode: m, Place: p, Later: f.Later, Outline: f.Outline, Told: f.Told, Waits: f.Waits}
}

// EnterEach is enter in the round through changed figures, if that is on.
func (f *Focus) EnterEach(m Mode, p form.Place) {
	each := f.Each
	f.Enter(m, p)
	f.Each = each
}

// Begin is enter in the first round, with nothing in particular in focus.
func (f *Focus) Begin(m Mode) { *f = Focus{Mode: m, Outline: f.Outline, Told: f.Told, Waits: f.Waits} }

// Asking reports whether a question was put, with nothing to read over it.
func (f *Focus) Asking() bool { return f.Mode == Asking && !f.Over.Open() }

// Lists reports whether questions stand on the screen by their codes.
func (f *Focus) Lists() bool {
	return f.Over.Open() || f.Mode == Review || f.Mode == Showing || f.Mode == Changed
}

// Away reports whether nothing is put: nothing yet, or not any more.
func (f *Focus) Away() bool { return f.Mode == Idle || f.Mode == Resting }

// Writing reports whether a long text is under way.
func (f Focus) Writing() bool { return f.Text.Pieces > 0 }

// Mode is the kind of thing that was last put to a person. It decides how their
// next input is read.
type Mode string

// The modes. Their words are stored.
const (
	Idle      Mode = ""         // nothing yet
	Asking    Mode = "ask"      // a question
	Offering  Mode = "offer"    // a section's or a row's optional questions
	Growing   Mode = "more"     // another row, or is that all
	Checking  Mode = "check"    // a check that failed
	NoneSure  Mode = "none"     // «Không có» as the whole of a required text
	Which     Mode = "reading"  // which of two numbers was meant
	Review    Mode = "review"   // the summary
	Resting   Mode = "resting"  // saved, and gone for now
	Dropping  Mode = "dropping" // really take this row out?
	Private   Mode = "private"  // words that seem to hold a telephone or identity number
	Adding    Mode = "add"      // words for an answered text: behind it, or in its place?
	Reasoning Mode = "reason"   // why a warning is kept
	Clash     Mode = "clash"    // a colleague answered meanwhile: theirs or yours?
	Showing   Mode = "row"      // what a row says, and what to correct in it
	// Several numbers of one message, to be confirmed.
	Confirming Mode = "table"
	Why        Mode = "why"     // the reason of a corrected figure
	Changed    Mode = "changed" // figures that are others now than were confirmed
	Doubtful   Mode = "doubt"   // words for a text that look like something else said
	Wiping     Mode = "wipe"    // really take all answers out?
	Finding    Mode = "found"   // what was found in a written report
	Carrying   Mode = "last"    // a section's or a list's answers of the last report
)
