package conversation

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// due is the deadline; zero if there is none.
func (t sayings) due() (deadline time.Time) {
	if t.Deadline != nil {
		deadline = t.Deadline()
	}
	return deadline
}

// moreTime asks those above for a later deadline: at once where a day and a reason behind «because» were
// given, else it shows what would be asked, and offers days if none was named.
func (t sayings) moreTime(said command.Saying) {
	deadline := t.due()
	until, ok := t.Command.Heard.Until(said, deadline)
	later := ok && !until.Before(t.Now) && until.After(deadline)
	reason := strings.Trim(said.Slots["words"], " .!,")
	switch {
	case t.Frozen:
		t.SayFrozen()
	case deadline.IsZero():
		t.still(t.Say.Say("reply_deadline", "deadline", t.DeadlineText()))
	case later && reason != "":
		t.askMoreTime(exchange.MoreTime{Until: until, Reason: reason})
	default:
		if !later {
			until = time.Time{}
		}
		t.offerMoreTime(exchange.MoreTime{Until: until, Reason: cmp.Or(reason, viet.Line(t.Input.Text))})
	}
}

func (t sayings) askMoreTime(m exchange.MoreTime) {
	t.Out.MoreTime = &m
	t.still(t.Say.Say("more_time_sent", "day", t.Say.Deadline(m.Until), "reason", m.Reason))
}

// offeredDays are how many days more are offered where none were named.
var offeredDays = []int{1, 2, 3, 7}

// offerMoreTime shows what would be asked of those above. What was asked before stays open.
func (t sayings) offerMoreTime(m exchange.MoreTime) {
	var row []chat.Choice
	offer := func(until time.Time) {
		row = append(row, t.ButtonAt(t.Focus.Place, button.MoreTime, t.Say.Say("more_time_button", "day", t.Say.Deadline(until)), strconv.FormatInt(until.Unix(), 10)))
	}
	text := t.Say.Say("more_time_offer", "day", t.Say.Deadline(m.Until), "reason", m.Reason)
	if m.Until.IsZero() {
		text = t.Say.Say("more_time_until", "deadline", t.DeadlineText(), "reason", m.Reason)
		for _, days := range offeredDays {
			if until := t.due().AddDate(0, 0, days); until.After(t.Now) {
				offer(until)
			}
		}
	} else {
		offer(m.Until)
	}
	t.Bubble(text, button.Rows(append(row, t.ButtonAt(t.Focus.Place, button.MoreTime, t.Say.Say("more_time_not")))...))
	t.Focus.More = &m
}

// answersMoreTime takes a yes, a no or a day for a request that was shown; anything else lets it go.
func (t sayings) answersMoreTime() bool {
	m := t.Focus.More
	if t.Focus.More = nil; m == nil || t.Frozen {
		return false
	}
	consent := t.Consents(command.Deed{Name: "plea", Undoable: true})
	until, unclear := language.Till(t.Say.Tongue(), t.Input.Text, t.Now, t.due())
	switch {
	case consent == command.Yes && m.Until.IsZero():
		t.offerMoreTime(*m)
	case consent == command.Yes:
		t.askMoreTime(*m)
	case consent == command.No || t.Command.Is(command.Cancel):
		t.again(t.Say.Say("more_time_dropped"))
	case unclear == nil && until.After(t.due()) && until.After(t.Now):
		m.Until = until
		t.offerMoreTime(*m)
	default:
		return false
	}
	return true
}

// pressedMoreTime takes the button of a day, or the one that asks nothing.
func (t sayings) pressedMoreTime(second string) {
	m := t.Focus.More
	t.Focus.More = nil
	seconds, err := strconv.ParseInt(second, 10, 64)
	until := time.Unix(seconds, 0).In(t.Now.Location())
	if m == nil || t.Frozen || err != nil || !until.After(t.Now) {
		t.again(t.Say.Say("more_time_dropped"))
		return
	}
	t.askMoreTime(exchange.MoreTime{Until: until, Reason: m.Reason})
}
