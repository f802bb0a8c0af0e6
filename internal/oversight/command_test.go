package oversight_test

import (
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

const fewUnits = "code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n16144,401,3,xã,Nga An\n16138,401,3,xã,Nga Hải\n"

// typed reads what a coordinator typed.
func typed(t testing.TB, say locale.Phrases, text string, units *roster.Units) (command.Command, bool) {
	t.Helper()
	c, ok := command.New(say).Parse(text, command.Sender{May: command.Coordinators, Units: units})
	return c, ok && c.Room() == chat.Reading
}

// commandOf is the command of a button's data.
func commandOf(data string) (command.Command, bool) {
	a, _ := chat.Decode(data)
	return command.Of(a)
}
