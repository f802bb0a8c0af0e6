package desk

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// Pending is an act that was begun and not ended. It is small and kept with the
// person, so that a restart, or a question in between, does not lose it.
type Pending struct {
	Campaign string `json:"c,omitempty"` // the shell's
	// ID names this act in its buttons: those of another one do nothing.
	ID   string `json:"i"`
	Act  Name   `json:"a"`
	Unit string `json:"u,omitempty"`
	// Level, of a deadline: the level below the unit that it is for; 0 is the
	// unit's own report. Scoped tells that it was settled.
	Level  int  `json:"l,omitempty"`
	Scoped bool `json:"s,omitempty"`
	// Codes are the questions to return; Chosen tells that they, or the whole
	// report, were settled.
	Codes  []string  `json:"q,omitempty"`
	Chosen bool      `json:"h,omitempty"`
	Remark string    `json:"r,omitempty"`
	Due    time.Time `json:"d,omitzero"`
	// State is what the preview was made for.
	State report.State `json:"t,omitempty"`
	// Asked is what the person was asked last.
	Asked string `json:"k,omitempty"`
}

// What a person is asked on the way.
const (
	askUnit      = "unit"
	askScope     = "scope"
	askQuestions = "questions"
	askRemark    = "remark"
	askDate      = "date"
	askSend      = "send"
)

// WantsWords tells whether the next words are a remark, so that only a slash
// makes a command.
func (p *Pending) WantsWords() bool { return p != nil && p.Asked == askRemark }

// A Folder is what an act needs to know of one unit.
type Folder struct {
	Status   report.Status
	Deadline time.Time
	// Outline and Draft are for returning single questions; Draft may be nil.
	Outline *form.Outline
	Draft   *answers.Draft
	Words   form.Words
	// People of the unit will be told, Heads are those of the unit between.
	People, Heads int
	Between       string // that unit's name
}

// A Bench is where one coordinator makes acts. Units are never guessed, and
// nothing happens before a preview was confirmed.
type Bench struct {
	Units *roster.Units
	Who   []roster.Membership
	// Reports tells whether units of the level report.
	Reports func(level int) bool
	Open    func(unit string) (Folder, error)
	Pending *Pending // what was begun; changed in place, nil when over
	// ID names an act that is begun now.
	ID  string
	Now time.Time // in the campaign's zone
	// Contact is whom to call, for refusals.
	Contact string
	Say     locale.Phrases
	err     error
	card    Folder
}

// An Order is an act that was confirmed.
type Order struct {
	Pending
	Move report.Move
}

// Begin takes a request for an act.
func (b *Bench) Begin(r Request) ([]chat.Content, error) {
	b.Pending = &Pending{ID: b.ID, Act: r.Act}
	if len(b.desk().roots) == 0 {
		return b.over(b.Say.Say("desk_not_coordinator", "contact", b.Contact)), nil
	}
	if r.Rest != "" {
		b.take(r.Rest)
	}
	switch {
	case r.Code != "":
		b.Pending.Unit = r.Code
	case r.Unit != "":
		if out := b.named(r.Unit); out != nil {
			return out, nil
		}
	case r.Act == Extend && len(b.desk().roots) == 1:
		b.Pending.Unit = b.desk().roots[0]
	}
	return b.next(), b.err
}

// take takes a day or words that came with the command.
func (b *Bench) take(rest string) {
	if b.Pending.Act != Extend {
		b.Pending.Remark = remark(rest)
		return
	}
	if day, unclear := viet.ReadDate(rest, b.Now); unclear == nil && day.Day != 0 {
		b.Pending.Due = b.endOf(day)
	}
}

func (b *Bench) endOf(d viet.Date) time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 23, 59, 59, 0, b.Now.Location())
}

// desk looks units up as questions do, within the same bounds.
func (b *Bench) desk() desk {
	return desk{Scene: report.Scene{Units: b.Units, Contact: b.Contact}, say: b.Say, roots: roster.Places(b.Units, b.Who, roster.Look), cmd: Command{Name: b.Pending.Act}}
}

// over ends the act.
func (b *Bench) over(text string) []chat.Content {
	b.Pending = nil
	return one(text)
}

// named settles the unit by its name; contents if it takes another question.
// Units that the act can be about at all come first, whatever their state: huyện
// Nga Sơn cannot accept its own report, but that of thị trấn Nga Sơn.
func (b *Bench) named(name string) []chat.Content {
	d := b.desk()
	b.Pending.Asked = askUnit
	meant := b.Units.Resolve(name, d.roots, func(u roster.Unit) bool { return len(b.scopes(u)) > 0 })
	if u, ok := meant.One(); ok {
		b.Pending.Unit = u.Code
		return nil
	}
	out := d.unclear(name, meant, b.unitButtons)
	if meant.Outside {
		b.Pending = nil
	}
	return out
}

