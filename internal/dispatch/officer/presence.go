package officer

import (
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/language"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// presenceEnds is how long a person may be away and still count as being at a report.
const presenceEnds = 30 * time.Minute

// seen notes that the person is at the report, and reports whether they were away.
func (w work) seen() (anew bool) {
	at := w.Chat.At(w.ID)
	anew = w.away(time.Unix(at.Seen, 0))
	at.Seen = w.Update.At.Unix()
	return anew
}

// away reports whether somebody who was last seen then does not count any more, nor from
// the future of a clock set back.
func (w work) away(seen time.Time) bool {
	ago := w.Update.At.Sub(seen)
	return ago > presenceEnds || ago < -presenceEnds
}

// meetColleague looks whether a colleague is at the report. Whoever comes second is
// asked once, for as long as they stay, whether to look on or to take over; whoever was
// taken over from is told. Nothing is locked: the answers of both are taken.
func (w work) meetColleague(anew bool, lead string) (also string, asked bool, err error) {
	if w.Turn.Frozen || w.Update.Input.Kind != chat.Text && w.Update.Input.Kind != chat.Press {
		return "", false, nil
	}
	presence, err := store.Presences.Get(w.Tx, w.ID)
	if err != nil {
		return "", false, err
	}
	me := w.Update.From.String()
	switch {
	case presence.Editor == me:
		return "", false, nil
	case presence.Editor == "" || w.away(w.lastAt(presence)):
		store.Presences.Put(w.Tx, w.ID, store.Presence{Editor: me, Since: w.Update.At})
		return "", false, nil
	case !anew && w.Chat.At(w.ID).Noticed == presence.Since.Unix():
		return "", false, nil
	}
	w.Chat.At(w.ID).Noticed = presence.Since.Unix()
	by, err := w.colleague(presence.Editor)
	switch {
	case err != nil:
		return "", false, err
	case presence.From == me && !anew:
		return w.Say.Say("presence_taken", "by", by, "since", w.Say.ClockMoment(presence.Since)), false, nil
	case !w.Turn.Entering():
		return w.Say.Say("presence_also", "by", by, "ago", w.ago(w.lastAt(presence))), false, nil
	}
	w.OpenDialog(store.Dialog{Kind: session.Presence, Report: w.ID})
	text := w.Say.Say("presence_ask", "by", by, "ago", w.ago(w.lastAt(presence)))
	if lead != "" {
		text = lead + "\n\n" + text
	}
	w.ReplyAsIs(chat.Content{Text: w.Headed(text), Choices: w.presenceButtons()})
	return "", true, nil
}

// lastAt returns when the one who is at the report last did something.
func (w work) lastAt(presence store.Presence) time.Time {
	if w.Status.Author == presence.Editor && w.Status.Changed.After(presence.Since) {
		return w.Status.Changed
	}
	return presence.Since
}

func (w work) presenceButtons() [][]chat.Choice {
	return [][]chat.Choice{{session.UnitButton(session.ActLook, w.Turn.Report, w.Say.Say("button_look")),
		session.UnitButton(session.ActTake, w.Turn.Report, w.Say.Say("button_take"))}}
}

// colleague names somebody by the post that they gave, else as the channel does.
func (w work) colleague(address string) (string, error) {
	members, err := store.Members.Get(w.Tx, w.Campaign.OnList(w.Unit.Code))
	if err != nil {
		return "", err
	}
	for _, m := range members {
		if m.Address.String() == address && m.Post != "" {
			return m.Post, nil
		}
	}
	if w.Status.Author == address && w.Status.By != "" {
		return w.Status.By, nil
	}
	for _, m := range members {
		if m.Address.String() == address && viet.Line(m.Name) != "" {
			return viet.Line(m.Name), nil
		}
	}
	return w.Say.Say("presence_somebody"), nil
}

// TypedPresence takes «xem» and «nhập tiếp» for their buttons. Nothing else that is
// typed answers the question.
func (h Handler) TypedPresence(d store.Dialog) (bool, error) {
	if h.Context == nil || h.Context.ID != d.Report {
		return false, nil
	}
	acts := []command.Name{session.ActLook, session.ActTake}
	i, unclear := language.Only(h.Say.Tongue().Choice(h.Update.Input.Text, language.Question{}, []string{h.Say.Say("button_look"), h.Say.Say("button_take")}))
	if unclear != nil {
		return false, nil
	}
	return true, h.Act(acts[i], "")
}

// look shows how far a colleague is, and changes nothing.
func (w work) look() error {
	w.seen()
	presence, err := store.Presences.Get(w.Tx, w.ID)
	if err != nil {
		return err
	}
	lines := []string{w.Turn.Overview(w.Status.Section)}
	if w.Err != nil {
		return w.Err
	}
	if presence.Editor != "" && presence.Editor != w.Update.From.String() {
		by, err := w.colleague(presence.Editor)
		if err != nil {
			return err
		}
		lines = append([]string{w.Say.Say("presence_at", "by", by, "ago", w.ago(w.lastAt(presence)))}, lines...)
	}
	w.OpenDialog(store.Dialog{Kind: session.Presence, Report: w.ID})
	w.ReplyAsIs(chat.Content{Text: w.Headed(strings.Join(lines, "\n\n")), Choices: w.presenceButtons()})
	return nil
}

// takeOver makes the person the one who is at the report. Their colleague is told with
// the next reply.
func (w work) takeOver() error {
	presence, err := store.Presences.Get(w.Tx, w.ID)
	if err != nil {
		return err
	}
	lead := ""
	if me := w.Update.From.String(); presence.Editor != me && !w.Turn.Frozen {
		by, err := w.colleague(presence.Editor)
		if err != nil {
			return err
		}
		lead = w.Say.Say("presence_yours", "by", by)
		store.Presences.Put(w.Tx, w.ID, store.Presence{Editor: me, Since: w.Update.At, From: presence.Editor})
	}
	return w.enter(lead)
}

func (w work) ago(at time.Time) string {
	minutes := int(w.Update.At.Sub(at).Minutes())
	if minutes < 1 {
		return w.Say.Say("presence_now")
	}
	return w.Say.Count("presence_ago", minutes)
}
