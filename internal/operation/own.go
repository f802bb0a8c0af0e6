package operation

import (
	"regexp"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// unsigned opens a report for its approver, and says so if it does not wait for
// them.
func (e *Engine) unsigned() []chat.Content {
	u := e.unit()
	if e.folder, e.err = e.Open(u.Code); e.err != nil {
		return nil
	}
	if !roster.May(e.Overview.Units, e.Who, u.Code, roster.Sign) || e.folder.Status.State != report.AwaitingSignOff {
		return e.over(e.Say.Say("sign_not_now", "unit", e.Overview.Units.Path(u.Code)))
	}
	return nil
}

// submitted opens a report that is to be opened again, and says so if it is open
// or was asked for already.
func (e *Engine) submitted() []chat.Content {
	u := e.unit()
	if e.folder, e.err = e.Open(u.Code); e.err != nil {
		return nil
	}
	f := e.folder
	switch {
	case !f.Status.State.In():
		out := e.over(e.Say.Say("reopen_not_now", "unit", e.Overview.Units.Path(u.Code)))
		out[0].Choices = [][]chat.Choice{{f.Start}}
		return out
	case !f.Requested.IsZero():
		return e.over(e.Say.Say("reopen_waits", "moment", e.Say.ClockMoment(f.Requested), "contact", e.Overview.Contact))
	}
	return nil
}

// ownReason asks for the words that go to the officers, or to the units above.
func (e *Engine) ownReason() []chat.Content {
	s, unit := e.State, e.Overview.Units.Path(e.unit().Code)
	long := viet.Letters(s.Words) > mostReason
	switch {
	case s.Words != "" && !long:
		return nil
	case long:
		s.Words = ""
		return one(e.Say.Count("reason_long", mostReason))
	}
	s.Asked = askWords
	return one(e.Say.Say(lineOf(s.Name).ask, "unit", unit))
}

// signature asks for number and day of the signed report, in one message or in
// two.
func (e *Engine) signature() []chat.Content {
	s := e.State
	if s.Number != "" && s.Day != "" {
		s.Words = e.Say.Say("signed_as", "number", s.Number, "date", s.Day)
		return nil
	}
	s.Asked = askSignature
	if s.Number == "" && s.Day == "" {
		return one(e.Say.Say("sign_ask", "unit", e.Overview.Units.Path(e.unit().Code), "today", e.Say.Day(e.Overview.Now)))
	}
	return one(e.lacking())
}

// lacking asks for the part of the signature that was not given.
func (e *Engine) lacking() string {
	if e.State.Number == "" {
		return e.Say.Say("sign_number_ask")
	}
	return e.Say.Say("sign_date_ask", "number", e.State.Number)
}

// typedSignature reads number and day; contents if the day cannot be.
func (e *Engine) typedSignature(text string) []chat.Content {
	s := e.State
	number, rest := readNumber(viet.Line(text))
	if number != "" {
		s.Number = number
	}
	problem := ""
	if rest != "" {
		now := e.Overview.Now
		d, unclear := viet.ReadDate(rest, now)
		signed := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, now.Location())
		switch {
		case unclear != nil || d.Day == 0:
			problem = e.Say.Say("date_unreadable")
		case signed.After(now):
			problem = e.Say.Say("sign_future", "date", e.Say.Day(e.endOf(d)), "today", e.Say.Day(now))
		default:
			s.Day = e.Say.Day(e.endOf(d))
		}
	}
	switch {
	case problem != "":
		return one(problem + " " + e.lacking())
	case s.Number == "" && s.Day == "":
		return one(e.lacking())
	}
	return nil
}

// The number of a document as offices write it: 45/BC-UBND, 45/2016/BC-UBND, or
// 45 behind «số».
var (
	fullNumber = regexp.MustCompile(`(\d{1,6}[a-zA-Z]?(?:\s*/\s*\d{4})?\s*/\s*\p{L}[\p{L}\d\-–&.]*)`)
	bareNumber = regexp.MustCompile(`(?i)\bs[ốo]́?\s*:?\s*(\d{1,6}[a-zA-Z]?)(?:\s|,|$)`)
	spaces     = regexp.MustCompile(`\s+`)
)

// readNumber finds the document's number and gives what is left of the words.
func readNumber(text string) (number, rest string) {
	for _, form := range []*regexp.Regexp{fullNumber, bareNumber} {
		if m := form.FindStringSubmatchIndex(text); m != nil {
			number = strings.Trim(spaces.ReplaceAllString(text[m[2]:m[3]], ""), ".")
			rest = text[:m[0]] + " " + text[m[1]:]
			break
		}
	}
	if number == "" {
		rest = text
	}
	words := strings.Fields(rest)
	if len(words) > 0 && viet.Fold(strings.Trim(words[0], ":")) == "so" {
		words = words[1:]
	}
	return number, strings.Trim(strings.Join(words, " "), " ,;")
}
