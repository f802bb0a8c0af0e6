package main

import (
	"cmp"
	"maps"
	"slices"

	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/viet"
)

// mostReworded is how many changed words are told, longestWords how many letters of each.
const (
	mostReworded = 12
	longestWords = 80
)

// doubt notes what an edit of an outline does to answers and its author will not have meant: words that changed places, and
// questions that lost their answers because they are called otherwise.
func (i *impact) doubt(from, to *form.Outline) {
	told := map[string]bool{}
	for _, r := range form.Reworded(from, to) {
		key := "cli_impact_swapped_choices"
		one := r.Name + "/" + r.Choice
		other := r.Name + "/" + r.With
		if r.Choice == "" {
			key, one, other = "cli_impact_swapped", r.Name, r.With
		}
		if r.With == "" || told[other] {
			continue
		}
		told[one] = true
		i.Doubts = append(i.Doubts, locale.Later(key, "code", r.Code, "one", cmp.Or(r.Choice, r.Name), "other", r.With, "was", shortWords(r.Was), "now", shortWords(r.Now)))
	}
	renamed := form.Renamed(from, to)
	for _, name := range slices.Sorted(maps.Keys(renamed)) {
		i.Doubts = append(i.Doubts, locale.Later("cli_impact_renamed", "code", renamed[name].Code, "was", name, "now", renamed[name].Name))
	}
}

func shortWords(s string) string { return viet.Shorten(viet.Line(s), longestWords) }

// rewordings tell which words of an outline are others, and which questions are new.
func rewordings(file string, from, to *form.Outline) (lines []locale.Phrase) {
	all := form.Reworded(from, to)
	for _, r := range all[:min(len(all), mostReworded)] {
		key := "cli_reload_label"
		if r.Choice != "" {
			key = "cli_reload_choice"
		}
		lines = append(lines, locale.Later(key, "file", file, "code", r.Code, "choice", r.Choice, "was", shortWords(r.Was), "now", shortWords(r.Now)))
	}
	if n := len(all) - mostReworded; n > 0 {
		lines = append(lines, locale.Later("cli_reload_labels_more", "file", file, "n", n))
	}
	added := form.Added(from, to)
	for _, q := range added[:min(len(added), mostReworded)] {
		lines = append(lines, locale.Later("cli_reload_question", "file", file, "code", q.Code, "label", shortWords(q.Label)))
	}
	if n := len(added) - mostReworded; n > 0 {
		lines = append(lines, locale.Later("cli_reload_questions_more", "file", file, "n", n))
	}
	return lines
}
