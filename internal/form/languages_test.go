package form_test

import (
	"strings"
	"testing"

	"giaoban/internal/form"
)

// inTwo is an outline in two languages; some of its words are the same in both.
const inTwo = `languages: [en, vi]
title: {en: Storm, vi: Bão}
sections:
  - code: A
    title: {en: Damage, vi: Thiệt hại}
    questions:
      - {code: A1, name: houses, type: integer, label: {en: "How many houses?", vi: "Bao nhiêu nhà?"}, unit: {en: houses, vi: nhà}, called: {en: [homes], vi: [nhà cửa]}}
      - {code: A2, name: road, type: select_one, label: OK?, choices: [{name: open, label: {en: Open, vi: Thông}}, {name: shut, label: {en: Shut, vi: Tắc}}]}
`

// TestLanguages: one outline speaks each of its languages, and is one.
func TestLanguages(t *testing.T) {
	o, err := form.Parse("t.yaml", []byte(inTwo))
	if err != nil {
		t.Fatal(err)
	}
	vi, en := o.In("vi"), o.In("en")
	if en != o || o.In("fr") != o || vi.In("en") != o || vi.Hash != o.Hash {
		t.Error("another language is not the same outline")
	}
	for _, c := range []struct{ got, want string }{
		{o.Title, "Storm"}, {vi.Title, "Bão"}, {vi.ByCode["A1"].Label, "Bao nhiêu nhà?"}, {vi.ByCode["A1"].Unit, "nhà"}, {vi.ByCode["A1"].Called[0], "nhà cửa"},
		{en.ByCode["A2"].Choices[1].Label, "Shut"}, {vi.ByCode["A2"].Choices[1].Label, "Tắc"}, {vi.ByCode["A2"].Label, "OK?"}, {en.Sections[0].Title, "Damage"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// TestLanguagesFaults: what a language lacks is told where it stands.
func TestLanguagesFaults(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{`{en: Storm, vi: Bão}`, `{en: Storm}`, `t.yaml:2:8: title lacks the language "vi"`},
		{`{en: Damage, vi: Thiệt hại}`, `{en: Damage, vi: Thiệt hại, fr: Dégâts}`, `title has the language "fr", which languages does not list`},
		{`{en: Open, vi: Thông}`, `{en: Open, vi: ""}`, `label lacks the language "vi"`},
	} {
		lines, taken := said(t, "en", strings.Replace(inTwo, c.from, c.to, 1))
		if taken || !strings.Contains(strings.Join(lines, "\n"), c.want) {
			t.Errorf("%s: %q", c.to, lines)
		}
	}
}
