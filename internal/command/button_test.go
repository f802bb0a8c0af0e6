package command_test

import (
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/command"
)

// commandOf is the command of a button's data.
func commandOf(data string) (command.Command, bool) {
	a, _ := chat.Decode(data)
	return command.Of(a)
}

func TestButtons(t *testing.T) {
	cmd := command.Command{Name: command.Progress, Code: "14001"}
	data := cmd.Action().Encode()
	if got, ok := commandOf(data); !ok || got != cmd || data != "d||tinhhinh|14001" {
		t.Errorf("%q read back as %+v, %v", data, got, ok)
	}
	if (command.Command{Name: command.Progress, Code: "00000000000000000000"}).Action().Encode() == "" {
		t.Errorf("a code of 20 letters has no room in a button")
	}
	for _, data := range []string{"", "d|", "d||tinhhinh", "d||tinhhinh|", "d||xoa|14001", "q||tinhhinh|14001", "tinhhinh|1",
		"d||tinhhinh|14001|X5", "d||tonghop|14001|X5|02", "d||tonghop|14001|X5|-2", "d||tonghop|14001|"} {
		if got, ok := commandOf(data); ok {
			t.Errorf("%q reads as %+v, want none", data, got)
		}
	}
}

func TestIssueButtons(t *testing.T) {
	c := command.Command{Name: command.Answer, Number: 99999999}
	data := c.Action().Encode()
	if got, ok := commandOf(data); !ok || got != c || data != "v||traloi|99999999" {
		t.Errorf("%q read back as %+v, %v", data, got, ok)
	}
	for _, data := range []string{"", "v|", "v||traloi|", "v||traloi|-1", "v||traloi|01", "v||xoa|1", "d||traloi|1"} {
		if got, ok := commandOf(data); ok {
			t.Errorf("%q reads as %+v, want none", data, got)
		}
	}
}
