package oversight

import (
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// askUnit offers to ask the unit about its report, or about a section of it.
func (r *reader) askUnit(u roster.Unit, part string) []chat.Choice {
	by, ok := roster.By(r.Units, r.who, u.Code, roster.Look)
	if !ok || by.Unit == u.Code {
		return nil
	}
	ask := command.Command{Name: command.AskUnit, Code: u.Code, Part: part}
	return []chat.Choice{ask.Choice(r.say.Say("button_ask_unit", "noun", report.Noun([]roster.Unit{u})))}
}

// AskedFromAbove tells the unit what it is asked about its report, the first of it by its
// index.
func AskedFromAbove(t report.Issue, first int, from, about string) locale.Message {
	return locale.Message{
		Lines: []locale.Phrase{locale.Later("issue_down_new", "number", t.Number, "from", from, "about", about, "text", t.AsksFrom(first))},
		Rows:  [][]locale.Button{{locale.ButtonLater(issueButton(command.Answer, t.Number, ""), "button_reply")}},
	}
}

// AnsweredFromBelow brings the unit's answer to whoever asked.
func AnsweredFromBelow(t report.Issue, u roster.Unit, about, text string) locale.Message {
	read := command.Command{Name: command.View, Code: u.Code, Part: command.OwnReport}
	return locale.Message{
		Lines: []locale.Phrase{locale.Later("issue_down_answer", "number", t.Number, "unit", viet.UpperFirst(u.Label()), "about", about, "question", report.Echo(viet.Line(t.Last())), "text", text)},
		Rows: [][]locale.Button{{locale.ButtonLater(issueButton(command.Answer, t.Number, ""), "button_ask_more"),
			locale.ButtonLater(read.Choice(""), "button_read_report")}},
	}
}

// AnsweredBeside tells the others of the unit what one of them answered.
func AnsweredBeside(t report.Issue, text string) locale.Message {
	return locale.Message{Lines: []locale.Phrase{locale.Later("issue_down_beside", "number", t.Number, "question", report.Echo(viet.Line(t.Last())), "text", text)}}
}
