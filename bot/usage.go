package main

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"giaoban/internal/fault"
	"giaoban/internal/locale"
)

// misuses are the library's words for a command line that it cannot take, and the phrases for it.
var misuses = []struct {
	words *regexp.Regexp
	key   string
}{
	{regexp.MustCompile(`^unexpected argument (?P<word>.+?)(?:, did you mean (?:one of )?(?P<near>.*)\?)?$`), "cli_usage_argument"},
	{regexp.MustCompile(`^unknown flag (?P<word>\S+?)(?:, did you mean (?:one of )?(?P<near>.*)\?)?$`), "cli_usage_flag"},
	{regexp.MustCompile(`^missing flags: (?P<word>.*?)$`), "cli_usage_missing"},
	{regexp.MustCompile(`^missing positional arguments (?P<word>.*?)$`), "cli_usage_missing"},
	{regexp.MustCompile(`^expected "(?P<word><[^"]*)"$`), "cli_usage_missing"},
	{regexp.MustCompile(`^expected (?:one of )?(?P<word>.*?)$`), "cli_usage_expected"},
	{regexp.MustCompile(`^(?P<word>\S+) must be one of .* but got "(?P<got>.*)"$`), "cli_usage_one_of"},
	{regexp.MustCompile(`^(?P<word>\S+): expected (?:a valid \d+ bit u?|an )int but got "(?P<got>[^"]*)".*$`), "cli_usage_whole"},
	{regexp.MustCompile(`^(?P<word>\S+): expected a float but got "(?P<got>[^"]*)".*$`), "cli_usage_number"},
	{regexp.MustCompile(`^(?P<word>\S+): bool value .* but got "(?P<got>[^"]*)".*$`), "cli_usage_no_more"},
	{regexp.MustCompile(`^(?P<word>\S+): (?:expected an? .*|missing value.*) but got "(?P<got>[^"]*)".*$`), "cli_usage_value"},
	{regexp.MustCompile(`^(?P<word>\S+): (?:missing value|expected .* value).*?$`), "cli_usage_no_value"},
	{regexp.MustCompile(`^(?P<word>\S+): stat (?P<got>.*): no such file or directory$`), "cli_usage_no_file"},
	{regexp.MustCompile(`^(?P<word>\S+): "(?P<got>.*)" exists but is a directory$`), "cli_usage_folder"},
}

// A misuse is a command line that cannot be taken, as far as it was read.
type misuse struct {
	*program
	err             error
	args            []string
	node            *kong.Node // the command or the group of commands that it names; the program if it names none
	key             string     // "" if the library's words are not known
	word, near, got string
}

// misused tells what is wrong with a command line, what was perhaps meant, and how the command is called.
func (p *program) misused(err error, args []string) error {
	m := &misuse{program: p, err: err, args: args}
	var parsing *kong.ParseError
	if errors.As(err, &parsing) {
		m.node = cmp.Or(parsing.Context.Selected(), parsing.Context.Model.Node)
	}
	for _, known := range misuses {
		found := known.words.FindStringSubmatch(err.Error())
		if found == nil {
			continue
		}
		part := func(name string) string {
			if i := known.words.SubexpIndex(name); i > 0 {
				return found[i]
			}
			return ""
		}
		m.key, m.word, m.near, m.got = known.key, part("word"), unquoted(part("near")), part("got")
		break
	}
	return m.told()
}

// unquoted is a list of words as people write it.
func unquoted(list string) string {
	return strings.ReplaceAll(strings.ReplaceAll(list, `"`, ""), ",", ", ")
}

// told is the error.
func (m *misuse) told() error {
	switch m.key {
	case "":
		var own *failure // of a value that reads itself
		if !errors.As(m.err, &own) {
			return m.hint(m.err)
		}
		return m.hint(own)
	case "cli_usage_no_file":
		return missingFile(m.got)
	case "cli_usage_argument", "cli_usage_flag":
		return m.strange()
	case "cli_usage_expected":
		if len(m.node.Children) > 0 && m.node.Type == kong.CommandNode {
			return coded(exitUsage, fails("cli_usage_group", "group", m.node.Name, "commands", strings.Join(commandsIn(m.node.Children), ", ")))
		}
		return coded(exitUsage, hinted(fails("cli_usage_none"), "cli_usage_hint_all", "name", m.name))
	case "cli_usage_one_of":
		return m.notAmong()
	}
	return m.hint(fails(m.key, "word", m.places(m.word), "got", m.got, "error", m.err))
}

// hint adds how the command is called.
func (m *misuse) hint(err error) error {
	if m.node == nil || m.node.Type != kong.CommandNode {
		return coded(exitUsage, hinted(err, "cli_usage_hint_all", "name", m.name))
	}
	return coded(exitUsage, hinted(err, "cli_usage_hint", "line", usageOf(m.say, m.node), "name", m.name, "command", commandOf(m.node)))
}

// commandOf is a command as it is typed behind the program's name.
func commandOf(node *kong.Node) string {
	if node.Parent == nil || node.Parent.Type != kong.CommandNode {
		return node.Name
	}
	return commandOf(node.Parent) + " " + node.Name
}

func commandsIn(nodes []*kong.Node) (names []string) {
	for _, n := range nodes {
		names = append(names, n.Name)
	}
	return names
}

