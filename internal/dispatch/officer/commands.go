package officer

import (
	"giaoban/internal/desk"
	"giaoban/internal/locale"
)

// Commands are the officers' commands for the platform's list.
func Commands(say locale.Phrases) []desk.Described {
	return []desk.Described{
		{Name: "xemtruoc", Text: say.Say("command_prepare")},
		{Name: "tieptuc", Text: say.Say("command_continue")},
		{Name: "phan", Text: say.Say("command_section")},
		{Name: "sua", Text: say.Say("command_fix")},
		{Name: "xemlai", Text: say.Say("command_review")},
		{Name: "tiendo", Text: say.Say("command_progress")},
		{Name: "nghi", Text: say.Say("command_rest")},
		{Name: "tep", Text: say.Say("command_files")},
		{Name: "nop", Text: say.Say("command_submit")},
		{Name: "xinsua", Text: say.Say("command_plead")},
		{Name: "trinhky", Text: say.Say("command_waiting")},
		{Name: "doi", Text: say.Say("command_change")},
		{Name: "moi", Text: say.Say("command_invite")},
		{Name: "trogiup", Text: say.Say("command_help")},
	}
}
