package command_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/command"
	"giaoban/internal/roster"
)

// somewhere has the units that README's sentences name.
const somewhere = "code,parent_code,level,type,name\n1,,1,county,Coastland\n401,1,2,district,Nga Sơn\n2,401,3,ward,Oak Hill\n3,401,3,xã,Nga An\n"

// everybody is all kinds of people at once.
const everybody = command.Anybody | command.Officers | command.Reporters | command.Proxies | command.Coordinators | command.Viewers | command.Admins

// anyFigure takes all words for a figure.
type anyFigure struct{}

func (anyFigure) Named(string) int  { return 3 }
func (anyFigure) Lists(string) bool { return false }

// reads tells whether a line is a command in a language, for somebody of these kinds.
func reads(t *testing.T, language string) func(line string, may command.Audience) bool {
	t.Helper()
	units, err := roster.ParseUnits(strings.NewReader(somewhere), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	r, lists := readerOf(t, language), listsOf(t, units, language)
	return func(line string, may command.Audience) bool {
		who := command.Sender{May: may, Units: units, Figures: anyFigure{}, Lists: lists, Now: time.Date(2016, 7, 4, 8, 0, 0, 0, time.UTC)}
		c, ok := r.Parse(line, who)
		return ok && c.Name != command.Unknown && c.Others == 0
	}
}

// quotedWords are what a document says that one types; noCommand are those that are no command of the chat.
var (
	quotedWords  = regexp.MustCompile("`(/[^`]+)`|“([^”]+)”|«([^»]+)»")
	slashed      = regexp.MustCompile("`(/[a-z]+)(?: [^`]*)?`")
	noCommand    = []string{"/newbot", "/mybots", "/healthz", "/readyz", "/metrics", "/config", "/start"}
	typedInFound = []string{"all but 3, 5", "2: 25"} // while what was found in a file is shown
)

// TestReadmeTables: what README's tables say that officers and coordinators type is a command, in English in the first column and in
// Vietnamese in the second.
func TestReadmeTables(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	languages := []func(string, command.Audience) bool{reads(t, "en"), reads(t, "vi")}
	rows := 0
	for _, table := range []struct {
		head string
		may  command.Audience
	}{{"| an officer types | in Vietnamese | |\n", officer}, {"| a coordinator types | in Vietnamese | |\n", head}} {
		_, rest, ok := strings.Cut(string(readme), table.head)
		if !ok {
			t.Fatalf("README has no table that begins %q", table.head)
		}
		body, _, _ := strings.Cut(rest, "\n\n")
		for _, row := range strings.Split(body, "\n")[1:] {
			cells := strings.Split(row, " | ")
			rows++
			for column, reads := range languages {
				for _, m := range quotedWords.FindAllStringSubmatch(cells[column], -1) {
					line := strings.ReplaceAll(m[1]+m[2]+m[3], "…", "we come tomorrow")
					if !slices.Contains(typedInFound, line) && !reads(line, table.may) {
						t.Errorf("README says that one types %q, and it is no command in language %d of the table: %s", line, column, row)
					}
				}
			}
		}
	}
	if rows < 30 {
		t.Errorf("README's tables have %d rows", rows)
	}
}

// TestDocumentedCommands: each command behind a slash that a document names is one, in a language of the program.
func TestDocumentedCommands(t *testing.T) {
	languages := []func(string, command.Audience) bool{reads(t, "en"), reads(t, "vi")}
	known := func(name string) bool {
		return slices.Contains(noCommand, name) || slices.ContainsFunc(languages, func(reads func(string, command.Audience) bool) bool {
			return reads(name, everybody) || reads(name+" 12", everybody) || reads(name+" 12 x", everybody) // some want a number, and words
		})
	}
	files, err := filepath.Glob("../../docs/*/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	names := map[string]string{} // with a document of each
	for _, file := range append(files, "../../README.md", "../../README.vi.md", "../../CHANGELOG.md") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range slashed.FindAllStringSubmatch(string(text), -1) {
			names[m[1]] = file
		}
	}
	for name, file := range names {
		if !known(name) {
			t.Errorf("%s names %s, which is no command", file, name)
		}
	}
	if len(names) < 40 {
		t.Errorf("%d commands found in the documents", len(names))
	}
}
