package operation

import (
	"regexp"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/language"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// own is what a unit does about its own report.
type own struct{ *Engine }

// unsigned opens a report for its approver, and says so if it does not wait for
// them.
func (o own) unsigned() []chat.Content {
	u := o.unit()
	if o.folder, o.err = o.Open(u.Code); o.err != nil {
		return nil
	}
	if !roster.May(o.Overview.Units, o.Who, u.Code, roster.Sign) || o.folder.Status.State != report.AwaitingSignOff {
		return o.over(o.Say.Say("sign_not_now", "unit", o.Overview.Units.Path(u.Code)))
	}
	return nil
}

// submitted opens a report that is to be opened again, and says so if it is open
// or was asked for already.
func (o own) submitted() []chat.Content {
	u := o.unit()
	if o.folder, o.err = o.Open(u.Code); o.err != nil {
		return nil
	}
	f := o.folder
	switch {
	case !f.Status.State.In():
		out := o.over(o.Say.Say("reopen_not_now", "unit", o.Overview.Units.Path(u.Code)))
		out[0].Choices = [][]chat.Choice{{f.Start}}
		return out
	case !f.Requested.IsZero():
		return o.over(o.Say.Say("reopen_waits", "moment", o.Say.ClockMoment(f.Requested), "contact", o.Overview.Contact))
	}
	return nil
}

// reason asks for the words that go to the officers, or to the units above.
func (o own) reason() []chat.Content {
	s, unit := o.State, o.Overview.Units.Path(o.unit().Code)
	long := viet.Letters(s.Words) > mostReason
	switch {
	case s.Words != "" && !long:
		return nil
	case long:
		s.Words, s.Asked = "", askWords
		return one(o.Say.Count("reason_long", mostReason))
	}
	s.Asked = askWords
	return one(o.Say.Say(lineOf(s.Name).ask, "unit", unit))
}

// offered shows the words that would go to those above, if nobody asked for them as a reason. A reason
// that was asked for goes as it is.
func (o own) offered() []chat.Content {
	if o.State.Asked == askWords {
		o.done, o.State = o.order(), nil
		return nil
	}
	return o.confirm([]string{o.Say.Say("reopen_offer", "unit", o.Overview.Units.Path(o.unit().Code), "reason", o.State.Words)})
}

// signature asks for number and day of the signed report, in one message or in
// two.
func (o own) signature() []chat.Content {
	s := o.State
	if s.Number != "" && s.Day != "" {
		s.Words = o.Say.Say("signed_as", "number", s.Number, "date", s.Day)
		return nil
	}
	s.Asked = askSignature
	if s.Number == "" && s.Day == "" {
		return one(o.Say.Say("sign_ask", "unit", o.Overview.Units.Path(o.unit().Code), "today", o.Say.Day(o.Overview.Now)))
	}
	return one(o.lacking())
}

// lacking asks for the part of the signature that was not given.
func (o own) lacking() string {
	if o.State.Number == "" {
		return o.Say.Say("sign_number_ask")
	}
	return o.Say.Say("sign_date_ask", "number", o.State.Number)
}

// typedSignature reads number and day; contents if the day cannot be.
func (o own) typedSignature(text string) []chat.Content {
	s := o.State
	number, rest := readNumber(viet.Line(text))
	if number != "" {
		s.Number = number
	}
	problem := ""
	if rest != "" {
		now := o.Overview.Now
		read, unclear := o.Say.Tongue().Date(rest, language.Question{}, now)
		d := read.Value
		signed := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, now.Location())
		switch {
		case unclear != nil || d.Day == 0:
			problem = o.Say.Say("date_unreadable", "example", o.Say.Day(now))
		case signed.After(now):
			problem = o.Say.Say("sign_future", "date", o.Say.Day(o.endOf(d)), "today", o.Say.Day(now))
		default:
			s.Day = o.Say.Day(o.endOf(d))
		}
	}
	switch {
	case problem != "":
		return one(problem + " " + o.lacking())
	case s.Number == "" && s.Day == "":
		return one(o.lacking())
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
