package locale

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/unicode/norm"
)

var folder = filepath.Join("..", "..", "locales")

// A phrase is what a file says for one key, as it stands there.
type phrase struct{ One, Other string }

func (p phrase) counted() bool { return p.One != "" }

func (p phrase) placeholders() []string {
	return placeholders(&i18n.Message{One: p.One, Other: p.Other})
}

// UnmarshalTOML reads a plain string as well as a table of forms.
func (p *phrase) UnmarshalTOML(value any) error {
	switch v := value.(type) {
	case string:
		p.Other = v
	case map[string]any:
		p.One, _ = v["one"].(string)
		p.Other, _ = v["other"].(string)
	}
	return nil
}

// shipped reads the files of locales/ without the help of Load.
func shipped(t *testing.T) map[string]map[string]phrase {
	t.Helper()
	all := map[string]map[string]phrase{}
	for _, tag := range []string{"en", "vi"} {
		byKey := map[string]phrase{}
		for _, file := range []string{"active.", "faults.", "forms.", "cli."} {
			if _, err := toml.DecodeFile(filepath.Join(folder, file+tag+".toml"), &byKey); err != nil {
				t.Fatal(err)
			}
		}
		all[tag] = byKey
	}
	return all
}

// TestShipped says every phrase of every language once for each number.
func TestShipped(t *testing.T) {
	catalog, err := Load(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	if got := catalog.Languages(); !slices.Equal(got, []string{"en", "vi"}) {
		t.Fatalf("languages %v, want en and vi", got)
	}
	for tag, byKey := range shipped(t) {
		say, ok := catalog.Language(tag)
		if !ok || say.Tag() != tag || len(say.Keys()) != len(byKey) {
			t.Errorf("%s: loaded %d phrases as %q, the file has %d", tag, len(say.Keys()), say.Tag(), len(byKey))
		}
		for key, m := range byKey {
			if !say.Has(key) {
				t.Errorf("%s lacks %q", tag, key)
			}
			checkPhrase(t, say, key, m)
		}
	}
}

func checkPhrase(t *testing.T, say Phrases, key string, m phrase) {
	t.Helper()
	var pairs []any
	for _, name := range m.placeholders() {
		if name != "n" || !m.counted() {
			pairs = append(pairs, name, "⟨"+name+"⟩")
		}
	}
	said := []string{}
	if !m.counted() {
		said = append(said, say.Say(key, pairs...))
	} else {
		for _, n := range []int{0, 1, 2, 10} {
			said = append(said, say.Count(key, n, pairs...))
		}
	}
	for _, text := range said {
		switch {
		case text == "["+key+"]" || text == "":
			t.Errorf("%s: %q cannot be said", say.Tag(), key)
		case strings.ContainsAny(text, "{}"):
			t.Errorf("%s: %q has raw braces: %s", say.Tag(), key, text)
		case strings.Contains(text, "  ") || strings.TrimRight(text, " \n") != text:
			t.Errorf("%s: %q has spaces to spare: %q", say.Tag(), key, text)
		case !norm.NFC.IsNormalString(text):
			t.Errorf("%s: %q is not NFC: %s", say.Tag(), key, text)
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if !strings.Contains(said[0], pairs[i+1].(string)) {
			t.Errorf("%s: %q: the form for 0 leaves out {{.%s}}", say.Tag(), key, pairs[i])
		}
	}
}
