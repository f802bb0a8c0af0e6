package operation

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/language"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// Take takes one input: a button, a command or words. taken is false if it is none
// of the operation's business.
func (e *Engine) Take(in chat.Input, a chat.Action, c command.Command) (out []chat.Content, order *Order, taken bool, err error) {
	switch {
	case in.Kind == chat.Press:
		out = e.press(a)
	case c.Is(command.Cancel):
		taken = e.State != nil
		return e.Cancel(), nil, taken, nil
	case c.Room() == chat.Operation && e.consents() != command.Yes && !e.confirms(in.Text):
		if out, err = e.Begin(c); e.done != nil && e.done.Vain {
			order = e.done
		}
		return out, order, true, err
	default:
		return e.Type(in.Text)
	}
	return out, e.done, true, e.err
}

// press takes a button of an operation. It is untrusted: whatever it names is
// looked at as if it had been typed.
func (e *Engine) press(a chat.Action) []chat.Content {
	name, begins, s := command.Name(a.Verb), len(a.Args) == 0, e.State
	switch {
	case begins && name == command.RemindAll:
		return reminder{e}.under(a.Target)
	case begins && name == command.Correct:
		return correction{e}.of(a.Target)
	case begins && name == command.EndPoll:
		out, _ := e.Begin(command.Command{Name: name})
		return out
	case begins && name == command.AcceptAll:
		return verdict{e}.acceptAll(a.Target)
	case begins && name.Begins() && a.Target != "" && s != nil && s.Name == name && s.Asked == askUnits:
		if out := (selection{e}).answered(a.Target); out != nil {
			return out
		}
		return e.next()
	case begins && name.Begins():
		out, _ := e.Begin(command.Command{Name: name, Code: a.Target})
		return out
	case !begins && ofMember(name):
		return membership{e}.about(&State{Name: name, Units: []string{a.Target}, Member: a.Arg(0)})
	case begins || s == nil || a.Arg(0) != s.ID:
		return one(e.Say.Say("operation_over"))
	}
	return e.pressed(a.Verb, a.Target)
}

// pressed takes a button of the operation that is under way.
func (e *Engine) pressed(verb, arg string) []chat.Content {
	s := e.State
	fits := func(asked string) bool { return s.Asked == asked }
	if s.Name == command.Poll {
		if out, ok := (poll{e}).pressed(verb, arg); ok {
			return out
		}
	}
	switch {
	case verb == "send":
		return e.send()
	case verb == "no":
		return e.Cancel()
	case verb == "scope" && fits(askScope):
		verdict{e}.pressedLevel(arg)
	case verb == "later" && s.Name == command.Replace:
		s.Later = !s.Later
	case verb == "into" && s.Name == command.Transfer:
		s.To = arg
	case verb == "role" && s.Name == command.Invite:
		invitation{e}.pressedRole(roster.Role(arg))
	case verb == "say" && (s.Name == command.Remind || s.Name == command.Announce || s.Name == command.Correct):
		s.Asked = askWords
		return one(e.Say.Say("remind_words"))
	case verb == "all" && fits(askQuestions):
		s.Codes, s.Chosen = nil, true
	case verb == "all" && (fits(askUnits) || !s.Decides()):
		selection{e}.pressedAll(arg)
	case verb == "ok" && fits(askQuestions) && len(s.Codes) > 0:
		s.Chosen = true
	case verb == "only" && fits(askQuestions):
		return returning{e}.pressedOnly(arg)
	case (verb == "sec" || verb == "q") && fits(askQuestions):
		return returning{e}.pressed(verb, arg)
	case slices.Contains([]string{"pick", "tick", "page", "done", "fresh"}, verb) && s.Name == command.Remind:
		return reminder{e}.picking(verb, arg)
	default:
		return one(e.Say.Say("operation_over"))
	}
	return e.next()
}

// Type takes words while an operation is under way; taken is false if they are
// none of its business.
func (e *Engine) Type(text string) (out []chat.Content, order *Order, taken bool, err error) {
	s := e.State
	line := strings.Trim(e.Say.Tongue().Polite(viet.Line(text)), " .!")
	folded := viet.Fold(line)
	switch {
	case s == nil || strings.HasPrefix(folded, "/") || s.Asked == "":
		return nil, nil, false, nil
	case s.Asked == askMember:
		out, taken = membership{e}.typed(line)
		return out, nil, taken, e.err
	}
	out = e.typed(text, folded)
	return out, e.done, true, e.err
}

// typed takes words for what was asked last.
func (e *Engine) typed(text, folded string) []chat.Content {
	s := e.State
	if s.Asked != askSend && s.Asked != askWords && !s.Own() && !(s.Asked == askDate && language.IsUntil(e.Say.Tongue(), text, e.Overview.Now)) && e.declines() {
		return e.Cancel()
	}
	switch s.Asked {
	case askSend:
		return e.typedSend(text, folded)
	case askWords:
		switch said, _ := e.Heard.Said(); {
		case s.Name == command.Poll && e.declines():
			return e.Cancel()
		case !s.Decides():
		case e.declines():
			return e.Cancel()
		case (beside[command.Said(said.Kind)] || e.Heard.Asks() || e.Heard.Wonders()) && !viet.AreRemarks(text) && !e.Heard.Remarks():
			return e.next() // said of the question, and no reason
		}
		s.Words = e.words(e.reasoned(text))
	case askSignature:
		if out := (own{e}).typedSignature(text); out != nil {
			return out
		}
	case askScope:
		verdict{e}.typedLevel(text)
	case askInto:
		s.Moves = text
	case askRole:
		invitation{e}.typedRole(text)
	case askQuestions:
		return returning{e}.typed(text, folded)
	case askDate:
		s.Until = viet.Line(text)
	case askHour:
		s.Hour, s.At = viet.Line(text), time.Time{}
	default:
		return e.typedUnits(text, folded)
	}
	return e.next()
}

