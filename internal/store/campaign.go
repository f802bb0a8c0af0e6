package store

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/codec"
	"giaoban/internal/report"
)

// Phases are by campaign.
var Phases = Table[report.ID, campaign.Phase]{"phase/", byReport, asJSON[campaign.Phase]()}

// belowVersions count, for each campaign, the changes that reports above others
// show. Whoever keeps in memory what the reports below say, keeps the version too,
// and reads it all anew when the version is another.
var belowVersions = Table[report.ID, int]{"below/", byReport, asNumber}

// lostBelow stands for a version whose record is damaged. It is far above all that were ever counted, so that everybody
// reads anew.
const lostBelow = 1 << 40

// BelowVersion reads the version.
func BelowVersion(r Getter, campaign report.ID) (version int, err error) {
	version, err = belowVersions.Get(r, campaign)
	if errors.Is(err, ErrDamaged) {
		return lostBelow, nil
	}
	return version, err
}

// CountBelow counts a change, in the transaction that makes it, and returns the new
// version.
func CountBelow(tx Tx, campaign report.ID) (version int, err error) {
	version, err = BelowVersion(tx, campaign)
	if err == nil {
		version++
		belowVersions.Put(tx, campaign, version)
	}
	return version, err
}

// A Level names the reports of one level of a campaign.
type Level struct {
	Campaign report.ID
	Level    int
}

func byLevel(prefix string, l Level) string {
	return underReport(prefix, l.Campaign, strconv.Itoa(l.Level))
}

// A Deadline is one that a coordinator set for the reports of a level below a
// unit.
type Deadline struct {
	Unit string
	At   time.Time
}

// Deadlines are those that coordinators set, of one level together: every answer
// reads those of its report's level. Extensions are those that they gave single
// reports, whose status has them too.
var (
	Deadlines  = Table[Level, []Deadline]{"deadlines/", byLevel, short(1, writeDeadlines, readDeadlines)}
	Extensions = Table[report.ID, time.Time]{"extension/", byReport, asInstant}
)

// SetDeadline sets one, in the place of an earlier one for the same unit, and
// returns that; zero if there was none.
func SetDeadline(tx Tx, l Level, d Deadline) (before time.Time, err error) {
	all, err := Deadlines.Get(tx, l)
	if err != nil {
		return before, err
	}
	for i := range all {
		if all[i].Unit == d.Unit {
			before, all[i].At = all[i].At, d.At
		}
	}
	if before.IsZero() {
		all = append(all, d)
	}
	Deadlines.Put(tx, l, all)
	return before, nil
}

// DeadlinesOf reads all that were set in a campaign, by level.
func DeadlinesOf(r Reader, campaign report.ID) (map[int][]Deadline, error) {
	all := map[int][]Deadline{}
	for row, err := range Deadlines.All(r, campaign.String()) {
		level, bad := strconv.Atoi(row.Key)
		if err := errors.Join(err, bad); err != nil {
			return all, err
		}
		all[level] = row.Value
	}
	return all, nil
}

// ExtensionsOf reads the extensions of a campaign's reports by unit.
func ExtensionsOf(r Reader, campaign report.ID) (map[string]time.Time, error) {
	return byUnitOf(r, Extensions, campaign)
}

func writeDeadlines(w *codec.Writer, all []Deadline) {
	w.Counts(len(all))
	for _, d := range all {
		w.Texts(d.Unit)
		w.Time(d.At)
	}
}

func readDeadlines(r *codec.Reader) []Deadline {
	all := make([]Deadline, r.Length())
	for i := range all {
		all[i] = Deadline{r.Text(), r.Time()}
	}
	return all
}

// An Author is somebody who did something in a campaign.
type Author struct {
	Campaign report.ID
	By       chat.Address
}

func byAuthor(prefix string, k Author) string {
	return byAddress(underReport(prefix, k.Campaign, ""), k.By)
}

// OrderedReminders are the units that a coordinator had reminded on one day.
type OrderedReminders struct {
	Day   string   `json:"d"`
	Units []string `json:"u"`
}

// Ordered are whom coordinators had reminded on the day that they last did.
var Ordered = Table[Author, OrderedReminders]{"ordered/", byAuthor, asJSON[OrderedReminders]()}

// A LadderStep names a step of the ladder that was taken.
type LadderStep struct {
	Campaign report.ID
	At       time.Time
}

func byStep(prefix string, k LadderStep) string {
	return underReport(prefix, k.Campaign, fmt.Sprintf("%016x", uint64(k.At.Unix())))
}

// Ladder is whom its steps reminded. There are some dozens in a campaign.
var Ladder = Table[LadderStep, report.Step]{"ladder/", byStep, asJSON[report.Step]()}

// Reminded is how many reminders one person got on the last day on which they
// got any, over all campaigns.
type Reminded struct {
	Day  string `json:"d"` // 2016-07-05
	Sent int    `json:"n"`
	// At is when the last message with reminders was written, About the reports that it names, and Told what became of it.
	At    time.Time   `json:"a,omitzero"`
	About []report.ID `json:"r,omitempty"`
	Told  Told        `json:"t,omitzero"`
}

// Reminders are by receiver.
var Reminders = Table[chat.Address, Reminded]{"reminded/", byAddress, asJSON[Reminded]()}
