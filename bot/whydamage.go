package main

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/health"
	"giaoban/internal/store"
	"giaoban/internal/why"
)

// met are the units and people that an answer is about.
type met struct {
	units  []unitIn
	people []chat.Address
}

func (m *met) unit(in campaignOf, code string) {
	if u, ok := in.Units.Get(code); ok && !slices.Contains(m.units, unitIn{u, in}) {
		m.units = append(m.units, unitIn{u, in})
	}
}

func (m *met) person(a chat.Address) {
	if !slices.Contains(m.people, a) {
		m.people = append(m.people, a)
	}
}

// damage says of each damaged record that concerns what was met what it is, what people notice of it, and what to do; the
// others are counted.
func (q *inquiry) damage() (lines []string) {
	others := 0
	for _, key := range q.damaged {
		d, ours := q.damageOf(key)
		if !ours {
			others++
			continue
		}
		d.Restore = health.Restore(callMark, q.backup, q.say)
		if line := d.Line(q.say); !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	if others > 0 {
		lines = append(lines, q.say.Say("trace_damaged_others", "n", others, "giaoban", callMark))
	}
	if len(lines) > 0 {
		lines = append(lines, "")
	}
	return lines
}

// damageOf says what is damaged, and whether that concerns what was met.
func (q *inquiry) damageOf(key string) (why.Damage, bool) {
	kind, rest, _ := strings.Cut(key, "/")
	if d, ok := q.damageOfUnit(key); ok {
		return d, true
	}
	_, of := store.About(key)
	if of.Campaign != "" && of.Unit == "" && kind != "outbox" {
		for _, c := range q.d.All() {
			if c.ID() == of.Whole() {
				return why.Damage{What: why.OfCampaign, Name: c.Title(q.say)}, true
			}
		}
	}
	what, known := map[string]why.Damaged{"chat": why.OfChat, "person": why.OfPerson, "outbox": why.OfMessage, "sending": why.OfMessage, "reminded": why.OfReminded}[kind]
	if !known {
		return why.Damage{}, false
	}
	if what == why.OfMessage {
		_, rest, _ = strings.Cut(rest, "-")
	}
	for _, a := range q.met.people {
		if a.String() == rest {
			return why.Damage{What: what, Name: rest, Person: rest}, true
		}
	}
	return why.Damage{}, false
}

// damageOfUnit is damageOf for what is kept of a report, and for the members of a unit.
func (q *inquiry) damageOfUnit(key string) (why.Damage, bool) {
	_, of := store.About(key)
	for _, u := range q.met.units {
		d := why.Damage{Name: u.in.Units.Path(u.Code), Unit: u.Code}
		switch id := u.in.Report(u.Code); {
		case key == store.Members.Key(u.in.OnList(u.Code)):
			d.What = why.OfMembers
			if q.all != nil && len(q.all.own[u.in.OnList(u.Code)]) > 0 {
				d.Person = q.all.own[u.in.OnList(u.Code)][0].String()
			}
			return d, true
		case of != id:
			continue
		}
		d.What = why.OfNotes
		switch store.KindOf(key) {
		case "status":
			d.What = why.OfStatus
		case "report/draft", "report/t", "files", "download", "found", "read":
			d.What = why.OfAnswers
		}
		return d, true
	}
	return why.Damage{}, false
}
