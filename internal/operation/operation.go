// Package operation is what people do about reports, units and members beside
// filling in: a coordinator accepts, returns, reopens, extends, exempts, reminds,
// announces, invites and fills in for a unit; an approver signs; an officer asks
// that a report be opened again.
//
// Every operation goes through the same steps. Which units are meant is settled,
// what else it needs is asked for, a preview names exactly these units, one
// confirmation makes one order under a key. What differs stands in the table. The
// package is pure: it reads only what it is given, and its caller carries out the
// order.
package operation

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// State is an operation that was begun and not ended. It is small and kept with
// the person, so that a restart, or a question in between, does not lose it.
type State struct {
	// ID names this operation in its buttons: those of another one do nothing.
	ID   string       `json:"i"`
	Name command.Name `json:"n"`
	// Units are those named or ticked. Without any, all of a group are meant.
	Units []string `json:"u,omitempty"`
	Group
	Waiting
	Correcting
	// Said is the list of units as it was typed, Piece what of it was asked about.
	Said  string `json:"y,omitempty"`
	Piece string `json:"p,omitempty"`
	// Able are the units of a decision about several that the preview names, Seen how often
	// each had submitted by then.
	Able []string `json:"x,omitempty"`
	Seen []int    `json:"v,omitempty"`
	// All marks an acceptance of reports not all of which were named, ByName those that were.
	All    bool     `json:"a,omitempty"`
	ByName []string `json:"g,omitempty"`
	// Scoped marks that it was settled whether a deadline is the unit's own, Level
	// 0, or that of a level below the unit.
	Scoped bool `json:"s,omitempty"`
	// Codes are the questions to return; Chosen marks that they, or the whole
	// report, were settled.
	Codes  []string  `json:"q,omitempty"`
	Chosen bool      `json:"h,omitempty"`
	Due    time.Time `json:"d,omitzero"`
	// Remarks are why single questions are returned, by their codes.
	// Parted marks that it was looked at whether the reason says something of each.
	Remarks map[string]string `json:"j,omitempty"`
	Parted  bool              `json:"A,omitempty"`
	// Until is the new last day as it was typed, Part the questions to return.
	Until string `json:"z,omitempty"`
	Part  string `json:"c,omitempty"`
	// Words are a reason, or what is sent on; Number and Day those of the signed
	// report.
	Words  string `json:"t,omitempty"`
	Number string `json:"e,omitempty"`
	Day    string `json:"f,omitempty"`
	// Role is for whom codes are, Member whose membership ends.
	Role   roster.Role `json:"o,omitempty"`
	Member string      `json:"m,omitempty"`
	// To is the unit to which that member moves, Moves that it was named, as it was typed.
	To    string `json:"T,omitempty"`
	Moves string `json:"M,omitempty"`
	// Later marks that the member goes only when whoever comes instead has come.
	Later bool `json:"L,omitempty"`
	// Before is the report's state for which the preview was made.
	Before report.State `json:"b,omitempty"`
	// Asked is what the person was asked last.
	Asked string `json:"k,omitempty"`
}

// What a person is asked on the way.
const (
	askUnits     = "units"     // names of units, or all
	askPick      = "pick"      // units ticked one by one
	askScope     = "scope"     // the unit's own deadline, or a level's
	askQuestions = "questions" // which are returned
	askDate      = "date"
	askWords     = "words"     // a reason, or what is sent on
	askSignature = "signature" // number and day of the signed report
	askRole      = "role"      // for whom a code is
	askMember    = "member"    // what is done about whom in the list above
	askInto      = "into"      // to which unit a member moves
	askSend      = "send"      // to confirm the preview
	askHour      = "hour"      // when it is to be carried out
)

// Previewed reports whether a preview waits to be confirmed.
func (s *State) Previewed() bool { return s != nil && s.Asked == askSend }

// WantsWords reports whether the next words are to be kept or sent on as they
// are, so that only a slash makes a command.
func (s *State) WantsWords() bool { return s != nil && s.Asked == askWords }

// WantsUnits reports whether the next words are to name units.
func (s *State) WantsUnits() bool { return s != nil && (s.Asked == askUnits || s.Asked == askPick) }

// Decides reports whether it changes the state of one report of a unit below.
func (s *State) Decides() bool { return s != nil && s.Name.Decides() }

// Own reports whether it is about the unit's own report.
func (s *State) Own() bool { return s != nil && s.Name.Own() }

// Takes reports whether words may be an answer to what was asked last.
func (s *State) Takes(text string, say locale.Phrases) bool {
	switch {
	case s == nil || strings.HasPrefix(text, "/"):
		return false
	case s.Asked == askMember:
		_, _, _, ok := memberAct(viet.Fold(viet.Line(text)), say)
		return ok
	}
	return s.Asked != ""
}

