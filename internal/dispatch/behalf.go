package dispatch

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// Proxy is the seat at which a coordinator fills in for a unit below theirs,
// while they may.
func (s *Session) Proxy() (Context, bool) {
	b := s.person.Behalf
	if b == nil {
		return Context{}, false
	}
	for _, d := range s.Campaigns() {
		u, ok := d.Units.Get(b.Report.Unit)
		if d.name() != b.Report.Campaign || !ok || d.Outlines[u.Level] == nil {
			continue
		}
		by, ok := roster.By(d.Units, roster.OnList(s.person.Memberships, d.list()), u.Code, roster.Proxy)
		if !ok {
			continue
		}
		post := d.phrases("").Say("behalf_post", "office", d.UnitLabel(by.Unit))
		m := roster.Membership{List: d.list(), Unit: u.Code, Role: roster.Officer, Post: post}
		return Context{Campaign: d, Member: m, own: true, ProxySince: b.Since}, true
	}
	return Context{}, false
}

func (d *Campaign) UnitLabel(unit string) string {
	u, _ := d.Units.Get(unit)
	return u.Label()
}

// forUnit tells whether the update is about a report that the person fills in
// for a unit.
func (s *Session) forUnit() bool { return s.Context != nil && !s.Context.ProxySince.IsZero() }

// stopsBehalf tells whether the person says that they are done with that.
func (h coordinator) stopsBehalf() bool {
	if h.person.Behalf == nil || h.Update.Input.Kind != chat.Text || len(h.Update.Input.Text) > longestWords {
		return false
	}
	words := strings.Trim(viet.Fold(viet.Line(h.Update.Input.Text)), " .!")
	return words == "thoi nhap ho" || strings.ReplaceAll(words, "_", "") == "/thoinhapho"
}

// leaveBehalf gives the report back to the unit. The answers stay.
func (h coordinator) leaveBehalf() error {
	unit := ""
	if s, ok := h.Proxy(); ok {
		unit = s.Campaign.Units.Path(s.Member.Unit)
		if h.person.Current == s.key() {
			h.person.Current = ""
		}
	}
	h.person.Behalf, h.person.Talk = nil, nil
	h.tell(chat.Content{Text: h.say.Say("behalf_left", "unit", unit)})
	return nil
}

// beginBehalf takes the seat and tells the unit's people.
func (h coordinator) beginBehalf(o *desk.Order) error {
	rep := h.Campaign.report(o.Units[0])
	h.person.Behalf = &store.Behalf{Report: rep, Since: h.Update.At}
	s, ok := h.Proxy()
	if !ok {
		h.person.Behalf = nil
		h.tell(chat.Content{Text: h.say.Say("errand_not_you", "contact", h.Campaign.contact())})
		return nil
	}
	h.person.Current = s.key()
	unit := h.Campaign.Units.Path(rep.Unit)
	if err := tellUnit(h.Session, rep.Unit, chat.Content{Text: h.Campaign.phrases("").Say("behalf_begun_unit", "office", h.Campaign.Office(o.From), "unit", unit)}); err != nil {
		return err
	}
	h.tell(chat.Content{Text: h.say.Say("behalf_begun", "unit", unit), Choices: [][]chat.Choice{{h.Campaign.startButton(rep)}}})
	return nil
}

// behalfDone tells the unit that its report was handed in for it.
func (h officer) behalfDone(w *Report) error {
	h.person.Current = ""
	text := h.Campaign.phrases("").Say("behalf_done_unit", "by", h.post(w), "unit", h.Campaign.Units.Path(w.unit.Code))
	return tellUnit(h.Session, w.unit.Code, chat.Content{Text: text})
}

// tellUnit sends word to who works at a unit's report.
func tellUnit(s *Session, unit string, c chat.Content) error {
	members, err := store.GetMembers(s.Tx, s.Campaign.list(), unit)
	if err != nil {
		return damaged(err)
	}
	told := map[chat.Address]bool{s.Update.From: true}
	for _, m := range members.With(workers()...) {
		if !m.Blocked && !told[m.Address] && len(told) <= mostTold {
			told[m.Address] = true
			push(s, m.Address, c)
		}
	}
	return nil
}
