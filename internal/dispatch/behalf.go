package dispatch

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// behalf is the seat at which a coordinator fills in for a unit below theirs,
// while they may.
func (v *visit) behalf() (seat, bool) {
	b := v.person.Behalf
	if b == nil {
		return seat{}, false
	}
	for _, d := range v.all() {
		u, ok := d.Units.Get(b.Report.Unit)
		if d.name() != b.Report.Campaign || !ok || d.Outlines[u.Level] == nil {
			continue
		}
		by, ok := roster.By(d.Units, roster.OnList(v.person.Memberships, d.list()), u.Code, roster.Proxy)
		if !ok {
			continue
		}
		post := d.phrases("").Say("behalf_post", "office", d.officeOfCode(by.Unit))
		m := roster.Membership{List: d.list(), Unit: u.Code, Role: roster.Officer, Post: post}
		return seat{d: d, m: m, own: true, behalf: b.Since}, true
	}
	return seat{}, false
}

func (d *drive) officeOfCode(unit string) string {
	u, _ := d.Units.Get(unit)
	return u.Label()
}

// forUnit tells whether the update is about a report that the person fills in
// for a unit.
func (v *visit) forUnit() bool { return v.seat != nil && !v.seat.behalf.IsZero() }

// stopsBehalf tells whether the person says that they are done with that.
func (v *visit) stopsBehalf() bool {
	if v.person.Behalf == nil || v.u.Input.Kind != chat.Text || len(v.u.Input.Text) > longestWords {
		return false
	}
	words := strings.Trim(viet.Fold(viet.Line(v.u.Input.Text)), " .!")
	return words == "thoi nhap ho" || strings.ReplaceAll(words, "_", "") == "/thoinhapho"
}

// leaveBehalf gives the report back to the unit. The answers stay.
func (v *visit) leaveBehalf() error {
	unit := ""
	if s, ok := v.behalf(); ok {
		unit = s.d.Units.Path(s.m.Unit)
		if v.person.Current == s.key() {
			v.person.Current = ""
		}
	}
	v.person.Behalf, v.person.Talk = nil, nil
	v.tell(chat.Content{Text: v.say.Say("behalf_left", "unit", unit)})
	return nil
}

// beginBehalf takes the seat and tells the unit's people.
func (v *visit) beginBehalf(o *desk.Order) error {
	rep := v.d.report(o.Units[0])
	v.person.Behalf = &store.Behalf{Report: rep, Since: v.u.At}
	s, ok := v.behalf()
	if !ok {
		v.person.Behalf = nil
		v.tell(chat.Content{Text: v.say.Say("errand_not_you", "contact", v.d.contact())})
		return nil
	}
	v.person.Current = s.key()
	unit := v.d.Units.Path(rep.Unit)
	if err := v.tellUnit(rep.Unit, chat.Content{Text: v.d.phrases("").Say("behalf_begun_unit", "office", v.d.officeOf(o.From), "unit", unit)}); err != nil {
		return err
	}
	v.tell(chat.Content{Text: v.say.Say("behalf_begun", "unit", unit), Choices: [][]chat.Choice{{v.d.startButton(rep)}}})
	return nil
}

// behalfDone tells the unit that its report was handed in for it.
func (v *visit) behalfDone(w *work) error {
	v.person.Current = ""
	text := v.d.phrases("").Say("behalf_done_unit", "by", v.post(w), "unit", v.d.Units.Path(w.unit.Code))
	return v.tellUnit(w.unit.Code, chat.Content{Text: text})
}

// tellUnit sends word to who works at a unit's report.
func (v *visit) tellUnit(unit string, c chat.Content) error {
	members, err := store.GetMembers(v.tx, v.d.list(), unit)
	if err != nil {
		return damaged(err)
	}
	told := map[chat.Address]bool{v.u.From: true}
	for _, m := range members.With(workers()...) {
		if !m.Blocked && !told[m.Address] && len(told) <= mostTold {
			told[m.Address] = true
			v.push(m.Address, c)
		}
	}
	return nil
}
