package report

import (
	"bytes"
	"testing"
)

// FuzzDecodeStatus: what is read is written as it was.
func FuzzDecodeStatus(f *testing.F) {
	f.Add((Status{State: Submitted, Done: 3, Total: 5, Figures: []float64{1, 2.5}, Note: "ghi chú"}).Encode())
	f.Add([]byte{1, 2, 3})
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := DecodeStatus(b)
		if err != nil {
			return
		}
		again, err := DecodeStatus(s.Encode())
		if err != nil || !bytes.Equal(again.Encode(), s.Encode()) {
			t.Errorf("%x is read as %+v, and again as %+v, %v", b, s, again, err)
		}
	})
}
