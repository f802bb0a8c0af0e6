package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// completionCommand prints a script for a shell, made from the table of commands.
type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"${cli_help_completion_shell}"`
}

// Run prints the script.
func (k *completionCommand) Run(p *program, ctx *kong.Context) error {
	script := bashScript
	switch k.Shell {
	case "zsh": // which can read bash's
		script = func(app *kong.Application) string {
			return "autoload -U +X bashcompinit && bashcompinit\n" + bashScript(app)
		}
	case "fish":
		script = fishScript
	}
	_, err := fmt.Fprint(p.stdout, script(ctx.Model))
	return err
}

// A branch is a command with what may follow it.
type branch struct {
	*kong.Node
	path string // "campaign close"; "" is the program
}

// branches are the program and all its commands, each behind the one that it belongs to.
func branches(node *kong.Node, path string) []branch {
	all := []branch{{node, path}}
	for _, child := range node.Children {
		all = append(all, branches(child, strings.TrimSpace(path+" "+child.Name))...)
	}
	return all
}

// words are what can follow: commands, the values of its arguments where they are a few, and flags.
func (b branch) words() (words []string) {
	for _, child := range b.Children {
		words = append(words, child.Name)
	}
	for _, arg := range b.Positional {
		words = append(words, choices(arg)...)
	}
	for _, f := range b.flags() {
		words = append(words, "--"+f.Name)
	}
	return words
}

func (b branch) flags() []*kong.Flag { return slices.Concat(b.AllFlags(true)...) }

// choices are the values that there are; none if there are any number.
func choices(v *kong.Value) []string {
	if v.Enum == "" {
		return nil
	}
	return slices.DeleteFunc(v.EnumSlice(), func(s string) bool { return s == "" })
}

// bashScript completes commands, flags and the values of flags that have a few; files elsewhere.
func bashScript(app *kong.Application) string {
	var paths, follow, values []string
	for _, b := range branches(app.Node, "") {
		if b.path != "" {
			paths = append(paths, `"`+b.path+`"`)
		}
		follow = append(follow, fmt.Sprintf("    %q) words=%q ;;\n", b.path, strings.Join(b.words(), " ")))
		for _, f := range b.flags() {
			switch {
			case f.IsBool():
			case choices(f.Value) != nil:
				values = append(values, fmt.Sprintf("    %q) words=%q ;;\n", strings.TrimSpace(b.path+" --"+f.Name), strings.Join(choices(f.Value), " ")))
			default: // a value that nobody can know: files
				values = append(values, fmt.Sprintf("    %q) return ;;\n", strings.TrimSpace(b.path+" --"+f.Name)))
			}
		}
	}
	return `_giaoban() {
  local at="" word words="" current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    word="${at:+$at }$word"
    case "$word" in
    ` + strings.Join(paths, "|") + `) at="$word" ;;
    esac
  done
  case "${at:+$at }$before" in
` + strings.Join(values, "") + `    *) case "$at" in
` + strings.Join(follow, "") + `    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _giaoban giaoban
`
}

// fishScript is the same for fish, with what each is for.
func fishScript(app *kong.Application) string {
	var s strings.Builder
	for _, b := range branches(app.Node, "") {
		when := "__fish_use_subcommand"
		if b.path != "" {
			when = "__fish_seen_subcommand_from " + b.path[strings.LastIndex(b.path, " ")+1:]
		}
		for _, child := range b.Children {
			fmt.Fprintf(&s, "complete -c giaoban -n '%s' -a %s -d %s\n", when, child.Name, single(child.Help))
		}
		for _, f := range b.flags() {
			if b.Parent != nil && slices.Contains(slices.Concat(b.Parent.AllFlags(true)...), f) {
				continue
			}
			value := ""
			switch few := choices(f.Value); {
			case few != nil:
				value = " -x -a " + single(strings.Join(few, " "))
			case !f.IsBool():
				value = " -r"
			}
			fmt.Fprintf(&s, "complete -c giaoban -n '%s' -l %s%s -d %s\n", when, f.Name, value, single(f.Help))
		}
	}
	return s.String()
}

// single writes a text between single quotes of fish.
func single(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
}
