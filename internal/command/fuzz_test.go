package command_test

import (
	"testing"
	"time"

	"giaoban/internal/command"
)

// FuzzParse: whatever somebody types, it is read without harm, and a command has a name.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"?", "/", "tình hình huyện Nga Sơn", "nhắc Nga An, à không, Nga Bạch", "gia hạn Nga An đến 8/7", "nộp", "sửa 5.01: 3", "aa dd ww", "8 giờ mai nhắc các xã chưa nộp", "a: b"} {
		f.Add(text, true)
		f.Add(text, false)
	}
	r := reader(f)
	of := map[bool]command.Sender{}
	of[false], _ = sender(f, officer) // made once: a list of units takes longer than a message
	of[true], _ = sender(f, head)
	deed := command.Deed{Name: "submit", Count: 3, Undoable: true}
	f.Fuzz(func(t *testing.T, text string, above bool) {
		c, ok := r.Parse(text, of[above])
		if ok && c.Name == "" || c.Heard == nil {
			t.Errorf("%q is %+v, %v", text, c, ok)
		}
		h := c.Heard
		h.Consent(deed)
		h.Denies(deed)
		h.Guess()
		h.End(command.Rows{})
		h.Nearest()
		h.Talks(command.Subject{})
		if at, ok := h.When(); ok && at.Year() < 2016-1 && at.Before(time.Unix(0, 0)) {
			t.Errorf("%q is at %v", text, at)
		}
	})
}
