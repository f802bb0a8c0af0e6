package exchange

import (
	"strconv"

	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/form"
)

// Resolve finds the question that a button was made for, whatever its code is
// now; false if there is none any more.
func (t *Facts) Resolve(b *button.Button) bool {
	if b.Name == "" {
		return true
	}
	q := t.Outline.Hashed(b.Code, b.Name)
	if q != nil {
		b.Code = q.Code
	}
	return q != nil
}

// Button makes a button that names its question.
func (t *Facts) Button(q *form.Question, row int, act, label string, args ...string) chat.Choice {
	return t.ButtonAt(q.At(row), act, label, args...)
}

// ButtonAt makes a button that names a place.
func (t *Facts) ButtonAt(p form.Place, act, label string, args ...string) chat.Choice {
	hash := ""
	if q := t.Outline.ByCode[p.Code]; q != nil {
		hash = form.NameHash(q.Name)
	}
	return button.Make(t.Report, p, hash, act, label, args...)
}

// PageButtons turn the pages of something long, which the act shows.
func (t *Facts) PageButtons(p form.Place, act string, page, pages int) []chat.Choice {
	var out []chat.Choice
	if page > 0 {
		out = append(out, t.ButtonAt(p, act, t.Say.Say("button_page_before"), strconv.Itoa(page-1)))
	}
	if page+1 < pages {
		out = append(out, t.ButtonAt(p, act, t.Say.Say("button_page_next"), strconv.Itoa(page+1)))
	}
	return out
}

// WholeButton leads to the whole report as text.
func (t *Facts) WholeButton() chat.Choice {
	return t.ButtonAt(form.Place{}, button.Whole, t.Say.Say("button_whole"), "0")
}

// PrepareButton leads to what is to be gathered before the start.
func (t *Facts) PrepareButton() chat.Choice {
	return t.ButtonAt(form.Place{}, button.Prepare, t.Say.Say("button_prepare"), "0")
}

// ResumeButton goes back to what is asked.
func (t *Facts) ResumeButton() chat.Choice {
	if t.Frozen {
		return t.WholeButton()
	}
	if t.Untouched() {
		return button.Start(t.Report, t.Say.Say("button_start"))
	}
	return button.Start(t.Report, t.Say.Say("button_resume"))
}
