package notify

import (
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// asking is the kind of notice by which the people of a unit are asked a quick poll.
const asking = "poll"

// asked is what such a notice says of itself: in whose name, and how many questions there are.
type asked struct {
	Office    string `json:"o"`
	Questions int    `json:"n"`
}

// Asking returns the notice by which a quick poll is asked, at an instant. It goes at once if the poll ends before the quiet hours
// do: later is too late.
func Asking(poll *campaigns.Campaign, at time.Time) store.Notice {
	n := About(asking, asked{Office: campaigns.PollOffice(poll), Questions: campaigns.QuestionsOf(poll)})
	n.At, n.Ordered = at, campaigns.PollEnds(poll).Before(Allowed(poll, at))
	return n
}

// wordAsking words it. It is not wanted if the unit has answered, or the poll is over.
func wordAsking(t Delivery) (chat.Content, bool, error) {
	var what asked
	if err := t.Read(0, &what); err != nil {
		return chat.Content{}, false, err
	}
	c := t.Campaign
	rep := c.Report(t.To.Unit)
	status, err := store.Statuses.Get(t.Tx, rep)
	u, ok := c.Units.Get(t.To.Unit)
	if err != nil || !ok || c.Phase().Dormant() || status.State != report.NotStarted {
		return chat.Content{}, false, err
	}
	deadline, err := c.DeadlineIn(t.Tx, u, status)
	if err != nil || t.Now.After(deadline) {
		return chat.Content{}, false, err
	}
	text := t.Say.Count("poll_text", what.Questions, "office", what.Office, "title", c.In(t.Say).Plan.Title, "unit", u.Label(), "moment", t.Say.Moment(c.Local(deadline)))
	return chat.Content{Text: text, Choices: [][]chat.Choice{{campaigns.AnswerButton(rep, t.Say)}}}, true, nil
}
