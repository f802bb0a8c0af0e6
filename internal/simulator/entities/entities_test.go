package entities

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestRead(t *testing.T) {
	tests := []struct {
		name, in, mode string
		text           string
		entities       []Entity
	}{
		{"plain", " a <b> ", "", "a <b>", nil},
		{"html", "<b>Hạn</b>: <i>5/7</i>", "HTML", "Hạn: 5/7", []Entity{{Type: "bold", Length: 3}, {Type: "italic", Offset: 5, Length: 3}}},
		{"nested", "<b>a<i>b</i></b>", "html", "ab", []Entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 1}}},
		{"references", "&lt;&amp;&gt;&quot;&#7879;&copy;", "HTML", `<&>"ệ&copy;`, nil},
		{"link", `<a href="https://a.vn/?x=1&amp;y=2">ở đây</a>`, "HTML", "ở đây", []Entity{{Type: "text_link", Length: 5, URL: "https://a.vn/?x=1&y=2"}}},
		{"code", `<pre><code class="language-go">x</code></pre>`, "HTML", "x", []Entity{{Type: "pre", Length: 1, Language: "go"}}},
		{"utf-16", "<u>😀</u> /xem", "HTML", "😀 /xem", []Entity{{Type: "underline", Length: 2}, {Type: "bot_command", Offset: 3, Length: 4}}},
		{"found", "/nop@giao_ban_bot, xem https://a.vn. @hoa_le #bầu_cử", "", "/nop@giao_ban_bot, xem https://a.vn. @hoa_le #bầu_cử", []Entity{
			{Type: "bot_command", Length: 17}, {Type: "url", Offset: 23, Length: 12}, {Type: "mention", Offset: 37, Length: 7},
			{Type: "hashtag", Offset: 45, Length: 7}}},
		{"no command", "5/7/2016 a/b /báocáo", "", "5/7/2016 a/b /báocáo", nil},
		{"trimmed", "\n<b> a </b>\n", "HTML", "a", []Entity{{Type: "bold", Length: 1}}},
		{"markdown", "*đậm* _nghiêng_ [x](https://a.vn) `c` 1\\.5", "MarkdownV2", "đậm nghiêng x c 1.5", []Entity{{Type: "bold", Length: 3},
			{Type: "italic", Offset: 4, Length: 7}, {Type: "text_link", Offset: 12, Length: 1, URL: "https://a.vn"}, {Type: "code", Offset: 14, Length: 1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, entities, err := Read(tt.in, tt.mode, "")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.text, text); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.entities, entities); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBadFormatting(t *testing.T) {
	tests := []struct{ in, mode, words string }{
		{"a <x>b", "HTML", `Unsupported start tag "x" at byte offset 2`},
		{"a <b", "HTML", "Unclosed start tag at byte offset 2"},
		{"a</b>", "HTML", "Unexpected end tag at byte offset 1"},
		{"<b>a</i>", "HTML", `Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`},
		{"<b><i>a", "HTML", `Can't find end tag corresponding to start tag "i"`},
		{"1.5", "MarkdownV2", `Character '.' is reserved and must be escaped with the preceding '\'`},
		{"*a", "MarkdownV2", "Can't find end of Bold entity at byte offset 0"},
	}
	for _, tt := range tests {
		_, _, err := Read(tt.in, tt.mode, "")
		if err == nil || err.Error() != "can't parse entities: "+tt.words {
			t.Errorf("%q: %v", tt.in, err)
		}
	}
}

// TestEntitiesStayInside checks that no text, however odd, yields an entity outside of it or makes the parsers stumble.
func TestEntitiesStayInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.StringMatching(`([a-zệ😀 /@#.\n<>&;*_\[\]()]|<b>|</b>|<a href="x">|</a>|/nop|https://)*`).Draw(t, "in")
		mode := rapid.SampledFrom([]string{"", "HTML", "MarkdownV2"}).Draw(t, "mode")
		text, entities, err := Read(in, mode, "")
		if err != nil {
			return
		}
		for _, e := range entities {
			if e.Length <= 0 || e.Offset < 0 || e.Offset+e.Length > Units(text) {
				t.Fatalf("%+v is not inside %q", e, text)
			}
		}
	})
}
