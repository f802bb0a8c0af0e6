package simulator

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const longestWait = 50 * time.Second // of a control call that waits

// control answers one control call. The value is encoded as JSON; an error becomes status 400.
type control func(r *http.Request, p params) (any, error)

func (s *Server) addControl(mux *http.ServeMux) {
	for pattern, f := range map[string]control{
		"GET /sim/bots":              func(*http.Request, params) (any, error) { return s.botViews(), nil },
		"POST /sim/bots":             s.controlBot,
		"GET /sim/users":             func(*http.Request, params) (any, error) { return s.People(), nil },
		"POST /sim/users":            s.controlUser,
		"POST /sim/users/{id}/{act}": s.controlAct,
		"GET /sim/users/{id}/chat":   s.controlChat,
		"GET /sim/faults":            func(*http.Request, params) (any, error) { return s.Faults(), nil },
		"POST /sim/faults":           s.controlFault,
		"DELETE /sim/faults":         func(*http.Request, params) (any, error) { s.ClearFaults(); return true, nil },
		"POST /sim/repeat":           s.controlRepeat,
		"POST /sim/reseed":           s.controlReseed,
		"POST /sim/inject":           s.controlInject,
		"GET /sim/clock":             func(*http.Request, params) (any, error) { return s.clockView(), nil },
		"POST /sim/clock/{act}":      s.controlClock,
		"GET /sim/roster":            s.controlRoster,
		"POST /sim/join":             s.controlJoin,
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { serveControl(w, r, f) })
	}
	mux.HandleFunc("GET /sim/files/{bot}/{file}", s.controlFile)
}

func serveControl(w http.ResponseWriter, r *http.Request, f control) {
	var result any
	p, refused := readParams(r)
	err := error(refused)
	if refused == nil {
		result, err = f(r, p)
	}
	a := answer{status: http.StatusOK, body: encode(result), header: http.Header{"Cache-Control": {"no-store"}}}
	if err != nil {
		a.status, a.body = http.StatusBadRequest, encode(map[string]string{"error": err.Error()})
	}
	a.write(w)
}

type botView struct {
	ID       int64     `json:"id"`
	Username string    `json:"username"`
	Name     string    `json:"name"`
	Waiting  int       `json:"waiting"`
	Commands []Command `json:"commands"`
}

func (s *Server) botViews() []botView {
	list := []botView{}
	for _, b := range s.allBots() {
		v := botView{ID: b.account.ID, Username: b.account.Username, Waiting: b.queue.waiting(), Commands: b.menu(&User{})}
		b.mu.RLock()
		v.Name = b.name()
		b.mu.RUnlock()
		list = append(list, v)
	}
	return list
}

func (s *Server) controlBot(_ *http.Request, p params) (any, error) {
	id, err := s.Bot(p.text("token"))
	return map[string]int64{"id": id}, err
}

func (s *Server) controlUser(_ *http.Request, p params) (any, error) {
	u := s.User(Person{
		ID: p.number("id"), Name: p.text("name"), Role: p.text("role"), Unit: p.text("unit"), Username: p.text("username"),
		Language: p.text("language_code"), Shown: p.truth("shown"),
	})
	return u.describe(), nil
}

func (u *User) describe() Person {
	u.server.usersMu.RLock()
	defer u.server.usersMu.RUnlock()
	return u.person
}

func (s *Server) userOf(r *http.Request) (*User, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	u := s.user(id)
	if err != nil || u == nil {
		return nil, fmt.Errorf("simulator: no user %q", r.PathValue("id"))
	}
	return u, nil
}

