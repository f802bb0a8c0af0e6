package officer

import (
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/form"
	"giaoban/internal/language"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// askPost adds the question for the person's post to the greeting. It is asked once;
// the greeting's own buttons leave it open.
func (w work) askPost(c *chat.Content) {
	if !w.wantsPost() {
		return
	}
	ask := w.Say.Say("post_ask_only")
	if len(c.Choices) > 0 {
		ask = w.Say.Say("post_ask", "go", c.Choices[0][0].Label)
	}
	c.Text += "\n\n" + ask
	var buttons []chat.Choice
	for _, p := range w.Turn.Posts() {
		buttons = append(buttons, session.UnitButton(session.ActPost, w.Turn.Report, p, form.NameHash(p)))
	}
	c.Choices = append(button.Rows(buttons...), c.Choices...)
	w.OpenDialog(store.Dialog{Kind: session.Post, Report: w.ID})
}

// wantsPost reports whether the outline asks for a post that the member has not given.
func (w work) wantsPost() bool {
	return len(w.Turn.Posts()) > 0 && w.Context != nil && w.Context.Member.Post == ""
}

// choosePost takes the button of a post.
func (w work) choosePost(hash string) error {
	for _, p := range w.Turn.Posts() {
		if form.NameHash(p) == hash {
			return w.setPost(p)
		}
	}
	return w.Tell(w.Say.Say("button_gone"))
}

// TypedPost takes words for a post.
func (h Handler) TypedPost(d store.Dialog) (bool, error) {
	if h.Context == nil || h.Context.ID != d.Report {
		return false, nil
	}
	w, err := h.open(h.Context.Member)
	if err != nil {
		return true, err
	}
	posts := w.Turn.Posts()
	i, unclear := language.Only(h.Say.Tongue().Choice(h.Update.Input.Text, language.Question{}, posts))
	if unclear != nil {
		return false, nil
	}
	return true, w.setPost(posts[i])
}

// setPost keeps the post with the member and goes on with the report.
func (w work) setPost(post string) error {
	m := &w.Context.Member
	m.Post, w.Turn.OwnPost = post, post
	for i, have := range w.Person.Memberships {
		if have.List == m.List && have.Unit == m.Unit && (have.Role == roster.Officer || have.Role == roster.Approver) {
			w.Person.Memberships[i].Post, w.Changed = post, true
		}
	}
	members, err := store.Members.Get(w.Tx, store.OnList{List: m.List, Unit: m.Unit})
	if err != nil {
		return err
	}
	for i := range members {
		if members[i].Address == w.Update.From {
			members[i].Post = post
		}
	}
	store.Members.Put(w.Tx, store.OnList{List: m.List, Unit: m.Unit}, members)
	saved := w.Say.Say("post_saved", "post", post)
	if m.Role == roster.Approver {
		c := chat.Content{Text: saved + " " + w.Say.Say("approver_welcome")}
		if w.asksTelephone() {
			w.besideReply(&c)
		}
		w.Reply(c)
		return nil
	}
	w.calls = w.asksTelephone()
	return w.enter(saved)
}
