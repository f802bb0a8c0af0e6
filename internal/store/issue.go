package store

import (
	"fmt"

	"giaoban/internal/report"
)

// byNumber names issues in the order of their numbers.
func byNumber(prefix string, n int) string { return fmt.Sprintf("%s%08d", prefix, n) }

// An OpenIssue names an issue among those of its campaign that wait.
type OpenIssue struct {
	Campaign report.ID
	Number   int
}

func byWaiting(prefix string, k OpenIssue) string {
	return byNumber(underReport(prefix, k.Campaign, ""), k.Number)
}

// Issues are by number. OpenIssues are the questions that nobody has answered, of
// each campaign the oldest first. PutIssue writes both.
var (
	Issues     = Table[int, report.Issue]{"issue/", byNumber, asJSON[report.Issue]()}
	OpenIssues = Table[OpenIssue, report.Waiting]{"waiting/", byWaiting, asJSON[report.Waiting]()}
	// counters are the numbers given last.
	counters = Table[string, int]{"meta/", byWord, asNumber}
)

// NewIssue gives the number of the next issue; all campaigns count together, so that a number alone names one.
func NewIssue(tx Tx) (int, error) {
	const name = "issues"
	n, err := counters.Get(tx, name)
	if err == nil {
		counters.Put(tx, name, n+1)
	}
	return n + 1, err
}

// PutIssue writes an issue, and the small record by which the lists find it
// while it is open.
func PutIssue(tx Tx, t report.Issue) {
	Issues.Put(tx, t.Number, t)
	key := OpenIssue{t.Report.Whole(), t.Number}
	if t.Open {
		OpenIssues.Put(tx, key, t.Waiting())
	} else {
		OpenIssues.Delete(tx, key)
	}
}
