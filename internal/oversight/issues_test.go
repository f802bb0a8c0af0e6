package oversight_test

import (
	"testing"

	"giaoban/internal/oversight"
)

func TestIssueUnder(t *testing.T) {
	if n := oversight.IssueUnder([]string{"d||tinhhinh|1", "v||chuyen|4", "v||traloi|4"}); n != 4 {
		t.Errorf("the buttons are about %d", n)
	}
}
