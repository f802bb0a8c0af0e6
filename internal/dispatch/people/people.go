// Package people is what becomes of members: one leaves, is replaced, moves to another unit, or goes on from another account; with
// all that has to change at once in one transaction, and who is told of it, each once.
//
// Officers and coordinators bring it about, so it lies below both. What a unit wrote is the unit's and is not touched here; what waits
// for the unit is told by how its report stands, so that whoever comes next finds it there.
package people

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A Handler takes what one update does to members.
type Handler struct{ *session.Session }

// An Ending is a membership that ends.
type Ending struct {
	Unit   string
	Member roster.Member
	How    roster.Leaving
	// Into is the unit to which the member moves.
	Into string
	// From is the unit in whose name it is ordered.
	From roster.Unit
}

// End takes the membership out of the unit's record and the member's own, with what they had begun by it, and tells whoever is
// concerned. What they gave away and nobody has used opens nothing from then on (store.Stands).
func (h Handler) End(e Ending) error {
	members, err := store.Members.Get(h.Tx, h.Campaign.OnList(e.Unit))
	if err != nil {
		return err
	}
	left := members.Without(e.Member)
	store.Members.Put(h.Tx, h.Campaign.OnList(e.Unit), left)
	if e.Into != "" {
		if members, err = store.Members.Get(h.Tx, h.Campaign.OnList(e.Into)); err != nil {
			return err
		}
		there := e.Member
		there.Since = h.Update.At
		store.Members.Put(h.Tx, h.Campaign.OnList(e.Into), members.Add(there))
	}
	unsent, err := h.change(e.Member, func(p *store.Person) {
		p.Leaves(roster.Past{List: h.Campaign.List(), Unit: e.Unit, Role: e.Member.Role, How: e.How, At: h.Update.At, Into: e.Into})
		if e.Into != "" {
			p.Memberships = append(p.Memberships, roster.Membership{List: h.Campaign.List(), Unit: e.Into, Role: e.Member.Role, Since: h.Update.At,
				Post: e.Member.Post, Telephone: e.Member.Telephone, Asked: true})
		}
	})
	if err != nil {
		return err
	}
	if err := h.leavesReports(e); err != nil {
		return err
	}
	if e.Into != "" {
		if err := h.AskPolls(e.Into, e.Member.Role, e.Member.Address); err != nil {
			return err
		}
	}
	if err := h.tellMember(e, unsent); err != nil {
		return err
	}
	return h.tellOthers(e, left)
}

// change changes the person of a member, and takes back what they were asked and had begun. It reports whether a question that
// they were writing is given up with that.
func (h Handler) change(m roster.Member, do func(*store.Person)) (unsent bool, err error) {
	p, c := h.Person, h.Chat
	self := m.Address == h.Update.From
	if !self {
		if c, err = store.Chats.Get(h.Tx, m.Address); err != nil {
			return false, err
		}
		if p, err = c.Whose(h.Tx, m.Address); err != nil {
			return false, err
		}
	}
	unsent = c.Dialog != nil && c.Dialog.Kind == session.Issue
	do(&p)
	c.Current, c.Dialog, c.Proxy, c.Reading = report.ID{}, nil, nil, nil
	if self {
		h.Person, h.Chat, h.Operation, h.Context, h.Changed = p, c, nil, nil, true
		return unsent, nil
	}
	store.Chats.Put(h.Tx, m.Address, c)
	c.PutPerson(h.Tx, m.Address, p)
	return unsent, nil
}

// on returns the campaigns in which the members of the list have a part: polls are left out.
func (h Handler) on() (list []*campaigns.Campaign) {
	for _, c := range h.Campaigns() {
		if c.List() == h.Campaign.List() && !c.Plan.IsPoll() {
			list = append(list, c)
		}
	}
	return list
}

// leavesReports takes the member away from the unit's reports: whoever comes next is not asked whether to take over from them.
func (h Handler) leavesReports(e Ending) error {
	for _, c := range h.Live() {
		u, ok := c.Units.Get(e.Unit)
		if !ok || c.List() != h.Campaign.List() || !c.Reports(u.Level) {
			continue
		}
		presence, err := store.Presences.Get(h.Tx, c.Report(e.Unit))
		if err = c.Set.Despite(err); err != nil {
			return err
		}
		if presence.Editor == e.Member.Address.String() {
			store.Presences.Delete(h.Tx, c.Report(e.Unit))
		}
	}
	return nil
}

// leaves is the kind of notice to somebody whose membership ended, or whose account is another.
const leaves = "leaves"

