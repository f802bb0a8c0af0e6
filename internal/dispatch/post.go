package dispatch

import (
	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/form"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// askPost adds the question for the person's post to a greeting: once, after
// joining. The greeting's own buttons remain and leave it open.
func (v *visit) askPost(w *work, c *chat.Content) {
	posts := w.turn.Posts()
	if len(posts) == 0 || v.seat == nil || v.seat.m.Post != "" {
		return
	}
	ask := v.say.Say("post_ask_only")
	if len(c.Choices) > 0 {
		ask = v.say.Say("post_ask", "go", c.Choices[0][0].Label)
	}
	c.Text += "\n\n" + ask
	var buttons []chat.Choice
	for i, p := range posts {
		c.Text += "\n" + v.say.Say("choice_line", "n", i+1, "label", p)
		buttons = append(buttons, unitButton(actPost, w.turn.Report, p, form.NameHash(p)))
	}
	c.Choices = append(conversation.ButtonRows(buttons...), c.Choices...)
	v.person.Talk = &store.Talk{Kind: talkPost, Report: w.report}
}

func (v *visit) choosePost(hash string) (bool, error) {
	w, err := v.open(v.seat.m)
	if err != nil {
		return true, err
	}
	for _, p := range w.turn.Posts() {
		if form.NameHash(p) == hash {
			return true, v.setPost(p)
		}
	}
	v.tell(chat.Content{Text: v.say.Say("button_gone")})
	return true, nil
}

func (v *visit) typedPost(talk store.Talk) (bool, error) {
	if v.seat == nil || v.seat.report() != talk.Report {
		return false, nil
	}
	w, err := v.open(v.seat.m)
	if err != nil {
		return true, err
	}
	posts := w.turn.Posts()
	i, unclear := viet.ReadChoice(v.u.Input.Text, posts)
	if unclear != nil {
		return false, nil
	}
	return true, v.setPost(posts[i])
}

// setPost keeps the post with the member and goes on with the report.
func (v *visit) setPost(post string) error {
	m := &v.seat.m
	m.Post = post
	for i, have := range v.person.Memberships {
		if have.List == m.List && have.Unit == m.Unit && (have.Role == roster.Officer || have.Role == roster.Approver) {
			v.person.Memberships[i].Post = post
		}
	}
	members, err := store.GetMembers(v.tx, m.List, m.Unit)
	if err != nil {
		return damaged(err)
	}
	for i := range members {
		if members[i].Address == v.u.From {
			members[i].Post = post
		}
	}
	if err := store.PutMembers(v.tx, m.List, m.Unit, members); err != nil {
		return err
	}
	saved := v.say.Say("post_saved", "post", post)
	if m.Role == roster.Approver {
		v.tell(chat.Content{Text: saved + " " + v.say.Say("approver_welcome")})
		return nil
	}
	return v.enterReport(saved)
}
