package conversation

import (
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// askOne asks about one item by itself.
func (t found) askOne(e entry) {
	if t.state.Fixing {
		t.Tell(t.Say.Say("found_means", "value", t.Say.Quote(viet.Shorten(e.item.Text, exchange.RecalledLetters))))
		t.Bubble(t.named(e.q)+"\n"+t.Say.Say("found_retype"), t.oneButtons(e))
		return
	}
	var lines []string
	if e.item.From != "" && !e.q.IsText() {
		lines = append(lines, t.Say.Say("found_from", "words", t.Say.Quote(e.item.From)))
	}
	if e.q.Type != form.YesNo {
		lines = append(lines, t.Say.Say("found_means", "value", t.shown(e)))
	}
	switch {
	case e.problem != "":
		lines = append(lines, e.problem)
	case e.personal != "":
		lines = append(lines, t.Say.Say("found_personal", "found", viet.Shorten(e.personal, 40)))
	}
	if e.now != "" {
		lines = append(lines, t.Say.Say("found_now", "value", e.now))
	}
	t.Tell(strings.Join(lines, "\n"))
	t.Bubble(t.named(e.q), t.oneButtons(e))
}

// mostTaps is how many answers of a question stand as buttons.
const mostTaps = 6

func (t found) oneButtons(e entry) [][]chat.Choice {
	file, item := strconv.Itoa(t.state.File), strconv.Itoa(e.i+1)
	var out []chat.Choice
	add := func(act, label string) {
		out = append(out, t.ButtonAt(form.Place{}, act, label, file, item))
	}
	var taps []form.Tap
	if !t.state.Fixing && e.q.Way() == form.AtOnce && e.now == "" {
		taps = t.Offering(e.q, 0).Taps(t.Speech())
	}
	switch {
	case t.state.Fixing:
	case len(taps) > 0 && len(taps) <= mostTaps:
		for _, tap := range taps {
			out = append(out, t.ButtonAt(form.Place{}, button.FoundOne, tap.Label, file, item, form.NameHash(tap.Name)))
		}
	case e.problem != "":
	case e.now != "":
		add(button.FoundOne, t.Say.Say("button_swap"))
	default:
		add(button.FoundOne, t.Say.Say("button_found_one"))
	}
	if !t.state.Fixing && e.q.IsText() {
		add(button.FoundFix, t.Say.Say("button_found_fix"))
	}
	if e.now != "" {
		add(button.FoundNot, t.Say.Say("button_keep"))
	} else {
		add(button.FoundNot, t.Say.Say("button_found_not"))
	}
	add(button.FoundWait, t.Say.Say("button_found_later"))
	return button.Rows(out...)
}

func (t found) heardOne(f *answers.Found, item *answers.FoundItem) bool {
	q := t.Outline.ByName[item.Name]
	if q == nil {
		return false
	}
	e := t.read(t.state.Item-1, item, q)
	if t.matchesLabel(t.oneButtons(e)) {
		return true
	}
	if said, says := t.Command.Heard.Said(); q.Type == form.YesNo && !t.state.Fixing && (!says || said.Weak()) {
		if _, problem := t.Turn.Read(q, 0, t.Input.Text); problem == "" {
			item.Text = t.Input.Text
			t.storeOne(f)
			return true
		}
	}
	switch consent := t.Consents(command.Deed{Name: "table", Count: 1, Undoable: true}); {
	case consent == command.Yes && !t.state.Fixing && e.now == "" && e.personal == "": // what is grave takes the button's word
		t.storeOne(f)
	case consent == command.No && !t.state.Fixing, t.saysDrop():
		t.notThis(f)
	default:
		return false
	}
	return true
}

// retyped takes new words for an item. They wait on the page to be confirmed like the
// others.
func (t found) retyped(f *answers.Found, item *answers.FoundItem, given ...string) {
	q, text := t.Outline.ByName[item.Name], viet.Clean(t.Input.Text)
	if len(given) > 0 {
		text = given[0]
	}
	switch {
	case q == nil || q.IsGroup(), q.IsText() && !t.state.Fixing:
		t.again(t.Say.Say("found_how_one"))
		return
	case t.Input.Forwarded || text == "":
		t.again()
		return
	}
	trial := t.numbers().trial()
	e := trial.found().read(t.state.Item-1, &answers.FoundItem{Name: item.Name, Text: text}, q)
	if e.problem != "" {
		t.again(e.problem)
		return
	}
	item.Text, item.From, item.Sure = text, "", true
	t.changes()
	if e.now != "" || e.personal != "" {
		t.state.Fixing = false
		t.put()
		return
	}
	if !t.state.Fixing { // the answer to what was asked by itself
		t.storeOne(f)
		return
	}
	at := t.state.Item - 1
	t.state.Item, t.state.Fixing = 0, false
	t.showItem(f, at)
}

// tapped takes one of a question's own answers for an item.
func (t found) tapped(item *answers.FoundItem, hash string) {
	q := t.Outline.ByName[item.Name]
	if q == nil || hash == "" {
		return
	}
	for _, tap := range q.Taps(t.Speech()) {
		if form.NameHash(tap.Name) == hash {
			item.Text = tap.Label
		}
	}
}
