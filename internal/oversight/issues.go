package oversight

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
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

// NewQuestion tells a coordinator of what was said from below, the first of it by its
// index. From is the unit that passed it up, "" if none did.
func NewQuestion(t report.Issue, first int, unit, from string, top bool) locale.Message {
	post := ""
	if t.Post != "" {
		post = " (" + t.Post + ")"
	}
	line := locale.Later("issue_new", "number", t.Number, "unit", unit, "post", post, "text", t.AsksFrom(first))
	if from != "" {
		line = locale.Later("issue_new_passed", "number", t.Number, "unit", unit, "post", post, "from", from, "text", t.AsksFrom(first))
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

// Threads is a question for the list of issues: those that wait, those that were answered,
// or those in which words stand.
type Threads struct {
	Units   *roster.Units
	Who     []roster.Membership
	Cmd     command.Command
	Now     time.Time
	Say     locale.Phrases
	Contact string
}

// maxIssues is how many questions one list shows.
const maxIssues = 10

// findPart stands in a button's part before the words that are looked for, if they are short
// enough for it.
const (
	findPart    = "tim:"
	longestFind = 28
)

// List lists issues of the units that the person may see, the own ones first: of those
// that wait the oldest first, of those that were answered the newest. Who coordinates
// nothing sees what their own unit asked.
func (r Threads) List(open, answered []report.Issue) []chat.Content {
	scope := report.Scope{Units: r.Units, Roots: roster.Places(r.Units, r.Who, roster.See), Contact: r.Contact, Say: r.Say}
	if len(scope.Roots) == 0 {
		return one(r.Say.Say("not_coordinator", "contact", r.Contact))
	}
	heads := roster.Places(r.Units, r.Who, roster.Look)
	slices.SortStableFunc(answered, func(a, b report.Issue) int { return b.Answer().At.Compare(a.Answer().At) })
	words, part := r.Cmd.Words, r.Cmd.Part
	if found, ok := strings.CutPrefix(part, findPart); ok {
		words = found
	} else if words != "" {
		part = findPart + viet.Fold(viet.Line(words))
	}
	title, none, list := "issue_list", "issue_none", open
	switch {
	case r.Cmd.Part == command.OnlyAnswered:
		title, none, list = "issue_list_answered", "issue_none_answered", answered
	case words != "":
		title, none, list = "issue_list_found", "issue_none_found", append(open, answered...)
	case len(heads) == 0:
		title, none, list = "issue_list_sent", "issue_none_sent", append(open, answered...)
	}
	list = slices.DeleteFunc(list, func(t report.Issue) bool {
		return !scope.Has(t.Report.Unit) || !t.Has(words) || r.Cmd.Code != "" && !r.Units.Contains(r.Cmd.Code, t.Report.Unit)
	})
	own := func(t report.Issue) bool { return t.Open && slices.Contains(heads, t.Holder) }
	slices.SortStableFunc(list, func(a, b report.Issue) int { return truth(own(b)) - truth(own(a)) })
	above := r.above(heads)
	if len(list) == 0 {
		return []chat.Content{{Text: r.Say.Say(none, "words", report.Echo(words)), Choices: above}}
	}
	lines := []string{r.Say.Count(title, len(list), "words", report.Echo(words))}
	var rows [][]chat.Choice
	from := min(r.Cmd.Page*maxIssues, len(list)-1)
	shown := list[from:min(len(list), from+maxIssues)]
	for _, t := range shown {
		lines = append(lines, r.line(t, scope, heads))
		if t.Open && (t.Down() && roster.Speaks(r.Units, r.Who, t.Holder) || !t.Down() && roster.May(r.Units, r.Who, t.Holder, roster.Look)) {
			rows = append(rows, []chat.Choice{issueButton(command.Answer, t.Number, r.Say.Say("button_reply_to", "number", t.Number))})
		}
	}
	switch more := len(list) - from - len(shown); {
	case more > 0 && len(part) <= longestFind:
		next := command.Command{Name: command.Issues, Code: cmp.Or(r.Cmd.Code, scope.Roots[0]), Part: part, Page: r.Cmd.Page + 1}
		rows = append(rows, []chat.Choice{next.Choice(r.Say.Say("button_issues_more", "n", more))})
	case more > 0:
		lines = append(lines, r.Say.Count("issue_more", more))
	}
	if part == "" && len(heads) > 0 {
		rows = append(rows, r.answeredButton(answered, heads)...)
	}
	return []chat.Content{{Text: strings.Join(lines, "\n"), Choices: append(rows, above...)}}
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// line is one issue: whose it is, since when, who is to answer, or what was answered.
func (r Threads) line(t report.Issue, scope report.Scope, heads []string) string {
	u, _ := r.Units.Get(t.Report.Unit)
	unit := viet.LowerFirst(scope.Place(u))
	since := t.Waiting().Since
	if t.Open {
		held := ""
		if h, ok := r.Units.Get(t.Holder); ok && !slices.Contains(heads, t.Holder) {
			held = r.Say.Say("issue_held", "unit", h.Label())
		}
		return r.Say.Say("issue_line", "number", t.Number, "unit", unit, "day", r.Say.ShortDay(since, r.Now), "held", held, "text", shortened.Of(viet.Line(t.Asks())))
	}
	by, _ := r.Units.Get(t.Answer().Unit)
	return r.Say.Say("issue_line_answered", "number", t.Number, "unit", unit, "day", r.Say.ShortDay(t.Answer().At, r.Now), "by", by.Label(),
		"text", shortened.Of(viet.Line(t.Last())), "answer", shortened.Of(viet.Line(t.Answer().Text)))
}

// shortened is how much of a question, or of its answer, a list shows.
var shortened = viet.Clip{Most: 200, Kept: 199, Mark: "…", Spaced: true}

// answeredButton leads to those that were answered.
func (r Threads) answeredButton(answered []report.Issue, heads []string) [][]chat.Choice {
	n := 0
	for _, t := range answered {
		if slices.ContainsFunc(heads, func(head string) bool { return r.Units.Contains(head, t.Report.Unit) }) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	c := command.Command{Name: command.Issues, Code: heads[0], Part: command.OnlyAnswered}
	return [][]chat.Choice{{c.Choice(r.Say.Say("button_issues_answered", "n", n))}}
}

// above offers to ask the unit above, where there is one.
func (r Threads) above(heads []string) [][]chat.Choice {
	for _, root := range heads {
		if _, ok := r.Units.Parent(root); ok {
			return [][]chat.Choice{{issueButton(command.Ask, 0, r.Say.Say("button_ask_above"))}}
		}
	}
	return nil
}
