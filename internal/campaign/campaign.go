// Package campaign is one round of reporting as data: which outline each level
// answers, until when, in which words, and at which instants coordinators get
// digests and late units get reminders.
//
// It is pure: time comes in as an argument, and it sends nothing. What a
// digest or a reminder says is the report room's and the locales' business.
package campaign

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/fault"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// A Campaign never changes after Parse.
type Campaign struct {
	Name, Title, About string
	// ShortTitle is what the campaign is called beside others; "" is the title.
	ShortTitle string
	Language   string
	// Languages are those that a person may choose from, Language among them; none but
	// that where the file has no list.
	Languages     []string
	FormOfAddress locale.FormOfAddress
	// Called is what a report of this campaign is called, «phiếu»; "" is «báo cáo».
	Called string
	Zone   *time.Location // never nil
	// Units names the file of units, UnitList its version: codes are reused
	// over the years.
	Units, UnitList string
	// UnitType is where the type of a unit stands; "" is as the language says it. See TypesBehind.
	UnitType string
	// Previous is the campaign of the same list of units that asked before; what the texts say is
	// held against it. "" if there is none. It need not be open any more.
	Previous  string
	Levels    []Level
	Digests   []Hour // sorted
	Reminders []Reminder
	// RemindersPerDay is how many messages with reminders one person gets on a
	// day, at least one. What is over is dropped for good.
	RemindersPerDay int
	Chase           Chase
	// Recurs is how it recurs; nil if it does not. The plan of one of its periods, which In makes, has Period.
	Recurs *Recurrence
	Period *Period
	// Closes is when nothing is taken any more; zero is never.
	Closes      Closing
	Quiet       Quiet
	WorkingDays map[time.Weekday]bool
	Holidays    map[string]bool // by day, 2016-09-02
	Order       Order
	Contact     Contact
	// AsksTelephone is whether people are asked for their telephone where the outline does
	// not ask for their post; where it does, they are in any case.
	AsksTelephone bool
	Featured      []string     // units that digests name apart
	Shorts        *viet.Shorts // what its people write short; nil if nothing is

	// Polls is who may ask quick polls. Polled is the name of the campaign of which this is one; "" if
	// it is none.
	Polls  Polls
	Polled string

	worded  []Level        // whose words are used beside those of Levels
	further []Hour         // of digests, beside Digests
	due     map[int]moment // by level, the deadline in each period of a campaign that recurs
	next    time.Time      // when the period after Period opens; zero for never
	file    *fault.File
	said    map[string]*Campaign // as it is read in each other language
	wordy
}

// A Level is what the units of one level report.
type Level struct {
	Level   int
	Outline string
	// Deadline is the last instant on time: an hour, or 23:59:59 of a day that was given without one; zero if none.
	Deadline time.Time
	// Words fill the outline's placeholders, by the unit's type.
	Words map[string]map[string]string
	// SignOff is whether the unit's approver signs before a report counts.
	SignOff SignOff
}

// SignOff is whether a report is signed off in the bot.
type SignOff string

// The ways of signing off.
const (
	SignOffNone     SignOff = "none"
	SignOffOptional SignOff = "optional" // where the unit has an approver
	SignOffRequired SignOff = "required" // no report counts without
)

// An Hour is minutes since midnight.
type Hour int

// String returns the hour as it is written, 07:30.
func (h Hour) String() string { return clockFace(int(h)) }

// A Reminder is one step of the ladder. It names no sentence: what it says follows from
// how the report stands when it is sent, so that a step which comes late is true too.
type Reminder struct {
	ID   string `yaml:"id"`
	Days int    `yaml:"days"` // from the deadline; before it is negative
	// Hours are counted from the deadline in the place of days. Such a step comes at its hour on any day,
	// however many messages somebody had.
	Hours int `yaml:"hours"`
	// Every is after how many days the step comes again, as long as the deadline is
	// chased; 0 is never.
	Every int    `yaml:"every"`
	To    string `yaml:"to"` // the name of a row of report.Audiences
}

// Quiet are the hours in which the bot begins nothing by itself.
type Quiet struct{ From, To Hour }

// Order is the document on which the reports are asked for. The greeting names it;
// what is not given is left out.
type Order struct {
	Kind    string `yaml:"kind"`
	Number  string `yaml:"number"`
	Date    string `yaml:"date"` // 2016-05-10
	Issuer  string `yaml:"issuer"`
	Subject string `yaml:"subject"`
}

// Contact is whom people may call.
type Contact struct {
	Office    string `yaml:"office"`
	Name      string `yaml:"name"`
	Telephone string `yaml:"telephone"`
}

// Short returns the campaign's name for people, as short as there is one.
func (c *Campaign) Short() string {
	if c.ShortTitle != "" {
		return c.ShortTitle
	}
	return c.Title
}

// Level returns what units of level n report; ok is false if nothing.
func (c *Campaign) Level(n int) (l Level, ok bool) {
	for _, l := range c.Levels {
		if l.Level == n {
			return l, true
		}
	}
	return Level{}, false
}

// Expects reports whether the unit is to report.
func (c *Campaign) Expects(u roster.Unit) bool {
	_, ok := c.Level(u.Level)
	return ok
}

// Words returns the placeholders for one unit: the campaign's for its type, those of
// its form of address, and those that follow from the list of units: don_vi «xã Nga An»,
// ten «Nga An», cap_tren «huyện», don_vi_tren «huyện Nga Sơn».
func (c *Campaign) Words(unit, parent roster.Unit, hasParent bool) map[string]string {
	words := c.FormOfAddress.Words()
	words["loai"], words["don_vi"], words["ten"] = kind(unit), unit.Label(), unit.Name
	if hasParent {
		words["cap_tren"], words["don_vi_tren"] = kind(parent), parent.Label()
	}
	l, ok := c.Level(unit.Level)
	if i := slices.IndexFunc(c.worded, func(l Level) bool { return l.Level == unit.Level }); !ok && i >= 0 {
		l = c.worded[i]
	}
	for name, word := range l.Words[unit.Type] {
		words[name] = word
	}
	return words
}

// kind returns the type as it is said in a sentence, «thành phố» where the list has
// «thành phố trực thuộc trung ương»; the label knows what is left out.
func kind(u roster.Unit) string {
	if said, ok := strings.CutSuffix(u.Label(), " "+u.Name); ok && said != "" && !strings.Contains(u.Type, ",") {
		return said
	}
	return u.Type
}

func clockFace(minutes int) string {
	return string([]byte{'0' + byte(minutes/600), '0' + byte(minutes/60%10), ':', '0' + byte(minutes%60/10), '0' + byte(minutes%10)})
}
