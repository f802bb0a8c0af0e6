package command

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
)

// TestTable: what is written of a command in the languages can be read, and what
// the menu shows the platform takes.
func TestTable(t *testing.T) {
	catalog, err := locale.Load(os.DirFS("../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	rooms := map[Name]chat.Room{}
	for _, r := range table {
		if to, ok := rooms[r.name]; ok && to != r.to {
			t.Errorf("%s belongs to two rooms", r.name)
		}
		rooms[r.name] = r.to
	}
	plain := regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	for _, tag := range catalog.Languages() {
		say, _ := catalog.Language(tag)
		for _, forms := range New(say).forms {
			for _, f := range forms {
				if len(f.words) > longestForm || !plain.MatchString(strings.Join(f.words, "")) {
					t.Errorf("%s: a form of %s reads %q", tag, table[f.row].name, f.words)
				}
			}
		}
		if slices.ContainsFunc(Menu(say, "", ""), func(d Described) bool { return d.Name == Models || d.Name == Awards }) || strings.Contains(Explain(say, Coordinators, ""), "/mohinh") {
			t.Errorf("%s: lists are offered where there are none", tag)
		}
		for _, d := range Menu(say, "mô hình", "đề nghị khen") {
			if !plain.MatchString(string(d.Name)) || d.Text == "" || strings.Contains(d.Text, "[") {
				t.Errorf("%s: the menu has %+v", tag, d)
			}
			if tag != "vi" && slices.ContainsFunc(table, func(r row) bool { return r.name == d.Name }) {
				t.Errorf("%s: the menu has the Vietnamese name /%s", tag, d.Name)
			}
		}
	}
	if n := len(Menu(locale.Phrases{}, "mô hình", "đề nghị khen")); n > 100 {
		t.Errorf("the menu has %d commands", n)
	}
}
