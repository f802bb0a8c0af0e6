// Package desk is what coordinators ask and what they are told: it reads a
// command, finds the unit that is meant among those that the person may see,
// and answers in the words of package report. A district head and a provincial
// coordinator are the same here, at another place in the tree.
//
// It is pure: a scene comes in, contents go out. It never names a unit outside
// the memberships that it is given, and never guesses which unit was meant.
package desk

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// Name is a command's name as it follows the slash.
type Name string

// The commands of coordinators.
const (
	Progress Name = "tinhhinh" // how many reports are in
	Missing  Name = "chuanop"  // whose report is not
	Threads  Name = "vuongmac" // questions from below that wait for an answer
)

// spellings are the commands' names as two words.
func spellings() map[Name][2]string {
	return map[Name][2]string{Progress: {"tinh", "hinh"}, Missing: {"chua", "nop"}, Threads: {"vuong", "mac"}, Journal: {"nhat", "ky"}}
}

// Command is what a coordinator asks.
type Command struct {
	Name Name
	// Unit is the unit's name as typed; "" is everything that the person
	// coordinates.
	Unit string
	// Code names the unit instead, when a button was pressed. It is untrusted.
	Code string
	// Part is a section or a question of the reports, Page a page of the answer
	// from 1; both are untrusted.
	Part string
	Page int
	// Cursor is where the page before ended, of the journal.
	Cursor string
}

// maxNameWords is the longest unit's name with its type and the units above.
const maxNameWords = 12

// Units are looked names up in. Parsers ask whether a name is one and no more:
// names that are only like it are for who answers to look for.
type Units interface{ Named(name string) bool }

// Parse reads a command among those that its sender may ask: /tinhhinh,
// /tinh_hinh@tenbot nga sơn, «tình hình», «tinh hinh nga son». Without the slash
// it is one only as the whole message or with the name of a unit after it, since
// a report may well begin «Tình hình an ninh...».
func Parse(text string, units Units, may func(Name) bool) (Command, bool) {
	words := strings.Fields(viet.Polite(viet.Line(text)))
	if len(words) == 0 {
		return Command{}, false
	}
	first, slash := strings.CutPrefix(words[0], "/")
	if slash {
		first, _, _ = strings.Cut(first, "@")
	}
	if cmd, ok := parseSentence(text, units, may); ok {
		return cmd, true
	}
	for name, spelled := range spellings() {
		rest, ok := after(words, first, spelled)
		if !ok || !may(name) {
			continue
		}
		cmd := Command{Name: name, Unit: strings.Trim(strings.Join(rest, " "), " .?!,;:")}
		if name == Threads && cmd.Unit != "" {
			return Command{}, false // words to be sent, not a unit
		}
		if !slash && cmd.Unit != "" && (len(rest) > maxNameWords || !units.Named(cmd.Unit)) {
			return Command{}, false
		}
		return cmd, true
	}
	return parseReading(text, units, may)
}

// after gives the words that follow the command's name, written as one word or
// as two.
func after(words []string, first string, spelled [2]string) ([]string, bool) {
	one := strings.TrimRight(strings.ReplaceAll(viet.Fold(first), "_", ""), ".?!,;:")
	if one == spelled[0]+spelled[1] {
		return words[1:], true
	}
	if one == spelled[0] && len(words) > 1 && strings.TrimRight(viet.Fold(words[1]), ".?!,;:") == spelled[1] {
		return words[2:], true
	}
	return nil, false
}

// Action is the command as a button, with the unit by its code.
func (c Command) Action() chat.Action {
	a := chat.Action{To: chat.Reading, Verb: string(c.Name), Target: c.Code}
	switch {
	case c.Cursor != "":
		a.Args = []string{c.Cursor}
	case c.Page != 0:
		a.Args = []string{c.Part, strconv.Itoa(c.Page)}
	case c.Part != "":
		a.Args = []string{c.Part}
	}
	return a
}

// CommandOf reads a pressed button; ok is false if it is not one of ours.
func CommandOf(a chat.Action) (Command, bool) {
	c := Command{Name: Name(a.Verb), Code: a.Target}
	_, plain := spellings()[c.Name]
	switch {
	case a.To != chat.Reading || len(a.Args) > 2:
		return Command{}, false
	case c.Name == Journal:
		c.Cursor = a.Arg(0)
		return c, len(a.Args) < 2 && c.Code+c.Cursor != ""
	case plain:
		return c, len(a.Args) == 0 && c.Code != ""
	case !c.Reads() && c.Name != Deadline && c.Name != People && c.Name != Causes:
		return Command{}, false
	}
	c.Part = a.Arg(0)
	if len(a.Args) == 2 {
		c.Page, _ = strconv.Atoi(a.Args[1])
	}
	return c, c.Code != "" && c.Page >= 0 && slices.Equal(c.Action().Args, a.Args)
}

// choice is a button for the command.
func (c Command) choice(label string) chat.Choice { return c.Action().Choice(label) }

// button offers the command for one unit.
func button(name Name, unit roster.Unit, label string) chat.Choice {
	return Command{Name: name, Code: unit.Code}.choice(label)
}
