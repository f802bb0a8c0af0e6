package operation

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/language"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// A poll asks units a few questions at once, in a small campaign of its own.
type poll struct{ *Engine }

// which takes all units of the level whose reports are collected, unless some were named.
func (p poll) which() []chat.Content {
	levels := p.levels(true)
	if len(levels) == 0 {
		return p.over(p.Say.Say("operation_nobody_below"))
	}
	level := levels[len(levels)-1]
	if slices.Contains(levels, p.Overview.Level) {
		level = p.Overview.Level
	}
	p.State.Group = Group{Level: level}
	return nil
}

// ask asks for the questions, below what is wrong with those that were typed.
func (p poll) ask(wrong string) []chat.Content {
	p.State.Asked, p.State.Words = askWords, ""
	return one(strings.TrimSpace(wrong + "\n\n" + p.Say.Say("poll_ask")))
}

// questions asks for the questions until they can be read.
func (p poll) questions() []chat.Content {
	s := p.State
	if s.Words == "" {
		return p.ask("")
	}
	if s.Until == "" && s.Due.IsZero() {
		s.Words, s.Until = p.cutEnd(s.Words)
	}
	draft, wrong := ReadPoll(s.Words, p.Say)
	if wrong.Key != "" {
		return p.ask(p.Say.Word(wrong))
	}
	if draft.Until != "" && s.Until == "" && s.Due.IsZero() {
		s.Until = draft.Until
	}
	return nil
}

// until asks until when answers are awaited. A bare «2 giờ» may be an hour of the day.
func (p poll) until() []chat.Content {
	s, now := p.State, p.Overview.Now
	typed := s.Until
	if s.Until = ""; typed != "" {
		s.Due = time.Time{}
		if at, ok := readEnd(typed, now, p.Say.Tongue()); ok {
			s.Due = at
		}
	}
	if soonest := now.Add(shortestPoll); !s.Due.IsZero() && !s.Due.Before(soonest) {
		return nil
	}
	text := p.Say.Say("poll_until")
	if typed != "" {
		text = p.Say.Say("poll_until_unclear", "input", report.Echo(typed)) + "\n" + text
	}
	s.Asked, s.Due = askDate, time.Time{}
	var rows [][]chat.Choice
	for _, hours := range []int{1, 2, 4} {
		at := now.Add(time.Duration(hours) * time.Hour).Truncate(time.Minute)
		rows = append(rows, []chat.Choice{p.button("until", at.UTC().Format(time.RFC3339), p.Say.Count("poll_in_hours", hours, "moment", p.Say.Moment(at)))})
	}
	for _, at := range []time.Time{dayAt(now, 0, 23, 59), dayAt(now, 1, 10, 0)} {
		rows = append(rows, []chat.Choice{p.button("until", at.UTC().Format(time.RFC3339), p.Say.Moment(at))})
	}
	return []chat.Content{{Text: text, Choices: rows}}
}

// dayAt is an hour of today, or of so many days later.
func dayAt(now time.Time, days, hour, minute int) time.Time {
	return time.Date(now.Year(), now.Month(), now.Day()+days, hour, minute, 0, 0, now.Location())
}

// Limits of a poll: it is answered within minutes, on a phone.
const (
	shortestPoll  = 5 * time.Minute
	longestPoll   = 31 * 24 * time.Hour
	mostQuestions = 10
	mostOptions   = 10
	longestAsked  = 300 // letters of one question
)

// preview says what is asked, of whom, until when.
func (p poll) preview() []chat.Content {
	units, s := p.targets(), p.State
	draft, _ := ReadPoll(s.Words, p.Say)
	unheard := p.unheard(units)
	if len(unheard) == len(units) {
		return p.vain("poll_in_vain", unheard)
	}
	pages, names := p.names(units)
	lines := []string{p.Say.Count("poll_will", len(draft.Questions), "target", p.together(units), "moment", p.Say.Moment(s.Due))}
	if len(units) > mostTogether {
		lines = append(lines, p.Say.Say("decision_these", "units", names))
	}
	if len(unheard) > 0 {
		lines = append(lines, p.nobody(unheard))
	}
	lines = append(lines, "", p.title(draft, p.from(units[0].Code)))
	lines = append(lines, draft.lines(p.Say)...)
	switch {
	case p.Quiet.IsZero():
	case s.Due.Before(p.Quiet):
		lines = append(lines, "", p.Say.Say("poll_quiet"))
	default:
		lines = append(lines, "", p.Say.Say("notice_waits", "moment", p.Say.Moment(p.Quiet)))
	}
	return append(pages, p.confirm(lines, p.button("say", "", p.Say.Say("poll_change")), p.button("date", "", p.Say.Say("poll_change_until")),
		p.button("units", "", p.Say.Say("poll_change_units")))...)
}