func (b *Bench) unitButtons(units []roster.Unit) [][]chat.Choice {
	return b.desk().offer(units, func(u roster.Unit, label string) chat.Choice { return ActButton(b.Pending.Act, u.Code, label) })
}

// scopes are the levels that the act can mean for the unit: 0 is its own
// report.
func (b *Bench) scopes(u roster.Unit) []int {
	var levels []int
	if b.Reports(u.Level) && report.May(b.Units, b.Who, u.Code, b.Pending.Act.move()) == report.Legal {
		levels = append(levels, 0)
	}
	if b.Pending.Act != Extend || !roster.May(b.Units, b.Who, u.Code, roster.Lead) {
		return levels
	}
	for _, below := range b.Units.Below(u.Code) {
		if below.Level > u.Level && b.Reports(below.Level) && !slices.Contains(levels, below.Level) {
			levels = append(levels, below.Level)
		}
	}
	return levels
}

// next asks for what is still lacking, or shows what would happen.
func (b *Bench) next() []chat.Content {
	p := b.Pending
	if p.Unit == "" {
		p.Asked = askUnit
		return one(b.Say.Say("act_which_unit", "act", p.Act.verb(b.Say)))
	}
	u, _ := b.Units.Get(p.Unit)
	if !b.desk().mine(p.Unit) {
		return b.over(b.desk().refuse()[0].Text)
	}
	if out := b.scope(u); out != nil {
		return out
	}
	if p.Level == 0 {
		if b.card, b.err = b.Open(p.Unit); b.err != nil {
			return nil
		}
		if why := b.refusal(u); why != report.Legal {
			return b.over(b.why(why, u, b.card.Status))
		}
	}
	switch {
	case p.Act == Extend && (p.Due.IsZero() || p.Due.Before(b.Now)):
		return b.askDay()
	case p.Act == Return && !p.Chosen:
		return b.askQuestions("")
	case p.Act.move().NeedsRemark() && p.Remark == "":
		p.Asked = askRemark
		return one(b.askRemark(u))
	}
	p.Asked, p.State = askSend, b.card.Status.State
	return b.preview(u)
}

// refusal is why the act cannot be made for the unit's report, by the person or
// at all.
func (b *Bench) refusal(u roster.Unit) report.Reason {
	move := b.Pending.Act.move()
	if why := report.May(b.Units, b.Who, u.Code, move); why != report.Legal {
		return why
	}
	if !b.Reports(u.Level) {
		return report.NothingYet
	}
	return b.card.Status.Refusal(move)
}

// scope settles whether a deadline is the unit's own or that of a level below.
func (b *Bench) scope(u roster.Unit) []chat.Content {
	p := b.Pending
	levels := b.scopes(u)
	if p.Scoped && (p.Level == 0 || slices.Contains(levels, p.Level)) {
		return nil
	}
	if p.Act != Extend || len(levels) < 2 {
		p.Scoped, p.Level = true, 0
		if len(levels) == 1 {
			p.Level = levels[0]
		}
		return nil
	}
	p.Asked = askScope
	return []chat.Content{{Text: b.Say.Say("act_which_scope"), Choices: b.scopeButtons(u, levels)}}
}

func (b *Bench) scopeButtons(u roster.Unit, levels []int) [][]chat.Choice {
	var rows [][]chat.Choice
	for _, level := range levels {
		rows = append(rows, []chat.Choice{b.button("scope", strconv.Itoa(level), b.target(u, level))})
	}
	return rows
}

// button belongs to the act that is pending.
func (b *Bench) button(verb, arg, label string) chat.Choice {
	return chat.Action{To: chat.Operation, Verb: verb, Target: arg, Args: []string{b.Pending.ID}}.Choice(label)
}

// Press takes a button of an act. It is untrusted: whatever it names is
// looked at as if it had been typed.
func (b *Bench) Press(a chat.Action) ([]chat.Content, *Order, error) {
	if len(a.Args) == 0 && isName(a.Verb) {
		if p := b.Pending; p != nil && p.Act == Name(a.Verb) && p.Asked == askUnit {
			p.Unit = a.Target
			return b.next(), nil, b.err
		}
		out, err := b.Begin(Request{Act: Name(a.Verb), Code: a.Target})
		return out, nil, err
	}
	if b.Pending == nil || len(a.Args) == 0 || a.Arg(0) != b.Pending.ID {
		return one(b.Say.Say("act_over")), nil, nil
	}
	return b.pressed(a.Verb, a.Target)
}

