package dispatch_test

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch"
	"giaoban/internal/roster"
	"giaoban/internal/store/boltkv"
)

// BenchmarkOfficersBesideQuestions has a hundred officers answer, twenty a second in all,
// while coordinators ask fifty times a second. One after the other, the questions are read
// where the officers' answers are stored, and beside them; what is told is how many times
// longer than alone the officers wait, at p95.
func BenchmarkOfficersBesideQuestions(b *testing.B) {
	db, err := boltkv.Open(filepath.Join(b.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	w := newWorldOn(b, db)
	officers := crowd(w, 0, 100)
	for _, name := range officers {
		w.types(name, "bắt đầu")
	}
	var heads []string
	for i := range 50 {
		heads = append(heads, "head"+strconv.Itoa(i))
		w.joins(heads[i], "38", roster.Coordinator)
	}
	n := 0
	// run takes what arrives for some seconds, and returns how long officers waited.
	run := func(readers, questions int) time.Duration {
		o := w.d.Options
		o.Readers, o.Fetch, o.Read, o.Deliver = readers, nil, nil, func(...chat.Message) {}
		d := dispatch.New(o)
		ctx, cancel := context.WithCancel(context.Background())
		var answering sync.WaitGroup
		if err := d.Open(ctx, w.now); err != nil {
			b.Fatal(err)
		}
		answering.Go(func() {
			if readers > 0 {
				_ = d.Answer(ctx)
			}
		})
		var waited []time.Duration
		const seconds, officersAnswers = 4, 20
		begin := time.Now()
		tick := time.Second / time.Duration(officersAnswers+questions)
		for i := 0; i < seconds*(officersAnswers+questions); {
			time.Sleep(time.Until(begin.Add(time.Duration(i) * tick)))
			var batch []chat.Update
			var came []time.Time
			for at := begin.Add(time.Duration(i) * tick); at.Before(time.Now()) && i < seconds*(officersAnswers+questions); at = begin.Add(time.Duration(i) * tick) {
				n++
				i++
				who, text := officers[n%len(officers)], "đúng"
				if i*officersAnswers%(officersAnswers+questions) >= officersAnswers {
					who, text = heads[n%len(heads)], []string{"/tinhhinh", "/chuanop", "/tonghop"}[n%3]
				} else {
					came = append(came, at)
				}
				key := "bench/" + strconv.Itoa(n)
				batch = append(batch, chat.Update{Key: key, From: person(who), At: w.now.Add(time.Duration(n) * time.Second), Input: chat.Input{Kind: chat.Text, Text: text, Message: key}})
			}
			if err := d.Updates(ctx, batch); err != nil {
				b.Fatal(err)
			}
			for _, at := range came {
				waited = append(waited, time.Since(at))
			}
		}
		cancel()
		answering.Wait()
		slices.Sort(waited)
		return waited[len(waited)*95/100]
	}
	for b.Loop() {
		alone := run(2, 0)
		inside, beside := run(0, 50), run(2, 50)
		b.Logf("p95 alone %v, questions inside %v, beside %v", alone, inside, beside)
		b.ReportMetric(float64(inside)/float64(alone), "x-inside")
		b.ReportMetric(float64(beside)/float64(alone), "x-beside")
	}
}
