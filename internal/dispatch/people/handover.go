package people

import (
	"slices"
	"strings"

	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Succeeds has whoever joined by the invitation take the place of the one in whose place they were invited: who stayed until then is
// relieved, and those above hear that somebody has come.
func (h Handler) Succeeds(inv roster.Invitation) error {
	before := inv.Instead
	if before == nil || before.Address == h.Update.From {
		return nil
	}
	m := roster.Member{Address: before.Address, Role: inv.Role, Name: before.Name, Post: before.Post}
	h.Note(report.Entry{By: h.Update.From, Name: h.Update.Name, Role: inv.Role, At: inv.Unit, When: h.Update.At, Outreach: report.CameIn, Unit: inv.Unit,
		Whom: m.Address, Called: m.Name}, "")
	if before.Stays {
		at, _, err := store.Now(h.Tx, before.Address)
		if err != nil {
			return err
		}
		members, err := store.Members.Get(h.Tx, h.Campaign.OnList(inv.Unit))
		if err != nil {
			return err
		}
		i := slices.IndexFunc(members, func(x roster.Member) bool { return x.Address == at && x.Role == inv.Role })
		if i >= 0 {
			return h.End(Ending{Unit: inv.Unit, Member: members[i], How: roster.WasRelieved})
		}
	}
	return h.toNearest(inv.Unit, notify.Phrase(locale.Later("members_others_relieved", "name", Called(m), "role", operation.RoleLater(inv.Role),
		"unit", h.Campaign.Units.Path(inv.Unit), "by", h.Update.Name)))
}

// Waiting says to whoever comes after somebody else what of the unit waits: its questions, and what it asked for. How the report
// stands, the greeting says.
func (h Handler) Waiting(inv roster.Invitation) (string, error) {
	var lines []string
	if inv.Instead != nil {
		m := roster.Member{Name: inv.Instead.Name, Post: inv.Instead.Post}
		lines = append(lines, h.Say.Say("handover_from", "name", h.Say.Word(Called(m))))
	}
	if inv.Role == roster.Coordinator {
		return strings.Join(append(lines, h.Say.Say("handover_head")), "\n"), nil
	}
	for _, c := range h.Live() {
		u, ok := c.Units.Get(inv.Unit)
		if !ok || c.List() != inv.List || !c.Reports(u.Level) || c.Phase().Closed {
			continue
		}
		of, err := h.waitingIn(c, c.Report(inv.Unit))
		if err = c.Set.Despite(err); err != nil {
			return "", err
		}
		lines = append(lines, of...)
	}
	return strings.Join(lines, "\n"), nil
}

// waitingIn says it of one campaign.
func (h Handler) waitingIn(c *campaigns.Campaign, rep report.ID) (lines []string, err error) {
	title := c.Plan.Short()
	status, err := store.Statuses.Get(h.Tx, rep)
	if err != nil {
		return nil, err
	}
	if rep != h.Campaign.Report(rep.Unit) && !status.State.In() && status.State != report.Exempt {
		lines = append(lines, h.Say.Say("handover_report", "campaign", c.Title(h.Say)))
	}
	open, err := store.OpenAt.Get(h.Tx, rep)
	if err != nil {
		return lines, err
	}
	if len(open) > 0 {
		lines = append(lines, h.Say.Say("handover_questions", "n", len(open), "campaign", title))
	}
	wish, err := store.TimeRequests.Get(h.Tx, rep)
	if err != nil {
		return lines, err
	}
	if !wish.At.IsZero() && !wish.Declined && !status.State.In() && status.Due.Before(wish.Until) {
		lines = append(lines, h.Say.Say("handover_time", "day", h.Say.Day(wish.Until), "campaign", title))
	}
	plea, err := store.ReopenRequests.Get(h.Tx, rep)
	if err == nil && !plea.At.IsZero() && plea.Declined.IsZero() && status.State.In() && !plea.At.Before(status.Submitted) {
		lines = append(lines, h.Say.Say("handover_reopen", "campaign", title))
	}
	return lines, err
}
