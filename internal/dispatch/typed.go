package dispatch

import (
	"maps"
	"slices"
	"strings"

	"giaoban/internal/asked"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/coordinator"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/oversight"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// text takes what was typed: words that were asked for, then a command, then
// words about what was begun, then an answer to the report.
func (r router) text() error {
	if r.Update.Input.Forwarded && !r.Awaited().WantsWords() {
		r.aside()
		return r.report() // no command, no yes, and no answer by itself
	}
	slash := strings.HasPrefix(strings.TrimSpace(r.Update.Input.Text), "/")
	asks := r.read()
	begun, beside := r.Operation != nil, r.asksBeside(asks)
	if begun && !beside && !slash && !asks.Is(command.Cancel) {
		if taken, err := r.words(asks); taken || err != nil {
			return err
		}
	}
	if asks.Spoken && r.consents(asks) {
		asks = command.Command{Heard: asks.Heard} // a yes or no in words that elsewhere are a command
	}
	r.Command = asks
	if asks.Period.Asked() && asks.Room() == chat.Operation && !(periods{r}).meansOpen(asks) {
		return periods{r}.noOrder(asks)
	}
	if r.issues().Drafts() && oversight.IssueUnder(r.Update.Input.Under) == 0 {
		if done, err := r.issues().Typed(asks); done || err != nil {
			return err
		}
	}
	if asks.Denied {
		if r.Awaited() == nil {
			return r.Tell(operation.Denied(asks.Name, asks.Unit, r.Say))
		}
		r.Command = command.Command{Name: command.Cancel, Heard: asks.Heard} // it is about what was begun
	}
	room := r.Command.Room()
	oversees := room == chat.Reading || room == chat.Operation
	switch {
	case r.Command.Is(command.EndProxy):
		return r.coordinator().EndProxy()
	case room == chat.Operation, begun && !oversees && r.answersOutreach():
		if c := r.outreachIn(); c != nil {
			return r.reach(c)
		}
		if r.Command.Is(command.EndPoll) {
			return r.Tell(r.Say.Say("poll_end_none"))
		}
	case slash && r.Context == nil && r.Command.Others&command.Coordinators != 0 && r.Command.Name.Room() == chat.Operation:
		return r.Tell(r.Say.Say("operation_not_you", "contact", r.Campaign.In(r.Say).Contact))
	}
	if begun {
		r.aside()
	}
	if room == chat.Reading && r.ask(r.Command) {
		if beside {
			r.stillWaits()
		}
		return nil
	}
	if done, err := r.beside(room); done || err != nil {
		return err
	}
	return r.report()
}

// longestQuoted is how many letters of somebody's words are said back.
const longestQuoted = 80

// ordersInstead reports whether a reason was asked for, and came an order of its own about a unit that
// it names, or several: «exempt Kabonyo because there is no access». It is asked what is meant.
func (r router) ordersInstead(asks command.Command) bool {
	waits := r.Awaited()
	return waits.Decides() && waits.WantsWords() && asks.Sentence && !asks.Denied && asks.Unit != "" && asks.Name.Decides() &&
		slices.ContainsFunc(r.Campaigns(), func(c *campaigns.Campaign) bool { return r.names(c, asks.Unit) })
}

// asksBeside reports whether something else was asked for, a reason, a day, and came a question: it is answered.
func (r router) asksBeside(asks command.Command) bool {
	if head, _, colon := strings.Cut(r.Update.Input.Text, ":"); colon && slices.Contains(command.Listed(r.Say.Say("spelled_reason")), strings.TrimSpace(viet.Fold(head))) {
		return false
	}
	return r.Awaited().Beside() && asks.Sentence && asks.Room() == chat.Reading && asks.Others == 0 && asks.Aside == "" && !asks.Heard.Wonders() && command.Inquires(r.Update.Input.Text, r.Say)
}

// stillWaits says that the answer to what was asked before is wanted still.
func (r router) stillWaits() {
	said := "beside_waits"
	switch {
	case r.Operation.Decides() && r.Operation.WantsWords():
		said = "beside_waits_reason"
	case r.Operation.Decides():
		said = "beside_waits_still"
	}
	r.Reply(chat.Content{Text: r.Say.Say(said)})
}

// edited reads a message that was edited for the one order that corrects an answer by its
// number. No other order is one there: what the message did stands.
func (r router) edited() {
	if r.Context == nil {
		return
	}
	if c := r.read(); c.Is(command.Fix) {
		r.Command = command.Command{Name: c.Name, Part: c.Part, Words: c.Words, Number: c.Number}
	}
}

// answersOutreach reports whether the line is about what was begun with many
// units: an answer, or the end of it, with a slash also if it was set aside.
func (r router) answersOutreach() bool {
	waits := coordinator.OutreachOf(r.Awaited())
	if r.Command.Is(command.Cancel) {
		return waits != nil || r.Command.Slash && coordinator.OutreachOf(r.Operation) != nil
	}
	return waits.Takes(r.Update.Input.Text, r.Say)
}

// consents reports whether a preview waits and the words are a whole yes or no.
func (r router) consents(c command.Command) bool {
	s := r.Awaited()
	if !s.Previewed() {
		return false
	}
	consent := c.Heard.Consent(command.Deed{Name: "send"})
	return consent == command.Yes || consent == command.No
}

// words takes words that are to be passed on, a reason or an announcement, in
// which nothing is a command.
func (r router) words(asks command.Command) (taken bool, err error) {
	if r.ordersInstead(asks) {
		return true, r.Tell(r.Say.Say("reason_is_order", "words", r.Say.Quote(viet.Shorten(viet.Line(r.Update.Input.Text), longestQuoted))))
	}
	r.Command = command.Command{Heard: asks.Heard} // a command in them is none
	if waits := coordinator.OutreachOf(r.Awaited()); waits.WantsWords() {
		if c := r.outreachIn(); c != nil {
			return true, r.reach(c)
		}
	}
	return false, nil
}

// read reads what the typed line asks, for all that its sender may ask.
func (r router) read() command.Command {
	all := r.Campaigns()
	who := command.Sender{May: command.Anybody, Units: anyUnits(all), Lists: anyUnits(all).lists(r.Say), Previews: coordinator.OutreachOf(r.Awaited()).Previewed(), Waits: r.waits(), Figures: anyFigures{all, r.Say.Tag()}, Now: r.Campaign.Local(r.Update.At), Bare: r.stands(), Periods: kindsOfPeriods(all)}
	if r.Context != nil {
		who.May |= command.Officers | command.Reporters
	}
	if r.Chat.Proxy != nil {
		who.May |= command.Proxies
	}
	if r.Chat.Dialog != nil {
		who.May |= command.Asked
	}
	for _, d := range all {
		ms, list := r.Person.Memberships, d.List()
		if roster.Anywhere(ms, list, roster.Look) {
			who.May |= command.Coordinators
		}
		if roster.Anywhere(ms, list, roster.Awards) {
			who.May |= command.Viewers
		}
		if roster.Anywhere(ms, list, roster.System) {
			who.May |= command.Admins
		}
	}
	if at := r.Chat.Reading; at != nil {
		who.Here = at.Report.Unit
	}
	c, _ := r.Campaign.Set.Reader(r.Say).Parse(r.Update.Input.Text, who)
	return r.turned(c)
}

// waits reports whether words are about what somebody was asked beside the report.
func (r router) waits() bool {
	d := r.Chat.Dialog
	return d != nil && !d.Aside && !(r.Awaited().Beside() && command.Inquires(r.Update.Input.Text, r.Say))
}

// anyUnits are the units of several campaigns.
type anyUnits []*campaigns.Campaign

func (all anyUnits) Named(name string) bool {
	return slices.ContainsFunc(all, func(c *campaigns.Campaign) bool { return c.Units.Named(name) })
}

func (all anyUnits) Near(name string) bool {
	return slices.ContainsFunc(all, func(c *campaigns.Campaign) bool { return c.Units.Near(name) })
}

func (all anyUnits) Types() (types []string) {
	for _, c := range all {
		types = append(types, c.Units.Types()...)
	}
	return types
}

// anyFigures are what the outlines of several campaigns ask, in a language.
type anyFigures struct {
	all  []*campaigns.Campaign
	lang string
}

func (of anyFigures) some(fits func(*asked.Index) bool) bool {
	return slices.ContainsFunc(of.all, func(c *campaigns.Campaign) bool {
		return slices.ContainsFunc(slices.Sorted(maps.Keys(c.Outlines)), func(level int) bool { return fits(c.Asked(level, of.lang)) })
	})
}

func (of anyFigures) Named(words string) (best int) {
	of.some(func(x *asked.Index) bool {
		best = max(best, x.Named(words))
		return best == 3
	})
	return best
}

func (of anyFigures) Lists(words string) bool {
	return of.some(func(x *asked.Index) bool { return x.Lists(words) })
}

// lists finds lists of the units of any of the campaigns.
func (all anyUnits) lists(say locale.Phrases) func([]string) []int {
	var seen []*roster.Units
	var finds []func(words []string) []int
	for _, c := range all {
		if !slices.Contains(seen, c.Units) {
			seen, finds = append(seen, c.Units), append(finds, c.Lists(say).Once())
		}
	}
	return func(words []string) (ends []int) {
		for _, find := range finds {
			ends = append(ends, find(words)...)
		}
		return ends
	}
}

// stands tells where the person stands: in a text, or before a choice, words
// without a slash are an answer rather than a command.
func (r router) stands() func(command.Command) bool {
	var text, known bool
	inText := func() bool {
		if !known {
			text, known = r.InText(), true
		}
		return text
	}
	return func(c command.Command) bool {
		switch {
		case c.Is(command.Earlier) && !c.InText && (inText() || c.Part == command.EarlierOnly && !r.faces(func(t *exchange.Facts) bool { return t.Frozen })):
			return false // a day, or part of an answer
		case c.OnlyUnit && (r.Chat.Dialog != nil || inText() || r.faces((*exchange.Facts).WantsUnit)):
			return false // a name may be what was asked for
		case c.Sentence && r.Awaited().WantsUnits() && !c.Asks && (c.Denied || c.Unit == "" || c.Room() != chat.Operation):
			return false // «các xã chưa nộp» may be a list
		case c.Sentence:
			return !r.wordsAsked() && !r.chooses()
		}
		switch c.Name.Room() {
		case chat.Operation:
			return c.Name.Decides() || c.Name == command.EndProxy || coordinator.OutreachOf(r.Awaited()) != nil || !inText()
		case chat.Reading:
			return !r.wordsAsked() && !r.chooses()
		case chat.Issue:
			return !inText()
		case chat.Digest, chat.Report:
			return !r.wordsAsked()
		}
		return true
	}
}

// wordsAsked reports whether the person was asked for words of their own beside
// the report.
func (r router) wordsAsked() bool {
	d := r.Chat.Dialog
	return d != nil && d.Kind == session.Why || r.Operation.Own() && r.Operation.WantsWords()
}

// chooses reports whether the words are a choice that the person was offered.
func (r router) chooses() bool {
	return r.faces(func(t *exchange.Facts) bool { return t.Chooses(r.Update.Input.Text) })
}

// faces reports whether what stands before the person in the report is of a kind.
func (r router) faces(kind func(*exchange.Facts) bool) bool {
	if r.Context == nil {
		return false
	}
	w, err := r.Open(r.Context.Member)
	return err == nil && kind(&w.Turn.Facts)
}
