package main

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/locale"
	"giaoban/locales"
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
	for _, language := range []string{"vi", "en"} {
		file, err := starterConfig(language, "mine")
		if err != nil || !strings.Contains(string(file.content), "\nconversations: mine\n") {
			t.Fatalf("%s: %v", language, err)
		}
		for _, key := range keys() {
			if !strings.Contains(string(file.content), "\n"+key+":") && !strings.Contains(string(file.content), "\n# "+key+":") {
				t.Errorf("%s: the file that init writes does not show %s", language, key)
			}
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
	for language, want := range map[string][]string{
		"en": {
			"TELEGRAM_API_URL: not the address of an http or https server (for example https://api.telegram.org, or http://127.0.0.1:8081)",
			"TELEGRAM_BOT_TOKEN: not a token (copy the whole line that @BotFather gave, like 123456789:AAE…, 35 characters after the colon)",
			"GIAOBAN_DATA: DIR/units.csv is not a folder",
			"DIR/giaoban.yaml:1:8: there is no DIR/nowhere.csv",
			`DIR/giaoban.yaml:2:16: there is no DIR/elsewhere (did you mean "campaign"?)`,
			`DIR/giaoban.yaml:3:12: there is no time zone "Asia/Hanoi" (for example Asia/Ho_Chi_Minh)`,
			`DIR/giaoban.yaml:4:11: "Xã Nga An" is not a user name of Telegram (what @BotFather calls the bot, for example thanhhoa_baocao_bot)`,
			`DIR/giaoban.yaml:5:1: there is no key "digest" here (did you mean "digests"?)`,
			`DIR/giaoban.yaml:6:11: "7h30" is no hour (for example 07:30) (did you mean "07:30"?)`,
			`DIR/giaoban.yaml:7:16: "5/7/2016" is no last day on time (for example 2016-07-05, to the end of that day, or 2016-07-05 16:30) (did you mean "2016-07-05"?)`,
			"DIR/giaoban.yaml:9:18: you is missing, the word for the person spoken to (for example anh/chị, {you: bà con, title: ông/bà, vocative: kính thưa bà con})",
			`DIR/giaoban.yaml:9:26: "{ten}" has a brace, a line break or a character that is not seen`,
			`DIR/giaoban.yaml:8:9: "8080" is not an address to listen on (host:port, for example 127.0.0.1:8080 or :8080)`,
		},
		"vi": {
			"TELEGRAM_API_URL: không phải địa chỉ máy chủ http hoặc https (ví dụ https://api.telegram.org, hoặc http://127.0.0.1:8081)",
			"TELEGRAM_BOT_TOKEN: không phải mã token (chép nguyên dòng @BotFather đã cấp, như 123456789:AAE…, sau dấu hai chấm có 35 ký tự)",
			"GIAOBAN_DATA: DIR/units.csv không phải thư mục",
			"DIR/giaoban.yaml:1:8: không có DIR/nowhere.csv",
			"DIR/giaoban.yaml:2:16: không có DIR/elsewhere (có phải là «campaign» không?)",
			"DIR/giaoban.yaml:3:12: không có múi giờ «Asia/Hanoi» (ví dụ Asia/Ho_Chi_Minh)",
			"DIR/giaoban.yaml:4:11: «Xã Nga An» không phải tên người dùng Telegram (tên @BotFather đặt cho bot, ví dụ thanhhoa_baocao_bot)",
			"DIR/giaoban.yaml:5:1: ở đây không có khóa «digest» (có phải là «digests» không?)",
			"DIR/giaoban.yaml:6:11: «7h30» không phải giờ (ví dụ 07:30) (có phải là «07:30» không?)",
			"DIR/giaoban.yaml:7:16: «5/7/2016» không phải hạn nộp (ghi ngày, ví dụ 2016-07-05 là hết ngày ấy, hoặc cả giờ: 2016-07-05 16:30) (có phải là «2016-07-05» không?)",
			"DIR/giaoban.yaml:9:18: thiếu you, từ gọi người đang nói chuyện (ví dụ anh/chị, {you: bà con, title: ông/bà, vocative: kính thưa bà con})",
			`DIR/giaoban.yaml:9:26: "{ten}" có dấu ngoặc nhọn, xuống dòng hoặc ký tự không nhìn thấy`,
			"DIR/giaoban.yaml:8:9: «8080» không phải địa chỉ để mở cổng (máy:cổng, ví dụ 127.0.0.1:8080 hoặc :8080)",
		},
	} {
		got := lines(t, language, err)
		for i := range got {
			got[i] = strings.ReplaceAll(got[i], dir, "DIR")
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", language, diff)
		}
	}
}

// lines are what is told of an error in a language.
func lines(t *testing.T, language string, err error) []string {
	t.Helper()
	catalog, loadErr := locale.Load(locales.FS)
	if loadErr != nil {
		t.Fatal(loadErr)
	}
	say, _ := catalog.Language(languageOf(map[string]string{"LANG": language}))
	all, _ := linesOf(err, say)
	return all
}

// TestTheTokenIsCopiedWhole: a token with a line end says so, and no token is ever told.
func TestTheTokenIsCopiedWhole(t *testing.T) {
	t.Chdir(t.TempDir())
	_, err := loadConfig(map[string]string{"TELEGRAM_BOT_TOKEN": goodToken + "\n", "GIAOBAN_LANG": "fr"}, true)
	want := []string{
		`GIAOBAN_LANG: "fr" is no language of the command line: write vi (Vietnamese) or en (English)`,
		"TELEGRAM_BOT_TOKEN: the token has a space or a line end: copy it again without (and without the line end of the file that it lies in)",
	}
	if diff := cmp.Diff(want, lines(t, "en", err)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want = []string{
		"GIAOBAN_LANG: «fr» không phải ngôn ngữ của dòng lệnh: ghi vi (tiếng Việt) hoặc en (tiếng Anh)",
		"TELEGRAM_BOT_TOKEN: mã token có dấu cách hoặc dấu xuống dòng: chép lại cho sạch (bỏ cả dấu xuống dòng ở cuối tệp chứa nó)",
	}
	if diff := cmp.Diff(want, lines(t, "vi", err)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestAddressWithToken: an address as the platform's manual shows it is refused, and what it holds is told nowhere.
func TestAddressWithToken(t *testing.T) {
	t.Chdir(t.TempDir())
	_, err := loadConfig(map[string]string{"TELEGRAM_BOT_TOKEN": goodToken, "TELEGRAM_API_URL": "http://127.0.0.1:8081/bot" + goodToken}, true)
	want := []string{"TELEGRAM_API_URL: the address goes on with /bot and a token: write only the server (for example https://api.telegram.org); " +
		"the token stands in TELEGRAM_BOT_TOKEN alone"}
	if diff := cmp.Diff(want, lines(t, "en", err)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestLineEndsOfWindows: a variable from a file that was written there is told with its name, and no folder of such a name is begun.
func TestLineEndsOfWindows(t *testing.T) {
	t.Chdir(t.TempDir())
	_, err := loadConfig(map[string]string{"GIAOBAN_DATA": "data\r"}, false)
	got := lines(t, "en", err)
	if len(got) == 0 || !strings.Contains(got[len(got)-1]+got[0], `GIAOBAN_DATA: "data" ends in a line end of Windows`) {
		t.Errorf("%q", got)
	}
}

// TestDataIsNoFile: the database's own file in the place of its folder, there already or not, is told with the folder.
func TestDataIsNoFile(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for range 2 {
		_, err := loadConfig(map[string]string{"GIAOBAN_DATA": filepath.Join("data", databaseFile)}, false)
		want := []string{`GIAOBAN_DATA: "data/giaoban.db" is what the database's own file is called: write the folder in which it lies, data`}
		if diff := cmp.Diff(want, lines(t, "en", err)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if err := errors.Join(os.MkdirAll("data", 0o700), os.WriteFile(filepath.Join("data", databaseFile), []byte("x"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFoldersThatNobodyMeans: what a shell or Windows would read otherwise begins no folder of that name.
func TestFoldersThatNobodyMeans(t *testing.T) {
	t.Chdir(t.TempDir())
	for folder, want := range map[string]string{"~/data": "only a shell knows what ~ is", `D:\data`: `D:\`} {
		if _, err := loadConfig(map[string]string{"GIAOBAN_DATA": folder}, false); !strings.Contains(strings.Join(lines(t, "en", err), "\n"), want) {
			t.Errorf("%s: %q", folder, lines(t, "en", err))
		}
	}
}

// TestLanguageOfFaults: the program's own variable goes before the system's, and nothing is English.
func TestLanguageOfFaults(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want string
	}{
		{nil, "en"},
		{map[string]string{"LANG": "vi_VN.UTF-8"}, "vi"},
		{map[string]string{"LANG": "C.UTF-8"}, "en"},
		{map[string]string{"LANG": "vi_VN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_MESSAGES": "vi_VN"}, "vi"},
		{map[string]string{"LC_ALL": "C", "GIAOBAN_LANG": "vi"}, "vi"},
		{map[string]string{"LANG": "vi_VN.UTF-8", "GIAOBAN_LANG": "en"}, "en"},
	} {
		if got := languageOf(c.env); got != c.want {
			t.Errorf("%v: %s", c.env, got)
		}
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
		if _, err := (Config{File: "giaoban.yaml", Digests: []string{hour}}).bundle(""); err == nil || !strings.Contains(strings.Join(lines(t, "en", err), "\n"), "the digest of "+hour+" lies in the quiet hours") {
			t.Errorf("a digest at %s: %v", hour, err)
		}
	}
	if _, err := (Config{Deadlines: map[int]string{7: "2016-07-10"}}).bundle(""); !strings.Contains(strings.Join(lines(t, "en", err), "\n"), "nobody of level 7 reports in this campaign") {
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
