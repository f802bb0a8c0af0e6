package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/form"
)

// Greet says who asks for whose report, by when, how long it takes and whom to call,
// and offers to begin or to go on where it stopped.
func (t *Turn) Greet() Outcome {
	if t.Frozen {
		t.frozen()
		return t.out
	}
	if len(t.Returned()) > 0 {
		t.next()
		return t.out
	}
	if t.Remark != "" {
		t.tell(t.Say.Say("returned_whole", "remark", t.Remark))
	}
	if t.Untouched() {
		t.bubble(t.welcome(), [][]chat.Choice{{button.Start(t.Report, t.Say.Say("button_start")), t.prepareButton()}})
		return t.out
	}
	text := ""
	if done, total := t.share(); t.Joining {
		text = t.Say.Say("how_far", "unit", t.UnitLabel, "done", done, "total", total, "deadline", t.DeadlineText())
	} else {
		text = t.Say.Say("welcome_back", "unit", t.UnitLabel, "done", done, "total", total, "deadline", t.DeadlineText())
	}
	t.bubble(text,
		[][]chat.Choice{{button.Start(t.Report, t.Say.Say("button_resume"))}, {t.buttonAt(form.Place{}, button.Review, t.Say.Say("button_review"))}})
	return t.out
}

// share is how much of the report is done. Where it counts against another total than
// the person was told before, that is said first.
func (t *reply) share() (done, total int) {
	done, total = t.Draft.Progress(t.Outline)
	switch told := t.Focus.Told; {
	case told == 0:
	case total > told:
		t.tell(t.Say.Count("share_more", total-told, "total", total))
	case total < told:
		t.tell(t.Say.Count("share_less", told-total, "total", total))
	}
	t.Focus.Told = total
	return done, total
}

// welcome is what somebody reads before the first question.
func (t *Facts) welcome() string {
	report, begin := t.Say.Say("welcome_of", "unit", t.UnitLabel), t.Say.Say("welcome_begin")
	if t.Joining {
		report, begin = t.Say.Say("welcome_this"), ""
	}
	lines := []string{t.Order, t.Say.Say("welcome", "report", report, "sections", t.Sections(), "minutes", t.Outline.Minutes(), "deadline", t.DeadlineText()),
		t.Contact, begin}
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), "\n")
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