func (b *Bench) pressed(verb, arg string) ([]chat.Content, *Order, error) {
	p := b.Pending
	switch verb {
	case "send":
		return b.send()
	case "no":
		return b.cancel(), nil, nil
	}
	switch {
	case verb == "scope" && p.Asked == askScope:
		level, err := strconv.Atoi(arg)
		u, _ := b.Units.Get(p.Unit)
		if err == nil && slices.Contains(b.scopes(u), level) {
			p.Level, p.Scoped = level, true
		}
	case p.Asked != askQuestions:
		return one(b.Say.Say("act_over")), nil, nil
	case verb == "all":
		p.Codes, p.Chosen = nil, true
	case verb == "ok" && len(p.Codes) > 0:
		p.Chosen = true
	case verb == "sec" || verb == "q":
		return b.choosing(verb, arg)
	}
	return b.next(), nil, b.err
}

func (b *Bench) cancel() []chat.Content {
	return b.over(b.Say.Say("act_cancelled"))
}

// send confirms what the preview said, if that is still so.
func (b *Bench) send() ([]chat.Content, *Order, error) {
	if b.Pending.Asked != askSend {
		return b.next(), nil, b.err
	}
	before := b.Pending.State
	out := b.next()
	if b.err != nil {
		return nil, nil, b.err
	}
	if b.Pending == nil || b.Pending.Asked != askSend || b.Pending.State != before {
		out[0].Text = b.Say.Say("act_changed_meanwhile") + " " + out[0].Text
		return out, nil, nil
	}
	order := &Order{Pending: *b.Pending, Move: b.Pending.Act.move()}
	b.Pending = nil
	return nil, order, nil
}

// codes finds questions as people type them: «câu 5.01, 6.2».
var codes = regexp.MustCompile(`[a-z]*[0-9]+(?:\.[0-9]+)+`)

// Type takes words while an act is pending; taken is false if they are none of
// its business.
func (b *Bench) Type(text string) (out []chat.Content, order *Order, taken bool, err error) {
	p := b.Pending
	folded := strings.Trim(viet.Fold(viet.Polite(viet.Line(text))), " .!")
	switch {
	case p == nil:
		return nil, nil, false, nil
	case folded == "/huy" || folded == "huy" || folded == "huy bo":
		return b.cancel(), nil, true, nil
	case strings.HasPrefix(folded, "/"):
		return nil, nil, false, nil
	}
	switch p.Asked {
	case askRemark:
		p.Remark = remark(text)
	case askUnit:
		if out := b.named(viet.Polite(viet.Line(text))); out != nil {
			return out, nil, true, nil
		}
	case askScope:
		b.typedScope(text)
	case askDate:
		return b.typedDay(text), nil, true, b.err
	case askQuestions:
		return b.typedQuestions(text, folded), nil, true, b.err
	case askSend:
		out, order, err = b.typedSend(text, folded)
		return out, order, true, err
	}
	return b.next(), nil, true, b.err
}

func (b *Bench) typedScope(text string) {
	u, _ := b.Units.Get(b.Pending.Unit)
	levels := b.scopes(u)
	labels := make([]string, len(levels))
	for i, level := range levels {
		labels[i] = b.target(u, level)
	}
	if i, unclear := viet.ReadChoice(text, labels); unclear == nil {
		b.Pending.Level, b.Pending.Scoped = levels[i], true
	}
}

func (b *Bench) typedDay(text string) []chat.Content {
	day, unclear := viet.ReadDate(text, b.Now)
	if unclear != nil || day.Day == 0 {
		return one(b.Say.Say("act_day_unclear"))
	}
	b.Pending.Due = b.endOf(day)
	return b.next()
}

func (b *Bench) typedSend(text, folded string) ([]chat.Content, *Order, error) {
	yes, unclear := viet.ReadYesNo(text)
	switch {
	case folded == "gui" || unclear == nil && yes:
		return b.send()
	case unclear == nil:
		return b.cancel(), nil, nil
	}
	out := b.next()
	if len(out) > 0 && b.Pending != nil {
		out[0].Text = b.Say.Say("act_send_or_cancel") + "\n\n" + out[0].Text
	}
	return out, nil, b.err
}

// mostRemark is how many letters of a remark are kept: it goes on a phone's
// screen, together with a question.
const mostRemark = 1000

func remark(text string) string {
	r := []rune(strings.TrimSuffix(viet.Clean(text), "."))
	if len(r) > mostRemark {
		return strings.TrimSpace(string(r[:mostRemark])) + "…"
	}
	return string(r)
}
