package dispatch

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
)

// Where several campaigns are open, buttons of coordinators name theirs: codes
// of units are not enough. markPrefix begins the mark.
const markPrefix = "c"

// mark is the campaign in a button's data; nothing if it is the only one.
func (d *drive) mark() string {
	if len(d.set.drives) < 2 {
		return ""
	}
	return markPrefix + d.short() + "|"
}

// message is a content on its way from this campaign.
func (d *drive) message(number int64, n int, to chat.Address, c chat.Content) chat.Message {
	if mark := d.mark(); mark != "" {
		rows := make([][]chat.Choice, len(c.Choices))
		for i, row := range c.Choices {
			for _, choice := range row {
				if strings.HasPrefix(choice.Data, "d|") || desk.IsAct(choice.Data) {
					choice.Data = mark + choice.Data
				}
				rows[i] = append(rows[i], choice)
			}
		}
		c.Choices = rows
	}
	return d.set.message(number, n, to, d.onTrial(c))
}

// unmarked is the data without the campaign's mark; ok is false if it is
// another campaign's.
func (d *drive) unmarked(data string) (string, bool) {
	if !strings.HasPrefix(data, markPrefix) {
		return data, true
	}
	return strings.CutPrefix(data, d.mark())
}

// named puts the campaign above what comes unasked, or could be about several.
func (d *drive) named(contents []chat.Content) []chat.Content {
	if len(d.set.drives) > 1 && len(contents) > 0 {
		contents[0].Text = d.phrases("").Say("campaign_line", "campaign", d.Plan.Short()) + "\n\n" + contents[0].Text
	}
	return contents
}
