package main

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/locale"
)

// goodToken has the shape of a token.
const goodToken = "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

func TestEverySettingHasItsRowInTheReadme(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if os.IsNotExist(err) {
		t.Skip("there is no README yet")
	} else if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for line := range strings.Lines(string(readme)) {
		cells := strings.Split(line, "|")
		if len(cells) < 5 { // | name | default | meaning |
			continue
		}
		if name := strings.TrimSpace(cells[1]); strings.HasPrefix(name, "`") {
			rows[strings.Trim(name, "`")] = strings.Trim(strings.TrimSpace(cells[2]), "`")
		}
	}
	for _, s := range settings() {
		def, ok := rows[s.Name]
		switch {
		case !ok:
			t.Errorf("README has no row for the setting: | `%s` | `%s` | %s |", s.Name, s.Default, s.Meaning)
		case def != s.Default:
			t.Errorf("README says that %s is %q by default; it is %q", s.Name, def, s.Default)
		}
	}
	for name := range rows {
		known := slices.ContainsFunc(settings(), func(s setting) bool { return s.Name == name })
		if strings.ToUpper(name) == name && strings.Contains(name, "_") && !known {
			t.Errorf("README has a row for %s, which is no setting", name)
		}
	}
}

func TestTheTableNamesTheSettingsThatAreRead(t *testing.T) {
	var read, named []string
	config := reflect.TypeFor[Config]()
	for i := range config.NumField() {
		tag := config.Field(i).Tag
		for _, name := range []string{tag.Get("env"), tag.Get("yaml")} {
			if name != "" && name != "-" {
				read = append(read, name)
			}
		}
	}
	for _, s := range settings() {
		named = append(named, s.Name)
	}
	slices.Sort(read)
	slices.Sort(named)
	if diff := cmp.Diff(read, named); diff != "" {
		t.Errorf("read, and named in the table:\n%s", diff)
	}
	for _, key := range keys() {
		if !strings.Contains(starterConfig, "\n"+key+":") && !strings.Contains(starterConfig, "\n# "+key+":") {
			t.Errorf("the file that init writes does not show %s", key)
		}
	}
}

func TestDefaultsAreEnough(t *testing.T) {
	t.Chdir(t.TempDir())
	c, err := loadConfig(map[string]string{"TELEGRAM_BOT_TOKEN": goodToken, "TELEGRAM_API_URL": ""}, true)
	want := defaults()
	want.Token, want.File = goodToken, ""
	if diff := cmp.Diff(want, c); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	if _, err := c.bundle(""); err != nil {
		t.Errorf("the shipped campaign: %v", err)
	}
}

