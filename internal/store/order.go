package store

import (
	"fmt"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/report"
)

// A Part is some of those whom a broadcast tells. All are written down before the first is
// told, and kept for as long as somebody wants to know what became of it.
type Part struct {
	To []Told `json:"t"`
}

// Told is one of them, and what became of it.
type Told struct {
	Receiver
	// Also are more units for which this person is told.
	Also []string `json:"l,omitempty"`
	// Message is the outbox's id of what they are told, "" until it is worded. Needless
	// marks one whom it does not concern any more.
	Message  string `json:"m,omitempty"`
	Needless bool   `json:"n,omitempty"`
	// Ended is how the delivery ended, if that was noted: a message that is plainly
	// delivered leaves no note.
	Ended chat.Outcome `json:"e,omitempty"`
}

// PartOf names a part of a broadcast.
type PartOf struct {
	Campaign report.ID
	Notice   string
	N        int
}

// An Order is what a coordinator had many units told, until it is over and they know what
// came of it.
type Order struct {
	Campaign report.ID    `json:"c"`
	Notice   string       `json:"i"` // the ID of the broadcast
	By       chat.Address `json:"b"`
	At       time.Time    `json:"a"`
	What     string       `json:"w"`
	Units    []string     `json:"u"`
	// Update is the key of the update that gave it.
	Update string `json:"m,omitempty"`
	// Answer is the message that says how it stands, Edit the last change of it, Said what
	// that says.
	Answer string `json:"r"`
	Edit   string `json:"d,omitempty"`
	Said   string `json:"s,omitempty"`
	// Hour is when it is carried out, if not at once.
	Hour time.Time `json:"h,omitzero"`
	// Words are those of an announcement. Like is the one that it corrects: the same people
	// are told.
	Words string `json:"t,omitempty"`
	Like  string `json:"k,omitempty"`
	// Parts are how many there are, once the receivers are Found.
	Found bool `json:"f,omitempty"`
	Parts int  `json:"p,omitempty"`
	// Over marks one whose end is told: all that is left of it is to be deleted.
	Over bool `json:"o,omitempty"`
}

// A Course is an order with its receivers, and what came of it with each. It is kept for a while once the order is over.
type Course struct {
	Order
	To []Told `json:"to,omitempty"`
	// Lacks marks that some of the receivers could not be read.
	Lacks bool `json:"x,omitempty"`
	// Ended is when it was over; zero as long as it is under way.
	Ended time.Time `json:"e,omitzero"`
	// Vain marks one that was not sent, as it would have reached nobody.
	Vain bool `json:"v,omitempty"`
}

// A Sent is an announcement that was sent, and To whom: it can be corrected.
type Sent struct {
	Campaign report.ID    `json:"c"`
	Notice   string       `json:"i"`
	By       chat.Address `json:"b"`
	At       time.Time    `json:"a"`
	Words    string       `json:"w"`
	Units    []string     `json:"u"`
	To       []Told       `json:"t"`
}

func bySent(prefix string, s Sent) string { return underReport(prefix, s.Campaign, s.Notice) }

func byPart(prefix string, p PartOf) string {
	return underReport(prefix, p.Campaign, fmt.Sprintf("%s/%05d", p.Notice, p.N))
}

func byNotice(prefix string, o Order) string { return underReport(prefix, o.Campaign, o.Notice) }

// Parts and Orders are those that are not over, Courses those that are; an order lies under a key that it makes
// itself, as does what was Sent.
var (
	Parts   = Table[PartOf, Part]{"told/", byPart, asJSON[Part]()}
	Sents   = Table[Sent, Sent]{"sent/", bySent, asJSON[Sent]()}
	Orders  = Table[Order, Order]{"order/", byNotice, asJSON[Order]()}
	Courses = Table[Order, Course]{"course/", byNotice, asJSON[Course]()}
)
