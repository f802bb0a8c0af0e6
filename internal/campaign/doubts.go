package campaign

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/roster"
)

// Doubts are what a campaign may have, and will not do as its author may think, beside its
// list of units. languages are those that the program speaks. Deadlines are held against
// now; zero leaves them out. Where the list could not be read, units is nil, and nothing is
// held against it.
func (c *Campaign) Doubts(units *roster.Units, languages []string, now time.Time) []fault.Fault {
	d := &doubts{Campaign: c}
	zone := c.written("time_zone")
	if zone == "" && c.Language != "vi" && c.Zone.String() == usualZone {
		d.note(fault.New("zone_missing", "zone", usualZone), "language")
	}
	if strings.HasPrefix(zone, "Etc/GMT") && zone != "Etc/GMT" {
		_, offset := time.Date(2016, 1, 1, 0, 0, 0, 0, c.Zone).Zone()
		d.note(fault.New("zone_backwards", "zone", zone, "hours", offset/3600), "time_zone")
	}
	if !slices.Contains(languages, c.Language) {
		d.note(fault.New("language_unknown", "language", c.Language, "languages", strings.Join(languages, ", ")).Meant(c.Language, languages), "language")
	}
	for i, tag := range c.Languages {
		if tag != c.Language && !slices.Contains(languages, tag) {
			d.note(fault.New("language_unknown", "language", tag, "languages", strings.Join(languages, ", ")).Meant(tag, languages), "languages", i)
		}
	}
	if c.file.Node([]any{"contact"}) != nil && strings.TrimSpace(c.Contact.Telephone) == "" {
		d.note(fault.New("contact_no_telephone"), "contact", "telephone")
	}
	d.texts()
	d.languages()
	d.days(now)
	d.meant(now)
	d.found = append(d.found, d.file.Odd()...)
	d.past(now)
	if units != nil {
		d.units(units)
	}
	fault.Sort(d.found)
	return d.found
}

// doubts collects them.
type doubts struct {
	*Campaign
	found []fault.Fault
}

func (d *doubts) note(f fault.Fault, keys ...any) { d.found = append(d.found, d.file.Placed(keys, f)) }

// Placed is a fault at the place of the keys in the campaign's file.
func (c *Campaign) Placed(f fault.Fault, keys ...any) fault.Fault { return c.file.Placed(keys, f) }

// Changed are the values of the campaign's file that are not those that it had before, in any of its languages.
func (c *Campaign) Changed(was *Campaign) []fault.Alteration {
	found := c.file.Changed(was.file)
	for _, tag := range c.Languages {
		said, before := c.said[tag], was.said[tag]
		if said == nil || before == nil {
			continue
		}
		for _, a := range said.file.Changed(before.file) {
			if !slices.ContainsFunc(found, func(b fault.Alteration) bool { return reflect.DeepEqual(a, b) }) {
				a.Keys = append(a.Keys, tag)
				found = append(found, a)
			}
		}
	}
	return found
}

// written is the text that stands at the keys.
func (c *Campaign) written(keys ...any) string {
	if n := c.file.Node(keys); n != nil {
		return n.Value
	}
	return ""
}

// units notes what does not fit the list of units.
func (d *doubts) units(units *roster.Units) {
	for i, l := range d.Levels {
		if len(units.AtLevel(l.Level)) == 0 {
			d.note(fault.New("level_no_units", "level", l.Level), "levels", i, "level")
		} else if len(d.Reminders) > 0 && d.Recurs == nil && l.Deadline.IsZero() && slices.ContainsFunc(d.Levels, func(l Level) bool { return !l.Deadline.IsZero() }) {
			d.note(fault.New("level_no_deadline", "level", l.Level), "levels", i)
		}
		for _, before := range d.Levels[:i] {
			if before.Outline == l.Outline && !units.Beside(l.Level) && !units.Beside(before.Level) {
				d.note(fault.New("level_same_outline", "level", l.Level, "other", before.Level, "outline", l.Outline), "levels", i, "outline")
			}
		}
		for _, lower := range d.Levels {
			if lower.Level > l.Level && !l.Deadline.IsZero() && l.Deadline.Before(lower.Deadline) && !units.Beside(lower.Level) {
				d.note(fault.New("deadline_before_below", "level", l.Level, "day", d.day(l.Deadline), "lower", lower.Level, "later", d.day(lower.Deadline)), "levels", i, "deadline")
			}
		}
	}
	d.idle(units)
	d.wordsOf(units)
	for i, code := range d.Featured {
		if _, ok := units.Get(code); !ok {
			d.note(fault.New("featured_unknown", "code", code), "featured", i)
		}
	}
}

