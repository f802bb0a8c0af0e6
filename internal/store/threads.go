package store

import (
	"encoding/json"
	"fmt"
	"strconv"

	"giaoban/internal/report"
)

func threadKey(n int) string { return fmt.Sprintf("thread/%08d", n) }

func waitingPrefix(campaign string) string { return "waiting/" + campaign + "/" }

func waitingKey(campaign string, n int) string {
	return waitingPrefix(campaign) + fmt.Sprintf("%08d", n)
}

// NewThread gives the number of the next thread; all campaigns count together, so that a number alone names one.
func NewThread(tx Tx) (int, error) {
	const key = "meta/threads"
	n := 0
	if b := tx.Get(key); b != nil {
		var err error
		if n, err = strconv.Atoi(string(b)); err != nil {
			return 0, fmt.Errorf("read %s: %w", key, err)
		}
	}
	tx.Put(key, []byte(strconv.Itoa(n+1)))
	return n + 1, nil
}

// GetThread reads a thread; ok is false if there is none of that number.
func GetThread(tx Getter, n int) (t report.Thread, ok bool, err error) {
	key := threadKey(n)
	if tx.Get(key) == nil {
		return t, false, nil
	}
	err = getJSON(tx, key, &t)
	return t, err == nil, err
}

// waitingText is how many letters of a question the lists show.
const waitingText = 120

// PutThread writes a thread, and the small record by which the lists find it
// while it is open.
func PutThread(tx Tx, t report.Thread) error {
	if err := putJSON(tx, threadKey(t.Number), t); err != nil {
		return err
	}
	if !t.Open {
		tx.Delete(waitingKey(t.Campaign, t.Number))
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
	return putJSON(tx, waitingKey(t.Campaign, t.Number), report.Waiting{
		Number: t.Number, Unit: t.Unit, Holder: t.Holder, Since: since, Text: string(text),
	})
}

// AllWaiting reads the questions that nobody has answered, the oldest first.
func AllWaiting(r Reader, campaign string) ([]report.Waiting, error) {
	var out []report.Waiting
	var failed error
	from, to := Prefix(waitingPrefix(campaign))
	r.Range(from, to, func(key string, value []byte) bool {
		var w report.Waiting
		if err := json.Unmarshal(value, &w); err != nil {
			failed = fmt.Errorf("read %s: %w", key, err)
			return false
		}
		out = append(out, w)
		return true
	})
	return out, failed
}

// forwardKey is where it is kept which thread carries a question's text.
func forwardKey(r Report, code string) string { return r.key("forward/" + code) }

// GetForward reads the number of the thread that carries the text of a
// question of the report; 0 if none does.
func GetForward(tx Getter, r Report, code string) (n int, err error) {
	err = getJSON(tx, forwardKey(r, code), &n)
	return n, err
}

// PutForward writes it.
func PutForward(tx Tx, r Report, code string, n int) error {
	return putJSON(tx, forwardKey(r, code), n)
}
