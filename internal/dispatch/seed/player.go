package seed

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// player is an officer made up for a demonstration.
type player struct {
	d       *campaigns.Campaign
	rep     report.ID
	unit    roster.Unit
	outline *form.Outline
	draft   *answers.Draft
	focus   exchange.Focus
	say     locale.Phrases
	types   typing
	turns   int
	at, end time.Time
	rest    time.Time // when the officer is last at it; zero for the end
	status  report.Status
	texts   map[piece]string
	// given are answers by the question's name, one for each row of a group.
	given     map[string][]string
	telephone string
	heard     map[string]command.Command
}

func newPlayer(c *campaigns.Campaign, u roster.Unit) *player {
	o := c.Outlines[u.Level]
	return &player{d: c, rep: c.Report(u.Code), unit: u, outline: o, draft: answers.NewDraft(o), say: c.Phrases(""), types: typingIn(c.Phrases("")),
		heard: map[string]command.Command{}}
}

// prepare draws what the officer answers.
func (p *player) prepare(script *Script, number uint64) error {
	made, err := script.make(p.d, p.unit, number)
	p.turns = script.Turns
	p.given, p.telephone = made.Answers, strings.ReplaceAll(script.Telephone, "{code}", p.unit.Code)
	return err
}

// piece is one message of a text.
type piece struct {
	form.Place
	n int
}

// turnsOfAReport is about how many turns a whole report takes, so that its last
// answer falls near the end of the time it was worked at.
const turnsOfAReport = 190

// mostTurns is far more than any outline takes.
const mostTurns = 3000

func (p *player) play(share float64) error {
	p.texts = map[piece]string{}
	step := p.end.Sub(p.at) / time.Duration(cmp.Or(p.turns, turnsOfAReport))
	for range mostTurns {
		if p.status.State.In() || share < 1 && p.status.Share() >= share {
			return nil
		}
		if later := p.at.Add(step); later.Before(p.end) && (p.rest.IsZero() || later.Before(p.rest)) {
			p.at = later
		}
		p.turn(p.words())
	}
	return fmt.Errorf("plant %s: the outline has no end: last at %s %s", p.unit.Code, p.focus.Mode, p.focus.Code)
}

// words are what the officer types now.
func (p *player) words() string {
	switch p.focus.Mode {
	case exchange.Asking:
		return p.answer()
	case exchange.Offering:
		return "2" // on to the next section
	case exchange.Growing:
		if p.draft.RowsMissing(p.outline, p.focus.Code) > 0 {
			return "1"
		}
		return "2"
	case exchange.Checking:
		return p.types.keep
	case exchange.Reasoning, exchange.Why:
		return p.types.reason
	case exchange.Review:
		return p.types.yes
	}
	return p.types.goOn
}

// answer is the script's, or an example of the outline, or the end of a text.
func (p *player) answer() string {
	if p.focus.Writing() {
		return p.types.done
	}
	t := p.newTurn("")
	name, row, example := t.Example()
	if given := p.given[name]; len(given) > 0 {
		if words := t.Fill(given[max(0, row-1)%len(given)], p.focus.Row); words != "" {
			return words
		}
		return p.types.skip
	}
	if !p.outline.Required(p.focus.Code) {
		return p.types.skip
	}
	return example
}

func (p *player) newTurn(words string) *conversation.Turn {
	t := p.d.Turn(p.d.AboutUnit(p.unit, p.say), p.outline, p.draft, &p.focus)
	t.Input = chat.Input{Kind: chat.Text, Text: words}
	t.Command = p.meant(words)
	t.Now, t.Say = inOffice(p.d.Local(p.at)), p.say
	return t
}

// offices are the hours of a day, and those of an office that stand for them in the same
// order: what would be said in the early morning was said at the end of the day before.
var offices = []struct{ from, to, begin, end time.Duration }{
	{0, 7 * time.Hour, -8 * time.Hour, -7*time.Hour - 10*time.Minute},
	{7 * time.Hour, 12 * time.Hour, 7*time.Hour + 30*time.Minute, 11*time.Hour + 20*time.Minute},
	{12 * time.Hour, 24 * time.Hour, 13*time.Hour + 30*time.Minute, 16 * time.Hour},
}

// inOffice returns the time in office hours that stands for an instant.
func inOffice(at time.Time) time.Time {
	day := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location())
	past := at.Sub(day)
	for _, o := range offices {
		if past < o.to {
			share := float64(past-o.from) / float64(o.to-o.from)
			return day.Add(o.begin + time.Duration(share*float64(o.end-o.begin)).Truncate(time.Second))
		}
	}
	return at
}

// meant is what the words ask. Those that steer are read once.
func (p *player) meant(words string) command.Command {
	if !slices.Contains(p.types.steering(), words) {
		return command.Command{}
	}
	c, known := p.heard[words]
	if !known {
		c, _ = p.d.Set.Reader(p.say).Parse(words, command.Sender{May: command.Officers})
		p.heard[words] = c
	}
	return c
}
func (p *player) turn(words string) {
	t := p.newTurn(words)
	out := t.Step()
	for _, a := range out.Answers {
		if a.Piece > 0 {
			p.texts[piece{a.Place, a.Piece}] = a.Text
		}
	}
	if len(out.Answers) > 0 || out.Submitted {
		session.UpdateStatus(&p.status, t, out.Submitted, time.Time{})
		p.status.By = session.Author(t)
	}
}

// write stores what was played, as one transaction of few keys.
func (p *player) write(tx store.Tx) error {
	store.Drafts.Put(tx, p.rep, p.draft)
	store.Statuses.Put(tx, p.rep, p.status)
	members := roster.Members{{Address: chat.Address{Channel: Nobody, ID: p.unit.Code}, Role: roster.Officer, Since: p.status.Started,
		Post: p.status.By, Telephone: p.telephone}}
	store.Members.Put(tx, p.d.OnList(p.unit.Code), members)
	for at, text := range p.texts {
		store.Texts.Put(tx, store.Piece{Report: p.rep, Place: p.outline.Filed(at.Place), N: at.n}, text)
	}
	return nil
}
