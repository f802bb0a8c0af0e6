package dispatch_test

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/roster"
	"giaoban/internal/store/boltkv"
)

// speaksTwo is the campaign of testdata/riverside in two languages.
func speaksTwo(t *testing.T) *world {
	t.Helper()
	c := collectionIn(t, "testdata/riverside")
	source := strings.NewReplacer(
		"title: Flood damage, November 2026", "title: {en: Flood damage, vi: Thiệt hại do lũ}",
		"language: en", "language: en\nlanguages: [en, vi]\nabout: {en: Thank you for helping., vi: 'Cảm ơn {xung_ho} đã giúp.'}\ncalled: {en: form, vi: phiếu}",
		"{you: you, title: colleague, vocative: dear colleague}", "{vi: anh/chị}",
		"office: Flood desk of Coastland", "office: {en: Flood desk, vi: Ban chống lụt}",
		"issuer: The Governor of Coastland", "issuer: {en: The Governor, vi: Thống đốc}", "kind: Circular", "kind: {en: Circular, vi: Thông tư}",
		"subject: damage by the flood", "subject: {en: damage, vi: thiệt hại}",
	).Replace(string(read(t, "testdata/riverside/campaign.yaml")))
	var err error
	if c.Campaign, err = campaign.Parse("campaign.yaml", []byte(source)); err != nil {
		t.Fatal(err)
	}
	outline := "languages: [en, vi]\n" + string(read(t, "testdata/riverside/ward.yaml"))
	c.Outlines[3] = parseOutline(t, "ward.yaml", []byte(strings.Replace(outline, "label: Households flooded,", "label: {en: Households flooded, vi: Số hộ ngập},", 1)))
	kv, err := boltkv.Open(t.TempDir()+"/test.db", boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	return openWorldAt(t, kv, time.Date(2026, 11, 27, 9, 0, 0, 0, c.Campaign.Zone), c)
}

// TestCampaignOfTwoLanguages: what a campaign says of itself, and what it says unasked, comes to each in their language.
func TestCampaignOfTwoLanguages(t *testing.T) {
	w := speaksTwo(t)
	for who, unit := range map[string]string{"ann": "W1", "bob": "W2"} {
		w.joins(who, unit, roster.Officer)
	}
	w.joins("head", "D1", roster.Coordinator)
	w.joins("other", "D1", roster.Coordinator)
	w.types("bob", "/ngonngu vi")
	w.types("head", "/ngonngu vi")
	for _, turn := range []struct{ who, typed, want string }{
		{"ann", "who are you?", "Flood desk"}, {"ann", "who are you?", "The Governor asks for the form by Circular"},
		{"bob", "bạn là ai", "Ban chống lụt"}, {"bob", "bạn là ai", "Thống đốc yêu cầu nộp phiếu theo Thông tư"},
		{"head", "trợ giúp", "Ban chống lụt"}, {"other", "help", "read a form"}, {"head", "trợ giúp", "tình hình nộp phiếu"},
	} {
		said := ""
		for _, c := range w.types(turn.who, turn.typed) {
			said += "\n" + c.Text
		}
		if !strings.Contains(said, turn.want) {
			t.Errorf("%s types %q, and nobody says %q:%s", turn.who, turn.typed, turn.want, said)
		}
	}
	for _, answer := range []string{"start", "0", "40", "24 November", "yes", "roads", "tents", "submit", "yes"} {
		w.types("ann", answer)
	}
	before := map[string]int{"bob": len(w.said[person("bob")]), "head": len(w.said[person("head")]), "other": len(w.said[person("other")])}
	w.goes(w.now.AddDate(0, 0, 6))
	for who, wants := range map[string][]string{
		"bob": {"phiếu của Mill Lane", "anh/chị"}, "head": {"Tình hình nộp phiếu", "Số hộ ngập: 40"}, "other": {"Forms of Riverside", "Households flooded: 40"},
	} {
		said := ""
		for _, m := range w.said[person(who)][before[who]:] {
			said += "\n" + m.Content.Text
		}
		for _, want := range wants {
			if !strings.Contains(said, want) {
				t.Errorf("%s does not read %q:%s", who, want, said)
			}
		}
		if strings.Contains(said, "báo cáo") || strings.Contains(strings.ToLower(said), "report") {
			t.Errorf("%s reads of reports:%s", who, said)
		}
		if who == "other" && vietnamese.MatchString(said) {
			t.Errorf("%s reads Vietnamese:%s", who, said)
		}
	}
}
