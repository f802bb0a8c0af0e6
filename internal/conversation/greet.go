package conversation

import (
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/form"
)

// Greet says whose report it is, how long it takes and by when, and offers to
// begin or to go on where it stopped.
func (t *Turn) Greet() Outcome {
	if t.Frozen {
		t.frozen()
		return t.out
	}
	if len(t.Returned()) > 0 {
		t.next()
		return t.out
	}
	done, total := t.Draft.Progress(t.Outline)
	if t.Remark != "" {
		t.tell(t.Say.Say("returned_whole", "remark", t.Remark))
	}
	if t.Untouched() {
		t.bubble(t.Say.Say("welcome", "unit", t.UnitLabel, "sections", t.Sections(), "minutes", t.Outline.Minutes(),
			"deadline", t.DeadlineText()), [][]chat.Choice{{button.Start(t.Report, t.Say.Say("button_start")), t.prepareButton()}})
		return t.out
	}
	t.bubble(t.Say.Say("welcome_back", "unit", t.UnitLabel, "done", done, "total", total, "deadline", t.DeadlineText()),
		[][]chat.Choice{{button.Start(t.Report, t.Say.Say("button_resume"))}, {t.buttonAt(form.Place{}, button.Review, t.Say.Say("button_review"))}})
	return t.out
}

// resumeReport begins, or goes on with what is in focus.
func (t *Turn) resumeReport() {
	switch t.Focus.Mode {
	case Idle, Resting, Review:
		if t.Frozen {
			t.frozen()
			return
		}
		t.Focus.begin(Idle)
		t.next()
	default:
		if !t.figures().askChanged() {
			t.again()
		}
	}
}
