package dispatch

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// What a coordinator may order about the digests («lịch»). The words are sent
// in buttons.
const (
	timesShow    = "xem"
	timesOff     = "tat"
	timesDefault = "macdinh"
	timesSilent  = "imlang"
	timesLine    = "motdong"
	timesHours   = "gio" // with the hours
)

const (
	// mostHours is how many digests one may have on a day.
	mostHours = 6
	// mostCoordinated is how many units' records one order changes.
	mostCoordinated = 20
)

// A timesOrder is one order, read.
type timesOrder struct {
	what  string
	hours []int
}

// timetable takes what concerns the hours of digests; false if the words are
// about something else, or from somebody who gets none.
func (v *visit) timetable() (done bool, err error) {
	rest, slash, ok := timetableWords(v.u.Input.Text)
	if !ok || !v.coordinatesAny() || !slash && v.inText() {
		return false, nil
	}
	order, readable := readTimes(rest)
	if !readable && !slash || !v.coordinatesHere() {
		return false, nil
	}
	if !readable {
		return true, v.showTimes(v.say.Say("times_unread", "input", clip(rest)))
	}
	return true, v.orderTimes(order)
}

// timetableWords gives what follows «lịch», with a slash or without.
func timetableWords(text string) (rest string, slash, ok bool) {
	line := strings.TrimSpace(viet.Line(text))
	if len(line) > 4*longestWords {
		return "", false, false
	}
	first, rest, _ := strings.Cut(line, " ")
	name, slash := strings.CutPrefix(viet.Fold(first), "/")
	if slash {
		name, _, _ = strings.Cut(name, "@")
	}
	return strings.TrimRight(strings.TrimSpace(rest), ".!"), slash, name == "lich"
}

// readTimes reads an order; nothing is to be shown how things stand.
func readTimes(text string) (o timesOrder, ok bool) {
	switch strings.ReplaceAll(viet.Fold(viet.Line(text)), " ", "") {
	case "":
		return timesOrder{what: timesShow}, true
	case "tat", "khongnhan", "dung":
		return timesOrder{what: timesOff}, true
	case "macdinh", "giochung":
		return timesOrder{what: timesDefault}, true
	case "imlang":
		return timesOrder{what: timesSilent}, true
	case "motdong":
		return timesOrder{what: timesLine}, true
	}
	hours, ok := viet.ReadHours(text)
	slices.Sort(hours)
	return timesOrder{what: timesHours, hours: slices.Compact(hours)}, ok
}

// timetablePress is a button of the timetable.
func (v *visit) timetablePress() error {
	for _, d := range v.all() {
		if v.action.For == d.short() {
			v.in(d)
		}
	}
	o := timesOrder{what: v.action.Verb}
	for _, arg := range v.action.Args {
		h, err := strconv.Atoi(arg)
		if err != nil || h < 0 || h >= 24*60 {
			o.what = ""
		}
		o.hours = append(o.hours, h)
	}
	if !v.coordinatesHere() {
		v.tell(chat.Content{Text: v.say.Say("button_gone")})
		return nil
	}
	return v.orderTimes(o)
}

// typedTimes takes words after the timetable was shown; false if they are none
// of its.
func (v *visit) typedTimes(talk store.Talk) (bool, error) {
	o, ok := readTimes(v.u.Input.Text)
	v.inCampaign(talk.Report.Campaign)
	if !ok || o.what == timesShow || !v.coordinatesHere() {
		return false, nil
	}
	// A bare number may be the answer to a question of the report.
	if _, err := strconv.Atoi(strings.TrimSpace(v.u.Input.Text)); err == nil && v.seat != nil {
		return false, nil
	}
	return true, v.orderTimes(o)
}

// coordinatesHere turns to the campaign in which the person is told of what is
// below: where they are, else the first.
func (v *visit) coordinatesHere() bool {
	for _, d := range v.nearest() {
		if len(v.person.With(d.list(), roster.Coordinator)) > 0 {
			v.in(d)
			return true
		}
	}
	return false
}

// coordinatesAny reports whether the person coordinates in an open campaign.
func (v *visit) coordinatesAny() bool {
	return slices.ContainsFunc(v.all(), func(d *drive) bool { return len(v.person.With(d.list(), roster.Coordinator)) > 0 })
}

// coordinated are the units that the digests are about.
func (v *visit) coordinated() []string {
	var out []string
	for _, m := range v.person.With(v.d.list(), roster.Coordinator) {
		if _, ok := v.d.Units.Get(m.Unit); ok && !slices.Contains(out, m.Unit) && len(out) < mostCoordinated {
			out = append(out, m.Unit)
		}
	}
	return out
}

// orderTimes does what was ordered and says how things stand now.
func (v *visit) orderTimes(o timesOrder) error {
	lead := ""
	switch o.what {
	case timesShow:
		return v.showTimes("")
	case timesOff, timesDefault, timesSilent, timesLine:
	case timesHours:
		if lead = v.refusedTimes(o.hours); lead != "" {
			return v.showTimes(lead)
		}
	default:
		v.tell(chat.Content{Text: v.say.Say("button_unknown")})
		return nil
	}
	for _, unit := range v.coordinated() {
		told, err := store.GetTold(v.tx, v.d.name(), unit, v.u.From)
		if err != nil {
			return damaged(err)
		}
		o.on(&told, v.u.At)
		if err := store.PutTold(v.tx, v.d.name(), unit, v.u.From, told); err != nil {
			return err
		}
	}
	return v.showTimes(v.say.Say("times_noted"))
}

