package store

import (
	"fmt"

	"giaoban/internal/report"
)

// byNumber names issues in the order of their numbers.
func byNumber(prefix string, n int) string { return fmt.Sprintf("%s%08d", prefix, n) }

// waitingKey names an issue among those of its campaign.
type waitingKey struct {
	campaign string
	number   int
}

func byWaiting(prefix string, k waitingKey) string { return byNumber(prefix+k.campaign+"/", k.number) }

var (
	issues  = Table[int, report.Issue]{"issue/", byNumber, asJSON[report.Issue]()}
	waiting = Table[waitingKey, report.Waiting]{"waiting/", byWaiting, asJSON[report.Waiting]()}
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

// GetIssue reads an issue; ok is false if there is none of that number.
func GetIssue(tx Getter, n int) (t report.Issue, ok bool, err error) {
	return issues.Find(tx, n)
}

// waitingText is how many letters of a question the lists show.
const waitingText = 120

// PutIssue writes an issue, and the small record by which the lists find it
// while it is open.
func PutIssue(tx Tx, t report.Issue) error {
	issues.Put(tx, t.Number, t)
	key := waitingKey{t.Campaign, t.Number}
	if !t.Open {
		waiting.Delete(tx, key)
		return nil
	}
	text := []rune(t.Last())
	if len(text) > waitingText {
		text = append(text[:waitingText-1:waitingText-1], '…')
	}
	since := t.Asked
	if n := len(t.Said); n > 0 {
		since = t.Said[n-1].At
	}
	waiting.Put(tx, key, report.Waiting{
		Number: t.Number, Unit: t.Unit, Holder: t.Holder, Since: since, Text: string(text),
	})
	return nil
}

// AllWaiting reads the questions that nobody has answered, the oldest first.
func AllWaiting(r Reader, campaign string) ([]report.Waiting, error) {
	return waiting.List(r, campaign)
}

// forwardKey names a question of a report.
type forwardKey struct {
	report report.ID
	code   string
}

func byForward(prefix string, k forwardKey) string {
	return byReport(prefix, k.report) + "/forward/" + k.code
}

// forwards say which issue carries a question's text.
var forwards = Table[forwardKey, int]{reportPrefix, byForward, asNumber}

// GetForward reads the number of the issue that carries the text of a
// question of the report; 0 if none does.
func GetForward(tx Getter, r report.ID, code string) (n int, err error) {
	return forwards.Get(tx, forwardKey{r, code})
}

// PutForward writes it.
func PutForward(tx Tx, r report.ID, code string, n int) error {
	forwards.Put(tx, forwardKey{r, code}, n)
	return nil
}
