package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// office is a folder of one campaign, with a configuration, that nothing is doubted of.
var office = map[string]string{
	"giaoban.yaml": "conversations: nam\n",
	"nam/campaign.yaml": `name: nam-2026
title: Báo cáo năm
units: units.csv
unit_list: "2026"
contact: {office: Sở, telephone: "0210 3845 678"}
levels:
  - {level: 2, outline: xa.yaml, deadline: 2026-12-28}
  - {level: 1, outline: tinh.yaml, deadline: 2027-01-07}
`,
	"nam/units.csv":  "code,parent_code,level,type,name\n25,,1,tỉnh,Phú Sơn\n08101,25,2,xã,Tam Nông\n08102,25,2,xã,Tân Lập\n",
	"nam/people.csv": "unit_code,role,name,telephone\n08101,officer,Nguyễn Văn An,0912000101\n",
	"nam/xa.yaml":    "title: Báo cáo của xã\nsections: [{code: A1, title: Một, questions: [{code: A1.1, name: so, type: integer, label: Bao nhiêu?}]}]\n",
	"nam/tinh.yaml":  "title: Báo cáo của tỉnh\nsections: [{code: B1, title: Một, questions: [{code: B1.1, name: so, type: integer, label: Bao nhiêu?}]}]\n",
}

// TestAcross: what does not fit between the files of an office is taken, and doubted where it stands.
func TestAcross(t *testing.T) {
	const level = "outline: xa.yaml, "
	for _, c := range []struct {
		name  string
		files []string // pairs of a file and what it has in the place of another text: "file", "old", "new"
		want  string
	}{
		{"as it should be", nil, ""},
		{"a signature that nobody gives", []string{"nam/campaign.yaml", level, level + "sign_off: required, "}, "nam/campaign.yaml:7:44 sign_off_nobody"},
		{"outlines the wrong way round", []string{"nam/campaign.yaml", "xa.yaml", "x", "nam/campaign.yaml", "tinh.yaml", "xa.yaml", "nam/campaign.yaml", "outline: x,", "outline: tinh.yaml,"},
			"nam/campaign.yaml:7:25 outline_of_level|nam/campaign.yaml:8:25 outline_of_level"},
		{"a campaign before it that is not there", []string{"nam/campaign.yaml", "unit_list:", "previous: nam-2025\nunit_list:"}, "nam/campaign.yaml:4:11 previous_unknown"},
		{"a language without questions", []string{"nam/campaign.yaml", "title: Báo cáo năm", "languages: [vi, en]\ntitle: {vi: Báo cáo, en: Report}", "nam/campaign.yaml", "office: Sở", "office: {vi: Sở, en: Office}"},
			"nam/campaign.yaml:2:12 outline_no_language|nam/campaign.yaml:2:12 outline_no_language"},
		{"a deadline that the configuration gives", []string{"giaoban.yaml", "\n", "\ndeadlines: {2: 2026-12-25}\n"}, "giaoban.yaml:2:16 given_deadline"},
		{"the same deadline", []string{"giaoban.yaml", "\n", "\ndeadlines: {2: 2026-12-28}\n"}, ""},
		{"a doubt about what it gives", []string{"giaoban.yaml", "\n", "\nform_of_address: Anh/chị\ndeadlines: {2: 2026-12-28, 1: 2026-12-20}\n"},
			"giaoban.yaml:2:18 address_capital|giaoban.yaml:2:18 given_key|giaoban.yaml:3:31 deadline_before_below|giaoban.yaml:3:31 given_deadline"},
		{"the list of people under another name", []string{"nam/people.csv", "", "-", "nam/danh-ba.csv", "", "unit_code,role,name,telephone\n"}, "nam/danh-ba.csv:0:0 file_people"},
		{"the list of people beside the configuration", []string{"nam/people.csv", "", "-", "people.csv", "", "unit_code,role,name,telephone\n"}, "people.csv:0:0 file_astray"},
		{"backups among the campaign's files", []string{"giaoban.yaml", "\n", "\nbackup_to: .\n"}, "giaoban.yaml:2:12 backup_in_campaign"},
		{"backups on a disk that is not there", []string{"giaoban.yaml", "\n", "\nbackup_to: not/there\n"}, "giaoban.yaml:2:12 backup_no_folder"},
		{"backups beside", []string{"giaoban.yaml", "\n", "\nbackup_to: saoluu\n"}, ""},
		{"open to all, and too fast", []string{"giaoban.yaml", "\n", "\nlisten: :8080\nmessages_per_second: 100\n"}, "giaoban.yaml:2:9 config_listen_all|giaoban.yaml:3:22 config_rate_high"},
		{"a copy for the next year", []string{"giaoban.yaml", "nam", ".", "sau/campaign.yaml", "", strings.NewReplacer("nam-2026", "nam-2027\nprevious: nam-2026", `"2026"`, `"2027"`).Replace(office["nam/campaign.yaml"]),
			"sau/units.csv", "", office["nam/units.csv"], "sau/xa.yaml", "", office["nam/xa.yaml"], "sau/tinh.yaml", "", office["nam/tinh.yaml"]},
			"sau/campaign.yaml:2:11 previous_other_list|sau/campaign.yaml:3:8 campaigns_one_title|sau/campaign.yaml:5:12 campaigns_lists_alike"},
	} {
		dir := t.TempDir()
		files := map[string]string{}
		for name, content := range office {
			files[name] = content
		}
		for i := 0; i+2 < len(c.files); i += 3 {
			name, old, new := c.files[i], c.files[i+1], c.files[i+2]
			switch {
			case new == "-":
				delete(files, name)
			case old == "":
				files[name] = new
			case !strings.Contains(files[name], old):
				t.Fatalf("%s: %s has no %q", c.name, name, old)
			default:
				files[name] = strings.Replace(files[name], old, new, 1)
			}
		}
		for name, content := range files {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := strings.Join(doubtsIn(t, dir), "|"); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

// doubtsIn are the doubts of a folder, with their places. All campaigns in folders are told by theirs.
func doubtsIn(t *testing.T, dir string) (out []string) {
	t.Helper()
	config, err := loadConfig(map[string]string{"GIAOBAN_CONFIG": filepath.Join(dir, "giaoban.yaml"), "GIAOBAN_DATA": filepath.Join(dir, "data")}, false)
	if err != nil {
		t.Fatal(err)
	}
	bundles, err := config.bundles()
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	found := config.doubts()
	for _, b := range bundles {
		found = append(found, b.doubts(languages(), now)...)
	}
	for _, f := range append(found, among(bundles, now)...) {
		file := strings.TrimPrefix(strings.TrimPrefix(f.File, dir), "/")
		if !strings.Contains(file, "/") && !strings.HasPrefix(file, "giaoban") && !strings.HasPrefix(f.File, dir) {
			file = "nam/" + file
		}
		f = f.At(file, f.Line, f.Column)
		if strings.HasPrefix(f.Key, "file_") {
			f = f.In(file)
		}
		out = append(out, strings.TrimSpace(strings.Join([]string{f.File + ":" + strconv.Itoa(f.Line) + ":" + strconv.Itoa(f.Column), f.Key}, " ")))
	}
	return out
}