// on changes a coordinator's record.
func (o timesOrder) on(t *store.Told, now time.Time) {
	switch o.what {
	case timesSilent:
		t.Silent = true
		return
	case timesLine:
		t.Silent = false
		return
	}
	t.Own, t.Hours, t.Since = o.what != timesDefault, o.hours, now
}

// refusedTimes says why these hours cannot be; "" if they can.
func (v *visit) refusedTimes(hours []int) string {
	quiet := v.d.Plan.Quiet
	if len(hours) == 0 || len(hours) > mostHours {
		return v.say.Count("times_many", mostHours)
	}
	for _, h := range hours {
		if quiet.Holds(campaign.Hour(h)) {
			return v.say.Say("times_quiet", "hour", hourSaid(h, v.say), "from", hourSaid(int(quiet.From), v.say), "to", hourSaid(int(quiet.To), v.say))
		}
	}
	return ""
}

// showTimes says when digests come and how to change it.
func (v *visit) showTimes(lead string) error {
	units := v.coordinated()
	told, err := store.GetTold(v.tx, v.d.name(), units[0], v.u.From)
	if err != nil {
		return damaged(err)
	}
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = v.d.Units.Path(u)
	}
	lines := []string{v.timesNow(told, strings.Join(names, "; "))}
	switch {
	case len(v.d.hours(told)) == 0:
	case told.Silent:
		lines = append(lines, v.say.Say("times_silent"))
	default:
		lines = append(lines, v.say.Say("times_line"))
	}
	if lead != "" {
		lines = append([]string{lead, ""}, lines...)
	}
	lines = append(lines, "", v.say.Say("times_help"))
	v.person.Talk = &store.Talk{Kind: talkTimes, Report: store.Report{Campaign: v.d.name()}}
	v.tell(v.d.named([]chat.Content{{Text: strings.Join(lines, "\n"), Choices: v.timesButtons(told)}})...)
	return nil
}

// timesNow is when digests come, and the next one.
func (v *visit) timesNow(told store.Told, units string) string {
	hours := v.d.hours(told)
	if len(hours) == 0 {
		return v.say.Say("times_none", "units", units)
	}
	said := make([]string, len(hours))
	for i, h := range hours {
		said[i] = hourSaid(int(h), v.say)
	}
	text := v.say.Say("times_own", "units", units, "hours", listed(said, v.say))
	if !told.Own {
		text = v.say.Say("times_common", "units", units, "hours", listed(said, v.say))
	}
	if at, ok := v.d.Plan.NextDigest(hours, v.u.At); ok {
		text += " " + v.say.Say("times_next", "hour", hourSaid(at.Hour()*60+at.Minute(), v.say), "date", date(at))
	}
	return text
}

// timesButtons offer hours that can be, and the other orders.
func (v *visit) timesButtons(told store.Told) [][]chat.Choice {
	button := func(label, what string, hours ...int) chat.Choice {
		a := chat.Action{To: chat.Digest, For: v.d.short(), Verb: what}
		for _, h := range hours {
			a.Args = append(a.Args, strconv.Itoa(h))
		}
		return a.Choice(label)
	}
	var rows [][]chat.Choice
	morning, afternoon := 7*60+30, 16*60
	for _, hours := range [][]int{{morning}, {morning, afternoon}} {
		if v.refusedTimes(hours) == "" {
			said := make([]string, len(hours))
			for i, h := range hours {
				said[i] = hourSaid(h, v.say)
			}
			rows = append(rows, []chat.Choice{button(listed(said, v.say), timesHours, hours...)})
		}
	}
	rows = append(rows, []chat.Choice{button(v.say.Say("button_times_off"), timesOff), button(v.say.Say("button_times_default"), timesDefault)})
	if told.Silent {
		return append(rows, []chat.Choice{button(v.say.Say("button_times_line"), timesLine)})
	}
	return append(rows, []chat.Choice{button(v.say.Say("button_times_silent"), timesSilent)})
}

// hourSaid is an hour of the day as a person says it.
func hourSaid(minutes int, say locale.Phrases) string {
	if minutes%60 == 0 {
		return say.Say("late_hour", "hour", minutes/60)
	}
	return say.Say("late_hour_minute", "hour", minutes/60, "minute", fmt.Sprintf("%02d", minutes%60))
}

// listed joins words as in a sentence.
func listed(said []string, say locale.Phrases) string {
	if len(said) < 2 {
		return strings.Join(said, "")
	}
	last := len(said) - 1
	return say.Say("times_and", "some", strings.Join(said[:last], ", "), "last", said[last])
}

// clip repeats what was typed, but not much of it.
func clip(text string) string {
	letters := []rune(text)
	return string(letters[:min(len(letters), longestWords)])
}
