package campaign

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"giaoban/internal/form"
	"giaoban/internal/report"
)

// file is the campaign as it is written.
type file struct {
	Name          string      `yaml:"name"`
	Title         string      `yaml:"title"`
	ShortTitle    string      `yaml:"short_title"`
	About         string      `yaml:"about"`
	Language      string      `yaml:"language"`
	FormOfAddress any         `yaml:"form_of_address"` // see Address
	TimeZone      string      `yaml:"time_zone"`
	Units         string      `yaml:"units"`
	UnitList      string      `yaml:"unit_list"`
	Previous      string      `yaml:"previous"`
	Levels        []fileLevel `yaml:"levels"`
	Digests       []string    `yaml:"digests"`
	Reminders     []Reminder  `yaml:"reminders"`
	PerDay        *int        `yaml:"reminders_per_day"`
	Telephone     string      `yaml:"telephone"`
	Chase         Chase       `yaml:"chase"`
	Quiet         struct {
		From string `yaml:"from"`
		To   string `yaml:"to"`
	} `yaml:"quiet"`
	WorkingDays []string `yaml:"working_days"`
	Holidays    []string `yaml:"holidays"`
	Order       Order    `yaml:"order"`
	Contact     Contact  `yaml:"contact"`
	Featured    []string `yaml:"featured"`
	// Abbreviations are written short by those who answer any outline of the campaign,
	// each with the words that it stands for: «TLG» for «Tổ liên gia».
	Abbreviations map[string]string `yaml:"abbreviations"`
}

type fileLevel struct {
	Level    int                          `yaml:"level"`
	Outline  string                       `yaml:"outline"`
	Deadline string                       `yaml:"deadline"`
	Words    map[string]map[string]string `yaml:"words"`
	SignOff  SignOff                      `yaml:"sign_off"`
}

// Parse reads a campaign. Its error is form.Faults: all at once.
func Parse(name string, content []byte) (*Campaign, error) {
	content = norm.NFC.Bytes(content)
	p := &parsing{name: name, unread: map[int]bool{}}
	var f file
	if !p.load(content, &p.root) {
		return nil, p.faults
	}
	// What could be read is looked at even where some could not.
	if !p.load(content, &f) && f.Name == "" && f.Levels == nil {
		return nil, p.faults
	}
	c := p.campaign(f)
	if len(p.faults) > 0 {
		slices.SortStableFunc(p.faults, func(a, b form.Fault) int {
			return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
		})
		return nil, p.faults
	}
	return c, nil
}

type parsing struct {
	name   string
	root   yaml.Node
	faults form.Faults
	unread map[int]bool // lines
}

func (p *parsing) load(content []byte, into any) bool {
	err := yaml.Load(content, into, yaml.WithKnownFields())
	if err == nil {
		return true
	}
	found := form.LoadErrors(err)
	for _, e := range found {
		p.unread[e.Mark.Line] = true
		p.add(e.Mark.Line, e.Mark.Column, "", e.Message)
	}
	if len(found) == 0 {
		p.add(1, 1, "", err.Error())
	}
	return false
}

func (p *parsing) add(line, column int, hint, message string) {
	// An empty file has no line at all.
	p.faults = append(p.faults, form.Fault{File: p.name, Line: max(line, 1), Column: max(column, 1), Message: message, Hint: hint})
}

// fault notes what is wrong with the value under the keys, unless the line could
// not be read in the first place.
func (p *parsing) fault(hint, message string, keys ...any) {
	line, column := form.Position(&p.root, keys)
	if !p.unread[line] {
		p.add(line, column, hint, message)
	}
}

func (p *parsing) campaign(f file) *Campaign {
	c := &Campaign{Name: f.Name, Title: f.Title, ShortTitle: f.ShortTitle, About: f.About, Language: f.Language,
		Units: f.Units, UnitList: f.UnitList, Previous: f.Previous, Reminders: f.Reminders, Order: f.Order, Contact: f.Contact, Featured: f.Featured}
	if c.Name == "" || strings.ContainsAny(c.Name, "/ ") {
		p.fault("for example thanhhoa-2016", "a campaign needs a name without spaces and slashes", "name")
	}
	if f.Previous != "" && (f.Previous == c.Name || f.UnitList == "" || strings.ContainsAny(f.Previous, "/ ")) {
		p.fault("for example phongtrao-2015", "previous names another campaign with the same unit_list", "previous")
	}
	if c.UnitList == "" {
		c.UnitList = c.Name // a list of its own, whose members no other campaign shares
	}
	if strings.ContainsAny(f.UnitList, "/ ") {
		p.fault("for example \"2016\"", "the list of units needs a name without spaces and slashes", "unit_list")
	}
	if c.Title == "" {
		p.fault("what people read, for example Tổng kết 10 năm", "a campaign needs a title", "title")
	}
	if c.Language == "" {
		c.Language = "vi"
	}
	p.address(c, f.FormOfAddress)
	p.zone(c, f.TimeZone)
	p.levels(c, f.Levels)
	if f.Quiet.From != "" || f.Quiet.To != "" {
		from, okFrom := p.hour(f.Quiet.From, "quiet", "from")
		to, okTo := p.hour(f.Quiet.To, "quiet", "to")
		if okFrom && okTo {
			c.Quiet = Quiet{from, to}
		}
	}
	p.abbreviations(c, f.Abbreviations)
	if c.AsksTelephone = f.Telephone == "ask"; f.Telephone != "" && !c.AsksTelephone {
		p.fault("ask, or leave the line out", fmt.Sprintf("telephone: %q", f.Telephone), "telephone")
	}
	if _, err := time.Parse(time.DateOnly, f.Order.Date); f.Order.Date != "" && err != nil {
		p.fault("for example 2016-05-10", fmt.Sprintf("%q is no day", f.Order.Date), "order", "date")
	}
	p.digests(c, f.Digests)
	p.days(c, f)
	p.chase(c, f.Chase)
	p.reminders(c.Reminders)
	c.RemindersPerDay = 1
	if f.PerDay != nil {
		c.RemindersPerDay = *f.PerDay
		if c.RemindersPerDay < 1 || c.RemindersPerDay > mostReminders {
			p.fault("1 to 10; one is what people bear", fmt.Sprintf("%d messages with reminders on a day", c.RemindersPerDay), "reminders_per_day")
		}
	}
	return c
}

