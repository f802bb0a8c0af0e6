package oversight

import (
	"giaoban/internal/report"
)

// causeOf is the part of a Causes command as report.Cause.
func causeOf(part string) []report.Cause {
	switch part {
	case "dangky":
		return []report.Cause{report.Nobody}
	case "chan":
		return []report.Cause{report.Unreachable}
	case "batdau":
		return []report.Cause{report.Nobody, report.Untouched}
	case "lam":
		return []report.Cause{report.Stuck, report.Busy}
	case "dung":
		return []report.Cause{report.Stuck}
	case "tralai":
		return []report.Cause{report.SentBack}
	case "ky":
		return []report.Cause{report.ForSignature}
	}
	return nil
}
