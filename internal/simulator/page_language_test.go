package simulator

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestPageLanguage: the page speaks the language of the options, else the browser's, else English.
func TestPageLanguage(t *testing.T) {
	for _, c := range []struct{ set, browser, want string }{
		{"", "", "en"}, {"", "vi-VN,vi;q=0.9,en;q=0.8", "vi"}, {"", "en-GB,vi;q=0.5", "en"}, {"", "fr", "en"}, {"", "fr, vi;q=0.3", "vi"},
		{"", "\x00;q=,", "en"}, {"en", "vi", "en"}, {"vi", "en", "vi"},
	} {
		s := New(Options{Language: c.set})
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept-Language", c.browser)
		rec := httptest.NewRecorder()
		s.Handler().ServeHTTP(rec, r)
		if !strings.Contains(rec.Body.String(), `<html lang="`+c.want+`">`) || rec.Header().Get("Vary") != "Accept-Language" {
			t.Errorf("options %q, browser %q: want %s: %v, %.80s", c.set, c.browser, c.want, rec.Header(), rec.Body)
		}
		s.Close()
	}
}

// TestWhoHasNoName: bots, users and their phones are of the language of the options.
func TestWhoHasNoName(t *testing.T) {
	for language, want := range map[string]string{"": "Bot thử thu_123456789_bot Người dùng 1 vi", "vi": "Bot thử thu_123456789_bot Người dùng 1 vi", "en": "Test bot test_123456789_bot User 1 en"} {
		s := New(Options{Language: language})
		b, err := s.botOf("123456789:" + strings.Repeat("A", 35))
		if err != nil {
			t.Fatal(err)
		}
		u := s.User(Person{})
		if got := strings.Join([]string{b.account.FirstName, b.account.Username, u.account.FirstName, u.account.LanguageCode}, " "); got != want {
			t.Errorf("%q: %s, want %s", language, got, want)
		}
		s.Close()
	}
}

// TestWordsOfThePage: both tables have the same words, all that the page names are there, and no other place of the page has words.
func TestWordsOfThePage(t *testing.T) {
	part := func(name string) string {
		content, err := pageFiles.ReadFile("page/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	found := func(pattern, text string) (all []string) {
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
			all = append(all, m[1])
		}
		slices.Sort(all)
		return all
	}
	page, script, words := part("page.html"), part("page.js"), part("words.js")
	_, tables, _ := strings.Cut(words, "\n  vi: {")
	vi, en, _ := strings.Cut(tables, "\n  en: {")
	en, _, _ = strings.Cut(en, "\n  },\n};")
	const key = `(?m)(?:^    |, )([a-z][A-Za-z]*): ["(\[]`
	keys := found(key, vi)
	if len(keys) < 40 || !slices.Equal(keys, found(key, en)) {
		t.Errorf("vi has %v\nen has %v", keys, found(key, en))
	}
	for _, name := range append(found(`data-(?:word|label|title|hint)="(\w+)"`, page), found(`[^.]\bsay\.(\w+)`, script)...) {
		if !slices.Contains(keys, name) {
			t.Errorf("the page says %q, and no table has it", name)
		}
	}
	if text := found(`>\s*([^<>\s][^<>]*)<`, page); !slices.Equal(text, []string{"--:--", "Giao Ban", "Giao Ban"}) {
		t.Errorf("page.html has words of its own: %q", text)
	}
	if letters := regexp.MustCompile(`[ạ-ỹ]`).FindString(strings.NewReplacer(`/^(đồng chí|đ\/c|ông|bà)\s+/i`, "", "/vị trí|location/i", "").Replace(script)); letters != "" {
		t.Errorf("page.js has a Vietnamese word of its own, with %s", letters)
	}
	if letters := regexp.MustCompile(`[ạ-ỹđ]`).FindString(en); letters != "" {
		t.Errorf("the English table has %s", letters)
	}
}