func (p *parsing) abbreviations(c *Campaign, list map[string]string) {
	shorts, empty := form.Shorts(list)
	for _, written := range empty {
		p.fault(form.ShortFor(written), fmt.Sprintf("abbreviation %q stands for nothing", written), "abbreviations", written)
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
			p.fault("", fmt.Sprintf("the digest of %s stands twice", h), "digests", i)
		}
		if c.Quiet.Holds(h) {
			p.fault("nothing is sent then; move one of the two", fmt.Sprintf("the digest of %s lies in the quiet hours, %s to %s",
				h, c.Quiet.From, c.Quiet.To), "digests", i)
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
		days int
		to   string
	}
	ids, days := map[string]bool{}, map[slot]string{}
	for i, r := range reminders {
		if r.ID == "" || ids[r.ID] {
			p.fault("for example before_7", fmt.Sprintf("reminder %q needs an id of its own", r.ID), "reminders", i, "id")
		}
		if other, twice := days[slot{r.Days, r.To}]; twice {
			p.fault("of two on a day for the same receiver only one is sent", fmt.Sprintf("reminder %s falls on the day of %s", r.ID, other), "reminders", i, "days")
		}
		if r.Days < -furthest || r.Days > furthest {
			p.fault("days from the deadline, at most a year", fmt.Sprintf("reminder %s: %d days are too many", r.ID, r.Days), "reminders", i, "days")
		}
		if r.Every < 0 || r.Every > 0 && r.Days <= 0 {
			p.fault("for example days: 6, every: 7; a step before the deadline comes once", fmt.Sprintf("reminder %s: every %d days from day %d", r.ID, r.Every, r.Days), "reminders", i, "every")
		}
		if _, ok := report.AudienceNamed(r.To); !ok {
			p.fault(audiences(), fmt.Sprintf("reminder %s: nobody is called %q", r.ID, r.To), "reminders", i, "to")
		}
		ids[r.ID], days[slot{r.Days, r.To}] = true, r.ID
	}
}

// audiences names all whom a step may be for.
func audiences() string {
	var names []string
	for _, a := range report.Audiences {
		names = append(names, a.Name)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// zone refuses «Local» too: the machine stands anywhere.
func (p *parsing) zone(c *Campaign, name string) {
	if name == "" {
		name = "Asia/Ho_Chi_Minh"
	}
	zone, err := time.LoadLocation(name)
	if err != nil || zone == time.Local {
		p.fault("for example Asia/Ho_Chi_Minh", fmt.Sprintf("there is no time zone %q", name), "time_zone")
		zone = time.UTC
	}
	c.Zone = zone
}

func (p *parsing) levels(c *Campaign, levels []fileLevel) {
	if len(levels) == 0 {
		p.fault("", "a campaign needs at least one level with an outline")
	}
	for i, l := range levels {
		level := Level{Level: l.Level, Outline: l.Outline, Words: l.Words, SignOff: cmp.Or(l.SignOff, SignOffNone)}
		if !slices.Contains([]SignOff{SignOffNone, SignOffOptional, SignOffRequired}, level.SignOff) {
			p.fault("none, optional or required", fmt.Sprintf("%q is no way of signing off", l.SignOff), "levels", i, "sign_off")
		}
		if l.Level < 1 || l.Outline == "" {
			p.fault("", "a level needs its number and an outline", "levels", i)
		}
		if _, twice := c.Level(l.Level); twice {
			p.fault("", fmt.Sprintf("level %d stands twice", l.Level), "levels", i, "level")
		}
		if l.Deadline != "" {
			day, err := time.ParseInLocation(time.DateOnly, l.Deadline, c.Zone)
			if err != nil {
				p.fault("for example 2016-07-05", fmt.Sprintf("%q is no day", l.Deadline), "levels", i, "deadline")
			}
			level.Deadline = time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, c.Zone)
		}
		c.Levels = append(c.Levels, level)
	}
}

func (p *parsing) hour(s string, keys ...any) (Hour, bool) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		p.fault("for example 07:30", fmt.Sprintf("%q is no hour", s), keys...)
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
			p.fault("mon, tue, wed, thu, fri, sat, sun", fmt.Sprintf("%q is no day of the week", s), "working_days", i)
		}
		c.WorkingDays[day] = true
	}
	for i, s := range f.Holidays {
		if _, err := time.Parse(time.DateOnly, s); err != nil {
			p.fault("for example 2016-09-02", fmt.Sprintf("%q is no day", s), "holidays", i)
		}
		c.Holidays[s] = true
	}
}
