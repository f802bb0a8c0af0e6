// Package seed fills the store with reports for a demonstration and for tests, by the same conversation that officers have. It says
// nothing to anybody.
package seed

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
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

// A Seed makes reports for a demonstration, by the same conversation that
// officers have: somebody who answers each question with its example, or with
// a figure near it, and stops where Share says.
type Seed struct {
	// From and To are when the reports were worked at.
	From, To time.Time
	// Started and Submitted are the parts of units that have begun, and that
	// have handed in.
	Started, Submitted float64
	// Number makes everything the same again.
	Number uint64
	// Script is what is answered instead of the examples.
	Script Script
	// Campaign is whose reports they are; empty for the first.
	Campaign string
	// Skip leaves units out.
	Skip func(roster.Unit) bool
}

// A Script is data for a demonstration: answers by the question's name, one for
// each row of a group.
type Script struct {
	// Profiles are sets of answers that agree with each other; a unit gets one.
	Profiles []map[string][]string `yaml:"profiles"`
	// Vary are figures that grow and shrink together with the unit's size.
	Vary []string `yaml:"vary"`
	// Untouched are the codes of units that have not begun, whatever the seed
	// says: a demonstration shows each state near at hand.
	Untouched []string `yaml:"untouched"`
}

// Nobody is the channel of the made-up officers. What is said to them must be
// dropped by whoever plants them.
const Nobody = "nobody"

// Plant fills the store with reports of the level at which coordinators
// chase. It says nothing to anybody. Each unit's choice depends on its own code
// and the seed's number only.
func Plant(ctx context.Context, campaigns *campaigns.Set, seed Seed) error {
	for _, in := range campaigns.All {
		if seed.Campaign == "" || seed.Campaign == in.Name() {
			return plantAll(ctx, in, seed)
		}
	}
	return fmt.Errorf("plant: no campaign %q", seed.Campaign)
}

func plantAll(ctx context.Context, c *campaigns.Campaign, seed Seed) error {
	units := c.Units.AtLevel(c.Level())
	functions := make([]func(store.Tx) error, len(units))
	errs := make([]error, len(units))
	var players sync.WaitGroup
	for worker := range runtime.NumCPU() {
		players.Go(func() {
			for i := worker; i < len(units); i += runtime.NumCPU() {
				if (seed.Skip == nil || !seed.Skip(units[i])) && !slices.Contains(seed.Script.Untouched, units[i].Code) {
					functions[i], errs[i] = plant(c, units[i], seed)
				}
			}
		})
	}
	players.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	functions = slices.DeleteFunc(functions, func(f func(store.Tx) error) bool { return f == nil })
	functions = append(functions, func(tx store.Tx) error {
		_, err := store.CountBelow(tx, c.ID())
		return err
	})
	for _, err := range c.Set.KV.Update(ctx, functions...) {
		if err != nil {
			return fmt.Errorf("plant reports: %w", err)
		}
	}
	return c.Below.Load(ctx)
}

// plant plays one unit's officer and returns what is to be stored; nil if the
// unit has not begun.
func plant(c *campaigns.Campaign, u roster.Unit, seed Seed) (func(store.Tx) error, error) {
	code, _ := strconv.ParseUint(u.Code, 10, 64)
	random := rand.New(rand.NewPCG(seed.Number, code))
	// Districts differ: some are quick, some slow.
	parent, _ := strconv.ParseUint(u.Parent, 10, 64)
	pace := 0.55 + 0.9*rand.New(rand.NewPCG(seed.Number, parent)).Float64()
	luck := random.Float64() / pace
	if luck > seed.Started {
		return nil, nil
	}
	share := 1.0
	if luck > seed.Submitted {
		share = 0.05 + 0.9*random.Float64()
	}
	rep := c.Report(u.Code)
	o := c.Outlines[u.Level]
	p := &player{d: c, rep: rep, unit: u, outline: o, draft: answers.NewDraft(o),
		say: c.Phrases(""), at: seed.From.Add(time.Duration(random.Float64() * 0.5 * float64(seed.To.Sub(seed.From)))),
		end:  seed.To.Add(-time.Duration(math.Pow(random.Float64(), 2) * 0.5 * float64(seed.To.Sub(seed.From)))),
		vary: seed.Script.Vary, size: 0.6 + random.Float64()}
	if n := len(seed.Script.Profiles); n > 0 {
		p.profile = seed.Script.Profiles[random.IntN(n)]
	}
	if err := p.play(share); err != nil {
		return nil, err
	}
	return p.write, nil
}

// player is an officer made up for a demonstration.
type player struct {
	d       *campaigns.Campaign
	rep     report.ID
	unit    roster.Unit
	outline *form.Outline
	draft   *answers.Draft
	focus   exchange.Focus
	say     locale.Phrases
	at, end time.Time
	status  report.Status
	texts   map[piece]string
	profile map[string][]string
	vary    []string
	size    float64 // of the unit, against the examples'
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
	step := p.end.Sub(p.at) / turnsOfAReport
	for range mostTurns {
		if p.status.State.In() || share < 1 && p.status.Share() >= share {
			return nil
		}
		if later := p.at.Add(step); later.Before(p.end) {
			p.at = later
		}
		p.turn(p.words())
	}
	return fmt.Errorf("plant %s: the outline has no end: last at %s %s", p.unit.Code, p.focus.Mode, p.focus.Code)
}

// reason is why a warning is kept, or a figure corrected.
const reason = "Đã đối chiếu sổ theo dõi, số liệu đúng."

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
		return "giữ nguyên"
	case exchange.Reasoning, exchange.Why:
		return reason
	case exchange.Review:
		return "có"
	}
	return "tiếp tục"
}

// answer is the script's, or an example of the outline, or the end of a text.
func (p *player) answer() string {
	if p.focus.Writing() {
		return "xong"
	}
	name, row, example := p.newTurn("").Example()
	if given := p.profile[name]; len(given) > 0 {
		return given[max(0, row-1)%len(given)]
	}
	if !p.outline.Required(p.focus.Code) {
		return "bỏ qua"
	}
	if n, err := strconv.Atoi(strings.ReplaceAll(example, ".", "")); err == nil && slices.Contains(p.vary, name) {
		return strconv.Itoa(int(float64(n) * p.size))
	}
	return example
}

func (p *player) newTurn(words string) *conversation.Turn {
	t := p.d.Turn(p.d.AboutUnit(p.unit), p.outline, p.draft, &p.focus)
	t.Input = chat.Input{Kind: chat.Text, Text: words}
	t.Command, _ = p.d.Set.Reader(p.say).Parse(words, command.Sender{May: command.Officers})
	t.Now, t.Say = p.d.Local(p.at), p.say
	return t
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
		session.UpdateStatus(&p.status, t, out.Submitted)
		p.status.By = session.Author(t)
	}
}

// write stores what was played, as one transaction of few keys.
func (p *player) write(tx store.Tx) error {
	store.Drafts.Put(tx, p.rep, p.draft)
	store.Statuses.Put(tx, p.rep, p.status)
	members := roster.Members{{Address: chat.Address{Channel: Nobody, ID: p.unit.Code}, Role: roster.Officer, Since: p.status.Started}}
	store.Members.Put(tx, p.d.OnList(p.unit.Code), members)
	for at, text := range p.texts {
		store.Texts.Put(tx, store.Piece{Report: p.rep, Place: p.outline.Filed(at.Place), N: at.n}, text)
	}
	return nil
}
