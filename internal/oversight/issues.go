package oversight

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/viet"
)

// IssueUnder is the issue that the buttons of a message are about; 0 if they
// are about none.
func IssueUnder(data []string) int {
	for _, d := range data {
		a, _ := chat.Decode(d)
		if c, ok := command.Of(a); ok && c.Name == command.Answer {
			return c.Number
		}
	}
	return 0
}

// issueButton offers a command about a question from below; 0 is a new one.
func issueButton(name command.Name, n int, label string) chat.Choice {
	return command.Command{Name: name, Number: n}.Choice(label)
}

// NewQuestion tells a coordinator of a question from below, or of what was
// added to one. From is the unit that passed it up, "" if none did.
func NewQuestion(t report.Issue, unit, from string, top bool) locale.Message {
	post := ""
	if t.Post != "" {
		post = " (" + t.Post + ")"
	}
	line := locale.Later("issue_new", "number", t.Number, "unit", unit, "post", post, "text", t.Last())
	if from != "" {
		line = locale.Later("issue_new_passed", "number", t.Number, "unit", unit, "post", post, "from", from, "text", t.Last())
	}
	row := []locale.Button{locale.ButtonLater(issueButton(command.Answer, t.Number, ""), "button_reply")}
	if !top {
		row = append(row, locale.ButtonLater(issueButton(command.PassUp, t.Number, ""), "button_pass_up"))
	}
	return locale.Message{Lines: []locale.Phrase{line}, Rows: [][]locale.Button{row}}
}

// Answered brings an answer back to who asked.
func Answered(t report.Issue, by, text string) locale.Message {
	return locale.Message{
		Lines: []locale.Phrase{locale.Later("issue_answer", "number", t.Number, "by", by, "question", report.Echo(viet.Line(t.Last())), "text", text)},
		Rows:  [][]locale.Button{{locale.ButtonLater(issueButton(command.Answer, t.Number, ""), "button_ask_more")}},
	}
}

// maxIssues is how many questions one list shows.
const maxIssues = 10

// issues lists the questions that wait for an answer under the person's units,
// their own first.
func (d question) issues() []chat.Content {
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
		return []chat.Content{{Text: d.say.Say("issue_none"), Choices: d.askAbove()}}
	}
	lines := []string{d.say.Count("issue_list", len(all))}
	var rows [][]chat.Choice
	for _, w := range all[:min(len(all), maxIssues)] {
		u, _ := d.Units.Get(w.Unit)
		holder := ""
		if h, ok := d.Units.Get(w.Holder); ok && !d.isRoot(w.Holder) {
			holder = d.say.Say("issue_held", "unit", h.Label())
		}
		lines = append(lines, d.say.Say("issue_line", "number", w.Number, "unit", viet.LowerFirst(d.scope.Place(u)),
			"day", d.say.ShortDay(w.Since, w.Since), "held", holder, "text", viet.Line(w.Text)))
		rows = append(rows, []chat.Choice{issueButton(command.Answer, w.Number, d.say.Say("button_reply_to", "number", w.Number))})
	}
	if more := len(all) - maxIssues; more > 0 {
		lines = append(lines, d.say.Count("issue_more", more))
	}
	return []chat.Content{{Text: strings.Join(lines, "\n"), Choices: append(rows, d.askAbove()...)}}
}

// askAbove offers to ask the unit above, where there is one.
func (d question) askAbove() [][]chat.Choice {
	for _, root := range d.scope.Roots {
		if _, ok := d.Units.Parent(root); ok {
			return [][]chat.Choice{{issueButton(command.Ask, 0, d.say.Say("button_ask_above"))}}
		}
	}
	return nil
}

func (d question) isRoot(unit string) bool { return slices.Contains(d.scope.Roots, unit) }
