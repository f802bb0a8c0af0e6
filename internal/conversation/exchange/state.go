package exchange

import (
	"slices"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// Over is what a person only reads. It lies over what was put to them, which it
// leaves as it is, a text under way too.
type Over struct {
	What Pages `json:"w,omitempty"`
	// Part is the section whose questions are shown, Page the page, from 0.
	Part int `json:"s,omitempty"`
	Page int `json:"g,omitempty"`
}

// Pages names what is read.
type Pages string

// What can be read. Their words are stored.
const (
	Contents  Pages = "toc"  // the sections
	Listing   Pages = "list" // the questions of one section
	Reading   Pages = "read" // the whole report
	Preparing Pages = "prep" // what to gather before the start
)

// Open reports whether something is read.
func (o Over) Open() bool { return o.What != "" }

// Failed is the failing check that was put to the person.
type Failed struct {
	Check string `json:"k,omitempty"`
}

// A Correction is a figure of a calculated question that is being corrected.
type Correction struct {
	// Part is which of its figures, from 1; 0 if none was named.
	Part int `json:"t,omitempty"`
	// Given is the number that was given for it and waits for its reason.
	Given *float64 `json:"d,omitempty"`
	// Shown is what the figures were when they were put to the person.
	Shown string `json:"h,omitempty"`
}

// A Placing is where somebody stands in what was found in a file.
type Placing struct {
	// File is the file's number, 0 for a report that was pasted.
	File int `json:"f,omitempty"`
	// Item is what is asked about by itself, from 1; 0 for a whole page. Fixing marks
	// that it is to be typed anew.
	Item   int  `json:"i,omitempty"`
	Fixing bool `json:"x,omitempty"`
	// Offer is a file that was just offered to be read, Ready, less one, what was just
	// read: the words of their buttons may be typed. 0 is none.
	Offer int `json:"o,omitempty"`
	Ready int `json:"y,omitempty"`
	// Told marks that it was said how a page is corrected, Again that the walk had ended and
	// an answer opened what is left.
	Told  bool `json:"t,omitempty"`
	Again bool `json:"g,omitempty"`
}

// A Table is several numbers of one message that wait to be confirmed. They lie
// in the focus as they were typed and are read anew each time, so that they
// always agree with the draft.
type Table struct {
	// List are the lines.
	List []viet.Item `json:"i,omitempty"`
	// Line is the line that is being corrected, from 1.
	Line int `json:"ln,omitempty"`
	// Whole is the message that listed the numbers, Was what its lines answered
	// before it was edited.
	Whole string       `json:"w,omitempty"`
	Was   []form.Place `json:"ws,omitempty"`
	// One is what they are if they are one number after all.
	One *float64 `json:"o,omitempty"`
}

// Listed is how much of a repeating group is shown.
type Listed struct {
	// Listed marks that its rows are shown by number.
	Listed bool `json:"l,omitempty"`
	// Page is the page of them, from 0.
	Page int `json:"g,omitempty"`
}

// Text is a long text under way.
type Text struct {
	// Pieces counts its messages.
	Pieces int `json:"n,omitempty"`
	// Anew marks one that is to be written anew: the next message takes the
	// place of all that there is.
	Anew bool `json:"an,omitempty"`
	// Seen names its words as this person left them, so that a colleague's are
	// noticed.
	Seen int `json:"sn,omitempty"`
	// Tail is how its last message ended.
	Tail *viet.Tail `json:"tl,omitempty"`
	// Done marks that «xong» just ended one, so that one more is no answer.
	Done bool `json:"dn,omitempty"`
}

// Unknown is how often somebody said that they do not know.
type Unknown struct {
	// Said marks that they said it of what is asked now.
	Said bool `json:"s,omitempty"`
	// InARow counts the questions in a row that were put off by it.
	InARow int `json:"n,omitempty"`
}

// Undecided is what a person gave and what is not stored before they say how.
type Undecided struct {
	// Texts are the messages of a text as they will be kept, Messages the
	// channel's ids of them; at most maxHeld.
	Texts    []string   `json:"t,omitempty"`
	Messages []string   `json:"m,omitempty"`
	Tail     *viet.Tail `json:"e,omitempty"`
	// Value is an answer of another type, Typed its words.
	Value *form.Value `json:"v,omitempty"`
	Typed string      `json:"w,omitempty"`
	// Into is what was decided about the answer that is there.
	Into string `json:"o,omitempty"`
	// Agreed marks words that may hold a personal number.
	Agreed bool `json:"g,omitempty"`
	// Meant is what the words look like, beside a text; Sure marks that they are
	// the text all the same.
	Meant string `json:"x,omitempty"`
	Sure  bool   `json:"u,omitempty"`
	// Redo is which of the texts, from 1, is to be sent once more.
	Redo int `json:"r,omitempty"`
	// Piece marks an edited message: which piece of the text it is. Back is
	// where the person was.
	Piece int    `json:"p,omitempty"`
	Back  *Focus `json:"b,omitempty"`
}

// Redone reports whether one of its messages is written anew.
func (h *Undecided) Redone() bool { return h.Redo > 0 }

// Leave leaves out one of the messages.
func (h *Undecided) Leave(i int) {
	h.Redo = 0
	if i < len(h.Texts) && i < len(h.Messages) {
		h.Texts, h.Messages = slices.Delete(h.Texts, i, i+1), slices.Delete(h.Messages, i, i+1)
	}
}

// Add takes one more message of a text.
func (h *Undecided) Add(t *Facts, text string) {
	if h.Redone() && h.Redo <= len(h.Texts) {
		h.Texts[h.Redo-1], h.Messages[h.Redo-1] = viet.SeamOf(h.Texts[h.Redo-1])+text, t.Input.Message
		h.Redo = 0
		return
	}
	tail := h.Tail
	if len(h.Texts) == 0 {
		tail = t.Focus.Text.Tail
	}
	if len(h.Texts) > 0 || t.Focus.Text.Pieces > 0 {
		text = tail.Seam(t.Input.Text, t.Now) + text
	}
	h.Texts, h.Messages = append(h.Texts, text), append(h.Messages, t.Input.Message)
	h.Tail = viet.TailOf(t.Input.Text, t.Now)
}

// An Album is what became of the parts of an album so far. Its parts come one
// by one and nothing marks the last, so each is answered as if it were the last
// and the dispatcher shows the newest answer only.
type Album struct {
	Group string `json:"g"`
	// At and Purpose are where its parts belong, wherever the person stands by
	// then.
	At      form.Place      `json:"at,omitzero"`
	Purpose answers.Purpose `json:"for,omitempty"`
	Beside  bool            `json:"t,omitempty"`
	// Refused are the reasons why parts were not taken, each once.
	Refused []string `json:"r,omitempty"`
}

// Uploads are files that come beside the question in focus.
type Uploads struct {
	// Open is what /tep waits for; "" if that is over.
	Open string `json:"o,omitempty"`
	// Album is the album whose parts came last.
	Album *Album `json:"al,omitempty"`
}
