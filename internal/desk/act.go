package desk

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
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
	Name Name
	// Unit is the unit's name as typed, Words what stood behind it: a day or
	// words. Code names the unit instead when a button was pressed. It is untrusted.
	Unit, Words, Code string
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
	r := Request{Name: best}
	r.Unit, r.Words = split(strings.Join(words[used:], " "), units, now)
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

// Decides reports whether the operation changes the state of one report.
func (n Name) Decides() bool { return slices.Contains(Acts(), n) }

// Begins reports whether a button or a line can begin the operation.
func (n Name) Begins() bool { return n.Decides() || slices.Contains(Errands(), n) }

// What the unit does about its own report. There is one unit, and what was asked
// for is done at once: the words are the confirmation.
const (
	Sign          Name = "kyduyet" // hand in what waits for the approver
	SendBack      Name = "khongky" // give it back with what is to be mended
	RequestReopen Name = "xinsua"  // ask that a submitted report be opened again
)

// Own reports whether the operation is the unit's, about its own report.
func (n Name) Own() bool { return n == Sign || n == SendBack || n == RequestReopen }

// Button begins the operation for one unit, or names its unit.
func Button(n Name, unit, label string) chat.Choice {
	return chat.Action{To: chat.Operation, Verb: string(n), Target: unit}.Choice(label)
}

// NudgeAll is the verb of the button that begins to nudge all that are late under
// a unit.
const NudgeAll Name = "nhacca"
