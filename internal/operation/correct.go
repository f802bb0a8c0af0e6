package operation

import (
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// Earlier is what the person did before.
type Earlier struct {
	// Reminded reports whether they reminded the unit today.
	Reminded func(unit string) bool
	// Sent are their announcements that were sent, the newest first.
	Sent []Sent
}

// A Sent is an announcement that was sent, to so many People.
type Sent struct {
	Notice string
	At     time.Time
	Words  string
	Units  []string
	People int
}

// Correcting is the announcement that is corrected.
type Correcting struct {
	First string `json:"fi,omitempty"`
}

// Correct is the button that begins the correction of an announcement.
func Correct(notice string, say locale.Phrases) chat.Choice {
	return chat.Action{To: chat.Operation, Verb: string(command.Correct), Target: notice}.Choice(say.Say("correct_button"))
}

// A correction tells whom an announcement was sent to what is right.
type correction struct{ *Engine }

// of begins the correction of one announcement. Its name is untrusted.
func (c correction) of(notice string) []chat.Content {
	c.State = &State{ID: c.ID, Name: command.Correct, Correcting: Correcting{notice}}
	return c.next()
}

// first is the announcement that is meant: the newest, if none was named.
func (c correction) first() (Sent, bool) {
	i := slices.IndexFunc(c.Sent, func(s Sent) bool { return c.State.First == "" || s.Notice == c.State.First })
	if i < 0 {
		return Sent{}, false
	}
	return c.Sent[i], true
}

// which settles which announcement is meant, and so the units.
func (c correction) which() []chat.Content {
	s, ok := c.first()
	if !ok {
		return c.over(c.Say.Say("correct_none"))
	}
	c.State.First, c.State.Units = s.Notice, s.Units
	return nil
}

// words asks for the words.
func (c correction) words() []chat.Content {
	s, ok := c.first()
	switch {
	case !ok:
		return c.over(c.Say.Say("correct_none"))
	case c.State.Words != "":
		return nil
	}
	c.State.Asked = askWords
	return one(c.Say.Say("correct_words", "moment", c.Say.Moment(s.At), "first", named(s.Words)))
}

// preview says who would get it and what.
func (c correction) preview() []chat.Content {
	s, _ := c.first()
	var units []roster.Unit
	for _, code := range s.Units {
		if u, ok := c.Overview.Units.Get(code); ok {
			units = append(units, u)
		}
	}
	if len(c.targets()) < len(units) { // some are no more the person's
		return c.outside()
	}
	lines := []string{c.Say.Say("correct_will", "n", s.People, "moment", c.Say.Moment(s.At), "target", c.together(units))}
	text := Announcement(c.Office(c.from(units[0].Code)), Correction(s.At, s.Words, c.State.Words, c.Say))
	lines = append(lines, c.content(c.Say.Word(text))...)
	return []chat.Content{c.confirm(lines, c.button("say", "", c.Say.Say("announce_change")))[0]}
}

// Correction is a correction's words behind the name of the announcement.
func Correction(at time.Time, first, words string, say locale.Phrases) string {
	return say.Say("correct_text", "moment", say.Moment(at), "first", named(first), "words", words)
}

// named is how an announcement is named: its beginning, in one line.
func named(words string) string {
	return viet.Clip{Most: 80, Kept: 80, Mark: "…"}.Of(viet.Line(words))
}
