package dispatch

import (
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/invitation"
	"giaoban/internal/store"
)

// What people may ask for. Nobody who reads the answers meets these limits.
const (
	mostOfStranger, strangerPause = 10, 10 * time.Second
	mostOfAll, allPause           = 30, 200 * time.Millisecond // of all strangers together
	mostQuestions, questionPause  = 30, time.Second / 4
)

// limits are what is allowed to whom.
type limits struct {
	stranger, strangers, questions *allowance
}

func newLimits() limits {
	return limits{
		stranger: newAllowance(mostOfStranger, strangerPause), strangers: newAllowance(mostOfAll, allPause),
		questions: newAllowance(mostQuestions, questionPause),
	}
}

// stranger answers whoever has no part in anything, and reports whether that is all. It
// writes nothing, so that it costs no commit: the reply has no row, and an update that
// comes again is answered again. Beyond the limits it says nothing. A code that may still
// be tried is for the others.
func (d *Dispatcher) stranger(tx store.Tx, u chat.Update, r *session.Effects) (bool, error) {
	switch u.Input.Kind {
	case chat.Blocked, chat.Unblocked, chat.FileRead:
		return false, nil
	}
	if _, known := d.known.Load(u.From); known {
		return false, nil
	}
	s, err := session.Begin(d.Set, tx, u, r)
	if err != nil || s.Chat.Blocked {
		return false, err
	}
	if len(s.Person.Memberships) > 0 {
		d.known.Store(u.From, true)
		return false, nil
	}
	officer := router{Session: s}.officer()
	if _, ok := officer.Invitation(); ok {
		if left, _ := invitation.TriesLeft(tx, u.From, u.At); left > 0 {
			return false, nil
		}
	}
	r.Rowless = true
	if !d.limits.stranger.takes(u.From, u.At) || !d.limits.strangers.takes(chat.Address{}, u.At) {
		return true, nil
	}
	answer := u.Answer()
	answer.Content = officer.Stranger()
	r.Messages = []chat.Message{answer}
	return true, nil
}

// bounded takes back a question of somebody who asks more than a person can read, and
// tells them once.
func (d *Dispatcher) bounded(s *session.Session) {
	a := s.Effects.Asked
	if a == nil || a.What == session.Outreach && a.Command.Name == "" || d.limits.questions.takes(s.Update.From, s.Update.At) {
		return
	}
	s.Effects.Asked = nil
	d.tooMany(s)
}

// tooMany tells somebody once that they ask too much.
func (d *Dispatcher) tooMany(s *session.Session) {
	if d.limits.questions.refuses(s.Update.From, s.Update.At) {
		s.ReplyAsIs(chat.Content{Text: s.Say.Say("too_many_questions")})
	}
}
