package dispatch

import (
	"context"
	"fmt"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/form"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// answerReading answers what reports say, all from one snapshot: the state of
// units, the drafts in one pass, and the texts of the page that is shown.
func answerReading(ctx context.Context, u chat.Update, q *Question) error {
	d := q.Campaign
	var contents []chat.Content
	err := d.Set.KV.View(ctx, func(r store.Reader) error {
		s, err := d.OverviewFrom(r, u.At)
		if err != nil {
			return err
		}
		contents, err = desk.Read(s, d.library(r), q.who, q.command, d.phrases(q.lang))
		return err
	})
	if err != nil {
		return fmt.Errorf("read what reports say: %w", err)
	}
	for i, c := range contents {
		if c.File != nil && len(c.File.Data) > longestFile {
			contents[i] = chat.Content{Text: d.phrases(q.lang).Say("view_file_too_long", "contact", d.contact())}
		}
	}
	return d.say(ctx, "reply/"+u.Key, u.At, chat.Message{To: u.From}, d.named(contents), nil)
}

// library opens reports of one snapshot. What cannot be read with an outline
// at hand counts as not begun: one broken report must not hide the others.
func (d *Campaign) library(r store.Reader) desk.Library {
	return desk.Library{
		Outlines: d.Outlines,
		Open:     func(unit string) (desk.Paper, error) { return d.paper(r, unit) },
		Below: func(unit string) *form.Below {
			u, _ := d.Units.Get(unit)
			return d.Below(u)
		},
	}
}

func (d *Campaign) paper(r store.Reader, unit string) (desk.Paper, error) {
	u, _ := d.Units.Get(unit)
	rep := d.report(unit)
	draft, err := store.GetDraft(r, rep)
	if err != nil || draft == nil {
		return desk.Paper{}, err
	}
	o := d.Outlines[u.Level]
	if o == nil || draft.Outline != o.Hash {
		o = d.Set.Versions[draft.Outline]
	}
	if o == nil {
		d.Set.Log.Error("report left out: its outline is not stored", "unit", unit, "outline", draft.Outline)
		return desk.Paper{}, nil
	}
	return desk.Paper{
		Outline: o, Draft: draft, Words: d.aboutUnit(u).words,
		Texts: func(p form.Place) []string {
			return store.Text(r, rep, o.Filed(p), draft.Pieces(o, p))
		},
		Files: func() ([]answers.Filed, error) {
			files, err := store.GetFiles(r, rep)
			var out []answers.Filed
			for _, f := range files.List {
				out = append(out, f.Filed)
			}
			return out, err
		},
	}, nil
}

// mayAskFor is which questions the person may ask in the campaign: a
// coordinator any, somebody who only sees awards those. It is nil for who may
// ask none, so that nobody reads their words for one.
func (r router) mayAskFor(d *Campaign) func(desk.Name) bool {
	switch who := roster.OnList(r.person.Memberships, d.list()); {
	case roster.Anywhere(who, roster.Look):
		return func(desk.Name) bool { return true }
	case roster.Anywhere(who, roster.Awards):
		return only(desk.Awards)
	}
	return nil
}

func only(name desk.Name) func(desk.Name) bool {
	return func(n desk.Name) bool { return n == name }
}

// asked is the question that the update asks in a campaign, among those that its
// sender may.
func (r router) asked(d *Campaign, may func(desk.Name) bool) (desk.Command, bool) {
	if r.Update.Input.Kind == chat.Text {
		return desk.Parse(r.Update.Input.Text, d.Units, may)
	}
	cmd, ok := desk.CommandOf(r.action)
	return cmd, ok && d.takes(r.action) && may(cmd.Name)
}

// inOwnText tells whether words are what the person was asked to write, or a
// choice that they were offered, where only a slash makes a command.
func (r router) inOwnText() bool {
	if r.Update.Input.Kind != chat.Text || strings.HasPrefix(strings.TrimSpace(r.Update.Input.Text), "/") {
		return false
	}
	if t, own := r.person.Talk, r.person.Operation; t != nil && t.Kind == talkThread || own.Own() && own.WantsWords() {
		return true
	}
	if r.Context == nil {
		return false
	}
	w, err := r.open(r.Context.Member)
	return err == nil && (w.turn.InText() || w.turn.Chooses(r.Update.Input.Text))
}

// menu is what a coordinator gets for words that are no command and no sentence
// of the closed list: what can be done, as buttons, and never a guess.
func (h coordinator) menu(unit string) chat.Content {
	button := func(name desk.Name, label string) chat.Choice {
		return desk.Command{Name: name, Code: unit}.Action().Choice(label)
	}
	return chat.Content{Text: h.say.Say("desk_menu"), Choices: [][]chat.Choice{
		{button(desk.Progress, h.say.Say("desk_menu_progress")), button(desk.Missing, h.say.Say("desk_menu_missing"))},
		{button(desk.View, h.say.Say("desk_menu_view")), button(desk.Sums, h.say.Say("desk_menu_sums"))},
		{button(desk.Look, h.say.Say("desk_menu_look"))},
	}}
}

// viewer answers somebody who only sees awards.
func (h coordinator) viewer(ms []roster.Membership) {
	unit := ms[0].Unit
	h.tell(chat.Content{
		Text:    h.say.Say("awards_help", "unit", h.Campaign.Units.Path(unit), "contact", h.Campaign.contact()),
		Choices: [][]chat.Choice{{desk.Command{Name: desk.Awards, Code: unit}.Action().Choice(h.say.Say("button_awards"))}},
	})
}
