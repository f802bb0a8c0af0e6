package report

import (
	"cmp"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/viet"
)

// An Issue is a question with what was answered. One from below is a «Vướng mắc»: the
// nearest coordinator above gets it, answers, or passes it up. One from above is about a
// report, and the unit answers.
type Issue struct {
	Number int
	// Report is whose question it is, Asker who asked it and Post as what.
	Report ID
	Asker  chat.Address
	Post   string
	// Holder is the unit whose coordinators are to answer, Passed are those that passed it
	// up, the lowest first.
	Holder string
	Passed []string
	// Taken is since when somebody at the holder is at it; zero if nobody is.
	Taken time.Time
	Asked time.Time
	Said  []Said
	// Open marks that an answer is waited for.
	Open bool
	// Question is the code of the outline's question whose text it carries, if
	// it did not come by itself.
	Question string
	// From is the unit above that asks about the report, of which Question is the section or
	// the question meant. "" is a question from below.
	From string
}

// Down reports whether the unit is asked from above: its people answer, as the holder.
func (t Issue) Down() bool { return t.From != "" }

// asks reports whether something was said by those who ask.
func (t Issue) asks(s Said) bool { return s.Unit == cmp.Or(t.From, t.Report.Unit) }

// Said is one thing said in an issue.
type Said struct {
	By   chat.Address
	Unit string // for which the speaker spoke
	At   time.Time
	Text string
}

// Last is what was asked last.
func (t Issue) Last() string {
	for i := len(t.Said) - 1; i >= 0; i-- {
		if t.asks(t.Said[i]) {
			return t.Said[i].Text
		}
	}
	return ""
}

// Unanswered is which of the things said is the first behind the last answer.
func (t Issue) Unanswered() (first int) {
	for i, s := range t.Said {
		if !t.asks(s) {
			first = i + 1
		}
	}
	return first
}

// AsksFrom is what the unit below said from there on.
func (t Issue) AsksFrom(first int) string {
	var texts []string
	for _, s := range t.Said[min(first, len(t.Said)):] {
		if t.asks(s) {
			texts = append(texts, s.Text)
		}
	}
	return strings.Join(texts, "\n")
}

// Asks is what waits for an answer, or what was asked last.
func (t Issue) Asks() string { return cmp.Or(t.AsksFrom(t.Unanswered()), t.Last()) }

// Answer is what was answered last; nothing if nothing was.
func (t Issue) Answer() (last Said) {
	if n := t.Unanswered(); n > 0 {
		last = t.Said[n-1]
	}
	return last
}

// Has reports whether all of the words stand in what was said.
func (t Issue) Has(words string) bool {
	var all []string
	for _, s := range t.Said {
		all = append(all, viet.Fold(viet.Line(s.Text)))
	}
	said := " " + strings.Join(all, " ") + " "
	for w := range strings.FieldsSeq(viet.Fold(words)) {
		if !strings.Contains(said, strings.Trim(w, ".,;:?!«»\"")) {
			return false
		}
	}
	return true
}

// Waiting is a question that nobody has answered yet, as the lists know it.
type Waiting struct {
	Number       int
	Unit, Holder string
	Since        time.Time
	// Text is its beginning.
	Text string
	// Down marks a question from above.
	Down bool
}

// waitingText is how much of a question the lists show.
var waitingText = viet.Clip{Most: 120, Kept: 119, Mark: "…", Spaced: true}

// Waiting returns the issue as the lists know it.
func (t Issue) Waiting() Waiting {
	since := t.Asked
	if n := len(t.Said); n > 0 {
		since = t.Said[n-1].At
	}
	return Waiting{Number: t.Number, Unit: t.Report.Unit, Holder: t.Holder, Since: since, Text: waitingText.Of(t.Last()), Down: t.Down()}
}

// WaitingFor returns the questions that wait for the unit's own answer.
func (s Overview) WaitingFor(unit string) (list []Waiting) {
	for _, w := range s.Waiting {
		if w.Holder == unit {
			list = append(list, w)
		}
	}
	return list
}
