package health

import (
	"slices"
	"time"
)

// A Ledger is what admins know of: so they hear of each finding once, and once that it is over.
type Ledger struct {
	// Calm is for how long something must not have been found before it is over: what comes and goes is one thing.
	Calm  time.Duration
	known []Known
}

// Known is a finding that was noted, and when it was last found.
type Known struct {
	Finding
	Last time.Time `json:"last"`
	// Told says that admins heard of it; else they hear of it when it is over.
	Told bool `json:"told"`
}

// News is what changed.
type News struct {
	// Begun are findings that admins are to hear of, Noted those that they hear of afterwards only.
	Begun, Noted []Known `json:",omitempty"`
	// Over are to be told as over, Past are to be forgotten without a word.
	Over, Past []Known `json:",omitempty"`
}

// None reports whether nothing changed.
func (n News) None() bool { return len(n.Begun)+len(n.Noted)+len(n.Over)+len(n.Past) == 0 }

// Silent reports whether nobody is to hear of what changed.
func (n News) Silent() bool { return len(n.Begun)+len(n.Over) == 0 }

// Urgent reports whether it is told at any hour.
func (n News) Urgent() bool {
	return slices.ContainsFunc(n.Begun, func(k Known) bool { return k.check().tell >= AtOnce })
}

// Straight are the findings of which admins hear past the store.
func (n News) Straight() (some []Known) {
	for _, k := range n.Begun {
		if k.check().tell == Straight {
			some = append(some, k)
		}
	}
	return some
}

// Take takes what was noted before a start.
func (l *Ledger) Take(known []Known, now time.Time) {
	for _, k := range known {
		if k.check().code == "" {
			continue // of another version
		}
		k.Last = now
		l.known = append(l.known, k)
	}
}

// News compares what is found with what is known. It changes nothing but when something was last found: see Note.
func (l *Ledger) News(now time.Time, found []Finding) (n News) {
	for _, f := range found {
		c := f.check()
		if i := l.find(f.Code); i >= 0 {
			l.known[i].Last = now.Add(-f.Gone)
			continue
		}
		if c.tell == Nobody || now.Sub(f.Since) < c.after {
			continue
		}
		if k := (Known{f, now.Add(-f.Gone), c.tell != Afterwards}); k.Told {
			n.Begun = append(n.Begun, k)
		} else {
			n.Noted = append(n.Noted, k)
		}
	}
	for i, k := range l.known {
		if k.Last.After(now) { // the clock went back
			l.known[i].Last = now
		}
		switch {
		case now.Sub(k.Last) < l.Calm, slices.ContainsFunc(found, func(f Finding) bool { return f.Code == k.Code }):
		case k.check().event:
			n.Past = append(n.Past, k)
		default:
			n.Over = append(n.Over, k)
		}
	}
	return n
}

// Note takes down that news were told, or kept to be told.
func (l *Ledger) Note(n News) {
	l.known = append(append(l.known, n.Begun...), n.Noted...)
	l.known = slices.DeleteFunc(l.known, func(k Known) bool {
		same := func(gone Known) bool { return gone.Code == k.Code }
		return slices.ContainsFunc(n.Over, same) || slices.ContainsFunc(n.Past, same)
	})
}

func (l *Ledger) find(code Code) int {
	return slices.IndexFunc(l.known, func(k Known) bool { return k.Code == code })
}
