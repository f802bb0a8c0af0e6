package desk

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// The errands of coordinators: what they do about units and people rather than
// about one report's state.
const (
	Nudge    Name = "nhac"      // ask late units to hand in
	Announce Name = "thongbao"  // own words to a level below, or one unit
	Behalf   Name = "nhapho"    // fill in for a unit
	Codes    Name = "capma"     // codes that let people in
	Members  Name = "thanhvien" // who is in
	Revoke   Name = "thuhoi"    // somebody is not in any more
	Replace  Name = "thaythe"   // the same, with a code for who comes instead
)

// Errands are those that are typed, in the order in which they are explained.
func Errands() []Name { return []Name{Nudge, Announce, Behalf, Codes, Members} }

// An Errand is one that was begun and not ended. It is small and kept with the
// person.
type Errand struct {
	Campaign string `json:"c,omitempty"` // the shell's
	// ID names this errand in its buttons: those of another one do nothing.
	ID   string `json:"i"`
	Name Name   `json:"n"`
	// Root is the unit under which is meant all of a Level that is late, Cause
	// the reason plus one that narrows it; 0 is any.
	Root  string `json:"r,omitempty"`
	Level int    `json:"l,omitempty"`
	Cause int    `json:"w,omitempty"`
	// Units are those named or ticked, instead.
	Units []string `json:"u,omitempty"`
	Words string   `json:"t,omitempty"`
	// Role is for whom codes are, Member whose membership ends.
	Role   roster.Role `json:"o,omitempty"`
	Member string      `json:"m,omitempty"`
	// Asked is what the person was asked last, Aside that they went on to
	// something else since: words are not about this any more.
	Asked string `json:"k,omitempty"`
	Aside bool   `json:"a,omitempty"`
}

// What a person is asked on the way.
const (
	askWhom = "whom" // names of units, or all
	askPick = "pick" // units ticked one by one
	askText = "text" // words to be sent
	askRole = "role" // for whom a code is
)

// Waits tells whether an errand was begun that words may be about.
func (e *Errand) Waits() bool { return e != nil && !e.Aside }

// Takes tells whether words may be an answer to what was asked last.
func (e *Errand) Takes(text string) bool {
	folded := strings.Trim(viet.Fold(viet.Line(text)), " .!")
	switch {
	case e == nil:
		return false
	case folded == "/huy":
		return true
	case e.Aside || strings.HasPrefix(folded, "/"):
		return false
	case e.Asked == askMember:
		return strings.HasPrefix(folded, "thu hoi ") || strings.HasPrefix(folded, "thay ")
	}
	return e.Asked != ""
}

// WantsWords tells whether the next words are to be sent on, so that only a
// slash makes a command.
func (e *Errand) WantsWords() bool { return e != nil && !e.Aside && e.Asked == askText }

// An ErrandRequest is an errand as it was asked for: typed, or by a button that
// stands under something else.
type ErrandRequest struct {
	Name Name
	// Unit is what stood behind the command, Words what stood behind a colon.
	Unit, Words string
	// Code names the unit instead when a button was pressed. It is untrusted.
	Code string
}

func errandSpellings(n Name) []string {
	switch n {
	case Nudge:
		return []string{"nhac"}
	case Announce:
		return []string{"thongbao", "thong bao"}
	case Behalf:
		return []string{"nhapho", "nhap ho"}
	case Codes:
		return []string{"capma", "cap ma"}
	}
	return []string{"thanhvien", "thanh vien"}
}

// ParseErrand reads an errand: /nhac Nga An, «nhắc cả», «nhắc các xã chưa bắt
// đầu», /thongbao các xã: nội dung, «nhập hộ xã Nga An». Without the slash it is
// one only as the whole message, with the name of a unit, or with words for all.
func ParseErrand(text string, units Units) (ErrandRequest, bool) {
	head, words, colon := strings.Cut(text, ":")
	fields := strings.Fields(viet.Polite(viet.Line(head)))
	if len(fields) == 0 {
		return ErrandRequest{}, false
	}
	first, slash := strings.CutPrefix(fields[0], "/")
	if slash {
		first, _, _ = strings.Cut(first, "@")
		first = strings.ReplaceAll(first, "_", "")
	}
	for _, name := range Errands() {
		used := 0
		for _, spelled := range errandSpellings(name) {
			used = max(used, spells(fields, first, strings.Fields(spelled)))
		}
		if used == 0 {
			continue
		}
		r := ErrandRequest{Name: name, Unit: strings.Trim(strings.Join(fields[used:], " "), " .?!,;"), Words: strings.TrimSpace(words)}
		if !slash && (r.Unit == "" && colon || r.Unit != "" && !everyone(r.Unit) && !allKnown(units, r.Unit)) {
			return ErrandRequest{}, false
		}
		return r, true
	}
	return ErrandRequest{}, false
}

// everyone tells whether the words mean all rather than a unit.
func everyone(words string) bool {
	f := viet.Fold(words)
	return f == "ca" || f == "het" || slices.ContainsFunc([]string{"ca ", "cac ", "tat ca", "toan bo"}, func(p string) bool { return strings.HasPrefix(f, p) })
}

