package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"giaoban/conversations"
)

// newCommand writes a small campaign to start from.
type newCommand struct {
	Kind string `arg:"" enum:"poll,weekly,annual" help:"${cli_help_new_kind}"`
	Dir  string `arg:"" type:"path" help:"${cli_help_init_dir}"`
}

// starts are the folders of what new writes, by language and kind.
var starts = map[string]map[string]string{
	"vi": {"poll": "hoi-nhanh", "weekly": "bao-cao-tuan", "annual": "bao-cao-nam"},
	"en": {"poll": "poll", "weekly": "weekly", "annual": "annual"},
}

// Run writes the campaign in the clerk's language, with deadlines that lie ahead. It overwrites nothing.
func (k *newCommand) Run(p *program) error {
	language := p.say.Tag()
	name := starts[language][k.Kind]
	zone, err := zoneOfStart(language, p.env)
	if err != nil {
		return err
	}
	config, err := starterConfig(language, name)
	if err != nil {
		return err
	}
	folder, err := fs.Sub(conversations.FS, "start/"+language+"/"+name)
	if err != nil {
		return err
	}
	files, fill := []starter{config}, filling(time.Now().In(zone))
	err = campaignFiles(folder, func(path string, content []byte) error {
		files = append(files, starter{filepath.Join(name, filepath.FromSlash(path)), []byte(fill.Replace(string(content)))})
		return nil
	})
	if err != nil {
		return err
	}
	schemas, err := schemaFiles()
	if err != nil {
		return err
	}
	return p.start(k.Dir, name, append(files, schemas...))
}

// filling puts days that lie ahead where a new campaign has its marks.
func filling(now time.Time) *strings.Replacer {
	soon := now.Add(3 * time.Hour).Truncate(30 * time.Minute)
	first := now.AddDate(0, 0, 30)
	monday := now.AddDate(0, 0, -(int(now.Weekday())+6)%7)
	if now.Sub(monday) > 3*24*time.Hour { // from Friday on it is late for a week that ends then
		monday = monday.AddDate(0, 0, 7)
	}
	return strings.NewReplacer("@DAY@", now.Format(time.DateOnly), "@YEAR@", now.Format("2006"), "@SOON@", soon.Format("2006-01-02 15:04"),
		"@ZONE@", now.Location().String(), "@MONDAY@", monday.Format(time.DateOnly),
		"@FIRST@", first.Format(time.DateOnly), "@SECOND@", first.AddDate(0, 0, 10).Format(time.DateOnly))
}

// schemaFiles are those that the files of campaigns name for editors.
func schemaFiles() (files []starter, err error) {
	for _, name := range []string{"outline.schema.json", "campaign.schema.json"} {
		content, err := fs.ReadFile(conversations.FS, name)
		if err != nil {
			return nil, err
		}
		files = append(files, starter{name, content})
	}
	return files, nil
}

// start writes files into a folder, none over one that is there, and says what comes next.
func (p *program) start(dir, campaign string, files []starter) error {
	var there []error
	for _, f := range files {
		path := filepath.Join(dir, f.path)
		if _, err := os.Lstat(path); err == nil {
			there = append(there, hinted(declined("cli_exists", "path", path), "cli_exists_hint"))
		}
	}
	if err := errors.Join(there...); err != nil {
		return err
	}
	for _, f := range files {
		if err := f.write(dir); err != nil {
			return hinted(fails("cli_write_failed", "file", f.path, "error", err), "cli_write_failed_hint")
		}
	}
	p.print("cli_init_done", "n", len(files), "folder", dir)
	p.print("cli_next")
	p.item("cli_next_edit", "config", configName, "campaign", campaign)
	p.item("cli_next_set", "path", quoted(filepath.Join(dir, configName)))
	p.item("cli_next_check", "name", p.name)
	return nil
}

// starterConfig is the commented configuration in a language, for the campaign of a folder.
func starterConfig(language, campaign string) (starter, error) {
	content, err := fs.ReadFile(conversations.FS, "start/giaoban."+language+".yaml")
	content = bytes.Replace(content, []byte("\nconversations: "+shippedCampaign+"\n"), []byte("\nconversations: "+campaign+"\n"), 1)
	return starter{configName, content}, err
}
