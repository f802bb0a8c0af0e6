package officer

import (
	"cmp"
	"errors"
	"regexp"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch/people"
	"giaoban/internal/invitation"
	"giaoban/internal/operation"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// printedCode is the form in which codes are printed.
var printedCode = regexp.MustCompile(`^[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}$`)

// Invitation finds a code in what was typed: behind /start, or all alone in
// the form in which codes are printed.
func (h Handler) Invitation() (code string, ok bool) {
	if h.Update.Input.Kind != chat.Text {
		return "", false
	}
	text := strings.TrimSpace(h.Update.Input.Text)
	if rest, found := strings.CutPrefix(text, "/start "); found {
		if code, ok := roster.NormalizeCode(rest); ok {
			return code, true
		}
		return rest, len(h.Person.Memberships) == 0
	}
	if len(h.Person.Memberships) > 0 && !printedCode.MatchString(text) {
		return "", false // words of an answer are never taken for a code
	}
	if code, ok := roster.NormalizeCode(text); ok {
		return code, true
	}
	return roster.NormalizeCode(codeInside.FindString(text)) // «my code is …»
}

// codeInside is a code as it is printed, among other words.
var codeInside = regexp.MustCompile(`\b[0-9A-Za-z]{4}[-‐–—][0-9A-Za-z]{4}[-‐–—][0-9A-Za-z]{4}\b`)

// Join redeems an invitation's code. It reports whether the person now coordinates, and
// is still to be told what they can ask.
func (h Handler) Join(code string) (coordinates bool, err error) {
	left, until := invitation.TriesLeft(h.Tx, h.Update.From, h.Update.At)
	if left == 0 {
		h.Reply(h.noTriesLeft(h.Say.Clock(until)))
		return false, nil
	}
	inv, err := invitation.Open(h.Tx, code, h.Update.At)
	switch {
	case errors.Is(err, invitation.ErrUsed) && inv.UsedBy == h.Update.From:
		return h.again(inv)
	case errors.Is(err, invitation.ErrVoid): // which nobody guesses
		return false, h.Tell(h.Say.Say("code_replaced", "contact", h.Campaign.In(h.Say).Contact))
	case errors.Is(err, invitation.ErrUnknown), errors.Is(err, invitation.ErrUsed), errors.Is(err, invitation.ErrExpired),
		errors.Is(err, invitation.ErrRevoked):
		left, until = invitation.RecordTry(h.Tx, h.Update.From, h.Update.At)
		if left == 0 {
			h.Reply(h.noTriesLeft(h.Say.Clock(until)))
			return false, nil
		}
		return false, h.Tell(h.Say.Count("code_wrong", left, "contact", h.Campaign.In(h.Say).Contact))
	case err != nil:
		return false, err
	}
	if !h.enter(inv) { // the code is good still: the unit may come back
		return false, h.Tell(h.Say.Say("code_unit_gone", "contact", h.Campaign.In(h.Say).Contact))
	}
	if !inv.Same.IsZero() {
		if refusal, err := h.people().Takes(inv); refusal != "" || err != nil {
			return false, errors.Join(err, h.Tell(h.Say.Say(refusal, "contact", h.Campaign.In(h.Say).Contact)))
		}
	}
	if inv, err = invitation.Redeem(h.Tx, code, h.Update.From, h.Update.At); err != nil {
		return false, err
	}
	if !inv.Same.IsZero() {
		if err := h.people().Account(inv); err != nil {
			return false, err
		}
		inv = people.Held(inv, h.Person)
		h.enter(inv)
		return h.greet(inv)
	}
	if err := h.enrol(inv); err != nil {
		return false, err
	}
	if err := h.people().Succeeds(inv); err != nil {
		return false, err
	}
	if coordinates, err = h.greet(inv); err != nil {
		return false, err
	}
	return coordinates, h.pollsFor(inv.Unit, inv.Role)
}

func (h Handler) people() people.Handler { return people.Handler{Session: h.Session} }

// again is for who sends a code that they have used: a member is greeted once more; who is none any more is told so.
func (h Handler) again(inv roster.Invitation) (coordinates bool, err error) {
	is := func(m roster.Membership) bool { return m.List == inv.List && m.Unit == inv.Unit && m.Role == inv.Role }
	switch {
	case !h.enter(inv):
		return false, h.Tell(h.Say.Say("code_unit_gone", "contact", h.Campaign.In(h.Say).Contact))
	case slices.ContainsFunc(h.Person.Memberships, is):
		return h.greet(inv)
	}
	return false, h.Tell(h.Say.Say("code_used_up", "role", operation.RoleLabel(inv.Role, h.Say), "unit", h.Campaign.Units.Path(inv.Unit), "contact", h.Campaign.In(h.Say).Contact))
}

// enter goes to the invitation's own campaign, or to the first that has its unit,
// preferring one that expects a report of it. It reports whether there is one.
func (h Handler) enter(inv roster.Invitation) bool {
	found := false
	if own := h.Campaign.Set.Find(inv.Campaign); own != nil && own.List() == inv.List {
		if _, ok := own.Units.Get(inv.Unit); ok {
			h.In(own)
			return true
		}
	}
	for _, in := range h.Campaign.Set.On(inv.List) {
		unit, ok := in.Units.Get(inv.Unit)
		if ok && (!found || in.Reports(unit.Level)) {
			found = true
			h.In(in)
			if in.Reports(unit.Level) {
				break
			}
		}
	}
	return found
}

func (h Handler) noTriesLeft(until string) chat.Content {
	return chat.Content{Text: h.Say.Say("code_tries", "time", until, "contact", h.Campaign.In(h.Say).Contact)}
}

// enrol makes the person a member, in their own record and in the unit's.
func (h Handler) enrol(inv roster.Invitation) error {
	members, err := store.Members.Get(h.Tx, store.OnList{List: inv.List, Unit: inv.Unit})
	if err != nil {
		return err
	}
	known := roster.Membership{List: inv.List, Unit: inv.Unit, Role: inv.Role, Since: h.Update.At, Invited: inv.ByColleague()}
	known.Telephone = h.telephone()
	known.Asked = slices.ContainsFunc(h.Person.Memberships, func(m roster.Membership) bool { return m.Asked })
	for _, m := range members {
		if m.Address == h.Update.From { // what they said of themselves stays
			known.Post, known.Telephone = cmp.Or(known.Post, m.Post), cmp.Or(known.Telephone, m.Telephone)
		}
	}
	members = members.Add(roster.Member{Address: h.Update.From, Role: inv.Role, Name: h.Update.Name, Since: h.Update.At,
		Post: known.Post, Telephone: known.Telephone})
	store.Members.Put(h.Tx, store.OnList{List: inv.List, Unit: inv.Unit}, members)
	for _, m := range h.Person.Memberships {
		if m.List == inv.List && m.Unit == inv.Unit && m.Role == inv.Role {
			return nil
		}
	}
	h.Person.Memberships = append(h.Person.Memberships, known)
	h.Changed = true
	return nil
}

// greet welcomes a member, by their role.
func (h Handler) greet(inv roster.Invitation) (coordinates bool, err error) {
	unit, _ := h.Campaign.Units.Get(inv.Unit)
	m := roster.Membership{List: inv.List, Unit: inv.Unit, Role: inv.Role}
	reports := inv.Role == roster.Officer || inv.Role == roster.Approver
	if !reports || h.Campaign.Outlines[unit.Level] == nil {
		for _, s := range h.Contexts() {
			if s.Follows && s.Campaign == h.Campaign {
				h.Several = 2 // joining says whose it is anyway
				h.Switch(s)
			}
		}
		waiting, err := h.waitingFor(inv)
		h.Reply(chat.Content{Text: h.about() + h.joined(inv) + waiting})
		return !reports, err
	}
	for _, s := range h.Contexts() {
		if s.Campaign == h.Campaign && s.Member.Unit == inv.Unit && !s.Follows {
			h.Several = 2 // joining says whose report it is anyway
			h.Switch(s)
			m = s.Member
		}
	}
	w, err := h.open(m)
	if err != nil {
		return false, err
	}
	w.Turn.Joining = w.wantsPost()
	out := w.Turn.Greet()
	if m.Role == roster.Approver {
		out = exchange.Outcome{Contents: []chat.Content{{Text: h.Say.Say("approver_welcome")}}}
		if w.Turn.Unsigned {
			out.Contents[0] = h.Say.Content(w.waiting(w.Status.By))
		}
	}
	w.askPost(&out.Contents[0])
	if len(w.Turn.Posts()) == 0 && w.asksTelephone() {
		w.besideReply(&out.Contents[0])
	}
	waiting, err := h.waitingFor(inv)
	if err != nil {
		return false, err
	}
	out.Contents[0].Text = h.about() + h.joined(inv) + waiting + "\n\n" + out.Contents[0].Text
	out.Contents[0] = h.Campaign.Named(h.Person.Memberships, out.Contents[:1], h.Say)[0]
	return false, w.close(out)
}

// joined says what somebody is now, and in which other languages they can be.
func (h Handler) joined(inv roster.Invitation) string {
	if !inv.Same.IsZero() {
		return h.Say.Say("phone_done", "role", operation.RoleLabel(inv.Role, h.Say), "unit", h.Campaign.Units.Path(inv.Unit))
	}
	return h.Say.Say("joined", "role", operation.RoleLabel(inv.Role, h.Say), "unit", h.Campaign.Units.Path(inv.Unit)) + h.languages()
}

// waitingFor says to whoever comes in somebody's place what waits for them.
func (h Handler) waitingFor(inv roster.Invitation) (string, error) {
	if inv.Instead == nil {
		return "", nil
	}
	text, err := h.people().Waiting(inv)
	return strings.TrimSuffix("\n"+text, "\n"), err
}

// about returns the campaign's own greeting with a blank line behind it.
func (h Handler) about() string {
	if text := h.Campaign.In(h.Say).About; text != "" {
		return text + "\n\n"
	}
	return ""
}

// Stranger asks for a code; who may not try any more is told when they may again.
func (h Handler) Stranger() chat.Content {
	if left, until := invitation.TriesLeft(h.Tx, h.Update.From, h.Update.At); left == 0 {
		return h.noTriesLeft(h.Say.Clock(until))
	}
	return chat.Content{Text: cmp.Or(h.former(), h.about()+h.Say.Say("code_wanted")) + h.languages()}
}
