// Package session is one update inside its transaction: who sent it, which campaign and report it is about, and what is to follow from
// it. Whatever is said to the person goes through Reply, so that it becomes rows of the outbox of the same transaction.
//
// It answers nothing itself. A transaction may run twice: a Session is made anew for each run, and what it found out lies in its Effects.
package session

import (
	"cmp"
	"maps"
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Session is one update inside its transaction.
type Session struct {
	Campaign *campaigns.Campaign // the campaign that it is about
	Tx       store.Tx
	Update   chat.Update
	Person   store.Person
	Chat     store.Chat
	// Operation is the one that waits in the person's dialog, if it is of that kind.
	Operation *operation.State
	Say       locale.Phrases
	Effects   *Effects
	// Context is which report the update is about, if any; Several counts the person's
	// contexts, and Switched marks that they were in another one before.
	Context  *Context
	Several  int
	Switched bool
	Marked   *campaigns.Campaign // the campaign that a coordinator's button named
	Action   chat.Action         // of the button that was pressed
	Command  command.Command     // of the line that was typed; none without a name
	Changed  bool                // the person's own record is to be written
	Damaged  error               // a text could not be read; nothing may come of the update then
	Place    string              // the message that the next reply takes the place of, if any

	all []*campaigns.Campaign // those that were open when it began
}

// Begin loads the chat and the person of an update, in the first campaign in
// which they have a part.
func Begin(in *campaigns.Set, tx store.Tx, u chat.Update, r *Effects) (*Session, error) {
	all := in.All()
	for _, open := range all {
		if err := open.ReadPhase(tx); err != nil {
			return nil, err
		}
	}
	c, err := store.Chats.Get(tx, u.From)
	if err != nil {
		return nil, err
	}
	p, err := c.Whose(tx, u.From)
	if err != nil {
		return nil, err
	}
	operation, err := OperationOf(c)
	if err != nil {
		return nil, err
	}
	s := &Session{all: all, Tx: tx, Update: u, Action: campaigns.Pressed(u), Person: p, Chat: c, Operation: operation, Effects: r}
	s.In(in.FirstOf(p.Memberships))
	return s, nil
}

// End writes the chat, and the person if something of them changed.
func (s *Session) End() {
	if s.Place != "" {
		s.ReplyAsIs()
	}
	if s.Changed {
		s.Chat.PutPerson(s.Tx, s.Update.From, s.Person)
	}
	if s.Update.Input.Kind != chat.FileRead { // nobody did that
		s.Chat.Heard = s.Update.At.Unix()
	}
	s.leavePeriods()
	store.Chats.Put(s.Tx, s.Update.From, s.Chat)
}

// leavePeriods forgets where the person stood in reports of periods that are not at hand any more: there would be more of them
// every week.
func (s *Session) leavePeriods() {
	maps.DeleteFunc(s.Chat.Reports, func(id report.ID, _ *store.AtReport) bool {
		return id.Period != "" && !slices.ContainsFunc(s.all, func(c *campaigns.Campaign) bool { return c.ID() == id.Whole() })
	})
}

// In turns to the campaign that the update is about.
func (s *Session) In(c *campaigns.Campaign) { s.Campaign, s.Say = c, c.Phrases(s.Person.Language) }

// Reply says something to the person, under the campaign's name if they see several.
func (s *Session) Reply(contents ...chat.Content) {
	s.ReplyAsIs(s.Campaign.Named(s.Person.Memberships, contents, s.Say)...)
}

// ReplyAsIs is Reply for what says by itself what it is about.
func (s *Session) ReplyAsIs(contents ...chat.Content) { s.reply(false, contents...) }

// ReplyToBeReplaced replies with a text and rows of buttons that a later message takes the place of, by the id
// that it returns.
func (s *Session) ReplyToBeReplaced(text string, rows ...[]chat.Choice) (id string) {
	contents := s.Campaign.Named(s.Person.Memberships, []chat.Content{{Text: text, Choices: rows}}, s.Say)
	return s.reply(true, contents...)[0].ID
}

func (s *Session) reply(keep bool, contents ...chat.Content) []chat.Message {
	like := s.Update.Answer()
	like.Keep = keep
	contents, s.Place = InPlace(s.Place, contents, s.Say), ""
	said := s.Campaign.Messages(s.Say, like, contents...)
	s.Chat.Queue(s.Tx, s.Update.At, said...)
	s.Effects.Messages = append(s.Effects.Messages, said...)
	return said
}

// Tell replies with one text and rows of buttons. It returns nil, as it is mostly the
// last thing that is done.
func (s *Session) Tell(text string, rows ...[]chat.Choice) error {
	s.Reply(chat.Content{Text: text, Choices: rows})
	return nil
}

// PutStatus writes a report's status, and counts the change if reports above show it.
func (s *Session) PutStatus(rep report.ID, after report.Status) error {
	before, err := store.Statuses.Get(s.Tx, rep)
	if err != nil {
		return err
	}
	store.Statuses.Put(s.Tx, rep, after)
	if after.State.In() || after.State == report.Exempt {
		store.Excuses.Delete(s.Tx, rep) // it is late no more
	}
	if !s.Campaign.Below.Shows(rep.Unit, before, after) {
		return nil
	}
	return s.count(campaigns.Change{Report: rep, Status: after})
}

// PutIssue writes an issue, and counts the change if reports above show it.
func (s *Session) PutIssue(t report.Issue) error {
	if err := store.PutIssue(s.Tx, t); err != nil {
		return err
	}
	if t.Down() || !s.Campaign.Below.Shown(t.Report.Unit) {
		return nil
	}
	return s.count(campaigns.Change{Report: t.Report, Issue: &t})
}

func (s *Session) count(change campaigns.Change) (err error) {
	if change.Version, err = store.CountBelow(s.Tx, change.Report.Whole()); err != nil {
		return err
	}
	s.Effects.Changes = append(s.Effects.Changes, change)
	return nil
}

// Roles returns the person's memberships in this campaign.
func (s *Session) Roles() []roster.Membership {
	return roster.OnList(s.Person.Memberships, s.Campaign.List())
}

// Acting returns the membership by which the person acts on the unit: that of the
// nearest unit above it.
func (s *Session) Acting(unit string) roster.Membership {
	by, _ := roster.By(s.Campaign.Units, s.Roles(), unit, roster.Lead)
	return by
}

// PostAt returns the post that the person said they hold at the unit.
func (s *Session) PostAt(unit string) string {
	for _, m := range s.Person.Memberships {
		if m.List == s.Campaign.List() && m.Unit == unit && m.Post != "" {
			return m.Post
		}
	}
	return ""
}

// ReachableMembers returns the unit's members in one of the roles who can be told
// something: not the sender, and nobody who blocked the bot.
func (s *Session) ReachableMembers(unit string, roles ...roster.Role) (out roster.Members, err error) {
	members, err := s.MembersOf(unit)
	if err = s.Campaign.Set.Despite(err); err != nil {
		return nil, err
	}
	seen := map[chat.Address]bool{s.Update.From: true}
	for _, m := range members.With(roles...) {
		if !m.Blocked && !seen[m.Address] {
			seen[m.Address] = true
			out = append(out, m)
		}
	}
	return out, nil
}

// MembersOf returns the members of a unit, if it ended with those of the units that took its place.
func (s *Session) MembersOf(unit string) (members roster.Members, err error) {
	f, _ := s.Campaign.Units.Ended(unit)
	for _, code := range append([]string{unit}, f.Into...) {
		there, err := store.Members.Get(s.Tx, s.Campaign.OnList(code))
		if err != nil {
			return members, err
		}
		members = append(members, there...)
	}
	return members, nil
}

// Coordinates returns the campaign in which the person gets digests: the one given,
// else the first. It is nil if there is none.
func (s *Session) Coordinates(in *campaigns.Campaign) *campaigns.Campaign {
	for _, c := range append([]*campaigns.Campaign{in}, s.Campaigns()...) {
		if len(s.Person.With(c.List(), roster.Coordinator)) > 0 {
			return c
		}
	}
	return nil
}

// CampaignOf returns the open campaign of a report, else that of the update.
func (s *Session) CampaignOf(r report.ID) *campaigns.Campaign {
	return cmp.Or(s.Campaign.Set.Named(r), s.Campaign)
}

// RefusedAsClosed tells the person that the campaign is closed, and reports whether it
// is.
func (s *Session) RefusedAsClosed() bool {
	text := s.Campaign.ClosedSentence(s.Say)
	if text == "" {
		return false
	}
	s.Reply(chat.Content{Text: text})
	return true
}
