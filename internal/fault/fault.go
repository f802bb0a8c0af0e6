// Package fault is what is wrong in a file that an office wrote: where it stands, which
// phrase tells it, and the word that was perhaps meant.
//
// Readers of such files collect faults instead of stopping at the first, look on as far as
// what is good allows, and leave out what only follows from a fault that was told. The
// room knows no file of the program's and no language: phrases lie in
// locales/faults.<language>.toml, and are said by whoever shows them.
package fault

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Fault is one thing that is wrong.
type Fault struct {
	File         string
	Line, Column int // from 1; the column counts characters
	Key          string
	Pairs        []any // names and texts of the phrase's placeholders
	Near         string
	// Excerpt is the beginning of what stands there, where the column cannot tell it.
	Excerpt string
	// More is how many other lines of the file have the same.
	More int

	hides string // the key that was meant by one that is none
}

// New is a fault that has no place yet. Values are written as they are in the file: a
// number keeps its digits without marks between them.
func New(key string, pairs ...any) Fault {
	for i := 1; i < len(pairs); i += 2 {
		pairs[i] = fmt.Sprint(pairs[i])
	}
	return Fault{Key: key, Pairs: pairs}
}

// Meant adds the one of the words that was perhaps meant, if one is close.
func (f Fault) Meant(word string, words []string) Fault {
	f.Near = Nearest(word, words)
	return f
}

// At is the fault at its place. An empty file has no line at all, and is faulty on its first.
func (f Fault) At(file string, line, column int) Fault {
	f.File, f.Line, f.Column = file, max(line, 1), max(column, 1)
	return f
}

// In is the fault of something that has no lines, such as a variable of the environment.
func (f Fault) In(file string) Fault {
	f.File, f.Line, f.Column = file, 0, 0
	return f
}

// A Sayer says the phrases of a language.
type Sayer interface {
	Say(key string, pairs ...any) string
}

// Say is the fault in a language, as one line. Without a file it has no place to name.
func (f Fault) Say(say Sayer) string {
	text := say.Say(f.Key, f.Pairs...)
	if f.Excerpt != "" {
		text = say.Say("fault_excerpt", "fault", text, "excerpt", f.Excerpt)
	}
	if f.Near != "" {
		text = say.Say("fault_nearest", "fault", text, "word", f.Near)
	}
	if f.More > 0 {
		text = say.Say("fault_more", "fault", text, "n", f.More)
	}
	if f.File == "" {
		return text
	}
	return f.place() + text
}

func (f Fault) place() string {
	if f.Line == 0 {
		return f.File + ": "
	}
	return fmt.Sprintf("%s:%d:%d: ", f.File, f.Line, f.Column)
}

// Error is the fault in no language, for whoever has none: its key and what fills it.
func (f Fault) Error() string {
	text := f.Key
	for i := 0; i+1 < len(f.Pairs); i += 2 {
		text += fmt.Sprintf(" %v=%q", f.Pairs[i], f.Pairs[i+1])
	}
	if f.Excerpt != "" {
		text += fmt.Sprintf(" excerpt=%q", f.Excerpt)
	}
	if f.Near != "" {
		text += fmt.Sprintf(" near=%q", f.Near)
	}
	if f.More > 0 {
		text += fmt.Sprintf(" more=%d", f.More)
	}
	if f.File == "" {
		return text
	}
	return f.place() + text
}

// Most is how many faults of a file are told: one with more is of another kind.
const Most = 50

// Faults are those of one file. The zero value has none.
type Faults struct {
	all  []Fault
	more int
}

// Add notes a fault. Of many, those that stand first are kept and the others counted.
func (fs *Faults) Add(f Fault) {
	if fs.all = append(fs.all, f); len(fs.all) >= 4*Most {
		fs.cut()
	}
}

// cut leaves the first.
func (fs *Faults) cut() {
	Sort(fs.all)
	same := func(a, b Fault) bool {
		return a.File == b.File && a.Line == b.Line && a.Column == b.Column && a.Error() == b.Error()
	}
	fs.all = slices.CompactFunc(fs.all, same)
	if over := len(fs.all) - Most; over > 0 {
		fs.all, fs.more = fs.all[:Most], fs.more+over
	}
}

// Sort puts faults into the order of their places, and equal ones beside each other.
func Sort(list []Fault) {
	slices.SortFunc(list, func(a, b Fault) int {
		if at := cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column)); at != 0 {
			return at
		}
		return strings.Compare(a.Error(), b.Error())
	})
}

// List returns the faults that are told, in the order of their places, and how many more there are.
func (fs *Faults) List() (first []Fault, more int) {
	fs.cut()
	return slices.Clone(fs.all), fs.more
}

// Retell puts in the place of each fault what tell makes of it.
func (fs *Faults) Retell(tell func(Fault) Fault) {
	for i, f := range fs.all {
		fs.all[i] = tell(f)
	}
}

// Err is the faults as an error; nil if there are none.
func (fs *Faults) Err() error {
	if len(fs.all) == 0 {
		return nil
	}
	return fs
}

// Lines are the faults in a language, a line each.
func (fs *Faults) Lines(say Sayer) (lines []string) {
	first, more := fs.List()
	for _, f := range first {
		lines = append(lines, f.Say(say))
	}
	if more > 0 {
		lines = append(lines, New("faults_more", "file", first[0].File, "n", more).Say(say))
	}
	return lines
}

// Error is the faults in no language, a line each.
func (fs *Faults) Error() string {
	first, more := fs.List()
	var lines []string
	for _, f := range first {
		lines = append(lines, f.Error())
	}
	if more > 0 {
		lines = append(lines, fmt.Sprintf("%s: %d more faults", first[0].File, more))
	}
	return strings.Join(lines, "\n")
}
