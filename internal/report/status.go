// Package report is a report's life as a coordinator sees it: its states, how
// complete it is, who is late, what the figures add up to, and the words of
// digests and of the notices that follow from it.
//
// It is pure: it reads no store and no clock. What it needs comes in as
// values, made from the small status records and never from the answers
// themselves.
package report

import (
	"errors"
	"time"

	"giaoban/internal/codec"
)

// State is where a unit's report stands in its campaign.
type State uint8

// The states. Their numbers are stored; never change one.
const (
	NotStarted State = iota
	InProgress
	AwaitingSignOff
	Submitted
	Returned
	Accepted
	Exempt
)

// Unreadable is in no record: it stands for one that is damaged.
const Unreadable State = 0xff

// Counts reports whether the report is among those to be handed in. It is not known of one that cannot be read; those
// are named beside what is counted.
func (s State) Counts() bool { return s != Exempt && s != Unreadable }

// Waits reports whether the report was not handed in, as far as that is known.
func (s State) Waits() bool { return !s.In() && s != Unreadable }

// In reports whether the report counts as handed in.
func (s State) In() bool { return s == Submitted || s == Accepted }

// Status is the small record of one unit's report, written in the same
// transaction as each answer. Commands and digests read these and nothing else.
type Status struct {
	State State
	// Started, Changed and Submitted are campaign times; Changed is the last
	// answer or act. Zero if never.
	Started, Changed, Submitted time.Time
	// First is when the report was submitted the first time, or when the message that did it
	// was sent, if the program was off then: what is submitted again is no later for that.
	First time.Time
	// Revision counts submissions.
	Revision int
	// Done of Total required questions that apply are answered.
	Done, Total int
	// Section is the code of the section where the next open question stands.
	Section string
	// By is the post of who was last at it, Author their address: the colleague
	// who comes second is told by them.
	By, Author string
	// Outline is the version of the outline that the figures belong to.
	Outline string
	// Due is the unit's own deadline, if it was given one; zero if the level's
	// holds.
	Due time.Time
	// Round counts how often the report was returned.
	Round int
	// Note is why it was returned, or why the unit is exempt.
	Note string
	// Signed is number and date of the signed report, as the approver gave
	// them; empty where none has signed.
	Signed string
	// Warnings are the warnings that the officer chose to keep.
	Warnings int
	// Scan marks that the signed and stamped report was sent as a file.
	Scan bool
	// Behalf marks a report filled in by the coordinator above.
	Behalf bool
	// Figures are rolled up, in the order of the outline's figures; NaN is a
	// figure that is not known yet.
	Figures []float64
}

// Share returns the part done, 0 to 1.
func (s Status) Share() float64 {
	if s.State.In() {
		return 1
	}
	if s.Total == 0 {
		return 0
	}
	return float64(s.Done) / float64(s.Total)
}

// percent is the part done as it is shown.
func (s Status) percent() int {
	if s.State.In() {
		return 100
	}
	return percent(s.Done, s.Total)
}

// statusVersion is the first byte of an encoded status.
const statusVersion = 4

// The marks beside a state.
const (
	hasScan  = 0x10
	onBehalf = 0x20
)

// Encode writes the status in its stored form.
func (s Status) Encode() []byte {
	w := codec.Write(statusVersion, 64+9*len(s.Figures))
	w.Byte(byte(s.State) | s.marks())
	w.Seconds(s.Started, s.Changed, s.Submitted, s.First, s.Due)
	w.Counts(s.Revision, s.Done, s.Total, s.Round, s.Warnings)
	w.Texts(s.Section, s.By, s.Author, s.Outline, s.Note, s.Signed)
	w.Counts(len(s.Figures))
	for _, f := range s.Figures {
		w.Float(f)
	}
	return w
}

func (s Status) marks() (m byte) {
	if s.Scan {
		m |= hasScan
	}
	if s.Behalf {
		m |= onBehalf
	}
	return m
}

var errStatus = errors.New("status record is damaged")

// DecodeStatus reads the stored form. Times come back in UTC.
func DecodeStatus(b []byte) (Status, error) {
	r := codec.Read(b, statusVersion)
	marks := r.Byte()
	s := Status{State: State(marks &^ (hasScan | onBehalf)), Scan: marks&hasScan != 0, Behalf: marks&onBehalf != 0}
	r.Seconds(&s.Started, &s.Changed, &s.Submitted, &s.First, &s.Due)
	r.Counts(&s.Revision, &s.Done, &s.Total, &s.Round, &s.Warnings)
	r.Texts(&s.Section, &s.By, &s.Author, &s.Outline, &s.Note, &s.Signed)
	for range r.Length() {
		s.Figures = append(s.Figures, r.Float())
	}
	if !r.Done() {
		return Status{}, errStatus
	}
	return s, nil
}
