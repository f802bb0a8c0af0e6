package oversight_test

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/oversight"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/transcript"
)

// TestTranscripts plays testdata/*.txtar. Each has units, reports, and chats in
// which «> » is what happens and «< » is what the person then reads; a button
// is shown with what it stands for. The things that happen:
//
//	> 401: /tinhhinh             somebody who coordinates 401 types
//	> 401+395: [d||tinhhinh|401]  somebody who coordinates two presses a button
//	> digest 38 2016-07-06T07:30 the digest, and when the last one was
//	> notice 401 14001 14002     reports were submitted
func TestTranscripts(t *testing.T) {
	transcript.Play(t, "testdata/*.txtar", func(t *testing.T, files map[string]string) transcript.Replay {
		scene := readScene(t, files["units"], files["reports"], files["now"])
		return func(name, chat string) (string, bool) {
			lang, ok := strings.CutPrefix(name, "chat ")
			if !ok {
				return "", false
			}
			return replay(t, scene, phrases(t, lang), chat), true
		}
	})
}

// replay answers every line that begins with «> ».
func replay(t *testing.T, s report.Overview, say locale.Phrases, chat string) string {
	var b strings.Builder
	for line := range strings.Lines(chat) {
		if strings.HasPrefix(line, "<") || strings.TrimSpace(line) == "" {
			continue
		}
		if b.Len() > 0 && strings.HasPrefix(line, ">") {
			b.WriteString("\n")
		}
		b.WriteString(line)
		if what, ok := strings.CutPrefix(strings.TrimSpace(line), "> "); ok {
			show(&b, happen(t, s, say, what))
		}
	}
	return b.String()
}

func happen(t *testing.T, s report.Overview, say locale.Phrases, what string) []chat.Content {
	words := strings.Fields(what)
	switch words[0] {
	case "digest":
		var last time.Time
		if len(words) > 2 {
			last = instant(t, words[2], s.Zone)
		}
		return report.Digest(s, words[1], report.Since{Last: last, Maybe: words[min(len(words), 3):]}, say)
	case "notice":
		c, ok := report.SubmittedNotice(s, words[1], words[2:], say)
		if !ok {
			return nil
		}
		return []chat.Content{c}
	}
	who, text, _ := strings.Cut(what, ": ")
	var cmd command.Command
	var ok bool
	if data, pressed := strings.CutPrefix(text, "["); pressed {
		cmd, ok = commandOf(strings.TrimSuffix(data, "]"))
	} else {
		cmd, ok = typed(t, say, text, s.Units)
	}
	if !ok {
		return []chat.Content{{Text: "(not for this desk)"}}
	}
	return reply(s, coordinating(strings.Split(who, "+")...), cmd, say)
}

// reply answers with the buttons that are offered to such a person.
func reply(s report.Overview, who []roster.Membership, cmd command.Command, say locale.Phrases) []chat.Content {
	offered := func(unit string) [][]chat.Choice { return operation.Offered(s.Units, who, unit, s.Status[unit], say) }
	return oversight.Reply(s, who, cmd, offered, say)
}

func coordinating(units ...string) []roster.Membership {
	var ms []roster.Membership
	for _, u := range units {
		code, officer := strings.CutPrefix(u, "officer@")
		role := roster.Coordinator
		if officer {
			role = roster.Officer
		}
		ms = append(ms, roster.Membership{Unit: code, Role: role})
	}
	return ms
}

func show(b *strings.Builder, contents []chat.Content) {
	for i, c := range contents {
		if i > 0 {
			b.WriteString("<<\n")
		}
		for _, line := range strings.Split(c.Text, "\n") {
			b.WriteString(strings.TrimRight("< "+line, " ") + "\n")
		}
		for _, row := range c.Choices {
			for _, choice := range row {
				fmt.Fprintf(b, "<   [%s] %s\n", choice.Label, choice.Data)
			}
		}
		if c.File != nil {
			fmt.Fprintf(b, "<   file %s\n", c.File.Name)
			if c.File.Type != "text/csv" {
				continue
			}
			for line := range strings.Lines(strings.TrimPrefix(string(c.File.Data), "\ufeff")) {
				b.WriteString("<   | " + strings.TrimRight(line, "\r\n") + "\n")
			}
		}
	}
}

// readScene reads the tables of a transcript. A line of reports is
//
//	code | state | done/total | section | started, changed, submitted | by | people | figures
func readScene(t *testing.T, units, reports, now string) report.Overview {
	t.Helper()
	zone := time.FixedZone("ICT", 7*60*60)
	s := report.Overview{
		Units: readUnits(t, units), Level: 3, Sections: 10, Zone: zone, Now: instant(t, strings.TrimSpace(now), zone),
		Status: map[string]report.Status{}, FigureLabels: []string{"Mô hình cấp xã", "Tiêu biểu đã kê"},
		Deadline: func(unit string) time.Time {
			if unit == "14999" {
				return time.Date(2016, 7, 10, 23, 59, 59, 0, zone)
			}
			return time.Date(2016, 7, 5, 23, 59, 59, 0, zone)
		},
		SectionNumber: func(code string) (int, bool) {
			n, err := strconv.Atoi(strings.TrimPrefix(code, "X"))
			return n, err == nil
		},
	}
	s.Pace = func(deadline time.Time) report.Pace {
		if s.Now.After(deadline) {
			return report.Chased
		}
		return report.Collecting
	}
	people := map[string]int{}
	for line := range strings.Lines(reports) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) < 8 {
			continue
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		people[cells[0]], _ = strconv.Atoi(cells[6])
		if cells[1] != "-" {
			status := readStatus(t, cells, zone)
			s.Status[cells[0]] = status
			if status.State == report.Returned {
				s.Acts = append(s.Acts, report.Entry{When: status.Changed, Move: report.MoveReturn, Unit: cells[0]})
			}
		}
	}
	s.Members = func(unit string) roster.Members {
		var ms roster.Members
		for i := range people[unit] {
			ms = append(ms, roster.Member{
				Address: chat.Address{Channel: "t", ID: strconv.Itoa(i)}, Role: roster.Officer, Blocked: i == 2,
			})
		}
		return ms
	}
	return s
}

func readStatus(t *testing.T, cells []string, zone *time.Location) report.Status {
	t.Helper()
	states := map[string]report.State{
		"in progress": report.InProgress, "awaiting": report.AwaitingSignOff, "submitted": report.Submitted,
		"returned": report.Returned, "accepted": report.Accepted, "exempt": report.Exempt,
	}
	status := report.Status{State: states[cells[1]], Section: cells[3], By: cells[5], Revision: 1}
	if _, err := fmt.Sscanf(cells[2], "%d/%d", &status.Done, &status.Total); err != nil {
		t.Fatalf("%q: done/total: %v", cells[0], err)
	}
	at := []*time.Time{&status.Started, &status.Changed, &status.Submitted}
	for i, when := range strings.Fields(cells[4]) {
		*at[i] = instant(t, when, zone)
	}
	status.First = status.Submitted
	for _, f := range strings.Fields(cells[7]) {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil {
			v = math.NaN()
		}
		status.Figures = append(status.Figures, v)
	}
	return status
}

func instant(t *testing.T, s string, zone *time.Location) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02T15:04", s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func phrases(t testing.TB, lang string) locale.Phrases {
	t.Helper()
	c, err := locale.Load(os.DirFS("../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	p, ok := c.Language(lang)
	if !ok {
		t.Fatalf("no language %q", lang)
	}
	return p
}

func readUnits(t testing.TB, csv string) *roster.Units {
	t.Helper()
	units, err := roster.ParseUnits(strings.NewReader(csv), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	return units
}
