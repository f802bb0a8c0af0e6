// Package report is a report's life as a coordinator sees it: its states, how
// complete it is, who is late, what the figures add up to, and the words of
// digests and of the notices that follow from it.
//
// It is pure: it reads no store and no clock. What it needs comes in as
// values, made from the small status records and never from the answers
// themselves.
package report

import (
	"encoding/binary"
	"errors"
	"math"
	"time"
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

// In tells whether the report counts as handed in.
func (s State) In() bool { return s == Submitted || s == Accepted }

// Status is the small record of one unit's report, written in the same
// transaction as each answer. Commands and digests read these and nothing else.
type Status struct {
	State State
	// Started, Changed and Submitted are campaign times; Changed is the last
	// answer or act. Zero if never.
	Started, Changed, Submitted time.Time
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
	// Points are the warnings that the officer chose to keep.
	Points int
	// Scan marks that the signed and stamped report was sent as a file.
	Scan bool
	// Behalf marks a report filled in by the coordinator above.
	Behalf bool
	// Figures are rolled up, in the order of the outline's figures; NaN is a
	// figure that is not known yet.
	Figures []float64
}

// Share is the part done, 0 to 1.
func (s Status) Share() float64 {
	if s.State.In() {
		return 1
	}
	if s.Total == 0 {
		return 0
	}
	return float64(s.Done) / float64(s.Total)
}

// statusVersion is the first byte of an encoded status.
const statusVersion = 2

// The marks of a status.
const (
	hasScan = 1 << iota
	onBehalf
)

// Encode writes the status in its stored form.
func (s Status) Encode() []byte {
	b := make([]byte, 0, 64+9*len(s.Figures))
	b = append(b, statusVersion, byte(s.State), s.marks())
	for _, t := range []time.Time{s.Started, s.Changed, s.Submitted, s.Due} {
		b = binary.AppendVarint(b, seconds(t))
	}
	for _, n := range []int{s.Revision, s.Done, s.Total, s.Round, s.Points} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	for _, text := range []string{s.Section, s.By, s.Author, s.Outline, s.Note, s.Signed} {
		b = binary.AppendUvarint(b, uint64(len(text)))
		b = append(b, text...)
	}
	b = binary.AppendUvarint(b, uint64(len(s.Figures)))
	for _, f := range s.Figures {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f))
	}
	return b
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
	if len(b) < 3 || b[0] != statusVersion {
		return Status{}, errStatus
	}
	s := Status{State: State(b[1]), Scan: b[2]&hasScan != 0, Behalf: b[2]&onBehalf != 0}
	r := fields{b: b[3:]}
	s.Started, s.Changed, s.Submitted, s.Due = r.time(), r.time(), r.time(), r.time()
	s.Revision, s.Done, s.Total, s.Round, s.Points = r.count(), r.count(), r.count(), r.count(), r.count()
	for _, text := range []*string{&s.Section, &s.By, &s.Author, &s.Outline, &s.Note, &s.Signed} {
		*text = r.text()
	}
	n := r.count()
	if r.bad || n*8 != len(r.b) {
		return Status{}, errStatus
	}
	for i := range n {
		s.Figures = append(s.Figures, math.Float64frombits(binary.LittleEndian.Uint64(r.b[8*i:])))
	}
	return s, nil
}

// fields reads what Encode wrote; once bad, it stays bad and yields zeros.
type fields struct {
	b   []byte
	bad bool
}

func (r *fields) count() int {
	n, size := binary.Uvarint(r.b)
	if r.bad || size <= 0 || n > math.MaxInt32 {
		r.bad = true
		return 0
	}
	r.b = r.b[size:]
	return int(n)
}

func (r *fields) time() time.Time {
	n, size := binary.Varint(r.b)
	if r.bad || size <= 0 {
		r.bad = true
		return time.Time{}
	}
	r.b = r.b[size:]
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}

func (r *fields) text() string {
	n := r.count()
	if r.bad || n > len(r.b) {
		r.bad = true
		return ""
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func seconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}
