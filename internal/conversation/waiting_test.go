package conversation

import (
	"strings"
	"testing"
)

// TestWaitingIsNeverSilent: an edit that says the same is not shown, so whoever
// goes on writing while a decision waits is told that it came, and whoever
// wants something else is answered below.
func TestWaitingIsNeverSilent(t *testing.T) {
	f := begun(t, "phần 8")
	f.types("Đoạn một, có đủ độ dài cần thiết.")
	last := said(f.types("Liên hệ ông A, 0912 345 678."))
	for _, text := range []string{"Đoạn ba.", "Đoạn bốn.", "Đoạn năm."} {
		now := said(f.types(text))
		if now == last {
			t.Fatalf("after %q it still says only:\n%s", text, now)
		}
		last = now
	}
	for _, text := range []string{"xong", "câu 2.1", "xong"} {
		out := f.types(text)
		if len(out.Contents) != 1 || out.Contents[0].Replace != "" || !strings.Contains(said(out), "4 tin") {
			t.Errorf("%q changed an old bubble, or not what waits: %+v", text, out.Contents)
		}
	}
}
