package command_test

import (
	"fmt"
	"testing"
	"time"

	"giaoban/internal/command"
	"giaoban/internal/effort/efforttest"
)

// BenchmarkHardest reads what is hard to read as a head's message, and reports the longest
// that one took. What is over all that a sentence may be is not looked through, so that
// those of middle length cost the most.
func BenchmarkHardest(b *testing.B) {
	r, units := reader(b), province(b)
	s := command.Sender{May: head, Units: units, Lists: listsOf(b, units, "vi"), Here: "16144", Now: time.Date(2016, 7, 4, 8, 0, 0, 0, time.UTC)}
	for _, letters := range []int{150, 400, efforttest.Greatest} {
		b.Run(fmt.Sprint(letters), func(b *testing.B) {
			var texts []string
			for _, m := range efforttest.Messages() {
				texts = append(texts, m.Of(letters))
			}
			best := make([]time.Duration, len(texts)) // of all rounds: what the machine does beside is not the reader's
			for b.Loop() {
				for i, text := range texts {
					begin := time.Now()
					c, _ := r.Parse(text, s)
					c.Heard.Nearest()
					if took := time.Since(begin); best[i] == 0 || took < best[i] {
						best[i] = took
					}
				}
			}
			worst, over := time.Duration(0), 0
			for _, took := range best {
				if worst = max(worst, took); took > 5*time.Millisecond {
					over++
				}
			}
			b.ReportMetric(worst.Seconds()*1000, "ms-worst")
			b.ReportMetric(float64(over), "over-5ms")
		})
	}
}
