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

// The acts of coordinators, by their commands.
const (
	Return   Name = "tralai"
	Accept   Name = "khoa"
	Reopen   Name = "mo"
	Extend   Name = "han"
	Exempt   Name = "mien"
	Unexempt Name = "bomien"
)

// Acts are all of them, in the order in which they are offered.
func Acts() []Name { return []Name{Accept, Return, Reopen, Extend, Exempt, Unexempt} }

// move is the step in a report's life that the act makes.
func (n Name) move() report.Move {
	switch n {
	case Return:
		return report.MoveReturn
	case Accept:
		return report.MoveAccept
	case Reopen:
		return report.MoveReopen
	case Extend:
		return report.MoveExtend
	case Exempt:
		return report.MoveExempt
	}
	return report.MoveUnexempt
}

// actSpellings are what the acts are called, folded, as words.
func actSpellings(n Name) []string {
	switch n {
	case Return:
		return []string{"tralai", "tra lai"}
	case Accept:
		return []string{"khoa", "chap nhan", "chapnhan"}
	case Reopen:
		return []string{"mo", "mo lai", "molai", "mo khoa", "mokhoa"}
	case Extend:
		return []string{"han", "gia han", "giahan"}
	case Exempt:
		return []string{"mien", "mien bao cao", "mienbaocao"}
	}
	return []string{"bomien", "bo mien"}
}

// A Request is an act as it was asked for.
type Request struct {
	Act Name
	// Unit is the unit's name as typed, Rest what stood behind it: a day or
	// words. Code names the unit instead when a button was pressed.
	Unit, Rest, Code string
}

// ParseAct reads an act: /tralai nga an, «trả lại xã Nga An», /han Nga An 10/7,
// /mien Nga An: sáp nhập. Without the slash it is one only as the whole message
// or with the name of a unit after it.
func ParseAct(text string, units Units, now time.Time) (Request, bool) {
	words := strings.Fields(viet.Polite(viet.Line(text)))
	if len(words) == 0 {
		return Request{}, false
	}
	first, slash := strings.CutPrefix(words[0], "/")
	if slash {
		first, _, _ = strings.Cut(first, "@")
		first = strings.ReplaceAll(first, "_", "")
	}
	best, used := Name(""), 0
	for _, act := range Acts() {
		for _, spelled := range actSpellings(act) {
			if n := spells(words, first, strings.Fields(spelled)); n > used {
				best, used = act, n
			}
		}
	}
	if used == 0 {
		return Request{}, false
	}
	r := Request{Act: best}
	r.Unit, r.Rest = split(strings.Join(words[used:], " "), units, now)
	if !slash && len(words) > used && (r.Unit == "" || !units.Named(r.Unit)) && !(best == Extend && r.Unit == "") {
		return Request{}, false
	}
	return r, true
}

// spells is how many words the message begins with that are the spelling; 0 if
// it begins otherwise. first stands for the first word.
func spells(words []string, first string, spelled []string) int {
	if len(words) < len(spelled) {
		return 0
	}
	for i, want := range spelled {
		have := words[i]
		if i == 0 {
			have = first
		}
		if strings.TrimRight(viet.Fold(have), ".?!,;:") != want {
			return 0
		}
	}
	return len(spelled)
}

// split parts the unit's name from what stands behind it: words after a colon,
// or a day.
func split(text string, units Units, now time.Time) (unit, rest string) {
	if name, words, found := strings.Cut(text, ":"); found {
		return strings.TrimSpace(name), strings.TrimSpace(words)
	}
	if units.Named(text) {
		return text, ""
	}
	words := strings.Fields(text)
	for n := min(len(words), maxNameWords); n >= 0; n-- {
		name, day := strings.Join(words[:n], " "), strings.Join(words[n:], " ")
		if n > 0 && !units.Named(name) {
			continue
		}
		if _, unclear := viet.ReadDate(day, now); unclear == nil {
			return name, day
		}
	}
	return strings.Trim(text, " .?!,;:"), ""
}

// ActButton begins the act for one unit, or names its unit.
func ActButton(act Name, unit, label string) chat.Choice {
	return chat.Action{To: chat.Operation, Verb: string(act), Target: unit}.Choice(label)
}

// label is the act as a button says it.
func (n Name) label(say locale.Phrases) string {
	switch n {
	case Return:
		return say.Say("act_return")
	case Accept:
		return say.Say("act_accept")
	case Reopen:
		return say.Say("act_reopen")
	case Extend:
		return say.Say("act_extend")
	case Exempt:
		return say.Say("act_exempt")
	}
	return say.Say("act_unexempt")
}

// OfferedActs are buttons for what somebody with these memberships may do with
// the unit's report as it stands.
func OfferedActs(us *roster.Units, who []roster.Membership, unit string, s report.Status, say locale.Phrases) [][]chat.Choice {
	var rows [][]chat.Choice
	for _, act := range Acts() {
		if report.May(us, who, unit, act.move()) != report.Legal || s.Refusal(act.move()) != report.Legal {
			continue
		}
		b := ActButton(act, unit, act.label(say))
		if n := len(rows); n > 0 && len(rows[n-1]) == 1 {
			rows[n-1] = append(rows[n-1], b)
			continue
		}
		rows = append(rows, []chat.Choice{b})
	}
	return rows
}

// isName tells whether the verb is an act's.
func isName(verb string) bool { return slices.Contains(Acts(), Name(verb)) }
