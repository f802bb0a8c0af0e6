package campaign

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/report"
)

// file is the campaign as it is written.
type file struct {
	Name          string   `yaml:"name"`
	Title         string   `yaml:"title"`
	ShortTitle    string   `yaml:"short_title"`
	About         string   `yaml:"about"`
	Language      string   `yaml:"language"`
	Languages     []string `yaml:"languages"`
	FormOfAddress any      `yaml:"form_of_address"` // see Address
	Called        string   `yaml:"called"`          // see parsing.called
	TimeZone      string   `yaml:"time_zone"`
	Units         string   `yaml:"units"`
	UnitList      string   `yaml:"unit_list"`
	// UnitType is where the type of a unit stands: before its name, «xã Nga An», or after it, «Oak Hill ward»; as the campaign's
	// language says it where nothing is said.
	UnitType  string      `yaml:"unit_type"`
	Previous  string      `yaml:"previous"`
	Levels    []fileLevel `yaml:"levels"`
	Digests   []string    `yaml:"digests"`
	Reminders []Reminder  `yaml:"reminders"`
	PerDay    *int        `yaml:"reminders_per_day"`
	Telephone string      `yaml:"telephone"`
	Recurs    *fileRecurs `yaml:"recurs"`
	Closes    any         `yaml:"closes"` // see Closing
	Polls     string      `yaml:"polls"`
	Chase     Chase       `yaml:"chase"`
	Quiet     fileQuiet   `yaml:"quiet"`

	WorkingDays []string `yaml:"working_days"`
	Holidays    []string `yaml:"holidays"`
	Order       Order    `yaml:"order"`
	Contact     Contact  `yaml:"contact"`
	Featured    []string `yaml:"featured"`
	// Abbreviations are written short by those who answer any outline of the campaign,
	// each with the words that it stands for: “HH” for “households”.
	Abbreviations map[string]string `yaml:"abbreviations"`
}

type fileQuiet struct {
	From string `yaml:"from"`
	To   string `yaml:"to"`
}

type fileLevel struct {
	Level    int                          `yaml:"level"`
	Outline  string                       `yaml:"outline"`
	Deadline any                          `yaml:"deadline"` // see LastInstant, and moment
	Words    map[string]map[string]string `yaml:"words"`
	SignOff  SignOff                      `yaml:"sign_off"`
}

