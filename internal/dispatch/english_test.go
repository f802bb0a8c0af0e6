package dispatch_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"giaoban/internal/roster"
	"giaoban/internal/store/boltkv"
)

// vietnamese is a letter that English has none like.
var vietnamese = regexp.MustCompile(`[\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{1b0}\x{1ea0}-\x{1ef9}]`)

// englishWorld is a campaign of another country, in English.
func englishWorld(t *testing.T) *world {
	t.Helper()
	kv, err := boltkv.Open(t.TempDir()+"/test.db", boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	c := collectionIn(t, "testdata/riverside")
	return openWorldAt(t, kv, time.Date(2026, 11, 27, 9, 0, 0, 0, c.Campaign.Zone), c)
}

// TestEnglishLife: a campaign in English goes from the invitation to the export, its
// officers and coordinators type English, and nobody reads a Vietnamese word.
func TestEnglishLife(t *testing.T) {
	w := englishWorld(t)
	says := func(who, typed string, want ...string) {
		t.Helper()
		said := ""
		for _, c := range w.types(who, typed) {
			said += "\n" + c.Text
		}
		for _, part := range want {
			if !strings.Contains(said, part) {
				t.Errorf("%s types %q, and nobody says %q:%s", who, typed, part, said)
			}
		}
	}
	says("stranger", "hello", "code")
	w.joins("head", "D1", roster.Coordinator)
	w.joins("ann", "W1", roster.Officer)
	says("ann", "start", "How many people died?")
	says("ann", "Nov 24", "needs a number")
	says("ann", "two", "2 people", "households")
	says("ann", "1.250", "1.25", "1,250")
	says("ann", "1,250", "1,250 households", "On what day")
	says("ann", "11/24", "24 November 2026")
	says("ann", "24 November", "24 November 2026", "shelter")
	says("ann", "maybe", "“Yes” or “No”")
	says("ann", "not yet", "No", "hardest")
	says("ann", "back", "shelter")
	says("ann", "yes", "hardest")
	says("ann", "water", "Water supply", "need most")
	says("ann", "Clean water and tents for the school hall", "")
	says("ann", "fix A2", "households")
	says("ann", "about one thousand three hundred", "about 1,300 households")
	says("ann", "progress", "6/6")
	says("ann", "/telephone 12", "Not kept")
	says("ann", "/telephone +254 722 123 456", "+254722123456")
	says("ann", "my phone number is 00254 722 123 457", "+254722123457")
	says("ann", "change my phone number to 0722 123 456", "0722123456")
	says("ann", "submit", "")
	says("ann", "yes", "")
	says("head", "who has not submitted?", "Mill Lane", "Harbour")
	says("head", "status", "1/3", "Households flooded: 1,300")
	says("head", "status of Oak Hill", "Oak Hill")
	says("head", "when is Harbour due?", "1 December 2026")
	says("head", "how many households flooded?", "1,300")
	says("head", "help", "/missing", "/remind")
	says("head", "remind Harbour", "Harbour")
	says("head", "cancel", "")
	says("head", "accept Oak Hill", "Oak Hill")
	says("head", "yes", "")
	says("head", "export excel", "")
	w.joins("bob", "W2", roster.Officer)
	says("bob", "help", "“skip”", "“later”")
	w.goes(w.now.AddDate(0, 0, 6))
	digests := 0
	for who, messages := range w.said {
		for _, m := range messages {
			shown := m.Content.Text
			for _, row := range m.Content.Choices {
				for _, c := range row {
					shown += "\n" + c.Label
				}
			}
			if m.Content.File != nil {
				shown += "\n" + m.Content.File.Name
			}
			if m.Content.File != nil && strings.HasPrefix(m.Content.File.Type, "text/") {
				shown += "\n" + string(m.Content.File.Data)
			}
			if strings.Contains(shown, "Mill Lane") && who == person("head") {
				digests++
			}
			if at := vietnamese.FindStringIndex(shown); at != nil {
				t.Errorf("%s reads Vietnamese: …%s", who.ID, shown[max(0, at[0]-60):min(len(shown), at[1]+60)])
			}
			for _, word := range []string{"/tinhhinh", "/chuanop", "/nhac", "/xem", "/lich", "tong-hop", "bao-cao", "chua-nop", " 1 parts", " 1 reports", " 1 questions", " 1 units", "[hint"} {
				if strings.Contains(shown, word) {
					t.Errorf("%s reads %q: %s", who.ID, word, shown)
				}
			}
		}
	}
	if digests == 0 {
		t.Error("the head heard of nothing")
	}
}

// TestLanguageOfAPerson: a campaign of two languages speaks to each in their own, and reads
// them so.
func TestLanguageOfAPerson(t *testing.T) {
	c := collectionIn(t, "testdata/riverside")
	source := "languages: [en, vi]\n" + string(read(t, "testdata/riverside/ward.yaml"))
	source = strings.NewReplacer("label: How many people died?", `label: {en: How many people died?, vi: Bao nhiêu người chết?}`, "unit: people", "unit: {en: people, vi: người}").Replace(source)
	c.Campaign.Languages = []string{"en", "vi"}
	c.Outlines[3] = parseOutline(t, "ward.yaml", []byte(source))
	kv, err := boltkv.Open(t.TempDir()+"/test.db", boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	w := openWorldAt(t, kv, time.Date(2026, 11, 27, 9, 0, 0, 0, c.Campaign.Zone), c)
	for _, turn := range []struct{ who, typed, want string }{
		{"ann", "hello", "Tiếng Việt: gõ /ngonngu"},
		{"", "", ""},
		{"ann", "/language", "You are using English"},
		{"ann", "/language vi", "Từ nay"},
		{"ann", "bắt đầu", "Bao nhiêu người chết?"},
		{"ann", "một nghìn hai trăm", "1.200 người"},
		{"ann", "sửa A1", "1.200 người"},
		{"ann", "1.250", "1.250 người"},
		{"head", "view Oak Hill part 1", "How many people died?"},
		{"head", "/ngonngu tiếng việt", "Từ nay"},
		{"head", "xem Oak Hill phần 1", "Bao nhiêu người chết?"},
		{"ann", "/ngonngu english", "From now on"},
		{"ann", "fix A1", "1,250 people"},
	} {
		if turn.who == "" {
			w.joins("ann", "W1", roster.Officer)
			w.joins("head", "D1", roster.Coordinator)
			continue
		}
		said := ""
		for _, c := range w.types(turn.who, turn.typed) {
			said += "\n" + c.Text
		}
		if !strings.Contains(said, turn.want) {
			t.Errorf("%s types %q, and nobody says %q:%s", turn.who, turn.typed, turn.want, said)
		}
	}
}
