package coordinator

import (
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/operation"
	"giaoban/internal/oversight"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// pointsOf reads what is to be looked at in the reports that the person may accept, if that
// is what the input is about.
func pointsOf(r store.Reader, on *session.Asked, u chat.Update, s report.Overview) (map[string]operation.Points, error) {
	its, err := store.Chats.Get(r, u.From)
	if err != nil {
		return nil, err
	}
	pending, err := session.OperationOf(its)
	if err != nil {
		return nil, err
	}
	begun := command.Name(campaigns.Pressed(u).Verb)
	if !on.Command.Is(command.Accept) && begun != command.Accept && begun != command.AcceptAll && (pending == nil || pending.Name != command.Accept) {
		return nil, nil
	}
	c := on.Campaign
	p, err := its.Whose(r, u.From)
	if err != nil {
		return nil, err
	}
	who := roster.OnList(p.Memberships, c.List())
	var waiting []roster.Unit
	for _, unit := range c.Units.All() {
		if s.Status[unit.Code].State == report.Submitted && report.May(c.Units, who, unit.Code, report.MoveAccept) == report.Legal {
			waiting = append(waiting, unit)
		}
	}
	doubts, err := oversight.Doubts(s, c.Library(r, c.Phrases(p.Language).Tag(), func(string) {}), who, waiting, c.Phrases(p.Language))
	points := map[string]operation.Points{}
	for _, unit := range waiting {
		points[unit.Code] = operation.Points{Kept: s.Status[unit.Code].Warnings, Doubts: doubts[unit.Code]}
	}
	return points, err
}
