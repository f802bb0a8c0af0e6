package coordinator

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// What a coordinator may order about the digests («lịch»). The words are sent
// in buttons.
const (
	TimesShow    = "xem"
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

// A TimesOrder is one order, read.
type TimesOrder struct {
	What  string
	Hours []int
}

// TimetableWords gives what follows «lịch», with a slash or without.
func TimetableWords(text string) (rest string, slash, ok bool) {
	line := strings.TrimSpace(viet.Line(text))
	if len(line) > 4*campaigns.LongestWords {
		return "", false, false
	}
	first, rest, _ := strings.Cut(line, " ")
	name, slash := strings.CutPrefix(viet.Fold(first), "/")
	if slash {
		name, _, _ = strings.Cut(name, "@")
	}
	return strings.TrimRight(strings.TrimSpace(rest), ".!"), slash, name == "lich"
}

// ReadTimes reads an order; nothing is to be shown how things stand.
func ReadTimes(text string) (o TimesOrder, ok bool) {
	switch strings.ReplaceAll(viet.Fold(viet.Line(text)), " ", "") {
	case "":
		return TimesOrder{What: TimesShow}, true
	case "tat", "khongnhan", "dung":
		return TimesOrder{What: timesOff}, true
	case "macdinh", "giochung":
		return TimesOrder{What: timesDefault}, true
	case "imlang":
		return TimesOrder{What: timesSilent}, true
	case "motdong":
		return TimesOrder{What: timesLine}, true
	}
	hours, ok := viet.ReadHours(text)
	slices.Sort(hours)
	return TimesOrder{What: timesHours, Hours: slices.Compact(hours)}, ok
}

// coordinated are the units that the digests are about.
func (h Handler) coordinated() []string {
	var out []string
	for _, m := range h.Person.With(h.Campaign.List(), roster.Coordinator) {
		if _, ok := h.Campaign.Units.Get(m.Unit); ok && !slices.Contains(out, m.Unit) && len(out) < mostCoordinated {
			out = append(out, m.Unit)
		}
	}
	return out
}

// OrderTimes does what was ordered and says how things stand now.
func (h Handler) OrderTimes(o TimesOrder) error {
	lead := ""
	switch o.What {
	case TimesShow:
		return h.ShowTimes("")
	case timesOff, timesDefault, timesSilent, timesLine:
	case timesHours:
		if lead = h.refusedTimes(o.Hours); lead != "" {
			return h.ShowTimes(lead)
		}
	default:
		h.Tell(chat.Content{Text: h.Say.Say("button_unknown")})
		return nil
	}
	for _, unit := range h.coordinated() {
		told, err := store.GetTold(h.Tx, h.Campaign.Name(), unit, h.Update.From)
		if err != nil {
			return campaigns.Damaged(err)
		}
		o.on(&told, h.Update.At)
		if err := store.PutTold(h.Tx, h.Campaign.Name(), unit, h.Update.From, told); err != nil {
			return err
		}
	}
	return h.ShowTimes(h.Say.Say("times_noted"))
}

// on changes a coordinator's record.
func (o TimesOrder) on(t *store.Told, now time.Time) {
	switch o.What {
	case timesSilent:
		t.Silent = true
		return
	case timesLine:
		t.Silent = false
		return
	}
	t.Own, t.Hours, t.Since = o.What != timesDefault, o.Hours, now
}

// refusedTimes says why these hours cannot be; "" if they can.
func (h Handler) refusedTimes(hours []int) string {
	quiet := h.Campaign.Plan.Quiet
	if len(hours) == 0 || len(hours) > mostHours {
		return h.Say.Count("times_many", mostHours)
	}
	for _, hour := range hours {
		if quiet.Holds(campaign.Hour(hour)) {
			return h.Say.Say("times_quiet", "hour", h.Say.HourAfter(hour), "from", h.Say.HourAfter(int(quiet.From)), "to", h.Say.HourAfter(int(quiet.To)))
		}
	}
	return ""
}

// ShowTimes says when digests come and how to change it.
func (h Handler) ShowTimes(lead string) error {
	units := h.coordinated()
	told, err := store.GetTold(h.Tx, h.Campaign.Name(), units[0], h.Update.From)
	if err != nil {
		return campaigns.Damaged(err)
	}
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = h.Campaign.Units.Path(u)
	}
	lines := []string{h.timesNow(told, strings.Join(names, "; "))}
	switch {
	case len(h.Campaign.DigestHours(told)) == 0:
	case told.Silent:
		lines = append(lines, h.Say.Say("times_silent"))
	default:
		lines = append(lines, h.Say.Say("times_line"))
	}
	if lead != "" {
		lines = append([]string{lead, ""}, lines...)
	}
	lines = append(lines, "", h.Say.Say("times_help"))
	h.OpenDialog(store.Dialog{Kind: session.Hours, Report: store.Report{Campaign: h.Campaign.Name()}})
	h.Tell(h.Campaign.Named([]chat.Content{{Text: strings.Join(lines, "\n"), Choices: h.timesButtons(told)}})...)
	return nil
}

// timesNow is when digests come, and the next one.
func (h Handler) timesNow(told store.Told, units string) string {
	hours := h.Campaign.DigestHours(told)
	if len(hours) == 0 {
		return h.Say.Say("times_none", "units", units)
	}
	said := make([]string, len(hours))
	for i, hour := range hours {
		said[i] = h.Say.HourAfter(int(hour))
	}
	text := h.Say.Say("times_own", "units", units, "hours", h.Say.And(said))
	if !told.Own {
		text = h.Say.Say("times_common", "units", units, "hours", h.Say.And(said))
	}
	if at, ok := h.Campaign.Plan.NextDigest(hours, h.Update.At); ok {
		text += " " + h.Say.Say("times_next", "hour", h.Say.Hour(at), "date", h.Say.Day(at))
	}
	return text
}

// timesButtons offer hours that can be, and the other orders.
func (h Handler) timesButtons(told store.Told) [][]chat.Choice {
	button := func(label, what string, hours ...int) chat.Choice {
		a := chat.Action{To: chat.Digest, For: h.Campaign.Short(), Verb: what}
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
				said[i] = h.Say.HourAfter(hour)
			}
			rows = append(rows, []chat.Choice{button(h.Say.And(said), timesHours, hours...)})
		}
	}
	rows = append(rows, []chat.Choice{button(h.Say.Say("button_times_off"), timesOff), button(h.Say.Say("button_times_default"), timesDefault)})
	if told.Silent {
		return append(rows, []chat.Choice{button(h.Say.Say("button_times_line"), timesLine)})
	}
	return append(rows, []chat.Choice{button(h.Say.Say("button_times_silent"), timesSilent)})
}
