package conversation

import (
	"cmp"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
)

// command does what was asked; false when it is no command here and now, and
// the words are an answer after all.
func (t *Turn) command(c command.Command) bool {
	q := t.asked()
	asking := t.Focus.Mode == Asking && q != nil
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
		t.where()
	case command.List:
		t.listOf(c.Part)
	case command.Page:
		return t.browse().pageCommand(c.Part)
	case command.Whole:
		t.browse().readReport(0)
	case command.Prepare:
		t.browse().prepare(0)
	case command.File:
		return t.browse().typedFile()
	case command.Uploads:
		t.uploads().openTray()
	case command.UploadList:
		t.uploads().listFiles()
	default:
		if t.Frozen && c.Name == command.Section {
			t.ways().toSection(c.Part)
			return true
		}
		if t.Frozen {
			t.frozen()
			return true
		}
		return t.moving(c, q, asking)
	}
	return true
}

// moving takes the commands that go somewhere or answer what is asked.
func (t *Turn) moving(c command.Command, q *form.Question, asking bool) bool {
	if t.rows().rowCommand(c) {
		return true
	}
	switch c.Name {
	case command.Section:
		t.ways().toSection(c.Part)
	case command.Fix:
		t.ways().toQuestion(c.Part, c.Number)
	case command.Cancel:
		if t.Focus.Mode == Confirming {
			t.numbers().voidTable()
			return true
		}
		t.tell(t.Say.Say("cancelled"))
		t.again()
	case command.Drop:
		return t.rows().dropCurrent(q)
	case command.Keep:
		return t.typedKeep(q, asking)
	case command.NextSection:
		t.skipOptional()
	default:
		return t.onQuestion(c, q, asking)
	}
	return true
}

// onQuestion takes the commands that concern what is in focus.
func (t *Turn) onQuestion(c command.Command, q *form.Question, asking bool) bool {
	if q != nil && (t.Focus.Mode == NoneSure || t.Focus.Mode == Which || t.Focus.Mode == Why) && c.Name != command.Done {
		t.Focus.Mode, t.Focus.Asked.Readings, t.Focus.Figures.Given, asking = Asking, nil, nil, true
	}
	if !asking {
		return t.onOffer(c)
	}
	row := t.Focus.Row
	switch c.Name {
	case command.Hint:
		t.ways().hint(q, row)
	case command.Back:
		t.ways().back(t.Focus.Place)
	case command.Skip:
		t.ways().skip(q, t.Focus.Place, t.Draft.Cell(q, row))
	case command.Rewrite, command.More, command.Full:
		return t.texts().onText(c.Name, q, row)
	case command.Later:
		t.ways().later(t.Focus.Place, t.Draft.Cell(q, row))
	case command.Done:
		if !q.TakesSeveral() {
			return false
		}
		t.done(q, row)
	default:
		return false
	}
	return true
}

// onOffer takes the commands that answer what is no question of the outline.
func (t *Turn) onOffer(c command.Command) bool {
	switch mode := t.Focus.Mode; {
	case c.Name == command.Back && mode == Reasoning:
		t.checks().backToCheck()
	case (c.Name == command.Later || c.Name == command.Skip) && mode == Reasoning:
		t.checks().putOff()
	case c.Name == command.Back:
		t.ways().back(t.Focus.Place)
	case (c.Name == command.Later || c.Name == command.Skip) && mode == Checking:
		t.checks().putOff()
	case (c.Name == command.Skip || c.Name == command.Done) && mode == Offering:
		t.skipOptional()
	case c.Name == command.Later && mode == Growing:
		t.pressed(Button{Place: t.Focus.Place, act: actLater})
	case (c.Name == command.Done || c.Name == command.Skip) && mode == Growing:
		t.pressed(Button{Place: t.Focus.Place, act: actStop})
	default:
		return false
	}
	return true
}

func (t *Turn) typedKeep(q *form.Question, asking bool) bool {
	switch {
	case t.Focus.Mode == Checking:
		t.checks().keepWarning()
	case asking && t.mayKeep(q, t.Focus.Row):
		t.versions().keepBefore(q, t.Focus.Row)
	case asking && t.Draft.Cell(q, t.Focus.Row).State == answers.Answered:
		t.ways().keep(q, Button{Place: t.Focus.Place})
	default:
		return false
	}
	return true
}

// listOf shows the questions of a section, of the one in focus if none is named.
func (t *Turn) listOf(arg string) {
	i := t.ways().section(arg)
	if q := t.asked(); i < 0 && arg == "" && q != nil {
		i = q.Section
	}
	if i < 0 && arg != "" {
		t.refuse(t.Say.Say("no_such_section"))
	}
	t.browse().list(i, 0)
}

// skipOptional passes over the optional questions of the section, or of the row
// in focus.
func (t *Turn) skipOptional() {
	q := t.asked()
	switch {
	case q == nil:
		t.again()
		return
	case t.Focus.Row != 0:
		t.skipRowOptional(cmp.Or(q.Parent, q))
	default:
		for _, x := range t.Outline.Top {
			if c := &t.Draft.Cells[x.Pos]; x.Section == q.Section && !x.Required && c.State == answers.Open {
				c.State = answers.Skipped
			}
		}
		t.Draft.Offered |= 1 << q.Section
	}
	if q.Required && t.Focus.Mode == Asking {
		if c := t.Draft.Cell(q, t.Focus.Row); c != nil && c.State == answers.Open {
			t.refuse(t.Say.Say("section_has_required"))
			t.again()
			return
		}
	}
	t.next()
}

func (t *Turn) skipRowOptional(group *form.Question) {
	r := t.Draft.Row(group, t.Focus.Row)
	if r == nil {
		return
	}
	r.Offered = true
	for i := range group.Questions {
		if c := &r.Cells[i]; !group.Questions[i].Required && c.State == answers.Open {
			c.State = answers.Skipped
		}
	}
}

// howFar says how much is done.
func (t *Turn) howFar() {
	done, total := t.Draft.Progress(t.Outline)
	t.tell(t.Say.Say("how_far", "unit", t.UnitLabel, "done", done, "total", total, "deadline", t.DeadlineText()))
	t.browse().contents()
}

// help lists what can be typed, and whom to call.
func (t *Turn) help() {
	t.bubble(strings.TrimSpace(t.Say.Say("help_officer", "commands", command.Explain(t.Say, command.Anybody|command.Officers|command.Reporters), "contact", t.Contact)), [][]chat.Choice{{StartButton(t.Report, t.Say.Say("button_resume"))}})
}
