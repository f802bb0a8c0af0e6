package dispatch

import (
	"giaoban/internal/chat"
)

// coordinates tells whether the action is a coordinator's about units. Where
// several campaigns are open its button names one: codes of units are not enough.
func coordinates(a chat.Action) bool {
	return a.To == chat.Reading || a.To == chat.Operation
}

// mark names the campaign in a button, if it is not the only one.
func (d *Campaign) mark(c chat.Choice) chat.Choice {
	if a, _ := chat.Decode(c.Data); len(d.Set.All) > 1 && coordinates(a) && a.For == "" {
		a.For = d.short()
		return a.Choice(c.Label)
	}
	return c
}

// message is a content on its way from this campaign.
func (d *Campaign) message(number int64, n int, to chat.Address, c chat.Content) chat.Message {
	if len(d.Set.All) > 1 {
		rows := make([][]chat.Choice, len(c.Choices))
		for i, row := range c.Choices {
			for _, choice := range row {
				rows[i] = append(rows[i], d.mark(choice))
			}
		}
		c.Choices = rows
	}
	return d.Set.message(number, n, to, d.onTrial(c))
}

// takes tells whether a coordinator's button may be this campaign's.
func (d *Campaign) takes(a chat.Action) bool { return a.For == "" || a.For == d.short() }

// pressed is what the pressed button stands for; nothing if none of ours was.
func pressed(u chat.Update) (a chat.Action) {
	if u.Input.Kind == chat.Press {
		a, _ = chat.Decode(u.Input.Data)
	}
	return a
}

// named puts the campaign above what comes unasked, or could be about several.
func (d *Campaign) named(contents []chat.Content) []chat.Content {
	if len(d.Set.All) > 1 && len(contents) > 0 {
		contents[0].Text = d.phrases("").Say("campaign_line", "campaign", d.Plan.Short()) + "\n\n" + contents[0].Text
	}
	return contents
}
