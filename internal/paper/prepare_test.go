package paper_test

import (
	"strings"
	"testing"

	"giaoban/internal/answers/answerstest"
	"giaoban/internal/form"
)

// TestPreparation: the list names every figure, date and paper of the outline,
// on pages that fit a phone, and marks what is asked only under a condition.
func TestPreparation(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"xa.yaml", "huyen.yaml", "nganh.yaml", "tinh.yaml"} {
		w := writer(t, answerstest.Outline(t, name))
		p := w.Preparation()
		wanted, lines := 0, 0
		for _, q := range w.Outline.ByCode {
			switch q.Type {
			case form.Integer, form.Decimal, form.Year, form.Date, form.FileUpload:
				wanted++
			}
		}
		for _, page := range p.Pages() {
			if n := len([]rune(page)); n > 2200 {
				t.Errorf("%s: a page of %d letters", name, n)
			}
			lines += strings.Count(page, "\n- ") - strings.Count(page, "câu hỏi cần viết đoạn văn")
		}
		if lines != wanted || p.Figures+p.Dates+p.Papers != wanted {
			t.Errorf("%s: %d lines and %d counted, want %d", name, lines, p.Figures+p.Dates+p.Papers, wanted)
		}
		if got := strings.Count(string(p.File().Data), "<li>"); got < wanted {
			t.Errorf("%s: %d lines in the file, want at least %d", name, got, wanted)
		}
	}
}
