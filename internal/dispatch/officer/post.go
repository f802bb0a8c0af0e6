package officer

import (
	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/form"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// askPost adds the question for the person's post to the greeting. It is asked once;
// the greeting's own buttons leave it open.
func (h Handler) askPost(w *session.Report, c *chat.Content) {
	posts := w.Turn.Posts()
	if len(posts) == 0 || h.Context == nil || h.Context.Member.Post != "" {
		return
	}
	ask := h.Say.Say("post_ask_only")
	if len(c.Choices) > 0 {
		ask = h.Say.Say("post_ask", "go", c.Choices[0][0].Label)
	}
	c.Text += "\n\n" + ask
	var buttons []chat.Choice
	for i, p := range posts {
		c.Text += "\n" + h.Say.Say("choice_line", "n", i+1, "label", p)
		buttons = append(buttons, session.UnitButton(session.ActPost, w.Turn.Report, p, form.NameHash(p)))
	}
	c.Choices = append(conversation.ButtonRows(buttons...), c.Choices...)
	h.OpenDialog(store.Dialog{Kind: session.Post, Report: w.ID})
}

// ChoosePost takes the button of a post.
func (h Handler) ChoosePost(hash string) error {
	w, err := h.Open(h.Context.Member)
	if err != nil {
		return err
	}
	for _, p := range w.Turn.Posts() {
		if form.NameHash(p) == hash {
			return h.setPost(p)
		}
	}
	h.Reply(chat.Content{Text: h.Say.Say("button_gone")})
	return nil
}

// TypedPost takes words for a post.
func (h Handler) TypedPost(d store.Dialog) (bool, error) {
	if h.Context == nil || h.Context.Report() != d.Report {
		return false, nil
	}
	w, err := h.Open(h.Context.Member)
	if err != nil {
		return true, err
	}
	posts := w.Turn.Posts()
	i, unclear := viet.ReadChoice(h.Update.Input.Text, posts)
	if unclear != nil {
		return false, nil
	}
	return true, h.setPost(posts[i])
}

// setPost keeps the post with the member and goes on with the report.
func (h Handler) setPost(post string) error {
	m := &h.Context.Member
	m.Post = post
	for i, have := range h.Person.Memberships {
		if have.List == m.List && have.Unit == m.Unit && (have.Role == roster.Officer || have.Role == roster.Approver) {
			h.Person.Memberships[i].Post, h.Changed = post, true
		}
	}
	members, err := store.Members.Get(h.Tx, store.OnList{List: m.List, Unit: m.Unit})
	if err != nil {
		return campaigns.Damaged(err)
	}
	for i := range members {
		if members[i].Address == h.Update.From {
			members[i].Post = post
		}
	}
	store.Members.Put(h.Tx, store.OnList{List: m.List, Unit: m.Unit}, members)
	saved := h.Say.Say("post_saved", "post", post)
	if m.Role == roster.Approver {
		h.Reply(chat.Content{Text: saved + " " + h.Say.Say("approver_welcome")})
		return nil
	}
	return h.EnterReport(saved)
}
