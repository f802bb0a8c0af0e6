package conversation

import (
	"giaoban/internal/chat"
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
			"deadline", t.DeadlineText()), [][]chat.Choice{{StartButton(t.Report, t.Say.Say("button_start")), t.prepareButton()}})
		return t.out
	}
	t.bubble(t.Say.Say("welcome_back", "unit", t.UnitLabel, "done", done, "total", total, "deadline", t.DeadlineText()),
		[][]chat.Choice{{StartButton(t.Report, t.Say.Say("button_resume"))}, {t.buttonAt(form.Place{}, actReview, t.Say.Say("button_review"))}})
	return t.out
}

// whereAmI says, to who types /start in the middle of a report, that it goes on.
func (t *Turn) whereAmI() {
	if t.Frozen || t.Untouched() {
		return
	}
	done, total := t.Draft.Progress(t.Outline)
	t.tell(t.Say.Say("where_am_i", "unit", t.UnitLabel, "done", done, "total", total))
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