// strange tells of a word that has no meaning where it stands.
func (m *misuse) strange() error {
	if near := m.dashed(); near != "" {
		return m.hint(fails("cli_usage_dash", "word", m.word, "near", near))
	}
	if m.key == "cli_usage_argument" {
		if len(m.node.Children) > 0 && m.node.Type == kong.CommandNode {
			f := fault.Nearest(m.word, commandsIn(m.node.Children))
			err := fails("cli_usage_group_not", "group", m.node.Name, "word", m.word, "commands", strings.Join(commandsIn(m.node.Children), ", "))
			if f != "" {
				err = fails("cli_usage_group_near", "group", m.node.Name, "word", m.word, "near", m.node.Name+" "+f)
			}
			return coded(exitUsage, err)
		}
		if err := m.misplaced(); err != nil {
			return coded(exitUsage, err)
		}
		if near := cmp.Or(m.below(), m.named()); near != "" {
			m.near = near
		}
	}
	key := m.key
	if m.near != "" {
		key = nearKeys[key]
	}
	return m.hint(fails(key, "word", m.word, "near", m.near))
}

// nearKeys are the phrases where it can be told what was meant.
var nearKeys = map[string]string{"cli_usage_argument": "cli_usage_argument_near", "cli_usage_flag": "cli_usage_flag_near"}

// dashes are what writing programs make of the hyphens of a flag.
const dashes = "-\u2010\u2011\u2012\u2013\u2014\u2212"

// dashed is the flag that was meant where its hyphens are others, or one is missing.
func (m *misuse) dashed() string {
	for _, arg := range m.args {
		bare, value, cut := strings.Cut(strings.TrimLeft(arg, dashes), "=")
		written := strings.TrimSuffix(arg, strings.TrimLeft(arg, dashes))
		if written == "" || written == "--" || len(bare) < 2 {
			continue
		}
		for _, group := range m.node.AllFlags(true) {
			for _, f := range group {
				if f.Name == bare && (strings.HasPrefix(m.word, arg) || strings.HasPrefix(arg, m.word)) {
					m.word = arg
					if cut {
						return "--" + bare + "=" + value
					}
					return "--" + bare
				}
			}
		}
	}
	return ""
}

// below is a command of a group that was typed without the group.
func (m *misuse) below() string {
	if m.word == "version" {
		return "--version"
	}
	for _, group := range m.node.Children {
		if m.node.Type != kong.CommandNode && slices.Contains(commandsIn(group.Children), m.word) {
			return group.Name + " " + m.word
		}
	}
	return ""
}

// named is the flag of what stands alone behind a command that takes it by the flag: of a number of days, or of the name of a
// campaign.
func (m *misuse) named() string {
	if m.near != "" || len(m.node.Positional) > 0 {
		return ""
	}
	flags := []string{"campaign"}
	if days := strings.Trim(m.word, "0123456789"); days == "" || days == "d" {
		flags = []string{"days"}
	}
	for _, group := range m.node.AllFlags(true) {
		for _, f := range group {
			if slices.Contains(flags, f.Name) {
				return "--" + f.Name + " " + strings.TrimSuffix(m.word, "d")
			}
		}
	}
	return ""
}

// misplaced tells of a file or a folder that no argument names, but the environment; nil if the word is neither.
func (m *misuse) misplaced() error {
	info, err := os.Stat(m.word)
	if err != nil {
		return nil
	}
	has := func(name string) bool { _, err := os.Stat(filepath.Join(m.word, name)); return err == nil }
	line := m.name + " " + commandOf(m.node)
	settings := func(variable, path string) error {
		return hinted(fails("cli_usage_argument", "word", m.word), "cli_usage_setting", "line", variable+"="+quoted(path)+" "+line)
	}
	switch base := filepath.Base(m.word); {
	case info.IsDir() && has(databaseFile):
		return settings("GIAOBAN_DATA", m.word)
	case info.IsDir() && has(configName):
		return settings("GIAOBAN_CONFIG", filepath.Join(m.word, configName))
	case base == configName:
		return settings("GIAOBAN_CONFIG", m.word)
	}
	return nil
}

// notAmong tells what a value may be: what the help says of it, which also tells what each means.
func (m *misuse) notAmong() error {
	values := slices.Clone(m.node.Positional)
	for _, group := range m.node.AllFlags(true) {
		for _, f := range group {
			values = append(values, f.Value)
		}
	}
	for _, v := range values {
		if v.ShortSummary() != m.word {
			continue
		}
		near := fault.Nearest(strings.ToLower(m.got), v.EnumSlice())
		if slices.Contains(v.EnumSlice(), strings.ToLower(m.got)) {
			near = strings.ToLower(m.got)
		}
		key := "cli_usage_one_of"
		if near != "" {
			key = "cli_usage_one_of_near"
		}
		return m.hint(fails(key, "word", m.places(m.word), "got", m.got, "near", near, "help", strings.TrimSuffix(v.Help, ".")))
	}
	return m.hint(m.err)
}

// argumentName is how the library writes one.
var argumentName = regexp.MustCompile(`<[a-z]+>`)

// argumentNames are those of the table of commands.
var argumentNames = map[string]string{
	"<file>": "cli_place_file", "<place>": "cli_place_place", "<outline>": "cli_place_outline", "<kind>": "cli_place_kind", "<dir>": "cli_place_dir", "<shell>": "cli_place_shell",
	"<campaign>": "cli_place_campaign", "<person>": "cli_place_person", "<about>": "cli_place_about",
}

// places has arguments be named in the person's language.
func (m *misuse) places(words string) string { return namedPlaces(m.say, words) }

func namedPlaces(say locale.Phrases, words string) string {
	return argumentName.ReplaceAllStringFunc(words, func(name string) string {
		if key := argumentNames[name]; key != "" {
			return "<" + say.Say(key) + ">"
		}
		return name
	})
}
