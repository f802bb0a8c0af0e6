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
	// By is the post of who was last at it.
	By string
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
const statusVersion = 1

// Encode writes the status in its stored form.
func (s Status) Encode() []byte {
	b := make([]byte, 0, 64+9*len(s.Figures))
	b = append(b, statusVersion, byte(s.State))
	for _, t := range []time.Time{s.Started, s.Changed, s.Submitted} {
		b = binary.AppendVarint(b, seconds(t))
	}
	for _, n := range []int{s.Revision, s.Done, s.Total} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	for _, text := range []string{s.Section, s.By} {
		b = binary.AppendUvarint(b, uint64(len(text)))
		b = append(b, text...)
	}
	b = binary.AppendUvarint(b, uint64(len(s.Figures)))
	for _, f := range s.Figures {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f))
	}
	return b
}

var errStatus = errors.New("status record is damaged")

// DecodeStatus reads the stored form. Times come back in UTC.
func DecodeStatus(b []byte) (Status, error) {
	if len(b) < 2 || b[0] != statusVersion {
		return Status{}, errStatus
	}
	s := Status{State: State(b[1])}
	r := fields{b: b[2:]}
	s.Started, s.Changed, s.Submitted = r.time(), r.time(), r.time()
	s.Revision, s.Done, s.Total = r.count(), r.count(), r.count()
	s.Section, s.By = r.text(), r.text()
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
