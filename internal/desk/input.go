package desk

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// Press takes a button of an operation. It is untrusted: whatever it names is
// looked at as if it had been typed.
func (e *Engine) Press(a chat.Action) ([]chat.Content, *Order, error) {
	name, begins, s := Name(a.Verb), len(a.Args) == 0, e.State
	switch {
	case begins && name == nudgeAll:
		return e.under(a.Target), nil, e.err
	case begins && name.begins():
		if s.Waits() && s.Name == name && s.Asked == askUnits && a.Target != "" {
			s.Units = []string{a.Target}
			return e.next(), nil, e.err
		}
		out, err := e.Begin(Request{Name: name, Code: a.Target})
		return out, nil, err
	case !begins && (name == Revoke || name == Replace):
		return e.ending(name, a.Target, a.Arg(0)), nil, e.err
	case begins || s == nil || a.Arg(0) != s.ID:
		return one(e.Say.Say("errand_over")), nil, nil
	}
	s.Aside = false
	return e.pressed(a.Verb, a.Target)
}

func (e *Engine) pressed(verb, arg string) ([]chat.Content, *Order, error) {
	s := e.State
	switch verb {
	case "send":
		return e.send()
	case "no":
		return e.cancel(), nil, nil
	}
	fits := func(asked ...string) bool { return slices.Contains(asked, s.Asked) }
	switch {
	case verb == "scope" && fits(askScope):
		e.settleScope(arg)
	case verb == "role" && s.Name == Codes:
		e.settleRole(roster.Role(arg))
	case verb == "say" && (s.Name == Nudge || s.Name == Announce):
		s.Asked = askWords
		return one(e.Say.Say("nudge_words")), nil, nil
	case verb == "all" && s.Name == Return && fits(askQuestions):
		s.Codes, s.Chosen = nil, true
	case verb == "all" && !s.Decides():
		e.chosenAll(arg)
	case verb == "ok" && fits(askQuestions) && len(s.Codes) > 0:
		s.Chosen = true
	case (verb == "sec" || verb == "q") && fits(askQuestions):
		return e.choosing(verb, arg), nil, e.err
	case slices.Contains([]string{"pick", "tick", "page", "done", "fresh"}, verb) && s.Name == Nudge:
		return e.picking(verb, arg), nil, e.err
	default:
		return one(e.Say.Say("errand_over")), nil, nil
	}
	return e.next(), nil, e.err
}

// Type takes words while an operation is under way; taken is false if they are
// none of its business.
func (e *Engine) Type(text string) (out []chat.Content, order *Order, taken bool, err error) {
	s := e.State
	folded := strings.Trim(viet.Fold(viet.Polite(viet.Line(text))), " .!")
	switch {
	case s == nil:
		return nil, nil, false, nil
	case folded == "/huy" || !s.Aside && (folded == "huy" || folded == "huy bo"):
		return e.cancel(), nil, true, nil
	case s.Aside || strings.HasPrefix(folded, "/"):
		return nil, nil, false, nil
	}
	switch s.Asked {
	case askSend:
		out, order, err = e.typedSend(text, folded)
		return out, order, true, err
	case askMember:
		out, taken = e.typedMember(folded)
		return out, nil, taken, e.err
	case "":
		return nil, nil, false, nil
	}
	return e.typed(text, folded), nil, true, e.err
}

// typed takes words for what was asked last.
func (e *Engine) typed(text, folded string) []chat.Content {
	s := e.State
	switch s.Asked {
	case askWords:
		s.Words = e.words(text)
	case askScope:
		e.typedScope(text)
	case askRole:
		e.typedRole(text)
	case askQuestions:
		return e.typedQuestions(text, folded)
	case askDate:
		day, unclear := viet.ReadDate(text, e.Scene.Now)
		if unclear != nil || day.Day == 0 {
			return one(e.Say.Say("act_day_unclear"))
		}
		s.Due = e.endOf(day)
	default:
		return e.typedUnits(text, folded)
	}
	return e.next()
}

// typedUnits takes names; while they are ticked also «xong».
func (e *Engine) typedUnits(text, folded string) []chat.Content {
	s := e.State
	switch {
	case s.Asked == askPick && folded == "xong" && len(s.Units) > 0:
		return e.next()
	case s.Asked == askUnits && folded == "chon" && s.Name == Nudge:
		return e.picking("pick", "")
	case s.Asked == askUnits && folded == "gui":
		out := s.Name.row().which(e)
		out[0].Text = e.Say.Say("errand_whom_first") + "\n\n" + out[0].Text
		return out
	}
	if out := e.named(viet.Polite(viet.Line(text))); out != nil {
		return out
	}
	return e.next()
}

// typedSend takes words under the preview: to confirm, to give up, or a word to
// go with a reminder. Anything else shows it again as things are now.
func (e *Engine) typedSend(text, folded string) ([]chat.Content, *Order, error) {
	s, label := e.State, e.confirming()
	yes, unclear := viet.ReadYesNo(text)
	switch {
	case folded == "gui" || e.Confirms(text) || unclear == nil && yes:
		return e.send()
	case unclear == nil:
		return e.cancel(), nil, nil
	}
	if rest, ok := strings.CutPrefix(folded, "loi nhan"); ok && s.Name == Nudge {
		if strings.Trim(rest, " :") == "" {
			s.Asked = askWords
			return one(e.Say.Say("nudge_words")), nil, nil
		}
		_, words, _ := strings.Cut(text, ":")
		s.Words = e.words(words)
		return e.next(), nil, e.err
	}
	out := e.next()
	if len(out) > 0 && e.State != nil {
		how := e.Say.Say("errand_send_or_cancel", "label", label)
		if s.Decides() {
			how = e.Say.Say("act_send_or_cancel")
		}
		out[0].Text = how + "\n\n" + out[0].Text
	}
	return out, nil, e.err
}
