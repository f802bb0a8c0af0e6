package oversight_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// country is a random tree of which somebody coordinates a part.
type country struct {
	codes, names []string
	units        *roster.Units
	who          []roster.Membership
}

// name is unlike every phrase and no part of another name, yet near to others.
func name(i int) string {
	return "Qw" + string(rune('a'+i/26%26)) + string(rune('a'+i%26)) + "z"
}

func drawCountry(t *rapid.T) country {
	c := country{codes: []string{"90000"}, names: []string{name(0)}}
	levels, twins := []int{1}, map[string]bool{}
	var csv strings.Builder
	csv.WriteString("code,parent_code,level,type,name\n90000,,1,tỉnh," + name(0) + "\n")
	for i := range rapid.IntRange(3, 40).Draw(t, "units") {
		over := rapid.IntRange(0, len(c.codes)-1).Draw(t, "over")
		if levels[over] == 3 {
			over = 0
		}
		level := levels[over] + 1
		if level == 2 && rapid.Bool().Draw(t, "no district") {
			level = 3
		}
		code, called := fmt.Sprint(90001+i), name(i+1)
		if rapid.IntRange(0, 4).Draw(t, "namesake") == 0 {
			called = rapid.SampledFrom(c.names).Draw(t, "name")
		}
		if twins[fmt.Sprint(c.codes[over], level, called)] { // refused in a list
			called = name(i + 1)
		}
		twins[fmt.Sprint(c.codes[over], level, called)] = true
		fmt.Fprintf(&csv, "%s,%s,%d,%s,%s\n", code, c.codes[over], level, [...]string{"huyện", "xã"}[level-2], called)
		c.codes, c.names, levels = append(c.codes, code), append(c.names, called), append(levels, level)
	}
	units, err := roster.ParseUnits(strings.NewReader(csv.String()), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	c.units = units
	for range rapid.IntRange(1, 2).Draw(t, "memberships") {
		unit := rapid.SampledFrom(c.codes[1:]).Draw(t, "unit")
		c.who = append(c.who, roster.Membership{Unit: unit, Role: roster.Coordinator})
	}
	return c
}

func (c country) mine(code string) bool {
	return slices.ContainsFunc(c.who, func(m roster.Membership) bool { return c.units.Contains(m.Unit, code) })
}

// scene draws records; inside keeps those of an earlier scene for the units
// that the person may see.
func (c country) scene(t *rapid.T, inside map[string]report.Status) report.Overview {
	now := time.Date(2016, 7, 7, 12, 0, 0, 0, time.UTC)
	s := report.Overview{
		Units: c.units, Level: 3, Sections: 10, Now: now, Zone: time.UTC, Status: map[string]report.Status{},
		FigureLabels:  []string{"mô hình"},
		Deadline:      func(string) time.Time { return now.Add(-time.Hour) },
		SectionNumber: func(string) (int, bool) { return 1, true },
	}
	for _, code := range c.codes {
		if had, ok := inside[code]; inside != nil && c.mine(code) {
			if ok {
				s.Status[code] = had
			}
			continue
		}
		if rapid.Bool().Draw(t, "absent") {
			continue
		}
		s.Status[code] = report.Status{
			State: report.State(rapid.IntRange(0, 6).Draw(t, "state")), Changed: now.Add(-time.Minute),
			Submitted: now, Done: rapid.IntRange(0, 9).Draw(t, "done"), Total: 9, By: "post" + code,
			Figures: []float64{float64(rapid.IntRange(0, 999).Draw(t, "figure"))},
		}
	}
	return s
}

func (c country) question(t *rapid.T) command.Command {
	cmd := command.Command{Name: rapid.SampledFrom([]command.Name{command.Progress, command.Missing}).Draw(t, "command")}
	i := rapid.IntRange(0, len(c.codes)-1).Draw(t, "asked")
	switch rapid.IntRange(0, 5).Draw(t, "form") {
	case 1:
		cmd.Code = c.codes[i]
	case 2:
		cmd.Unit = c.names[i]
	case 3:
		cmd.Unit = c.codes[i]
	case 4:
		cmd.Unit = "xã " + strings.ToLower(c.names[i])
	case 5:
		cmd.Unit = c.names[i][:3]
	}
	return cmd
}

// everything that a person reads or could read out of the contents.
func everything(contents []chat.Content) string {
	var b strings.Builder
	for _, c := range contents {
		b.WriteString(c.Text + "\n")
		for _, row := range c.Choices {
			for _, choice := range row {
				b.WriteString(choice.Label + " " + choice.Data + "\n")
			}
		}
		if c.File != nil {
			b.WriteString(c.File.Name + " " + c.File.Ref + "\n")
		}
		// The bytes of a picture may spell anything; that it does not depend on
		// what lies outside is tried with the rest.
		if c.File != nil && c.File.Type != "image/png" {
			b.Write(c.File.Data)
		}
	}
	return b.String()
}

// TestNothingFromOutside: whatever is asked, no name, code or person of a unit
// outside is in the answer; and the answer is the same whatever state the units
// outside are in.
func TestNothingFromOutside(t *testing.T) {
	say := phrases(t, "vi")
	rapid.Check(t, func(t *rapid.T) {
		c := drawCountry(t)
		s := c.scene(t, nil)
		cmd := c.question(t)
		contents := reply(s, c.who, cmd, say)
		for _, m := range c.who {
			contents = append(contents, report.Digest(s, m.Unit, report.Since{Last: s.Now.AddDate(0, 0, -1)}, say)...)
			if notice, ok := report.SubmittedNotice(s, m.Unit, c.codes, say); ok {
				contents = append(contents, notice)
			}
		}
		said := everything(contents)
		inside := map[string]bool{}
		for i, code := range c.codes {
			if c.mine(code) {
				inside[c.names[i]] = true
			}
		}
		for i, code := range c.codes {
			if c.mine(code) {
				continue
			}
			echoed := strings.Contains(said, "«"+cmd.Unit+"»") && strings.Contains(cmd.Unit, code)
			if strings.Contains(said, code) && !echoed || !inside[c.names[i]] && strings.Contains(said, c.names[i]) {
				t.Fatalf("%+v: %s %s shows in:\n%s", cmd, code, c.names[i], said)
			}
		}
		other := c.scene(t, s.Status)
		if diff := cmp.Diff(reply(s, c.who, cmd, say), reply(other, c.who, cmd, say)); diff != "" {
			t.Fatalf("%+v: the answer depends on units outside:\n%s", cmd, diff)
		}
	})
}

// TestOneRefusal: every unit outside is refused in the same words.
func TestOneRefusal(t *testing.T) {
	say := phrases(t, "vi")
	rapid.Check(t, func(t *rapid.T) {
		c := drawCountry(t)
		s := c.scene(t, nil)
		want := reply(s, c.who, command.Command{Name: command.Progress, Code: "there is none"}, say)
		for i, code := range c.codes {
			if c.mine(code) {
				continue
			}
			for _, name := range []command.Name{command.Progress, command.Missing} {
				got := reply(s, c.who, command.Command{Name: name, Code: code}, say)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("%s %s:\n%s", name, c.names[i], diff)
				}
			}
		}
	})
}
