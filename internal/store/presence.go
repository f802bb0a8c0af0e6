package store

import "time"

// Shift is who is at a report: the last one to begin or to take it over.
type Shift struct {
	Author string    `json:"a"`
	Since  time.Time `json:"s"`
	// From is whose it was before, if it was taken over.
	From string `json:"f,omitempty"`
}

var shifts = Table[Report, Shift]{reportPrefix, inReport("shift"), asJSON[Shift]()}

// GetShift reads who is at a report; the zero Shift if nobody ever was.
func GetShift(tx Getter, r Report) (Shift, error) { return shifts.Get(tx, r) }

// PutShift writes who is at a report.
func PutShift(tx Tx, r Report, s Shift) error {
	shifts.Put(tx, r, s)
	return nil
}
