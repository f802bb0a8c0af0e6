package oversight

import (
	"giaoban/internal/report"
)

// causeOf is the part of a Causes command as report.Cause.
func causeOf(part string) []report.Cause {
	switch part {
	case "dangky":
		return []report.Cause{report.CauseUnregistered}
	case "chan":
		return []report.Cause{report.CauseUnreachable}
	case "batdau":
		return []report.Cause{report.CauseUnregistered, report.CauseNotStarted}
	case "lam":
		return []report.Cause{report.CauseStuck, report.CauseInProgress}
	case "dung":
		return []report.Cause{report.CauseStuck}
	case "tralai":
		return []report.Cause{report.CauseReturned}
	case "ky":
		return []report.Cause{report.CauseAwaitingSignature}
	}
	return nil
}
