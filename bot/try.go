package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"giaoban/internal/answers"
	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/paper"
	"giaoban/internal/roster"
	"giaoban/locales"
)

type tryCommand struct {
	File       string `arg:"" type:"path" help:"${cli_help_try_file}"`
	Unit       string `help:"${cli_help_try_unit}" placeholder:"${cli_arg_code}"`
	Campaign   string `help:"${cli_help_try_campaign}" placeholder:"${cli_arg_name}"`
	Last       string `help:"${cli_help_try_last}" placeholder:"${cli_arg_csv}" type:"existingfile"`
	Transcript bool   `help:"${cli_help_try_transcript}"`
}

// Run walks through the outline: each line of standard input is a message, and
// [label] presses a button. Nothing is kept.
func (t *tryCommand) Run(ctx context.Context, p *program) error {
	if err := anOutline(t.File); err != nil {
		return err
	}
	outline, _, err := outlineFile(t.File)
	if err != nil {
		return err
	}
	b, err := t.surroundings(p)
	if err != nil {
		return hinted(err, "cli_check_all")
	}
	unit, level, err := t.unit(b)
	if err != nil {
		return err
	}
	if level.Outline != filepath.Base(t.File) && slices.ContainsFunc(b.campaign.Levels, func(l campaign.Level) bool { return l.Outline == filepath.Base(t.File) }) {
		p.tell("cli_try_other_level", "unit", unit.Label(), "level", unit.Level, "file", filepath.Base(t.File))
	}
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return err
	}
	say, _ := catalog.Language(b.campaign.Language)
	w := &walk{b: b, outline: outline, unit: unit, level: level, say: say, reader: command.New(say), out: p.stdout, transcript: t.Transcript}
	if err := w.recalls(t.Last); err != nil {
		return err
	}
	if first, waits := w.firstPeriod(time.Now()); waits {
		p.tell("cli_try_waits", "period", first.Named(p.say), "at", p.say.In(b.campaign.Zone).ClockMoment(first.Opens))
	}
	return w.run(ctx, p.stdin)
}

// surroundings are the campaign beside the file, else the configured one: they
// have the words that fill the outline's placeholders.
func (t *tryCommand) surroundings(p *program) (*bundle, error) {
	folder := filepath.Dir(t.File)
	if _, err := os.Stat(filepath.Join(folder, campaignFile)); err == nil {
		if b, ok, err := p.besideConfig(folder); ok {
			if err == nil {
				p.warnOfGiven(b)
			}
			return b, err
		}
		return loadBundle(campaignFolder{"", os.DirFS(folder)}, nil)
	}
	c, err := loadConfig(p.env, false)
	if err != nil {
		return nil, err
	}
	return c.bundle(t.Campaign)
}

// unit finds whom to be: the unit asked for, or the first that the campaign
// gives this outline to.
func (t *tryCommand) unit(b *bundle) (roster.Unit, campaign.Level, error) {
	if t.Unit != "" {
		u, ok := b.units.Get(t.Unit)
		if !ok {
			return u, campaign.Level{}, b.noUnit(t.Unit)
		}
		level, _ := b.campaign.Level(u.Level)
		return u, level, nil
	}
	for _, level := range b.campaign.Levels {
		if level.Outline != filepath.Base(t.File) {
			continue
		}
		if units := b.units.AtLevel(level.Level); len(units) > 0 {
			return units[0], level, nil
		}
	}
	if all := b.units.All(); len(all) > 0 {
		return all[len(all)-1], campaign.Level{}, nil
	}
	return roster.Unit{}, campaign.Level{}, notFound("cli_units_empty")
}

// walk is one person's way through one outline.
type walk struct {
	b       *bundle
	outline *form.Outline
	unit    roster.Unit
	level   campaign.Level
	say     locale.Phrases
	reader  *command.Reader
	tried
	draft      *answers.Draft
	focus      exchange.Focus
	frozen     bool
	texts      map[form.Place][]string
	buttons    []chat.Choice // those of the last bubble that had any
	out        io.Writer
	transcript bool
}