// write makes the configuration and what it names.
func write(t *testing.T, config string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, content := range map[string]string{
		"giaoban.yaml": config, "units.csv": "code,parent_code,level,type,name\n", "campaign/campaign.yaml": "",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestTheFileGoesOverTheDefaultsAndTheEnvironmentOverTheFile(t *testing.T) {
	dir := write(t, `units: units.csv
conversations: campaign
time_zone: Asia/Bangkok
bot_name: "@thanhhoa_bot"
listen: :8080
digests: ["06:30"]
deadlines: {3: 2016-07-10}
form_of_address: {you: bà con, title: ông/bà}
max_file_mb: 5
messages_per_second: 0
messages_per_second_to_one: 2.5
`)
	file := filepath.Join(dir, "giaoban.yaml")
	c, err := loadConfig(map[string]string{"GIAOBAN_CONFIG": file, "GIAOBAN_LISTEN": "127.0.0.1:9"}, false)
	want := Config{
		File: file, Units: filepath.Join(dir, "units.csv"), Conversations: filepath.Join(dir, "campaign"),
		TimeZone: "Asia/Bangkok", BotName: "thanhhoa_bot", Listen: "127.0.0.1:9", Digests: []string{"06:30"},
		Deadlines: map[int]string{3: "2016-07-10"}, FormOfAddress: map[string]any{"you": "bà con", "title": "ông/bà"},
		APIURL: "https://api.telegram.org", Data: "data", MaxFileMB: 5, ChatRate: 2.5,
		BackupAt: "02:00", BackupKeep: 14,
	}
	if diff := cmp.Diff(want, c); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestAllWrongSettingsAreToldAtOnce(t *testing.T) {
	dir := write(t, `units: nowhere.csv
conversations: elsewhere
time_zone: Asia/Hanoi
bot_name: Xã Nga An
digest: ["07:30"]
digests: ["7h30"]
deadlines: {3: 5/7/2016}
listen: 8080
form_of_address: {title: "{ten}"}
`)
	_, err := loadConfig(map[string]string{
		"GIAOBAN_CONFIG": filepath.Join(dir, "giaoban.yaml"), "TELEGRAM_BOT_TOKEN": "123:secret",
		"TELEGRAM_API_URL": "api.telegram.org", "GIAOBAN_DATA": filepath.Join(dir, "units.csv"),
	}, true)
	if err == nil {
		t.Fatal("nothing is wrong")
	}
	for _, want := range []string{
		"nowhere.csv", "elsewhere", "Asia/Hanoi", "Xã Nga An", `giaoban.yaml:5:1: there is no key "digest"`, "7h30", "5/7/2016",
		"giaoban.yaml: form_of_address: you is missing", `form_of_address: title: "{ten}" has a brace`,
		`"8080" is not an address`, "TELEGRAM_BOT_TOKEN: ", "TELEGRAM_API_URL: ", "is not a folder",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("not told: %s", want)
		}
	}
	for _, e := range parts(err) {
		if hintOf(e) == "" {
			t.Errorf("no hint: %v", e)
		}
	}
	if strings.Contains(err.Error(), "secret") {
		t.Error("the token is told")
	}
	if t.Failed() {
		t.Log(err)
	}
}

func TestOverridesReachTheCampaign(t *testing.T) {
	c := Config{TimeZone: "Asia/Tokyo", Digests: []string{"16:00", "07:30"}, Deadlines: map[int]string{3: "2016-07-10"}, FormOfAddress: "anh/chị"}
	b, err := c.bundle("")
	if err != nil {
		t.Fatal(err)
	}
	var hours []string
	for _, h := range b.campaign.Digests {
		hours = append(hours, h.String())
	}
	if diff := cmp.Diff([]string{"07:30", "16:00"}, hours); diff != "" {
		t.Error(diff)
	}
	for level, want := range map[int]string{3: "2016-07-10T23:59:59+09:00", 2: "2016-07-14T23:59:59+09:00"} {
		l, _ := b.campaign.Level(level)
		if got := l.Deadline.Format("2006-01-02T15:04:05Z07:00"); got != want {
			t.Errorf("deadline of level %d: %s, want %s", level, got, want)
		}
	}
	if want := (locale.FormOfAddress{You: "anh/chị", Title: "anh/chị", Vocative: "thưa anh/chị"}); b.campaign.FormOfAddress != want {
		t.Errorf("people are addressed as %q", b.campaign.FormOfAddress)
	}
	for _, hour := range []string{"20:00", "23:59", "00:00", "07:29"} {
		if _, err := (Config{File: "giaoban.yaml", Digests: []string{hour}}).bundle(""); err == nil || !strings.Contains(err.Error(), hour+" lies in the campaign's quiet hours") {
			t.Errorf("a digest at %s: %v", hour, err)
		}
	}
	if _, err := (Config{Deadlines: map[int]string{7: "2016-07-10"}}).bundle(""); err == nil || hintOf(err) == "" {
		t.Errorf("a deadline for a level that nobody has: %v", err)
	}
}

func TestTokensDoNotPass(t *testing.T) {
	for _, text := range []string{
		"plain " + goodToken + " text",
		`Post "https://api.telegram.org/bot` + goodToken + `/getMe": dial tcp`,
		"escaped " + strings.Replace(goodToken, ":", "%3A", 1),
	} {
		var b strings.Builder
		n, err := redacting{&b}.Write([]byte(text))
		if n != len(text) || err != nil || strings.Contains(b.String(), "AAAA") || !strings.Contains(b.String(), "[token]") {
			t.Errorf("%q: %d, %v: %q", text, n, err, b.String())
		}
	}
}
