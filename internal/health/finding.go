package health

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"giaoban/internal/locale"
)

// Figures are what a check found, as far as it has them.
type Figures struct {
	N        int           `json:"n,omitempty"`
	People   int           `json:"people,omitempty"`
	Size, Of int64         `json:",omitempty"`
	For      time.Duration `json:"for,omitempty"`
	Back     bool          `json:"back,omitempty"` // a clock went back, not on
	At       time.Time     `json:"at,omitzero"`
	List     []string      `json:"list,omitempty"`
	Names    string        `json:"names,omitempty"`
	// Codes are units and Addresses the Owners that a backup brings back. No record keeps who they are.
	Codes     []string    `json:"codes,omitempty"`
	Owners    int         `json:"owners,omitempty"`
	Addresses []string    `json:"-"`
	Who       []Unreached `json:"-"`
	// Begun is when it began, if that is known better than by For.
	Begun time.Time `json:"begun,omitzero"`
	// Call is how the program is called, Data is its folder of data.
	Call string `json:"call,omitempty"`
	Data string `json:"data,omitempty"`
	// Case tells which phrases say it, where a check has several.
	Case string `json:"case,omitempty"`
	// Detail is for operators, in English.
	Detail string `json:"detail,omitempty"`
}

// A Finding is something that a check found.
type Finding struct {
	Code   Code   `json:"code"`
	Weight Weight `json:"weight"`
	// Since is when it began, or was first seen.
	Since time.Time `json:"since"`
	// Gone is for how long it has not been found any more; until it is over, it may come again.
	Gone time.Duration `json:"-"`
	Figures
}

// A Watch looks again and again, and so knows since when something is so, and when it is over. It is for one goroutine.
type Watch struct {
	// Calm, if it is not 0, is the calm time of all checks.
	Calm time.Duration
	seen map[Code]sight
}

// sight is a finding, and for how long the bot had been running when it was last found: real time.
type sight struct {
	Finding
	up time.Duration
}

// Look returns what is wrong, the gravest first.
func (w *Watch) Look(f Facts) []Finding {
	var found []Finding
	seen := map[Code]sight{}
	for _, c := range checks {
		figures, so := c.look(f)
		figures.Call, figures.Data = f.Call, f.Data
		s, known := w.seen[c.code]
		switch {
		case so && known:
			s.Figures, s.Gone, s.up = figures, 0, f.Up
		case so:
			s = sight{Finding{Code: c.code, Weight: c.weight, Since: figures.since(f.Now), Figures: figures}, f.Up}
		case known && f.Up-s.up < w.calm(c):
			s.Gone = f.Up - s.up
		default:
			continue
		}
		seen[c.code] = s
		found = append(found, s.Finding)
	}
	w.seen = seen
	return found
}

// since is when it began.
func (f Figures) since(now time.Time) time.Time {
	if !f.Begun.IsZero() {
		return f.Begun
	}
	return now.Add(-f.For)
}

// calm is for how long something must not be found before it is over.
func (w *Watch) calm(c check) time.Duration {
	if c.calm > 0 && w.Calm > 0 {
		return w.Calm
	}
	return c.calm
}

// Worst returns the weight of the gravest of them; 0 if all is well.
func Worst(found []Finding) (w Weight) {
	for _, f := range found {
		w = max(w, f.Weight)
	}
	return w
}

func (f Finding) check() (c check) {
	for _, c := range checks {
		if c.code == f.Code {
			return c
		}
	}
	return c
}

// Wrong says what is wrong.
func (f Finding) Wrong(say locale.Phrases) string { return f.words(f.says().wrong, say) }

// ToDo says what to do about it.
func (f Finding) ToDo(say locale.Phrases) string { return f.words(f.says().todo, say) }

// Calming says that it is not found any more and when it is over; "" while it is found.
func (f Finding) Calming(say locale.Phrases) string {
	if f.Gone == 0 {
		return ""
	}
	return say.Say("health_calming", "for", Span(f.Gone, say), "calm", Span(f.check().calm, say))
}

// says are the phrases that tell it.
func (f Finding) says() says {
	c := f.check()
	if s, ok := c.cases[f.Case]; ok {
		return s
	}
	return says{c.wrong, c.todo}
}

