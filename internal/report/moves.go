package report

import (
	"slices"
	"time"

	"giaoban/internal/roster"
)

// A Move is a step in a report's life. Its words are stored in the journal.
type Move string

// The moves. The unit makes the first five, coordinators above it the others.
const (
	MoveSubmit   Move = "submit"   // hand in for the first time, or after a reopening
	MoveResubmit Move = "resubmit" // hand in what was returned
	MoveTakeBack Move = "takeback" // back to work before it is signed
	MoveSign     Move = "sign"     // the unit's approver lets it go
	MoveSendBack Move = "sendback" // the unit's approver does not
	MoveReturn   Move = "return"   // to be mended, with a remark
	MoveAccept   Move = "accept"   // locks it
	MoveReopen   Move = "reopen"   // unlocks it, with a reason
	MoveExtend   Move = "extend"   // a deadline of its own
	MoveExempt   Move = "exempt"   // no report is expected, with a reason
	MoveUnexempt Move = "unexempt" // one is, after all
)

// ByUnit reports whether the unit itself makes the move.
func (m Move) ByUnit() bool {
	return slices.Contains([]Move{MoveSubmit, MoveResubmit, MoveTakeBack, MoveSign, MoveSendBack}, m)
}

// NeedsRemark reports whether the move is refused without words.
func (m Move) NeedsRemark() bool {
	return m == MoveReturn || m == MoveSendBack || m == MoveReopen || m == MoveExempt
}

// A Reason is why a move is refused; Legal is none.
type Reason string

// The reasons that lie with the report.
const (
	Legal           Reason = ""
	NothingYet      Reason = "nothing"       // not begun
	NotIn           Reason = "not in"        // not handed in yet
	InAlready       Reason = "in"            // handed in
	ReturnedAlready Reason = "returned"      // is being mended
	AcceptedAlready Reason = "accepted"      // locked
	Unsigned        Reason = "unsigned"      // waits for the unit's approver
	NotUnsigned     Reason = "nothing waits" // nothing waits for a signature
	NotReturned     Reason = "not returned"  // was not returned
	OpenAlready     Reason = "open"          // can be worked at
	ExemptAlready   Reason = "exempt"        // no report is expected
	NotExempt       Reason = "not exempt"    // one is expected
)

// The reasons that lie with the act and with who makes it.
const (
	NoRemark  Reason = "no remark"
	NoDate    Reason = "no date"
	DateGone  Reason = "date gone"
	Outside   Reason = "outside"    // is not theirs to see
	WrongRole Reason = "role"       // sees it, but may not do this
	OwnReport Reason = "own"        // a head does not act on the own report
	WrongTier Reason = "wrong tier" // the unit next above accepts, nobody higher
	UnitEnded Reason = "ended"      // the unit ended, and what it wrote stays as it is
)

// An Act is a move with what belongs to it.
type Act struct {
	Move   Move
	Remark string
	Due    time.Time // of MoveExtend, the last instant on time
	Signed string    // of MoveSign, number and date of the signed report
	// SignOff, of submitting: the unit has an approver, who signs first.
	SignOff bool
	Now     time.Time
	// Sent, of submitting, is when the message that does it was sent, if that was earlier
	// than Now: the report counts as submitted then.
	Sent time.Time
}

// Apply makes the move. A refused one gives the reason and the status as it
// was. Lateness refuses nothing: it is a mark, never a lock.
//
// Warnings, figures, progress and authorship are the conversation's and stay.
func (s Status) Apply(a Act) (Status, Reason) {
	if why := s.Refusal(a.Move); why != Legal {
		return s, why
	}
	switch {
	case a.Move.NeedsRemark() && a.Remark == "":
		return s, NoRemark
	case a.Move == MoveExtend && a.Due.IsZero():
		return s, NoDate
	case a.Move == MoveExtend && a.Due.Before(a.Now):
		return s, DateGone
	}
	if a.Move != MoveExtend { // which is no work at the report
		s.Changed = a.Now
	}
	switch a.Move {
	case MoveSubmit, MoveResubmit:
		if a.SignOff {
			s.State = AwaitingSignOff
			return s, Legal
		}
		return s.handIn(a), Legal
	case MoveSign:
		s.Signed = a.Signed
		return s.handIn(a), Legal
	case MoveTakeBack:
		s.State = s.atWork()
	case MoveSendBack:
		s.State, s.Note = s.atWork(), a.Remark
	case MoveReturn:
		s.State, s.Note, s.Signed = Returned, a.Remark, ""
		s.Round++
	case MoveAccept:
		s.State = Accepted
	case MoveReopen:
		s.State, s.Note, s.Signed = InProgress, a.Remark, ""
	case MoveExtend:
		s.Due = a.Due
	case MoveExempt:
		s.State, s.Note = Exempt, a.Remark
	case MoveUnexempt:
		s.State, s.Note = InProgress, ""
		if s.Started.IsZero() {
			s.State = NotStarted
		}
	}
	return s, Legal
}

