package simulator

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"
)

// stateEvery is how often an open page gets the state again, since what is due next may change unnoticed.
const stateEvery = 10 * time.Second

// stateView is everything around the chats.
type stateView struct {
	Title  string     `json:"title"`
	Clock  clockView  `json:"clock"`
	Bots   []botView  `json:"bots"`
	Phones []Person   `json:"phones"`
	Roster bool       `json:"roster"` // people can be searched; otherwise they are made by name
	Menus  []menuView `json:"menus"`  // where a phone's commands differ from its bot's
}

type menuView struct {
	User     int64     `json:"user"`
	Bot      int64     `json:"bot"`
	Commands []Command `json:"commands"`
}

func (s *Server) stateView() stateView {
	v := stateView{Title: s.options.Title, Clock: s.clockView(), Bots: s.botViews(), Phones: []Person{}, Roster: s.options.Roster != nil,
		Menus: []menuView{}}
	for _, p := range s.People() {
		if !p.Shown {
			continue
		}
		v.Phones = append(v.Phones, p)
		for _, b := range s.allBots() {
			v.Menus = append(v.Menus, menuView{User: p.ID, Bot: b.account.ID, Commands: b.menu(s.user(p.ID))})
		}
	}
	return v
}

// stream is one open page: what it knows of the state, and how far it got each chat.
type stream struct {
	server *Server
	out    http.ResponseWriter
	flush  *http.ResponseController
	states uint64   // the changes of the state that it has seen
	phones []Person // as of then
	sent   map[*chat]uint64
}

// serveStream sends "state" events and, for the phones on the page, "chat" events with what changed. After a reconnection everything is
// sent anew.
func (s *Server) serveStream(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	defer context.AfterFunc(s.done, cancel)()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	st := &stream{server: s, out: w, flush: http.NewResponseController(w), sent: map[*chat]uint64{}}
	ticker := time.NewTicker(stateEvery)
	defer ticker.Stop()
	for withState := true; ; {
		changed, moved := s.changed.next(), s.clock.Changed()
		if st.sendNews(withState) != nil {
			return
		}
		withState = false
		select {
		case <-ctx.Done():
			return
		case <-changed:
		case <-moved:
			withState = true
		case <-ticker.C:
			withState = true
		}
	}
}

// sendNews sends the state if asked to or if it changed, then what the page has not seen of the chats. A page drops the chat of a phone
// that it does not know yet, so the state goes first and says whose chats follow.
func (st *stream) sendNews(withState bool) error {
	if states := st.server.states.Load(); withState || states != st.states {
		v := st.server.stateView()
		st.states, st.phones = states, v.Phones
		if err := st.send("state", v); err != nil {
			return err
		}
		maps.DeleteFunc(st.sent, func(c *chat, _ uint64) bool { // a phone that comes back is empty
			return !slices.ContainsFunc(v.Phones, func(p Person) bool { return p.ID == c.user.ID })
		})
	}
	for _, p := range st.phones {
		for _, b := range st.server.allBots() {
			if err := st.sendChat(b.chat(p.ID)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (st *stream) sendChat(c *chat) error {
	if c == nil {
		return nil
	}
	seq, seen := st.sent[c]
	if seen && c.lastSeq() == seq {
		return nil
	}
	change := c.since(seq)
	st.sent[c] = change.Seq
	return st.send("chat", change)
}

func (st *stream) send(event string, value any) error {
	if _, err := fmt.Fprintf(st.out, "event: %s\ndata: %s\n\n", event, encode(value)); err != nil {
		return err
	}
	return st.flush.Flush()
}