// A Folder is what a decision needs to know of one unit.
type Folder struct {
	Status   report.Status
	Deadline time.Time
	// Outline and Draft are for returning single questions; Draft may be nil.
	Outline *form.Outline
	Draft   *answers.Draft
	Words   form.Words
	// Called finds a question by what it is called, "" if it is none or not clear; nil finds none.
	Called func(words string) (code string)
	// People of the unit will be told, Heads are those of the unit between.
	People, Heads int
	Between       string // that unit's name
	// Requested is since when a request to open the report again waits; Start is
	// the button that goes on with the report.
	Requested time.Time
	Start     chat.Choice
	// Pleas are the requests of the unit that wait in other periods of the campaign.
	Pleas []Plea
}

// An Engine takes one input to an operation of one person: which units, which
// words, a preview that names exactly these, one confirmation, one order. Units
// are never guessed, and nothing happens before a preview was confirmed.
//
// What all operations share is the engine's. What differs stands in the table,
// and in the parts that its rows name: each holds the engine and nothing else.
type Engine struct {
	Region
	State *State // what was begun; changed in place, nil when over
	// Heard is what the typed words say.
	Heard *command.Heard
	// ID names an operation that is begun now, Message ours whose button was pressed.
	ID, Message string
	// Open reads one unit's report for a decision.
	Open func(unit string) (Folder, error)
	// Quiet is when the unit's quiet hours end; zero if they are not now. Allowed is the
	// first instant from another on that lies in none.
	Quiet   time.Time
	Allowed func(time.Time) time.Time
	// Office is the body in whose name the head of a unit writes.
	Office func(u roster.Unit) string
	// Points are what is to be looked at in submitted reports, by their units.
	Points map[string]Points
	Earlier

	folder Folder
	done   *Order // what was confirmed
	err    error
}

// An Order is an operation that was confirmed.
type Order struct {
	State
	// Units are those that it is about, From is in whose name it is done.
	Units []string
	From  roster.Unit
	// Unheard are the units in which nobody can be reached.
	Unheard int
	// Vain marks one that reaches nobody, and was not confirmed: it is only noted that it was wanted.
	Vain bool
}

// Begin takes a request for an operation.
func (e *Engine) Begin(r command.Command) ([]chat.Content, error) {
	switch {
	case r.Name == command.TwoDeeds || r.Also != "":
		return e.over(e.Say.Say("operation_two_deeds")), nil
	case r.Name == command.Amend && e.State.Previewed():
		return amendment{e}.take(r), e.err
	case r.Name == command.Amend:
		return e.over(e.Say.Say("operation_over")), nil
	}
	e.State = &State{ID: e.ID, Name: r.Name, Part: r.Part, Waiting: Waiting{Hour: r.Hour}}
	roots := e.roots()
	if len(roots) == 0 && !r.Name.Own() {
		return e.over(e.Say.Say("not_coordinator", "contact", e.Overview.Contact)), nil
	}
	e.take(r.Words)
	switch {
	case r.Name == command.Extend && r.Part == ofOwn:
		e.State.Units, e.State.Scoped = roots[:1], true
	case r.Code != "":
		e.State.Units = []string{r.Code}
	case r.Unit != "":
		if out := (selection{e}).named(r.Unit); out != nil {
			return out, nil
		}
	}
	return e.next(), e.err
}

// take takes a day or words that came with the command.
func (e *Engine) take(words string) {
	if e.State.Name == command.Extend {
		e.State.Until = words
	} else {
		e.State.Words = e.words(words)
	}
}

// The most letters of somebody's own words: a reason stands on a phone's screen
// together with a question.
const (
	mostWords  = 1500
	mostReason = 1000
)

// words are somebody's own as they are kept and sent on.
func (e *Engine) words(typed string) string {
	text, most := viet.Clean(typed), mostWords
	switch {
	case e.State.Own(), e.State.Name == command.Poll:
		return text // what is too long is asked for again
	case e.State.Decides():
		text, most = strings.TrimSuffix(text, "."), mostReason
	}
	return viet.Clip{Most: most, Kept: most, Mark: "…"}.Of(text)
}

// next asks for what is still lacking, or shows what would happen.
func (e *Engine) next() []chat.Content {
	row := lineOf(e.State.Name)
	if row.which != nil {
		if out := e.which(row); out != nil {
			return out
		}
	}
	for _, step := range row.needs {
		if out := step(e); out != nil || e.err != nil {
			return out
		}
	}
	if row.preview == nil {
		e.done, e.State = e.order(), nil
		return nil
	}
	return row.preview(e)
}