// Kinds are how these notices are worded.
func Kinds() map[string]notify.Kind {
	return map[string]notify.Kind{leaves: {Word: wordLeaves, Former: true}}
}

// wordLeaves words it. It is not wanted by who is a member again.
func wordLeaves(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	if t.To.Unit == "" {
		return notify.WordSaid(t)
	}
	members, err := store.Members.Get(t.Tx, t.Campaign.OnList(t.To.Unit))
	if err != nil || slices.ContainsFunc(members, func(m roster.Member) bool { return m.Address == t.To.Address }) {
		return c, false, err
	}
	return notify.WordSaid(t)
}

// told are the phrases by which a member hears of it. Who leaves by themselves reads the answer.
var told = map[roster.Leaving]string{roster.WasRevoked: "members_revoked_you", roster.WasReplaced: "members_replaced_you",
	roster.WasRelieved: "members_relieved_you", roster.WasMoved: "members_moved_you"}

// tellMember tells the member, and what to do next.
func (h Handler) tellMember(e Ending, unsent bool) error {
	c := h.Campaign
	m := locale.Message{Lines: []locale.Phrase{locale.Later(told[e.How], "office", c.Office(e.From, h.Say), "role", operation.RoleLater(e.Member.Role),
		"unit", c.Units.Path(e.Unit), "to", c.Units.Path(e.Into), "by", h.Update.Name)}}
	if unsent {
		m.Lines = append(m.Lines, locale.Later("members_unsent"))
	}
	switch {
	case e.How == roster.HasLeft:
		return nil
	case e.How != roster.WasMoved:
		m.Lines = append(m.Lines, locale.Later("members_next", "contact", c.ContactLater()))
	case h.reportsAt(e.Into):
		m.Rows = append(m.Rows, campaigns.StartLater(c.Report(e.Into)))
	}
	n := notify.Said(m)
	n.Kind, n.To.Unit, n.Instead = leaves, e.Unit, leaves+"/"+e.Unit+"/"+string(e.Member.Role)
	return notify.Send(h.Session, e.Member.Address, n)
}

func (h Handler) reportsAt(unit string) bool {
	u, ok := h.Campaign.Units.Get(unit)
	return ok && h.Campaign.Reports(u.Level)
}

// Vacant reports whether nobody is left in a role that the unit needs.
func (h Handler) Vacant(unit string, role roster.Role, left roster.Members) bool {
	needed := role == roster.Coordinator || role == roster.Officer && h.reportsAt(unit)
	return needed && len(left.With(role)) == 0
}

// tellOthers tells the colleagues who stay, and those above: they also whether nobody is left.
func (h Handler) tellOthers(e Ending, left roster.Members) error {
	c := h.Campaign
	pairs := []any{"name", Called(e.Member), "role", operation.RoleLater(e.Member.Role), "unit", c.Units.Path(e.Unit), "to", c.Units.Path(e.Into), "by", h.Update.Name}
	gone := locale.Later(othersTold[e.How], pairs...)
	colleagues := notify.Phrase(gone)
	if err := notify.ToUnit(h.Session, e.Unit, colleagues, roster.Officer, roster.Approver, roster.Coordinator); err != nil {
		return err
	}
	above := locale.Message{Lines: []locale.Phrase{gone}}
	if h.Vacant(e.Unit, e.Member.Role, left) && e.How != roster.WasRelieved {
		above.Lines = append(above.Lines, locale.Later(vacant[e.Member.Role == roster.Coordinator], "unit", c.UnitLabel(e.Unit)))
	}
	return h.toNearest(e.Unit, notify.Said(above))
}

// othersTold are the phrases by which others hear of it, vacant those of a unit without anybody, that of a head by true.
var (
	othersTold = map[roster.Leaving]string{roster.WasRevoked: "members_others_revoked", roster.WasReplaced: "members_others_replaced",
		roster.WasRelieved: "members_others_relieved", roster.WasMoved: "members_others_moved", roster.HasLeft: "members_others_left"}
	vacant = map[bool]string{false: "members_vacant", true: "members_vacant_head"}
)

// toNearest notifies the coordinators of the nearest unit above that has any, else the admins.
func (h Handler) toNearest(unit string, n store.Notice) error {
	code, role, _, err := nearest(h.Campaign, unit, h.MembersOf)
	if err != nil || role == "" {
		return err
	}
	return notify.ToUnit(h.Session, code, n, role)
}

// Called is a member as others read of them: by the post, else by the name.
func Called(m roster.Member) locale.Phrase {
	if m.Called() == "" {
		return locale.Later("members_somebody")
	}
	return locale.Text(m.Called())
}
