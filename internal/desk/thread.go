package desk

import (
	"regexp"
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/viet"
)

// ThreadAct is what somebody does about a question from below («vướng mắc»).
type ThreadAct string

// The acts.
const (
	Ask    ThreadAct = "hoi"    // a new question to the unit above
	Answer ThreadAct = "traloi" // or, from below, what is added to the question
	PassUp ThreadAct = "chuyen"
)

// ThreadCommand is an act with what belongs to it.
type ThreadCommand struct {
	Act ThreadAct
	// Number is the thread's; 0 for a new one.
	Number int
	// Text is what is to be said; "" if it is yet to be asked for.
	Text string
}

// The written forms. Words without a slash are a command only where nothing
// else can be meant: as the whole message, or with the thread's number.
var (
	askForm    = regexp.MustCompile(`^(?:/(?:vuong_?mac|hoi)(?:@\S*)?(?:\s|$)|vuong mac\s*(?::|$)|hoi$)`)
	answerForm = regexp.MustCompile(`^(?:/tra_?loi(?:@\S*)?|tra loi)\s+(?:so\s+)?([0-9]{1,8})\s*[:.,-]?(?:\s|$)`)
	passForm   = regexp.MustCompile(`^(?:/chuyen(?:@\S*)?|chuyen cap tren|chuyen len tren)\s+(?:so\s+)?([0-9]{1,8})$`)
)

// ParseThread reads a command about questions from below. With slashOnly, while
// a text is being written, only the forms with a slash are commands.
func ParseThread(text string, slashOnly bool) (ThreadCommand, bool) {
	text = viet.Clean(text)
	if slashOnly && !strings.HasPrefix(text, "/") {
		return ThreadCommand{}, false
	}
	// Folding keeps the number of letters, so that what follows the command is
	// found in the text itself.
	letters := []rune(text)
	head := letters[:min(len(letters), longestHead)]
	folded := viet.Fold(string(head))
	if m := askForm.FindString(folded); m != "" {
		return ThreadCommand{Act: Ask, Text: rest(letters, m)}, true
	}
	if m := answerForm.FindStringSubmatch(folded); m != nil {
		n, _ := strconv.Atoi(m[1])
		return ThreadCommand{Act: Answer, Number: n, Text: rest(letters, m[0])}, true
	}
	if m := passForm.FindStringSubmatch(folded); m != nil && len(letters) <= longestHead {
		n, _ := strconv.Atoi(m[1])
		return ThreadCommand{Act: PassUp, Number: n}, true
	}
	return ThreadCommand{}, false
}

// longestHead is more letters than any command takes.
const longestHead = 80

func rest(letters []rune, head string) string {
	return strings.TrimSpace(string(letters[min(len(letters), len([]rune(head))):]))
}

// Action is the command as a button, without its text.
func (c ThreadCommand) Action() chat.Action {
	a := chat.Action{To: chat.Issue, Verb: string(c.Act)}
	if c.Number != 0 {
		a.Target = strconv.Itoa(c.Number)
	}
	return a
}

// ThreadOf reads a pressed button; ok is false if it is none of these.
func ThreadOf(a chat.Action) (ThreadCommand, bool) {
	n, _ := strconv.Atoi(a.Target)
	c := ThreadCommand{Act: ThreadAct(a.Verb), Number: n}
	known := c.Act == Ask || c.Act == Answer || c.Act == PassUp
	return c, known && a.To == chat.Issue && n >= 0 && c.Action().Target == a.Target
}

// ThreadUnder is the thread that the buttons of a message are about; 0 if they
// are about none.
func ThreadUnder(data []string) int {
	for _, d := range data {
		a, _ := chat.Decode(d)
		if c, ok := ThreadOf(a); ok && c.Act == Answer {
			return c.Number
		}
	}
	return 0
}

// button offers the command.
func (c ThreadCommand) button(label string) chat.Choice { return c.Action().Choice(label) }

// NewQuestion tells a coordinator of a question from below, or of what was
// added to one. From is the unit that passed it up, "" if none did.
func NewQuestion(t report.Thread, unit, from string, top bool) locale.Message {
	post := ""
	if t.Post != "" {
		post = " (" + t.Post + ")"
	}
	line := locale.Later("thread_new", "n", t.Number, "unit", unit, "post", post, "text", t.Last())
	if from != "" {
		line = locale.Later("thread_new_passed", "n", t.Number, "unit", unit, "post", post, "from", from, "text", t.Last())
	}
	row := []locale.Button{locale.ButtonLater(ThreadCommand{Act: Answer, Number: t.Number}.button(""), "button_reply")}
	if !top {
		row = append(row, locale.ButtonLater(ThreadCommand{Act: PassUp, Number: t.Number}.button(""), "button_pass_up"))
	}
	return locale.Message{Lines: []locale.Phrase{line}, Rows: [][]locale.Button{row}}
}

// Answered brings an answer back to who asked.
func Answered(t report.Thread, by, text string) locale.Message {
	return locale.Message{
		Lines: []locale.Phrase{locale.Later("thread_answer", "n", t.Number, "by", by, "question", report.Echo(viet.Line(t.Last())), "text", text)},
		Rows:  [][]locale.Button{{locale.ButtonLater(ThreadCommand{Act: Answer, Number: t.Number}.button(""), "button_ask_more")}},
	}
}

// maxThreads is how many questions one list shows.
const maxThreads = 10

// threads lists the questions that wait for an answer under the person's units,
// their own first.
func (d desk) threads() []chat.Content {
	var own, others []report.Waiting
	for _, w := range d.Waiting {
		switch {
		case !d.scope.Has(w.Holder):
		case d.isRoot(w.Holder):
			own = append(own, w)
		default:
			others = append(others, w)
		}
	}
	all := append(own, others...)
	if len(all) == 0 {
		return []chat.Content{{Text: d.say.Say("thread_none"), Choices: d.askAbove()}}
	}
	lines := []string{d.say.Count("thread_list", len(all))}
	var rows [][]chat.Choice
	for _, w := range all[:min(len(all), maxThreads)] {
		u, _ := d.Units.Get(w.Unit)
		holder := ""
		if h, ok := d.Units.Get(w.Holder); ok && !d.isRoot(w.Holder) {
			holder = d.say.Say("thread_held", "unit", h.Label())
		}
		lines = append(lines, d.say.Say("thread_line", "n", w.Number, "unit", viet.LowerFirst(d.scope.Place(u)),
			"day", d.say.ShortDay(w.Since, w.Since), "held", holder, "text", viet.Line(w.Text)))
		rows = append(rows, []chat.Choice{ThreadCommand{Act: Answer, Number: w.Number}.button(d.say.Say("button_reply_to", "n", w.Number))})
	}
	if more := len(all) - maxThreads; more > 0 {
		lines = append(lines, d.say.Count("thread_more", more))
	}
	return []chat.Content{{Text: strings.Join(lines, "\n"), Choices: append(rows, d.askAbove()...)}}
}

// askAbove offers to ask the unit above, where there is one.
func (d desk) askAbove() [][]chat.Choice {
	for _, root := range d.scope.Roots {
		if _, ok := d.Units.Parent(root); ok {
			return [][]chat.Choice{{ThreadCommand{Act: Ask}.button(d.say.Say("button_ask_above"))}}
		}
	}
	return nil
}

func (d desk) isRoot(unit string) bool {
	for _, r := range d.scope.Roots {
		if r == unit {
			return true
		}
	}
	return false
}
