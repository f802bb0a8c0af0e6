package conversation

import (
	"strconv"

	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/form"
)

// resolve finds the question that a button was made for, whatever its code is
// now; false if there is none any more.
func (t *Facts) resolve(b *button.Button) bool {
	if b.Name == "" {
		return true
	}
	q := t.Outline.Hashed(b.Code, b.Name)
	if q != nil {
		b.Code = q.Code
	}
	return q != nil
}

// button makes a button that names its question.
func (t *Facts) button(q *form.Question, row int, act, label string, args ...string) chat.Choice {
	return t.buttonAt(q.At(row), act, label, args...)
}

func (t *Facts) buttonAt(p form.Place, act, label string, args ...string) chat.Choice {
	hash := ""
	if q := t.Outline.ByCode[p.Code]; q != nil {
		hash = form.NameHash(q.Name)
	}
	return button.Make(t.Report, p, hash, act, label, args...)
}

// pageButtons turn the pages of something long, which the act shows.
func (t *Facts) pageButtons(p form.Place, act string, page, pages int) []chat.Choice {
	var out []chat.Choice
	if page > 0 {
		out = append(out, t.buttonAt(p, act, t.Say.Say("button_page_before"), strconv.Itoa(page-1)))
	}
	if page+1 < pages {
		out = append(out, t.buttonAt(p, act, t.Say.Say("button_page_next"), strconv.Itoa(page+1)))
	}
	return out
}

// wholeButton leads to the whole report as text.
func (t *Facts) wholeButton() chat.Choice {
	return t.buttonAt(form.Place{}, button.Whole, t.Say.Say("button_whole"), "0")
}

// prepareButton leads to what is to be gathered before the start.
func (t *Facts) prepareButton() chat.Choice {
	return t.buttonAt(form.Place{}, button.Prepare, t.Say.Say("button_prepare"), "0")
}

// resumeButton goes back to what is asked.
func (t *Facts) resumeButton() chat.Choice {
	if t.Frozen {
		return t.wholeButton()
	}
	if t.Untouched() {
		return button.Start(t.Report, t.Say.Say("button_start"))
	}
	return button.Start(t.Report, t.Say.Say("button_resume"))
}