// title is what the poll is called to those who answer it.
func (p poll) title(draft PollDraft, from roster.Unit) string {
	return PollTitle(draft, p.Office(from), p.Overview.Now, p.Say)
}

// PollTitle is what a poll is called: in the words that were typed, or by who asks and when.
func PollTitle(draft PollDraft, office string, now time.Time, say locale.Phrases) string {
	if draft.Title != "" {
		return draft.Title
	}
	return say.Say("poll_title", "office", office, "moment", say.Moment(now))
}

// pressed takes the poll's own buttons; false if it is none of them. What a button names is
// untrusted.
func (p poll) pressed(verb, arg string) ([]chat.Content, bool) {
	s := p.State
	switch {
	case verb == "say":
		return p.ask(""), true
	case verb == "date":
		s.Due, s.Until = time.Time{}, ""
		return p.until(), true
	case verb == "until" && s.Asked == askDate:
		if at, err := time.Parse(time.RFC3339, arg); err == nil && at.Before(p.Overview.Now.Add(longestPoll)) {
			s.Due = at.In(p.Overview.Now.Location())
		}
		return p.next(), true
	case verb == "units":
		s.Asked = askUnits
		return []chat.Content{{Text: p.Say.Say("poll_whom"), Choices: selection(p).offerAll(true, func(units []roster.Unit) string {
			return p.Say.Say("announce_all", "target", counted(units, p.Say))
		})}}, true
	}
	return nil, false
}

// Polled is the button that shows what was answered to a poll so far, below the unit that asked.
func Polled(unit string, say locale.Phrases) chat.Choice {
	return command.Command{Name: command.Polled, Code: unit}.Choice(say.Say("polled_button"))
}

// A PollDraft is a poll as it was typed.
type PollDraft struct {
	// Title is what it is called, Until when it ends, as it was typed; "" if nothing was.
	Title, Until string
	Questions    []form.PollQuestion
}

// What stands before and behind a question.
var (
	pollNumber = regexp.MustCompile(`^(?:[-–•*+]|(?:[Cc]âu\s*)?\d{1,2}[.):/])\s*`)
	pollKind   = regexp.MustCompile(`\s*\(([^()]*)\)\s*[.?:!]*\s*$`)
)

// ReadPoll reads a poll: a question a line. «(số)», «(có/không)» and «(A / B / C)» at its end say how
// it is answered, else it is in a few words. A first line that ends with a colon is the title, one
// that begins with «hạn» is until when. wrong says what cannot be asked so.
func ReadPoll(typed string, say locale.Phrases) (d PollDraft, wrong locale.Phrase) {
	for line := range strings.Lines(typed) {
		line = pollNumber.ReplaceAllString(viet.Line(line), "")
		if line == "" {
			continue
		}
		title, isTitle := strings.CutSuffix(line, ":")
		until, isUntil := cutUntil(line, say)
		switch {
		case isUntil:
			d.Until = until
			continue
		case isTitle && len(d.Questions) == 0 && d.Title == "":
			d.Title = strings.TrimSpace(title)
			continue
		}
		q, wrong := readQuestion(line, say)
		if wrong.Key != "" {
			return d, wrong
		}
		if slices.ContainsFunc(d.Questions, func(o form.PollQuestion) bool { return viet.Fold(o.Label) == viet.Fold(q.Label) }) {
			return d, locale.Later("poll_twice", "question", report.Echo(q.Label))
		}
		d.Questions = append(d.Questions, q)
	}
	switch {
	case len(d.Questions) == 0:
		return d, locale.Later("poll_nothing")
	case len(d.Questions) > mostQuestions:
		return d, locale.Later("poll_too_many", "n", len(d.Questions), "most", mostQuestions)
	}
	return d, locale.Phrase{}
}

