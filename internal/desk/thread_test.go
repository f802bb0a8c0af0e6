package desk_test

import (
	"testing"

	"giaoban/internal/desk"
)

func TestThreadUnder(t *testing.T) {
	if n := desk.ThreadUnder([]string{"d||tinhhinh|1", "v||chuyen|4", "v||traloi|4"}); n != 4 {
		t.Errorf("the buttons are about %d", n)
	}
}