// which asks for the units until it is settled which are meant, and refuses those
// that are not the person's.
func (e *Engine) which(row row) []chat.Content {
	units := e.State.Units
	if len(units) == 0 && e.State.Level == 0 {
		return row.which(e)
	}
	for _, code := range units {
		if !roster.May(e.Overview.Units, e.Who, code, row.right) {
			return e.outside()
		}
	}
	if len(units) > 1 && !row.several || len(units) == 0 && row.among == nil {
		out := row.which(e)
		out[0].Text = e.Say.Say("operation_one_unit") + "\n" + out[0].Text
		return out
	}
	return nil
}

// confirm ends a preview: its lines, and the buttons that confirm or give up.
func (e *Engine) confirm(lines []string, more ...chat.Choice) []chat.Content {
	e.State.Asked = askSend
	label := e.confirming()
	rows := [][]chat.Choice{{e.button("send", "", label), e.button("no", "", e.Say.Say("operation_cancel"))}}
	for _, b := range more {
		rows = append(rows, []chat.Choice{b})
	}
	lines = append(lines, "", e.Say.Say("operation_confirm", "label", label))
	return []chat.Content{{Text: strings.Join(lines, "\n"), Choices: rows}}
}

// content is what would be sent, and when if it is quiet now.
func (e *Engine) content(text string) []string {
	lines := []string{"", e.Say.Say("operation_content"), text}
	if !e.Quiet.IsZero() && e.State.At.IsZero() {
		lines = append(lines, "", e.Say.Say("notice_waits", "moment", e.Say.Moment(e.Quiet)))
	}
	return lines
}

// waits says until when so many receivers are left in peace, if it is quiet now.
func (e *Engine) waits(receivers int) string {
	if e.Quiet.IsZero() || receivers == 0 || e.State.Level != 0 {
		return ""
	}
	return " " + e.Say.Say("notice_waits", "moment", e.Say.Moment(e.Quiet))
}

// over ends the operation.
func (e *Engine) over(text string) []chat.Content {
	e.State = nil
	return one(text)
}

// Cancel gives up what was begun.
func (e *Engine) Cancel() []chat.Content {
	switch {
	case e.State == nil:
		return nil
	case e.State.Decides():
		return e.over(e.Say.Say("decision_cancelled"))
	case e.State.Own():
		return e.over(e.Say.Say("cancelled"))
	}
	return e.over(e.Say.Say("operation_cancelled"))
}

// outside is the one answer to what is not theirs, known or not.
func (e *Engine) outside() []chat.Content {
	scope := e.scope()
	if e.State.Decides() {
		return e.over(scope.Refuse()[0].Text)
	}
	return e.over(e.Say.Say("operation_outside", "scope", scope.Names(), "contact", e.Overview.Contact))
}

// button belongs to the operation that is under way.
func (e *Engine) button(verb, arg, label string) chat.Choice {
	return chat.Action{To: chat.Operation, Verb: verb, Target: arg, Args: []string{e.State.ID}}.Choice(label)
}

// send confirms what the preview said, if that is still so.
func (e *Engine) send() []chat.Content {
	if e.State.Asked != askSend {
		return e.next()
	}
	if e.State.several() { // each is judged by itself when it is done
		e.done, e.State = e.order(), nil
		return nil
	}
	before, seen, decides := e.State.Before, e.State.Seen, e.State.Decides()
	out := e.next()
	switch {
	case e.err != nil:
		return nil
	case e.State != nil && e.State.Asked == askSend && e.State.Before == before && slices.Equal(e.State.Seen, seen):
		e.done, e.State = e.order(), nil
		return nil
	case decides:
		out[0].Text = e.Say.Say("decision_changed_meanwhile") + " " + out[0].Text
	}
	return out
}

// order is what was confirmed.
func (e *Engine) order() *Order {
	o := &Order{State: *e.State, Units: e.State.Units}
	if e.State.several() {
		o.Units = e.State.Able
	}
	if o.Decides() || o.Own() {
		return o
	}
	units := e.targets()
	o.Units, o.Unheard = codesOf(units), len(e.unheard(units))
	o.From = e.from(o.Units[0])
	if o.Root != "" {
		o.From = e.from(o.Root)
	}
	return o
}

// unit is the one unit that the operation is about.
func (e *Engine) unit() roster.Unit {
	if len(e.State.Units) == 0 {
		return roster.Unit{}
	}
	u, _ := e.Overview.Units.Get(e.State.Units[0])
	return u
}

func one(text string) []chat.Content { return []chat.Content{{Text: text}} }
