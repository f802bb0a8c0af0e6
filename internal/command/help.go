package command

import (
	"strings"

	"giaoban/internal/locale"
)

// Described is a command with its line of the platform's menu.
type Described struct {
	Name Name
	Text string
}

// shown is how a command is called behind a slash in a language: the phrase slash_names
// says so of those that have a name of their own there.
func shown(n Name, say locale.Phrases) Name {
	for pair := range strings.SplitSeq(say.Say("slash_names"), ",") {
		if name, own, ok := strings.Cut(strings.TrimSpace(pair), " "); ok && Name(name) == n {
			return Name(own)
		}
	}
	return n
}

// Menu lists the commands for the platform, which shows them to everybody. lists says what
// the outlines' lists are of that everybody may see, restricted what the others are of; what there
// is none of is not offered.
func Menu(say locale.Phrases, lists, restricted string) []Described {
	var out []Described
	for _, r := range table {
		if r.about != "" && r.offered(lists, restricted) {
			out = append(out, Described{shown(r.name, say), say.Say(r.about, "lists", lists, "restricted", restricted)})
		}
	}
	return out
}

// titles stand above the line of the help with which a group of commands begins.
var titles = map[string]string{
	"help_progress": "help_title_progress", "help_view": "help_title_content",
	"help_accept": "help_title_operations", "help_issues": "help_title_issues",
}

// offered reports whether a campaign with such lists has something that the command shows.
func (r row) offered(lists, restricted string) bool {
	return (r.name != Models || lists != "") && (r.name != Awards || restricted != "")
}

// Explain lists the commands of one kind of people, a line for each, see Menu.
func Explain(say locale.Phrases, whom Audience, lists string) string {
	var lines []string
	for _, r := range table {
		if r.help == "" || r.whom&whom == 0 || !r.offered(lists, "") {
			continue
		}
		if title := titles[r.help]; title != "" {
			lines = append(lines, say.Say(title))
		}
		lines = append(lines, say.Say(r.help, "lists", lists))
	}
	return strings.Join(lines, "\n")
}
