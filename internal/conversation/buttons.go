package conversation

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// What a button does: the verb of its action.
const (
	actChoose  = "c" // + hash of the choice's name
	actSuggest = "d" // + the date
	actOwn     = "own"
	actHint    = "hint"
	actSkip    = "skip"
	actLater   = "later"
	actBack    = "back"
	actRest    = "rest"
	actDone    = "done"
	actRewrite = "new"
	actKeep    = "keep"
	actMore    = "more" // write on behind what there is
	actFull    = "full" // show the whole text
	actSwap    = "swap" // take what waits instead of what there is
	actRedo    = "redo" // send what waits once more
	actHold    = "held" // store what waits all the same
	actOffer   = "yes"
	actNext    = "no"
	actAdd     = "add"
	actStop    = "stop"
	actFix     = "fix"
	actRead    = "r" // + which reading
	actNone    = "none"
	actSubmit  = "submit"
	actResume  = "go"
	actReview  = "review"
	actDrop    = "drop"
	actAskDrop = "askdrop"

	actCopy     = "Copy" // capitals: no choice's hash has them
	actUp       = "Up"
	actDown     = "Down"
	actRowGo    = "Go"
	actRowLater = "Wait"
	actContents = "Toc"
	actSection  = "Sec"
	actList     = "L"    // + its page, from 0
	actWhole    = "All"  // + its page
	actPrepare  = "Pre"  // + its page
	actFile     = "F"    // + actWhole or actPrepare
	actPage     = "P"    // + the page of a list of rows
	actPart     = "part" // + which figure
	actWorked   = "worked"
	actAll      = "all"
	actEach     = "each"
	actUnit     = "U" // + the unit's code
	actInitial  = "Def"
)

// button makes a button that names its question.
func (t *Turn) button(q *form.Question, row int, act, label string, args ...string) chat.Choice {
	return t.buttonAt(q.At(row), act, label, args...)
}

