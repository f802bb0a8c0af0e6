package oversight

import (
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// mostUnanswered is how many units that have not answered are named.
const mostUnanswered = 15

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
	lines = append(lines, r.pollEnd(units[0])...)
	if len(in) > 0 {
		if err := r.learnWords(in); err != nil {
			return nil, err
		}
		g, err := r.gather(o, in, nil)
		if err != nil {
			return nil, err
		}
		lines = append(lines, "")
		for _, t := range g.Tallies() {
			lines = append(lines, r.tallyLine(u, o, t, len(in)))
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
		rows = append(rows, []chat.Choice{command.Button(command.RemindAll, u.Code, r.say.Say("polled_remind", "n", left))})
	}
	rows = append(rows, []chat.Choice{r.at(u, command.Anew, 0).Choice(r.say.Say("polled_anew"))})
	return []chat.Content{{Text: strings.Join(lines, "\n"), Choices: rows}}, nil
}

// pollEnd says until when answers are awaited.
func (q question) pollEnd(u roster.Unit) []string {
	at := q.Deadline(u.Code)
	switch {
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
