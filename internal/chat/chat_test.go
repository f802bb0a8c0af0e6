package chat_test

import (
	"testing"

	"giaoban/internal/chat"
)

func TestParseAddress(t *testing.T) {
	for _, s := range []string{"telegram:42", "zalo:a1b2:c3"} {
		a, err := chat.ParseAddress(s)
		if err != nil || a.String() != s {
			t.Errorf("%s reads back as %s, %v", s, a, err)
		}
	}
	for _, s := range []string{"", "telegram", "telegram:", ":42"} {
		if a, err := chat.ParseAddress(s); err == nil {
			t.Errorf("%q is read as %v", s, a)
		}
	}
}
