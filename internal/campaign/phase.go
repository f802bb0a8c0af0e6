package campaign

import (
	"errors"
	"fmt"
	"time"
)

// A Phase is how a campaign stands on one server, beside what its calendar says. The
// zero Phase takes reports for real.
type Phase struct {
	// Rehearsal marks that what is reported is a trial, to be wiped.
	Rehearsal bool `json:"t,omitempty"`
	// Closed marks that nothing is taken any more: reports are only read.
	Closed bool `json:"c,omitempty"`
	// Calendar marks that its calendar closed it, and nobody else.
	Calendar bool `json:"k,omitempty"`
	// Wiping marks that a rehearsal is being wiped. It stands until all is gone, so
	// that a wipe that was cut off is resumed.
	Wiping bool `json:"w,omitempty"`
	// Purging marks a closed one that is being purged, until all is gone; Purged is when it last was.
	Purging bool      `json:"p,omitempty"`
	Purged  time.Time `json:"d,omitzero"`
	// Since is when it was changed last.
	Since time.Time `json:"s,omitzero"`
}

// Dormant reports whether nothing falls due by the calendar.
func (p Phase) Dormant() bool { return p.Closed || p.Wiping }

// A Change is what is done to a campaign as a whole. The words are stored and typed.
type Change string

// The changes.
const (
	Rehearse Change = "rehearse" // what follows is a trial
	Reset    Change = "reset"    // a trial's reports are wiped; it goes on
	Open     Change = "open"     // what follows is for real
	Close    Change = "close"    // nothing is taken any more
	Reopen   Change = "reopen"   // it is again
)

// Changes are all of them.
var Changes = []Change{Rehearse, Reset, Open, Close, Reopen}

// Why a change is refused.
var (
	ErrUnchanged   = errors.New("the campaign is so already")
	ErrBegun       = errors.New("reports have been begun for real; a rehearsal would be wiped with them")
	ErrRehearsed   = errors.New("reports of the rehearsal are still there")
	ErrNoRehearsal = errors.New("this is no rehearsal: its reports are real")
	ErrPurging     = errors.New("the campaign is being purged")
)

// After returns the phase after a change, or why it is refused. begun counts the
// reports that were ever begun. force does what is refused for the sake of data: to
// rehearse or reset over real reports, to open over a rehearsal's.
func (p Phase) After(c Change, begun int, force bool) (Phase, error) {
	if p.Purging {
		return p, ErrPurging
	}
	switch c {
	case Rehearse:
		switch {
		case p.Rehearsal && !p.Closed:
			return p, ErrUnchanged
		case !p.Rehearsal && begun > 0 && !force:
			return p, ErrBegun
		}
		return Phase{Rehearsal: true}, nil
	case Reset:
		if !p.Rehearsal && !p.Wiping && !force {
			return p, ErrNoRehearsal
		}
		p.Wiping = true
		return p, nil
	case Open:
		switch {
		case !p.Rehearsal && !p.Closed:
			return p, ErrUnchanged
		case p.Rehearsal && begun > 0 && !force:
			return p, ErrRehearsed
		}
		return Phase{}, nil
	case Close:
		if p.Closed {
			return p, ErrUnchanged
		}
		p.Closed = true
		return p, nil
	case Reopen:
		if !p.Closed {
			return p, ErrUnchanged
		}
		p.Closed, p.Calendar = false, false
		return p, nil
	}
	return p, fmt.Errorf("there is no change %q", c)
}
