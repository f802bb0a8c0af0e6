package operation

import (
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// A pollEnd ends a quick poll before its deadline. The engine is that of the poll's own campaign, so that all of its units are meant.
type pollEnd struct{ *Engine }

// which takes all units that were asked.
func (p pollEnd) which() []chat.Content {
	levels := p.levels(true)
	if len(levels) == 0 {
		return p.over(p.Say.Say("poll_end_gone"))
	}
	p.State.Group = Group{Level: levels[len(levels)-1]}
	return nil
}

// preview says how many have answered, and who has not.
func (p pollEnd) preview() []chat.Content {
	var asked, left []roster.Unit
	begun := 0
	for _, u := range p.Overview.Units.All() {
		if !p.Reports(u.Level) {
			continue
		}
		asked = append(asked, u)
		if state := p.Overview.Status[u.Code].State; !state.In() {
			left = append(left, u)
			if state != report.NotStarted {
				begun++
			}
		}
	}
	lines := []string{p.Say.Say("poll_end_will", "in", len(asked)-len(left), "total", len(asked), "noun", report.Noun(asked))}
	if len(left) > 0 {
		lines = append(lines, p.Say.Say("polled_left", "n", len(left), "units", p.list(left)))
	}
	if begun > 0 {
		lines = append(lines, p.Say.Count("poll_end_begun", begun))
	}
	return p.confirm(lines)
}

// EndPoll is the button that begins to end a quick poll.
func EndPoll(say locale.Phrases) chat.Choice {
	return chat.Action{To: chat.Operation, Verb: string(command.EndPoll)}.Choice(say.Say("poll_end_button"))
}