// cutUntil takes «hạn 17 giờ» as until when.
func cutUntil(line string, say locale.Phrases) (until string, ok bool) {
	folded := viet.Fold(line)
	for _, word := range command.Listed(say.Say("spelled_poll_until")) {
		rest, found := strings.CutPrefix(folded, word)
		if found = found && (strings.HasPrefix(rest, ":") || pollDay.MatchString(rest)); found { // «hạn hán» is a drought
			r := []rune(line) // folding keeps the number of letters
			return strings.Trim(string(r[len([]rune(word)):]), " :."), true
		}
	}
	return "", false
}

func readQuestion(line string, say locale.Phrases) (q form.PollQuestion, wrong locale.Phrase) {
	q = form.PollQuestion{Label: line, Type: form.ShortText}
	if viet.Letters(line) > longestAsked {
		return q, locale.Later("poll_too_long", "question", report.Echo(line), "most", longestAsked)
	}
	at := pollKind.FindStringSubmatchIndex(line)
	if at == nil || at[0] == 0 {
		return q, wrong
	}
	label, kind := line[:at[0]], line[at[2]:at[3]]
	switch folded := strings.ReplaceAll(viet.Fold(viet.Line(kind)), " / ", "/"); {
	case slices.Contains(command.Listed(say.Say("spelled_poll_number")), folded):
		q.Label, q.Type = label, form.Integer
	case slices.Contains(command.Listed(say.Say("spelled_poll_yes_no")), folded):
		q.Label, q.Type = label, form.YesNo
	case slices.Contains(command.Listed(say.Say("spelled_poll_text")), folded):
		q.Label = label
	case strings.Contains(kind, "/"):
		q.Label, q.Type = label, form.SelectOne
		seen := map[string]bool{}
		for option := range strings.SplitSeq(kind, "/") {
			option = viet.Line(option)
			if key := viet.Fold(option); key == "" || seen[key] {
				return q, locale.Later("poll_options", "question", report.Echo(label))
			}
			seen[viet.Fold(option)] = true
			q.Choices = append(q.Choices, option)
		}
		if len(q.Choices) > mostOptions {
			return q, locale.Later("poll_many_options", "question", report.Echo(label), "most", mostOptions)
		}
	}
	return q, wrong
}

// lines are the questions with how each is answered.
func (d PollDraft) lines(say locale.Phrases) []string {
	lines := make([]string, len(d.Questions))
	for i, q := range d.Questions {
		how := say.Say("poll_how_text")
		switch q.Type {
		case form.Integer:
			how = say.Say("poll_how_number")
		case form.YesNo:
			how = say.Say("poll_how_yes_no")
		case form.SelectOne:
			how = say.Say("poll_how_choice", "options", say.Join(q.Choices...))
		}
		lines[i] = say.Say("poll_line", "n", i+1, "question", q.Label, "how", how)
	}
	return lines
}

// pollSpan is a span of time, folded: «trong 2 gio», «30 phut nua», «2 tieng».
var pollSpan = regexp.MustCompile(`^(trong|sau|in|within)?\s*(\d{1,3})\s*(gio|h|tieng|phut|p|ngay|hours?|minutes?|days?)(?:\s+(nua|toi|from now))?$`)

// pollDay is what behind «hạn» says a time.
var pollDay = regexp.MustCompile(`^ (?:.*\d|.*\b(?:nay|mai|tomorrow|today)\b)`)

// readEnd reads until when a poll is answered: a span of time, or an instant. «2 giờ» alone could
// be either, and is none; what is over or further than a month is none either.
func readEnd(typed string, now time.Time, tongue language.Language) (at time.Time, ok bool) {
	folded := strings.Trim(viet.Fold(viet.Line(typed)), " .!")
	if m := pollSpan.FindStringSubmatch(folded); m != nil {
		n, _ := strconv.Atoi(m[2])
		unit := time.Hour
		switch m[3][0] {
		case 'p', 'm':
			unit = time.Minute
		case 'n', 'd':
			unit = 24 * time.Hour
		}
		clock := m[3] == "gio" || m[3] == "h"
		switch spans := m[1] != "" || m[4] != ""; {
		case spans || !clock:
			at = now.Add(time.Duration(n) * unit).Truncate(time.Minute)
			return at, n > 0 && at.Before(now.Add(longestPoll))
		case n <= 12:
			return at, false
		}
	}
	at, unclear := language.Till(tongue, typed, now, time.Time{})
	return at, unclear == nil && at.After(now) && at.Before(now.Add(longestPoll))
}
