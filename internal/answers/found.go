package answers

import "slices"

// Found is what was read in a report that somebody had already written, and what became
// of it. It is proposed, and no answer before somebody confirms it.
type Found struct {
	// Label names the file, Problem is why it could not be read: a phrase's key.
	Label   string      `json:"label,omitempty"`
	Problem string      `json:"problem,omitempty"`
	List    []FoundItem `json:"list,omitempty"`
	// Left are the beginnings of what was not placed, More counts those beyond them.
	Left []string `json:"left,omitempty"`
	More int      `json:"more,omitempty"`
	// Pictures counts those in the file. They are kept with it and not read.
	Pictures int `json:"pictures,omitempty"`
}

// Waiting reports whether something found waits to be decided.
func (f *Found) Waiting() bool {
	return slices.ContainsFunc(f.List, func(i FoundItem) bool { return i.Fate == Undecided })
}

// Restore has what was left out wait again, and reports whether there was any.
func (f *Found) Restore() (any bool) {
	for i := range f.List {
		if f.List[i].Fate == LeftOut {
			f.List[i].Fate, any = Undecided, true
		}
	}
	return any
}

// A FoundItem is what was found for one question, or one row of a list.
type FoundItem struct {
	// Name is the question's, whatever its code is by now.
	Name string `json:"q"`
	// Text is the words to be read as its answer, From the words in which it was found.
	Text string `json:"t"`
	From string `json:"f,omitempty"`
	// Sure marks what may be confirmed together with its neighbours.
	Sure bool `json:"s,omitempty"`
	// Fields are those of a row.
	Fields []FoundField `json:"r,omitempty"`
	Fate   Fate         `json:"d,omitempty"`
}

// A FoundField is what was found for one field of a row.
type FoundField struct {
	Name string `json:"q"`
	Text string `json:"t"`
}

// Fate is what became of something found. Its words are stored.
type Fate string

// The fates.
const (
	Undecided Fate = ""       // it waits
	Taken     Fate = "stored" // it is the answer
	LeftOut   Fate = "out"    // somebody decided against it
)
