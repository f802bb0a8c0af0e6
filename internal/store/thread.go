package store

import (
	"fmt"

	"giaoban/internal/report"
)

// byNumber names threads in the order of their numbers.
func byNumber(prefix string, n int) string { return fmt.Sprintf("%s%08d", prefix, n) }

// waitingKey names a thread among those of its campaign.
type waitingKey struct {
	campaign string
	number   int
}

func byWaiting(prefix string, k waitingKey) string { return byNumber(prefix+k.campaign+"/", k.number) }

var (
	threads = Table[int, report.Thread]{"thread/", byNumber, asJSON[report.Thread]()}
	waiting = Table[waitingKey, report.Waiting]{"waiting/", byWaiting, asJSON[report.Waiting]()}
	// counters are the numbers given last.
	counters = Table[string, int]{"meta/", byWord, asNumber}
)

// NewThread gives the number of the next thread; all campaigns count together, so that a number alone names one.
func NewThread(tx Tx) (int, error) {
	const name = "threads"
	n, err := counters.Get(tx, name)
	if err == nil {
		counters.Put(tx, name, n+1)
	}
	return n + 1, err
}

// GetThread reads a thread; ok is false if there is none of that number.
func GetThread(tx Getter, n int) (t report.Thread, ok bool, err error) {
	return threads.Find(tx, n)
}

// waitingText is how many letters of a question the lists show.
const waitingText = 120

// PutThread writes a thread, and the small record by which the lists find it
// while it is open.
func PutThread(tx Tx, t report.Thread) error {
	threads.Put(tx, t.Number, t)
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
	report Report
	code   string
}

func byForward(prefix string, k forwardKey) string {
	return byReport(prefix, k.report) + "/forward/" + k.code
}

// forwards say which thread carries a question's text.
var forwards = Table[forwardKey, int]{reportPrefix, byForward, asNumber}

// GetForward reads the number of the thread that carries the text of a
// question of the report; 0 if none does.
func GetForward(tx Getter, r Report, code string) (n int, err error) {
	return forwards.Get(tx, forwardKey{r, code})
}

// PutForward writes it.
func PutForward(tx Tx, r Report, code string, n int) error {
	forwards.Put(tx, forwardKey{r, code}, n)
	return nil
}
