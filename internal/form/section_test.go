package form_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/form"
)

// TestSectionNumbers: sections have the numbers in their codes, or are counted; only a first
// one that ends in 0 is the opening part. Each is found by number and by code.
func TestSectionNumbers(t *testing.T) {
	for codes, want := range map[string][]int{
		"X0 X1 X2":  {0, 1, 2},
		"X1 X3":     {1, 3},
		"1 2":       {1, 2},
		"A B":       {1, 2},
		"I II III":  {1, 2, 3},
		"X0 A B":    {0, 1, 2},
		"A1 B1":     {1, 2},
		"X2 X1":     {1, 2},
		"X1 X0":     {1, 2},
		"P-1 P-2 Z": {1, 2, 3},
	} {
		source := "title: Thử\nsections:\n"
		list := strings.Fields(codes)
		for i, code := range list {
			source += fmt.Sprintf("  - {code: %q, title: T, questions: [{code: Q%d, name: q%d, type: integer, label: L}]}\n", code, i, i)
		}
		o, err := form.Parse("t.yaml", []byte(source))
		if err != nil {
			t.Fatal(err)
		}
		got := make([]int, len(list))
		for i, code := range list {
			n, last, ok := o.SectionNumber(code)
			if got[i] = n; !ok || last != want[len(want)-1] {
				t.Errorf("%s: %s is %d of %d, %v", codes, code, n, last, ok)
			}
			if at := o.SectionNumbered(strings.ToLower(code)); at != i {
				t.Errorf("%s: «phần %s» is the section in place %d", codes, code, at)
			}
			if at := o.SectionNumbered(fmt.Sprint(n)); at != i {
				t.Errorf("%s: «phần %d» is the section in place %d", codes, n, at)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", codes, diff)
		}
	}
}
