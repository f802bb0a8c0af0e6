package campaigns

import (
	"hash/fnv"
	"strconv"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/store"
)

// ShortID is how buttons name a report.
func ShortID(r store.Report) string {
	h := fnv.New32a()
	h.Write([]byte(r.String()))
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}

// Pressed is what the pressed button stands for; nothing if none of ours was.
func Pressed(u chat.Update) (a chat.Action) {
	if u.Input.Kind == chat.Press {
		a, _ = chat.Decode(u.Input.Data)
	}
	return a
}

// ForCoordinators tells whether the action is a coordinator's about units. Where
// several campaigns are open its button names one: codes of units are not enough.
func ForCoordinators(a chat.Action) bool {
	return a.To == chat.Reading || a.To == chat.Operation
}

// Takes tells whether a coordinator's button may be this campaign's.
func (d *Campaign) Takes(a chat.Action) bool { return a.For == "" || a.For == d.Short() }

// Mark names the campaign in a button, if it is not the only one.
func (d *Campaign) Mark(c chat.Choice) chat.Choice {
	if a, _ := chat.Decode(c.Data); len(d.Set.All) > 1 && ForCoordinators(a) && a.For == "" {
		a.For = d.Short()
		return a.Choice(c.Label)
	}
	return c
}

// Queue writes contents for one chat into the outbox, each as a message like the
// one given, behind all earlier messages to that chat.
func (d *Campaign) Queue(tx store.Tx, at time.Time, like chat.Message, contents ...chat.Content) []chat.Message {
	messages := d.Messages(like, contents...)
	store.Queue(tx, at, messages...)
	return messages
}

// Messages are contents on their way from this campaign, each like the message
// given. All that is said in a campaign's name goes through here.
func (d *Campaign) Messages(like chat.Message, contents ...chat.Content) []chat.Message {
	messages := make([]chat.Message, len(contents))
	for i, c := range contents {
		messages[i] = like
		messages[i].Content = d.marked(c)
	}
	return messages
}

// marked is a content whose buttons name the campaign if it is not the only one,
// and which says so during a rehearsal.
func (d *Campaign) marked(c chat.Content) chat.Content {
	if len(d.Set.All) > 1 {
		rows := make([][]chat.Choice, len(c.Choices))
		for i, row := range c.Choices {
			for _, choice := range row {
				rows[i] = append(rows[i], d.Mark(choice))
			}
		}
		c.Choices = rows
	}
	return d.onTrial(c)
}

// Named puts the campaign above what comes unasked, or could be about several.
func (d *Campaign) Named(contents []chat.Content) []chat.Content {
	if len(d.Set.All) > 1 && len(contents) > 0 {
		contents[0].Text = d.Phrases("").Say("campaign_line", "campaign", d.Plan.Short()) + "\n\n" + contents[0].Text
	}
	return contents
}
