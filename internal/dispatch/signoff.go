package dispatch

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/desk"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// signOff tells what stands between handing in and being handed in.
func (v *visit) signOff(w *work) conversation.SignOff {
	l, _ := v.d.Plan.Level(w.unit.Level)
	if l.SignOff == campaign.SignOffNone {
		return conversation.NoSignOff
	}
	members, err := store.GetMembers(v.tx, v.d.list(), w.unit.Code)
	switch {
	case err != nil:
		w.err = damaged(err)
	case len(members.With(roster.Approver)) > 0:
		return conversation.SignOffFirst
	case l.SignOff == campaign.SignOffRequired:
		return conversation.SignOffMissing
	}
	return conversation.NoSignOff
}

// present lets the unit's approvers know that a report waits for them.
func (v *visit) present(w *work) error {
	status, why := w.status.Apply(report.Act{Move: w.status.Handing(), SignOff: true, Now: v.u.At})
	if why != report.Legal {
		return fmt.Errorf("present %s: %s", w.report, why)
	}
	setFigures(&status, w.turn)
	w.status = status
	store.PutStatus(v.tx, w.report, status)
	if err := v.noteOwn(w, desk.Deed{Move: desk.Present}); err != nil {
		return err
	}
	return v.toMembers(w, v.waiting(w, v.post(w)), roster.Approver)
}

// waiting is what an approver reads of a report that waits.
func (v *visit) waiting(w *work, by string) chat.Content {
	if by == "" {
		by = v.say.Say("shift_somebody")
	}
	id := w.turn.Report
	return chat.Content{
		Text: v.say.Say("sign_waits", "unit", v.d.Units.Path(w.unit.Code), "by", by, "moment", v.moment(w.status.Changed)),
		Choices: [][]chat.Choice{{unitButton(actRead, id, v.say.Say("button_read"))},
			{unitButton(actSign, id, v.say.Say("button_sign")), unitButton(actReject, id, v.say.Say("button_reject"))}},
	}
}

// waitingList shows an approver what waits for them, in all their units.
func (v *visit) waitingList() error {
	n := 0
	for _, s := range v.seats() {
		if s.follows || !v.approves(s) {
			continue
		}
		v.in(s.d)
		w, err := v.open(s.m)
		if err != nil {
			return err
		}
		if w.status.State == report.AwaitingSignOff {
			n++
			v.tell(v.waiting(w, w.status.By))
		}
	}
	if n == 0 {
		v.tell(chat.Content{Text: v.say.Say("sign_none")})
	}
	return nil
}

// approves tells whether the person signs the reports of the seat's unit.
func (v *visit) approves(s seat) bool {
	return roster.May(s.d.Units, roster.OnList(v.person.Memberships, s.d.list()), s.m.Unit, roster.Sign)
}

// read shows an approver what they are asked to sign.
func (v *visit) read() error {
	w, err := v.open(v.seat.m)
	if err != nil {
		return err
	}
	c := w.turn.Glance()
	c.Text = v.headed(c.Text)
	if w.status.State == report.AwaitingSignOff && v.approves(*v.seat) {
		c.Choices = append(c.Choices, v.waiting(w, w.status.By).Choices[1])
	}
	v.tell(c)
	return nil
}

// askSign asks for number and date, or why it is sent back.
func (v *visit) askSign(kind string) error {
	w, err := v.open(v.seat.m)
	if err != nil {
		return err
	}
	if !v.approves(*v.seat) || w.status.State != report.AwaitingSignOff {
		v.tell(chat.Content{Text: v.say.Say("sign_not_now", "unit", v.d.Units.Path(w.unit.Code))})
		return nil
	}
	v.person.Talk = &store.Talk{Kind: kind, Report: w.report}
	unit := v.d.Units.Path(w.unit.Code)
	if kind == talkRemark {
		v.tell(chat.Content{Text: v.say.Say("sign_remark_ask", "unit", unit)})
		return nil
	}
	v.tell(chat.Content{Text: v.say.Say("sign_ask", "unit", unit, "today", date(v.d.local(v.u.At)))})
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

// signing takes number and date, in one message or in two.
func (v *visit) signing(talk store.Talk) (bool, error) {
	number, rest := readNumber(viet.Line(v.u.Input.Text))
	known, day, _ := strings.Cut(talk.Text, "|")
	if number == "" {
		number = known
	}
	now := v.d.local(v.u.At)
	problem := ""
	if rest != "" {
		d, unclear := viet.ReadDate(rest, now)
		signed := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, now.Location())
		switch {
		case unclear != nil || d.Day == 0:
			problem = v.say.Say("date_unreadable")
		case signed.After(now):
			problem = v.say.Say("sign_future", "date", viet.FormatDate(d), "today", date(now))
		default:
			day = viet.FormatDate(d)
		}
	}
	if problem == "" && number != "" && day != "" {
		return true, v.sign(talk.Report, v.say.Say("signed_as", "number", number, "date", day))
	}
	talk.Text = number + "|" + day
	v.person.Talk = &talk
	ask := v.say.Say("sign_number_ask")
	if number != "" {
		ask = v.say.Say("sign_date_ask", "number", number)
	}
	if problem != "" {
		ask = problem + " " + ask
	}
	v.tell(chat.Content{Text: ask})
	return true, nil
}

