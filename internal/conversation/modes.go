package conversation

import (
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
)

// A mode is what was last put to a person. It decides how their next input is
// read, and holds the turn and its own state.
type mode interface {
	// heard takes words that mean something of their own here: one of the answers
	// that were offered, a whole yes or no, the end of a list. It comes before what
	// anybody may say anywhere.
	heard() bool
	// typed takes words that are no command and say nothing else.
	typed()
	// commanded takes a command about what was put; false if it asks nothing here.
	commanded(command.Command) bool
	// pressed takes a button that only means something while this is in focus;
	// false leaves it to the question that it names.
	pressed(button.Button) bool
	// edited takes an own message rewritten whose words still wait here.
	edited() bool
	// unknown takes «không biết», again if it was said before; false where it is
	// read like any other words.
	unknown(again bool) bool
	// put puts the question again; false if there is nothing left to ask.
	put() bool
}

// mode returns the mode in focus.
func (t *Turn) mode() mode {
	switch t.Focus.Mode {
	case exchange.Asking:
		return asking{resting{t}}
	case exchange.NoneSure:
		return noneSure{asking{resting{t}}}
	case exchange.Which:
		return which{asking{resting{t}}}
	case exchange.Offering:
		return offering{resting{t}}
	case exchange.Growing:
		return growing{resting{t}}
	case exchange.Showing:
		return showing{resting{t}}
	case exchange.Dropping:
		return dropping{resting{t}}
	case exchange.Checking:
		return checking{resting{t}}
	case exchange.Reasoning:
		return reasoning{resting{t}}
	case exchange.Private, exchange.Adding, exchange.Clash, exchange.Doubtful:
		return t.undecided()
	case exchange.Confirming:
		return t.numbers()
	case exchange.Why:
		return why{asking{resting{t}}}
	case exchange.Changed:
		return changed{resting{t}}
	case exchange.Wiping:
		return wiping{resting{t}}
	case exchange.Finding:
		return t.found()
	case exchange.Carrying:
		return carryingIn(t)
	case exchange.Review:
		return t.summary()
	}
	return resting{t}
}

// resting is the mode of somebody who has not begun, or has gone for now. Other
// modes do as it does where they have nothing of their own.
type resting struct{ *Turn }

func (t resting) typed() {
	if !t.foreignTyped() {
		t.Greet()
	}
}

// A whole yes begins what was not begun.
func (t resting) heard() bool {
	if t.Focus.Mode != exchange.Idle || !t.Untouched() || t.Consents(command.Deed{}) != command.Yes {
		return false
	}
	t.resumeReport()
	return true
}

func (t resting) commanded(c command.Command) bool {
	if c.Name != command.Back {
		return false
	}
	t.ways().back(t.Focus.Place)
	return true
}

func (t resting) pressed(button.Button) bool { return false }
func (t resting) edited() bool               { return false }
func (t resting) unknown(bool) bool          { return false }
func (t resting) put() bool                  { return false }
