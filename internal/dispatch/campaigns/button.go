package campaigns

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Pressed returns what the pressed button stands for, or nothing if none of ours was.
func Pressed(u chat.Update) (a chat.Action) {
	if u.Input.Kind == chat.Press {
		a, _ = chat.Decode(u.Input.Data)
	}
	return a
}

// ForCoordinators reports whether the action is a coordinator's about units. Where
// several campaigns are open its button names one: codes of units are not enough.
func ForCoordinators(a chat.Action) bool {
	return a.To == chat.Reading || a.To == chat.Operation || a.To == chat.Issue && command.Name(a.Verb) == command.AskUnit
}

// Takes reports whether a coordinator's button may be this campaign's.
func (c *Campaign) Takes(a chat.Action) bool { return a.For == "" || a.For == c.Short() }

// marks reports whether buttons name the campaign: it is not the only one, one of many periods, or a poll.
func marks(c *Campaign) bool { return c.Recurs() || c.Plan.IsPoll() || len(c.Set.All()) > 1 }

// Mark names the campaign in a button, if it is not the only one.
func (c *Campaign) Mark(button chat.Choice) chat.Choice {
	if a, _ := chat.Decode(button.Data); marks(c) && ForCoordinators(a) && a.For == "" {
		a.For = c.Short()
		return a.Choice(button.Label)
	}
	return button
}

// Queue writes contents for one chat into the outbox, each as a message like the
// one given, behind all earlier messages to that chat.
func (c *Campaign) Queue(tx store.Tx, at time.Time, say locale.Phrases, like chat.Message, contents ...chat.Content) []chat.Message {
	messages := c.Messages(say, like, contents...)
	store.Queue(tx, at, messages...)
	return messages
}

// Messages are contents on their way from this campaign, each like the message
// given, in the language of the phrases. All that is said in a campaign's name goes through here.
func (c *Campaign) Messages(say locale.Phrases, like chat.Message, contents ...chat.Content) []chat.Message {
	messages := make([]chat.Message, len(contents))
	for i, content := range contents {
		messages[i] = like
		messages[i].Content = c.marked(content, say)
	}
	return messages
}

// marked has a content's buttons name the campaign if it is not the only one, and
// marks it during a rehearsal.
func (c *Campaign) marked(content chat.Content, say locale.Phrases) chat.Content {
	if marks(c) {
		rows := make([][]chat.Choice, len(content.Choices))
		for i, row := range content.Choices {
			for _, choice := range row {
				rows[i] = append(rows[i], c.Mark(choice))
			}
		}
		content.Choices = rows
	}
	return c.onTrial(c.ofPeriod(content, say), say)
}

// Seen returns in how many of the campaigns somebody with these memberships has a part. Quick polls,
// which always say what they are, do not count.
func (s *Set) Seen(ms []roster.Membership) (n int) {
	for _, c := range s.Heads() {
		if !c.Plan.IsPoll() && len(Parts(c, ms)) > 0 {
			n++
		}
	}
	return n
}

// NameTo is the campaign's short name to somebody who has a part in several; "" to others. A late period is named to
// everybody: what they see else is the open one. So is a quick poll.
func (c *Campaign) NameTo(ms []roster.Membership, say locale.Phrases) string {
	if !c.late && !c.Plan.IsPoll() && c.Set.Seen(ms) < 2 {
		return ""
	}
	return c.Title(say)
}

// Named puts the campaign's name above each message to somebody who has a part in several.
func (c *Campaign) Named(ms []roster.Membership, contents []chat.Content, say locale.Phrases) []chat.Content {
	return headed(c, c.NameTo(ms, say), contents, say)
}

// NamedAbove is Named for what tells how things stand: of a campaign that recurs it says in which period.
func (c *Campaign) NamedAbove(ms []roster.Membership, contents []chat.Content, say locale.Phrases) []chat.Content {
	name := c.NameTo(ms, say)
	if c.Recurs() {
		name = c.Title(say)
	}
	return headed(c, name, contents, say)
}

// headed puts a name above each message; "" is none.
func headed(c *Campaign, name string, contents []chat.Content, say locale.Phrases) []chat.Content {
	line := "campaign_line"
	switch {
	case name == "":
		return contents
	case c.Plan.IsPoll():
		line = "poll_heading"
	}
	contents = slices.Clone(contents)
	for i, content := range contents {
		contents[i].Text = strings.TrimRight(say.Say(line, "campaign", name)+"\n\n"+content.Text, "\n")
	}
	return contents
}
