package officer

import (
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/report"
)

// Earlier shows the report of the context, which is of another period than the person works at: how it stands, what it says, and what
// can still be done. Open is the period to go back to.
func (h Handler) Earlier(open *campaigns.Campaign) error {
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	stands, err := standsEarlier(w)
	if err != nil {
		return err
	}
	if stands.goOn != "" {
		w.below = append(w.below, []chat.Choice{campaigns.GoOnButton(w.ID, stands.goOn)})
	}
	if w.Status.State.In() && w.Turn.Closed == "" {
		w.below = append(w.below, []chat.Choice{session.UnitButton(command.RequestReopen, w.Turn.Report, w.Say.Say("button_plead"))})
	}
	if id := open.Report(w.Unit.Code); id != w.ID {
		w.below = append(w.below, []chat.Choice{campaigns.GoOnButton(id, w.Say.Say("period_own_back", "period", open.Plan.Period.Short(w.Say)))})
	}
	if w.Status.Started.IsZero() { // there is nothing to be read
		w.ReplyAsIs(chat.Content{Text: stands.text, Choices: w.below})
		return nil
	}
	w.Turn.Input, w.Turn.Command = chat.Input{Kind: chat.Text}, command.Command{Name: command.Whole}
	return w.turned(stands.text)
}

// standing is how a report of another period stands, and by what label it is gone on with; "" if it cannot be.
type standing struct{ text, goOn string }

func standsEarlier(w work) (s standing, err error) {
	period, unit := w.Campaign.Plan.Period.Short(w.Say), w.path()
	say := func(key string) string {
		return w.Say.Say(key, "period", period, "unit", unit, "moment", w.Say.Moment(w.Campaign.Local(w.Status.Submitted)),
			"done", w.Status.Done, "total", w.Status.Total)
	}
	switch w.Status.State {
	case report.Submitted:
		return standing{text: say("period_own_in")}, nil
	case report.Accepted:
		return standing{text: say("period_own_accepted")}, nil
	case report.AwaitingSignOff:
		return standing{text: say("period_own_unsigned")}, nil
	case report.Exempt:
		return standing{text: say("period_own_exempt")}, nil
	}
	owes, err := campaigns.Owes(w.Tx, w.Campaign, w.Unit.Code, w.Status)
	switch {
	case err != nil:
		return s, err
	case !owes:
		return standing{text: say("period_own_former")}, nil
	case w.Campaign.Phase().Closed:
		return standing{text: say("period_left_closed")}, nil
	case w.Status.State == report.NotStarted:
		return standing{say("period_left_new"), w.Say.Say("button_late_new", "period", period)}, nil
	}
	return standing{say("period_left"), w.Say.Say("button_late_period", "period", period)}, nil
}
