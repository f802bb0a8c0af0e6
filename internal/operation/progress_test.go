package operation_test

import (
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/operation"
	"giaoban/internal/roster"
)

// TestProgressNamesEachOnce: a row of names has no unit in it that was missed by nobody, and
// two communes of one name are told apart.
func TestProgressNamesEachOnce(t *testing.T) {
	tr := newTrial(t, roster.Coordinator, "38")
	for _, c := range []struct {
		reached string
		missed  []string
		want    string
	}{
		{"14006", []string{"14001", "14002"}, "Đã gửi nhắc xong: 1/3 đơn vị đã nhận.\nChưa có ai kích hoạt (2): xã Nga An, xã Nga Mỹ."},
		{"15004", []string{"14002"}, "Đã gửi nhắc xong: 1/3 đơn vị đã nhận.\nChưa có ai kích hoạt (1): xã Nga Mỹ (huyện Nga Sơn)."},
		{"38", []string{"401", "395"}, "Đã gửi nhắc xong: 1/3 đơn vị đã nhận.\nChưa có ai kích hoạt (2): huyện Nga Sơn, huyện Thọ Xuân."},
	} {
		p := operation.Progress{What: command.Remind, Units: 3, Reached: []string{c.reached}, Missed: map[chat.Outcome][]string{0: c.missed}}
		if got := p.Text(tr.units, tr.say); got != c.want {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
	}
}