func (t *Turn) buttonAt(p form.Place, act, label string, args ...string) chat.Choice {
	hash := ""
	if q := t.Outline.ByCode[p.Code]; q != nil {
		hash = form.NameHash(q.Name)
	}
	return chat.Action{To: chat.Interview, For: t.Report, Verb: act, Target: target(p, hash), Args: args}.Choice(label)
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
func (t *Turn) resolve(b *Button) bool {
	if b.name == "" {
		return true
	}
	if q := t.Outline.ByCode[b.Code]; q != nil && form.NameHash(q.Name) == b.name {
		return true
	}
	for name, q := range t.Outline.ByName {
		if form.NameHash(name) == b.name {
			b.Code = q.Code
			return true
		}
	}
	return false
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

// short tells whether two such labels fit side by side on a phone.
func short(c chat.Choice) bool { return viet.Letters(c.Label) <= 18 }

// questionButtons are the answers that can be tapped, then the ways about.
func (t *Turn) questionButtons(q *form.Question, row int, c *answers.Cell) [][]chat.Choice {
	var given []chat.Choice
	for _, tap := range q.Taps(t.Speech()) {
		label := tap.Label
		if q.Way() == form.ByTicks && slices.Contains(t.Focus.Asked.Picked, tap.Name) {
			label = t.Say.Say("choice_ticked", "label", label)
		}
		given = append(given, t.button(q, row, actChoose, label, form.NameHash(tap.Name)))
	}
	if q.NamesUnit() {
		given = t.unitButtons(q, row)
	}
	switch q.Way() {
	case form.ByTicks:
		given = append(given, t.button(q, row, actDone, t.Say.Say("button_done")))
	case form.ByFigures:
		given = t.figures().figureButtons(q)
	case form.AtLength:
		if t.Focus.Text.Pieces > 0 {
			return t.textButtons(q, row)
		}
		if c.State == answers.Answered && !c.Value.Text.None && !t.Focus.Text.Anew {
			given = t.texts().reopenedButtons(q, row)
		}
	case form.ByFiles:
		if c.State == answers.Answered {
			given = []chat.Choice{t.button(q, row, actDone, t.Say.Say("button_done"))}
		}
	}
	if q.Default != "" && c.State != answers.Answered {
		given = append([]chat.Choice{t.button(q, row, actInitial, t.Say.Say("button_right"))}, given...)
	}
	if group := q.ReasonFor; group != nil {
		given = append(given, t.button(group, 0, actAdd, t.Say.Say("button_add_row")))
	}
	for _, o := range q.Special {
		given = append(given, t.button(q, row, actChoose, t.Fill(o.Label, 0), form.NameHash(o.Name)))
	}
	for _, s := range q.Suggest {
		given = append(given, t.button(q, row, actSuggest, t.Say.StoredDay(s), s))
	}
	return append(ButtonRows(given...), t.wayButtons(q, row, c)...)
}

// textButtons end a text under way, or begin it anew.
func (t *Turn) textButtons(q *form.Question, row int) [][]chat.Choice {
	return ButtonRows(t.button(q, row, actDone, t.Say.Say("button_done")), t.button(q, row, actRewrite, t.Say.Say("button_rewrite")))
}

func (t *Turn) wayButtons(q *form.Question, row int, c *answers.Cell) [][]chat.Choice {
	var ways []chat.Choice
	if q.Hint != "" || q.Example != "" {
		ways = append(ways, t.button(q, row, actHint, t.Say.Say("button_hint")))
	}
	switch {
	case c.State == answers.Answered || t.versions().mayKeep(q, row):
		ways = append(ways, t.button(q, row, actKeep, t.Say.Say("button_keep")))
	case q.Required:
		ways = append(ways, t.button(q, row, actLater, t.Say.Say("button_later")))
	default:
		ways = append(ways, t.button(q, row, actSkip, t.Say.Say("button_skip")))
	}
	ways = append(ways, t.button(q, row, actBack, t.Say.Say("button_back")), t.button(q, row, actRest, t.Say.Say("button_rest")))
	if q.Parent != nil && c.State != answers.Answered && q.Required {
		ways = append(ways, t.button(q, row, actRowLater, t.Say.Say("button_row_later")))
	}
	return ButtonRows(ways...)
}

func (t *Turn) offerButtons() [][]chat.Choice {
	p := t.Focus.Place
	next := t.Say.Say("button_next_section")
	if p.Row != 0 {
		next = t.Say.Say("button_skip_these")
	}
	return ButtonRows(t.buttonAt(p, actOffer, t.Say.Say("button_answer")), t.buttonAt(p, actNext, next))
}

func (t *Turn) growButtons() [][]chat.Choice {
	p := t.Focus.Place
	out := []chat.Choice{t.buttonAt(p, actAdd, t.Say.Say("button_add_row")), t.buttonAt(p, actStop, t.Say.Say("button_no_more_rows"))}
	if q := t.asked(); q != nil {
		out = append(out, t.buttonAt(p, actLater, t.Say.Say("button_later")))
		if t.rows().listing(q) {
			out = append(out, t.rows().rowListButtons(q)...)
		}
	}
	return ButtonRows(out...)
}

func (t *Turn) noneButtons() [][]chat.Choice {
	p := t.Focus.Place
	return ButtonRows(t.buttonAt(p, actNone, t.Say.Say("button_right")), t.buttonAt(p, actRewrite, t.Say.Say("button_rewrite")))
}

func (t *Turn) readingButtons() [][]chat.Choice {
	var out []chat.Choice
	for i, n := range t.Focus.Asked.Readings {
		out = append(out, t.buttonAt(t.Focus.Place, actRead, t.Say.Amount(n), strconv.Itoa(i)))
	}
	return ButtonRows(out...)
}

// which asks for the reading that was meant, once more.
func (t *Turn) which() string {
	if len(t.Focus.Asked.Readings) != 2 || len(t.lead) > 0 && t.Input.Kind == chat.Edit {
		return ""
	}
	a, b := t.Say.Amount(t.Focus.Asked.Readings[0]), t.Say.Amount(t.Focus.Asked.Readings[1])
	return t.Say.Say("number_which", "a", a, "b", b)
}

// typedChoice lets words or a position stand for one of the buttons.
func (t *Turn) typedChoice(buttons [][]chat.Choice) {
	if !t.matchesButton(buttons) && !t.foreignTyped() {
		t.tell(t.Say.Say("choice_no_match"))
		t.missed()
		t.again()
	}
}

// matchesButton presses the button that was typed; false when none is meant.
func (t *Turn) matchesButton(buttons [][]chat.Choice) bool {
	flat := slices.Concat(buttons...)
	labels := make([]string, len(flat))
	for i, b := range flat {
		labels[i] = b.Label
	}
	i, unclear := viet.ReadChoice(t.Input.Text, labels)
	if unclear != nil && len(flat) >= 2 && t.Focus.Mode != Which && t.Focus.Mode != Checking {
		if yes, no := viet.ReadYesNo(t.Input.Text); no == nil {
			i, unclear = int(1-form.Flag(yes)), nil
		}
	}
	if unclear != nil {
		return false
	}
	b, ok := ParseButton(flat[i].Data)
	if ok {
		t.pressed(b)
	}
	return ok
}
