package campaign

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/roster"
)

// inTwo is a campaign that speaks two languages.
const inTwo = `name: storm
title: {vi: Bão số 3, en: Storm no. 3}
short_title: Bão
language: vi
languages: [vi, en]
about: {vi: "Mời {xung_ho} trả lời.", en: "Please answer."}
called: {vi: phiếu, en: form}
form_of_address: {vi: anh/chị}
order: {issuer: {vi: UBND tỉnh, en: The county}, subject: bão}
contact: {office: {vi: Văn phòng, en: The office}, name: Nguyễn Văn A, telephone: "0912345678"}
levels:
  - {level: 1, outline: a.yaml, deadline: 2016-07-05, words: {xã: {toan_the: {vi: toàn xã, en: the commune}}}}
`

// TestSpeaking: one campaign says in each language what its file says in that.
func TestSpeaking(t *testing.T) {
	c, err := Parse("campaign.yaml", []byte(inTwo))
	if err != nil {
		t.Fatal(err)
	}
	en, fr := c.Speaking("en"), c.Speaking("fr")
	unit := roster.Unit{Level: 1, Type: "xã", Name: "A"}
	word := func(c *Campaign) string { return c.Words(unit, roster.Unit{}, false)["toan_the"] }
	for _, x := range []struct{ got, want string }{
		{c.Title, "Bão số 3"}, {en.Title, "Storm no. 3"}, {fr.Title, "Bão số 3"}, {en.ShortTitle, "Bão"}, {en.About, "Please answer."},
		{c.Called, "phiếu"}, {en.Called, "form"}, {fr.Called, ""}, {c.FormOfAddress.You, "anh/chị"}, {en.FormOfAddress.You, "đồng chí"},
		{en.Order.Issuer, "The county"}, {en.Order.Subject, "bão"}, {en.Contact.Office, "The office"}, {en.Contact.Name, "Nguyễn Văn A"},
		{word(c), "toàn xã"}, {word(en), "the commune"}, {word(fr), "toàn xã"},
	} {
		if x.got != x.want {
			t.Errorf("%q, want %q", x.got, x.want)
		}
	}
	poll := c.PollOf("hoi", "Hỏi nhanh", []int{1}, time.Date(2016, 7, 4, 12, 0, 0, 0, time.UTC)).Speaking("en")
	if poll.Title != "Hỏi nhanh" || poll.About != "" || poll.Contact.Office != "The office" || poll.Called != "" || word(poll) != "the commune" {
		t.Errorf("a poll says %+v", poll)
	}
}

// TestSpeakingFaults: what cannot be said is refused, what a language lacks is told, and the campaign goes on.
func TestSpeakingFaults(t *testing.T) {
	for _, x := range []struct{ from, to, refused, doubted string }{
		{"", "", "", `5:12: text_one_language keys="short_title, order.subject" languages="en" own="vi" first="short_title"`},
		{`{vi: Bão số 3, en: Storm no. 3}`, `{vi: Bão số 3}`, "", `campaign.yaml:2:8: text_lacks_language key="title" language="en"`},
		{`{vi: Bão số 3, en: Storm no. 3}`, `{en: Storm no. 3}`, `campaign.yaml:2:8: text_lacks_language key="title" language="vi"`, ""},
		{`{vi: Bão số 3, en: Storm no. 3}`, `{vi: Bão số 3, fr: Tempête}`, `text_other_language key="title" language="fr"`, ""},
		{`en: form}`, `en: "{form}"}`, `campaign.yaml:7`, ""},
		{`en: "Please answer."`, `en: "Please answer, {name}."`, "", `{name}`},
	} {
		c, err := Parse("campaign.yaml", []byte(strings.Replace(inTwo, x.from, x.to, 1)))
		if x.refused != "" {
			if err == nil || !strings.Contains(err.Error(), x.refused) {
				t.Errorf("%s: %v, want %q", x.to, err, x.refused)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", x.to, err)
			continue
		}
		var told []string
		for _, f := range c.Doubts(nil, []string{"en", "vi"}, time.Time{}) {
			told = append(told, f.Error())
		}
		if !strings.Contains(strings.Join(told, "\n"), x.doubted) || strings.Contains(strings.Join(told, "\n"), address) {
			t.Errorf("%s: %q, want %q", x.to, told, x.doubted)
		}
	}
}

// TestChangedInALanguage: words of any language are a change.
func TestChangedInALanguage(t *testing.T) {
	was, err := Parse("campaign.yaml", []byte(inTwo))
	if err != nil {
		t.Fatal(err)
	}
	now, err := Parse("campaign.yaml", []byte(strings.NewReplacer("Please answer.", "Answer.", "toàn xã", "cả xã").Replace(inTwo)))
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, a := range now.Changed(was) {
		told = append(told, strings.Join(a.Keys, ".")+": "+a.Was+" → "+a.Now)
	}
	if got := strings.Join(told, "; "); got != "levels.1.words.xã.toan_the: toàn xã → cả xã; about.en: Please answer. → Answer." || len(was.Changed(was)) > 0 {
		t.Errorf("changed: %s", got)
	}
}
