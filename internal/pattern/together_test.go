package pattern

import (
	"reflect"
	"sync"
	"testing"
)

// TestTogether: sentences that are read at the same time and again and again, one that spends
// all its steps among them, are read as each is alone: what a reading leaves behind to be
// filled again is nobody's.
func TestTogether(t *testing.T) {
	table, err := Read(pieces, "number")
	if err != nil {
		t.Fatal(err)
	}
	said := []string{"xã nào nộp rồi nhé", "ai của 12 của 13 nộp", "ai nộp chưa, để tôi còn gọi", "xã nào nộp hôm qua"}
	read := func(sentence string, effort *Effort) []Cover {
		s := Listen(sentence)
		if effort != nil {
			s.Within(effort)
		}
		return table.Covers(&s, digits, "piece")
	}
	var group sync.WaitGroup
	for _, sentence := range said {
		alone := read(sentence, nil)
		group.Go(func() {
			for range 50 {
				if got := read(sentence, &Effort{most: 3}); got != nil {
					t.Errorf("«%s» is %v in three steps", sentence, got)
				}
				if got := read(sentence, nil); !reflect.DeepEqual(got, alone) {
					t.Errorf("«%s» is %v, alone %v", sentence, got, alone)
				}
			}
		})
	}
	group.Wait()
}
