package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"giaoban/internal/locale"
)

// helpWords are the phrases that the table of commands names as ${cli_help_…} and ${cli_arg_…}.
func helpWords(say locale.Phrases) kong.Vars {
	vars := kong.Vars{}
	for _, key := range say.Keys() {
		if strings.HasPrefix(key, "cli_help_") || strings.HasPrefix(key, "cli_arg_") {
			vars[key] = say.Say(key)
		}
	}
	return vars
}

// A guide is the help of the program or of one command, as it is printed.
type guide struct {
	say locale.Phrases
	b   strings.Builder
}

// help prints what there is to know of the command that the line names, else of all.
func (p *program) help(_ kong.HelpOptions, ctx *kong.Context) error {
	g := &guide{say: p.say}
	if node := ctx.Selected(); node != nil {
		g.command(node)
	} else {
		g.program(ctx.Model)
	}
	_, err := io.WriteString(ctx.Stdout, g.b.String())
	return err
}

func (g *guide) program(app *kong.Application) {
	g.line(g.say.Say("cli_usage_line", "line", app.Name+" "+g.say.Say("cli_usage_command")))
	g.line("")
	g.line(app.Help)
	g.commands(app.Leaves(true))
	g.flags(app.Node)
	var rows [][2]string
	for _, e := range exits {
		rows = append(rows, [2]string{fmt.Sprint(e.code), g.say.Say(e.key)})
	}
	g.table("cli_usage_exits", rows)
	g.line("")
	g.line(g.say.Say("cli_usage_more", "name", app.Name))
}

func (g *guide) command(node *kong.Node) {
	g.line(g.say.Say("cli_usage_line", "line", usageOf(g.say, node)))
	g.line("")
	g.line(node.Help)
	var rows [][2]string
	for _, arg := range node.Positional {
		rows = append(rows, [2]string{namedPlaces(g.say, arg.Summary()), arg.Help})
	}
	g.table("cli_usage_arguments", rows)
	g.commands(node.Leaves(true))
	g.flags(node)
}

// usageOf is how a command is called: what it cannot do without, and that there is more.
func usageOf(say locale.Phrases, node *kong.Node) string {
	line := node.FullPath()
	for _, group := range node.AllFlags(true) {
		for _, f := range group {
			if f.Required {
				line += " " + f.Summary()
			}
		}
	}
	for _, arg := range node.Positional {
		line += " " + namedPlaces(say, arg.Summary())
	}
	if len(node.Children) > 0 {
		return line + " " + say.Say("cli_usage_command")
	}
	return line + " " + say.Say("cli_usage_flags_short")
}

func (g *guide) commands(nodes []*kong.Node) {
	var rows [][2]string
	for _, node := range nodes {
		rows = append(rows, [2]string{namedPlaces(g.say, node.Path()), node.Help})
	}
	g.table("cli_usage_commands", rows)
}

func (g *guide) flags(node *kong.Node) {
	var rows [][2]string
	for _, group := range node.AllFlags(true) {
		for _, f := range group {
			short, text := "    ", f.Help
			if f.Short != 0 {
				short = fmt.Sprintf("-%c, ", f.Short)
			}
			if f.Name == "help" {
				text = g.say.Say("cli_usage_help")
			}
			rows = append(rows, [2]string{short + f.Summary(), text})
		}
	}
	g.table("cli_usage_flags", rows)
}

// The columns of a terminal that says nothing of itself.
const (
	columns = 100
	widest  = 32 // of the left column; what is wider has a line of its own
)

// table writes two columns under a heading; nothing where there are no rows.
func (g *guide) table(heading string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	left := 0
	for _, row := range rows {
		if n := utf8.RuneCountInString(row[0]); n <= widest {
			left = max(left, n)
		}
	}
	g.line("")
	g.b.WriteString(g.say.Say(heading) + "\n")
	for _, row := range rows {
		pad := left - utf8.RuneCountInString(row[0])
		begin := "  " + row[0] + strings.Repeat(" ", max(0, pad)) + "  "
		if pad < 0 {
			g.b.WriteString("  " + row[0] + "\n")
			begin = strings.Repeat(" ", left+4)
		}
		for i, line := range wrapped(row[1], columns-left-4) {
			if i > 0 {
				begin = strings.Repeat(" ", left+4)
			}
			g.b.WriteString(begin + line + "\n")
		}
	}
}

// line writes a paragraph.
func (g *guide) line(text string) {
	for _, line := range wrapped(text, columns) {
		g.b.WriteString(line + "\n")
	}
}

// wrapped breaks a text into lines of at most so many characters, at its spaces.
func wrapped(text string, most int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > most:
			lines, line = append(lines, line), word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}
