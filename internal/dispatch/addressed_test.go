package dispatch_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/locale"
)

// TestAnotherFormOfAddress plays every shipped chat with «anh/chị»: from the first message to
// the digest and the close all is said as it stands there, with the other word.
func TestAnotherFormOfAddress(t *testing.T) {
	inLine(t)
	form := locale.FormOfAddress{You: "anh/chị", Title: "anh/chị", Vocative: "thưa anh/chị"}
	instead := strings.NewReplacer("đồng chí", "anh/chị", "Đồng chí", "Anh/chị")
	chats := 0
	everyChat(t, "*", func(t *testing.T, script string, c *campaigns.Definition) {
		if typesComrade(script) || c.Campaign.FormOfAddress != locale.Comrade {
			return // what they said may be quoted; a form of its own is played as it is
		}
		chats++
		c.Campaign.FormOfAddress = form
		want, got := botLines(instead.Replace(script)), botLines(replayIn(t, newWorldWith(t, c), script))
		for i := range min(len(want), len(got)) {
			if cut, ok := strings.CutSuffix(want[i], "…"); ok && strings.HasPrefix(got[i], strings.TrimRight(cut, "… ")) {
				got[i] = want[i] // a shorter word leaves room for more
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("what is said with «anh/chị» (-want +got):\n%s", diff)
		}
	})
	if chats < 60 {
		t.Errorf("only %d chats were played", chats)
	}
}

// TestFormOfAddressInSeveralWords plays the life of a campaign from the first message to the
// digest, the reminders and the close where the title before a name and the vocative are other words.
func TestFormOfAddressInSeveralWords(t *testing.T) {
	inLine(t)
	var all strings.Builder
	play := func(t *testing.T, script string, c *campaigns.Definition) {
		c.Campaign.FormOfAddress = locale.FormOfAddress{You: "bà con", Title: "ông", Vocative: "kính thưa bà con"}
		c.Campaign.Contact.Name = "Nguyễn Văn A"
		for _, line := range botLines(replayIn(t, newWorldWith(t, c), script)) {
			if strings.Contains(strings.ToLower(line), "đồng chí") {
				t.Errorf("%q", line)
			}
			all.WriteString(line + "\n")
		}
	}
	for _, life := range []string{"xa-ca-bai", "hai-cap", "lich", "hoi-thuong", "nhac-han", "tra-lai", "trinh-ky", "vuong-mac", "dong-dot"} {
		everyChat(t, life, play)
	}
	play(t, "@ truong 401 coordinator\n> cảm ơn nhé\n", shippedCollection(t, "", "xa.yaml"))
	for _, want := range []string{"Kính chào bà con.", "Bà con", "ông Nguyễn Văn A", "Không có gì, kính thưa bà con."} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("nobody hears «%s»", want)
		}
	}
}

// botLines are the lines of the bot in a chat.
func botLines(chat string) []string {
	return slices.DeleteFunc(strings.Split(chat, "\n"), func(line string) bool { return !strings.HasPrefix(line, "<") })
}

// everyChat calls play with each chat of the shipped transcripts of that name, and its campaign.
func everyChat(t *testing.T, name string, play func(t *testing.T, script string, c *campaigns.Definition)) {
	t.Helper()
	paths, err := filepath.Glob(shipped + "/" + name + ".txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		departments := ""
		if i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "units.csv" }); i >= 0 {
			departments = string(archive.Files[i].Data)
		}
		for _, f := range archive.Files {
			if f.Name != "units.csv" {
				script := string(f.Data)
				t.Run(filepath.Base(path)+"/"+f.Name, func(t *testing.T) { play(t, script, collectionOf(t, script, departments)) })
			}
		}
	}
}

// typesComrade reports whether one of the people of a chat says «đồng chí».
func typesComrade(script string) bool {
	for line := range strings.Lines(script) {
		if !strings.HasPrefix(line, "<") && !strings.HasPrefix(line, "#") && strings.Contains(strings.ToLower(line), "đồng chí") {
			return true
		}
	}
	return false
}
