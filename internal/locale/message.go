package locale

import (
	"fmt"
	"strings"
	"time"

	"giaoban/internal/chat"
)

// A Phrase is one that is not said yet. It can be stored, and is said to each
// receiver in their own language.
type Phrase struct {
	Key   string  `json:"k,omitempty"`
	Fills []Fill  `json:"f,omitempty"`
	Text  *string `json:"t,omitempty"` // words of people or of a campaign, said as they are
	// Texts are those of a campaign in each language.
	Texts map[string]string `json:"i,omitempty"`
	// Day and Clock are instants that are written as Phrases.Day and Phrases.Clock do.
	Day   *time.Time `json:"d,omitempty"`
	Clock *time.Time `json:"c,omitempty"`
}

// A Fill is what a placeholder is filled with.
type Fill struct {
	Name   string `json:"n"`
	Phrase Phrase `json:"p"`
}

// Later is Say for later. A value may be a Phrase itself.
func Later(key string, pairs ...any) Phrase {
	p := Phrase{Key: key}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, _ := pairs[i].(string)
		value, ok := pairs[i+1].(Phrase)
		if !ok {
			value = Text(fmt.Sprint(pairs[i+1]))
		}
		p.Fills = append(p.Fills, Fill{name, value})
	}
	return p
}

// Text is a phrase that needs no translation.
func Text(words string) Phrase { return Phrase{Text: &words} }

// TextIn is a phrase whose words are at hand in every language.
func TextIn(words map[string]string) Phrase { return Phrase{Texts: words} }

// DayLater is Day for later.
func DayLater(t time.Time) Phrase { return Phrase{Day: &t} }

// UntilLater is Until for later, of an instant in its own zone.
func UntilLater(t time.Time) Phrase {
	if t.Format(time.TimeOnly) == "23:59:59" {
		return Later("deadline_day", "day", DayLater(t))
	}
	return ClockMomentLater(t)
}

// DeadlineLater is Deadline for later, of an instant in its own zone.
func DeadlineLater(t time.Time) Phrase {
	if t.Format(time.TimeOnly) == "23:59:59" {
		return DayLater(t)
	}
	return ClockMomentLater(t)
}

// ClockMomentLater is ClockMoment for later.
func ClockMomentLater(t time.Time) Phrase {
	return Later("moment", "hour", Phrase{Clock: &t}, "day", DayLater(t))
}

// Word says a phrase.
func (p Phrases) Word(later Phrase) string {
	switch {
	case later.Text != nil:
		return *later.Text
	case later.Texts != nil:
		return later.Texts[p.tag]
	case later.Day != nil:
		return p.Day(*later.Day)
	case later.Clock != nil:
		return p.Clock(*later.Clock)
	}
	pairs := make([]any, 0, 2*len(later.Fills))
	for _, f := range later.Fills {
		pairs = append(pairs, f.Name, p.Word(f.Phrase))
	}
	return p.localize(later.Key, nil, pairs)
}

// A Message is a whole content that is not said yet: lines, and rows of buttons.
type Message struct {
	Lines []Phrase   `json:"l"`
	Rows  [][]Button `json:"b,omitempty"`
}

// A Button is a choice whose label is not said yet.
type Button struct {
	Label Phrase `json:"l"`
	Data  string `json:"d"`
}

// ButtonLater is a choice that gets its label later.
func ButtonLater(c chat.Choice, label string) Button {
	return Button{Label: Later(label), Data: c.Data}
}

// Content says a message.
func (p Phrases) Content(m Message) chat.Content {
	lines := make([]string, len(m.Lines))
	for i, line := range m.Lines {
		lines[i] = p.Word(line)
	}
	c := chat.Content{Text: strings.Join(lines, "\n")}
	for _, row := range m.Rows {
		var choices []chat.Choice
		for _, b := range row {
			choices = append(choices, chat.Choice{Label: p.Word(b.Label), Data: b.Data})
		}
		c.Choices = append(c.Choices, choices)
	}
	return c
}
