package conversation

import (
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// Button is what a pressed button of the interview says.
type Button struct {
	Report string
	form.Place
	act  string
	args []string
	name string // a hash of the question's name
}

// ParseButton reads a button's data; ok is false if it is none of ours.
func ParseButton(data string) (b Button, ok bool) {
	a, ok := chat.Decode(data)
	if !ok || a.To != chat.Interview {
		return b, false
	}
	b = Button{Report: a.For, act: a.Verb, args: a.Args}
	place, row, _ := strings.Cut(a.Target, "#")
	b.Code, b.name, _ = strings.Cut(place, "~")
	b.Row, _ = strconv.Atoi(row)
	if b.Row < 0 || target(b.Place, b.name) != a.Target {
		return Button{}, false
	}
	return b, true
}

// arg returns what stands behind the act.
func (b Button) arg(i int) string {
	if i < len(b.args) {
		return b.args[i]
	}
	return ""
}

// number returns the number that stands behind the act, -1 if none does.
func (b Button) number() int {
	n, _ := strconv.Atoi(b.arg(0))
	if strconv.Itoa(n) != b.arg(0) {
		return -1
	}
	return n
}

// resolve finds the question that a button was made for, whatever its code is
// now; false if there is none any more.
func (t *Facts) resolve(b *Button) bool {
	if b.name == "" {
		return true
	}
	q := t.Outline.Hashed(b.Code, b.name)
	if q != nil {
		b.Code = q.Code
	}
	return q != nil
}

// target names a place in an action: X6.01.04~1x2y3z#12. The hash of the
// question's name stands in it because the code may be another question's in a
// later version of the outline, so that an old button never answers another
// question. A place outside rows has no number.
func target(p form.Place, hash string) string {
	if p.Code == "" && p.Row == 0 {
		return ""
	}
	var room [chat.MaxData]byte
	b := append(room[:0], p.Code...)
	if hash != "" {
		b = append(append(b, '~'), hash...)
	}
	if p.Row != 0 {
		b = strconv.AppendInt(append(b, '#'), int64(p.Row), 10)
	}
	return string(b)
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
	return chat.Action{To: chat.Interview, For: t.Report, Verb: act, Target: target(p, hash), Args: args}.Choice(label)
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

// StartButton offers to begin or to go on.
func StartButton(report, label string) chat.Choice {
	return chat.Action{To: chat.Interview, For: report, Verb: actResume}.Choice(label)
}

// ButtonRows puts each button on a row of its own, two to a row where they are short.
func ButtonRows(buttons ...chat.Choice) [][]chat.Choice {
	var out [][]chat.Choice
	for _, b := range buttons {
		if n := len(out); n > 0 && len(out[n-1]) == 1 && short(b) && short(out[n-1][0]) {
			out[n-1] = append(out[n-1], b)
			continue
		}
		out = append(out, []chat.Choice{b})
	}
	return out
}

// whole reports whether a phone shows all of a label on a button that has a row to itself.
func whole(label string) bool { return viet.Letters(label) <= 43 }

// short reports whether two such labels fit side by side on a phone.
func short(c chat.Choice) bool { return viet.Letters(c.Label) <= 18 }

// wholeButton leads to the whole report as text.
func (t *Facts) wholeButton() chat.Choice {
	return t.buttonAt(form.Place{}, actWhole, t.Say.Say("button_whole"), "0")
}

// prepareButton leads to what is to be gathered before the start.
func (t *Facts) prepareButton() chat.Choice {
	return t.buttonAt(form.Place{}, actPrepare, t.Say.Say("button_prepare"), "0")
}

// resumeButton goes back to what is asked.
func (t *Facts) resumeButton() chat.Choice {
	if t.Frozen {
		return t.wholeButton()
	}
	if t.Untouched() {
		return StartButton(t.Report, t.Say.Say("button_start"))
	}
	return StartButton(t.Report, t.Say.Say("button_resume"))
}
