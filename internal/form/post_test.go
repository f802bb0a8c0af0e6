package form_test

import (
	"strings"
	"testing"

	"giaoban/internal/form"
)

// TestPost: the question for the post is the one that says so, wherever it stands. A version
// from before posts were declared has it where the later one does.
func TestPost(t *testing.T) {
	const source = `title: Thử
sections:
  - code: A
    title: Một
    questions:
      - {code: A1, name: muc, type: select_one, label: Mức độ thiệt hại?, choices: [{name: nhe, label: Nhẹ}, {name: nang, label: Nặng}]}
  - code: B
    title: Hai
    questions:
      - {code: B1, name: chuc_vu, type: select_one, label: Chức vụ?, POST choices: [{name: x, label: X}, {name: y, label: Y}]}
`
	silent, says := parsed(t, source, ""), parsed(t, source, "post: true,")
	if q := silent.PostQuestion(); q != nil {
		t.Errorf("%s is asked as the post, and nothing says so", q.Code)
	}
	if q := says.PostQuestion(); q == nil || q.Code != "B1" {
		t.Errorf("the post is asked in %v", q)
	}
	if silent.TakePost(says); silent.PostQuestion() != silent.ByName["chuc_vu"] {
		t.Errorf("the earlier version asks for the post in %v", silent.PostQuestion())
	}
}

func parsed(t *testing.T, source, post string) *form.Outline {
	t.Helper()
	o, err := form.Parse("t.yaml", []byte(strings.Replace(source, "POST", post, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return o
}
