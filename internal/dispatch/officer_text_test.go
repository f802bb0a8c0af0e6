package dispatch_test

import (
	"strings"
	"testing"

	"giaoban/internal/roster"
)

// TestPasteIsOneText: a text that the sender's client cut in the middle of a
// word stands whole in what is shown of the report, and its acknowledgements
// are one bubble.
func TestPasteIsOneText(t *testing.T) {
	w := newWorld(t)
	w.joins("an", "16144", roster.Officer)
	w.types("an", "bắt đầu")
	w.types("an", "phần 8")
	text := strings.Repeat("nghiêm túc ", 380)
	runes := []rune(text)[:4099]
	first := w.types("an", string(runes[:4096]))
	second := w.types("an", string(runes[4096:])+"hết")
	if len(first) != 1 || len(second) != 1 || second[0].Replace == "" || first[0].Replace != "" {
		t.Errorf("%d and %d bubbles, the second replaces %q", len(first), len(second), second[0].Replace)
	}
	w.types("an", "xong")
	w.types("an", "sửa 8.1")
	var said []string
	for _, c := range w.types("an", "xem toàn văn") {
		said = append(said, c.Text)
	}
	if whole := string(runes) + "hết"; !strings.Contains(strings.Join(said, "\n"), whole) {
		t.Error("the text is not whole")
	}
}

// TestForwardedText: a text that the outline forwards reaches the coordinator
// when it is closed, whole.
func TestForwardedText(t *testing.T) {
	w := newWorld(t)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	w.types("an", "bắt đầu")
	w.types("an", "sửa 10.4")
	w.types("an", "Đề nghị hướng dẫn cách đếm điểm của mô hình liên xã.")
	before := len(w.said[person("huyen")])
	w.types("an", "xong")
	var said []string
	for _, m := range w.said[person("huyen")][before:] {
		said = append(said, m.Content.Text)
	}
	for _, c := range w.types("huyen", "vướng mắc") { // told at once, or when it may be
		said = append(said, c.Text)
	}
	if !strings.Contains(strings.Join(said, "\n"), "cách đếm điểm của mô hình liên xã") {
		t.Errorf("the coordinator was told %q", said)
	}
}
