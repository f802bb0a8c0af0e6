package oversight

import (
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// mostUnanswered is how many units that have not answered are named.
const mostUnanswered = 15

// A Poll is what is known of a quick poll beside its reports.
type Poll struct {
	From  string    // the unit that asked it, which may end it
	Ended time.Time // since when nothing is taken any more; zero while answers are
}

// polled is what was answered to a quick poll so far: each question in a line, who has not
// answered, and until when they may.
func polled(r *reader, u roster.Unit) ([]chat.Content, error) {
	levels := r.levels(u)
	if len(levels) == 0 {
		return one(r.say.Say("digest_none_expected", "unit", u.Full())), nil
	}
	o, units := r.lib.Outlines[levels[0]], r.reporters(u, levels[0])
	in := handedIn(r, u, levels[0])
	former := len(in) - len(r.in(units))
	lines := []string{r.say.Say("polled_title", "in", len(in)-former, "total", len(units), "noun", report.Noun(units), "moment", r.say.ClockMoment(r.Now))}
	if former > 0 {
		lines[0] += " " + r.say.Count("figures_former", former)
	}
	lines = append(lines, r.pollEnd(r.lib.Poll, units[0])...)
	if len(in) > 0 {
		if err := r.learnWords(in); err != nil {
			return nil, err
		}
		said, err := pollTexts(r, u, o, in)
		if err != nil {
			return nil, err
		}
		g, err := r.gather(o, in, nil)
		if err != nil {
			return nil, err
		}
		lines = append(lines, "")
		for _, t := range g.Tallies() {
			lines = append(lines, r.tallyLine(u, o, t, len(in)))
			lines = append(lines, said[t.Question.Name].shown(r.say)...)
		}
	}
	var choices []chat.Choice
	if len(in) > 0 {
		for _, q := range o.Top {
			choices = append(choices, command.Command{Name: command.Summary, Code: u.Code, Part: q.Code}.Choice(r.say.Say("polled_each", "code", q.Code)))
		}
	}
	rows := pairs(choices)
	if left := len(units) - len(in) + former; left > 0 {
		var names []string
		for _, x := range units {
			if !r.Status[x.Code].State.In() {
				names = append(names, r.located(x, u))
			}
		}
		lines = append(lines, "", r.say.Say("polled_left", "n", left, "units", r.say.List(names, mostUnanswered)))
		if r.lib.Poll.Ended.IsZero() {
			rows = append(rows, []chat.Choice{command.Button(command.RemindAll, u.Code, r.say.Say("polled_remind", "n", left))})
		}
	}
	rows = append(rows, []chat.Choice{r.at(u, command.Anew, 0).Choice(r.say.Say("polled_anew"))})
	if r.lib.Poll.Ended.IsZero() && u.Code == r.lib.Poll.From {
		rows = append(rows, []chat.Choice{operation.EndPoll(r.say)})
	}
	return []chat.Content{{Text: strings.Join(lines, "\n"), Choices: rows}}, nil
}

// pollEnd says until when answers are awaited.
func (q question) pollEnd(p Poll, u roster.Unit) []string {
	at := q.Deadline(u.Code)
	switch {
	case !p.Ended.IsZero():
		return []string{q.say.Say("polled_ended", "moment", q.say.Moment(p.Ended))}
	case at.IsZero():
		return nil
	case q.Now.After(at):
		return []string{q.say.Say("polled_over", "moment", q.say.Moment(at))}
	}
	left := at.Sub(q.Now).Round(time.Minute)
	if left < time.Hour {
		return []string{q.say.Say("polled_until_minutes", "moment", q.say.Moment(at), "n", int(left.Minutes()))}
	}
	return []string{q.say.Say("polled_until", "moment", q.say.Moment(at))}
}

// Limits of the answers in words that stand on the card itself; all are behind its buttons.
const mostTold = 8

// shortAnswer is how much of an answer in words stands there.
var shortAnswer = viet.Clip{Most: 140, Kept: 138, Mark: "…", Spaced: true}

// texts are the answers in words to one question: each with its unit, and how many are left
// out because they quote a telephone or an identity number.
type texts struct {
	lines   []string
	leftOut int
}

// pollTexts reads the answers in words which the person may see, by the question's name.
func pollTexts(r *reader, u roster.Unit, o *form.Outline, in []roster.Unit) (map[string]*texts, error) {
	said := map[string]*texts{}
	err := r.gathered(o, in, (*form.Question).IsText, func(p Paper, g *form.Tally, a form.Told) {
		t := said[g.Question.Name]
		if t == nil {
			t = &texts{}
			said[g.Question.Name] = t
		}
		words := viet.Line(viet.JoinPieces(p.Texts(form.Place{Code: g.Question.Code, Row: a.Row})))
		unit, _ := r.Units.Get(a.Unit)
		switch {
		case a.Text.None || words == "":
		case viet.PersonalNumber(words) != "":
			t.leftOut++
		default:
			t.lines = append(t.lines, "  "+r.say.Say("polled_said", "unit", r.located(unit, u), "words", shortAnswer.Of(words)))
		}
	})
	return said, err
}

// shown are the first of them as lines; a question that nobody answered has none.
func (t *texts) shown(say locale.Phrases) (lines []string) {
	if t == nil {
		return nil
	}
	lines = append(lines, t.lines[:min(len(t.lines), mostTold)]...)
	if more := len(t.lines) - mostTold; more > 0 {
		lines = append(lines, "  "+say.Count("polled_said_more", more))
	}
	if t.leftOut > 0 {
		lines = append(lines, "  "+say.Count("content_left_out", t.leftOut))
	}
	return lines
}
