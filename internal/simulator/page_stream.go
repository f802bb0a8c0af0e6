package simulator

import (
	"context"
	"fmt"
	"net/http"
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

// stream is one open page: the phones that it knows, and how far it got each chat. A page drops the chat of a phone that it does not know
// yet.
type stream struct {
	server *Server
	out    http.ResponseWriter
	flush  *http.ResponseController
	phones map[int64]bool // by user
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
	watch := s.pages.add()
	defer s.pages.remove(watch)
	st := &stream{server: s, out: w, flush: http.NewResponseController(w), sent: map[*chat]uint64{}}
	ticker := time.NewTicker(stateEvery)
	defer ticker.Stop()
	moved := s.clock.Changed()
	err := st.sendState()
	for err == nil {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			err = st.sendState()
		case <-moved:
			moved = s.clock.Changed()
			err = st.sendState()
		case <-watch.wake:
			chats, state := watch.take()
			if state {
				err = st.sendState()
			}
			for _, c := range chats {
				if err == nil && st.phones[c.user.ID] {
					err = st.sendChat(c)
				}
			}
		}
	}
}

// sendState sends the state, then the chats that the page has not seen yet.
func (st *stream) sendState() error {
	v := st.server.stateView()
	if err := st.send("state", v); err != nil {
		return err
	}
	st.phones = map[int64]bool{}
	for _, p := range v.Phones {
		st.phones[p.ID] = true
	}
	for c := range st.sent {
		if !st.phones[c.user.ID] {
			delete(st.sent, c) // a phone that comes back is empty
		}
	}
	for _, p := range v.Phones {
		for _, b := range st.server.allBots() {
			c := b.chat(p.ID)
			if c == nil {
				continue
			}
			if _, seen := st.sent[c]; !seen {
				if err := st.sendChat(c); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (st *stream) sendChat(c *chat) error {
	change := c.since(st.sent[c])
	st.sent[c] = change.Seq
	return st.send("chat", change)
}

func (st *stream) send(event string, value any) error {
	if _, err := fmt.Fprintf(st.out, "event: %s\ndata: %s\n\n", event, encode(value)); err != nil {
		return err
	}
	return st.flush.Flush()
}