func (f Finding) words(key string, say locale.Phrases) string {
	at := say.Say("health_never")
	if !f.At.IsZero() {
		at = say.ClockMoment(f.At)
	}
	units, way, nobackup := "", say.Say("clock_on"), ""
	if f.Names == "" {
		nobackup = " " + say.Say("health_no_backup")
	}
	if len(f.List) > 0 {
		units = say.Say("health_units", "units", some(f.List, ", ", say))
	}
	if f.Back {
		way = say.Say("clock_back")
	}
	persons := ""
	if f.People > 0 {
		persons = say.Count("health_persons", f.People)
	}
	who := ""
	if len(f.Who) > 0 {
		who = ": " + some(f.who(say), "; ", say)
	}
	return say.Say(key, "n", f.N, "for", Span(f.For, say), "at", at, "size", say.Size(f.Size), "of", say.Size(f.Of), "people", f.People,
		"where", f.Names, "units", units, "way", way, "nobackup", nobackup,
		"persons", persons, "who", who, "names", some(f.List, ", ", say), "commands", f.commands(say), "putback", f.putBack(say), "giaoban", f.call(), "data", cmp.Or(f.Data, say.Say("health_folder")))
}

// who names people, with their unit and since when.
func (f Finding) who(say locale.Phrases) (all []string) {
	for _, u := range f.Who {
		name := u.Name
		if u.Telephone != "" {
			name = say.Say("health_called", "name", name, "telephone", u.Telephone)
		}
		name = say.Join(name, u.Unit)
		if !u.Since.IsZero() {
			name = say.Say("health_since", "name", name, "at", say.ClockMoment(u.Since))
		}
		all = append(all, name)
	}
	return all
}

func (f Finding) call() string { return cmp.Or(f.Call, "giaoban") }

// commands are those that bring back what is damaged, to be typed as they stand where the backup is known.
func (f Finding) commands(say locale.Phrases) string {
	begin := Restore(f.call(), f.Names, say)
	var all []string
	add := func(option, what string) { all = append(all, say.Say("health_command", "command", begin+option+what)) }
	for _, code := range f.Codes {
		add(" --unit ", code)
	}
	for _, a := range f.Addresses {
		add(" --person ", a)
	}
	out := some(all, ", ", say)
	if f.Owners > 0 && len(f.Addresses) == 0 {
		withheld := say.Count("health_withheld", f.Owners, "giaoban", f.call())
		if out == "" {
			return withheld
		}
		out += "; " + withheld
	}
	return out
}

// putBack is the command that puts a backup's database in the place of this one, and keeps it.
func (f Finding) putBack(say locale.Phrases) string {
	data := cmp.Or(f.Data, say.Say("health_folder"))
	return "mv " + data + "/giaoban.db " + data + "/giaoban.db.damaged && " + TakeOut(f.Names, data, "giaoban.db", say)
}

// Restore is the command that brings something back from a backup, which is "" if none is known, up to what is brought back.
func Restore(call, backup string, say locale.Phrases) string {
	command := call + " restore " + cmp.Or(backup, say.Say("health_file"))
	if strings.HasSuffix(backup, ".age") {
		command += " --identity " + say.Say("health_identity")
	}
	return command
}

// TakeOut is the command that puts one thing out of a backup, which is "" if none is known, to its place in a folder of data.
func TakeOut(backup, data, what string, say locale.Phrases) string {
	backup = cmp.Or(backup, say.Say("health_file"))
	out := "tar -xf " + backup
	if strings.HasSuffix(backup, ".age") {
		out = "age -d -i " + say.Say("health_identity") + " " + backup + " | tar -x"
	}
	return out + " -C " + data + " " + what
}

// dated reports whether Wrong says since when.
func (f Finding) dated() bool {
	return f.Code == "clock" || len(f.Who) > 0 && !slices.ContainsFunc(f.Who, func(u Unreached) bool { return u.Since.IsZero() })
}

// Nameless is the finding for what anybody may read: it names no people.
func (f Finding) Nameless() Finding {
	f.Addresses, f.Who = nil, nil
	return f
}

// mostNamed is how many are named.
const mostNamed = 3

// some names the first of them, and says how many more there are.
func some(names []string, between string, say locale.Phrases) string {
	if len(names) <= mostNamed {
		return strings.Join(names, between)
	}
	return say.Say("health_more", "names", strings.Join(names[:mostNamed], between), "n", len(names)-mostNamed)
}

// Span says how long something lasts: «12 phút», «3 giờ», «2 ngày».
func Span(d time.Duration, say locale.Phrases) string {
	switch {
	case d < time.Minute:
		return say.Count("span_seconds", int(d.Seconds()))
	case d < 2*time.Hour:
		return say.Count("span_minutes", int(d.Minutes()))
	case d < 48*time.Hour:
		return say.Count("span_hours", int(d.Hours()))
	}
	return say.Count("span_days", int(d.Hours()/24))
}
