package coordinator

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

const (
	// mostHours is how many digests one may have on a day.
	mostHours = 6
	// mostCoordinated is how many units' records one order changes.
	mostCoordinated = 20
)

// coordinated returns the units that the digests are about.
func (h Handler) coordinated() []string {
	var out []string
	for _, m := range h.Person.With(h.Campaign.List(), roster.Coordinator) {
		if _, ok := h.Campaign.Units.Get(m.Unit); ok && !slices.Contains(out, m.Unit) && len(out) < mostCoordinated {
			out = append(out, m.Unit)
		}
	}
	return out
}

// OrderHours changes the hours as ordered and shows them.
func (h Handler) OrderHours(o command.HoursOrder) error {
	lead := ""
	switch o.What {
	case command.HoursShow:
		return h.ShowHours("")
	case command.HoursOff, command.HoursDefault, command.HoursSilent, command.HoursLine:
	case command.HoursAt:
		if lead = h.refusedHours(o.At); lead != "" {
			return h.ShowHours(lead)
		}
	default:
		return h.Tell(h.Say.Say("button_unknown"))
	}
	for _, unit := range h.coordinated() {
		told, err := store.DigestsOf.Get(h.Tx, store.Coordinator{At: h.Campaign.Seat(unit), Address: h.Update.From})
		if err != nil {
			return err
		}
		takeHours(&told, o, h.Update.At)
		store.DigestsOf.Put(h.Tx, store.Coordinator{At: h.Campaign.Seat(unit), Address: h.Update.From}, told)
	}
	return h.ShowHours(h.Say.Say("hours_noted"))
}

// takeHours changes the record of a coordinator's digests.
func takeHours(t *store.Digests, o command.HoursOrder, now time.Time) {
	switch o.What {
	case command.HoursSilent:
		t.Silent = true
		return
	case command.HoursLine:
		t.Silent = false
		return
	}
	t.Own, t.Hours, t.Since = o.What != command.HoursDefault, o.At, now
}

// refusedHours says why these hours are refused, or "".
func (h Handler) refusedHours(hours []int) string {
	quiet := h.Campaign.Plan.Quiet
	if len(hours) == 0 || len(hours) > mostHours {
		return h.Say.Count("hours_many", mostHours)
	}
	for _, hour := range hours {
		if quiet.Holds(campaign.Hour(hour)) {
			return h.Say.Say("hours_quiet", "hour", h.Say.HourAfter(hour), "from", h.Say.HourAfter(int(quiet.From)), "to", h.Say.HourAfter(int(quiet.To)))
		}
	}
	return ""
}

// ShowHours shows when digests come and how to change that.
func (h Handler) ShowHours(lead string) error {
	units := h.coordinated()
	told, err := store.DigestsOf.Get(h.Tx, store.Coordinator{At: h.Campaign.Seat(units[0]), Address: h.Update.From})
	if err != nil {
		return err
	}
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = h.Campaign.Units.Path(u)
	}
	lines := []string{h.hoursNow(told, strings.Join(names, "; "))}
	switch {
	case len(h.Campaign.DigestHours(told)) == 0:
	case told.Silent:
		lines = append(lines, h.Say.Say("hours_silent"))
	default:
		lines = append(lines, h.Say.Say("hours_line"))
	}
	if lead != "" {
		lines = append([]string{lead, ""}, lines...)
	}
	lines = append(lines, "", h.Say.Say("hours_help"))
	h.OpenDialog(store.Dialog{Kind: session.Hours, Report: h.Campaign.ID()})
	h.Reply(chat.Content{Text: strings.Join(lines, "\n"), Choices: h.hoursButtons(told)})
	return nil
}

// hoursNow says when digests come, and the next one.
func (h Handler) hoursNow(told store.Digests, units string) string {
	hours := h.Campaign.DigestHours(told)
	if len(hours) == 0 {
		return h.Say.Say("hours_none", "units", units)
	}
	first, _ := h.Campaign.Units.Get(h.coordinated()[0])
	days := h.daysSaid(h.Campaign.Plan.Rhythm(first.Level, h.Update.At))
	text := h.Say.Say("hours_own", "units", units, "hours", hoursSaid(hours, h.Say), "days", days)
	if !told.Own {
		text = h.Say.Say("hours_common", "units", units, "hours", hoursSaid(hours, h.Say), "days", days)
	}
	if at, ok := h.Campaign.Plan.NextDigest(first.Level, hours, h.Update.At); ok {
		text += " " + h.Say.Say("hours_next", "hour", h.Say.Hour(at), "date", h.Say.Day(at))
	}
	return text
}

// daysSaid tells on which days digests come, by how often they do.
func (h Handler) daysSaid(rhythm report.Pace) string {
	switch rhythm {
	case report.Collecting:
		return h.Say.Say("hours_each_day")
	case report.Chased:
		return h.Say.Say("hours_working_days")
	case report.Between:
		return h.Say.Say("hours_weekly")
	}
	return h.Say.Say("hours_over")
}

func hoursSaid[H int | campaign.Hour](hours []H, say locale.Phrases) string {
	said := make([]string, len(hours))
	for i, hour := range hours {
		said[i] = say.HourAfter(int(hour))
	}
	return say.And(said)
}

// hoursButtons offer hours that are allowed, and the other orders.
func (h Handler) hoursButtons(told store.Digests) [][]chat.Choice {
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
		if h.refusedHours(hours) == "" {
			rows = append(rows, []chat.Choice{button(hoursSaid(hours, h.Say), command.HoursAt, hours...)})
		}
	}
	rows = append(rows, []chat.Choice{button(h.Say.Say("button_hours_off"), command.HoursOff), button(h.Say.Say("button_hours_default"), command.HoursDefault)})
	if told.Silent {
		return append(rows, []chat.Choice{button(h.Say.Say("button_hours_line"), command.HoursLine)})
	}
	return append(rows, []chat.Choice{button(h.Say.Say("button_hours_silent"), command.HoursSilent)})
}
