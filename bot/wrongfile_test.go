package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"giaoban/internal/locale"
	"giaoban/locales"
)

// TestWrongFile: a file that is another of the office's than the one that is wanted is told as what it is, once, with the one that was
// perhaps meant; nothing of it is read as if it were the other.
func TestWrongFile(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"giaoban.yaml":       "conversations: nam\n",
		"token.yaml":         "conversations: nam\ntoken: 123:secret\ndata: d\nquiet: {}\n",
		"case.yaml":          "conversations: Nam\n",
		"inside.yaml":        "conversations: nam/campaign.yaml\n",
		"nam/campaign.yaml":  "name: a\ntitle: A\nunits: units.csv\nlevels: [{level: 1, outline: 'C:\\Bao\\xa.yaml'}]\n",
		"nam/units.csv":      "code,parent_code,level,type,name\n1,,1,xã,A\n",
		"nam/xa.yaml":        "title: A\nsections: [{code: A1, title: A, questions: [{code: A1.1, name: a, type: date, label: A}]}]\n",
		"ngoc/campaign.yaml": "title: A\nsections: [{code: A1, title: A, questions: [{code: A1.1, name: a, type: date, label: A}]}]\n",
		"may/campaign.yaml":  "conversations: nam\n",
		"kep/campaign.yaml":  "name: a\ntitle: A\nunits: units.csv\nlevels: [{level: 1, outline: campaign.yaml}]\n",
		"kep/units.csv":      "code,parent_code,level,type,name\n1,,1,xã,A\n",
		"ngoc.yaml":          "conversations: ngoc\n", "may.yaml": "conversations: may\n", "kep.yaml": "conversations: kep\n",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	english, _ := catalog.Language("en")
	for _, c := range []struct{ config, want string }{
		{"nam/campaign.yaml", `GIAOBAN_CONFIG: DIR/nam/campaign.yaml is the file of a campaign; wanted is the configuration, giaoban.yaml, which has a line conversations (did you mean "DIR/giaoban.yaml"?)`},
		{"nam/xa.yaml", `GIAOBAN_CONFIG: DIR/nam/xa.yaml is an outline; wanted is the configuration, giaoban.yaml, which has a line conversations (did you mean "DIR/giaoban.yaml"?)`},
		{"nam", `GIAOBAN_CONFIG: DIR/nam is a folder; wanted is the configuration, giaoban.yaml (did you mean "DIR/giaoban.yaml"?)`},
		{"giaoban.yml", `GIAOBAN_CONFIG: there is no DIR/giaoban.yml (did you mean "DIR/giaoban.yaml"?)`},
		{"token.yaml", "DIR/token.yaml:2:1: the token is not written in this file: set it in the variable TELEGRAM_BOT_TOKEN\n" +
			`DIR/token.yaml:3:1: "data" is not written in this file but set by the variable GIAOBAN_DATA` + "\n" +
			`DIR/token.yaml:4:1: "quiet" is written in the campaign.yaml of the campaign, and not in the configuration`},
		{"case.yaml", `DIR/case.yaml:1:16: there is no DIR/Nam (did you mean "nam"?)`},
		{"inside.yaml", `DIR/inside.yaml:1:16: name the folder of the campaign, and not the file in it (did you mean "nam"?)`},
		{"giaoban.yaml", `campaign.yaml:4:30: "C:\Bao\xa.yaml" is no file of the campaign's folder: name one beside campaign.yaml (did you mean "xa.yaml"?)`},
		{"ngoc.yaml", "campaign.yaml:1:1: this is an outline and not the file of a campaign (which has name, title, levels): give it another name, and put the right campaign.yaml here"},
		{"may.yaml", "campaign.yaml:1:1: this is the configuration and not the file of a campaign: call it giaoban.yaml, and put the right campaign.yaml here"},
		{"kep.yaml", "campaign.yaml:1:1: this is the file of a campaign and no outline (an outline has sections)"},
	} {
		config, err := loadConfig(map[string]string{"GIAOBAN_CONFIG": filepath.Join(dir, filepath.FromSlash(c.config))}, false)
		if err == nil {
			_, err = config.bundles()
		}
		var lines []string
		for _, e := range parts(err) {
			found, _ := linesOf(e, english)
			lines = append(lines, found...)
		}
		if got := strings.ReplaceAll(strings.Join(lines, "\n"), dir, "DIR"); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.config, got, c.want)
		}
	}
}

// TestConfigDoubts: a folder that was left out, and a name that is no bot's.
func TestConfigDoubts(t *testing.T) {
	for content, want := range map[string]string{
		"conversations:\n": "config_conversations_empty", "# none\n": "", "conversations: nam\nbot_name: xa_bot\n": "", "bot_name: phuson\n": "config_bot_name_end",
	} {
		file := filepath.Join(t.TempDir(), "giaoban.yaml")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, f := range (Config{File: file}).doubts() {
			got += f.Key
		}
		if got != want {
			t.Errorf("%q: %q, want %q", content, got, want)
		}
	}
}

// TestUnread: what an editor or a spreadsheet saved under another name than the one that is read is told; what may lie there is not.
func TestUnread(t *testing.T) {
	files := map[string]string{"campaign.yaml": "name: a\ntitle: A\nunits: units.csv\ncontact: {office: O, telephone: '1'}\nlevels: [{level: 1, outline: xa.yaml}]\n",
		"units.csv": "code,parent_code,level,type,name\n1,,1,xã,A\n", "xa.yaml": doubtful["huyen.yaml"]}
	told := []string{"campaign - Copy.yaml", "campaign.yml", "people.xlsx", "units.csv.txt", "units_old.csv", "xa.yaml.txt"}
	dir := t.TempDir()
	for _, name := range append(told, "ghi-chu.txt", "de-cuong.docx", "xa-2025.yaml", "~$units.xlsx", "dm.csv", "README.md") {
		files[name] = doubtful["huyen.yaml"]
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b, err := loadBundle(campaignFolder{"", os.DirFS(dir)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range b.besides() {
		if f.Key == "file_unread" {
			got = append(got, f.File)
		}
	}
	if strings.Join(got, "|") != strings.Join(told, "|") {
		t.Errorf("told of %q, want %q", got, told)
	}
}
