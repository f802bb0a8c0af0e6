package dispatch

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/form"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// printedCode is the form in which codes are printed.
var printedCode = regexp.MustCompile(`^[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}$`)

// invitation finds a code in what was typed: behind /start, or all alone in
// the form in which codes are printed.
func (v *visit) invitation() (code string, ok bool) {
	if v.u.Input.Kind != chat.Text {
		return "", false
	}
	text := strings.TrimSpace(v.u.Input.Text)
	if rest, found := strings.CutPrefix(text, "/start "); found {
		if code, ok := roster.NormalizeCode(rest); ok {
			return code, true
		}
		return rest, len(v.person.Memberships) == 0
	}
	if len(v.person.Memberships) > 0 && !printedCode.MatchString(text) {
		return "", false // words of an answer are never taken for a code
	}
	return roster.NormalizeCode(text)
}

// join takes an invitation's code.
func (v *visit) join(code string) error {
	left, until := store.TriesLeft(v.tx, v.u.From, v.u.At)
	if left == 0 {
		v.noTriesLeft(v.d.local(until).Format("15:04"))
		return nil
	}
	inv, err := store.Redeem(v.tx, code, v.u.From, v.u.At)
	switch {
	case errors.Is(err, store.ErrInvitationUsed) && inv.UsedBy == v.u.From:
		if v.enter(inv) {
			return v.greet(inv)
		}
		v.tell(chat.Content{Text: v.say.Say("code_unit_gone", "contact", v.d.contact())})
		return nil
	case errors.Is(err, store.ErrInvitationUnknown), errors.Is(err, store.ErrInvitationUsed), errors.Is(err, store.ErrInvitationExpired):
		left, until = store.RecordTry(v.tx, v.u.From, v.u.At)
		if left == 0 {
			v.noTriesLeft(v.d.local(until).Format("15:04"))
			return nil
		}
		v.tell(chat.Content{Text: v.say.Count("code_wrong", left, "contact", v.d.contact())})
		return nil
	case err != nil:
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	if !v.enter(inv) {
		v.tell(chat.Content{Text: v.say.Say("code_unit_gone", "contact", v.d.contact())})
		return nil
	}
	if err := v.enrol(inv); err != nil {
		return err
	}
	return v.greet(inv)
}

// enter goes to the first campaign that has the invitation's unit, where a
// report is expected of it if there is one such; it is false if none has.
func (v *visit) enter(inv roster.Invitation) bool {
	found := false
	for _, in := range v.d.set.drivesOn(inv.List) {
		unit, ok := in.Units.Get(inv.Unit)
		if ok && (!found || in.Outlines[unit.Level] != nil) {
			found = true
			v.in(in)
			if in.Outlines[unit.Level] != nil {
				break
			}
		}
	}
	return found
}

func (v *visit) noTriesLeft(until string) {
	v.tell(chat.Content{Text: v.say.Say("code_tries", "time", until, "contact", v.d.contact())})
}

// enrol makes the person a member, in their own record and in the unit's.
func (v *visit) enrol(inv roster.Invitation) error {
	members, err := store.GetMembers(v.tx, inv.List, inv.Unit)
	if err != nil {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	members = members.Add(roster.Member{Address: v.u.From, Role: inv.Role, Name: v.u.Name, Since: v.u.At})
	if err := store.PutMembers(v.tx, inv.List, inv.Unit, members); err != nil {
		return err
	}
	for _, m := range v.person.Memberships {
		if m.List == inv.List && m.Unit == inv.Unit && m.Role == inv.Role {
			return nil
		}
	}
	v.person.Memberships = append(v.person.Memberships, roster.Membership{List: inv.List, Unit: inv.Unit, Role: inv.Role, Since: v.u.At,
		Invited: !inv.By.IsZero()})
	return nil
}

// greet welcomes a member to what the role is for.
func (v *visit) greet(inv roster.Invitation) error {
	unit, _ := v.d.Units.Get(inv.Unit)
	m := roster.Membership{List: inv.List, Unit: inv.Unit, Role: inv.Role}
	reports := inv.Role == roster.Officer || inv.Role == roster.Approver
	if !reports || v.d.Outlines[unit.Level] == nil {
		v.tell(chat.Content{Text: v.about() + v.say.Say("joined", "role", v.role(inv.Role), "unit", v.d.Units.Path(inv.Unit))})
		if !reports {
			v.coordinator(v.person.With(v.d.list(), roster.Coordinator, roster.Admin))
		}
		return nil
	}
	for _, s := range v.seats() {
		if s.d == v.d && s.m.Unit == inv.Unit && !s.follows {
			v.several = 2 // joining says whose report it is anyway
			v.sit(s)
			m = s.m
		}
	}
	w, err := v.open(m)
	if err != nil {
		return err
	}
	out := w.turn.Greet()
	if m.Role == roster.Approver {
		out = conversation.Outcome{Contents: []chat.Content{{Text: v.say.Say("approver_welcome")}}}
		if w.turn.Unsigned {
			out.Contents[0] = v.waiting(w, w.status.By)
		}
	}
	v.askPost(w, &out.Contents[0])
	out.Contents[0].Text = v.about() + v.say.Say("joined", "role", v.role(inv.Role), "unit", v.d.Units.Path(inv.Unit)) + "\n\n" + out.Contents[0].Text
	return v.close(w, out)
}

// about is the campaign's own greeting, with a blank line behind it.
func (v *visit) about() string {
	text := form.Fill(v.d.Plan.About, form.Words{"xung_ho": v.d.Plan.FormOfAddress})
	if text == "" {
		return ""
	}
	return strings.TrimSpace(text) + "\n\n"
}

func (v *visit) role(r roster.Role) string {
	switch r {
	case roster.Officer:
		return v.say.Say("role_officer")
	case roster.Approver:
		return v.say.Say("role_approver")
	case roster.Coordinator:
		return v.say.Say("role_coordinator")
	case roster.Viewer:
		return v.say.Say("role_viewer")
	}
	return v.say.Say("role_admin")
}

// stranger asks for a code, and says no more.
func (v *visit) stranger() {
	v.tell(chat.Content{Text: v.about() + v.say.Say("code_wanted")})
}

// startButton offers to begin or go on with a report.
func (d *drive) startButton(r store.Report) chat.Choice {
	return conversation.StartButton(shortID(r), d.phrases("").Say("button_resume"))
}
