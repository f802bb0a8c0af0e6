package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// quotedInDocs are the phrases that pages of docs quote as what the program prints, in Vietnamese and, where there is a page, in English.
var quotedInDocs = []struct {
	vi, en string
	keys   []string
}{
	{"chuyen-may", "moving", []string{"cli_idle_on", "cli_backup_restore", "cli_restore_done", "cli_err_archive"}},
	{"ket-thuc-dot", "campaign-end", []string{"cli_purge_not_named"}},
	{"nang-cap", "upgrading", []string{"cli_err_newer"}},
	{"doi-don-vi", "units-change", []string{"move_done_before"}},
	{"su-co", "", []string{"cli_idle_on", "cli_err_no_database", "cli_err_locked", "cli_err_unauthorized", "cli_token_compare", "cli_err_no_token"}},
	{"", "windows", []string{"path_quoted"}},
}

// placeholder is what is filled in, of which a page has an example.
var placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)

// TestDocsQuoteWhatIsPrinted: a page has the beginning of each phrase that it quotes, as far as that has no placeholder.
func TestDocsQuoteWhatIsPrinted(t *testing.T) {
	for _, q := range quotedInDocs {
		for language, page := range map[string]string{"vi": q.vi, "en": q.en} {
			if page == "" {
				continue
			}
			content, err := os.ReadFile("../docs/" + language + "/" + page + ".md")
			if err != nil {
				t.Fatal(err)
			}
			text, say := strings.Join(strings.Fields(string(content)), " "), phrasesOf(language)
			for _, key := range q.keys {
				if !say.Has(key) {
					t.Errorf("there is no phrase %s", key)
				}
				longest := ""
				for _, part := range placeholder.Split(written(t, language, key), -1) {
					if part = strings.Trim(part, " ,:;[]()"); len(part) > len(longest) {
						longest = part
					}
				}
				if begin, _, _ := strings.Cut(longest, ": "); !strings.Contains(text, begin) {
					t.Errorf("docs/%s/%s.md quotes %s and has not %q", language, page, key, begin)
				}
			}
		}
	}
}

// written is a phrase as it stands in its file.
func written(t *testing.T, language, key string) string {
	t.Helper()
	for _, file := range []string{"cli", "faults", "active"} {
		content, err := os.ReadFile("../locales/" + file + "." + language + ".toml")
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(content)) {
			if rest, ok := strings.CutPrefix(line, key+" = "); ok {
				return strings.Trim(strings.TrimSpace(rest), `'"`)
			}
		}
	}
	t.Fatalf("no file has %s", key)
	return ""
}
