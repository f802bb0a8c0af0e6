package health

import (
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
	// Detail is for operators, in English.
	Detail string `json:"detail,omitempty"`
}

// A Finding is something that a check found.
type Finding struct {
	Code   Code   `json:"code"`
	Weight Weight `json:"weight"`
	// Since is when it began, or was first seen.
	Since time.Time `json:"since"`
	Figures
}

// A Watch looks again and again, and so knows since when something is so. It is for one goroutine.
type Watch struct{ since map[Code]time.Time }

// Look returns what is wrong, the gravest first.
func (w *Watch) Look(f Facts) []Finding {
	var found []Finding
	since := map[Code]time.Time{}
	for _, c := range checks {
		figures, so := c.look(f)
		if !so {
			continue
		}
		at, known := w.since[c.code]
		if !known {
			at = f.Now.Add(-figures.For)
		}
		since[c.code] = at
		found = append(found, Finding{c.code, c.weight, at, figures})
	}
	w.since = since
	return found
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
func (f Finding) Wrong(say locale.Phrases) string { return f.words(f.check().wrong, say) }

// ToDo says what to do about it.
func (f Finding) ToDo(say locale.Phrases) string { return f.words(f.check().todo, say) }

func (f Finding) words(key string, say locale.Phrases) string {
	at := say.Say("health_never")
	if !f.At.IsZero() {
		at = say.ClockMoment(f.At)
	}
	units, way := "", say.Say("clock_on")
	if len(f.List) > 0 {
		units = " " + say.Say("health_units", "units", say.List(f.List, mostUnits))
	}
	if f.Back {
		way = say.Say("clock_back")
	}
	return say.Say(key, "n", f.N, "for", Span(f.For, say), "at", at, "size", say.Size(f.Size), "of", say.Size(f.Of), "people", f.People,
		"where", f.Names, "units", units, "way", way)
}

// mostUnits is how many units are named.
const mostUnits = 3

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