func (s *Server) controlAct(r *http.Request, p params) (any, error) {
	u, err := s.userOf(r)
	if err != nil {
		return nil, err
	}
	bot, id := p.number("bot"), p.number("message_id")
	switch act := r.PathValue("act"); act {
	case "text":
		if to := p.number("reply_to"); to != 0 {
			return u.Reply(bot, to, p.text("text"))
		}
		return u.Type(bot, p.text("text"))
	case "start":
		return u.Start(bot, p.text("payload"))
	case "press":
		query, err := u.Press(bot, id, p.text("data"))
		return map[string]string{"query": query}, err
	case "edit":
		return u.Edit(bot, id, p.text("text"))
	case "photo", "document", "voice", "audio", "video":
		return u.Send(bot, p.filesOf(act)...)
	case "location":
		return u.controlLocation(bot, p)
	case "block", "unblock":
		return true, u.Block(bot, act == "block")
	case "vanish":
		return true, u.Vanish(bot)
	case "show":
		return true, s.Show(u.ID, p.truth("shown"))
	default:
		return nil, fmt.Errorf("simulator: unknown action %q", act)
	}
}

// filesOf collects the files of a call in the order of their field names.
func (p params) filesOf(kind string) []File {
	var names []string
	for name := range p.files {
		names = append(names, name)
	}
	slices.Sort(names)
	var list []File
	for i, name := range names {
		u := p.files[name]
		f := File{Kind: kind, Name: u.name, MIME: u.mime, Seconds: int(p.number("duration")), Data: u.data}
		if i == 0 {
			f.Caption = p.text("caption")
		}
		list = append(list, f)
	}
	return list
}

func (u *User) controlLocation(bot int64, p params) (any, error) {
	latitude, err1 := strconv.ParseFloat(p.text("latitude"), 64)
	longitude, err2 := strconv.ParseFloat(p.text("longitude"), 64)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	return u.Location(bot, latitude, longitude)
}

func (s *Server) controlChat(r *http.Request, p params) (any, error) {
	u, err := s.userOf(r)
	if err != nil {
		return nil, err
	}
	wait := min(time.Duration(p.number("wait"))*time.Second, longestWait)
	since := uint64(max(p.number("since"), 0))
	if wait <= 0 {
		return u.Since(p.number("bot"), since)
	}
	ctx, cancel := context.WithTimeout(r.Context(), wait)
	defer cancel()
	defer context.AfterFunc(s.done, cancel)()
	chat, err := u.Next(ctx, p.number("bot"), since)
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return u.Since(p.number("bot"), since)
	}
	return chat, err
}

func (s *Server) controlFault(_ *http.Request, p params) (any, error) {
	share := 0.0
	if v := p.text("share"); v != "" {
		var err error
		if share, err = strconv.ParseFloat(v, 64); err != nil {
			return nil, fmt.Errorf("simulator: share %q: %w", v, err)
		}
	}
	id, err := s.AddFault(Fault{
		Method: p.text("method"), Bot: p.number("bot"), Kind: p.text("kind"), Times: int(p.number("times")), Every: int(p.number("every")),
		Share: share, Code: int(p.number("code")), Description: p.text("description"), RetryAfter: int(p.number("retry_after")),
		MigrateTo: p.number("migrate_to"), Delay: time.Duration(p.number("delay_ms")) * time.Millisecond,
	})
	return map[string]int{"id": id}, err
}

func (s *Server) controlRepeat(_ *http.Request, p params) (any, error) {
	return true, s.Repeat(p.number("bot"), int(max(p.number("times"), 1)))
}

func (s *Server) controlReseed(_ *http.Request, p params) (any, error) {
	return true, s.Reseed(p.number("bot"), p.number("first"))
}

func (s *Server) controlInject(_ *http.Request, p params) (any, error) {
	return true, s.Inject(p.number("bot"), p.text("kind"), []byte(p.text("value")))
}

// controlFile serves a file to the page. Only pictures are shown in place; everything else is a download, so that no file can act as a page.
func (s *Server) controlFile(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.ParseInt(r.PathValue("bot"), 10, 64)
	b := s.bot(id)
	var f *file
	if b != nil {
		f = b.files.get(r.PathValue("file"))
	}
	if f == nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, max-age=3600")
	if kind := http.DetectContentType(f.data); strings.HasPrefix(kind, "image/") {
		h.Set("Content-Type", kind)
	} else {
		h.Set("Content-Type", "application/octet-stream")
		h.Set("Content-Disposition", contentDisposition(f.name))
	}
	w.Write(f.data)
}
