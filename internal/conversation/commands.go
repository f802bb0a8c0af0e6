package conversation

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
)

// commands do what was asked by name.
type commands struct{ *Turn }

func (t *Turn) commands() commands { return commands{t} }

// take does what was asked; false when it is no command here and now, and the
// words are an answer after all.
func (t commands) take(c command.Command) bool {
	if c.Room() != chat.Interview || c.Name == command.Unknown {
		t.foreign(c)
		return true
	}
	switch c.Name {
	case command.Help:
		t.help()
	case command.HowFar:
		t.howFar()
	case command.Review:
		t.summary().review()
	case command.Submit:
		t.summary().submitOrReview()
	case command.Start:
		t.whereAmI()
		t.resumeReport()
	case command.Continue:
		t.resumeReport()
	case command.Rest:
		t.ways().rest()
	case command.Where:
		t.browse().where()
	case command.List:
		t.browse().listOf(c.Part)
	case command.Page:
		return t.browse().pageCommand(c.Part)
	case command.Whole:
		t.browse().readReport(0)
	case command.Prepare:
		t.browse().prepare(0)
	case command.File:
		return t.browse().typedFile()
	case command.Uploads:
		t.uploads().ask()
	case command.UploadList:
		t.uploads().listFiles()
	case command.ReadFile:
		t.word().wanted(c.Number)
	default:
		if !t.Frozen || c.Name == command.Section {
			return t.change(c)
		}
		t.SayFrozen()
	}
	return true
}

// change takes the commands that go somewhere or answer what is asked.
func (t commands) change(c command.Command) bool {
	switch c.Name {
	case command.Section:
		t.ways().toSection(c.Part)
	case command.Fix:
		t.ways().toQuestion(c.Part, c.Number)
	case command.Cancel:
		if !t.mode().commanded(c) {
			t.again(t.Say.Say("cancelled"))
		}
	case command.Drop:
		return t.rows().dropCurrent(t.Asked())
	case command.NextSection:
		t.ways().skipOptional()
	default:
		return t.rows().commanded(c) || t.mode().commanded(c)
	}
	return true
}

// howFar says how much is done.
func (t commands) howFar() {
	done, total := t.Share()
	t.Tell(t.Say.Say("how_far", "unit", t.UnitLabel, "done", done, "total", total, "deadline", t.DeadlineText()))
	t.browse().contents()
}

// help lists what can be typed, and whom to call.
func (t commands) help() {
	t.Bubble(strings.TrimSpace(t.Say.Say("help_officer", "commands", command.Explain(t.Say, command.Anybody|command.Officers|command.Reporters, ""), "contact", t.Contact)), [][]chat.Choice{{button.Start(t.Report, t.Say.Say("button_resume"))}})
}

// foreign says whose command it is that is none of the interview's.
func (t commands) foreign(c command.Command) {
	switch {
	case c.Others&command.Viewers != 0:
		t.decline(t.Say.Say("command_of", "role", t.Say.Say("role_viewer")))
	case notYet(c):
		t.decline(t.Say.Say("command_not_yet"))
	case c.Others&command.Coordinators != 0:
		t.decline(t.Say.Say("command_of", "role", t.Say.Say("role_coordinator")))
	default:
		t.decline(t.Say.Say("command_unknown"))
	}
}

// notYet reports whether nobody can give the command, or nobody is there to be
// asked by it.
func notYet(c command.Command) bool {
	return c.Others&command.Nobody != 0 || c.Others != 0 && (c.Name == command.Issues || c.Name == command.Ask)
}

// foreignTyped takes bare words that nothing else understood and that are a
// command of somebody else's.
func (t *Turn) foreignTyped() bool {
	c := t.Command
	if t.Input.Kind != chat.Text || c.Slash || !notYet(c) && c.Others&(command.Viewers|command.Coordinators) == 0 {
		return false
	}
	t.commands().foreign(c)
	return true
}

// whereAmI says, to who types /start in the middle of a report, that it goes on.
func (t commands) whereAmI() {
	if t.Frozen || t.Untouched() {
		return
	}
	done, total := t.Draft.Progress(t.Outline)
	t.Tell(t.Say.Say("where_am_i", "unit", t.UnitLabel, "done", done, "total", total))
}
