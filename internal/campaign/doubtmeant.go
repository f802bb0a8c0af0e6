package campaign

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// meant notes values that have no effect beside the others, and those of the folder that this one was copied from.
func (d *doubts) meant(now time.Time) {
	d.copied()
	d.twice("working_days")
	d.twice("holidays")
	d.twice("featured")
	if len(d.Digests) > manyDigests {
		d.note(fault.New("digests_many", "n", len(d.Digests)), "digests")
	}
	if called := []rune(d.written("called")); len(called) > 1 && unicode.IsUpper(called[0]) && unicode.IsLower(called[1]) {
		d.note(fault.New("called_capital", "word", string(called), "meant", viet.LowerFirst(string(called))), "called")
	}
	if at, ok := d.ClosesAt(); ok && d.Recurs == nil {
		var last time.Time
		for _, l := range d.Levels {
			last = later(last, l.Deadline)
		}
		if !last.IsZero() && at.After(last.AddDate(0, longestOpen, 0)) {
			d.note(fault.New("closes_late", "day", d.day(at), "last", d.day(last)), "closes")
		}
	}
	if day, err := time.ParseInLocation(time.DateOnly, d.Order.Date, d.Zone); err == nil && !now.IsZero() && day.After(now) {
		d.note(fault.New("order_ahead", "day", d.Order.Date), "order", "date")
	}
	if _, offset := time.Date(2016, 1, 1, 0, 0, 0, 0, d.Zone).Zone(); d.Language == usualLanguage && offset != 7*60*60 && !strings.HasPrefix(d.written("time_zone"), "Etc/") {
		d.note(fault.New("zone_elsewhere", "zone", d.Zone, "hours", offset/3600, "usual", usualZone), "time_zone")
	}
	if n := d.file.Node([]any{"contact"}); n != nil && strings.TrimSpace(d.Contact.Office) == "" && strings.TrimSpace(d.Contact.Name) == "" && d.Contact.Telephone != "" {
		d.note(fault.New("contact_no_office"), "contact")
	}
	if d.Language == "en" && len(vietnamese.FindAllString(d.Title+d.About+d.Contact.Office, -1)) >= someLetters {
		d.note(fault.New("language_of_texts", "language", d.Language, "text", d.Title), "language")
	}
	d.shortTwice()
	if telephone := d.Contact.Telephone; strings.HasPrefix(strings.TrimLeft(telephone, " ("), "0") {
		if n := len(digits.FindAllString(telephone, -1)); n < leastDigits {
			d.note(fault.New("contact_short", "written", telephone, "n", n), "contact", "telephone")
		}
	}
	if unusual := notTyped.FindString(d.Name); unusual != "" {
		d.note(fault.New("campaign_name_marks", "name", d.Name, "mark", unusual), "name")
	}
	d.ladder()
}

// shortTwice notes short words of two meanings, which differ in capitals only.
func (d *doubts) shortTwice() {
	n := d.file.Node([]any{"abbreviations"})
	if n == nil || n.Kind != yaml.MappingNode {
		return
	}
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		short := strings.ToLower(strings.TrimSpace(n.Content[i].Value))
		if first := seen[short]; first != nil && first.Value != n.Content[i+1].Value {
			d.note(fault.New("abbreviation_twice", "written", n.Content[i].Value, "first", first.Value), "abbreviations", n.Content[i].Value)
		}
		seen[short] = n.Content[i+1]
	}
}

// vietnamese are letters with the marks of Vietnamese, someLetters how many of them no name in an English text has.
var vietnamese = regexp.MustCompile(`[àáảãạăắằẳẵặâấầẩẫậđèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵĐ]`)

const someLetters = 3

// notTyped is what a name of a campaign has that parts it from its periods, or is typed in commands with trouble.
var notTyped = regexp.MustCompile(`[^A-Za-z0-9._-]`)

var digits = regexp.MustCompile(`\d`)

// leastDigits are those of a number of Vietnam or elsewhere that begins with 0.
const leastDigits = 9

const (
	manyDigests = 4 // in a day, from which on nobody reads them
	longestOpen = 9 // months behind the last deadline
)

// ladder notes steps that never come.
func (d *doubts) ladder() {
	dated := 0
	for _, l := range d.Levels {
		if !l.Deadline.IsZero() || d.Recurs != nil {
			dated++
		}
	}
	if len(d.Reminders) > 0 && dated == 0 {
		d.note(fault.New("reminders_no_deadline"), "reminders")
	}
	of := d.Campaign
	if d.Recurs != nil {
		of = d.In(d.FirstPeriod())
	}
	closes, closed := of.ClosesAt()
	for i, r := range d.Reminders {
		for _, l := range of.Levels {
			at := l.Deadline.Add(time.Duration(r.Hours) * time.Hour)
			if _, end, quiet := of.QuietAt(at); r.Hours < 0 && !l.Deadline.IsZero() && quiet && !end.Before(l.Deadline) {
				d.note(fault.New("reminder_quiet", "id", r.ID, "hour", hourOf(at.In(d.Zone)), "level", l.Level, "from", d.Quiet.From, "to", d.Quiet.To), "reminders", i)
				break
			}
		}
		after := closed && (r.Days > 0 || r.Hours > 0)
		for _, l := range of.Levels {
			after = after && (l.Deadline.IsZero() || !l.Deadline.AddDate(0, 0, r.Days).Add(time.Duration(r.Hours)*time.Hour).Before(closes))
		}
		if after && dated > 0 {
			d.note(fault.New("reminder_closed", "id", r.ID, "closes", closes.In(d.Zone).Format(dayAndHour)), "reminders", i)
		}
	}
}

// years are those that a text has.
var years = regexp.MustCompile(`\b20\d\d\b`)

// copied notes years of a name and of titles of which one is the old folder's.
func (d *doubts) copied() {
	named := years.FindAllString(d.Name, -1)
	for _, key := range []string{"title", "short_title"} {
		said := years.FindAllString(d.written(key), -1)
		if len(named) == 0 || len(said) == 0 || slices.ContainsFunc(said, func(year string) bool { return slices.Contains(named, year) }) {
			continue
		}
		d.note(fault.New("year_copied", "key", key, "year", said[len(said)-1], "name", d.Name), key)
	}
}

// twice notes what stands twice in a list of words.
func (d *doubts) twice(key string) {
	n := d.file.Node([]any{key})
	if n == nil || n.Kind != yaml.SequenceNode {
		return
	}
	seen := map[string]bool{}
	for i, word := range n.Content {
		if seen[word.Value] {
			d.note(fault.New("list_twice", "key", key, "word", word.Value), key, i)
		}
		seen[word.Value] = true
	}
}