// Parse reads a campaign. Its error is *fault.Faults: all at once. What could be read is
// looked at even where some could not.
func Parse(name string, content []byte) (*Campaign, error) {
	content = norm.NFC.Bytes(content)
	languages := languagesOf(content)
	c, err := languages.parse(name, content, languages.own)
	if err != nil {
		return nil, err
	}
	c.said = map[string]*Campaign{}
	for _, tag := range languages.all[1:] {
		if c.said[tag], err = languages.parse(name, content, tag); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// parse reads a campaign in the words of one language.
func (s spoken) parse(name string, content []byte, tag string) (*Campaign, error) {
	var f file
	var found wordy
	p := &parsing{File: fault.ReadChosen(name, content, &f, func(f *fault.File, root *yaml.Node) { s.choose(f, root, tag, &found) })}
	p.Retell(retold)
	if p.Broken() {
		return nil, p.Err()
	}
	c := p.campaign(f)
	if err := p.Err(); err != nil {
		return nil, err
	}
	c.file, c.wordy = p.File, found
	return c, nil
}

type parsing struct {
	*fault.File
	// anyDay marks that nothing tells which days a period has: none is judged.
	anyDay bool
}

// usualLanguage is that of a campaign that names none.
const usualLanguage = "vi"

// languages notes from which languages people choose. The campaign's own is always one.
func (p *parsing) languages(c *Campaign, listed []string) {
	if len(listed) == 0 {
		c.Languages = []string{c.Language}
		return
	}
	for i, tag := range listed {
		if slices.Contains(listed[:i], tag) {
			p.fault(fault.New("language_twice", "language", tag), "languages", i)
		}
	}
	if !slices.Contains(listed, c.Language) {
		p.fault(fault.New("language_not_listed", "language", c.Language, "languages", strings.Join(listed, ", ")), "languages")
	}
	c.Languages = listed
}

// fault notes what is wrong with the value under the keys.
func (p *parsing) fault(f fault.Fault, keys ...any) { p.Note(keys, f) }

func (p *parsing) campaign(f file) *Campaign {
	c := &Campaign{Name: f.Name, Title: f.Title, ShortTitle: f.ShortTitle, About: f.About, Language: f.Language,
		Units: f.Units, UnitList: f.UnitList, Previous: f.Previous, Reminders: f.Reminders, Order: f.Order, Contact: f.Contact, Featured: f.Featured}
	switch {
	case c.Name == "":
		p.Missing(nil, "name", fault.New("campaign_no_name"))
	case strings.ContainsAny(c.Name, "/ "):
		p.fault(fault.New("campaign_name", "name", c.Name), "name")
	}
	if f.Previous != "" && (f.Previous == c.Name || f.UnitList == "" || strings.ContainsAny(f.Previous, "/ ")) {
		p.fault(fault.New("campaign_previous"), "previous")
	}
	if c.UnitList == "" {
		c.UnitList = c.Name // a list of its own, whose members no other campaign shares
	}
	if strings.ContainsAny(f.UnitList, "/ ") {
		p.fault(fault.New("campaign_unit_list"), "unit_list")
	}
	if c.Title == "" {
		p.Missing(nil, "title", fault.New("campaign_no_title"))
	}
	c.Language = cmp.Or(c.Language, usualLanguage)
	p.unitType(c, f.UnitType)
	p.polls(c, f.Polls)
	p.languages(c, f.Languages)
	p.address(c, f.FormOfAddress, f.Called)
	p.zone(c, f.TimeZone)
	p.recurs(c, f.Recurs)
	p.levels(c, f.Levels)
	p.quiet(c, f.Quiet)
	p.abbreviations(c, f.Abbreviations)
	p.telephone(c, f.Telephone)
	if _, err := time.Parse(time.DateOnly, f.Order.Date); f.Order.Date != "" && err != nil {
		p.fault(fault.New("campaign_no_day", "day", f.Order.Date).WrittenDay(f.Order.Date), "order", "date")
	}
	p.digests(c, f.Digests)
	p.days(c, f)
	p.chase(c, f.Chase)
	p.closes(c)
	p.reminders(c.Reminders)
	c.RemindersPerDay = 1
	if f.PerDay != nil {
		c.RemindersPerDay = *f.PerDay
		if c.RemindersPerDay < 1 || c.RemindersPerDay > mostReminders {
			p.fault(fault.New("campaign_per_day", "n", c.RemindersPerDay), "reminders_per_day")
		}
	}
	p.timely(c)
	return c
}

// telephone reads whether people are asked for theirs.
func (p *parsing) telephone(c *Campaign, word string) {
	if c.AsksTelephone = word == "ask"; word != "" && !c.AsksTelephone {
		no := fault.New("campaign_telephone", "word", word)
		if strings.ContainsAny(word, "0123456789") {
			no = fault.New("campaign_telephone_office", "number", word)
		}
		p.fault(no, "telephone")
	}
}

func (p *parsing) abbreviations(c *Campaign, list map[string]string) {
	shorts, empty := form.Shorts(list)
	for _, written := range empty {
		p.fault(fault.New("abbreviation_empty", "written", written), "abbreviations", written)
	}
	c.Shorts = shorts
}

// mostReminders is how many messages with reminders a campaign may send one
// person on a day.
const mostReminders = 10

func (p *parsing) digests(c *Campaign, hours []string) {
	for i, s := range hours {
		h, ok := p.hour(s, "digests", i)
		if !ok {
			continue
		}
		if slices.Contains(c.Digests, h) {
			p.fault(fault.New("digest_twice", "hour", h), "digests", i)
		}
		if c.Quiet.Holds(h) {
			p.fault(fault.New("digest_quiet", "hour", h, "from", c.Quiet.From, "to", c.Quiet.To), "digests", i)
		}
		c.Digests = append(c.Digests, h)
	}
	slices.Sort(c.Digests)
}

// furthest is how many days from a deadline a reminder may be: within it every
// instant has its place in one round.
const furthest = 366

func (p *parsing) reminders(reminders []Reminder) {
	type slot struct {
		days, hours int
		to          string
	}
	ids, days := map[string]bool{}, map[slot]string{}
	for i, r := range reminders {
		if r.ID == "" {
			p.Missing([]any{"reminders", i}, "id", fault.New("reminder_id", "id", r.ID))
		} else if ids[r.ID] {
			p.fault(fault.New("reminder_id", "id", r.ID), "reminders", i, "id")
		}
		if other, twice := days[slot{r.Days, r.Hours, r.To}]; twice {
			p.fault(fault.New("reminder_twice", "id", r.ID, "other", other), "reminders", i, "days")
		}
		if r.Hours != 0 && (r.Days != 0 || r.Every != 0) {
			p.fault(fault.New("reminder_hours", "id", r.ID), "reminders", i, "hours")
		}
		if r.Hours < -furthest*24 || r.Hours > furthest*24 {
			p.fault(fault.New("reminder_far_hours", "id", r.ID, "hours", r.Hours), "reminders", i, "hours")
		}
		if r.Days < -furthest || r.Days > furthest {
			p.fault(fault.New("reminder_far", "id", r.ID, "days", r.Days), "reminders", i, "days")
		}
		if r.Every < 0 || r.Every > 0 && r.Days <= 0 {
			p.fault(fault.New("reminder_every", "id", r.ID, "every", r.Every, "days", r.Days), "reminders", i, "every")
		}
		if r.To == "" {
			p.Missing([]any{"reminders", i}, "to", fault.New("reminder_no_to", "id", r.ID, "names", strings.Join(audiences(), ", ")))
		} else if _, ok := report.AudienceNamed(r.To); !ok {
			p.fault(fault.New("reminder_to", "id", r.ID, "to", r.To, "names", strings.Join(audiences(), ", ")).Meant(r.To, audiences()), "reminders", i, "to")
		}
		ids[r.ID], days[slot{r.Days, r.Hours, r.To}] = true, r.ID
	}
}

// audiences names all whom a step may be for.
func audiences() (names []string) {
	for _, a := range report.Audiences {
		names = append(names, a.Name)
	}
	return names
}

// zones are those that were perhaps meant.
var zones = []string{"Asia/Ho_Chi_Minh", "Asia/Bangkok", "Asia/Vientiane", "Asia/Phnom_Penh", "Asia/Shanghai"}

// usualZone is the zone of a campaign that names none.
const usualZone = "Asia/Ho_Chi_Minh"

// zone refuses «Local» too: the machine stands anywhere.
func (p *parsing) zone(c *Campaign, name string) {
	if name == "" {
		name = usualZone
	}
	zone, err := time.LoadLocation(name)
	if err != nil || zone == time.Local {
		p.fault(fault.New("zone_unknown", "zone", name).Meant(name, zones), "time_zone")
		zone = time.UTC
	}
	c.Zone = zone
}

func (p *parsing) levels(c *Campaign, levels []fileLevel) {
	if len(levels) == 0 {
		p.Missing(nil, "levels", fault.New("campaign_no_levels"))
	}
	for i, l := range levels {
		level := Level{Level: l.Level, Outline: l.Outline, Words: l.Words, SignOff: cmp.Or(l.SignOff, SignOffNone)}
		if !slices.Contains([]SignOff{SignOffNone, SignOffOptional, SignOffRequired}, level.SignOff) {
			p.fault(fault.New("level_sign_off", "word", l.SignOff).Meant(string(l.SignOff), []string{"none", "optional", "required"}), "levels", i, "sign_off")
		}
		if l.Level < 1 {
			p.Missing([]any{"levels", i}, "level", fault.New("level_no_number"))
		}
		if l.Outline == "" {
			p.Missing([]any{"levels", i}, "outline", fault.New("level_no_outline"))
		}
		if _, twice := c.Level(l.Level); twice {
			p.fault(fault.New("level_twice", "level", l.Level), "levels", i, "level")
		}
		p.deadline(c, &level, i)
		c.Levels = append(c.Levels, level)
	}
}

func (p *parsing) hour(s string, keys ...any) (Hour, bool) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		p.fault(fault.New("campaign_no_hour", "hour", s).WrittenHour(s), keys...)
		return 0, false
	}
	return Hour(t.Hour()*60 + t.Minute()), true
}

// weekdays as they are written.
var weekdays = map[string]time.Weekday{"mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday,
	"fri": time.Friday, "sat": time.Saturday, "sun": time.Sunday}

func (p *parsing) days(c *Campaign, f file) {
	c.WorkingDays, c.Holidays = map[time.Weekday]bool{}, map[string]bool{}
	for i, s := range f.WorkingDays {
		day, ok := weekdays[s]
		if !ok {
			p.fault(weekdayMeant(fault.New("weekday_unknown", "day", s), s), "working_days", i)
		}
		c.WorkingDays[day] = true
	}
	for i, s := range f.Holidays {
		if _, err := time.Parse(time.DateOnly, s); err != nil {
			p.fault(noHoliday(s), "holidays", i)
		}
		c.Holidays[s] = true
	}
}