func (s Status) handIn(a Act) Status {
	s.State, s.Submitted, s.Note = Submitted, a.Now, ""
	if s.Revision++; s.First.IsZero() {
		s.First = a.Now
		if !a.Sent.IsZero() && a.Sent.Before(a.Now) {
			s.First = a.Sent
		}
	}
	return s
}

// atWork returns where a report goes on that its unit did not let go. One with an
// open remark from above stays returned.
func (s Status) atWork() State {
	if s.Round > 0 && s.Note != "" {
		return Returned
	}
	return InProgress
}

// Refusal returns why the move cannot be made from here, whoever makes it.
func (s Status) Refusal(m Move) Reason {
	if s.State == Exempt {
		if m == MoveUnexempt {
			return Legal
		}
		return ExemptAlready
	}
	switch m {
	case MoveSubmit:
		return s.refuseSubmit(InProgress)
	case MoveResubmit:
		return s.refuseSubmit(Returned)
	case MoveTakeBack, MoveSign, MoveSendBack:
		if s.State != AwaitingSignOff {
			return NotUnsigned
		}
	case MoveReturn, MoveAccept:
		return s.refuseVerdict()
	case MoveReopen:
		if !s.State.In() {
			return OpenAlready
		}
	case MoveExtend, MoveExempt:
		switch s.State {
		case Submitted:
			return InAlready
		case Accepted:
			return AcceptedAlready
		}
	case MoveUnexempt:
		return NotExempt
	default:
		return WrongRole
	}
	return Legal
}

// refuseSubmit refuses handing in from anywhere but the one state.
func (s Status) refuseSubmit(from State) Reason {
	switch s.State {
	case from:
		return Legal
	case NotStarted:
		return NothingYet
	case AwaitingSignOff:
		return Unsigned
	case Submitted:
		return InAlready
	case Accepted:
		return AcceptedAlready
	case Returned:
		return ReturnedAlready
	}
	return NotReturned
}

// refuseVerdict refuses returning and accepting what is not there to judge.
func (s Status) refuseVerdict() Reason {
	switch s.State {
	case Submitted:
		return Legal
	case NotStarted:
		return NothingYet
	case AwaitingSignOff:
		return Unsigned
	case Returned:
		return ReturnedAlready
	case Accepted:
		return AcceptedAlready
	}
	return NotIn
}

// Handing returns the move by which a report in this state is handed in.
func (s Status) Handing() Move {
	if s.State == Returned {
		return MoveResubmit
	}
	return MoveSubmit
}

// right returns what somebody needs to make the move.
func (m Move) right() roster.Right {
	switch {
	case m == MoveSign || m == MoveSendBack:
		return roster.Sign
	case m.ByUnit():
		return roster.Work
	case m == MoveAccept:
		return roster.Accept
	}
	return roster.Decide
}

// May returns why somebody with these memberships may not make the move on the
// unit's report; Legal if one of the memberships allows it.
func May(us *roster.Units, who []roster.Membership, unit string, m Move) Reason {
	switch roster.Refuse(us, who, unit, m.right()) {
	case roster.Granted:
		return Legal
	case roster.Outside:
		return Outside
	case roster.OwnUnit:
		return OwnReport
	case roster.TooFar:
		return WrongTier
	case roster.Over:
		return UnitEnded
	}
	return WrongRole
}
