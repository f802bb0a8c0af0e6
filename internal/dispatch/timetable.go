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
func (r router) timetable() (done bool, err error) {
	rest, slash, ok := timetableWords(r.Update.Input.Text)
	if !ok || !r.coordinatesAny() || !slash && r.InText() {
		return false, nil
	}
	order, readable := readTimes(rest)
	d := r.Coordinates(r.Campaign)
	if !readable && !slash || d == nil {
		return false, nil
	}
	r.in(d)
	if !readable {
		return true, r.coordinator().showTimes(r.say.Say("times_unread", "input", clip(rest)))
	}
	return true, r.coordinator().orderTimes(order)
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
func (r router) timetablePress() error {
	in := r.Campaign
	for _, d := range r.Campaigns() {
		if r.action.For == d.short() {
			in = d
		}
	}
	o := timesOrder{what: r.action.Verb}
	for _, arg := range r.action.Args {
		h, err := strconv.Atoi(arg)
		if err != nil || h < 0 || h >= 24*60 {
			o.what = ""
		}
		o.hours = append(o.hours, h)
	}
	d := r.Coordinates(in)
	if d == nil {
		r.tell(chat.Content{Text: r.say.Say("button_gone")})
		return nil
	}
	r.in(d)
	return r.coordinator().orderTimes(o)
}

// typedTimes takes words after the timetable was shown; false if they are none
// of its.
func (r router) typedTimes(talk store.Talk) (bool, error) {
	o, ok := readTimes(r.Update.Input.Text)
	d := r.Coordinates(r.CampaignNamed(talk.Report.Campaign))
	if !ok || o.what == timesShow || d == nil {
		return false, nil
	}
	// A bare number may be the answer to a question of the report.
	if _, err := strconv.Atoi(strings.TrimSpace(r.Update.Input.Text)); err == nil && r.Context != nil {
		return false, nil
	}
	r.in(d)
	return true, r.coordinator().orderTimes(o)
}

// Coordinates is the campaign in which the person is told of what is below: the
// one given, else the first; nil if there is none.
func (s *Session) Coordinates(in *Campaign) *Campaign {
	for _, d := range append([]*Campaign{in}, s.Campaigns()...) {
		if len(s.person.With(d.list(), roster.Coordinator)) > 0 {
			return d
		}
	}
	return nil
}

// coordinatesAny reports whether the person coordinates in an open campaign.
func (r router) coordinatesAny() bool {
	return slices.ContainsFunc(r.Campaigns(), func(d *Campaign) bool { return len(r.person.With(d.list(), roster.Coordinator)) > 0 })
}

// coordinated are the units that the digests are about.
func (h coordinator) coordinated() []string {
	var out []string
	for _, m := range h.person.With(h.Campaign.list(), roster.Coordinator) {
		if _, ok := h.Campaign.Units.Get(m.Unit); ok && !slices.Contains(out, m.Unit) && len(out) < mostCoordinated {
			out = append(out, m.Unit)
		}
	}
	return out
}

// orderTimes does what was ordered and says how things stand now.
func (h coordinator) orderTimes(o timesOrder) error {
	lead := ""
	switch o.what {
	case timesShow:
		return h.showTimes("")
	case timesOff, timesDefault, timesSilent, timesLine:
	case timesHours:
		if lead = h.refusedTimes(o.hours); lead != "" {
			return h.showTimes(lead)
		}
	default:
		h.tell(chat.Content{Text: h.say.Say("button_unknown")})
		return nil
	}
	for _, unit := range h.coordinated() {
		told, err := store.GetTold(h.Tx, h.Campaign.name(), unit, h.Update.From)
		if err != nil {
			return damaged(err)
		}
		o.on(&told, h.Update.At)
		if err := store.PutTold(h.Tx, h.Campaign.name(), unit, h.Update.From, told); err != nil {
			return err
		}
	}
	return h.showTimes(h.say.Say("times_noted"))
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
func (h coordinator) refusedTimes(hours []int) string {
	quiet := h.Campaign.Plan.Quiet
	if len(hours) == 0 || len(hours) > mostHours {
		return h.say.Count("times_many", mostHours)
	}
	for _, hour := range hours {
		if quiet.Holds(campaign.Hour(hour)) {
			return h.say.Say("times_quiet", "hour", hourSaid(hour, h.say), "from", hourSaid(int(quiet.From), h.say), "to", hourSaid(int(quiet.To), h.say))
		}
	}
	return ""
}

// showTimes says when digests come and how to change it.
func (h coordinator) showTimes(lead string) error {
	units := h.coordinated()
	told, err := store.GetTold(h.Tx, h.Campaign.name(), units[0], h.Update.From)
	if err != nil {
		return damaged(err)
	}
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = h.Campaign.Units.Path(u)
	}
	lines := []string{h.timesNow(told, strings.Join(names, "; "))}
	switch {
	case len(h.Campaign.DigestHours(told)) == 0:
	case told.Silent:
		lines = append(lines, h.say.Say("times_silent"))
	default:
		lines = append(lines, h.say.Say("times_line"))
	}
	if lead != "" {
		lines = append([]string{lead, ""}, lines...)
	}
	lines = append(lines, "", h.say.Say("times_help"))
	h.person.Talk = &store.Talk{Kind: talkTimes, Report: store.Report{Campaign: h.Campaign.name()}}
	h.tell(h.Campaign.named([]chat.Content{{Text: strings.Join(lines, "\n"), Choices: h.timesButtons(told)}})...)
	return nil
}

// timesNow is when digests come, and the next one.
func (h coordinator) timesNow(told store.Told, units string) string {
	hours := h.Campaign.DigestHours(told)
	if len(hours) == 0 {
		return h.say.Say("times_none", "units", units)
	}
	said := make([]string, len(hours))
	for i, hour := range hours {
		said[i] = hourSaid(int(hour), h.say)
	}
	text := h.say.Say("times_own", "units", units, "hours", listed(said, h.say))
	if !told.Own {
		text = h.say.Say("times_common", "units", units, "hours", listed(said, h.say))
	}
	if at, ok := h.Campaign.Plan.NextDigest(hours, h.Update.At); ok {
		text += " " + h.say.Say("times_next", "hour", hourSaid(at.Hour()*60+at.Minute(), h.say), "date", date(at))
	}
	return text
}

// timesButtons offer hours that can be, and the other orders.
func (h coordinator) timesButtons(told store.Told) [][]chat.Choice {
	button := func(label, what string, hours ...int) chat.Choice {
		a := chat.Action{To: chat.Digest, For: h.Campaign.short(), Verb: what}
		for _, h := range hours {
			a.Args = append(a.Args, strconv.Itoa(h))
		}
		return a.Choice(label)
	}
	var rows [][]chat.Choice
	morning, afternoon := 7*60+30, 16*60
	for _, hours := range [][]int{{morning}, {morning, afternoon}} {
		if h.refusedTimes(hours) == "" {
			said := make([]string, len(hours))
			for i, hour := range hours {
				said[i] = hourSaid(hour, h.say)
			}
			rows = append(rows, []chat.Choice{button(listed(said, h.say), timesHours, hours...)})
		}
	}
	rows = append(rows, []chat.Choice{button(h.say.Say("button_times_off"), timesOff), button(h.say.Say("button_times_default"), timesDefault)})
	if told.Silent {
		return append(rows, []chat.Choice{button(h.say.Say("button_times_line"), timesLine)})
	}
	return append(rows, []chat.Choice{button(h.say.Say("button_times_silent"), timesSilent)})
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