// wordsOf notes words for a type of which the level has no unit.
func (d *doubts) wordsOf(units *roster.Units) {
	for i, l := range d.Levels {
		var types []string
		for _, u := range units.AtLevel(l.Level) {
			if !slices.Contains(types, u.Type) {
				types = append(types, u.Type)
			}
		}
		for _, kind := range slices.Sorted(maps.Keys(l.Words)) {
			if len(types) > 0 && !slices.Contains(types, kind) {
				d.note(fault.New("words_no_type", "type", kind, "level", l.Level, "types", strings.Join(types, ", ")).Meant(kind, types), "levels", i, "words", kind)
			}
		}
	}
}

// idle notes levels of the list whose units neither report nor have units below them: nobody can do anything there.
func (d *doubts) idle(units *roster.Units) {
	leaves, above := map[int][]roster.Unit{}, map[int]bool{}
	for _, u := range units.All() {
		if len(units.Children(u.Code)) > 0 {
			above[u.Level] = true
		} else {
			leaves[u.Level] = append(leaves[u.Level], u)
		}
	}
	for _, level := range slices.Sorted(maps.Keys(leaves)) {
		if _, reports := d.Level(level); !reports && !above[level] {
			d.note(fault.New("level_idle", "level", level, "n", len(leaves[level]), "unit", leaves[level][0].Label()), "levels")
		}
	}
}

func (d *doubts) day(t time.Time) string { return t.In(d.Zone).Format(time.DateOnly) }

// past notes deadlines that are over.
func (d *doubts) past(now time.Time) {
	past, last := 0, time.Time{}
	for _, l := range d.Levels {
		if last = later(last, l.Deadline); !l.Deadline.IsZero() && l.Deadline.Before(now) {
			past++
		}
	}
	switch {
	case past == 0:
	case last.Before(now): // one cause, said once
		d.note(fault.New("deadlines_past", "day", d.day(last)), "levels")
	default:
		for i, l := range d.Levels {
			if !l.Deadline.IsZero() && l.Deadline.Before(now) {
				d.note(fault.New("deadline_past", "level", l.Level, "day", d.day(l.Deadline)), "levels", i, "deadline")
			}
		}
	}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// Unfilled are the placeholders of the outline of a level for which the campaign has no
// word, for any of its units or for those of a type.
func (c *Campaign) Unfilled(level int, o *form.Outline, units *roster.Units) (found []fault.Fault) {
	at := slices.IndexFunc(c.Levels, func(l Level) bool { return l.Level == level })
	byType := map[string]map[string]string{}
	known := map[string]bool{}
	for _, u := range units.AtLevel(level) {
		if byType[u.Type] == nil {
			parent, ok := units.Parent(u.Code)
			byType[u.Type] = c.Words(u, parent, ok)
			for name := range byType[u.Type] {
				known[name] = true
			}
		}
	}
	if len(byType) == 0 {
		return nil
	}
	asked := o.Placeholders()
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		if !known[name] {
			f, unknown := asked[name], fault.New("placeholder_unknown", "name", "{"+name+"}").Meant(name, slices.Sorted(maps.Keys(known)))
			unknown.Near = cmp.Or(unknown.Near, f.Near)
			if f.Key != "" { // the outline knows more
				unknown = f
			}
			found = append(found, unknown.At(f.File, f.Line, f.Column))
			continue
		}
		for _, kind := range slices.Sorted(maps.Keys(byType)) {
			if _, ok := byType[kind][name]; !ok {
				f := fault.New("placeholder_no_word", "type", cmp.Or(kind, "…"), "name", "{"+name+"}", "outline", asked[name].File)
				found = append(found, c.file.Placed([]any{"levels", at, "words"}, f))
			}
		}
	}
	return found
}