// reasoned are words without «reason:» before them, which marks one that reads like an order.
func (e *Engine) reasoned(text string) string {
	head, words, colon := strings.Cut(text, ":")
	if e.State.Decides() && colon && e.says(strings.TrimSpace(viet.Fold(head)), "spelled_reason") && strings.TrimSpace(words) != "" {
		return strings.TrimSpace(words)
	}
	return text
}

// declines reports whether the words are a no to what is under way, or put it off.
func (e *Engine) declines() bool {
	said, _ := e.Heard.Said()
	line := strings.Trim(viet.Fold(e.Say.Tongue().Polite(viet.Line(e.Heard.Text()))), " .!")
	return off[command.Said(said.Kind)] || e.Heard.Drops() || e.says(line, "said_put_off") || e.Heard.Consent(command.Deed{Name: e.deed()}) == command.No
}

// off is what puts an operation off, beside is what else is said where a reason was asked
// for and is none.
var (
	off = map[command.Said]bool{command.Wait: true, command.Halt: true, command.Busy: true, command.NotYet: true, command.Alarm: true,
		"/lamsau": true, "/boqua": true, "/nghi": true}
	beside = map[command.Said]bool{command.How: true, command.Meaning: true, command.Repeat: true, command.NotKnown: true, command.Ack: true, command.WhomCall: true,
		"/trogiup": true, "/quaylai": true}
)

// says reports whether folded words are one of the forms that a phrase lists.
func (e *Engine) says(folded, spelled string) bool {
	return slices.Contains(command.Listed(e.Say.Say(spelled)), folded)
}

// typedUnits takes names; while they are ticked also «xong».
func (e *Engine) typedUnits(text, folded string) []chat.Content {
	s := e.State
	switch {
	case s.Asked == askPick && e.says(folded, "spelled_done_ticking") && len(s.Units) > 0:
		return e.next()
	case s.Asked == askUnits && e.says(folded, "spelled_tick") && s.Name == command.Remind:
		return reminder{e}.picking("pick", "")
	case s.Asked == askUnits && e.says(folded, "spelled_send"):
		out := lineOf(s.Name).which(e)
		out[0].Text = e.Say.Say("operation_whom_first") + "\n\n" + out[0].Text
		return out
	}
	if s.Name == command.Extend {
		units, day := language.CutTill(e.Say.Tongue(), text, e.Overview.Now)
		if day != "" {
			s.Until = day
		}
		if text = units; text == "" {
			return verdict{e}.which()
		}
	}
	if out := (selection{e}).answered(e.Say.Tongue().Polite(text)); out != nil {
		return out
	}
	return e.next()
}

// typedSend takes words under the preview: to confirm, to give up, or a word to
// go with a reminder. Anything else shows it again as things are now.
func (e *Engine) typedSend(text, folded string) []chat.Content {
	s, label := e.State, e.confirming()
	consent := e.consents()
	switch {
	case s.Name == command.Replace && folded == viet.Fold((membership{e}).laterLabel()):
		s.Later = !s.Later
		return e.next()
	case consent == command.Yes || e.confirms(text):
		return e.send()
	case consent == command.No, !s.Own() && e.Heard.Drops():
		return e.Cancel()
	}
	if _, beside := e.Heard.Said(); s.Name == command.RequestReopen && consent == command.NoAnswer && !beside && !e.Heard.Asks() { // said instead, or more
		s.Words = e.words(text)
		return e.next()
	}
	if rest, ok := strings.CutPrefix(folded, viet.Fold(e.Say.Say("spelled_remark"))); ok && s.Name == command.Remind {
		if strings.Trim(rest, " :") == "" {
			s.Asked = askWords
			return one(e.Say.Say("remind_words"))
		}
		_, words, _ := strings.Cut(text, ":")
		s.Words = e.words(words)
		return e.next()
	}
	if head, words, colon := strings.Cut(text, ":"); colon && s.Name == command.Announce && e.says(strings.TrimSpace(viet.Fold(head)), "spelled_new_words") && strings.TrimSpace(words) != "" {
		s.Words = e.words(strings.TrimSpace(words))
		return e.next()
	}
	out := e.next()
	if len(out) > 0 && e.State != nil {
		how := e.Say.Say("operation_send_or_cancel", "label", label)
		if s.Decides() {
			how = e.Say.Say("decision_send_or_cancel")
		}
		if consent == command.Hold {
			how = e.Say.Say("operation_held") + " " + how
		}
		out[0].Text = how + "\n\n" + out[0].Text
	}
	return out
}

// ticked adds to a list, up to the most that it may hold, or takes away what is in
// it.
func ticked(list []string, one string, most int) []string {
	if i := slices.Index(list, one); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	if len(list) >= most {
		return list
	}
	return append(slices.Clone(list), one)
}

func (e *Engine) endOf(d language.Date) time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 23, 59, 59, 0, e.Overview.Now.Location())
}
