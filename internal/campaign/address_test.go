package campaign_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/campaign"
	"giaoban/internal/locale"
)

func TestFormOfAddress(t *testing.T) {
	const hint = " (for example anh/chị, {you: bà con, title: ông/bà, vocative: kính thưa bà con})"
	for _, test := range []struct {
		name, line string
		want       locale.FormOfAddress
		faults     []string
	}{
		{"none", "", locale.Comrade, nil},
		{"an empty one", "form_of_address: ''", locale.Comrade, nil},
		{"a word", "form_of_address: ' anh/chị '", locale.FormOfAddress{You: "anh/chị", Title: "anh/chị", Vocative: "thưa anh/chị"}, nil},
		{"a mapping", "form_of_address: {you: bà con, title: ông/bà, vocative: kính thưa bà con}",
			locale.FormOfAddress{You: "bà con", Title: "ông/bà", Vocative: "kính thưa bà con"}, nil},
		{"a mapping with only a title", "form_of_address: {you: quý vị, title: ông/bà}",
			locale.FormOfAddress{You: "quý vị", Title: "ông/bà", Vocative: "thưa quý vị"}, nil},
		{"no word", "form_of_address: [anh, chị]", locale.FormOfAddress{}, []string{`c.yaml:15:18: "[anh chị]" is no word by which people are addressed` + hint}},
		{"a number", "form_of_address: {you: 5}", locale.FormOfAddress{}, []string{`c.yaml:15:24: "5" is no word by which people are addressed` + hint}},
		{"no letter", "form_of_address: '-'", locale.FormOfAddress{}, []string{`c.yaml:15:18: "-" has no letter` + hint}},
		{"a placeholder", "form_of_address: '{xung_ho}'", locale.FormOfAddress{},
			[]string{`c.yaml:15:18: "{xung_ho}" has a brace, a line break or a character that is not seen`}},
		{"two lines", `form_of_address: "anh\nchị"`, locale.FormOfAddress{},
			[]string{`c.yaml:15:18: "anh\nchị" has a brace, a line break or a character that is not seen`}},
		{"writing that is turned around", `form_of_address: "anh\u202Echị"`, locale.FormOfAddress{},
			[]string{`c.yaml:15:18: "anh\u202echị" has a brace, a line break or a character that is not seen`}},
		{"a vocative as it begins a letter", "form_of_address: {you: ông/bà, vocative: Kính thưa ông/bà}",
			locale.FormOfAddress{You: "ông/bà", Title: "ông/bà", Vocative: "kính thưa ông/bà"}, nil},
		{"the longest", "form_of_address: " + strings.Repeat("ị", 40), locale.FormOfAddress{You: strings.Repeat("ị", 40), Title: strings.Repeat("ị", 40),
			Vocative: "thưa " + strings.Repeat("ị", 40)}, nil},
		{"too long", "form_of_address: {you: anh, title: " + strings.Repeat("ị", 41) + "}", locale.FormOfAddress{},
			[]string{"c.yaml:15:36: “" + strings.Repeat("ị", 41) + "” has 41 letters, at most 40 fit into a sentence"}},
		{"several at once", "form_of_address: {titel: ông/bà, vocative: ' '}", locale.FormOfAddress{}, []string{
			"c.yaml:15:18: you is missing, the word for the person spoken to" + hint,
			`c.yaml:15:26: there is no key "titel" here (did you mean "title"?)`,
			"c.yaml:15:44: the word is empty" + hint}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := campaign.Parse("c.yaml", []byte(whole+test.line+"\n"))
			got := said(t, "en", err)
			if diff := cmp.Diff(test.faults, got); diff != "" {
				t.Fatalf("faults (-want +got):\n%s", diff)
			}
			if err == nil && c.FormOfAddress != test.want {
				t.Errorf("people are addressed as %q, want %q", c.FormOfAddress, test.want)
			}
		})
	}
}
