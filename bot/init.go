package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"giaoban/conversations"
)

type initCommand struct {
	Dir string `arg:"" type:"path" help:"The folder to write into; made if it does not exist."`
}

// Run writes the shipped campaign and a commented configuration. It overwrites
// nothing.
func (i *initCommand) Run(p *program) error {
	files, err := shippedFiles()
	if err != nil {
		return err
	}
	var there []error
	for _, f := range files {
		path := filepath.Join(i.Dir, f.path)
		if _, err := os.Lstat(path); err == nil {
			there = append(there, hinted(fmt.Errorf("%s exists and is not overwritten", path), "name a new folder"))
		}
	}
	if err := errors.Join(there...); err != nil {
		return err
	}
	for _, f := range files {
		if err := f.write(i.Dir); err != nil {
			return hinted(fmt.Errorf("write %s: %w", f.path, err), "name a folder that this user may write to")
		}
	}
	config := filepath.Join(i.Dir, configName)
	fmt.Fprintf(p.stdout, "%d files in %s\n\nnext:\n  edit %s and the files of %s\n  export GIAOBAN_CONFIG=%s\n  %s check\n",
		len(files), i.Dir, configName, shippedCampaign, config, p.name)
	return nil
}

// configName is the configuration's name where it is not named otherwise.
const configName = "giaoban.yaml"

// A starter is a file that init writes.
type starter struct {
	path    string
	content []byte
}

func shippedFiles() ([]starter, error) {
	files := []starter{{configName, []byte(starterConfig)}}
	folder := shipped()
	err := campaignFiles(folder, func(path string, content []byte) error {
		files = append(files, starter{filepath.Join(shippedCampaign, filepath.FromSlash(path)), content})
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"outline.schema.json", "campaign.schema.json"} { // the files name them for editors
		content, err := fs.ReadFile(conversations.FS, name)
		if err != nil {
			return nil, err
		}
		files = append(files, starter{name, content})
	}
	return files, nil
}

// campaignFiles gives the files of a campaign's folder, without the demo's and without transcripts, which are tests.
func campaignFiles(folder fs.FS, each func(path string, content []byte) error) error {
	return fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
		hidden := path != "." && strings.HasPrefix(filepath.Base(path), ".")
		if err == nil && d.IsDir() && (path == demoFolder || hidden) {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || hidden || filepath.Ext(path) == ".txtar" {
			return err
		}
		if info, err := fs.Stat(folder, path); err != nil || !info.Mode().IsRegular() { // a link to a folder is one
			return err
		}
		content, err := fs.ReadFile(folder, path)
		if err != nil {
			return err
		}
		return each(path, content)
	})
}

func (f starter) write(dir string) error {
	path := filepath.Join(dir, f.path)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(f.content)
	return errors.Join(err, file.Close())
}

// starterConfig is the commented giaoban.yaml.
const starterConfig = `# How this machine runs the bot. What is asked of whom and until when stands in
# the campaign's folder (campaign.yaml). Every key may be left out; a restart reads
# changes. Paths are relative to this file. giaoban check tells what is wrong.
#
# The token and the folder of the database come from the environment:
# TELEGRAM_BOT_TOKEN, TELEGRAM_API_URL, GIAOBAN_DATA, GIAOBAN_LISTEN.

# The campaign and its outlines: a folder that has campaign.yaml. A folder of several
# such folders opens all of them; those with the same unit_list share their members.
conversations: thanhhoa-2016

# Another list of units than the one that campaign.yaml names: a CSV with the header
# code,parent_code,level,type,name.
# units: units.csv

# The bot's user name, for the links of invitations. Without it Telegram is asked.
# bot_name: thanhhoa_baocao_bot

# Where health and metrics are served over HTTP; without it they are not.
# GIAOBAN_LISTEN goes before it.
# listen: 127.0.0.1:8080

# The largest file that officers may send, in MB. Telegram gives bots none over 20.
# max_file_mb: 20

# How many messages a second the platform takes from the bot, and how many of them for one
# chat. Notices and bulk stay below; 0 is no limit, for a server of your own.
# messages_per_second: 30
# messages_per_second_to_one: 1

# A backup each day at an hour into a folder, best on another disk; the newest ones are kept.
# backup_to: /srv/backup/giaoban
# backup_at: "02:00"
# backup_keep: 14
# Public keys of age (age-keygen), to which daily backups and others are encrypted. Keep the identities elsewhere.
# backup_recipients: ["age1..."]

# The file of an age identity (age-keygen -o FILE), outside the data folder, that database and files are encrypted with from
# the first start on. Without it nobody can read them: keep a copy of it elsewhere.
# encryption_key: /etc/giaoban/giaoban.key

# What follows takes the place of the campaign's own.
# time_zone: Asia/Ho_Chi_Minh
# digests: ["07:30", "16:00"]
# deadlines:
#   3: 2016-07-05
#   2: 2016-07-14
#   1: 2016-08-31
# form_of_address: đồng chí   # or anh/chị, or {you: bà con, title: ông/bà, vocative: kính thưa bà con}
`