// allKnown tells whether each of the names between commas is a unit's.
func allKnown(units Units, names string) bool {
	for _, name := range strings.Split(names, ",") {
		if !units.Named(strings.TrimSpace(name)) {
			return false
		}
	}
	return true
}

// ErrandButton begins the errand for one unit.
func ErrandButton(n Name, unit, label string) chat.Choice {
	return chat.Action{To: chat.Outreach, Verb: string(n), Target: unit}.Choice(label)
}

// A Clerk is where one coordinator's errands are done. Nothing leaves before a
// preview was confirmed.
type Clerk struct {
	Scene  report.Scene
	Who    []roster.Membership
	Errand *Errand // what was begun; replaced, nil when over
	// ID names an errand that is begun now, Message ours whose button was pressed.
	ID, Message string
	// Reports tells whether units of the level report, Open until when the unit's
	// quiet hours last: zero if they do not.
	Reports func(level int) bool
	Quiet   time.Time
	// Office is the body in whose name the head of a unit writes.
	Office func(u roster.Unit) string
	// Nudged tells whether the person nudged the unit today.
	Nudged  func(unit string) bool
	Contact string
	Say     locale.Phrases
}

// An ErrandOrder is an errand that was confirmed, with the units that it is
// about.
type ErrandOrder struct {
	Errand
	// From is the unit in whose name it is done.
	From  roster.Unit
	Units []string
	// Unheard are those of them in which nobody can be reached.
	Unheard int
}

func (c *Clerk) desk() desk {
	return desk{Scene: c.Scene, say: c.Say, roots: c.roots(), cmd: Command{}}
}

// roots are the units that the person coordinates; an admin's count too.
func (c *Clerk) roots() []string { return roster.Places(c.Scene.Units, c.Who, roster.Look) }

// below tells whether the unit is the person's to do errands about.
func (c *Clerk) below(unit string) bool {
	return roster.May(c.Scene.Units, c.Who, unit, roster.Reach)
}

// from is the unit in whose name the person acts on a unit: the nearest over it.
func (c *Clerk) from(unit string) roster.Unit {
	by, _ := roster.By(c.Scene.Units, c.Who, unit, roster.Look)
	u, _ := c.Scene.Units.Get(by.Unit)
	return u
}

// button belongs to the errand that is pending.
func (c *Clerk) button(verb, arg, label string) chat.Choice {
	return chat.Action{To: chat.Outreach, Verb: verb, Target: arg, Args: []string{c.Errand.ID}}.Choice(label)
}

func (c *Clerk) over(text string) []chat.Content {
	c.Errand = nil
	return one(text)
}

// mostWords is how many letters of somebody's own words are sent on.
const mostWords = 1500

// Move is the errand in the journal.
func (o *ErrandOrder) Move() report.Move { return report.Move(o.Name) }

// errandDone is the errand of a line of the journal; "" if it is none.
func errandDone(m report.Move, say locale.Phrases) string {
	switch Name(m) {
	case Nudge:
		return say.Say("journal_nudge")
	case Announce:
		return say.Say("journal_announce")
	case Behalf:
		return say.Say("journal_behalf")
	case Codes:
		return say.Say("journal_codes")
	case Revoke:
		return say.Say("journal_revoke")
	case Replace:
		return say.Say("journal_replace")
	}
	return ""
}

// doing is the button that confirms.
func (c *Clerk) doing() string {
	switch c.Errand.Name {
	case Behalf:
		return c.Say.Say("errand_do_behalf")
	case Codes:
		return c.Say.Say("members_code")
	case Revoke:
		return c.Say.Say("errand_do_revoke")
	case Replace:
		return c.Say.Say("errand_do_replace")
	}
	return c.Say.Say("errand_send")
}

// Confirms tells whether the words are those of the button that confirms, which
// may be a command's too.
func (c *Clerk) Confirms(text string) bool {
	return c.Errand.Waits() && c.Errand.Asked == askSend && strings.Trim(viet.Fold(viet.Line(text)), " .!") == viet.Fold(c.doing())
}

// nudgeAllButton begins to nudge all that are late under a unit.
func nudgeAllButton(unit, label string) chat.Choice {
	return ErrandButton(nudgeAll, unit, label)
}

// nudgeAll is the verb of that button.
const nudgeAll = "nhacca"

// under goes on with all that are late under a unit. It is untrusted.
func (c *Clerk) under(unit string) []chat.Content {
	c.Errand = &Errand{ID: c.ID, Name: Nudge, Root: unit, Level: c.Scene.Level}
	if !c.desk().mine(unit) {
		return c.outside()
	}
	return c.previewNudge()
}

// offeredErrands are buttons for what can be done about a unit whose report is
// awaited.
func (d desk) offeredErrands(unit string) [][]chat.Choice {
	c := Clerk{Scene: d.Scene, Who: d.who}
	state := d.Status[unit].State
	if !c.below(unit) || state.In() || state == report.Exempt {
		return nil
	}
	return [][]chat.Choice{{ErrandButton(Nudge, unit, d.say.Say("nudge_button")), ErrandButton(Members, unit, d.say.Say("members_button"))}}
}
