package command_test

import (
	"testing"

	"giaoban/internal/command"
)

// TestCancel: whoever was asked something beside the report gives it up by the
// command, however politely; an officer who was asked nothing says it of the
// report, and only by its one word.
func TestCancel(t *testing.T) {
	r := reader(t)
	for _, c := range []struct {
		text  string
		may   command.Audience
		wants bool
	}{
		{"hủy", command.Asked, true},
		{"Hủy bỏ.", command.Asked, true},
		{"hủy ạ", command.Asked | command.Coordinators, true},
		{"/huy", command.Asked | command.Officers, true},
		{"hủy hoại môi trường", command.Asked | command.Officers, false},
		{"hủy", command.Officers, true},
		{"hủy bỏ", command.Officers, false},
		{"hủy", command.Coordinators, false},
	} {
		got, _ := r.Parse(c.text, command.Sender{May: c.may, Units: nowhere{}})
		if got.Is(command.Cancel) != c.wants {
			t.Errorf("%q reads as %+v for %b", c.text, got, c.may)
		}
	}
}

// nowhere has no units.
type nowhere struct{}

func (nowhere) Named(string) bool { return false }
func (nowhere) Near(string) bool  { return false }
func (nowhere) Types() []string   { return nil }