// sign hands in what waited: a receipt for officer and approver, and word for
// the heads.
func (v *visit) sign(rep store.Report, signed string) error {
	w, err := v.openSeat(rep)
	if w == nil || err != nil {
		return err
	}
	status, why := w.status.Apply(report.Act{Move: report.MoveSign, Signed: signed, Now: v.u.At})
	if why != report.Legal || !v.approves(*v.seat) {
		v.tell(chat.Content{Text: v.say.Say("sign_not_now", "unit", v.d.Units.Path(w.unit.Code))})
		return nil
	}
	out := w.turn.HandIn()
	setFigures(&status, w.turn)
	store.PutDraft(v.tx, w.report, w.turn.Draft)
	store.PutStatus(v.tx, w.report, status)
	receipt := out.Contents[0].Text
	v.tell(chat.Content{Text: v.say.Say("sign_done", "signed", signed) + "\n\n" + receipt})
	if err := v.submitted(w, out); err != nil {
		return err
	}
	if err := v.noteOwn(w, desk.Deed{Move: report.MoveSign, New: signed}); err != nil {
		return err
	}
	return v.toMembers(w, chat.Content{Text: v.say.Say("sign_told", "by", v.say.Say("role_approver"), "signed", signed) + "\n\n" + receipt}, roster.Officer)
}

// sendBack opens a report that was not signed, with the approver's words.
func (v *visit) sendBack(rep store.Report, remark string) error {
	w, err := v.openSeat(rep)
	if w == nil || err != nil {
		return err
	}
	status, why := w.status.Apply(report.Act{Move: report.MoveSendBack, Remark: remark, Now: v.u.At})
	if why != report.Legal || !v.approves(*v.seat) {
		v.tell(chat.Content{Text: v.say.Say("sign_not_now", "unit", v.d.Units.Path(w.unit.Code))})
		return nil
	}
	store.PutStatus(v.tx, w.report, status)
	if err := v.noteOwn(w, desk.Deed{Move: report.MoveSendBack, Remark: remark}); err != nil {
		return err
	}
	unit := v.d.Units.Path(w.unit.Code)
	v.tell(chat.Content{Text: v.say.Say("sent_back", "unit", unit)})
	return v.toMembers(w, chat.Content{Text: v.say.Say("sent_back_told", "unit", unit, "remark", remark),
		Choices: [][]chat.Choice{{v.d.startButton(w.report)}}}, roster.Officer)
}

// recall takes a report back that nobody has signed.
func (v *visit) recall() error {
	w, err := v.open(v.seat.m)
	if err != nil {
		return err
	}
	status, why := w.status.Apply(report.Act{Move: report.MoveTakeBack, Now: v.u.At})
	unit := v.d.Units.Path(w.unit.Code)
	if why != report.Legal {
		v.tell(chat.Content{Text: v.say.Say("recall_not_now", "unit", unit)})
		return nil
	}
	store.PutStatus(v.tx, w.report, status)
	if err := v.noteOwn(w, desk.Deed{Move: report.MoveTakeBack}); err != nil {
		return err
	}
	v.tell(chat.Content{Text: v.say.Say("recalled", "unit", unit), Choices: [][]chat.Choice{{v.d.startButton(w.report)}}})
	return v.toMembers(w, chat.Content{Text: v.say.Say("recalled_told", "unit", unit)}, roster.Approver)
}

// openSeat opens the report of the seat if it is the one that was asked about;
// nil, said so, if the person has gone elsewhere.
func (v *visit) openSeat(rep store.Report) (*work, error) {
	if v.seat == nil || v.seat.report() != rep {
		v.tell(chat.Content{Text: v.say.Say("button_gone")})
		return nil, nil
	}
	return v.open(v.seat.m)
}