func (w *walk) run(ctx context.Context, stdin io.Reader) error {
	if err := w.show(w.greets()); err != nil {
		return err
	}
	lines := bufio.NewScanner(stdin)
	for lines.Scan() && ctx.Err() == nil {
		line := norm.NFC.String(strings.TrimSpace(lines.Text()))
		if line == "" {
			continue
		}
		if w.transcript {
			fmt.Fprintf(w.out, "> %s\n", line)
		}
		if err := w.take(line); err != nil {
			return err
		}
	}
	return lines.Err()
}

// take takes a line. What leads to the next period is no button of the interview.
func (w *walk) take(line string) error {
	in := w.input(line)
	if in.Data != nextPeriod {
		return w.step(in)
	}
	w.turnOver()
	return w.show(w.greets())
}

// input reads [label] as a press of the button and all else as typed.
func (w *walk) input(line string) chat.Input {
	if label, ok := strings.CutPrefix(line, "["); ok {
		label = strings.TrimSuffix(label, "]")
		for _, b := range w.buttons {
			if b.Label == label {
				return chat.Input{Kind: chat.Press, Data: b.Data}
			}
		}
	}
	return chat.Input{Kind: chat.Text, Text: line}
}

func (w *walk) step(in chat.Input) error {
	out := w.turn(in).Step()
	for _, a := range out.Answers {
		if a.Piece > 1 {
			w.texts[a.Place] = append(w.texts[a.Place], a.Text)
		} else {
			w.texts[a.Place] = []string{a.Text}
		}
	}
	w.frozen = w.frozen || out.Submitted
	return w.show(w.offersNext(out))
}

func (w *walk) turn(in chat.Input) *conversation.Turn {
	units := w.b.units
	var asked command.Command
	if in.Kind == chat.Text {
		asked, _ = w.reader.Parse(in.Text, command.Sender{May: command.Officers, Now: w.now()})
	}
	parent, hasParent := units.Parent(w.unit.Code)
	return conversation.New(exchange.Facts{
		Writer: paper.Writer{
			Sheet:     answers.Sheet{Outline: w.outline, Draft: w.draft, Now: w.now()},
			Say:       w.voice.Say,
			Deadline:  func() time.Time { return w.level.Deadline },
			Words:     w.voice.Plan.Words(w.unit, parent, hasParent),
			Unit:      w.unit.Code,
			UnitLabel: units.Path(w.unit.Code),
			Texts:     func(p form.Place) []string { return w.texts[p] },
			LastTexts: func(filed form.Place, _ form.TextInfo) []string { return w.lastTexts[filed] },
		},
		Focus:   &w.focus,
		Input:   in,
		Command: asked,
		Frozen:  w.frozen,
		Report:  "try",
		Contact: w.voice.Contact,
		Order:   w.voice.Order,
		Names:   func(typed string) []string { return codesOf(units.Find(typed, "")) },
	})
}

// codesOf are the units that a typed name may mean.
func codesOf(m roster.Match) []string {
	if m.Found {
		return []string{m.Unit.Code}
	}
	var codes []string
	for _, u := range m.Several {
		codes = append(codes, u.Code)
	}
	return codes
}

// show prints bubbles, their buttons below them.
func (w *walk) show(contents []chat.Content) error {
	var b strings.Builder
	for _, c := range contents {
		lines := strings.Split(c.Text, "\n")
		if len(c.Choices) > 0 {
			w.buttons = nil
		}
		for _, row := range c.Choices {
			var labels []string
			for _, choice := range row {
				labels = append(labels, "["+choice.Label+"]")
			}
			w.buttons = append(w.buttons, row...)
			lines = append(lines, strings.Join(labels, " "))
		}
		for _, line := range lines {
			if w.transcript {
				line = strings.TrimRight("< "+line, " ")
			}
			b.WriteString(line + "\n")
		}
		b.WriteString("\n")
	}
	_, err := io.WriteString(w.out, b.String())
	return err
}
