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
func (d *drive) answerReading(ctx context.Context, u chat.Update, q *question) error {
	var contents []chat.Content
	err := d.set.KV.View(ctx, func(r store.Reader) error {
		s, err := d.sceneFrom(r, u.At)
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
func (d *drive) library(r store.Reader) desk.Library {
	return desk.Library{
		Outlines: d.Outlines,
		Open:     func(unit string) (desk.Paper, error) { return d.paper(r, unit) },
		Below: func(unit string) *form.Below {
			u, _ := d.Units.Get(unit)
			return d.belowOf(u)
		},
	}
}

func (d *drive) paper(r store.Reader, unit string) (desk.Paper, error) {
	u, _ := d.Units.Get(unit)
	rep := d.report(unit)
	draft, err := store.GetDraft(r, rep)
	if err != nil || draft == nil {
		return desk.Paper{}, err
	}
	o := d.Outlines[u.Level]
	if o == nil || draft.Outline != o.Hash {
		o = d.set.Versions[draft.Outline]
	}
	if o == nil {
		d.set.Log.Error("report left out: its outline is not stored", "unit", unit, "outline", draft.Outline)
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
func (v *visit) mayAskFor(d *drive) func(desk.Name) bool {
	switch who := roster.OnList(v.person.Memberships, d.list()); {
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
func (v *visit) asked(d *drive, may func(desk.Name) bool) (desk.Command, bool) {
	if v.u.Input.Kind == chat.Text {
		return desk.Parse(v.u.Input.Text, d.Units, may)
	}
	cmd, ok := desk.CommandOf(v.action)
	return cmd, ok && d.takes(v.action) && may(cmd.Name)
}

// inOwnText tells whether words are what the person was asked to write, or a
// choice that they were offered, where only a slash makes a command.
func (v *visit) inOwnText() bool {
	if v.u.Input.Kind != chat.Text || strings.HasPrefix(strings.TrimSpace(v.u.Input.Text), "/") {
		return false
	}
	if t, own := v.person.Talk, v.person.Operation; t != nil && t.Kind == talkThread || own.Own() && own.WantsWords() {
		return true
	}
	if v.seat == nil {
		return false
	}
	w, err := v.open(v.seat.m)
	return err == nil && (w.turn.InText() || w.turn.Chooses(v.u.Input.Text))
}

// menu is what a coordinator gets for words that are no command and no sentence
// of the closed list: what can be done, as buttons, and never a guess.
func (v *visit) menu(unit string) chat.Content {
	button := func(name desk.Name, label string) chat.Choice {
		return desk.Command{Name: name, Code: unit}.Action().Choice(label)
	}
	return chat.Content{Text: v.say.Say("desk_menu"), Choices: [][]chat.Choice{
		{button(desk.Progress, v.say.Say("desk_menu_progress")), button(desk.Missing, v.say.Say("desk_menu_missing"))},
		{button(desk.View, v.say.Say("desk_menu_view")), button(desk.Sums, v.say.Say("desk_menu_sums"))},
		{button(desk.Look, v.say.Say("desk_menu_look"))},
	}}
}

// viewer answers somebody who only sees awards.
func (v *visit) viewer(ms []roster.Membership) {
	unit := ms[0].Unit
	v.tell(chat.Content{
		Text:    v.say.Say("awards_help", "unit", v.d.Units.Path(unit), "contact", v.d.contact()),
		Choices: [][]chat.Choice{{desk.Command{Name: desk.Awards, Code: unit}.Action().Choice(v.say.Say("button_awards"))}},
	})
}
