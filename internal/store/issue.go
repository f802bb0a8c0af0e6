package store

import (
	"errors"
	"fmt"
	"slices"

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
// each campaign the oldest first, AnsweredIssues the others; OpenAt are the numbers of
// those that a unit waits for. PutIssue writes all of them.
var (
	Issues         = Table[int, report.Issue]{"issue/", byNumber, asJSON[report.Issue]()}
	OpenIssues     = Table[OpenIssue, report.Waiting]{"waiting/", byWaiting, asJSON[report.Waiting]()}
	AnsweredIssues = Table[OpenIssue, report.Waiting]{"answered/", byWaiting, asJSON[report.Waiting]()}
	OpenAt         = Table[report.ID, []int]{"asking/", byReport, asJSON[[]int]()}
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

// PutIssue writes an issue, and the small records by which it is found.
func PutIssue(tx Tx, t report.Issue) error {
	open, err := OpenAt.Get(tx, t.Report)
	if err != nil {
		return err
	}
	Issues.Put(tx, t.Number, t)
	key := OpenIssue{t.Report.Whole(), t.Number}
	open = slices.DeleteFunc(open, func(n int) bool { return n == t.Number })
	if t.Open {
		OpenIssues.Put(tx, key, t.Waiting())
		AnsweredIssues.Delete(tx, key)
		if !t.Down() {
			open = append(open, t.Number)
		}
	} else {
		OpenIssues.Delete(tx, key)
		AnsweredIssues.Put(tx, key, t.Waiting())
	}
	if len(open) == 0 {
		OpenAt.Delete(tx, t.Report)
		return nil
	}
	OpenAt.Put(tx, t.Report, open)
	return nil
}

// IssuesOf reads the issues of a campaign, the answered ones or those that wait, by number. The error of damaged ones
// comes with all others.
func IssuesOf(r Reader, campaign report.ID, answered bool) (list []report.Issue, err error) {
	from, faults := OpenIssues, []error(nil)
	if answered {
		from = AnsweredIssues
	}
	for row, err := range from.All(r, campaign.String()) {
		if err != nil {
			return list, err
		}
		t, ok, err := Issues.Find(r, row.Value.Number)
		if ok {
			list = append(list, t)
		}
		faults = append(faults, err)
	}
	return list, errors.Join(faults...)
}
