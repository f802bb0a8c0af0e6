package simulator

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const longestWait = 50 * time.Second // of a control call that waits

// control answers one control call. The value is encoded as JSON; an error becomes status 400.
type control func(r request) (any, error)

func (s *Server) addControl(mux *http.ServeMux) {
	for pattern, f := range map[string]control{
		"GET /sim/bots":              func(request) (any, error) { return s.botViews(), nil },
		"POST /sim/bots":             s.controlBot,
		"GET /sim/users":             func(request) (any, error) { return s.People(), nil },
		"POST /sim/users":            s.controlUser,
		"POST /sim/users/{id}/{act}": s.controlAct,
		"GET /sim/users/{id}/chat":   s.controlChat,
		"GET /sim/faults":            func(request) (any, error) { return s.Faults(), nil },
		"POST /sim/faults":           s.controlFault,
		"DELETE /sim/faults":         func(request) (any, error) { s.ClearFaults(); return true, nil },
		"GET /sim/limits":            func(request) (any, error) { return s.Limited(), nil },
		"POST /sim/limits":           s.controlLimits,
		"POST /sim/repeat":           s.controlRepeat,
		"POST /sim/reseed":           s.controlReseed,
		"POST /sim/inject":           s.controlInject,
		"GET /sim/clock":             func(request) (any, error) { return s.clockView(), nil },
		"POST /sim/clock/{act}":      s.controlClock,
		"GET /sim/roster":            s.controlRoster,
		"POST /sim/join":             s.controlJoin,
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, h *http.Request) { serveControl(w, h, f) })
	}
	mux.HandleFunc("GET /sim/files/{bot}/{file}", s.controlFile)
}

func serveControl(w http.ResponseWriter, h *http.Request, f control) {
	var result any
	r, err := decode(h)
	if err == nil {
		result, err = f(r)
	}
	a := answer{status: http.StatusOK, header: http.Header{"Cache-Control": {"no-store"}}}
	if err != nil {
		a.status, result = http.StatusBadRequest, map[string]string{"error": err.Error()}
	}
	a.body = encode(result)
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

func (s *Server) controlBot(r request) (any, error) {
	id, err := s.Bot(r.text("token"))
	return map[string]int64{"id": id}, err
}

func (s *Server) controlUser(r request) (any, error) {
	u := s.User(Person{
		ID: r.number("id"), Name: r.text("name"), Role: r.text("role"), Unit: r.text("unit"), Username: r.text("username"),
		Language: r.text("language_code"), Shown: r.truth("shown"),
	})
	return u.describe(), nil
}

func (u *User) describe() Person {
	u.server.usersMu.RLock()
	defer u.server.usersMu.RUnlock()
	return u.person
}

func (s *Server) userOf(r request) (*User, error) {
	id, err := strconv.ParseInt(r.path("id"), 10, 64)
	u := s.user(id)
	if err != nil || u == nil {
		return nil, fmt.Errorf("simulator: no user %q", r.path("id"))
	}
	return u, nil
}

func (s *Server) controlAct(r request) (any, error) {
	u, err := s.userOf(r)
	if err != nil {
		return nil, err
	}
	bot, id := r.number("bot"), r.number("message_id")
	switch act := r.path("act"); act {
	case "text":
		if to := r.number("reply_to"); to != 0 {
			return u.Reply(bot, to, r.text("text"))
		}
		return u.Type(bot, r.text("text"))
	case "start":
		return u.Start(bot, r.text("payload"))
	case "press":
		query, err := u.Press(bot, id, r.text("data"))
		return map[string]string{"query": query}, err
	case "edit":
		return u.Edit(bot, id, r.text("text"))
	case "photo", "document", "voice", "audio", "video":
		return u.Send(bot, r.filesOf(act)...)
	case "location":
		at, err := r.location()
		if err != nil {
			return nil, err
		}
		return u.Location(bot, at.Latitude, at.Longitude)
	case "block", "unblock":
		return true, u.Block(bot, act == "block")
	case "vanish":
		return true, u.Vanish(bot)
	case "show":
		return true, s.Show(u.ID, r.truth("shown"))
	default:
		return nil, fmt.Errorf("simulator: unknown action %q", act)
	}
}

// filesOf lists the files of a call in the order of their field names.
func (r request) filesOf(kind string) []File {
	var list []File
	for i, name := range slices.Sorted(maps.Keys(r.files)) {
		u := r.files[name]
		f := File{Kind: kind, Name: u.name, MIME: u.mime, Seconds: int(r.number("duration")), Data: u.data}
		if i == 0 {
			f.Caption = r.text("caption")
		}
		list = append(list, f)
	}
	return list
}

func (s *Server) controlChat(r request) (any, error) {
	u, err := s.userOf(r)
	if err != nil {
		return nil, err
	}
	wait := min(time.Duration(r.number("wait"))*time.Second, longestWait)
	since := uint64(max(r.number("since"), 0))
	if wait <= 0 {
		return u.Since(r.number("bot"), since)
	}
	ctx, cancel := context.WithTimeout(r.ctx, wait)
	defer cancel()
	defer context.AfterFunc(s.done, cancel)()
	chat, err := u.Next(ctx, r.number("bot"), since)
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return u.Since(r.number("bot"), since)
	}
	return chat, err
}

func (s *Server) controlFault(r request) (any, error) {
	share := 0.0
	if v := r.text("share"); v != "" {
		var err error
		if share, err = strconv.ParseFloat(v, 64); err != nil {
			return nil, fmt.Errorf("simulator: share %q: %w", v, err)
		}
	}
	id, err := s.AddFault(Fault{
		Method: r.text("method"), Bot: r.number("bot"), Kind: r.text("kind"), Times: int(r.number("times")), Every: int(r.number("every")),
		Share: share, Code: int(r.number("code")), Description: r.text("description"), RetryAfter: int(r.number("retry_after")),
		MigrateTo: r.number("migrate_to"), Delay: time.Duration(r.number("delay_ms")) * time.Millisecond,
	})
	return map[string]int{"id": id}, err
}

func (s *Server) controlRepeat(r request) (any, error) {
	return true, s.Repeat(r.number("bot"), int(max(r.number("times"), 1)))
}

func (s *Server) controlReseed(r request) (any, error) {
	return true, s.Reseed(r.number("bot"), r.number("first"))
}

func (s *Server) controlInject(r request) (any, error) {
	return true, s.Inject(r.number("bot"), r.text("kind"), []byte(r.text("value")))
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

func contentDisposition(name string) string {
	if v := mime.FormatMediaType("attachment", map[string]string{"filename": name}); v != "" {
		return v
	}
	return "attachment"
}
